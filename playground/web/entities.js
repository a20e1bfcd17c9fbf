// A text with its entities → elements. Offsets are UTF-16, as JavaScript counts.

import { el } from "/web/dom.js";
import { t } from "/web/words.js";

const PLAIN = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const LONG_QUOTE = 160; // characters an expandable quote may have before it is collapsed

/**
 * @param {string} text
 * @param {any[]} entities
 * @param {(command: string) => void} onCommand what a pressed command does
 * @returns {DocumentFragment}
 */
export function written(text, entities = [], onCommand = () => {}) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return part(text, 0, text.length, sorted, onCommand);
}

/** The text from `start` to `end`; `entities` may reach beyond, they are cut off there. */
function part(text, start, end, entities, onCommand) {
  const result = document.createDocumentFragment();
  let at = start;
  let afterBlock = false;
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i];
    if (entity.offset < at || entity.offset >= end) continue;
    const stop = Math.min(entity.offset + entity.length, end);
    const within = entities.slice(i + 1).filter((one) => one.offset < stop);
    const isBlock = BLOCKS.has(entity.type);
    addText(result, text.slice(at, entity.offset), afterBlock, isBlock);
    result.append(
      element(
        entity,
        text.slice(entity.offset, stop),
        part(text, entity.offset, stop, within, onCommand),
        onCommand,
      ),
    );
    at = stop;
    afterBlock = isBlock;
  }
  addText(result, text.slice(at, end), afterBlock, false);
  return result;
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** A block makes its own line breaks: the one beside it would leave an empty line. */
function addText(result, text, afterBlock, beforeBlock) {
  if (afterBlock && text.startsWith("\n")) text = text.slice(1);
  if (beforeBlock && text.endsWith("\n")) text = text.slice(0, -1);
  if (text) result.append(text);
}

function element(entity, text, inner, onCommand) {
  const { type } = entity;
  if (PLAIN[type]) return el(PLAIN[type], {}, inner);
  if (type === "pre") return el("pre", { tabindex: "0" }, el("code", {}, inner));
  if (type === "url") return link(text, inner);
  if (type === "text_link") return link(entity.url, inner);
  if (type === "bot_command") return command(text, onCommand);
  if (type === "spoiler") return spoiler(inner);
  if (type === "blockquote") return el("blockquote", {}, inner);
  if (type === "expandable_blockquote") return expandable(text, inner);
  return el("span", { class: `entity ${type}` }, inner);
}

/** Only http and https lead anywhere. */
export function safeUrl(address) {
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`);
    return ["http:", "https:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function link(address, inner) {
  const href = safeUrl(address);
  return href
    ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, inner)
    : el("span", {}, inner);
}

function command(text, onCommand) {
  return el("button.command", { type: "button", onclick: () => onCommand(text) }, text);
}

function spoiler(inner) {
  const shut = el("span.spoiler", { role: "button", tabindex: "0", "aria-label": t("spoiler") }, inner);
  const show = (event) => {
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    for (const name of ["role", "tabindex", "aria-label"]) shut.removeAttribute(name);
    shut.classList.add("open");
    shut.removeEventListener("click", show);
    shut.removeEventListener("keydown", show);
  };
  shut.addEventListener("click", show);
  shut.addEventListener("keydown", show);
  return shut;
}

function expandable(text, inner) {
  if (text.length <= LONG_QUOTE && text.split("\n").length <= 3) return el("blockquote", {}, inner);
  const body = el("div.quoted", {}, inner);
  const more = el("button.more-text", { type: "button", "aria-expanded": "false" }, t("showMore"));
  more.addEventListener("click", () => {
    const open = body.classList.toggle("open");
    more.setAttribute("aria-expanded", String(open));
    more.textContent = t(open ? "showLess" : "showMore");
  });
  return el("blockquote.expandable", {}, body, more);
}
