// The field one writes in: drafts, replying, editing, sending.

import { act } from "/web/api.js";
import { hasFiles, showAttached, takeFiles } from "/web/attach.js";
import { showContext } from "/web/context.js";
import { byId, icon } from "/web/dom.js";
import { draft, emptyDraft, here, keepDraft } from "/web/drafts.js";
import { post } from "/web/outbox.js";
import { decline, question } from "/web/questions.js";
import { toBottom } from "/web/reading.js";
import { chat, known, on, said, state } from "/web/state.js";
import { complain } from "/web/toasts.js";
import { t } from "/web/words.js";

const field = /** @type {HTMLTextAreaElement} */ (byId("draft"));

let shown = ""; // whose draft is in the field

const entryOf = (id) => known(state.chat).messages.get(id);

function save() {
  if (shown) keepDraft(shown, field.value);
}

// ------------------------------------------------------------------------------------------------------ sending

export function send() {
  const text = field.value.trim();
  const { reply = 0, edit } = draft();
  if (edit) return change(edit, text);
  if (!text && !hasFiles()) return;
  const files = takeFiles();
  const album = (kind) =>
    files.filter((one) => one.kind === kind).length > 1 ? String(Date.now()) + kind.length : "";
  const albums = { photo: album("photo"), document: album("document") };
  files.forEach(({ file, kind }, i) =>
    post({ file, kind, album: albums[kind], reply: i ? 0 : reply, text: i ? "" : text }),
  );
  if (!files.length) post({ text, reply });
  set("");
  toBottom();
}

/** Sends a command or a file from elsewhere on the page; what is being written stays. */
export function sendText(text) {
  post({ text });
  toBottom();
}

export function sendFile(file) {
  post({ file, kind: "document", reply: draft().edit ? 0 : (draft().reply ?? 0) });
  delete draft().reply;
  showContext(stopHere);
  toBottom();
}

async function change(id, text) {
  const old = entryOf(id)?.message;
  if (!old || (!text && old.text !== undefined)) return;
  const before = field.value;
  set("");
  if (text === (old.text ?? old.caption ?? "")) return;
  try {
    await act("edit", { chat_id: old.chat.id, user_id: state.person, message_id: id, text });
  } catch (error) {
    if (!field.value) startEdit(entryOf(id) ?? { message: old });
    field.value = before;
    complain(error);
  }
}

/** Empties the field, with reply and edit, or puts a text into it. */
export function set(text) {
  emptyDraft();
  field.value = text;
  save();
  refresh();
}

// ----------------------------------------------------------------------------------------------- reply and edit

export function startReply(entry) {
  if (draft().edit) set("");
  draft().reply = entry.message.message_id;
  save();
  refresh();
  field.focus();
}

export function startEdit(entry) {
  const { message_id: id, text, caption } = entry.message;
  set(text ?? caption ?? "");
  draft().edit = id;
  save();
  refresh();
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

/** @returns {boolean} whether there was something to call off */
export function callOff() {
  const { reply, edit } = draft();
  if (!reply && !edit) return false;
  if (reply) decline(reply);
  if (edit) set("");
  else delete draft().reply;
  save();
  refresh();
  return true;
}

export function editLast() {
  const mine = said(state.chat, chat()?.is_forum ? state.thread : undefined).filter(
    ({ message }) => message.from.id === state.person && (message.text ?? message.caption) !== undefined,
  );
  if (mine.length) startEdit(mine.at(-1));
  return mine.length > 0;
}

function stopHere() {
  callOff();
  field.focus();
}

/** What the bot has asked this person opens a reply, unless something is begun already. */
function answerQuestion() {
  const now = draft();
  if (now.reply || now.edit) return;
  const asked = question();
  if (!asked) return;
  now.reply = asked;
  refresh();
}

// ------------------------------------------------------------------------------------------------------ drawing

function refresh() {
  const { reply, edit } = draft();
  const asked = entryOf(reply)?.reply_markup?.input_field_placeholder;
  showContext(stopHere);
  showAttached();
  field.placeholder = asked || t(hasFiles() ? "placeholderCaption" : "placeholder");
  const button = byId("send");
  const label = t(edit ? "save" : "send");
  button.replaceChildren(icon(edit ? "check" : "send"));
  button.setAttribute("aria-label", label);
  button.title = label;
  grow();
  field.dispatchEvent(new Event("drafted"));
}

function grow() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
  byId("composer").classList.toggle("ready", Boolean(field.value.trim()) || hasFiles());
}

function enter() {
  if (here() === shown) return;
  save();
  shown = here();
  field.value = draft().text;
  refresh();
  answerQuestion();
}

/** What is replied to or edited may be gone. */
function check(id) {
  if (id !== state.chat || !shown) return;
  const { reply, edit } = draft();
  const gone = known(id).loaded && ((reply && !entryOf(reply)) || (edit && !entryOf(edit)));
  if (gone) {
    delete draft().reply;
    delete draft().edit;
  }
  showContext(stopHere);
  answerQuestion();
}

function onKey(event) {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  if (event.key === "Enter" && !event.shiftKey) send();
  else if (event.key === "ArrowUp" && !field.value) editLast();
  else if (event.key === "Escape" && callOff()) event.stopPropagation();
  else return;
  event.preventDefault();
}

export function showComposer() {
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
    field.focus();
  });
  field.addEventListener("input", () => {
    save();
    grow();
  });
  field.addEventListener("keydown", onKey);
  on("place", enter);
  on("language", refresh);
  on("attached", refresh);
  on("messages", check);
}
