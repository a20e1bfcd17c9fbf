// Dialogs: a message, a question, a picture in full, a menu. Esc closes; the focus goes back where it was.

import { el, icon } from "/web/dom.js";
import { t } from "/web/words.js";

/** Shows a modal dialog with these children; it is removed when it closes. */
export function open(name, label, ...children) {
  const back = document.activeElement;
  const dialog = /** @type {HTMLDialogElement} */ (
    el(`dialog.${name}`, { "aria-label": label }, ...children)
  );
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (back instanceof HTMLElement && back.isConnected && document.activeElement === document.body) {
      back.focus({ preventScroll: true });
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const button = (words, kind, work) => el(`button.${kind}`, { type: "button", onclick: work }, words);

export function alert(text) {
  const dialog = open("box", text, el("p", {}, text));
  dialog.append(
    el(
      "div.choices",
      {},
      button(t("ok"), "solid", () => dialog.close()),
    ),
  );
  dialog.querySelector("button").focus();
}

/** @returns {Promise<boolean>} whether it was said to go on */
export function confirm(text, yes) {
  return new Promise((done) => {
    const dialog = open("box", text, el("p", {}, text));
    const agree = () => (dialog.close("yes"), undefined);
    dialog.append(
      el(
        "div.choices",
        {},
        button(t("cancel"), "quiet", () => dialog.close()),
        button(yes, "solid.danger", agree),
      ),
    );
    dialog.addEventListener("close", () => done(dialog.returnValue === "yes"));
  });
}

/** @returns {Promise<string>} what was written, "" if it was called off */
export function question(title, label, yes) {
  return new Promise((done) => {
    const field = el("input", { name: "answer", maxlength: "128", required: true, "aria-label": label });
    const form = el("form", { method: "dialog" }, el("h2", {}, title), field);
    const dialog = open("box", title, form);
    form.append(
      el(
        "div.choices",
        {},
        button(t("cancel"), "quiet", () => dialog.close()),
        el("button.solid", {}, yes),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.close(field.value.trim());
    });
    dialog.addEventListener("close", () => done(dialog.returnValue));
    field.focus();
  });
}

/** A picture as large as the window. */
export function picture(src, caption) {
  const close = el(
    "button.round",
    { type: "button", "aria-label": t("close"), title: t("close") },
    icon("close"),
  );
  const image = el("img", { src, alt: caption || t("photo") });
  const dialog = open("picture", t("photo"), close, image, caption && el("p", {}, caption));
  close.addEventListener("click", () => dialog.close());
  image.addEventListener("click", () => dialog.close());
}

const SHORTCUTS = [
  ["Enter", "keySend"],
  ["/", "keyCommands"],
  ["↑", "keyUp"],
  ["Esc", "keyEsc"],
  ["Alt 1 … 9", "keyPerson"],
  ["↑ ↓", "keyLog"],
  ["?", "keyHelp"],
];

export function help() {
  const rows = SHORTCUTS.flatMap(([key, words]) => [
    el("dt", {}, el("kbd", {}, key)),
    el("dd", {}, t(words)),
  ]);
  const dialog = open(
    "box",
    t("help"),
    el("h2", {}, t("shortcuts")),
    el("dl.keys", {}, rows),
    el("p.faint", {}, t("helpLocal")),
  );
  dialog.append(
    el(
      "div.choices",
      {},
      button(t("ok"), "solid", () => dialog.close()),
    ),
  );
  dialog.querySelector("button").focus();
}

/** A menu beside `anchor`; arrow keys step through it. */
export function menu(label, anchor, ...children) {
  const dialog = open("menu", label, ...children);
  const wide = matchMedia("(min-width: 601px)").matches;
  if (wide) beside(dialog, anchor.getBoundingClientRect());
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...dialog.querySelectorAll("button")];
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  });
  return dialog;
}

function beside(dialog, place) {
  const { offsetWidth: width, offsetHeight: height } = dialog;
  const left = Math.min(Math.max(8, place.left - width / 2), innerWidth - width - 8);
  const below = place.bottom + 6 + height < innerHeight;
  const top = below ? place.bottom + 6 : place.top - height - 6; // of a long message this may be out of sight
  dialog.style.left = `${left}px`;
  dialog.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
}
