// Files to try: to drag into the chat, to send from here, to download.

import { fileUrl, trayFile } from "/web/api.js";
import { TRAY_TYPE } from "/web/attach.js";
import { sizeOf } from "/web/clock.js";
import { sendFile } from "/web/composer.js";
import { byId, el, icon } from "/web/dom.js";
import { closeDrawers } from "/web/drawers.js";
import { on, person, state } from "/web/state.js";
import { complain } from "/web/toasts.js";
import { t } from "/web/words.js";

/** Sends one of the files as whoever speaks now. */
export async function sendTrayFile(name) {
  try {
    const file = await trayFile(name);
    closeDrawers();
    sendFile(file);
  } catch (error) {
    complain(error);
  }
}

function row({ name, title, about, size }) {
  const who = person()?.name ?? "";
  const label = t("sendFileAs", { file: title, name: who });
  const send = el("button.quiet", { type: "button", "aria-label": label, onclick: () => sendTrayFile(name) }, t("sendAs", { name: who }));
  const save = t("download", { name });
  const node = el(
    "li.tray-file",
    { draggable: "true", "data-file": name },
    el("span.paper-face", { "aria-hidden": "true" }, (/\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1] ?? "").toUpperCase()),
    el("div.tray-words", {}, el("h3", {}, title), el("p.about", {}, about), el("p.faint.tray-name", {}, `${name} · ${sizeOf(size)}`)),
    el("div.tray-does", {}, send, el("a.round", { href: fileUrl(name), download: name, "aria-label": save, title: save }, icon("download"))),
  );
  node.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData(TRAY_TYPE, name);
    event.dataTransfer.setData("text/plain", name);
    event.dataTransfer.effectAllowed = "copy";
  });
  return node;
}

function draw() {
  const { stage } = state.start;
  if (!stage) return;
  const files = stage.files.map(row);
  const canDrag = matchMedia("(hover: hover)").matches;
  const about = !files.length ? "trayEmpty" : canDrag ? "trayAbout" : "trayAboutTouch";
  byId("tray").replaceChildren(
    el("h2.heading", { id: "tray-title" }, t("tray")),
    el("p.faint", {}, t(about)),
    el("ul.tray-files", {}, files),
  );
}

export function showTray() {
  for (const kind of ["start", "place", "language"]) on(kind, draw);
}
