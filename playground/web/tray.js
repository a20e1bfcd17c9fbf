// Files to try: to drag into the chat, to send from here, to download.

import { fileUrl, trayFile } from "/web/api.js";
import { TRAY_TYPE } from "/web/attach.js";
import { sizeOf } from "/web/clock.js";
import { sendFile } from "/web/composer.js";
import { byId, el } from "/web/dom.js";
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

function row({ name, title, size }) {
  const label = t("sendFileAs", { file: title, name: person()?.name ?? "" });
  const node = el(
    "li.tray-file",
    { draggable: "true", "data-file": name },
    el(
      "span.paper-face",
      { "aria-hidden": "true" },
      (/\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1] ?? "").toUpperCase(),
    ),
    el("div.tray-words", {}, el("h3", {}, title), download(name, size)),
    el(
      "button.quiet",
      { type: "button", "aria-label": label, title: label, onclick: () => sendTrayFile(name) },
      t("send"),
    ),
  );
  node.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData(TRAY_TYPE, name);
    event.dataTransfer.setData("text/plain", name);
    event.dataTransfer.effectAllowed = "copy";
  });
  return node;
}

function download(name, size) {
  const label = t("download", { name });
  return el(
    "a.tray-name",
    { href: fileUrl(name), download: name, draggable: "false", "aria-label": label, title: label },
    `${sizeOf(size)} · ${name}`,
  );
}

/** Files about which the same is to be said, one group after the other. */
function groups(files) {
  const abouts = [...new Set(files.map((file) => file.about))];
  return abouts.map((about) => [
    el("p.about", {}, about),
    el("ul.tray-files", {}, files.filter((file) => file.about === about).map(row)),
  ]);
}

function draw() {
  const { stage } = state.start;
  if (!stage) return;
  const had = document.activeElement?.closest("#tray [data-file]")?.dataset.file;
  const canDrag = matchMedia("(hover: hover)").matches;
  const about = !stage.files.length ? "trayEmpty" : canDrag ? "trayAbout" : "trayAboutTouch";
  byId("tray").replaceChildren(
    el("h2.heading", { id: "tray-title" }, t("tray")),
    el("p.faint", {}, t(about, { name: person()?.name ?? "" })),
    ...groups(stage.files).flat(),
  );
  if (had)
    [...byId("tray").querySelectorAll("[data-file]")]
      .find((node) => node.dataset.file === had)
      ?.querySelector("button")
      .focus();
}

export function showTray() {
  for (const kind of ["start", "place", "language"]) on(kind, draw);
}
