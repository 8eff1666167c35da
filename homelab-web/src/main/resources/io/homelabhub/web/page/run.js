// A deploy as it goes on, what it takes back, and what became of it.
import { page, post, result, run } from "./client.js";
import { html, took } from "./words.js";

const MARKS = { waiting: "·", running: "▸", done: "✓", failed: "✘", skipped: "–", undone: "↺" };

function Row({ row }) {
  return html`
    <li class=${"step-" + row.state}>
      <span class="sign" aria-hidden="true">${MARKS[row.state]}</span>
      <strong>${row.resource}</strong>
      <span>${row.text || (row.waitsFor.length > 0 ? "waits for " + row.waitsFor.join(", ") : row.state)}</span>
      <span class="took">${row.tookMillis > 0 ? took(row.tookMillis) : ""}</span>
    </li>`;
}

function Quote({ title, lines }) {
  return lines.length > 0 && html`<h4>${title}</h4><pre>${lines.join("\n")}</pre>`;
}

function Culprit({ failure }) {
  const checks = failure.healthChecks.map((check) => check.output.trim() || `(printed nothing, exit code ${check.exitCode})`);
  return html`
    <article class="culprit">
      <h3>✘ ${failure.name}: ${failure.problem}</h3>
      ${failure.outOfMemory && html`<p>The kernel killed it: out of memory.</p>`}
      <${Quote} title="Last health checks" lines=${checks} />
      <${Quote} title="Last log lines" lines=${failure.logLines} />
      ${failure.dependencies.map((other) => html`
        <${Quote} title=${`Last log lines of ${other.container}, which it had waited for`} lines=${other.logLines} />`)}
      ${failure.skipped.length > 0 && html`<p>Not done because of it: ${failure.skipped.map((name) => name.replace(/^service:/, "")).join(", ")}</p>`}
      ${failure.remedy && html`<p><strong>Next:</strong> ${failure.remedy}</p>`}
    </article>`;
}

export function RunPanel({ onClose }) {
  const now = run.value;
  const end = result.value && (!now || result.value.number >= now.number) ? result.value : null;
  if (!now && !end) return null;
  const going = now && !end;
  return html`
    <section class=${"run" + (now && now.takingBack ? " taking-back" : "")} aria-label="Deploy">
      <header>
        <h2 aria-live="polite">${end ? end.sentence : now.summary}</h2>
        ${going && page.value.allowsDeploy && html`<button type="button" onClick=${() => post("/api/cancel").catch(() => undefined)}>Cancel</button>`}
        ${end && html`<button type="button" class="close" aria-label="Close" onClick=${onClose}>✕</button>`}
      </header>
      ${going && now.takingBack && html`<p class="notice warn" role="status">Something failed: what was done is being taken back.</p>`}
      ${end && end.failures.map((failure) => html`<${Culprit} failure=${failure} />`)}
      ${end && end.notices.map((notice) => html`<p class="notice warn">Note: ${notice}</p>`)}
      ${now && html`<ul class="rows">${now.rows.map((row) => html`<${Row} key=${row.kind + row.name} row=${row} />`)}</ul>`}
    </section>`;
}
