"""One update being handled: who asks, in which store, and the ways to answer."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Concatenate, ParamSpec, TypeVar

import telegram
from sqlalchemy.orm import Session
from telegram.error import TelegramError

from chat.house import House
from messages.post import Post
from messages.texts import Texts
from metrics.stores import Chat, Role, Store

MAX_NOTE = 200  # characters on a pressed button
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Visitor:
    """Who is at the door, before it is known what they may do. An `anonymous` admin speaks as the group."""

    user_id: int
    name: str
    texts: Texts
    is_owner: bool
    anonymous: bool = False


@dataclass(frozen=True)
class Member:
    """Who is asking, in which store, and where they speak: the store's group, or in private."""

    user_id: int
    name: str
    role: Role
    store: Store
    chat: Chat
    thread_id: int | None
    texts: Texts
    now: datetime

    @property
    def today(self) -> date:
        """The store's own day."""
        return self.store.today(self.now)


class Context:
    """One update being handled.

    `args` are the words behind a command, or the parts of a button's data (or of an answered
    message's topic) behind its first; `text` is what was written, without the command; `commands` are
    all there are. What it says is numbered in its `series`, so that nothing is said twice.
    """

    def __init__(
        self,
        house: House,
        update: telegram.Update,
        chat: Chat,
        *,
        args: Sequence[str] = (),
        text: str = "",
        store_id: int | None = None,
        commands: "tuple[Command, ...]" = (),
        series: str = "",
    ) -> None:
        self.house = house
        self.update = update
        self.chat = chat
        self.args = list(args)
        self.text = text
        self.store_id = store_id
        self.commands = commands
        self.answered = False
        self._series = f"u{update.update_id}{series}"
        self._said = 0

    @property
    def message(self) -> telegram.Message | None:
        """The message that was written, or the one whose button was pressed; None where it is too old."""
        return self.update.effective_message

    async def run(
        self, service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await self.house.run(service, *args, **kwargs)

    async def read(
        self, service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await self.house.read(service, *args, **kwargs)

    async def reply(self, post: Post) -> None:
        """Answers below the message. Said once, also when the update is handled a second time."""
        written = self.update.message
        await self.house.send(
            self.chat.id,
            post,
            dedupe=self._next(),
            store_id=self.store_id,
            thread_id=thread_of(self.message),
            reply_to=written.message_id if written is not None else None,
        )

    async def edit(self, post: Post, message_id: int | None = None) -> None:
        """Rewrites the message whose button was pressed, or another of ours in this chat, without a photo."""
        if message_id is not None:
            await self.house.edit(self.chat.id, message_id, post, has_photo=False, dedupe=self._next())
            return
        query = self.update.callback_query
        message = query.message if query else None
        if not isinstance(message, telegram.Message):  # too old for Telegram to show it to us
            await self.reply(post)
            return
        await self.house.edit(
            self.chat.id, message.message_id, post, has_photo=bool(message.photo), dedupe=self._next()
        )

    async def answer(self, text: str = "", *, alert: bool = False) -> None:
        """The small note on a pressed button, plain text; `alert` keeps it until it is closed."""
        query = self.update.callback_query
        if query is None or self.answered:
            return
        self.answered = True
        try:
            await query.answer(text[:MAX_NOTE] or None, show_alert=alert or None)
        except TelegramError:
            pass  # too old, or Telegram is not there: the note is the least of it

    def _next(self) -> str:
        self._said += 1
        return f"{self._series}:{self._said}"


def thread_of(message: telegram.Message | None) -> int | None:
    """The forum topic a message is in; None outside topics, where plain replies may carry a thread id too."""
    return message.message_thread_id if message is not None and message.is_topic_message else None


Handler = Callable[[Context, Member], Awaitable[None]]
Founder = Callable[[Context, Visitor], Awaitable[None]]  # makes a store where there is none yet


@dataclass(frozen=True)
class Command:
    """`/name`. `description` is an English sentence of at most 30 cells, translated in Telegram's list."""

    name: str
    handler: Handler
    role: Role
    description: str


@dataclass(frozen=True)
class Button:
    """Pressed buttons whose data starts with `topic:`."""

    topic: str
    handler: Handler
    role: Role


@dataclass(frozen=True)
class Answer:
    """Replies to messages of ours whose Post.topic is `topic`, or starts with `topic:`."""

    topic: str
    handler: Handler
    role: Role
