"""The Bot API methods that are served, by name."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from playground import chats, editing, polling, sending
from playground.call import Call

Method = Callable[[Call], Any | Awaitable[Any]]
METHODS: dict[str, Method] = {
    "getMe": polling.get_me,
    "getUpdates": polling.get_updates,
    "deleteWebhook": polling.delete_webhook,
    "getWebhookInfo": polling.get_webhook_info,
    "getFile": polling.get_file,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendMediaGroup": sending.send_media_group,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageMedia": editing.edit_message_media,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "setMessageReaction": editing.set_message_reaction,
    "sendChatAction": editing.send_chat_action,
    "answerCallbackQuery": editing.answer_callback_query,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatAdministrators": chats.get_chat_administrators,
    "getChatMemberCount": chats.get_chat_member_count,
    "leaveChat": chats.leave_chat,
    "setMyCommands": chats.set_my_commands,
    "getMyCommands": chats.get_my_commands,
    "deleteMyCommands": chats.delete_my_commands,
    "createForumTopic": chats.create_forum_topic,
}
BY_LOWER_NAME = {name.lower(): method for name, method in METHODS.items()}
COUNTED = re.compile(r"send(?!ChatAction)|copy|forward|editMessage")  # what flood control counts


async def carry_out(call: Call, name: str) -> Any:
    """Does what method `name` does and answers as it answers, or raises ApiError."""
    chat = call.world.find(call.bot, call.params.get("chat_id", 0))
    if chat and COUNTED.match(name):
        call.world.limits.hit(call.bot, chat, len(call.params["media"]) if name == "sendMediaGroup" else 1)
    result = BY_LOWER_NAME[name.lower()](call)
    return await result if isinstance(result, Awaitable) else result
