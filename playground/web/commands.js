// The menu of the bot's commands, which / opens.

import { send, set } from "/web/composer.js";
import { byId, el } from "/web/dom.js";
import { known, load, on, state } from "/web/state.js";
import { say } from "/web/toasts.js";
import { t } from "/web/words.js";

const field = /** @type {HTMLTextAreaElement} */ (byId("draft"));
const list = byId("commands");
let found = [];
let chosen = 0;
let shut = ""; // the text at which the menu was closed by hand

const isOpen = () => !list.hidden;

function refresh() {
  const typed = /^\/([A-Za-z0-9_]*)$/.exec(field.value)?.[1];
  const all = known(state.chat).commands;
  const match = typed?.toLowerCase();
  found = match === undefined ? [] : all.filter(({ command }) => command.startsWith(match));
  if (match !== undefined && match !== "" && !found.length)
    found = all.filter(({ description }) => description.toLowerCase().includes(match));
  if (typed === "" && !all.length) load(state.chat).catch(() => {});
  if (field.value !== shut) shut = "";
  const there = found.length > 0 && !shut && document.activeElement === field;
  if (there && list.hidden) say(t("commandsFound", { n: found.length }));
  list.hidden = !there;
  choose(0);
}

function option({ command, description }, i) {
  const node = el(
    "div.option",
    { role: "option", id: `command-${command}`, "aria-selected": String(i === chosen) },
    el("span.name", {}, `/${command}`),
    el("span.about", {}, description),
  );
  node.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  node.addEventListener("click", () => run(i));
  return node;
}

function choose(i) {
  chosen = found.length ? (i + found.length) % found.length : 0;
  list.replaceChildren(...(isOpen() ? found.map(option) : []));
  const active = isOpen() ? list.children[chosen] : null;
  if (active) field.setAttribute("aria-activedescendant", active.id);
  else field.removeAttribute("aria-activedescendant");
  active?.scrollIntoView({ block: "nearest" });
}

function run(i) {
  set(`/${found[i].command}`);
  send();
  refresh();
}

function fill(i) {
  set(`/${found[i].command} `);
  field.focus();
  refresh();
}

function onKey(event) {
  if (!isOpen() || event.isComposing || event.keyCode === 229) return;
  const does = {
    ArrowDown: () => choose(chosen + 1),
    ArrowUp: () => choose(chosen - 1),
    Enter: () => run(chosen),
    Tab: () => fill(chosen),
    Escape: close,
  }[event.key];
  if (!does || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  does();
}

function close() {
  shut = field.value;
  refresh();
}

/** Comes before the composer, so that Enter is the menu's while it is open. */
export function showCommands() {
  field.addEventListener("keydown", onKey);
  for (const kind of ["input", "drafted", "focus"]) field.addEventListener(kind, refresh);
  field.addEventListener("blur", () => (list.hidden = true));
  on("commands", (id) => id === state.chat && refresh());
}
