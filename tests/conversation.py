"""Conversations: people in chats of the playground, and the real bot, started, killed and started again."""

import asyncio
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playground import looking, people, places
from playground.spec import Json
from playground.world import World

TOKEN = "123456:TEST"
ZONE = ZoneInfo("Asia/Shanghai")
PATIENCE = 60.0  # seconds until a conversation gives up on the bot: a busy machine takes its time
GROUP = -1001


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    language: str = "en"


OWNER = Person(1, "Zhang")
MANAGER = Person(2, "Li")
STAFF = Person(3, "Wang")
STRANGER = Person(4, "Chen")
EVERYBODY = (OWNER, MANAGER, STAFF, STRANGER)


class Clock:
    """The bot's clock: it stands still until it is moved."""

    def __init__(self, start: str) -> None:
        self.now = datetime.min.replace(tzinfo=UTC)
        self.to(start)

    def __call__(self) -> datetime:
        return self.now

    def to(self, moment: str) -> None:
        """`2026-11-22 09:00`, as the store's own clock shows it."""
        self.now = datetime.fromisoformat(moment).replace(tzinfo=ZONE).astimezone(UTC)

    def forward(self, **length: float) -> None:
        self.now += timedelta(**length)


@dataclass(frozen=True)
class Message:
    """What people see of a message of the bot's."""

    id: int
    text: str  # or the caption, without markup
    buttons: tuple[str, ...]
    photo: tuple[int, int] | None  # width and height of what was sent
    file_name: str
    file: bytes
    reply_to: int
    thread: int
    raw: Json = field(repr=False, compare=False)


def message_of(world: World, raw: Json) -> Message:
    rows = raw.get("reply_markup", {}).get("inline_keyboard", [])
    photo = None
    if "photo" in raw:
        photo = png_size(world.files[raw["photo"][-1]["file_id"]].data)
    document = raw.get("document", {})
    return Message(
        id=raw["message_id"],
        text=raw.get("text") or raw.get("caption") or "",
        buttons=tuple(button["text"] for row in rows for button in row),
        photo=photo,
        file_name=document.get("file_name", ""),
        file=world.files[document["file_id"]].data if document else b"",
        reply_to=raw.get("reply_to_message", {}).get("message_id", 0),
        thread=raw.get("message_thread_id", 0),
        raw=raw,
    )


def png_size(data: bytes) -> tuple[int, int]:
    assert data.startswith(b"\x89PNG"), "charts are sent as PNG"
    width, height = struct.unpack(">II", data[16:24])
    return width, height


class Place:
    """A chat as the people in it see it. What the bot says is read in order, each thing once."""

    def __init__(self, world: World, chat_id: int) -> None:
        self.world, self.chat_id = world, chat_id
        self._read: dict[str, int] = {}

    # ------------------------------------------------------------------------------------ what people do

    def says(
        self,
        who: Person,
        text: str,
        *,
        reply_to: Message | None = None,
        thread: int = 0,
        anonymous: bool = False,
    ) -> int:
        """Returns the message's id, as everything people do here."""
        sent = people.send(
            self.world,
            self.chat_id,
            who.id,
            text,
            reply_to=reply_to.id if reply_to else 0,
            thread=thread,
            anonymous=anonymous,
        )
        return int(sent["message_id"])

    def uploads(
        self, who: Person, path: Path, *, caption: str = "", size: int | None = None, thread: int = 0
    ) -> int:
        sent = people.upload(
            self.world,
            self.chat_id,
            who.id,
            path.name,
            path.read_bytes(),
            caption=caption,
            size=size,
            thread=thread,
        )
        return int(sent["message_id"])

    def presses(self, who: Person, message: Message, label: str) -> None:
        people.press(self.world, self.chat_id, who.id, message.id, text=label)

    # ------------------------------------------------------------------------------------ what people see

    async def reads(self) -> Message:
        """The bot's next message."""
        return message_of(self.world, (await self._next("message"))["message"])

    async def reads_edited(self) -> Message:
        """The next message that the bot rewrites, as it is then."""
        return message_of(self.world, (await self._next("edit"))["message"])

    async def sees_reaction(self) -> tuple[int, str]:
        """The bot's next reaction: to which message, and which ("" where it was taken away)."""
        event = await self._next("reaction")
        return event["message_id"], "".join(event["reaction"])

    async def sees_note(self) -> str:
        """What pops up on a pressed button; "" where it only stops turning."""
        return str((await self._next("callback_answer", by=""))["text"])

    async def _next(self, kind: str, by: str = "bot") -> Json:
        after = self._read.get(kind, 0)
        found = await looking.events(
            self.world, after=after, timeout=PATIENCE, chat_id=self.chat_id, kind=kind, by=by
        )
        if not found:
            raise AssertionError(f"the bot gave no {kind}; it was heard to say:\n{self.transcript()}")
        self._read[kind] = found[0]["seq"]
        return found[0]

    def unread(self) -> list[Message]:
        """Messages of the bot that nobody has read so far."""
        return self._unread("message")

    def unread_edits(self) -> list[Message]:
        """Messages that the bot has rewritten since somebody looked, as they were then."""
        return self._unread("edit")

    def _unread(self, kind: str) -> list[Message]:
        after = self._read.get(kind, 0)
        return [
            message_of(self.world, event["message"])
            for event in self.world.events[after:]
            if event["kind"] == kind and event["by"] == "bot" and event["chat_id"] == self.chat_id
        ]

    def transcript(self) -> str:
        said = looking.transcript(self.world, self.chat_id)
        return "\n".join(f"{entry['by']}: {message_of_any(entry['message'])}" for entry in said)


def message_of_any(raw: Json) -> str:
    return str(raw.get("text") or raw.get("caption") or raw.get("document", {}).get("file_name") or "…")


def furnish(world: World, members: Sequence[Person] = (STAFF, STRANGER)) -> None:
    """The bot, the people, their private chats with it, and the group of the store."""
    places.bot(world, TOKEN, "zhanggui_bot", privacy=False, first_name="掌柜")
    for person in EVERYBODY:
        places.user(world, person.id, person.name, language_code=person.language)
        places.private(world, person.id)
    places.chat(
        world,
        GROUP,
        title="Tea House",
        creator=OWNER.id,
        admins=[MANAGER.id],
        members=[person.id for person in members],
    )


async def becomes(true: Callable[[], bool]) -> None:
    """Waits until something that is no message has happened."""
    for _ in range(int(PATIENCE / 0.05)):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never became so")
