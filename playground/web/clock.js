// The demo's time, and days, times and sizes as they are written.

import { state } from "/web/state.js";
import { language, t } from "/web/words.js";

let ahead = 0; // seconds the demo's clock is ahead of this computer's

export function setClock(now) {
  ahead = now - Date.now() / 1000;
}

export const now = () => Date.now() / 1000 + ahead;

const formats = new Map();
function format(kind, epoch) {
  const key = `${kind} ${language()} ${state.start?.zone}`;
  if (!formats.has(key)) formats.set(key, made(kind));
  return formats.get(key).format(new Date(epoch * 1000));
}

function made(kind) {
  const locale = kind === "key" ? "en-CA" : language() === "zh" ? "zh-CN" : "en-GB";
  const options = {
    key: { year: "numeric", month: "2-digit", day: "2-digit" },
    time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    day: { weekday: "long", day: "numeric", month: "long" },
    year: { day: "numeric", month: "long", year: "numeric" },
  }[kind];
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: state.start?.zone || undefined });
}

export const timeOf = (epoch) => format("time", epoch);
export const dayKey = (epoch) => format("key", epoch);
export const dayOf = (epoch) => format("day", epoch);
export const dateTime = (epoch) => new Date(epoch * 1000).toISOString();

/** The day as a date separator says it. */
export function dayTitle(epoch) {
  const key = dayKey(epoch);
  if (key === dayKey(now())) return t("today");
  if (key === dayKey(now() - 86400)) return t("yesterday");
  return key.slice(0, 4) === dayKey(now()).slice(0, 4) ? dayOf(epoch) : format("year", epoch);
}

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / 1024 / 1024, "MB"];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}
