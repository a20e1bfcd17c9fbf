// Where the reader is in the list: stays at the newest message, or keeps the place while things change around it.

import { byId, el, icon } from "/web/dom.js";
import { tell } from "/web/state.js";
import { t } from "/web/words.js";

const NEAR = 80; // pixels from the bottom that still count as there
const log = byId("log");
const newer = byId("newer");

let down = true; // the reader is at the newest message
let missed = 0;

export const atBottom = () => down;

const isDown = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;

/** Changes the list by `work`; whoever reads sees the same lines after it, or stays at the bottom. */
export function keepingPlace(work) {
  if (down) {
    work();
    log.scrollTop = log.scrollHeight;
    return;
  }
  const top = log.getBoundingClientRect().top;
  const messages = [...log.querySelectorAll(":scope > [data-message-id]")]; // a day's title moves to its first message
  const seen = messages.find((node) => node.getBoundingClientRect().bottom > top);
  const id = seen?.dataset.messageId;
  const before = seen?.getBoundingClientRect().top ?? 0;
  work();
  const same = seen?.isConnected ? seen : id && log.querySelector(`[data-message-id="${id}"]`);
  if (same) log.scrollTop += same.getBoundingClientRect().top - before;
}

export function toBottom(smooth = false) {
  down = true;
  count(0);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  log.scrollTo({ top: log.scrollHeight, behavior: smooth && !still ? "smooth" : "instant" });
  tell("seen");
}

/** A first visitor, who has the card of things to try, sees a long newest message from its beginning. */
export function toNewest() {
  toBottom();
  const newest = log.lastElementChild;
  if (byId("hint").hidden || !newest) return;
  const above = log.getBoundingClientRect().top - newest.getBoundingClientRect().top;
  if (above > 0) log.scrollTop -= above + 8;
}

/** So many messages came while somebody read further up. */
export function came(n) {
  if (down) tell("seen");
  else count(missed + n);
}

function count(n) {
  missed = n;
  newer.hidden = down;
  newer.replaceChildren(icon("down"), ...(n ? [el("span", {}, t("newer", { n }))] : []));
  newer.setAttribute("aria-label", n ? t("newer", { n }) : t("toNewest"));
}

/** Scrolls to a message and marks it for a moment. */
export function jumpTo(node) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block: "center", behavior: still ? "instant" : "smooth" });
  (node.closest("article") ?? node).focus({ preventScroll: true });
  node.classList.add("found");
  setTimeout(() => node.classList.remove("found"), 2000);
}

export function watchReading() {
  log.addEventListener("scroll", () => {
    const was = down;
    down = isDown();
    if (down && !was) tell("seen");
    if (down !== was) count(down ? 0 : missed);
  });
  newer.addEventListener("click", () => toBottom(true));
  const sizes = new ResizeObserver(() => down && (log.scrollTop = log.scrollHeight));
  sizes.observe(log);
  visualViewport?.addEventListener("resize", fit);
}

/** On some phones the keyboard covers the page instead of making it smaller. */
function fit() {
  const { scale, height } = visualViewport;
  const covered = scale === 1 && innerHeight - height > 80;
  document.querySelector(".app").style.height = covered ? `${height}px` : "";
  if (covered) scrollTo(0, 0);
}
