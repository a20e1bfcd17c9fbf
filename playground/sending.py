"""The methods that put messages into chats: text, photo, document, album."""

import random
from typing import Any

from playground.call import Call
from playground.refusals import ApiError, bad
from playground.spec import Json, Upload
from playground.state import Chat, File
from playground.text import MAX_CAPTION, MAX_TEXT, read_text
from playground.world import MAX_UPLOAD

RIGHTS = {
    "text": ("can_send_messages", "text messages"),
    "photo": ("can_send_photos", "photos"),
    "document": ("can_send_documents", "documents"),
}


def send_message(call: Call) -> Json:
    text, entities = message_text(call)
    return send(call, text=text, entities=entities)


def send_photo(call: Call) -> Json:
    call.target()
    words = caption(call.params)
    return send(call, **media(call, "photo", call.params["photo"]), **words)


def send_document(call: Call) -> Json:
    call.target()
    words = caption(call.params)
    return send(call, **media(call, "document", call.params["document"]), **words)


def send_media_group(call: Call) -> list[Json]:
    items = call.params["media"]
    if len(items) > 10:
        raise bad("too many messages to send as an album")
    if len(items) < 2:
        raise bad("an album must include 2-10 items")
    kinds = {item["type"] for item in items}
    if kinds - {"photo", "document"}:
        raise ApiError(501, "Not Implemented: the playground sends albums of photos or documents")
    if len(kinds) > 1:
        raise bad("document can't be mixed with other media types")
    contents = [media(call, item["type"], item["media"]) | caption(item) for item in items]
    album = str(random.getrandbits(53))
    return [send(call, album=album, **content) for content in contents]


def send(call: Call, album: str = "", **content: Any) -> Json:
    chat = call.target()
    thread = call.thread(chat)
    markup = call.keyboard(chat)
    check_rights(call, chat, content)
    reply_to = call.reply_to(chat)
    record = call.world.post(
        chat,
        call.bot.user,
        bot=call.bot,
        thread=thread,
        reply_to=reply_to,
        album=album,
        reply_markup=markup,
        **content,
    )
    record.reply_markup = call.params.get("reply_markup")
    return record.message


def check_rights(call: Call, chat: Chat, content: Json) -> None:
    """Whom the group's admins have restricted may not say everything."""
    member = chat.members.get(call.bot.id, {})
    for kind, (right, what) in RIGHTS.items():
        if member.get("status") == "restricted" and kind in content and not member[right]:
            raise bad(f"not enough rights to send {what} to the chat")


# -------------------------------------------------------------------------------------- what is in a message


def message_text(call: Call) -> tuple[str, list[Json]]:
    text, entities = read_text(call.params, "text", MAX_TEXT, "message")
    if not text:
        raise bad("message text is empty")
    return text, entities


def caption(params: Json) -> Json:
    text, entities = read_text(params, "caption", MAX_CAPTION, "message caption")
    return {"caption": text, "caption_entities": entities}


def media(call: Call, kind: str, value: str | Upload) -> Json:
    file = find_file(call, value, photo=kind == "photo")
    return {"photo": file.sizes} if kind == "photo" else {"document": file.document()}


def find_file(call: Call, value: str | Upload, *, photo: bool) -> File:
    """A file that comes with the call, or one the server already has."""
    if isinstance(value, str) and value.startswith("attach://"):
        part = value.removeprefix("attach://")
        if part not in call.uploads:
            raise bad(f"there is no {'photo' if photo else 'document'} in the request")
        value = call.uploads[part]
    if isinstance(value, Upload):
        if not value.data:
            raise bad("file must be non-empty")
        if len(value.data) > MAX_UPLOAD:
            raise ApiError(413, "Request Entity Too Large")
        if photo:
            return call.world.store_photo(call.bot, value)
        return call.world.store(call.bot, value.name, value.data, value.mime)
    if value.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    known = call.world.files.get(value)
    if known is None or known.bot_id != call.bot.id or bool(known.sizes) != photo:
        raise bad("wrong file identifier/HTTP URL specified")
    return known
