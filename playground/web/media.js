// Photos and documents inside a message.

import { sizeOf } from "/web/clock.js";
import { picture } from "/web/dialogs.js";
import { el, icon } from "/web/dom.js";
import { nameOf } from "/web/faces.js";
import { t } from "/web/words.js";

const WIDEST = 440;
const HIGHEST = 420;

/** Where the bytes of a message's file are. */
function fileOf({ message, files }) {
  const found = files?.[0];
  if (found) return found;
  const file = message.document ?? message.photo?.at(-1);
  return { name: file.file_name, size: file.file_size, url: `/_control/file/${file.file_id}` };
}

/** Photo or document of one entry; an `old` picture in the same place is kept until the new one is there. */
export function media(entry, old) {
  if (entry.message.photo) return photo(entry, old);
  if (entry.message.document) return paper(entry);
  return null;
}

function photo(entry, old) {
  const { message } = entry;
  const { width, height } = message.photo.at(-1);
  const { url } = fileOf(entry);
  const caption = message.caption ?? "";
  const alt = caption.slice(0, 200) || t("photoOf", { name: nameOf(message.from) });
  const image = old ?? el("img", { decoding: "async" });
  if (image.getAttribute("src") !== url) image.setAttribute("src", url);
  image.setAttribute("alt", alt);
  const shown = Math.min(WIDEST, width, (HIGHEST * width) / height);
  const open = el(
    "button.photo",
    { type: "button", "aria-label": t("openPhoto", { caption: alt }), "data-message-id": message.message_id },
    image,
  );
  open.style.aspectRatio = `${width} / ${height}`;
  open.style.width = `${Math.max(shown, 120)}px`;
  open.addEventListener("click", () => picture(url, caption));
  return open;
}

function paper(entry) {
  const { name, size, url } = fileOf(entry);
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1] ?? "";
  return el(
    "a.paper",
    {
      href: url,
      download: name,
      "aria-label": `${t("download", { name })}, ${sizeOf(size)}`,
      "data-message-id": entry.message.message_id,
    },
    el("span.paper-face", { "aria-hidden": "true" }, ending ? ending.toUpperCase() : icon("file")),
    el("span.paper-words", {}, el("span.paper-name", {}, name), el("span.paper-size", {}, sizeOf(size))),
    icon("download"),
  );
}
