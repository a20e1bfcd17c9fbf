// Messages in their days, albums and rows: what stands together in the list.

import { dayKey } from "/web/clock.js";
import { service } from "/web/service.js";

const SAME_ROW = 600; // seconds between messages that still stand in one row

/** @typedef {{key: string, day: string, date: number, entries?: any[], first?: boolean, last?: boolean}} Piece */

/** The list in order: a piece without `entries` is where a day begins. @returns {Piece[]} */
export function arranged(entries) {
  const result = [];
  let day = "";
  for (const group of albums(entries)) {
    const { date, message_id: id } = group[0].message;
    const key = dayKey(date);
    if (key !== day) result.push({ key: `day ${key}`, day: key, date });
    day = key;
    result.push({ key: `message ${id}`, day, date, entries: group });
  }
  const messages = result.filter((one) => one.entries);
  messages.forEach((one, i) => {
    one.first = !together(messages[i - 1], one);
    one.last = !together(one, messages[i + 1]);
  });
  return result;
}

/** Neighbours of one album are one. */
function albums(entries) {
  const groups = [];
  for (const entry of entries) {
    const group = groups.at(-1);
    const album = entry.message.media_group_id;
    if (album && group?.[0].message.media_group_id === album) group.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/** Whether two neighbours stand in one row: of the same sender, soon after each other. */
function together(a, b) {
  if (!a || !b || a.day !== b.day) return false;
  const [one, two] = [a.entries.at(-1).message, b.entries[0].message];
  const same = one.from.id === two.from.id && one.sender_chat?.id === two.sender_chat?.id;
  return same && two.date - one.date < SAME_ROW && !service(one) && !service(two);
}
