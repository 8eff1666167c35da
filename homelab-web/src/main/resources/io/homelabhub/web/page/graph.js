// The services and what each needs: as a graph where there is room, as a list of layers where there is not.
import { useMemo } from "./kept/hooks.js";
import { Graph, layout } from "./kept/dagre.js";
import { run, stack } from "./client.js";
import { html, StateMark, stateTone, stateWord } from "./words.js";

const WIDTH = 176;
const HEIGHT = 52;

/** Where everything stands. It is reckoned anew only if a service or a dependency has come or gone, so nothing jumps. */
function placed(services) {
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 18, ranksep: 56, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  services.forEach((service) => graph.setNode(service.name, { width: WIDTH, height: HEIGHT }));
  services.forEach((service) => service.needs.forEach((need) => {
    if (graph.hasNode(need.service)) graph.setEdge(need.service, service.name, { required: need.required });
  }));
  layout(graph);
  return {
    width: graph.graph().width,
    height: graph.graph().height,
    nodes: Object.fromEntries(services.map((service) => [service.name, graph.node(service.name)])),
    edges: graph.edges().map((edge) => ({ from: edge.v, to: edge.w, ...graph.edge(edge) })),
  };
}

function curve(points) {
  const [first, ...rest] = points;
  let path = `M${first.x},${first.y}`;
  for (let i = 0; i < rest.length - 1; i++) {
    const middle = { x: (rest[i].x + rest[i + 1].x) / 2, y: (rest[i].y + rest[i + 1].y) / 2 };
    path += ` Q${rest[i].x},${rest[i].y} ${middle.x},${middle.y}`;
  }
  const last = rest[rest.length - 1];
  return `${path} L${last.x},${last.y}`;
}

/** What a deploy is doing to a service just now, by the service's name. */
function steps() {
  const now = run.value;
  return now ? Object.fromEntries(now.rows.filter((row) => row.kind === "service").map((row) => [row.name, row])) : {};
}

function told(service, step) {
  return step && step.state === "running" ? step.text : stateWord(service.state);
}

function Service({ service, step, at, chosen, onChoose }) {
  const needs = service.needs.map((need) => need.service);
  return html`
    <button type="button" class=${"service " + stateTone(service.state) + (step ? " step-" + step.state : "")}
      style=${at && { left: `${at.x - WIDTH / 2}px`, top: `${at.y - HEIGHT / 2}px`, width: `${WIDTH}px`, height: `${HEIGHT}px` }}
      aria-pressed=${chosen ? "true" : "false"} onClick=${() => onChoose(service.name)}>
      <${StateMark} state=${service.state} />
      <span class="name">${service.name}</span>
      <span class="state">${told(service, step)}</span>
      ${!at && needs.length > 0 && html`<span class="needs">needs ${needs.join(", ")}</span>`}
    </button>`;
}

function Drawing({ services, chosen, onChoose }) {
  const shape = JSON.stringify(services.map((service) => [service.name, service.needs.map((need) => need.service)]));
  const at = useMemo(() => placed(services), [shape]);
  const now = steps();
  const touches = (edge) => edge.from === chosen || edge.to === chosen;
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label="Dependency graph">
      <div class="graph" style=${{ width: `${at.width}px`, height: `${at.height}px` }}>
        <svg width=${at.width} height=${at.height} aria-hidden="true">
          ${at.edges.map((edge) => html`
            <path key=${edge.from + ">" + edge.to} d=${curve(edge.points)}
              class=${"edge" + (edge.required ? "" : " optional") + (touches(edge) ? " touched" : "")} />`)}
        </svg>
        ${services.map((service) => html`
          <${Service} key=${service.name} service=${service} step=${now[service.name]} at=${at.nodes[service.name]}
            chosen=${service.name === chosen} onChoose=${onChoose} />`)}
      </div>
    </div>`;
}

function Layers({ services, chosen, onChoose }) {
  const now = steps();
  const layers = [...new Set(services.map((service) => service.layer))].sort((one, other) => one - other);
  return html`
    <div class="layers">
      ${layers.map((layer) => html`
        <section key=${layer} aria-label=${"Layer " + (layer + 1)}>
          <h2 class="label">${layer === 0 ? "What needs nothing" : "Layer " + (layer + 1)}</h2>
          ${services.filter((service) => service.layer === layer).map((service) => html`
            <${Service} key=${service.name} service=${service} step=${now[service.name]}
              chosen=${service.name === chosen} onChoose=${onChoose} />`)}
        </section>`)}
    </div>`;
}

export function GraphView({ chosen, onChoose, narrow }) {
  const { services, orphans, problems } = stack.value;
  const View = narrow ? Layers : Drawing;
  return html`
    ${problems.length > 0 && html`
      <div class="notice bad" role="alert">
        <p>The files cannot be used; this is what the containers' labels tell.</p>
        <ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul>
      </div>`}
    <${View} services=${services} chosen=${chosen} onChoose=${onChoose} />
    ${orphans.length > 0 && html`
      <section class="orphans"><h2 class="label">Orphans</h2>
        <ul>${orphans.map((orphan) => html`<li>${orphan.name} (${orphan.service}): ${orphan.state}</li>`)}</ul>
      </section>`}`;
}
