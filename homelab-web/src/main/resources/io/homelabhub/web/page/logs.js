// Logs of one service, of a group or of all, merged as they come.
import { useEffect, useRef, useState } from "./kept/hooks.js";
import { stack } from "./client.js";
import { clock, html } from "./words.js";

const KEPT = 2000;

/** The last lines, and those that come; drawn once a frame, however many there are. */
function useLines(names, tail) {
  const [lines, setLines] = useState([]);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    setLines([]);
    let fresh = [];
    let frame = 0;
    let number = 0;
    const query = names.map((name) => "name=" + encodeURIComponent(name)).concat("tail=" + tail).join("&");
    const events = new EventSource("/api/logs?" + query);
    const draw = () => {
      frame = 0;
      const batch = fresh;
      fresh = [];
      setLines((before) => before.concat(batch).slice(-KEPT));
    };
    events.onopen = () => setOpen(true);
    events.onerror = () => setOpen(false);
    events.addEventListener("line", (event) => {
      fresh.push({ number: number++, ...JSON.parse(event.data) });
      if (!frame) frame = requestAnimationFrame(draw);
    });
    return () => {
      cancelAnimationFrame(frame);
      events.close();
    };
  }, [names.join("\n"), tail]);
  return { lines, open };
}

export function LogLines({ names, tail, filter }) {
  const { lines, open } = useLines(names, tail);
  const box = useRef(null);
  const atEnd = useRef(true);
  const wanted = filter.toLowerCase();
  const shown = wanted ? lines.filter((line) => (line.service + " " + line.text).toLowerCase().includes(wanted)) : lines;
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [shown]);
  const scrolled = ({ target }) => (atEnd.current = target.scrollHeight - target.scrollTop - target.clientHeight < 24);
  return html`
    <div class="log" role="log" aria-label="Log" tabindex="0" ref=${box} onScroll=${scrolled}>
      ${shown.length === 0 && html`<p class="faint">${open ? "No line so far." : "Opening…"}</p>`}
      ${shown.map((line) => html`
        <div key=${line.number} class=${line.source === "stderr" ? "line err" : "line"}>
          <time datetime=${line.time}>${clock(line.time, true)}</time>
          <b>${line.service}</b>
          <span>${line.text}</span>
        </div>`)}
    </div>`;
}

export function LogsView() {
  const [name, setName] = useState("");
  const [filter, setFilter] = useState("");
  const services = stack.value.services.filter((service) => service.containers.length > 0);
  const groups = [...new Set(services.map((service) => service.group).filter(Boolean))];
  return html`
    <h1>Logs</h1>
    <form class="bar" onSubmit=${(event) => event.preventDefault()}>
      <label>Of <select value=${name} onChange=${(event) => setName(event.target.value)}>
        <option value="">everything</option>
        ${groups.map((group) => html`<option value=${group}>group ${group}</option>`)}
        ${services.map((service) => html`<option value=${service.name}>${service.name}</option>`)}
      </select></label>
      <label>With <input type="search" value=${filter} placeholder="any text" onInput=${(event) => setFilter(event.target.value)} /></label>
    </form>
    <${LogLines} names=${name ? [name] : []} tail=${200} filter=${filter} />`;
}
