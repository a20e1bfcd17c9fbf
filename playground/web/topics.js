// The topics of a forum group.

import { act } from "/web/api.js";
import { question } from "/web/dialogs.js";
import { byId, el, icon } from "/web/dom.js";
import { chat, go, isAdmin, on, renew, state } from "/web/state.js";
import { complain } from "/web/toasts.js";
import { t } from "/web/words.js";

function tab({ id, name, closed }) {
  return el(
    "button.topic",
    {
      type: "button",
      "data-thread": id,
      "aria-current": id === state.thread ? "true" : null,
      onclick: () => go({ thread: id }),
    },
    name,
    closed && el("span.faint", {}, ` (${t("topicClosed")})`),
  );
}

async function create() {
  const name = await question(t("newTopic"), t("topicName"), t("create"));
  if (!name) return;
  try {
    const thread = await act("topic", { chat_id: state.chat, user_id: state.person, name });
    await renew();
    go({ thread });
  } catch (error) {
    complain(error);
  }
}

function draw() {
  const one = chat();
  const bar = byId("topics");
  bar.hidden = !one?.is_forum;
  if (bar.hidden) return bar.replaceChildren();
  const had = bar.contains(document.activeElement);
  const more = el("button.topic.new", { type: "button", onclick: create }, icon("plus"), t("newTopic"));
  bar.replaceChildren(
    ...[{ id: 0, name: t("general") }, ...one.topics].map(tab),
    ...(isAdmin() ? [more] : []),
  );
  if (had) bar.querySelector("[aria-current]")?.focus();
}

export function showTopics() {
  for (const kind of ["start", "place", "language"]) on(kind, draw);
}
