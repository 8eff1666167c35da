// What services use: the newest figures of all, and the last hour of one as small charts.
import { useEffect, useState } from "./kept/hooks.js";
import { get, stack, usage } from "./client.js";
import { bytes, html } from "./words.js";

const KEPT = 360;
const WIDTH = 240;
const HEIGHT = 40;
const SERIES = [
  ["cpu", "Processor", (value) => `${value.toFixed(1)} %`, "of one processor"],
  ["memory", "Memory", bytes, ""],
  ["received", "Received", (value) => `${bytes(Math.round(value))}/s`, ""],
  ["sent", "Sent", (value) => `${bytes(Math.round(value))}/s`, ""],
];

/** The last hour of a service, asked for once and told on from there. */
function useHistory(name) {
  const [history, setHistory] = useState(null);
  useEffect(() => {
    let current = true;
    setHistory(null);
    get("/api/usage", [name]).then((value) => current && setHistory(value)).catch(() => undefined);
    return () => (current = false);
  }, [name]);
  const now = usage.value;
  const newest = now && now.services[name];
  if (history && newest && now.at > (history.at[history.at.length - 1] || 0)) {
    history.at.push(now.at);
    SERIES.forEach(([key]) => history[key].push(newest[key]));
    if (history.at.length > KEPT) ["at", ...SERIES.map(([key]) => key)].forEach((key) => history[key].shift());
  }
  return history;
}

/** A line over time; a gap where nothing was measured for a while. */
function line(times, values, most) {
  const end = times[times.length - 1];
  const begin = Math.min(times[0], end - 60);
  let path = "";
  for (let i = 0; i < times.length; i++) {
    const x = ((times[i] - begin) / (end - begin)) * WIDTH;
    const y = HEIGHT - 1 - (most > 0 ? values[i] / most : 0) * (HEIGHT - 3);
    path += `${i === 0 || times[i] - times[i - 1] > 40 ? "M" : "L"}${x.toFixed(1)},${y.toFixed(1)}`;
  }
  return path;
}

function Chart({ times, values, title, text, unit }) {
  const most = Math.max(...values);
  const last = values[values.length - 1];
  const minutes = Math.max(1, Math.round((times[times.length - 1] - times[0]) / 60));
  return html`
    <figure class="chart">
      <figcaption><span>${title}</span> <strong>${text(last)}</strong> <span class="faint">${unit} most ${text(most)}</span></figcaption>
      <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img"
        aria-label=${`${title} over the last ${minutes} min: now ${text(last)}, most ${text(most)}`}>
        <path d=${line(times, values, most)} />
      </svg>
    </figure>`;
}

export function Charts({ name }) {
  const history = useHistory(name);
  if (!history || history.at.length === 0) return html`<p class="faint">Nothing was measured yet.</p>`;
  return html`<div class="charts">${SERIES.map(([key, title, text, unit]) => html`
    <${Chart} key=${key} times=${history.at} values=${history[key]} title=${title} text=${text} unit=${unit} />`)}</div>`;
}

export function UsageView() {
  const now = usage.value;
  const services = stack.value.services.filter((service) => now && now.services[service.name]);
  return html`
    <h1>Usage</h1>
    <p class="faint">Measured each ten seconds; the last hour of a service is beside its graph.</p>
    ${services.length === 0
      ? html`<p>Nothing was measured yet.</p>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="Usage"><table class="figures">
          <thead><tr><th scope="col">Service</th>${SERIES.map(([key, title]) => html`<th scope="col" key=${key}>${title}</th>`)}</tr></thead>
          <tbody>${services.map(({ name }) => html`
            <tr key=${name}>
              <th scope="row"><a href=${"#/graph/" + encodeURIComponent(name)}>${name}</a></th>
              ${SERIES.map(([key, , text]) => html`<td key=${key}>${text(now.services[name][key])}</td>`)}
            </tr>`)}</tbody>
        </table></div>`}`;
}
