// The buttons under a bot's message: pressed, busy, answered.

import { act } from "/web/api.js";
import { alert } from "/web/dialogs.js";
import { el, icon } from "/web/dom.js";
import { safeUrl } from "/web/entities.js";
import { on, state } from "/web/state.js";
import { complain, toast } from "/web/toasts.js";
import { t } from "/web/words.js";

const PATIENCE = 15000; // milliseconds a button stays busy without an answer
const STYLES = ["primary", "success", "danger"];

/** @type {Map<string, {query: string}>} busy buttons: "chat message data" */
const busy = new Map();
/** @type {Map<string, any>} answers that came before we knew the number of our question */
const early = new Map();
let ours = 0; // presses whose number is not known yet

const keyOf = (chat, message, data) => `${chat} ${message} ${data}`;

/** The rows of buttons of one message. */
export function keyboard(message) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return el(
    "div.keyboard",
    {},
    rows.map((row) =>
      el(
        "div.keys-row",
        {},
        row.map((one) => button(message, one)),
      ),
    ),
  );
}

function button(message, { text, url, callback_data: data, copy_text: copy, style }) {
  const kind = STYLES.includes(style) ? `.${style}` : "";
  const href = url && safeUrl(url);
  const label = el("span", {}, text);
  if (href)
    return el(`a.key${kind}`, { href, target: "_blank", rel: "noopener noreferrer" }, label, icon("link"));
  const key = keyOf(message.chat.id, message.message_id, data);
  const waits = data !== undefined && busy.has(key);
  const node = el(
    `button.key${kind}`,
    { type: "button", "data-key": key, "aria-busy": waits ? "true" : null },
    label,
  );
  if (copy) node.addEventListener("click", () => copyText(copy.text));
  else if (data !== undefined) node.addEventListener("click", () => press(message, data));
  else node.disabled = true;
  return node;
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("copied"));
  } catch {
    toast(text);
  }
}

async function press(message, data) {
  const [chat, id] = [message.chat.id, message.message_id];
  const key = keyOf(chat, id, data);
  if (busy.has(key)) return;
  const mine = { query: "" };
  busy.set(key, mine);
  show(key);
  setTimeout(() => busy.get(key) === mine && free(key), PATIENCE);
  ours += 1;
  try {
    const pressed = await act("press", { chat_id: chat, user_id: state.person, message_id: id, data });
    mine.query = pressed.callback_query_id;
    if (busy.get(key) !== mine) done.set(mine.query, [key]);
  } catch (error) {
    free(key);
    complain(error);
  } finally {
    ours -= 1;
  }
  const answer = early.get(mine.query);
  if (!ours) early.clear();
  if (answer) answered(answer);
}

function answered(event) {
  const found =
    [...busy].find(([, one]) => one.query === event.callback_query_id) ?? done.get(event.callback_query_id);
  if (!found) {
    if (ours) early.set(event.callback_query_id, event);
    return;
  }
  done.delete(event.callback_query_id);
  free(found[0]);
  if (!event.text) return;
  if (event.show_alert) alert(event.text);
  else toast(event.text);
}

/** Questions whose button is free again, by an edit or by time, but whose answer may still come. */
const done = new Map();

function free(key) {
  const mine = busy.get(key);
  if (mine?.query) done.set(mine.query, [key]);
  busy.delete(key);
  show(key);
}

function show(key) {
  for (const node of document.querySelectorAll("button.key")) {
    if (node.dataset.key !== key) continue;
    if (busy.has(key)) node.setAttribute("aria-busy", "true");
    else node.removeAttribute("aria-busy");
  }
}

on("answer", answered);
on("edited", ({ chat_id: chat, message_id: id }) => {
  for (const key of [...busy.keys()]) if (key.startsWith(`${chat} ${id} `)) free(key);
});
