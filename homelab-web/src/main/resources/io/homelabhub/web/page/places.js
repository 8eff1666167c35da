// Where things are: the hosts that are named, and which domain leads to which service.
import { useEffect, useState } from "./kept/hooks.js";
import { get } from "./client.js";
import { html, StateMark } from "./words.js";

function useAnswer(path) {
  const [answer, setAnswer] = useState({});
  useEffect(() => {
    let current = true;
    get(path).then((value) => current && setAnswer({ value })).catch((failure) => current && setAnswer({ failure }));
    return () => (current = false);
  }, [path]);
  return answer;
}

const Failed = ({ failure }) => failure && html`<p class="notice bad" role="alert">${failure.message}. ${failure.remedy}</p>`;

function Answers({ host, checked, failure }) {
  if (failure) return html`<span>not asked</span>`;
  if (!checked) return html`<span class="faint">asking…</span>`;
  const look = checked.hosts.find((one) => one.name === host.name);
  if (!look) return null;
  return look.reachable
    ? html`<${StateMark} state="healthy" /> ${look.engine}, ${look.latencyMillis} ms`
    : html`<${StateMark} state="unhealthy" /> ${look.problem} ${look.remedy}`;
}

export function HostsView() {
  const named = useAnswer("/api/hosts");
  const checks = useAnswer("/api/hosts/check");
  const hosts = named.value ? named.value.hosts : [];
  return html`
    <h1>Hosts</h1>
    <${Failed} failure=${named.failure} />
    ${named.value && hosts.length === 0 && html`<p>None is named. <code>homelab hosts add</code> names one.</p>`}
    ${hosts.length > 0 && html`
      <div class="scroll" tabindex="0" role="region" aria-label="Hosts"><table>
        <thead><tr><th scope="col">Host</th><th scope="col">Endpoint</th><th scope="col">Address</th><th scope="col">Answers</th><th scope="col">What it is</th></tr></thead>
        <tbody>${hosts.map((host) => html`
          <tr key=${host.name}>
            <th scope="row">${host.name}</th>
            <td>${host.endpoint}</td>
            <td>${host.address || "–"}</td>
            <td><${Answers} host=${host} checked=${checks.value} failure=${checks.failure} /></td>
            <td>${host.description}</td>
          </tr>`)}</tbody>
      </table></div>`}`;
}

/** Only names that can be one are links. */
function Domain({ name, protocol }) {
  const web = /^[a-z0-9.-]+$/i.test(name) && (protocol === "http" || protocol === "https");
  return web ? html`<a href=${"https://" + name} target="_blank" rel="noopener noreferrer">${name}</a>` : html`<span>${name}</span>`;
}

export function RoutesView() {
  const { value, failure } = useAnswer("/api/routes");
  return html`
    <h1>Routes</h1>
    <${Failed} failure=${failure} />
    ${value && value.obstacles.map((obstacle) => html`<p class="notice bad">${obstacle}</p>`)}
    ${value && value.routes.length === 0 && html`<p>No enabled service has domains and a public interface that speaks HTTP.</p>`}
    ${value && value.routes.length > 0 && html`
      <div class="scroll" tabindex="0" role="region" aria-label="Routes"><table>
        <thead><tr><th scope="col">Domain</th><th scope="col">Service</th><th scope="col">Host</th><th scope="col">Protocol</th><th scope="col">Leads to</th></tr></thead>
        <tbody>${value.routes.map((route) => html`
          <tr key=${route.service + route.target}>
            <th scope="row">${route.domains.map((name) => html`<div><${Domain} name=${name} protocol=${route.protocol} /></div>`)}</th>
            <td><a href=${"#/graph/" + encodeURIComponent(route.service)}>${route.service}</a></td>
            <td>${route.host || "–"}</td>
            <td>${route.protocol}</td>
            <td>${route.target}</td>
          </tr>`)}</tbody>
      </table></div>`}`;
}
