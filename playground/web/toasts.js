// Short notes that go away by themselves, and what is only said to a screen reader.

import { Failed } from "/web/api.js";
import { byId, el } from "/web/dom.js";
import { t } from "/web/words.js";

const STAYS = 5000;

export function toast(text) {
  const note = el("p.toast", {}, text);
  byId("toasts").append(note);
  setTimeout(() => note.remove(), Math.max(STAYS, text.length * 70));
}

/** Says what went wrong with something a person did. */
export function complain(error) {
  if (!(error instanceof Failed)) throw error;
  toast(t("failed", { why: error.message || t("noConnection") }));
}

export function say(text) {
  byId("said").textContent = text;
}
