// The two panels beside the chat: columns on a wide window, drawers on a narrow one.

import { byId } from "/web/dom.js";

const NARROW = { left: matchMedia("(max-width: 760px)"), right: matchMedia("(max-width: 1120px)") };
let current = "";
/** @type {HTMLElement|null} */
let back = null;

function draw() {
  for (const name of Object.keys(NARROW)) {
    const panel = byId(name);
    const isOpen = current === name;
    panel.inert = NARROW[name].matches && !isOpen;
    panel.classList.toggle("open", isOpen);
    byId(`open-${name}`).setAttribute("aria-expanded", String(isOpen));
  }
  byId("scrim").hidden = !current;
  byId("chat").inert = Boolean(current);
}

/** Opens one of the drawers; where it is a column, it is there anyway. */
export function openDrawer(name) {
  if (!NARROW[name].matches) return;
  back = document.activeElement;
  current = name;
  draw();
  const panel = byId(name);
  (panel.querySelector("input:checked") ?? panel.querySelector("[data-closes]")).focus();
}

/** @returns {boolean} whether one was open */
export function closeDrawers() {
  if (!current) return false;
  current = "";
  draw();
  back?.focus();
  return true;
}

export function watchDrawers() {
  for (const name of Object.keys(NARROW)) {
    byId(`open-${name}`).addEventListener("click", () => openDrawer(name));
    NARROW[name].addEventListener("change", () =>
      current === name && !NARROW[name].matches ? closeDrawers() : draw(),
    );
  }
  for (const button of document.querySelectorAll("[data-closes]"))
    button.addEventListener("click", closeDrawers);
  byId("scrim").addEventListener("click", closeDrawers);
  byId("people").addEventListener("click", (event) => event.detail && setTimeout(closeDrawers)); // not for arrow keys
  byId("chats").addEventListener("click", (event) => event.target.closest("button") && closeDrawers());
  draw();
}
