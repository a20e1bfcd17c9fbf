"""Empties the outbox: chats side by side, each in order, at the pace that Telegram allows."""

import asyncio
import os
import random
import socket
import time
import uuid
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from sqlalchemy.orm import Session
from telegram.error import TelegramError

import storage.outbox
from chat.calls import Sent, carry_out, prepare
from chat.errors import Kind, Trouble, classify
from chat.house import House
from chat.limits import Limiter
from chat.setbacks import settle
from storage.drawn import remember_file
from storage.leases import give_lease_back, take_lease
from storage.outbox import Entry, Head

log = structlog.get_logger()
POLL = 1.0  # seconds between looks at the outbox, when nobody rings
LEASE, RENEWED = timedelta(seconds=10), 3.0
AT_ONCE = 32  # calls under way at the same time
STOPS_WITHIN = 60.0  # seconds: longer than any call may take
UNFORESEEN_TRIES = 3


class Sender:
    """Of all processes that run one, only the owner of the lease sends: the pace belongs to the token."""

    def __init__(
        self,
        house: House,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
        limiter: Limiter | None = None,
    ) -> None:
        self.house = house
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._clock, self._sleep, self._chance = clock, sleep, chance
        self._limiter = limiter or Limiter(clock)
        self._under_way: dict[int, asyncio.Task[None]] = {}  # by our chat id
        self._held: dict[int, float] = {}  # chats that have to wait, until when
        self._owns, self._renewed = False, float("-inf")
        self._stopping = False
        self._ended = asyncio.Event()
        self._ended.set()

    async def run(self) -> None:
        """Sends until it is stopped. A database that fails is waited for."""
        self._ended.clear()
        setbacks = 0
        try:
            while not self._stopping:
                try:
                    pause = await self.turn() if await self._has_lease() else POLL
                    setbacks = 0
                except Exception:
                    setbacks += 1
                    log.exception("the outbox could not be read")
                    await self._sleep(min(5.0, 0.5 * 2**setbacks))
                else:
                    await self.house.outbox.wait(min(pause, POLL))
        finally:
            await self.finish()
            await self._release()
            self._ended.set()

    async def stop(self) -> None:
        """Lets what is under way come to its end, and begins nothing new."""
        self._stopping = True
        self.house.outbox.wake()
        try:
            async with asyncio.timeout(STOPS_WITHIN):
                await self._ended.wait()
        except TimeoutError:
            log.error("sending did not stop in time")

    @property
    def busy(self) -> bool:
        return bool(self._under_way)

    async def turn(self) -> float:
        """Begins to send all that may go out now. Returns in how many seconds there may be more."""
        now = self._clock()
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        free = AT_ONCE - len(self._under_way)
        if free > 0:
            passed_over = {*self._under_way, *self._held}
            heads = await self.house.read(storage.outbox.ready, self.house.clock(), passed_over, free)
            mine = [head.id for head in heads if self._may_go(head)]
            claimed = await self.house.run(storage.outbox.claim, mine, self.house.clock()) if mine else ()
            for entry in claimed:
                self._under_way[entry.chat_id] = asyncio.create_task(self._deliver(entry))
        return min((until - now for until in self._held.values()), default=POLL)

    async def finish(self) -> None:
        """Waits for what is under way."""
        while self._under_way:
            await asyncio.wait(self._under_way.values())

    def _may_go(self, head: Head) -> bool:
        pause = self._limiter.wait(head.telegram_id, private=head.private, counts=head.kind != "reaction")
        if pause > 0:
            self._held[head.chat_id] = self._clock() + pause
        return pause <= 0

    async def _deliver(self, entry: Entry) -> None:
        try:
            call = await prepare(self.house, entry)
            await self._turn_comes(entry)
            sent = await carry_out(self.house, call)
        except TelegramError as error:
            await self._note(entry, self._settled(entry, classify(error)))
        except Exception as error:
            log.exception("a post could not be made", outbox=entry.id)
            trouble = Kind.REFUSED if entry.attempts >= UNFORESEEN_TRIES else Kind.BUSY
            await self._note(entry, self._settled(entry, Trouble(trouble, repr(error))))
        else:
            await self._note(entry, self._recorded(entry, sent))
        finally:
            self._under_way.pop(entry.chat_id, None)
            self.house.outbox.wake()

    async def _turn_comes(self, entry: Entry) -> None:
        """Waits until the limits allow the call, and counts it."""
        counts = entry.kind != "reaction"
        while (pause := self._limiter.wait(entry.telegram_id, private=entry.private, counts=counts)) > 0:
            await self._sleep(pause)
        self._limiter.note(entry.telegram_id, counts=counts)

    async def _note(self, entry: Entry, change: Callable[[Session], None]) -> None:
        """Writes down how it went. What cannot be written down is sent again when its lease has run out."""
        for pause in (0.5, 2.0, None):
            try:
                return await self.house.run(change)
            except Exception:
                log.exception("what was sent could not be noted", outbox=entry.id)
                if pause is not None:
                    await self._sleep(pause)
        return None

    def _recorded(self, entry: Entry, sent: Sent) -> Callable[[Session], None]:
        def record(session: Session) -> None:
            now = self.house.clock()
            storage.outbox.mark_sent(session, entry.id, sent.message_id, now)
            if sent.file_id:
                remember_file(session, sent.digest, self.house.bot.id, sent.file_id, now)

        return record

    def _settled(self, entry: Entry, trouble: Trouble) -> Callable[[Session], None]:
        log.warning("not sent", outbox=entry.id, chat=entry.chat_id, because=trouble.kind, said=trouble.text)
        if trouble.kind is Kind.FLOOD:
            self._limiter.pause(entry.telegram_id, trouble.retry_after)
        chance = self._chance()
        return lambda session: settle(session, entry, trouble, self.house.clock(), chance)

    async def _has_lease(self) -> bool:
        if not self._owns or self._clock() - self._renewed >= RENEWED:
            owns = await self.house.run(take_lease, "sender", self.owner, self.house.clock(), LEASE)
            if owns != self._owns:
                log.info("sending" if owns else "another process sends", owner=self.owner)
            self._owns, self._renewed = owns, self._clock()
        return self._owns

    async def _release(self) -> None:
        if self._owns:
            self._owns = False
            try:
                await self.house.run(give_lease_back, "sender", self.owner)
            except Exception:
                log.exception("the lease could not be given back")
