// What the page knows, and how it asks. One stream tells everything that changes; the rest is asked for when it is looked at.
import { signal } from "./kept/signals.js";

/** Whether this browser has been let in: null until that is known. */
export const letIn = signal(null);
/** Whether the stream is open. */
export const connected = signal(false);
export const stack = signal(null);
export const engine = signal({ answers: true });
export const page = signal({ allowsDeploy: false });
export const run = signal(null);
export const result = signal(null);
/** What services used when they were measured last; null before. */
export const usage = signal(null);
/** The last changes of state, the newest first. */
export const happenings = signal([]);

const MOST_HAPPENINGS = 200;

/** What the server said instead of an answer. */
export class Failure extends Error {
  constructor(status, answer) {
    super(answer.problem || `the server answered with ${status}`);
    this.status = status;
    this.remedy = answer.remedy || "";
    this.answer = answer;
  }
}

function unanswered() {
  throw new Failure(0, { problem: "The server of this page does not answer" });
}

/** Browsers give requests up when a network of the machine comes or goes, as networks of containers do: what only asks is asked again. */
async function fetched(path, options) {
  try {
    return await fetch(path, options);
  } catch (gone) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return fetch(path, options).catch(unanswered);
  }
}

async function answerOf(response) {
  const answer = await response.json().catch(() => ({}));
  if (response.status === 401) letIn.value = false;
  if (!response.ok) throw new Failure(response.status, answer);
  return answer;
}

export async function get(path, names) {
  const query = names ? "?" + names.map((name) => "name=" + encodeURIComponent(name)).join("&") : "";
  return answerOf(await fetched(path + query, { credentials: "same-origin" }));
}

export async function post(path, body = {}) {
  return answerOf(await fetch(path, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-Homelab": "1" },
    body: JSON.stringify(body),
  }).catch(unanswered));
}

let invitation = "";

/** Takes the invitation out of the address, before anything else can see or keep it, and goes in with it. */
export async function enter() {
  if (/^#[0-9a-f]{64}$/.test(location.hash)) {
    invitation = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
  }
  try {
    if (invitation) {
      await post("/api/session", { invitation }).catch((failure) => {
        if (failure.status === 0) throw failure; // it can still be used
      });
      invitation = "";
    }
    await get("/api/session");
    letIn.value = true;
    listen();
  } catch (failure) {
    if (failure.status !== 401) setTimeout(enter, 1000);
  }
}

function listen() {
  const events = new EventSource("/api/events");
  events.onopen = () => (connected.value = true);
  events.onerror = () => {
    connected.value = false;
    if (events.readyState === EventSource.CLOSED) setTimeout(enter, 1000);
  };
  const into = (topic, target) => events.addEventListener(topic, (event) => (target.value = JSON.parse(event.data)));
  into("stack", stack);
  into("engine", engine);
  into("page", page);
  into("run", run);
  into("result", result);
  into("usage", usage);
  events.addEventListener("happened", (event) => {
    happenings.value = [JSON.parse(event.data), ...happenings.value].slice(0, MOST_HAPPENINGS);
  });
}
