// One message, or one album, as it stands in the list.

import { act } from "/web/api.js";
import { dateTime, timeOf } from "/web/clock.js";
import { el, icon } from "/web/dom.js";
import { written } from "/web/entities.js";
import { colourOf, face, groupFace, nameOf } from "/web/faces.js";
import { keyboard } from "/web/keyboard.js";
import { media } from "/web/media.js";
import { service } from "/web/service.js";
import { state } from "/web/state.js";
import { complain } from "/web/toasts.js";
import { t } from "/web/words.js";

/** @typedef {{entries: any[], first: boolean, last: boolean}} Item first, last: of a row by the same sender */

/** @param {Item} item @param {Record<string, Function>} acts what pressing things does */
export function bubble(item, acts, old) {
  const entry = item.entries[0];
  const { message } = entry;
  const centred = service(message);
  if (centred)
    return el("p.service", { "data-message-id": message.message_id, "data-by": entry.by }, centred);
  const mine = message.from.id === state.person;
  const name = nameOf(message.sender_chat ? { name: message.sender_chat.title } : message.from);
  const kind = ["item", mine ? "mine" : "theirs", item.first && "first", item.last && "last"].filter(Boolean);
  const node = el(`article.${kind.join(".")}`, {
    "data-message-id": message.message_id,
    "data-by": entry.by,
    "data-from": message.from.id,
    tabindex: "-1",
    "aria-label": `${mine ? t("you") : name}, ${timeOf(message.date)}: ${summary(entry)}`,
  });
  if (!mine && message.chat.type !== "private")
    node.append(el("div.beside", {}, item.last && faceOf(message)));
  const withName = item.first && !mine && message.chat.type !== "private";
  node.append(
    el(
      "div.column",
      {},
      body(item, withName && sender(message, name), acts, old),
      keyboard(item.entries.at(-1).message),
    ),
  );
  return node;
}

const faceOf = ({ sender_chat: group, from }) => (group ? groupFace(group) : face(from));

function sender(message, name) {
  const tag = message.from.is_bot && !message.sender_chat && el("span.tag", {}, t("bot"));
  return el(`div.from.c${colourOf(message.from)}`, {}, name, tag);
}

function body(item, from, acts, old) {
  const { entries } = item;
  const told = entries.find((one) => one.message.text || one.message.caption) ?? entries[0];
  const text = told.message.text ?? told.message.caption;
  const marks = told.message.entities ?? told.message.caption_entities;
  const pictures = [...(old?.querySelectorAll(".photo img") ?? [])];
  const photos = Boolean(entries[0].message.photo);
  const papers = !photos && entries.length > 1; // then every file has its reactions beside it
  const shown = entries.map((one, i) => (papers ? piece(one) : media(one, pictures[i]))).filter(Boolean);
  const chips = papers ? [] : entries.flatMap(reactions);
  const end = meta(entries.at(-1), told, acts); // beside the last line, or beside the reactions
  return el(
    `div.bubble${photos ? ".with-photo" : ""}${text ? "" : ".wordless"}`,
    {},
    from,
    quote(entries[0].message, acts),
    shown.length > 0 && el(`div.media${photos && shown.length > 1 ? ".album" : ""}`, {}, shown),
    text &&
      el("div.text", {}, el("span.words", {}, written(text, marks, acts.command)), !chips.length && end),
    (chips.length > 0 || !text) && el("div.foot", {}, chips, end),
  );
}

const piece = (entry) => el("div.piece", {}, media(entry), reactions(entry));

function meta(entry, told, acts) {
  const { message } = told;
  const more = el(
    "button.more",
    {
      type: "button",
      tabindex: "-1",
      "aria-label": t("actions"),
      "aria-haspopup": "menu",
      title: t("actions"),
    },
    icon("more"),
  );
  more.addEventListener("click", () => acts.menu(told, more));
  return el(
    "span.meta",
    {},
    message.edit_date && el("span.edited", {}, t("edited")),
    el("time", { datetime: dateTime(entry.message.date) }, timeOf(entry.message.date)),
    more,
  );
}

/** What a message is about, in one line: for quotes and for who listens. */
export function summary({ message }) {
  const text = unspoilt(
    message.text ?? message.caption ?? "",
    message.entities ?? message.caption_entities ?? [],
  );
  const kind = message.photo ? t("photo") : message.document ? message.document.file_name : "";
  return (
    [kind, text.replace(/\s+/g, " ").slice(0, 160)].filter(Boolean).join(" · ") ||
    service(message) ||
    t("somethingElse")
  );
}

function unspoilt(text, entities) {
  const hidden = entities.filter(({ type }) => type === "spoiler");
  const cover = (all, { offset, length }) =>
    all.slice(0, offset) + "░".repeat(length) + all.slice(offset + length);
  return hidden.reduce(cover, text);
}

function quote(message, acts) {
  const origin = message.reply_to_message;
  const isTopic = origin?.forum_topic_created || origin?.message_id === message.message_thread_id;
  if (!origin || isTopic) return null;
  const [name, text] = [nameOf(origin.from), summary({ message: origin })];
  return el(
    `button.quote.c${colourOf(origin.from)}`,
    {
      type: "button",
      "aria-label": t("inReplyTo", { name, text }),
      onclick: () => acts.jump(origin.message_id),
    },
    el("span.quote-from", {}, name),
    el("span.quote-text", {}, text),
  );
}

// ---------------------------------------------------------------------------------------------------- reactions

function reactions(entry) {
  const who = new Map();
  for (const [id, emojis] of Object.entries(entry.reactions ?? {})) {
    for (const emoji of emojis) who.set(emoji, [...(who.get(emoji) ?? []), Number(id)]);
  }
  return [...who].map(([emoji, ids]) => chip(entry.message, emoji, ids));
}

function chip(message, emoji, ids) {
  const mine = ids.includes(state.person);
  const names = ids.map((id) =>
    nameOf(state.start.people.find((one) => one.id === id) ?? state.start.bot ?? { name: "" }),
  );
  const label = t("reaction", { emoji, n: ids.length, names: names.join(", ") });
  return el(
    "button.chip",
    {
      type: "button",
      "aria-pressed": String(mine),
      "aria-label": label,
      title: names.join(", "),
      onclick: () => react(message, mine ? "" : emoji),
    },
    el("span", {}, emoji),
    ids.length > 1 && el("span.count", {}, ids.length),
  );
}

export function react(message, emoji) {
  const args = { chat_id: message.chat.id, user_id: state.person, message_id: message.message_id, emoji };
  act("react", args).catch(complain);
}
