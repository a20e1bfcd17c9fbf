"""What people do in their chats: write, upload, press, edit, delete, react. First argument: the world."""

import base64
import random

from playground.places import ANONYMOUS_ADMIN
from playground.spec import Json, Upload
from playground.state import Bot, Chat
from playground.text import detect_entities
from playground.world import World


def send(
    world: World,
    chat_id: int,
    user_id: int,
    text: str,
    *,
    thread: int = 0,
    reply_to: int = 0,
    anonymous: bool = False,
    sender_chat: Json | None = None,
    date: int = 0,
    bot_id: int = 0,
) -> Json:
    chat = world.chat(chat_id, bot_id)
    return world.post(
        chat,
        ANONYMOUS_ADMIN if anonymous else world.users[user_id],
        sender_chat=chat.json() if anonymous else sender_chat,
        thread=thread,
        reply_to=reply_to,
        date=date,
        text=text,
        entities=detect_entities(text),
    ).message


def upload(
    world: World,
    chat_id: int,
    user_id: int,
    name: str,
    data: bytes | str,
    *,
    caption: str = "",
    kind: str = "document",
    thread: int = 0,
    reply_to: int = 0,
    album: str = "",
    mime: str = "",
    size: int | None = None,
    anonymous: bool = False,
    bot_id: int = 0,
) -> Json:
    """A file from a user; `data` is bytes or base64, `size` pretends another (over 20 MiB: no download)."""
    chat, bot = world.chat(chat_id, bot_id), world.bot(bot_id)
    content = base64.b64decode(data) if isinstance(data, str) else data
    if kind == "photo":
        media: Json = {"photo": world.store_photo(bot, Upload(name, content, mime)).sizes}
    else:
        media = {"document": world.store(bot, name, content, mime, size=size).document()}
    return world.post(
        chat,
        ANONYMOUS_ADMIN if anonymous else world.users[user_id],
        sender_chat=chat.json() if anonymous else None,
        thread=thread,
        reply_to=reply_to,
        album=album,
        **media,
        caption=caption,
        caption_entities=detect_entities(caption),
    ).message


def press(
    world: World,
    chat_id: int,
    user_id: int,
    message_id: int,
    *,
    data: str = "",
    text: str = "",
    bot_id: int = 0,
) -> Json:
    """A press on an inline button, named by its callback data or its label."""
    chat = world.chat(chat_id, bot_id)
    record = chat.records[message_id]
    pressed = find_button(record.message, data, text)
    if pressed is None:
        raise LookupError(f"message {message_id} has no button {data or text!r}")
    bot = next(b for b in world.bots.values() if b.id == record.bot_id)
    gone = {"chat": chat.json(), "message_id": message_id, "date": 0}
    query: Json = {
        "id": str(random.getrandbits(62)),
        "from": world.users[user_id],
        "message": gone if record.deleted else record.message,
        "chat_instance": str(chat.id * 7919),
        "data": pressed,
    }
    bot.callbacks[query["id"]] = {"answered": False, "chat_id": chat_id, "user_id": user_id}
    world.push(bot, "callback_query", query)
    pressed_now = {"user_id": user_id, "message_id": message_id, "callback_query_id": query["id"]}
    world.note("press", chat_id=chat_id, **pressed_now)
    return {"callback_query_id": query["id"]}


def find_button(message: Json, data: str, text: str) -> str | None:
    """The callback data of the button so named."""
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        for button in row:
            known = button.get("callback_data")
            if known is not None and (known == data if data else button["text"] == text):
                return str(known)
    return None


def edit(world: World, chat_id: int, user_id: int, message_id: int, text: str, bot_id: int = 0) -> Json:
    """A user edits a text, or the caption of a file."""
    chat = world.chat(chat_id, bot_id)
    record = chat.records[message_id]
    in_text = "text" in record.message
    name, entities = ("text", "entities") if in_text else ("caption", "caption_entities")
    record.edits.append(record.message)
    change = {name: text, entities: detect_entities(text), "edit_date": int(world.now())}
    record.message = {k: v for k, v in (record.message | change).items() if v != []}
    world.note("edit", chat_id=chat_id, message_id=message_id, by="user", message=record.message)
    world.deliver(chat, record.message, "edited_message")
    return record.message


def delete(world: World, chat_id: int, message_id: int, bot_id: int = 0) -> bool:
    """A user deletes a message: no bot is told."""
    world.chat(chat_id, bot_id).records[message_id].deleted = world.now()
    world.note("delete", chat_id=chat_id, message_id=message_id, by="user")
    return True


def react(
    world: World, chat_id: int, user_id: int, message_id: int, emoji: str = "", bot_id: int = 0
) -> bool:
    chat = world.chat(chat_id, bot_id)
    record = chat.records[message_id]
    old, new = record.reactions.get(user_id, []), [emoji] if emoji else []
    record.reactions[user_id] = new
    change = {
        "chat": chat.json(),
        "message_id": message_id,
        "user": world.users[user_id],
        "date": int(world.now()),
        "old_reaction": reaction_types(old),
        "new_reaction": reaction_types(new),
    }
    for bot in told_of_reactions(world, chat):
        world.push(bot, "message_reaction", change)
    world.note("reaction", chat_id=chat_id, message_id=message_id, by="user", reaction=new)
    return True


def reaction_types(emojis: list[str]) -> list[Json]:
    return [{"type": "emoji", "emoji": emoji} for emoji in emojis]


def told_of_reactions(world: World, chat: Chat) -> list[Bot]:
    bots = world.members_among_bots(chat)
    return [bot for bot in bots if chat.type == "private" or chat.is_admin(bot.id)]
