"""Fetching updates: nothing lost, nothing out of order, never deaf."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
import telegram
from structlog.testing import capture_logs
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from chat.client import open_bot
from chat.polling import DEAF_AFTER, Polling
from playground import behaviour, people
from playground.server import Playground
from tests.chat.conftest import BOSS, GROUP, OTHER, TOKEN

pytestmark = pytest.mark.filterwarnings(
    "ignore:Please use 'Bot.getUpdates'"
)  # pytest forgets chat.polling's own
Raw = dict[str, Any]


class Heard:
    """Remembers what it was given; lets a test wait until it has heard enough."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._changed = asyncio.Condition()

    async def handle(self, update: telegram.Update) -> None:
        assert update.message is not None
        self.texts.append(update.message.text or "")
        async with self._changed:
            self._changed.notify_all()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(lambda: len(self.texts) >= count)


async def at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


@asynccontextmanager
async def polling(
    bot: telegram.Bot, handle: Callable[[telegram.Update], Awaitable[None]], **more: Any
) -> AsyncIterator[Polling]:
    found = Polling(bot, handle, **{"sleep": at_once, **more})
    task = asyncio.create_task(found.run())
    yield found
    async with asyncio.timeout(10):
        await found.stop()
        await task


class Scripted:
    """A bot whose getUpdates answers as written; then there is never anything new."""

    def __init__(self, *answers: list[Raw] | Exception | str) -> None:
        self.answers = list(answers)
        self.offsets: list[int] = []

    async def do_api_request(self, _name: str, api_kwargs: Raw, **_more: Any) -> list[Raw]:
        self.offsets.append(api_kwargs["offset"])
        if api_kwargs["timeout"] == 0:
            return []
        answer = self.answers.pop(0) if self.answers else "hang"
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, str):
            await asyncio.Event().wait()
            raise AssertionError
        return answer


def bot_of(*answers: list[Raw] | Exception | str) -> tuple[Scripted, telegram.Bot]:
    scripted = Scripted(*answers)
    return scripted, cast(Any, scripted)


def written(update_id: int, text: str, chat: int = 1) -> Raw:
    sender = {"id": 7, "is_bot": False, "first_name": "A"}
    where = {"id": chat, "type": "private"}
    return {
        "update_id": update_id,
        "message": {"message_id": update_id, "date": 1, "chat": where, "from": sender, "text": text},
    }


async def test_over_http(telegram: Playground) -> None:
    heard = Heard()
    people.send(telegram.world, GROUP, BOSS, "/a")
    people.send(telegram.world, OTHER, BOSS, "/b")
    async with open_bot(TOKEN, telegram.url) as bot, polling(bot, heard.handle) as found:
        await heard.until(2)
        people.send(telegram.world, GROUP, BOSS, "/c")
        await heard.until(3)
    assert sorted(heard.texts) == ["/a", "/b", "/c"]
    assert found.last_success is not None
    assert not telegram.world.bot().queue  # all confirmed


@pytest.mark.parametrize("kind", ["drop", "http500", "html502"])
async def test_a_bad_line_is_survived(telegram: Playground, kind: str) -> None:
    heard = Heard()
    behaviour.fault(telegram.world, kind, method="getUpdates", times=3)
    people.send(telegram.world, GROUP, BOSS, "/a")
    async with open_bot(TOKEN, telegram.url) as bot, polling(bot, heard.handle):
        await heard.until(1)


@pytest.mark.parametrize(
    ("error", "logged"),
    [
        (
            Conflict("terminated by other getUpdates request"),
            "another program, or a webhook, takes this bot's updates",
        ),
        (InvalidToken("Unauthorized"), "Telegram does not accept the bot's token"),
        (NetworkError("Bad Gateway"), "no updates"),
        (TelegramError("Invalid server response"), "no updates"),
    ],
)
async def test_every_refusal_is_said_and_outlived(error: TelegramError, logged: str) -> None:
    heard, pauses = Heard(), []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    _, bot = bot_of(*[error] * 8, [written(1, "a")])
    with capture_logs() as logs:
        async with polling(bot, heard.handle, sleep=sleep):
            await heard.until(1)
    assert [line["event"] for line in logs] == [logged] * 8
    assert pauses == sorted(pauses)
    assert pauses[-1] == 60


