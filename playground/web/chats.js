// The chats of whoever speaks, and the head of the one that is open.

import { byId, el, toField } from "/web/dom.js";
import { face, groupFace } from "/web/faces.js";
import { bot, chat, chatsOf, go, on, person, state } from "/web/state.js";
import { unread } from "/web/unread.js";
import { t } from "/web/words.js";

const TYPING = 6000;
/** @type {Map<number, number>} where the bot is writing, and the timer that ends it */
const typing = new Map();

function about(one) {
  if (one.type === "private") return t("privateChat");
  const there = one.members.filter(
    ({ id, status }) => id !== bot()?.id && !["left", "kicked"].includes(status),
  );
  return t("people", { n: there.length });
}

function visit(id) {
  go({ chat: id });
  toField();
}

function row(one) {
  const count = unread(one.id);
  const here = one.id === state.chat;
  return el(
    "li",
    {},
    el(
      "button.chat-row",
      {
        type: "button",
        "data-chat-id": one.id,
        "aria-current": here ? "page" : null,
        onclick: () => visit(one.id),
      },
      one.type === "private" ? face(bot()) : groupFace(one),
      el("span.who", {}, el("span.name", {}, one.title), el("span.may", {}, about(one))),
      count > 0 && el("span.badge", { "aria-label": t("unread", { n: count }) }, count),
    ),
  );
}

function draw() {
  const had = byId("chats").contains(document.activeElement);
  byId("chats").replaceChildren(...chatsOf(state.person).map(row));
  if (had) byId("chats").querySelector("[aria-current]")?.focus();
  head();
}

function head() {
  const one = chat();
  const name = bot()?.first_name ?? "Zhanggui";
  byId("brand").textContent = name;
  byId("title").textContent = one?.title ?? "";
  byId("subtitle").textContent = !one ? "" : typing.has(one.id) ? t("typing", { name }) : about(one);
  byId("subtitle").classList.toggle("typing", Boolean(one && typing.has(one.id)));
  byId("chat").dataset.chatId = String(one?.id ?? "");
  document.title = one && one.title !== name ? `${one.title} – ${name}` : name;
  const who = person();
  if (!who) return;
  const button = byId("open-left");
  const others = state.start.people.reduce((sum, each) => sum + unread(each.id), 0);
  button.replaceChildren(face(who), ...(others ? [el("span.dot")] : []));
  button.setAttribute("aria-label", t("speakAs", { name: who.name, role: t(who.role) }));
  byId("log").setAttribute("aria-label", `${t("messages")}: ${one?.title ?? ""}`);
}

function onTyping({ chat: id, on: there }) {
  clearTimeout(typing.get(id));
  if (there)
    typing.set(
      id,
      setTimeout(() => onTyping({ chat: id, on: false }), TYPING),
    );
  else typing.delete(id);
  if (id === state.chat) head();
}

export function showChats() {
  for (const kind of ["start", "place", "language", "unread"]) on(kind, draw);
  on("typing", onTyping);
}
