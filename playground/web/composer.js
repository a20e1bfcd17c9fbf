// The field one writes in: drafts, replying, editing, sending.

import { act } from "/web/api.js";
import { attached, hasFiles, showAttached, takeFiles } from "/web/attach.js";
import { summary } from "/web/bubble.js";
import { byId, el, icon, keep, kept } from "/web/dom.js";
import { colourOf, nameOf } from "/web/faces.js";
import { post } from "/web/outbox.js";
import { toBottom } from "/web/reading.js";
import { chat, known, on, said, state } from "/web/state.js";
import { complain } from "/web/toasts.js";
import { t } from "/web/words.js";

const MIXED_UP = 20; // messages back in which a question of the bot still opens a reply
const field = /** @type {HTMLTextAreaElement} */ (byId("draft"));

/** @type {Record<string, {text: string, reply?: number, edit?: number}>} what was begun, by person, chat and topic */
const drafts = kept("sessionStorage", "drafts", {});
/** @type {Set<string>} questions of the bot that somebody does not want to answer */
const declined = new Set();
let key = "";

const draft = () => (drafts[key] ??= { text: "" });
const entryOf = (id) => known(state.chat).messages.get(id);

function save() {
  if (key) drafts[key] = { ...draft(), text: field.value };
  keep("sessionStorage", "drafts", drafts);
}

// ------------------------------------------------------------------------------------------------------ sending

export function send() {
  const text = field.value.trim();
  const { reply = 0, edit } = draft();
  if (edit) return change(edit, text);
  if (!text && !hasFiles()) return;
  const files = takeFiles();
  const album = (kind) => (files.filter((one) => one.kind === kind).length > 1 ? String(Date.now()) + kind.length : "");
  const albums = { photo: album("photo"), document: album("document") };
  files.forEach(({ file, kind }, i) => post({ file, kind, album: albums[kind], reply: i ? 0 : reply, text: i ? "" : text }));
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
  post({ file, kind: "document", reply: draft().edit ? 0 : draft().reply ?? 0 });
  delete draft().reply;
  showContext();
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
  drafts[key] = { text };
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
  if (reply) declined.add(`${key} ${reply}`);
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

/** A question of the bot to this person (force_reply) that is not answered yet opens a reply. */
function answerQuestion() {
  const now = draft();
  if (now.reply || now.edit) return;
  for (const entry of said(state.chat, chat()?.is_forum ? state.thread : undefined).slice(-MIXED_UP).reverse()) {
    if (entry.message.from.id === state.person) return;
    if (!entry.reply_markup?.force_reply || !asksMe(entry)) continue;
    if (declined.has(`${key} ${entry.message.message_id}`)) return;
    draft().reply = entry.message.message_id;
    return refresh();
  }
}

function asksMe({ message, reply_markup: markup }) {
  if (message.chat.type === "private" || !markup.selective) return true;
  const mentioned = (message.entities ?? []).some((one) => one.user?.id === state.person);
  return mentioned || message.reply_to_message?.from.id === state.person;
}

// ------------------------------------------------------------------------------------------------------ drawing

function showContext() {
  const { reply, edit } = draft();
  const entry = entryOf(reply ?? edit);
  const bar = byId("context");
  bar.hidden = !entry;
  if (!entry) return bar.replaceChildren();
  const off = el("button.round", { type: "button", "aria-label": t("cancel"), title: t("cancel") }, icon("close"));
  off.addEventListener("click", () => (callOff(), field.focus()));
  const title = edit ? t("editing") : t("replyTo", { name: nameOf(entry.message.from) });
  bar.replaceChildren(
    icon(edit ? "edit" : "reply"),
    el("div.context-words", {}, el(`p.from.c${colourOf(entry.message.from)}`, {}, title), el("p.faint", {}, summary(entry))),
    off,
  );
}

function refresh() {
  const { reply, edit } = draft();
  const asked = entryOf(reply)?.reply_markup?.input_field_placeholder;
  showContext();
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
  const next = `${state.person} ${state.chat} ${state.thread}`;
  if (next === key) return;
  if (key) save();
  key = next;
  field.value = draft().text;
  refresh();
  answerQuestion();
}

export function showComposer() {
  byId("composer").addEventListener("submit", (event) => (event.preventDefault(), send(), field.focus()));
  field.addEventListener("input", () => (save(), grow()));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    if (event.key === "Enter" && !event.shiftKey) (event.preventDefault(), send());
    else if (event.key === "ArrowUp" && !field.value && editLast()) event.preventDefault();
    else if (event.key === "Escape" && callOff()) event.stopPropagation();
  });
  on("place", enter);
  on("language", refresh);
  on("attached", refresh);
  on("messages", (id) => {
    if (id !== state.chat || !key) return;
    const { reply, edit } = draft();
    const gone = known(id).loaded && ((reply && !entryOf(reply)) || (edit && !entryOf(edit)));
    if (gone) (delete draft().reply, delete draft().edit);
    showContext();
    answerQuestion();
  });
  return attached;
}
