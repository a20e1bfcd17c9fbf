// Questions of the bot that want a reply (force_reply).

import { here } from "/web/drafts.js";
import { chat, said, state } from "/web/state.js";

const BACK = 20; // messages after which a question is an old story

/** @type {Set<string>} what somebody did not want to answer */
const declined = new Set();

export const decline = (id) => declined.add(`${here()} ${id}`);

/** The message whoever speaks now has been asked to reply to and has not yet, or 0. */
export function question() {
  const latest = said(state.chat, chat()?.is_forum ? state.thread : undefined).slice(-BACK);
  for (const entry of latest.reverse()) {
    const { message, reply_markup: markup } = entry;
    if (message.from.id === state.person) return 0;
    if (!markup?.force_reply || !asksMe(entry)) continue;
    return declined.has(`${here()} ${message.message_id}`) ? 0 : message.message_id;
  }
  return 0;
}

function asksMe({ message, reply_markup: markup }) {
  if (message.chat.type === "private" || !markup.selective) return true;
  const mentioned = (message.entities ?? []).some((one) => one.user?.id === state.person);
  return mentioned || message.reply_to_message?.from.id === state.person;
}
