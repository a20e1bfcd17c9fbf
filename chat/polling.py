"""Fetches updates and hands them on: confirmed only when handled, in order per chat, never deaf for long."""

import asyncio
import time
import warnings
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import structlog
import telegram
from telegram.error import TelegramError
from telegram.warnings import PTBUserWarning

from chat.errors import Kind, Trouble, classify

# The library's own get_updates reads all updates at once: one that it cannot read would block all behind it.
warnings.filterwarnings("ignore", message=r"Please use 'Bot\.getUpdates'", category=PTBUserWarning)

log = structlog.get_logger()
WANTED = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]
LONG_POLL = 50  # seconds that Telegram may keep us waiting for something new
PATIENCE = 30.0  # seconds that a batch may take before the next is fetched all the same
DEAF_AFTER = 90.0  # seconds without an answer from Telegram
LONGEST_PAUSE = 60.0


class Polling:
    """`run()` until `stop()`. `clock` gives seconds; `last_success` is when Telegram last answered, by it."""

    def __init__(
        self,
        bot: telegram.Bot,
        handle: Callable[[telegram.Update], Awaitable[None]],
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        patience: float = PATIENCE,
        watch_every: float = 5.0,
    ) -> None:
        self.last_success: float | None = None
        self._bot, self._handle = bot, handle
        self._clock, self._sleep = clock, sleep
        self._patience, self._watch_every = patience, watch_every
        self._quiet_until: float | None = None  # a pause of our own is not deafness
        self._offset = 0
        self._failures = 0
        self._last_of_chat: dict[int, asyncio.Task[None]] = {}
        self._loop: asyncio.Task[None] | None = None
        self._handling = False
        self._stopping = False
        self._ended = asyncio.Event()
        self._ended.set()

    async def run(self) -> None:
        """Polls until it is stopped; a loop that has died or gone deaf is replaced."""
        self._ended.clear()
        try:
            while not self._stopping:
                self._loop = asyncio.create_task(self._poll_on())
                await self._watch(self._loop)
        finally:
            if self._loop is not None:
                self._loop.cancel()
            await self._finish()
            self._ended.set()

    async def stop(self) -> None:
        """Takes nothing new; what has been taken is handled and confirmed."""
        self._stopping = True
        if self._loop is not None and not self._handling:
            self._loop.cancel()
        await self._ended.wait()

    async def _watch(self, loop: asyncio.Task[None]) -> None:
        """Returns when the loop has ended, by itself or because it had gone deaf."""
        since = self._clock()
        while not loop.done():
            await asyncio.wait({loop}, timeout=self._watch_every)
            heard = max(since, self.last_success or since, self._quiet_until or since)
            if not loop.done() and self._clock() - heard > DEAF_AFTER:
                log.error("polling has gone deaf and is started again", seconds=self._clock() - heard)
                loop.cancel()
                await asyncio.wait({loop})
        if not loop.cancelled() and (error := loop.exception()) is not None:
            log.error("polling died and is started again", exc_info=error)
            await self._sleep(1.0)

    async def _poll_on(self) -> None:
        while not self._stopping:
            try:
                updates = await self._ask(timeout=LONG_POLL)
            except TelegramError as error:
                await self._set_back(classify(error))
                continue
            self._failures, self.last_success = 0, self._clock()
            self._handling = True
            try:
                await self._take(updates)
            finally:
                self._handling = False

    async def _ask(self, *, timeout: int) -> list[dict[str, Any]]:  # noqa: ASYNC109 - Telegram's, not ours
        asked = {"offset": self._offset, "timeout": timeout, "allowed_updates": WANTED}
        found: Any = await self._bot.do_api_request("getUpdates", api_kwargs=asked, read_timeout=timeout + 10)
        return list(found)

    async def _set_back(self, trouble: Trouble) -> None:
        self._failures += 1
        pause = trouble.retry_after or min(LONGEST_PAUSE, 2.0 ** min(self._failures - 1, 10))
        match trouble.kind:
            case Kind.TWO_POLLERS:
                pause = max(pause, 5.0)
                log.error("another program, or a webhook, takes this bot's updates", said=trouble.text)
            case Kind.TOKEN:
                log.critical("Telegram does not accept the bot's token", said=trouble.text)
            case _:
                log.warning("no updates", because=trouble.kind, said=trouble.text, pause=pause)
        self._quiet_until = self._clock() + pause
        await self._sleep(pause)

    async def _take(self, updates: Iterable[dict[str, Any]]) -> None:
        """Handles a batch, chats side by side. Only then is it confirmed, so a kill loses nothing."""
        tasks = [task for raw in updates if (task := self._begin(raw)) is not None]
        if tasks:
            _, slow = await asyncio.wait(tasks, timeout=self._patience)
            if slow:
                log.warning("updates take long; the next are fetched meanwhile", count=len(slow))
        self._offset = max((raw["update_id"] + 1 for raw in updates), default=self._offset)

    def _begin(self, raw: dict[str, Any]) -> asyncio.Task[None] | None:
        try:
            update = telegram.Update.de_json(raw, self._bot)
        except Exception:
            log.exception("an update could not be read and is skipped", update=raw.get("update_id"))
            return None
        chat, user = update.effective_chat, update.effective_user
        key = chat.id if chat else user.id if user else 0
        task = asyncio.create_task(self._handle_after(self._last_of_chat.get(key), update))
        self._last_of_chat[key] = task
        task.add_done_callback(lambda done: self._forget(key, done))
        return task

    async def _handle_after(self, earlier: asyncio.Task[None] | None, update: telegram.Update) -> None:
        if earlier is not None:
            await asyncio.wait({earlier})
        try:
            await self._handle(update)
        except Exception:
            log.exception("an update could not be handled", update=update.update_id)

    def _forget(self, key: int, done: asyncio.Task[None]) -> None:
        if self._last_of_chat.get(key) is done:
            del self._last_of_chat[key]

    async def _finish(self) -> None:
        if self._last_of_chat:
            await asyncio.wait(self._last_of_chat.values(), timeout=self._patience)
        if self._offset:
            try:
                await self._ask(timeout=0)  # confirms
            except TelegramError as error:
                log.warning("what was handled could not be confirmed", said=str(error))
