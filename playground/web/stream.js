// The line to the server: what happens there is told here, and a broken line is taken up again.

import { getStart } from "/web/api.js";
import { chat, chatsOf, go, known, load, put, renew, state, tell } from "/web/state.js";

const ABOUT_A_MESSAGE = ["message", "edit", "delete", "reaction"];
const PAUSES = [500, 1000, 2000, 4000, 8000];

/** @type {EventSource|null} */
let source = null;
let last = 0; // the last event that was told

/** Listens for what happens after event `after`. */
export function listen(after) {
  source?.close();
  source = new EventSource(`/page/stream?after=${after}`);
  last = after;
  source.onmessage = (line) => apply(JSON.parse(line.data));
  source.onerror = () => {
    source?.close();
    source = null;
    connection(false);
    again(0);
  };
}

/** Asks for everything anew: whoever comes back after a break may find another world. */
async function again(tries) {
  await new Promise((done) => setTimeout(done, PAUSES[Math.min(tries, PAUSES.length - 1)]));
  let start;
  try {
    start = await getStart();
  } catch {
    return again(tries + 1);
  }
  if (start.seq < last) anotherWorld();
  state.start = start;
  tell("start");
  if (!chat()) go({});
  listen(start.seq);
  connection(true);
  for (const id of state.known.keys()) reload(id);
}

/** The server began anew: what was said before is gone. */
function anotherWorld() {
  state.known.clear();
  known(state.chat);
  tell("world");
}

function reload(id) {
  const mine = chatsOf(state.person).some((one) => one.id === id);
  load(id, mine ? state.person : Math.max(id, 0)).catch(() => {});
}

function connection(there) {
  if (state.connected === there) return;
  state.connected = there;
  tell("connection");
}

/** One event of the stream. */
function apply(event) {
  last = event.seq;
  if (ABOUT_A_MESSAGE.includes(event.kind)) return aboutMessage(event);
  if (event.kind === "time") tell("time", event.now);
  if (event.kind === "stage") aboutStage(event);
  if (event.kind === "action") tell("typing", { chat: event.chat_id, on: true });
  if (event.kind === "callback_answer") tell("answer", event);
  if (event.kind === "topic" || event.kind === "member") renewSoon();
  if (event.kind === "member") reload(event.chat_id);
}

function aboutMessage(event) {
  if (event.by === "bot") tell("typing", { chat: event.chat_id, on: false });
  if (event.kind === "edit") tell("edited", event);
  if (event.entry) put(event.chat_id, event.entry);
  const isNew = event.chat_id < 0 && !state.start.chats.some((one) => one.id === event.chat_id);
  if (isNew || event.entry?.message.migrate_to_chat_id) renewSoon();
}

function aboutStage({ busy }) {
  if (state.start.stage) state.start.stage.busy = busy;
  tell("stage");
  if (!busy) renewSoon();
}

let waiting = 0;
function renewSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => renew().catch(() => {}), 150);
}
