// The backups in the project's folder, and when each was last restored for trial.
import { useEffect, useState } from "./kept/hooks.js";
import { get } from "./client.js";
import { ago, bytes, html, StateMark } from "./words.js";

function verified(backup) {
  if (backup.verified) return html`<${StateMark} state="healthy" /> ${ago(backup.verified)}`;
  return backup.problems.length > 0
    ? html`<${StateMark} state="unhealthy" /> failed: ${backup.problems[0]}`
    : html`<${StateMark} state="absent" /> never`;
}

export function BackupsView() {
  const [answer, setAnswer] = useState(null);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    get("/api/backups").then(setAnswer).catch(setFailure);
  }, []);
  return html`
    <h1>Backups</h1>
    ${failure && html`<p class="notice bad" role="alert">${failure.message}. ${failure.remedy}</p>`}
    ${answer && answer.backups.length === 0 && html`<p>There are none. <code>homelab backup</code> takes one.</p>`}
    ${answer && answer.backups.length > 0 && html`
      <div class="scroll" tabindex="0" role="region" aria-label="Backups"><table>
        <thead><tr><th scope="col">Backup</th><th scope="col">Taken</th><th scope="col">Size</th><th scope="col">Verified</th><th scope="col">State</th></tr></thead>
        <tbody>${answer.backups.map((backup) => html`
          <tr key=${backup.id}>
            <th scope="row">${backup.id}</th>
            <td>${ago(backup.created)}</td>
            <td>${bytes(backup.bytes)} in ${backup.parts} parts</td>
            <td>${verified(backup)}</td>
            <td>${backup.complete ? "complete" : "incomplete"}${backup.encrypted ? ", encrypted" : ""}${backup.names.length ? `, of ${backup.names.join(", ")} alone` : ""}</td>
          </tr>`)}</tbody>
      </table></div>`}
    ${answer && answer.broken.map((broken) => html`<p class="notice bad">no backup: ${broken}</p>`)}`;
}