async def test_an_unreadable_update_blocks_nobody() -> None:
    heard = Heard()
    scripted, bot = bot_of([{"update_id": 1, "message": {"date": "yesterday"}}, written(2, "a")])
    async with polling(bot, heard.handle):
        await heard.until(1)
    assert scripted.offsets[-1] == 3


async def test_a_failing_handler_blocks_nobody() -> None:
    heard = Heard()

    async def handle(update: telegram.Update) -> None:
        if update.update_id == 1:
            raise ZeroDivisionError
        await heard.handle(update)

    scripted, bot = bot_of([written(1, "a"), written(2, "b")])
    async with polling(bot, handle):
        await heard.until(1)
    assert (heard.texts, scripted.offsets[-1]) == (["b"], 3)


async def test_order_in_a_chat_and_chats_side_by_side() -> None:
    heard, released = Heard(), asyncio.Event()

    async def handle(update: telegram.Update) -> None:
        if update.update_id == 1:
            await released.wait()
        await heard.handle(update)

    scripted, bot = bot_of([written(1, "a"), written(2, "b"), written(3, "other chat", chat=2)])
    async with polling(bot, handle):
        await heard.until(1)
        assert heard.texts == ["other chat"]
        assert scripted.offsets == [0]  # nothing is confirmed while something is not yet handled
        released.set()
        await heard.until(3)
    assert heard.texts == ["other chat", "a", "b"]
    assert scripted.offsets[-1] == 4


async def test_one_slow_chat_does_not_stop_the_world() -> None:
    heard, released = Heard(), asyncio.Event()

    async def handle(update: telegram.Update) -> None:
        if update.update_id == 1:
            await released.wait()
        await heard.handle(update)

    _, bot = bot_of([written(1, "slow")], [written(2, "after it")], [written(3, "other", chat=2)])
    async with polling(bot, handle, patience=0.01):
        await heard.until(1)
        assert heard.texts == ["other"]
        released.set()
        await heard.until(3)
    assert heard.texts == ["other", "slow", "after it"]


async def test_a_loop_that_dies_is_replaced() -> None:
    heard = Heard()
    _, bot = bot_of(RuntimeError("not Telegram's"), [written(1, "a")])
    with capture_logs() as logs:
        async with polling(bot, heard.handle):
            await heard.until(1)
    assert logs[0]["event"] == "polling died and is started again"


async def test_a_loop_gone_deaf_is_replaced() -> None:
    heard, ticks = Heard(), iter(range(0, 10_000, int(DEAF_AFTER) + 1))
    _, bot = bot_of("hang", [written(1, "a")])
    with capture_logs() as logs:
        async with polling(bot, heard.handle, clock=lambda: next(ticks), watch_every=0.001):
            await heard.until(1)
    assert logs[0]["event"] == "polling has gone deaf and is started again"


async def test_pauses_between_refusals_are_not_deafness() -> None:
    heard, now = Heard(), 0.0

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        await asyncio.sleep(0.005)  # the watch looks meanwhile

    _, bot = bot_of(*[Conflict("Conflict: terminated by other getUpdates request")] * 9, [written(1, "a")])
    with capture_logs() as logs:
        async with polling(bot, heard.handle, clock=lambda: now, sleep=sleep, watch_every=0.001):
            await heard.until(1)
    assert now > DEAF_AFTER
    assert {entry["event"] for entry in logs} == {"another program, or a webhook, takes this bot's updates"}


async def test_stopping_finishes_what_was_taken() -> None:
    heard, begun, released = Heard(), asyncio.Event(), asyncio.Event()

    async def handle(update: telegram.Update) -> None:
        begun.set()
        await released.wait()
        await heard.handle(update)

    scripted, bot = bot_of([written(1, "a")])
    async with polling(bot, handle):
        await begun.wait()
        asyncio.get_running_loop().call_soon(released.set)
    assert (heard.texts, scripted.offsets[-1]) == (["a"], 2)
