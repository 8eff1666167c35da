// What a deploy would do, in the words of the terminal, and the button that does just that.
import { useState } from "./kept/hooks.js";
import { get, page, post, stack } from "./client.js";
import { html } from "./words.js";

const TONES = { create: "good", remove: "bad", stop: "bad", refuse: "bad" };

export function Line({ line }) {
  return html`
    <li class=${TONES[line.verdict] || "warn"}>
      <span class="sign" aria-hidden="true">${line.sign}</span>
      <span class="what"><strong>${line.resource}</strong> ${line.text}${line.consequence && html` <em>(${line.consequence})</em>`}</span>
      ${line.reasons.length > 0 && html`
        <ul class="reasons">${line.reasons.map((reason) => html`
          <li>${reason.text}${reason.differences.map((difference) => html`<code>${difference}</code>`)}</li>`)}
        </ul>`}
    </li>`;
}

function Choice({ value, onChange }) {
  const services = stack.value.services;
  const groups = [...new Set(services.map((service) => service.group).filter(Boolean))];
  return html`
    <label>Of <select value=${value} onChange=${(event) => onChange(event.target.value)}>
      <option value="all">everything</option>
      ${groups.length > 0 && html`<optgroup label="Groups">${groups.map((name) => html`<option value=${name}>${name}</option>`)}</optgroup>`}
      <optgroup label="Services">${services.map(({ name }) => html`<option value=${name}>${name}</option>`)}</optgroup>
    </select></label>`;
}

function Shown({ plan, busy, onDeploy }) {
  return html`
    <section class="shown" aria-live="polite">
      <h2>${plan.operation}</h2>
      <p class="faint">on ${plan.engine}</p>
      ${plan.lines.length > 0 && html`<ul class="plan">${plan.lines.map((line) => html`<${Line} line=${line} />`)}</ul>`}
      <p><strong>${plan.sentence}</strong></p>
      ${plan.notices.map((notice) => html`<p class="notice warn">Note: ${notice}</p>`)}
      ${!plan.empty && !plan.refused && (page.value.allowsDeploy
        ? html`<button type="button" class="primary" disabled=${busy} onClick=${onDeploy}>Deploy this plan</button>`
        : html`<p class="faint">This page only shows. <code>homelab deploy</code> does it, or <code>homelab web --allow-deploy</code> from here.</p>`)}
    </section>`;
}

export function PlanView({ onBegun }) {
  const [name, setName] = useState("all");
  const [plan, setPlan] = useState(null);
  const [failure, setFailure] = useState(null);
  const [busy, setBusy] = useState(false);

  async function during(work) {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (problem) {
      setFailure(problem);
      if (problem.answer && problem.answer.plan) setPlan(problem.answer.plan);
    } finally {
      setBusy(false);
    }
  }
  const show = (event) => {
    event.preventDefault();
    setPlan(null);
    during(async () => setPlan(await get("/api/plan", [name])));
  };
  const deploy = () => during(async () => {
    await post("/api/deploy", { fingerprint: plan.fingerprint, names: plan.names.join("\n") });
    setPlan(null);
    onBegun();
  });
  return html`
    <h1>Plan</h1>
    <p class="faint">What a deploy would do now, and why. Nothing is changed by looking.</p>
    <form class="bar" onSubmit=${show}>
      <${Choice} value=${name} onChange=${setName} />
      <button type="submit" disabled=${busy}>${busy ? "Planning…" : "Show the plan"}</button>
    </form>
    ${failure && html`<p class="notice bad" role="alert">${failure.message}. ${failure.remedy}</p>`}
    ${plan && html`<${Shown} plan=${plan} busy=${busy} onDeploy=${deploy} />`}`;
}
