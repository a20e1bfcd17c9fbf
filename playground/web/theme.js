// Light or dark, and which language: as the computer says, until somebody chooses.

import { byId, icon } from "/web/dom.js";
import { on, state, tell } from "/web/state.js";
import { language, setLanguage, t, translate } from "/web/words.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;

const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);

function drawTheme() {
  const label = t(isDark() ? "toLight" : "toDark");
  const button = byId("theme");
  button.replaceChildren(icon(isDark() ? "sun" : "moon"));
  button.setAttribute("aria-label", label);
  button.title = label;
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
    meta.content = isDark() ? "#171b18" : "#f5f1e8";
  }
}

function turn() {
  const theme = isDark() ? "light" : "dark";
  root.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // then it holds until the page is closed
  }
  drawTheme();
}

function speak(code) {
  setLanguage(code);
  translate(document);
  const button = byId("language");
  button.textContent = t("otherLanguage");
  button.lang = language() === "zh" ? "en" : "zh-CN";
  drawTheme();
}

/** ?lang= has the first word, then the demo, then the browser. */
export function pickLanguage() {
  const wished =
    new URLSearchParams(location.search).get("lang") || state.start?.language || navigator.language;
  speak(wished.toLowerCase().startsWith("zh") ? "zh" : "en");
}

function switchLanguage() {
  const code = language() === "zh" ? "en" : "zh";
  const url = new URL(location.href);
  url.searchParams.set("lang", code);
  history.replaceState(null, "", url);
  speak(code);
  if (state.start) tell("language");
}

export function watchTheme() {
  byId("theme").addEventListener("click", turn);
  byId("language").addEventListener("click", switchLanguage);
  dark.addEventListener("change", drawTheme);
  on("start", drawTheme);
}
