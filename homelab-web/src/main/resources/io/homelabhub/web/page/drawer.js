// All about one service.
import { useEffect, useRef, useState } from "./kept/hooks.js";
import { get, happenings, stack } from "./client.js";
import { LogLines } from "./logs.js";
import { Line } from "./plan.js";
import { Charts } from "./usage.js";
import { ago, bytes, clock, html, StateMark, stateWord } from "./words.js";

const LAST_LINES = 20;

/** Asks once for each service that is chosen. */
function useAnswer(path, name) {
  const [answer, setAnswer] = useState({});
  useEffect(() => {
    let current = true;
    setAnswer({});
    get(path, [name])
      .then((value) => current && setAnswer({ value }))
      .catch((failure) => current && setAnswer({ failure }));
    return () => (current = false);
  }, [path, name]);
  return answer;
}

function Port({ port }) {
  const text = `${port.port} → ${port.containerPort}/${port.protocol}`;
  const everywhere = ["0.0.0.0", "::", "127.0.0.1", "::1"].includes(port.address);
  if (port.protocol !== "tcp") return html`<span>${text}</span>`;
  // Another name for this machine, so that the browser keeps the cookie of this page to itself.
  const here = { "127.0.0.1": "localhost", localhost: "127.0.0.1" }[location.hostname] || location.hostname;
  const host = everywhere ? here : port.address;
  const address = `http://${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}:${port.port}`;
  return html`<a href=${address} target="_blank" rel="noopener noreferrer">${text}</a>`;
}

function Container({ container, images }) {
  const image = (images || []).find((one) => one.container === container.name);
  const ports = container.ports.filter((port) => !port.address.includes(":"));
  return html`
    <li>
      <strong>${container.name}</strong>: ${container.state}
      <div class="faint">${container.image}${image && image.created ? `, made ${ago(image.created)}` : ""}; container made ${ago(container.created)}</div>
      ${ports.length > 0 && html`<div class="ports">${ports.map((port) => html`<${Port} port=${port} />`)}</div>`}
    </li>`;
}

function Differences({ name }) {
  const { value, failure } = useAnswer("/api/plan", name);
  if (failure) return html`<p class="bad-text">${failure.message}. ${failure.remedy}</p>`;
  if (!value) return html`<p class="faint">Comparing…</p>`;
  const lines = value.lines.filter((line) => line.kind === "service" && line.name === name);
  if (lines.length === 0) return html`<p>None: it is as its files describe it.</p>`;
  return html`<ul class="plan">${lines.map((line) => html`<${Line} line=${line} />`)}</ul>`;
}

function Checks({ checks }) {
  if (!checks) return html`<p class="faint">Asking…</p>`;
  if (checks.length === 0) return html`<p>The engine has run no health test.</p>`;
  return html`
    <ol class="checks">${checks.map((check) => html`
      <li>
        <${StateMark} state=${check.exitCode === 0 ? "healthy" : "unhealthy"} />
        <span>${check.exitCode === 0 ? "passed" : check.exitCode < 0 ? "did not end in time" : `exit code ${check.exitCode}`}</span>
        ${check.output.trim() && html`<code>${check.output.trim()}</code>`}
      </li>`)}
    </ol>`;
}

/** How it has fared since the page's server began. */
function History({ name }) {
  const changes = happenings.value.filter((change) => change.service === name).slice(0, 10);
  if (changes.length === 0) return html`<p>No change since this page's server began.</p>`;
  return html`<ul class="changes">${changes.map((change) => html`
    <li key=${change.at}>
      <time datetime=${change.at}>${clock(change.at)}</time>
      <${StateMark} state=${change.now} /> <span>${stateWord(change.before)} → ${stateWord(change.now)}</span>
    </li>`)}</ul>`;
}

function Backup({ backups, problem }) {
  if (problem) return html`<p>${problem}</p>`;
  if (!backups) return html`<p class="faint">Asking…</p>`;
  if (backups.length === 0) return html`<p>None holds anything of it.</p>`;
  const [newest] = backups;
  return html`<p>${backups.length} ${backups.length === 1 ? "holds" : "hold"} something of it; the newest was taken ${ago(newest.created)}: ${newest.subjects.join(", ")},
    ${" "}${bytes(newest.bytes)}. ${newest.verified ? `Restored for trial ${ago(newest.verified)}.` : "It was never restored for trial."}</p>`;
}

function Names({ title, names, onChoose }) {
  return names.length > 0 && html`
    <h3>${title}</h3>
    <p class="chips">${names.map(({ name, text }) => html`
      <button type="button" class="chip" onClick=${() => onChoose(name)}>${name}${text ? ` (${text})` : ""}</button>`)}
    </p>`;
}

export function Drawer({ name, onChoose, onClose }) {
  const heading = useRef(null);
  useEffect(() => heading.current && heading.current.focus(), [name]);
  const { value } = useAnswer("/api/service", name);
  const service = stack.value.services.find((one) => one.name === name);
  if (!service) return null;
  const needs = service.needs.map((need) => ({ name: need.service, text: need.required ? need.conditions.join(", ").replace(/-/g, " ") : "optional" }));
  const needed = stack.value.services.filter((one) => one.needs.some((need) => need.service === name)).map((one) => ({ name: one.name }));
  return html`
    <aside class="drawer" aria-label=${"Service " + name} onKeyDown=${(event) => event.key === "Escape" && onClose()}>
      <header>
        <h2 tabindex="-1" ref=${heading}>${name}</h2>
        <button type="button" class="close" aria-label="Close" onClick=${onClose}>✕</button>
      </header>
      <p class="standing"><${StateMark} state=${service.state} /> ${stateWord(service.state)}${service.group && `, group ${service.group}`}</p>
      ${service.why.length > 0 && html`<h3>Why</h3><ul class="why">${service.why.map((why) => html`<li>${why}</li>`)}</ul>`}
      <${Names} title="Needs" names=${needs} onChoose=${onChoose} />
      <${Names} title="Needed by" names=${needed} onChoose=${onChoose} />
      <h3>Containers</h3>
      ${service.containers.length === 0
        ? html`<p>None.</p>`
        : html`<ul class="containers">${service.containers.map((container) => html`
            <${Container} container=${container} images=${value && value.images} />`)}</ul>`}
      ${service.containers.length > 0 && html`<h3>What it uses</h3><${Charts} name=${name} />`}
      <h3>Differences from the files</h3>
      <${Differences} name=${name} />
      <h3>Health tests</h3>
      <${Checks} checks=${value && value.checks} />
      <h3>History</h3>
      <${History} name=${name} />
      <h3>Backups</h3>
      <${Backup} backups=${value && value.backups} problem=${value && value.backupsProblem} />
      ${service.containers.length > 0 && html`<h3>Last lines of the log</h3><${LogLines} names=${[name]} tail=${LAST_LINES} filter="" />`}
    </aside>`;
}
