// What somebody began to write, by person, chat and topic; it outlives a loading of the page.

import { keep, kept } from "/web/dom.js";
import { state } from "/web/state.js";

/** @type {Record<string, {text: string, reply?: number, edit?: number}>} reply, edit: the message it is about */
const drafts = kept("sessionStorage", "drafts", {});

/** Who speaks, and where. */
export const here = () => `${state.person} ${state.chat} ${state.thread}`;

export const draft = () => (drafts[here()] ??= { text: "" });

export function emptyDraft() {
  drafts[here()] = { text: "" };
}

export function keepDraft(place, text) {
  drafts[place] = { ...drafts[place], text };
  keep("sessionStorage", "drafts", drafts);
}
