// What is on its way to the server: one after the other; what failed stays and can be tried again.

import { Failed, act, upload } from "/web/api.js";
import { el } from "/web/dom.js";
import { put, state, tell } from "/web/state.js";
import { t } from "/web/words.js";

/**
 * @typedef {{id: number, chat: number, person: number, thread: number, reply: number, text: string, since: number,
 *   file?: File, kind?: string, album?: string, state: string, why: string}} Outgoing
 * @type {Outgoing[]}
 */
let all = [];
const AT_ONCE = 300; // milliseconds in which a message is normally there: until then nothing is said of sending
let count = 0;
let working = false;

/** What waits or failed in the chat that is shown, by whoever speaks now. */
export const waiting = () =>
  all.filter((one) => isHere(one) && (one.state === "failed" || Date.now() - one.since >= AT_ONCE));

const isHere = (one) => one.chat === state.chat && one.person === state.person && one.thread === state.thread;

/** Sends a text or a file from the present person into the present chat. @param {Partial<Outgoing>} what */
export function post(what) {
  const place = { chat: state.chat, person: state.person, thread: state.thread };
  all.push({
    id: ++count,
    reply: 0,
    text: "",
    why: "",
    ...place,
    ...what,
    state: "waiting",
    since: Date.now(),
  });
  setTimeout(() => tell("outbox"), AT_ONCE + 10);
  tell("posted", what);
  work();
}

async function work() {
  if (working) return;
  working = true;
  for (let next; (next = all.find((one) => one.state === "waiting"));) await attempt(next);
  working = false;
}

async function attempt(one) {
  try {
    const message = await deliver(one);
    all = all.filter((other) => other !== one);
    put(
      one.chat,
      { message, by: "user", edits: [], reactions: {}, files: [], reply_markup: null, deleted: null },
      true,
    );
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    one.state = "failed";
    one.why = error.message || t("noConnection");
  }
  tell("outbox");
}

function deliver({ chat, person, thread, reply, text, file, kind, album }) {
  const place = {
    chat_id: chat,
    user_id: person,
    ...(thread && { thread }),
    ...(reply && { reply_to: reply }),
  };
  if (!file) return act("send", { ...place, text });
  return upload(file, { ...place, caption: text, kind, album });
}

/** How it stands at the end of the list. @param {Outgoing} one */
export function outgoing(one) {
  const failed = one.state === "failed";
  const again = () => {
    one.state = "waiting";
    tell("outbox");
    work();
  };
  const drop = () => {
    all = all.filter((other) => other !== one);
    tell("outbox");
  };
  const button = (name, does) => el("button.quiet", { type: "button", onclick: does }, t(name));
  return el(
    `article.item.mine.first.last.${failed ? "failed" : "pending"}`,
    { "data-outgoing": one.id, tabindex: "-1" },
    el(
      "div.column",
      {},
      el(
        "div.bubble",
        {},
        one.file && el("div.text", {}, one.file.name),
        one.text && el("div.text", {}, one.text),
        !failed && el("div.foot", {}, el("span.meta", {}, t("sending"))),
      ),
      failed &&
        el(
          "div.trouble",
          { role: "alert" },
          el("p", {}, `${t("notSent")} ${one.why}`),
          button("tryAgain", again),
          button("discard", drop),
        ),
    ),
  );
}

window.addEventListener("beforeunload", (event) => {
  if (all.length) event.preventDefault();
});
