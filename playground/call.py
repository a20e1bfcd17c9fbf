"""One call of a Bot API method, and what its parameters name."""

import itertools
from dataclasses import dataclass

from playground.refusals import ApiError, bad
from playground.spec import Json, Upload
from playground.state import Bot, Chat, Record
from playground.units import valid_url
from playground.world import World

LABELS = {"text", "style", "icon_custom_emoji_id"}  # the fields of a button that say how it looks


@dataclass(frozen=True)
class Call:
    world: World
    bot: Bot
    params: Json
    uploads: dict[str, Upload]

    def target(self, chat_id: int | str | None = None) -> Chat:
        """The chat the bot wants to reach, if it may."""
        chat = self.world.find(self.bot, self.params["chat_id"] if chat_id is None else chat_id)
        if chat is None:
            raise bad("chat not found")
        if chat.migrated_to:
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            raise ApiError(400, text, migrate_to_chat_id=chat.migrated_to)
        if chat.type == "private":
            if not chat.started:
                raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
            if chat.blocked:
                raise ApiError(403, "Forbidden: bot was blocked by the user")
        elif chat.status(self.bot.id) == "kicked":
            raise ApiError(403, f"Forbidden: bot was kicked from the {chat.type} chat")
        elif chat.status(self.bot.id) == "left":
            raise ApiError(403, f"Forbidden: bot is not a member of the {chat.type} chat")
        return chat

    def record(self, purpose: str) -> tuple[Chat, Record]:
        if "chat_id" not in self.params:
            raise bad("message identifier is not specified")
        chat = self.target()
        found = chat.records.get(self.params.get("message_id", 0))
        if found is None or found.deleted:
            raise bad(f"message to {purpose} not found")
        return chat, found

    def thread(self, chat: Chat) -> int:
        thread_id = int(self.params.get("message_thread_id", 0))
        if not thread_id or not chat.is_forum:
            return 0  # Telegram ignores the parameter where there are no topics
        topic = chat.topics.get(thread_id)
        if topic is None:
            raise bad("message thread not found")  # so is the General topic, 1
        if topic["closed"]:
            raise bad("TOPIC_CLOSED")
        return thread_id

    def reply_to(self, chat: Chat) -> int:
        reply = self.params.get("reply_parameters", {})
        message_id = int(reply.get("message_id", 0))
        origin = chat.records.get(message_id)
        if reply and (origin is None or origin.deleted):
            if not reply.get("allow_sending_without_reply"):
                raise bad("message to be replied not found")
            return 0
        return message_id

    def keyboard(self, chat: Chat) -> Json | None:
        """The inline keyboard, checked; other keyboards are not part of the message."""
        markup = self.params.get("reply_markup")
        if not markup or "inline_keyboard" not in markup:
            return None
        rows = [row for row in markup["inline_keyboard"] if row]
        if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
            raise bad("reply markup is too long")
        for button in itertools.chain.from_iterable(rows):
            check_button(button, chat)
        return {"inline_keyboard": rows} if rows else None


def check_button(button: Json, chat: Chat) -> None:
    actions = button.keys() - LABELS
    if not button["text"]:
        raise bad("inline keyboard button text must be non-empty")
    if not actions:
        raise bad("text buttons are unallowed in the inline keyboard")
    if len(actions) > 1 or ("web_app" in actions and chat.type != "private"):
        raise bad("BUTTON_TYPE_INVALID")
    if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button and not valid_url(button["url"]):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
