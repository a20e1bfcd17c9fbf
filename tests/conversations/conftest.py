"""The whole bot at work: it polls, reads files in child processes, keeps time and sends."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from bot.application import opened
from bot.settings import Settings, load
from charts.chart import Chart
from charts.draw import draw
from charts.report import DocumentKind, Report
from chat.drawing import write_here
from chat.house import House
from jobs.registry import JOBS
from playground import looking
from playground.server import Playground
from playground.world import World
from storage.engine import open_database
from storage.migrate import migrate
from tests.conversation import GROUP, MANAGER, OWNER, TOKEN, Clock, Message, Person, Place, furnish
from tests.samples.make import make

LAST_DAY = date(2026, 11, 21)  # the last that the sample files tell of
TODAY = "2026-11-22"


class Easel:
    """Draws what the drawing process would draw, without starting a process for every test."""

    def __init__(self) -> None:
        self._one_at_a_time = asyncio.Lock()

    async def draw(self, chart: Chart) -> bytes:
        async with self._one_at_a_time:
            return await asyncio.to_thread(draw, chart)

    async def document(self, report: Report, kind: DocumentKind) -> bytes:
        async with self._one_at_a_time:
            return await asyncio.to_thread(write_here, report, kind)

    def close(self) -> None:
        pass


class Bot:
    """The bot, and the people of one store around it."""

    def __init__(self, world: World, settings: Settings, clock: Clock) -> None:
        self.world, self.settings, self.clock = world, settings, clock
        self.group = Place(world, GROUP)
        self._pace = count(step=100)  # so quick that Telegram's limits never make a test wait
        self._stack = AsyncExitStack()
        self.house: House

    def private(self, person: Person) -> Place:
        return Place(self.world, person.id)

    async def start(self) -> None:
        stop = asyncio.Event()
        running = opened(self.settings, stop, self.clock, lambda: float(next(self._pace)))
        self.house = await self._stack.enter_async_context(running)

    async def stop(self) -> None:
        await self._stack.aclose()

    async def at(self, moment: str) -> None:
        """It is `2026-11-22 09:00` in the store: what is due is done, what waited to be sent is sent."""
        self.clock.to(moment)
        await self.tick()

    async def after(self, **length: float) -> None:
        self.clock.forward(**length)
        await self.tick()

    async def tick(self) -> None:
        self.house.outbox.wake()
        self.house.parsing.wake()
        for job in JOBS:
            await job.run(self.house)

    async def reads_later(self, **step: float) -> Message:
        """The next message in the group; until it comes, time passes in steps."""
        while not self.group.unread():
            await self.after(**step)
            await looking.events(self.world, after=len(self.world.events), timeout=0.1)
        return await self.group.reads()

    async def set_up(self) -> None:
        """The owner has made the group a store."""
        self.group.says(OWNER, "/setup")
        await self.group.reads()

    async def takes(self, who: Person, *paths: Path) -> list[Message]:
        """The receipts of files sent to the group, one after the other."""
        receipts = []
        for path in paths:
            sent = self.group.uploads(who, path)
            assert await self.group.sees_reaction() == (sent, "👀")
            receipts.append(await self.group.reads())
            assert receipts[-1].reply_to == sent
            assert (await self.group.sees_reaction())[0] == sent
            self.clock.forward(seconds=11)  # sooner, the next would share this one's receipt
        return receipts

    async def everything_said(self) -> list[Message]:
        """What the bot says in the group until it answers a question put to it now."""
        asked = self.group.says(MANAGER, "/help")
        said = [await self.group.reads()]
        while said[-1].reply_to != asked:
            said.append(await self.group.reads())
        return said[:-1]

    async def is_silent(self) -> None:
        said = await self.everything_said()
        assert not said, f"unexpected: {said[0].text}"


@pytest.fixture
async def telegram() -> AsyncIterator[Playground]:
    async with Playground() as telegram:
        furnish(telegram.world)
        yield telegram


@pytest.fixture
def clock() -> Clock:
    return Clock(f"{TODAY} 08:00")


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, telegram: Playground, tmp_path: Path) -> Settings:
    for name in [name for name in os.environ if name.startswith("ZHANGGUI_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHANGGUI_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("ZHANGGUI_TELEGRAM_URL", telegram.url)
    monkeypatch.setenv("ZHANGGUI_OWNERS", str(OWNER.id))
    monkeypatch.setenv("ZHANGGUI_DATA_DIR", str(tmp_path / "data"))
    return load(needs_token=True)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file as every version of the program has left it to the next, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "zhanggui.db"
    engine = open_database(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
async def bot(
    monkeypatch: pytest.MonkeyPatch,
    telegram: Playground,
    settings: Settings,
    clock: Clock,
    migrated_sqlite: Path,
) -> AsyncIterator[Bot]:
    """The bot at work in a group that is a store, at eight in the morning."""
    monkeypatch.setattr("bot.application.Drawing", Easel)
    settings.data_dir.mkdir()
    shutil.copyfile(migrated_sqlite, settings.data_dir / "zhanggui.db")
    bot = Bot(telegram.world, settings, clock)
    await bot.start()
    await bot.set_up()
    yield bot
    await bot.stop()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Thirty days of every export, up to yesterday, by format name."""
    return make(tmp_path_factory.mktemp("samples"), LAST_DAY)


@pytest.fixture(scope="session")
def files_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[date], dict[str, Path]]:
    """The same exports up to another day."""
    return cache(lambda last: make(tmp_path_factory.mktemp("samples"), last))
