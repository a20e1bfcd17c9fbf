// The people one can speak as.

import { byId, el } from "/web/dom.js";
import { face } from "/web/faces.js";
import { go, on, state } from "/web/state.js";
import { unread } from "/web/unread.js";
import { t } from "/web/words.js";

function choice(one) {
  const input = el("input", {
    type: "radio",
    name: "person",
    value: one.id,
    checked: one.id === state.person,
  });
  input.addEventListener("change", () => go({ person: one.id, thread: state.thread }));
  const count = unread(one.id);
  return el(
    `label.person${one.id === state.person ? ".chosen" : ""}`,
    { "data-person": one.id },
    input,
    face(one),
    el(
      "span.who",
      {},
      el("span.line-one", {}, el("span.name", {}, one.name), el("span.role", {}, t(one.role))),
      el("span.may", {}, t(`${one.role}May`)),
    ),
    count > 0 && el("span.badge", { "aria-label": t("unread", { n: count }) }, count),
  );
}

function draw() {
  const box = byId("people");
  const had = box.contains(document.activeElement);
  box.replaceChildren(box.querySelector("legend"), ...state.start.people.map(choice));
  if (had) box.querySelector("input:checked")?.focus();
}

export function showPeople() {
  for (const kind of ["start", "place", "language", "unread"]) on(kind, draw);
}
