// What happened to the group, as a line of its own.

import { nameOf } from "/web/faces.js";
import { t } from "/web/words.js";

/** The line, or "" for a message that somebody wrote. */
export function service(message) {
  const by = message.from ? nameOf(message.from) : "";
  if (message.new_chat_members) {
    const names = message.new_chat_members.map(nameOf).join(", ");
    const alone = message.new_chat_members.every((one) => one.id === message.from.id);
    return alone ? t("joined", { name: names }) : t("added", { by, name: names });
  }
  if (message.left_chat_member) {
    const name = nameOf(message.left_chat_member);
    return message.left_chat_member.id === message.from.id ? t("left", { name }) : t("removed", { by, name });
  }
  if (message.forum_topic_created) return t("topicCreated", { by, name: message.forum_topic_created.name });
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return t("migrated");
  const hasContent = message.text || message.caption || message.photo || message.document;
  return hasContent ? "" : t("somethingElse");
}
