// What one can do with a message: react, reply, copy, edit, delete; and stepping through messages by keys.

import { act } from "/web/api.js";
import { react } from "/web/bubble.js";
import { confirm, menu } from "/web/dialogs.js";
import { byId, el, icon } from "/web/dom.js";
import { copyText } from "/web/keyboard.js";
import { known, state } from "/web/state.js";
import { complain } from "/web/toasts.js";
import { t } from "/web/words.js";

const EMOJIS = ["👍", "👌", "🔥", "🎉", "🤔", "👎"];
const log = byId("log");

/** @param {{reply: Function, edit: Function}} does */
export function openMenu(entry, anchor, does) {
  const { message } = entry;
  const mine = message.from.id === state.person;
  const text = message.text ?? message.caption ?? "";
  const line = (name, sign, work, kind = "") =>
    el(
      `button.line${kind}`,
      { type: "button", role: "menuitem", onclick: () => (dialog.close(), work()) },
      sign,
      t(name),
    );
  const canEdit = mine && (message.text !== undefined || message.photo || message.document);
  const dialog = menu(
    t("actions"),
    anchor,
    el(
      "div.emojis",
      {},
      EMOJIS.map((emoji) => emojiButton(entry, emoji, () => dialog.close())),
    ),
    el(
      "div.lines",
      { role: "menu", "aria-label": t("actions") },
      line("reply", icon("reply"), () => does.reply(entry)),
      text && line("copy", icon("file"), () => copyText(text)),
      canEdit && line("edit", icon("edit"), () => does.edit(entry)),
      mine && line("delete", icon("close"), () => remove(message), ".danger"),
    ),
  );
}

function emojiButton(entry, emoji, close) {
  const mine = entry.reactions?.[state.person]?.includes(emoji);
  const press = () => {
    close();
    react(entry.message, mine ? "" : emoji);
  };
  return el(
    "button.emoji",
    {
      type: "button",
      "aria-label": t("react", { emoji }),
      "aria-pressed": String(Boolean(mine)),
      onclick: press,
    },
    emoji,
  );
}

async function remove(message) {
  if (!(await confirm(t("deleteAsk"), t("delete")))) return;
  const args = { chat_id: message.chat.id, message_id: message.message_id };
  act("delete", args).catch(complain);
}

const entryOf = (node) => known(state.chat).messages.get(Number(node?.dataset.messageId));

/** Arrow keys in the list, Enter for the menu, R for a reply; long press and right click on a bubble. */
export function watchKeysInMessages(does) {
  log.addEventListener("keydown", (event) => {
    const article = event.target.closest("article");
    if (event.target !== log && event.target !== article) return;
    const go = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (go && step(article, go)) event.preventDefault();
    const entry = entryOf(article);
    if (!entry || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") openMenu(entry, article.querySelector(".more") ?? article, does);
    else if (event.key.toLowerCase() === "r") does.reply(entry);
    else return;
    event.preventDefault();
  });
  log.addEventListener("contextmenu", (event) => {
    const entry = entryOf(event.target.closest("article"));
    const other = event.target.closest("a, button, img") || String(getSelection());
    if (!entry || other) return;
    event.preventDefault();
    openMenu(entry, event.target.closest("article").querySelector(".more"), does);
  });
}

function step(article, by) {
  const all = [...log.querySelectorAll("article[data-message-id]")];
  const next = article ? all[all.indexOf(article) + by] : all.at(-1);
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return Boolean(next);
}
