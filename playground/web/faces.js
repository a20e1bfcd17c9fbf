// What everybody looks like: colour, initial, avatar.

import { el } from "/web/dom.js";
import { state } from "/web/state.js";

const OF_ROLE = { owner: 0, manager: 1, staff: 2, stranger: 3 };

/** The number of somebody's colour; the same person always has the same. */
export function colourOf(user) {
  if (user.is_bot) return "bot";
  const known = state.start.people.find((one) => one.id === user.id);
  const same = state.start.people.filter((one) => one.role === known?.role);
  return known && same[0].id === user.id ? OF_ROLE[known.role] : 4 + (Math.abs(user.id) % 4);
}

export const nameOf = (user) => user.name ?? [user.first_name, user.last_name].filter(Boolean).join(" ");

/** A circle with the first letter; the bot has its seal. */
export function face(user, size = "") {
  if (user.is_bot) return el(`img.face.face-bot${size && `.${size}`}`, { src: "/web/icon.svg", alt: "" });
  const initial = [...nameOf(user).trim()][0] ?? "?";
  return el(
    `span.face.c${colourOf(user)}${size && `.${size}`}`,
    { "aria-hidden": "true" },
    initial.toUpperCase(),
  );
}

export function groupFace(group) {
  return el("span.face.group", { "aria-hidden": "true" }, [...group.title.trim()][0] ?? "#");
}
