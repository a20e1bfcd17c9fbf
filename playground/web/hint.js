// A card for the first visit: three things to try.

import { byId, el, icon, keep, kept } from "/web/dom.js";
import { on, state } from "/web/state.js";
import { t } from "/web/words.js";

const SEEN = "hint-seen";
let dismissed = kept("localStorage", SEEN, false);

function draw() {
  const card = byId("hint");
  card.hidden = Boolean(dismissed);
  if (dismissed) return card.replaceChildren();
  const things = ["hintCommands", "hintFile", state.start.stage ? "hintMorning" : "hintPerson"];
  const close = el("button.round", { type: "button", "aria-label": t("hintDismiss"), title: t("hintDismiss"), onclick: dismiss }, icon("close"));
  card.replaceChildren(
    el("h3", { id: "hint-title" }, t("hintTitle")),
    el("ol", {}, things.map((name) => el("li", {}, t(name)))),
    close,
  );
}

function dismiss() {
  dismissed = true;
  keep("localStorage", SEEN, true);
  draw();
  byId("draft").focus();
}

export function showHint() {
  for (const kind of ["start", "language"]) on(kind, draw);
}
