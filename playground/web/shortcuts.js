// Keys that work anywhere on the page.

import { callOff } from "/web/composer.js";
import { help } from "/web/dialogs.js";
import { byId } from "/web/dom.js";
import { closeDrawers } from "/web/drawers.js";
import { go, state } from "/web/state.js";

const isField = (node) => node instanceof HTMLElement && node.matches("textarea, input:not([type=radio])");

function onKey(event) {
  if (document.querySelector("dialog[open]") || event.isComposing) return;
  const digit = event.altKey && /^Digit([1-9])$/.exec(event.code)?.[1];
  if (digit) become(Number(digit), event);
  else if (event.key === "Escape") closeDrawers() || callOff();
  else if (isField(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  else if (event.key === "?") (event.preventDefault(), help());
  else if (event.key === "/") byId("draft").focus(); // the stroke itself then opens the commands
}

function become(number, event) {
  const one = state.start?.people[number - 1];
  if (!one) return;
  event.preventDefault();
  go({ person: one.id, thread: state.thread });
}

export function watchShortcuts() {
  document.addEventListener("keydown", onKey);
  byId("help").addEventListener("click", help);
}
