"""Everyone and everything the server knows, and how it moves: messages, updates, members, files."""

import asyncio
import base64
import copy
import hashlib
import mimetypes
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playground.images import image_size
from playground.limits import Limits
from playground.refusals import bad
from playground.spec import Json, Spec, Upload
from playground.state import Bot, Chat, File, Record

MIB = 1 << 20
MAX_PHOTO, MAX_UPLOAD, MAX_DOWNLOAD = 10 * MIB, 50 * MIB, 20 * MIB
ON_REQUEST = {
    "chat_member",
    "message_reaction",
    "message_reaction_count",
}  # kinds of update not sent by default
INSIDE = ("member", "administrator", "creator")
EMPTY: tuple[object, ...] = ("", [], None)


class World:
    def __init__(self, spec: Spec, now: Callable[[], float] = time.time) -> None:
        self.spec, self.now = spec, now
        self.bots: dict[str, Bot] = {}
        self.users: dict[int, Json] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.paths: dict[str, File] = {}
        self.limits = Limits()
        self.faults: list[Json] = []
        self.calls: list[Json] = []
        self.events: list[Json] = []
        self.changed = asyncio.Event()
        self.closing = False  # the server is going: open pages are let go
        self.last_box_id = 0  # private chats and basic groups number their messages together
        self.last_file = 0
        self.privacy_reads_captions = (
            True  # a command in a caption passes privacy mode, as one in a text does
        )

    def note(self, kind: str, **data: Any) -> None:
        """Writes an event down and wakes who waits for one."""
        self.events.append({"seq": len(self.events) + 1, "time": self.now(), "kind": kind, **data})
        self.changed.set()
        self.changed = asyncio.Event()

    # ------------------------------------------------------------------------------------------ who and where

    def find(self, bot: Bot, chat_id: int | str) -> Chat | None:
        if isinstance(chat_id, str):
            return next((c for c in self.chats.values() if c.username and "@" + c.username == chat_id), None)
        return bot.private.get(chat_id) if chat_id > 0 else self.chats.get(chat_id)

    def bot(self, bot_id: int = 0) -> Bot:
        return next(b for b in self.bots.values() if not bot_id or b.id == bot_id)

    def chat(self, chat_id: int, bot_id: int = 0) -> Chat:
        return self.chats[chat_id] if chat_id < 0 else self.bot(bot_id).private[chat_id]

    def member(self, user_id: int, status: str, **rights: bool) -> Json:
        """A ChatMember of that status with all its rights filled in."""
        bot = next((b for b in self.bots.values() if b.id == user_id), None)
        user = {
            k: v for k, v in (bot.user if bot else self.users[user_id]).items() if not k.startswith("can_")
        }
        found: Json = {"status": status, "user": user}
        kind = next(
            name
            for name, constant in self.spec.constants.items()
            if name.startswith("ChatMember") and constant.get("status") == status
        )
        for name, described in self.spec.fields[kind].items():
            can = name.startswith("can_")
            if described["types"] == ["Boolean"] and (described["required"] or name in rights or can):
                found[name] = rights.get(name, status == "administrator" and can)
        if status in ("restricted", "kicked"):
            found["until_date"] = 0
        return found

    def change_member(self, chat: Chat, user_id: int, actor: Json, status: str, **rights: bool) -> None:
        old = chat.members.get(user_id) or self.member(user_id, "left")
        new = self.member(user_id, status, **rights)
        change = {
            "chat": chat.json(),
            "from": actor,
            "date": int(self.now()),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        about = next((b for b in self.bots.values() if b.id == user_id), None)
        watchers = [b for b in self.members_among_bots(chat) if b is not about and chat.is_admin(b.id)]
        chat.members[user_id] = new
        if about:
            self.push(about, "my_chat_member", change)
        for bot in watchers:
            self.push(bot, "chat_member", change)
        self.note("member", chat_id=chat.id, user_id=user_id, status=status)

    def members_among_bots(self, chat: Chat) -> list[Bot]:
        if chat.type == "private":
            return [b for b in self.bots.values() if b.private.get(chat.id) is chat]
        return [b for b in self.bots.values() if chat.status(b.id) in INSIDE]

    # -------------------------------------------------------------------------------------------------- files

    def store(
        self,
        bot: Bot,
        name: str,
        data: bytes,
        mime: str = "",
        *,
        photo: bool = False,
        size: int | None = None,
    ) -> File:
        self.last_file = number = self.last_file + 1
        digest = hashlib.sha256(data + name.encode()).hexdigest()
        if not mime or mime == "application/octet-stream":
            mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        folder, suffix = ("photos", ".jpg") if photo else ("documents", Path(name).suffix)
        key = base64.urlsafe_b64encode(hashlib.sha256(f"{bot.id} {number}".encode()).digest()).decode()
        file = File(
            file_id=("AgAC" if photo else "BQAC") + key.rstrip("="),
            unique_id=("AQAD" if photo else "AgAD") + digest[:12],
            name=name,
            mime=mime,
            data=data,
            path=f"{folder}/file_{number}{suffix}",
            bot_id=bot.id,
            size=len(data) if size is None else size,
        )
        self.files[file.file_id] = self.paths[file.path] = file
        return file

    def store_photo(self, bot: Bot, upload: Upload) -> File:
        """The picture in the sizes Telegram makes of it; the last file is the largest."""
        if len(upload.data) > MAX_PHOTO:
            size = f"file of size {len(upload.data)} bytes is too big for a photo"
            raise bad(f"{size}; the maximum size is {MAX_PHOTO} bytes")
        dimensions = image_size(upload.data)
        if not dimensions:
            raise bad("IMAGE_PROCESS_FAILED")
        width, height = dimensions
        if not width or not height or width + height > 10000 or max(dimensions) > 20 * min(dimensions):
            raise bad("PHOTO_INVALID_DIMENSIONS")
        longest = max(dimensions)
        sizes: list[Json] = []
        for scale in [*(side / longest for side in (90, 320, 800) if side < longest), min(1, 1280 / longest)]:
            file = self.store(bot, upload.name, upload.data, "image/jpeg", photo=True)
            file.sizes = sizes
            sizes.append(
                {
                    "file_id": file.file_id,
                    "file_unique_id": f"{file.unique_id}{len(sizes)}",
                    "file_size": max(1, int(file.size * scale * scale)),
                    "width": max(1, round(width * scale)),
                    "height": max(1, round(height * scale)),
                }
            )
        return self.files[sizes[-1]["file_id"]]

    # ----------------------------------------------------------------------------------- messages and updates

    def post(
        self,
        chat: Chat,
        sender: Json,
        *,
        bot: Bot | None = None,
        thread: int = 0,
        reply_to: int = 0,
        sender_chat: Json | None = None,
        date: int = 0,
        album: str = "",
        **content: Any,
    ) -> Record:
        """Puts a message into a chat; what a user writes becomes an update of the bots that may see it."""
        message_id = chat.next_id
        if chat.type in ("private", "group"):
            self.last_box_id = message_id = self.last_box_id + 1
        chat.next_id = message_id + 1
        message: Json = {"message_id": message_id, "date": date or int(self.now()), "chat": chat.json()}
        message["from"] = {k: v for k, v in sender.items() if not k.startswith(("can_", "supports_"))}
        if sender_chat:
            message["sender_chat"] = sender_chat
        if thread:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        origin = chat.records.get(reply_to or thread)  # in a topic a plain message replies to what created it
        if (reply_to or thread) and origin and not origin.deleted:
            message["reply_to_message"] = {k: v for k, v in origin.message.items() if k != "reply_to_message"}
        if album:
            message["media_group_id"] = album
        message |= {k: v for k, v in content.items() if v not in EMPTY}
        record = Record(message, bot.id if bot else None)
        chat.records[message_id] = record
        if bot:
            chat.last_bot = bot.id
        by = "bot" if bot else "user"
        self.note("message", chat_id=chat.id, message_id=message_id, by=by, message=message)
        if not bot:
            self.deliver(chat, message, "message")
        return record

    def deliver(self, chat: Chat, message: Json, kind: str) -> None:
        for bot in self.members_among_bots(chat):
            if self.visible(bot, chat, message):
                self.push(bot, kind, message)

    def visible(self, bot: Bot, chat: Chat, message: Json) -> bool:
        """Privacy mode: https://core.telegram.org/bots/features#privacy-mode"""
        if chat.type == "private" or not bot.privacy or chat.is_admin(bot.id):
            return True
        text, entities = message.get("text"), message.get("entities", [])
        if text is None:
            if not (message.keys() & {"document", "photo", "caption"}):
                return True  # service messages
            if self.privacy_reads_captions:
                text, entities = message.get("caption", ""), message.get("caption_entities", [])
            else:
                text = ""
        reply = message.get("reply_to_message", {})
        if reply.get("from", {}).get("id") == bot.id and reply["message_id"] != message.get(
            "message_thread_id"
        ):
            return True
        commands = [e for e in entities if e["type"] == "bot_command"]
        return any(is_for(bot, chat, text, entity) for entity in commands)

    def push(self, bot: Bot, kind: str, payload: Json) -> None:
        """Queues an update, if the bot asked for its kind."""
        if kind not in bot.allowed if bot.allowed is not None else kind in ON_REQUEST:
            return
        update = {"update_id": bot.next_update, kind: copy.deepcopy(payload)}
        self.spec.check_one(update, "Update", "update")
        bot.next_update += 1
        bot.queue.append(update)
        if bot.poll and not bot.poll.done():
            bot.poll.set_result(None)


def is_for(bot: Bot, chat: Chat, text: str, entity: Json) -> bool:
    """Whether this command in a group's text is meant for the bot."""
    _, _, name = text[entity["offset"] : entity["offset"] + entity["length"]].partition("@")
    if name:
        return name.lower() == str(bot.user["username"]).lower()
    return entity["offset"] == 0 and chat.last_bot in (None, bot.id)
