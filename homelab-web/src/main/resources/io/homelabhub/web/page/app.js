// The frame: who is looking, at what, and whether the engine answers.
import { render } from "./kept/preact.js";
import { useEffect, useState } from "./kept/hooks.js";
import { signal } from "./kept/signals.js";
import { BackupsView } from "./backups.js";
import { connected, engine, enter, happenings, letIn, post, run, result, stack } from "./client.js";
import { Drawer } from "./drawer.js";
import { GraphView } from "./graph.js";
import { LogsView } from "./logs.js";
import { PlanView } from "./plan.js";
import { HostsView, RoutesView } from "./places.js";
import { RunPanel } from "./run.js";
import { UsageView } from "./usage.js";
import { ago, clock, html, StateMark, stateWord } from "./words.js";

const VIEWS = [
  ["graph", "Stack"], ["plan", "Plan"], ["logs", "Logs"], ["usage", "Usage"], ["backups", "Backups"], ["hosts", "Hosts"], ["routes", "Routes"],
  ["changes", "Changes"],
];
const NARROW = window.matchMedia("(max-width: 720px)");

const view = signal("graph");
const chosen = signal("");
const narrow = signal(NARROW.matches);

/** What somebody has typed need not mean anything. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch (malformed) {
    return "";
  }
}

function follow() {
  const [wanted, name] = location.hash.replace(/^#\/?/, "").split("/").map(decoded);
  view.value = VIEWS.some(([id]) => id === wanted) ? wanted : "graph";
  chosen.value = view.value === "graph" ? name || "" : "";
}
const go = (...parts) => (location.hash = "#/" + parts.map(encodeURIComponent).join("/"));

function Counts() {
  const services = stack.value.services;
  const deployed = services.filter((service) => service.containers.length > 0);
  const up = deployed.filter((service) => service.up);
  return html`<p class="counts">${up.length} of ${deployed.length} deployed services are up</p>`;
}

function Standing() {
  if (!connected.value) return html`<p class="notice warn" role="status">The server of this page does not answer; this is how it was. Trying again…</p>`;
  if (!engine.value.answers) {
    return html`<p class="notice bad" role="alert">No answer from the engine; this is how it was. ${engine.value.problem} ${engine.value.remedy}</p>`;
  }
  return null;
}

function Changes() {
  return html`
    <h1>Changes</h1>
    <p class="faint">What has changed since this page's server began, as far as it still knows.</p>
    ${happenings.value.length === 0 && html`<p>Nothing so far.</p>`}
    <ul class="changes">${happenings.value.map((change) => html`
      <li key=${change.at + change.service}>
        <time datetime=${change.at}>${clock(change.at)}</time>
        <${StateMark} state=${change.now} />
        <span><strong>${change.service}</strong> ${stateWord(change.before)} → ${stateWord(change.now)} <span class="faint">${ago(change.at)}</span></span>
      </li>`)}
    </ul>
    <h2 class="label">Another browser</h2>
    <${Invite} />`;
}

function Main() {
  if (view.value === "plan") return html`<${PlanView} onBegun=${() => go("graph")} />`;
  if (view.value === "logs") return html`<${LogsView} />`;
  if (view.value === "usage") return html`<${UsageView} />`;
  if (view.value === "hosts") return html`<${HostsView} />`;
  if (view.value === "routes") return html`<${RoutesView} />`;
  if (view.value === "backups") return html`<${BackupsView} />`;
  if (view.value === "changes") return html`<${Changes} />`;
  return html`
    <h1 class="unseen">Stack</h1>
    <${GraphView} chosen=${chosen.value} narrow=${narrow.value} onChoose=${(name) => go("graph", name)} />
    <${RunPanel} onClose=${() => ((run.value = null), (result.value = null))} />`;
}

/** A link that lets one more browser in, once: on a phone, for one. */
function Invite() {
  const [link, setLink] = useState("");
  const ask = () => post("/api/invitation").then(({ invitation }) => setLink(`${location.origin}/#${invitation}`)).catch(() => setLink(""));
  return link
    ? html`<label class="invite">Lets one browser in, once <input readonly value=${link} onFocus=${(event) => event.target.select()} /></label>`
    : html`<button type="button" class="chip" onClick=${ask}>Invite a browser</button>`;
}

function Outside() {
  return html`
    <main class="outside">
      <h1>Homelab</h1>
      <p>Nobody has let this browser in. Open the address that <code>homelab web</code> prints: it works once. If it was used, start the command again.</p>
    </main>`;
}

function App() {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 10000); // ages grow
    return () => clearInterval(timer);
  }, []);
  if (letIn.value === false) return html`<${Outside} />`;
  return html`
    <header class="top">
      <p class="project">${stack.value ? stack.value.project : "Homelab"}</p>
      ${stack.value && html`<${Counts} />`}
      <nav aria-label="Views">${VIEWS.map(([id, title]) => html`
        <a key=${id} href=${"#/" + id} aria-current=${view.value === id ? "page" : undefined}>${title}</a>`)}
      </nav>
    </header>
    <div class="below">
      <main>
        ${stack.value && html`<${Standing} />`}
        ${stack.value ? html`<${Main} />` : html`
          <p class="faint waiting">${engine.value.answers ? "Looking…" : `${engine.value.problem} ${engine.value.remedy}`}</p>`}
      </main>
      ${stack.value && chosen.value && html`
        <${Drawer} name=${chosen.value} onChoose=${(name) => go("graph", name)} onClose=${() => go("graph")} />`}
    </div>`;
}

NARROW.addEventListener("change", () => (narrow.value = NARROW.matches));
enter(); // takes the invitation out of the address before anything reads it
follow();
window.addEventListener("hashchange", follow);
render(html`<${App} />`, document.getElementById("app"));
