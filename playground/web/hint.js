// A card for the first visit: three things to try. What has been tried leaves it, and with the last one it goes.

import { byId, el, icon, keep, kept, toField } from "/web/dom.js";
import { openDrawer } from "/web/drawers.js";
import { on, state } from "/web/state.js";
import { t } from "/web/words.js";

const SEEN = "hint-seen";
let dismissed = kept("localStorage", SEEN, false);
/** @type {Set<string>} */
const tried = new Set();

function draw() {
  const card = byId("hint");
  card.hidden = Boolean(dismissed);
  if (dismissed) return card.replaceChildren();
  const staged = Boolean(state.start.stage);
  const things = [
    ["hintCommands", openCommands],
    ["hintFile", () => (staged ? show("right", "#tray button") : byId("picker").click())],
    staged
      ? ["hintMorning", () => show("right", "#go-morning")]
      : ["hintPerson", () => show("left", "#people input:checked")],
  ].filter(([words]) => !tried.has(words));
  if (!things.length) return dismiss();
  const line = ([words, does]) => el("li", {}, el("button", { type: "button", onclick: does }, t(words)));
  const close = el(
    "button.round",
    { type: "button", "aria-label": t("hintDismiss"), title: t("hintDismiss"), onclick: () => (dismiss(), toField()) },
    icon("close"),
  );
  card.replaceChildren(el("h3", { id: "hint-title" }, t("hintTitle")), el("ol", {}, things.map(line)), close);
}

function openCommands() {
  const field = byId("draft");
  field.value ||= "/";
  field.focus();
  field.dispatchEvent(new Event("input"));
}

/** Shows where on the page it is done. */
function show(panel, control) {
  openDrawer(panel);
  document.querySelector(control)?.focus();
}

function dismiss() {
  dismissed = true;
  keep("localStorage", SEEN, true);
  draw();
}

function isTried(words) {
  tried.add(words);
  draw();
}

export function showHint() {
  for (const kind of ["start", "language"]) on(kind, draw);
  on("posted", ({ file, text = "" }) => {
    if (file) isTried("hintFile");
    else if (text.startsWith("/")) isTried("hintCommands");
  });
  on("journey", () => isTried("hintMorning"));
  on("person", () => isTried("hintPerson"));
}
