"""The methods that change what has been said: edit, delete, react, answer a pressed button."""

import re
from contextlib import suppress
from dataclasses import replace

from playground.call import Call
from playground.refusals import ApiError, bad
from playground.sending import caption, media, message_text
from playground.spec import Json
from playground.world import EMPTY

KEEPABLE = 48 * 3600  # seconds a bot may still delete a message
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
ACTION = re.compile(
    r"typing|(upload|record)_(photo|video|voice|document|video_note)|choose_sticker|find_location"
)


def edit_message_text(call: Call) -> Json:
    text, entities = message_text(call)
    return edit(call, "text", {"text": text, "entities": entities})


def edit_message_caption(call: Call) -> Json:
    return edit(call, "caption", caption(call.params))


def edit_message_reply_markup(call: Call) -> Json:
    return edit(call, "", {})


def edit_message_media(call: Call) -> Json:
    item = call.params["media"]
    empty: Json = dict.fromkeys(("text", "entities", "photo", "document"))
    return edit(call, "", empty | caption(item) | media(call, item["type"], item["media"]))


def edit(call: Call, needs: str, change: Json) -> Json:
    chat, record = call.record("edit")
    markup = record.reply_markup or {}
    if record.bot_id != call.bot.id or (markup and "inline_keyboard" not in markup):
        raise bad("message can't be edited")
    if needs == "text" and "text" not in record.message:
        raise bad("there is no text in the message to edit")
    if needs == "caption" and not record.message.keys() & {"photo", "document"}:
        raise bad("there is no caption in the message to edit")
    change = change | {"reply_markup": call.keyboard(chat)}
    new = {k: v for k, v in (record.message | change).items() if v not in EMPTY}
    if {**new, "edit_date": 0} == {**record.message, "edit_date": 0}:
        raise bad(NOT_MODIFIED)
    record.edits.append(record.message)
    record.message = new | {"edit_date": int(call.world.now())}
    record.reply_markup = call.params.get("reply_markup")
    call.world.note("edit", chat_id=chat.id, message_id=new["message_id"], by="bot", message=record.message)
    return record.message


def delete_message(call: Call) -> bool:
    chat, record = call.record("delete")
    allowed = chat.type == "private" or chat.is_admin(call.bot.id, "can_delete_messages")
    own = record.bot_id == call.bot.id
    if not (own or allowed) or record.message["date"] < call.world.now() - KEEPABLE:
        raise bad("message can't be deleted for everyone")
    record.deleted = call.world.now()
    call.world.note("delete", chat_id=chat.id, message_id=call.params["message_id"], by="bot")
    return True


def delete_messages(call: Call) -> bool:
    if not 1 <= len(call.params["message_ids"]) <= 100:
        raise bad("too many message identifiers specified")
    for message_id in call.params["message_ids"]:
        one = {"chat_id": call.params["chat_id"], "message_id": message_id}
        with suppress(ApiError):
            delete_message(replace(call, params=one))
    return True


def set_message_reaction(call: Call) -> bool:
    chat, record = call.record("react")
    reaction = call.params.get("reaction", [])
    if len(reaction) > 1:
        raise bad("REACTIONS_TOO_MANY")
    if any(r["type"] == "paid" or r.get("emoji") not in call.world.spec.reactions for r in reaction):
        raise bad("REACTION_INVALID")
    emojis = [r["emoji"] for r in reaction]
    record.reactions[call.bot.id] = emojis
    call.world.note(
        "reaction", chat_id=chat.id, message_id=call.params["message_id"], by="bot", reaction=emojis
    )
    return True


def send_chat_action(call: Call) -> bool:
    chat = call.target()
    if not ACTION.fullmatch(call.params["action"]):
        raise bad("wrong parameter action in request")
    call.world.note("action", chat_id=chat.id, action=call.params["action"])
    return True


def answer_callback_query(call: Call) -> bool:
    query_id = call.params["callback_query_id"]
    query = call.bot.callbacks.get(query_id)
    if query is None or query["answered"]:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text = call.params.get("text", "")
    if len(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    query["answered"] = True
    call.world.note(
        "callback_answer",
        chat_id=query["chat_id"],
        user_id=query["user_id"],
        callback_query_id=query_id,
        text=text,
        show_alert=call.params.get("show_alert", False),
    )
    return True
