// How many messages of a chat nobody at this screen has seen yet.

import { keep, kept, soon } from "/web/dom.js";
import { atBottom } from "/web/reading.js";
import { bot, known, load, on, said, state, tell } from "/web/state.js";

/** @type {Record<string, number>} the last message seen, by chat. A private chat is one person's alone. */
const seen = kept("sessionStorage", "seen", {});

/** Groups are taken as read when the page is opened; what waits in private chats is shown. */
export function unread(id) {
  if (!known(id).loaded) return 0;
  const from = seen[id] ?? 0;
  return said(id).filter(({ message }) => message.message_id > from && message.from.id === bot()?.id).length;
}

function mark(id) {
  const last = said(id).at(-1)?.message.message_id ?? 0;
  if (seen[id] === last) return;
  seen[id] = last;
  keep("sessionStorage", "seen", seen);
  tell("unread");
}

function markHere() {
  if (state.chat && known(state.chat).loaded && atBottom() && !document.hidden) mark(state.chat);
}

/** Looks into everybody's private chat and every group, one after the other. */
export async function lookAround() {
  for (const { id } of state.start.people) if (!known(id).loaded) await load(id, id).catch(() => {});
  for (const { id } of state.start.chats) {
    if (known(id).loaded) continue;
    await load(id, state.person).catch(() => {});
    if (!(id in seen)) mark(id);
  }
  tell("unread");
}

export function watchUnread() {
  const told = soon(() => tell("unread"));
  on("messages", told);
  on("seen", markHere);
  on("world", () => Object.keys(seen).forEach((id) => delete seen[id]));
  document.addEventListener("visibilitychange", markHere);
}
