"""The house as handlers and jobs see it: run a service in one transaction, and say something."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import structlog
import telegram
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from chat.drawing import Drawing
from chat.outbox import Outbox, put_edit, put_post, put_reaction
from chat.parsing import Parsing
from messages.post import Post
from messages.texts import Texts
from metrics.stores import Store
from storage.engine import reading, was_deadlock, writing

P = ParamSpec("P")
T = TypeVar("T")
DEADLOCKS = 2  # after so many the next is raised

log = structlog.get_logger()


@dataclass(frozen=True)
class House:
    """What every handler and job may use. `clock` gives aware UTC moments."""

    engine: Engine
    clock: Callable[[], datetime]
    bot: telegram.Bot
    owners: frozenset[int]
    data_dir: Path
    drawing: Drawing
    parsing: Parsing
    outbox: Outbox

    async def run(
        self, service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`service(session, …)` in a thread, in one writing transaction: all of it, or nothing.

        One that PostgreSQL ends, because it and another waited for each other, is done again.
        """

        def in_transaction() -> T:
            with writing(self.engine) as session:
                return service(session, *args, **kwargs)

        for _ in range(DEADLOCKS):
            try:
                return await asyncio.to_thread(in_transaction)
            except OperationalError as error:
                if not was_deadlock(error):
                    raise
                log.warning("two transactions waited for each other", error=str(error.orig))
            await asyncio.sleep(random.random() / 4)  # not in step with the other
        return await asyncio.to_thread(in_transaction)

    async def read(
        self, service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`service(session, …)` in a thread, in one transaction that only reads."""

        def in_transaction() -> T:
            with reading(self.engine) as session:
                return service(session, *args, **kwargs)

        return await asyncio.to_thread(in_transaction)

    async def send(
        self,
        chat_id: int,
        post: Post,
        *,
        dedupe: str | None,
        store_id: int | None = None,
        thread_id: int | None = None,
        reply_to: int | None = None,
        also: Callable[[Session], object] | None = None,
    ) -> None:
        """Puts the post into the outbox of our chat. The same `dedupe` is put out once only.

        `also` runs in the same transaction, if the post is new: what is recorded there is done exactly once.
        """

        def put(session: Session) -> None:
            is_new = put_post(
                session,
                chat_id,
                post,
                now=self.clock(),
                dedupe=dedupe,
                store_id=store_id,
                thread_id=thread_id,
                reply_to=reply_to,
            )
            if is_new and also is not None:
                also(session)

        await self.run(put)
        self.outbox.wake()

    async def edit(
        self, chat_id: int, message_id: int, post: Post, *, has_photo: bool, dedupe: str | None = None
    ) -> None:
        """Rewrites a message of ours (Telegram's id), its chart too."""
        await self.run(
            put_edit, chat_id, message_id, post, now=self.clock(), has_photo=has_photo, dedupe=dedupe
        )
        self.outbox.wake()

    async def react(self, chat_id: int, message_id: int, emoji: str, dedupe: str | None = None) -> None:
        """Puts the bot's one reaction on a message; "" takes it away."""
        await self.run(put_reaction, chat_id, message_id, emoji, now=self.clock(), dedupe=dedupe)
        self.outbox.wake()

    def texts(self, store: Store) -> Texts:
        return Texts(store.language, store.zone)
