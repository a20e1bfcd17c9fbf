// Files that are to be sent: picked, dropped or pasted; shown above the field until they go.

import { sizeOf } from "/web/clock.js";
import { byId, el, icon, toField } from "/web/dom.js";
import { here } from "/web/drafts.js";
import { on, person, state, tell } from "/web/state.js";
import { t } from "/web/words.js";

export const TRAY_TYPE = "application/x-zhanggui-file";
const PICTURES = ["image/png", "image/jpeg", "image/gif"];
const MOST_FOR_A_PHOTO = 10 * 1024 * 1024;

/** @type {Map<string, File[]>} by person, chat and topic */
const chosen = new Map();
let asPhotos = true;

const attached = () => chosen.get(here()) ?? [];
export const hasFiles = () => attached().length > 0;

const canBePhoto = (file) => PICTURES.includes(file.type) && file.size <= MOST_FOR_A_PHOTO;

/** What is to be sent, with how; afterwards nothing is attached any more. */
export function takeFiles() {
  const files = attached().map((file) => ({
    file,
    kind: asPhotos && canBePhoto(file) ? "photo" : "document",
  }));
  chosen.delete(here());
  return files;
}

function add(files) {
  if (!files.length) return;
  chosen.set(here(), [...attached(), ...files]);
  tell("attached");
  toField();
}

function drop(file) {
  chosen.set(
    here(),
    attached().filter((one) => one !== file),
  );
  tell("attached");
  toField();
}

/** @type {WeakMap<File, string>} */
const previews = new WeakMap();
function preview(file) {
  if (!previews.has(file)) previews.set(file, URL.createObjectURL(file));
  return previews.get(file);
}

function row(file) {
  const sign = canBePhoto(file)
    ? el("img.thumb", { src: preview(file), alt: "" })
    : el("span.thumb", {}, icon("file"));
  const label = t("remove", { name: file.name });
  const off = el(
    "button.round",
    { type: "button", "aria-label": label, title: label, onclick: () => drop(file) },
    icon("close"),
  );
  return el(
    "li",
    {},
    sign,
    el("span.file-name", {}, file.name),
    el("span.faint", {}, sizeOf(file.size)),
    off,
  );
}

function choice() {
  const option = (name, value) => {
    const input = el("input", { type: "radio", name: "pictures-as", checked: asPhotos === value });
    input.addEventListener("change", () => (asPhotos = value));
    return el("label", {}, input, t(name));
  };
  return el(
    "fieldset.as",
    {},
    el("legend", {}, t("picturesAs")),
    option("asPhoto", true),
    option("asFile", false),
  );
}

export function showAttached() {
  const files = attached();
  const box = byId("attached");
  box.hidden = !files.length;
  box.replaceChildren(
    ...(files.length ? [el("ul", {}, files.map(row))] : []),
    ...(files.some(canBePhoto) ? [choice()] : []),
  );
}

/** @param {(name: string) => void} onTray what to do with a file from the tray */
export function watchFiles(onTray) {
  const picker = /** @type {HTMLInputElement} */ (byId("picker"));
  byId("attach").addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    add([...picker.files]);
    picker.value = "";
  });
  byId("draft").addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    add(files);
  });
  watchDragging(onTray);
}

function watchDragging(onTray) {
  const [area, zone] = [byId("chat"), byId("dropzone")];
  const holdsFile = ({ dataTransfer }) =>
    ["Files", TRAY_TYPE].some((type) => dataTransfer?.types.includes(type));
  const show = (there) => {
    zone.hidden = !there;
    zone.firstElementChild.textContent = t("dropHere", { name: person()?.name ?? "" });
  };
  area.addEventListener("dragover", (event) => {
    if (!holdsFile(event) || !state.chat) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    if (zone.hidden) show(true);
  });
  area.addEventListener("dragleave", (event) => !area.contains(event.relatedTarget) && show(false));
  area.addEventListener("drop", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    show(false);
    const name = event.dataTransfer.getData(TRAY_TYPE);
    if (name) onTray(name);
    else add([...event.dataTransfer.files]);
  });
  for (const kind of ["dragover", "drop"])
    window.addEventListener(kind, (event) => holdsFile(event) && event.preventDefault());
  on("place", () => show(false));
}
