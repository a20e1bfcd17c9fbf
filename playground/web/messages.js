// The list of messages: what is drawn, what is drawn anew, what of the past is drawn at all.

import { dayTitle } from "/web/clock.js";
import { act } from "/web/api.js";
import { arranged } from "/web/rows.js";
import { bubble } from "/web/bubble.js";
import { byId, el, soon } from "/web/dom.js";
import { openMenu } from "/web/actions.js";
import { outgoing, waiting } from "/web/outbox.js";
import { atBottom, came, jumpTo, keepingPlace, toNewest } from "/web/reading.js";
import { bot, chat, known, on, said, state } from "/web/state.js";
import { complain, toast } from "/web/toasts.js";
import { language, t } from "/web/words.js";

const AT_ONCE = 120; // messages drawn when a chat opens, and more each time one scrolls up
const log = byId("log");

/** @type {Map<string, {node: HTMLElement, sign: any[]}>} what is in the list, by key */
const drawn = new Map();
let oldest = 0; // the first message drawn
let place = ""; // whose list it is
let newest = 0;
let heard = 0; // when the last edit was that a screen reader was told
/** @type {{command: Function, jump: Function, menu: Function}} */
let acts;

const shownThread = () => (chat()?.is_forum ? state.thread : undefined);

/** The list as it has to be: days, messages, what is on its way out. */
function wanted() {
  const entries = said(state.chat, shownThread()).filter((entry) => entry.message.message_id >= oldest);
  const list = arranged(entries).map(toDraw);
  for (const out of waiting())
    list.push({ key: `out ${out.id}`, sign: [out.state], make: () => outgoing(out) });
  return list.length ? list : [{ key: "empty", sign: [known(state.chat).loaded, state.person], make: empty }];
}

/** How something of the list is made, and `sign`, which is another one when it has to be made anew. */
function toDraw(one) {
  if (!one.entries) return { key: one.key, sign: [dayTitle(one.date)], make: () => separator(one.date) };
  return { key: one.key, sign: [one.first, one.last, ...one.entries], make: (old) => bubble(one, acts, old) };
}

const separator = (date) => el("p.day", {}, el("span", {}, dayTitle(date)));

function empty() {
  if (!state.person) return el("p.empty", {}, t("nobody"));
  if (!known(state.chat).loaded) return el("p.empty", {}, t("loading"));
  const start = el("button.solid.big", { type: "button", onclick: begins }, t("start"));
  const isPrivate = chat()?.type === "private";
  return el("div.empty", {}, el("p", {}, t("emptyChat")), isPrivate && bot() && start);
}

/** What the Start button does in Telegram: the bot may write from now on, and hears /start. */
async function begins() {
  try {
    await act("private", { user_id: state.person });
    acts.command("/start");
  } catch (error) {
    complain(error);
  }
}

// ------------------------------------------------------------------------------------------------------ drawing

/** Brings the list in the page to what it has to be; what did not change is not touched. */
function draw() {
  if (!state.start) return;
  const here = `${state.person} ${state.chat} ${state.thread} ${language()}`;
  if (here !== place || (!newest && known(state.chat).loaded)) return begin(here);
  const entries = said(state.chat, shownThread());
  const fresh = entries.filter((entry) => entry.message.message_id > newest);
  newest = Math.max(newest, entries.at(-1)?.message.message_id ?? 0);
  const edit = lastEdit(entries);
  if (fresh.length || edit > heard) keepingPlace(patch);
  else quietly(() => keepingPlace(patch)); // a reaction is no reason to read the message out again
  heard = edit;
  if (fresh.length) came(fresh.filter((entry) => entry.message.from.id !== state.person).length);
}

const lastEdit = (entries) =>
  entries.reduce((last, { message }) => Math.max(last, message.edit_date ?? 0), 0);

/** Another chat, or the same seen by somebody else. The screen reader is not read all of it. */
function begin(here) {
  const sameChat = place.split(" ").slice(1, 3).join(" ") === here.split(" ").slice(1, 3).join(" ");
  const stays = sameChat && !atBottom() && newest;
  place = here;
  heard = lastEdit(said(state.chat, shownThread()));
  const entries = said(state.chat, shownThread());
  newest = entries.at(-1)?.message.message_id ?? 0;
  if (!stays) oldest = entries.at(-AT_ONCE)?.message.message_id ?? 0;
  quietly(() => {
    const again = () => {
      drawn.clear();
      log.replaceChildren();
      patch();
    };
    if (stays) keepingPlace(again);
    else again();
  });
  if (!stays) toNewest();
}

function quietly(work) {
  log.setAttribute("aria-busy", "true");
  log.setAttribute("aria-live", "off");
  work();
  setTimeout(() => {
    log.removeAttribute("aria-busy");
    log.setAttribute("aria-live", "polite");
  }, 200);
}

function patch() {
  const list = wanted();
  const keys = new Set(list.map((one) => one.key));
  for (const [key, { node }] of drawn) {
    if (keys.has(key)) continue;
    node.remove();
    drawn.delete(key);
  }
  const nodes = list.map(nodeOf); // those that are drawn anew take the place of the old ones
  let next = log.firstElementChild;
  for (const node of nodes) {
    if (node === next) next = next.nextElementSibling;
    else log.insertBefore(node, next);
  }
}

function nodeOf({ key, sign, make }) {
  const old = drawn.get(key);
  if (old && old.sign.length === sign.length && old.sign.every((part, i) => part === sign[i]))
    return old.node;
  const hadFocus = old?.node.contains(document.activeElement) && document.activeElement !== document.body;
  const node = make(old?.node);
  const opened = old?.node.querySelector(".quoted.open");
  if (opened) node.querySelector(".more-text")?.click();
  if (old?.node.isConnected) swap(old.node, node, hadFocus);
  drawn.set(key, { node, sign });
  return node;
}

function swap(old, node, hadFocus) {
  const label = hadFocus && document.activeElement.textContent;
  old.replaceWith(node);
  if (!hadFocus) return;
  const same = label && [...node.querySelectorAll("button, a")].find((one) => one.textContent === label);
  (same || node).focus({ preventScroll: true });
}

/** Draws more of the past. @returns {boolean} whether there was more */
function earlier() {
  const entries = said(state.chat, shownThread());
  const at = entries.findIndex((entry) => entry.message.message_id >= oldest);
  if (at <= 0) return false;
  oldest = entries[Math.max(0, at - AT_ONCE)].message.message_id;
  quietly(() => keepingPlace(patch));
  return true;
}

export function jump(id) {
  const find = () => log.querySelector(`[data-message-id="${id}"]`);
  while (!find() && earlier());
  const node = find();
  if (node) jumpTo(node);
  else toast(t("goneMessage"));
}

/** @param {{command: Function, reply: Function, edit: Function}} does */
export function showMessages(does) {
  acts = { command: does.command, jump, menu: (entry, anchor) => openMenu(entry, anchor, does) };
  const redraw = soon(draw);
  for (const kind of ["start", "place", "language", "outbox", "time"]) on(kind, redraw);
  on("world", () => (place = ""));
  on("messages", (id) => id === state.chat && redraw());
  log.addEventListener("scroll", () => log.scrollTop < 600 && earlier());
}
