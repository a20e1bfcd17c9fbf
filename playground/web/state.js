// What the page knows: the people, the chats, what was said; and who wants to hear of changes.

import { getChat, getStart } from "/web/api.js";
import { keep, kept } from "/web/dom.js";

/** @typedef {{message: any, by: string, reactions: Record<string, string[]>, files: any[], reply_markup: any, deleted: number|null}} Entry */
/** @typedef {{messages: Map<number, Entry>, commands: any[], loaded: boolean, loading: number, late: Entry[]}} Known */

export const state = {
  /** @type {any} the last answer of /page/start */ start: null,
  person: 0,
  chat: 0,
  thread: 0,
  connected: true,
  /** @type {Map<number, Known>} */ known: new Map(),
};

const bus = new EventTarget();
/** Kinds: start, world (all is new), place (person, chat or topic), messages, commands, typing, answer, edited,
    attached, outbox, connection, language, stage, time, seen, unread. */
export const on = (kind, work) => bus.addEventListener(kind, (event) => work(event.detail));
export const tell = (kind, detail) => bus.dispatchEvent(new CustomEvent(kind, { detail }));

// ------------------------------------------------------------------------------------------------ who and where

export const person = (id = state.person) => state.start.people.find((one) => one.id === id);
export const bot = () => state.start.bot;
export const isAdmin = () => ["creator", "administrator"].includes(membership(chat(), state.person));

const membership = (group, id) => group?.members?.find((one) => one.id === id)?.status ?? "left";
const inside = (group, id) => !["left", "kicked"].includes(membership(group, id));

/** The groups of this person, and the private chat with the bot, whose id is the person's. */
export function chatsOf(id) {
  const groups = state.start.chats.filter((group) => inside(group, id));
  return bot() && id ? [...groups, { id, type: "private", title: bot().first_name }] : groups;
}

export const chat = () => chatsOf(state.person).find((one) => one.id === state.chat);

/** Goes there; what does not exist is replaced by what comes first. */
export function go({ person: id = state.person, chat: to = state.chat, thread = 0 }) {
  const { people } = state.start;
  const who = people.some((one) => one.id === id)
    ? id
    : (people.find((one) => one.role === "owner") ?? people[0])?.id;
  const wasPrivate = state.chat > 0 && state.chat === state.person && to === state.chat;
  const theirs = who ? chatsOf(who) : [];
  const wanted = wasPrivate ? who : to;
  const where = theirs.find((one) => one.id === wanted) ?? theirs[0];
  const isSomebodyElse = state.person && who !== state.person;
  state.person = who ?? 0;
  state.chat = where?.id ?? 0;
  state.thread = where?.topics?.some((topic) => topic.id === thread) ? thread : 0;
  keep("sessionStorage", "place", { person: state.person, chat: state.chat, thread: state.thread });
  tell("place");
  if (isSomebodyElse) tell("person");
  if (state.chat) load(state.chat).catch(() => {});
}

export const lastPlace = () => kept("sessionStorage", "place", {});

// ------------------------------------------------------------------------------------------------ what was said

/** @returns {Known} */
export function known(id) {
  if (!state.known.has(id)) {
    state.known.set(id, { messages: new Map(), commands: [], loaded: false, loading: 0, late: [] });
  }
  return state.known.get(id);
}

/** Fetches a chat; what the stream tells meanwhile is put on top of it. */
export async function load(id, as = state.person) {
  const here = known(id);
  here.loading += 1;
  try {
    const answer = await getChat(id, as);
    here.messages = new Map(answer.messages.map((entry) => [entry.message.message_id, same(here, entry)]));
    if (as === state.person) here.commands = answer.commands;
    here.loaded = true;
    here.late.forEach((entry) => place(here, entry));
  } catch (error) {
    if (error.status !== 404) throw error;
    here.loaded = true; // a private chat that nobody has begun
  } finally {
    here.loading -= 1;
    if (!here.loading) here.late = [];
    tell("messages", id);
    tell("commands", id);
  }
}

/** The entry we have already, where nothing about it changed: then nothing is drawn anew. */
function same(here, entry) {
  const old = here.messages.get(entry.message.message_id);
  return old && JSON.stringify(old) === JSON.stringify(entry) ? old : entry;
}

/** Takes in a message as it is now; `onlyNew`: unless the stream was faster. */
export function put(id, entry, onlyNew = false) {
  const here = known(id);
  if (onlyNew && (here.loading || here.messages.has(entry.message.message_id))) return;
  if (here.loading) here.late.push(entry);
  if (here.loaded) place(here, entry);
  tell("messages", id);
}

function place(here, entry) {
  if (entry.deleted) here.messages.delete(entry.message.message_id);
  else here.messages.set(entry.message.message_id, same(here, entry));
}

/** The messages of a chat in order; of one topic, where `thread` is given. */
export function said(id = state.chat, thread = undefined) {
  const all = [...known(id).messages.values()];
  all.sort((a, b) => a.message.message_id - b.message.message_id);
  return thread === undefined
    ? all
    : all.filter((entry) => (entry.message.message_thread_id ?? 0) === thread);
}

// ---------------------------------------------------------------------------------------------------- the start

/** People, chats and stage once more: somebody came, a topic was opened, files changed. */
export async function renew() {
  state.start = await getStart();
  tell("start");
  if (!chat() && state.start.people.length) go({});
}
