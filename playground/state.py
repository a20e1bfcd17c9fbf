"""What the server keeps: files, messages with their history, chats, bots."""

import asyncio
import hashlib
from collections import deque
from dataclasses import dataclass, field
from functools import cached_property

from playground.spec import Json


@dataclass
class File:
    file_id: str
    unique_id: str
    name: str
    mime: str
    data: bytes
    path: str
    bot_id: int
    size: int
    sizes: list[Json] = field(default_factory=list)  # PhotoSize objects when it is a photo
    expired: bool = False

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def document(self) -> Json:
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_name": self.name,
            "mime_type": self.mime,
            "file_size": self.size,
        }


@dataclass
class Record:
    """A message of a chat with its history."""

    message: Json
    bot_id: int | None
    edits: list[Json] = field(default_factory=list)  # earlier versions
    deleted: float | None = None
    reactions: dict[int, list[str]] = field(default_factory=dict)
    reply_markup: Json | None = None  # as the bot gave it, reply keyboards too


@dataclass
class Chat:
    id: int
    type: str
    title: str = ""
    username: str = ""
    user: Json | None = None  # the other side of a private chat
    is_forum: bool = False
    members: dict[int, Json] = field(default_factory=dict)  # ChatMember by user id, the bots too
    records: dict[int, Record] = field(default_factory=dict)
    topics: dict[int, Json] = field(default_factory=dict)
    next_id: int = 2  # 1 is the creation of the group
    migrated_to: int = 0
    started: bool = False  # private: the user pressed Start
    blocked: bool = False
    last_bot: int | None = None

    def json(self) -> Json:
        if self.user:
            names: Json = {k: self.user[k] for k in ("first_name", "last_name", "username") if k in self.user}
            return {"id": self.id, "type": "private", **names}
        found: Json = {"id": self.id, "type": self.type, "title": self.title}
        if self.username:
            found["username"] = self.username
        return found | ({"is_forum": True} if self.is_forum else {})

    def status(self, user_id: int) -> str:
        return str(self.members.get(user_id, {}).get("status", "left"))

    def is_admin(self, user_id: int, right: str = "") -> bool:
        member = self.members.get(user_id, {})
        if member.get("status") == "creator":
            return True
        return member.get("status") == "administrator" and (not right or bool(member.get(right)))


@dataclass
class Bot:
    token: str
    user: Json
    privacy: bool = True
    allowed: set[str] | None = None  # None: the default kinds
    queue: deque[Json] = field(default_factory=deque)
    next_update: int = 1
    poll: asyncio.Future[None] | None = None
    commands: dict[str, list[Json]] = field(default_factory=dict)
    private: dict[int, Chat] = field(default_factory=dict)
    callbacks: dict[str, Json] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return int(self.user["id"])
