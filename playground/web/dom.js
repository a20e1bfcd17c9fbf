// Making elements without ever reading text as HTML; icons; small things about the page.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  close: "M6 6l12 12M18 6L6 18",
  clip: "M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6",
  send: "M5 12l-1.5-8L21 12 3.5 20 5 12zm0 0h7",
  check: "M5 12.5l4.5 4.5L19 7.5",
  help: "M9.3 9.2a2.8 2.8 0 1 1 3.9 2.9c-.8.4-1.2 1-1.2 1.9v.4M12 17.6v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  sun: "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M19 5l-1.4 1.4M6.4 17.6L5 19",
  moon: "M20 14.5A8.3 8.3 0 0 1 9.5 4a8.3 8.3 0 1 0 10.5 10.5z",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  down: "M6 10l6 6 6-6",
  file: "M13 3H7a1.5 1.5 0 0 0-1.5 1.5v15A1.5 1.5 0 0 0 7 21h10a1.5 1.5 0 0 0 1.5-1.5V8.5L13 3zm0 0v5.5h5.5",
  download: "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14",
  reply: "M10 6L4.5 11.5 10 17M4.5 11.5H14a5.5 5.5 0 0 1 5.5 5.5v1",
  edit: "M15.5 5.5l3 3L8 19l-4 1 1-4L15.5 5.5z",
  plus: "M12 5v14M5 12h14",
  link: "M8 16L16 8M9.5 8H16v6.5",
};

/**
 * el("button.round.quiet", {type: "button", onclick: f}, "Send"): attributes, listeners, children.
 * @returns {HTMLElement}
 */
export function el(what, attributes = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(
    ...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** The element of index.html with that id. */
export const byId = (id) => document.getElementById(id);

/** To the field one writes in; not on a phone, where that brings up the keyboard. */
export function toField() {
  const hasKeys = matchMedia("(hover: hover)").matches;
  byId(hasKeys ? "draft" : "log").focus({ preventScroll: true });
}

/** Runs `work` once before the next painting, however often it was asked for. */
export function soon(work) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    const run = () => {
      if (!waiting) return;
      waiting = false;
      work();
    };
    requestAnimationFrame(run);
    setTimeout(run, 100); // a page in the background is not painted
  };
}

/** What is kept for the next visit (localStorage) or the next loading (sessionStorage), where there is a store. */
export function kept(store, name, fallback) {
  try {
    return JSON.parse(window[store].getItem(name)) ?? fallback;
  } catch {
    return fallback;
  }
}

export function keep(store, name, value) {
  try {
    window[store].setItem(name, JSON.stringify(value));
  } catch {
    // private windows and full stores: then it is not remembered
  }
}
