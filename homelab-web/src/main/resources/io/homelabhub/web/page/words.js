// What the page calls things, and the shape that each state has beside its colour.
import { h } from "./kept/preact.js";
import htm from "./kept/htm.js";

export const html = htm.bind(h);

/** By state: the word that is shown, the tone of its colour, and a path on a square of 16. */
const STATES = {
  healthy: ["healthy", "good", "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm-1 9.6 4.6-4.6-1.2-1.2L7 8.2 5.6 6.8 4.4 8 7 10.6Z"],
  running: ["running", "good", "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Z"],
  completed: ["completed", "calm", "M2 2h12v12H2Zm5 8.6 4.6-4.6-1.2-1.2L7 8.2 5.6 6.8 4.4 8 7 10.6Z"],
  paused: ["paused", "warn", "M3 2h4v12H3Zm6 0h4v12H9Z"],
  created: ["created, not started", "warn", "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 2a5 5 0 1 0 0 10A5 5 0 0 0 8 3Zm0 3a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z"],
  starting: ["check pending", "warn", "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 2a5 5 0 0 0 0 10Z"],
  exited: ["exited", "bad", "M2 2h12v12H2Z"],
  unhealthy: ["unhealthy", "bad", "M8 1 15.5 14.5H.5ZM7.2 6v4h1.6V6Zm0 5v1.6h1.6V11Z"],
  looping: ["crash loop", "bad", "M8 0l2.2 2.7L13.7 2.3l-.4 3.5L16 8l-2.7 2.2.4 3.5-3.5-.4L8 16l-2.2-2.7-3.5.4.4-3.5L0 8l2.7-2.2-.4-3.5 3.5.4Z"],
  absent: ["not deployed", "faint", "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1.6A5.4 5.4 0 1 0 8 13.4 5.4 5.4 0 0 0 8 2.6Z"],
  disabled: ["disabled", "faint", "M2 7h12v2H2Z"],
};

export const stateWord = (state) => (STATES[state] || [state])[0];
export const stateTone = (state) => (STATES[state] || ["", "faint"])[1];

/** A state as a shape; its word stands beside it, or is given to those who cannot see it. */
export const StateMark = ({ state, label }) => html`
  <svg class=${"mark " + stateTone(state)} viewBox="0 0 16 16" width="16" height="16"
    role=${label ? "img" : undefined} aria-label=${label ? stateWord(state) : undefined} aria-hidden=${label ? undefined : "true"}>
    <path fill-rule="evenodd" d=${(STATES[state] || STATES.absent)[2]} />
  </svg>`;

const UNITS = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];

/** How long ago a time was, in its largest unit, as on the terminal. */
export function ago(time) {
  if (!time) return "";
  const seconds = Math.max(0, (Date.now() - Date.parse(time)) / 1000);
  const [size, unit] = UNITS.find(([size]) => seconds >= size) || [1, "s"];
  return `${Math.floor(seconds / size)} ${unit} ago`;
}

/** The time of day here, as `14:03:07`; with thousandths for a log. */
export function clock(time, exact) {
  const at = new Date(time);
  const two = (number) => String(number).padStart(2, "0");
  const text = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(":");
  return exact ? `${text}.${String(at.getMilliseconds()).padStart(3, "0")}` : text;
}

export function took(millis) {
  return millis < 60000 ? `${(millis / 1000).toFixed(1)} s` : `${Math.floor(millis / 60000)} min ${Math.floor((millis % 60000) / 1000)} s`;
}

export function bytes(count) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (count >= 1000 && unit < units.length - 1) {
    count /= 1000;
    unit++;
  }
  return `${unit ? count.toFixed(1) : count} ${units[unit]}`;
}
