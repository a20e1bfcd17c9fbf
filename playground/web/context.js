// The bar above the field: which message is replied to or edited.

import { summary } from "/web/bubble.js";
import { byId, el, icon } from "/web/dom.js";
import { draft } from "/web/drafts.js";
import { colourOf, nameOf } from "/web/faces.js";
import { known, state } from "/web/state.js";
import { t } from "/web/words.js";

/** @param {() => void} onCancel */
export function showContext(onCancel) {
  const { reply, edit } = draft();
  const entry = known(state.chat).messages.get(reply ?? edit);
  const bar = byId("context");
  bar.hidden = !entry;
  if (!entry) return bar.replaceChildren();
  const { from } = entry.message;
  const cancel = t("cancel");
  bar.replaceChildren(
    icon(edit ? "edit" : "reply"),
    el(
      "div.context-words",
      {},
      el(`p.from.c${colourOf(from)}`, {}, edit ? t("editing") : t("replyTo", { name: nameOf(from) })),
      el("p.faint", {}, summary(entry)),
    ),
    el(
      "button.round",
      { type: "button", "aria-label": cancel, title: cancel, onclick: onCancel },
      icon("close"),
    ),
  );
}
