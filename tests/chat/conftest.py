"""A house that speaks to a playground, whose time we hold in our hands."""

import asyncio
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PIL import Image
from sqlalchemy import Engine, select

from charts.chart import Chart
from chat.client import open_bot
from chat.house import House
from chat.outbox import Outbox
from chat.sender import Sender
from metrics.stores import Store
from playground import looking, places
from playground.server import Playground
from playground.spec import Json
from playground.world import World
from storage import chats, outbox, stores, tables
from storage.engine import reading, writing

TOKEN = "123456:TEST"
BOSS, ANN = 1, 2
GROUP, OTHER, FORUM = -1001, -1002, -1003
START = datetime(2026, 11, 22, 1, tzinfo=UTC)


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, "PNG")
    return file.getvalue()


class Time:
    """The hour and the seconds of the pace: they stand still until they are moved, or something waits."""

    def __init__(self) -> None:
        self.moment, self.seconds = START, 0.0

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.seconds

    def move(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
        self.seconds += seconds

    async def sleep(self, seconds: float) -> None:
        self.move(seconds)


class Bell(Outbox):
    """Tells when somebody waits for it."""

    def __init__(self) -> None:
        super().__init__()
        self.waited = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        self.waited.set()
        await super().wait(seconds)


@dataclass
class Pencil:
    """Stands for the drawing process: a tiny picture, and how often it was asked for one."""

    drawn: list[Chart] = field(default_factory=list)
    broken: bool = False
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    async def draw(self, chart: Chart) -> bytes:
        if self.broken:
            raise RuntimeError("no ink")
        self.asked.set()
        await self.released.wait()
        self.drawn.append(chart)
        return png()


@dataclass
class Scene:
    """A house with three groups and its sender."""

    house: House
    world: World
    time: Time
    pencil: Pencil
    bell: Bell
    sender: Sender
    store: Store
    group: int  # our ids
    other: int
    forum: int

    async def deliver(self) -> None:
        """Sends all that is due at this moment; time passes only as far as the pace asks for it."""
        while True:
            pause = await self.sender.turn()
            if self.sender.busy:
                await self.sender.finish()
            elif await self.house.read(outbox.ready, self.time.now()):
                self.time.move(pause)
            else:
                return

    def said(self, chat: int = GROUP) -> list[str]:
        """What the bot has said in a chat (Telegram's id)."""
        return [
            record["message"].get("text") or record["message"].get("caption", "")
            for record in looking.transcript(self.world, chat)
            if record["by"] == "bot"
        ]

    def messages(self, chat: int = GROUP) -> list[Json]:
        return [record["message"] for record in looking.transcript(self.world, chat)]

    def rows(self) -> list[tuple[str, str | None]]:
        """State and error of all rows of the outbox."""
        with reading(self.house.engine) as session:
            found = session.execute(
                select(tables.outbox.c.state, tables.outbox.c.error).order_by(tables.outbox.c.id)
            )
            return [(row.state, row.error) for row in found]


@pytest.fixture
def moment() -> Time:
    return Time()


@pytest.fixture
async def telegram() -> AsyncIterator[Playground]:
    async with Playground() as telegram:
        places.bot(telegram.world, TOKEN)
        for user, name in ((BOSS, "Boss"), (ANN, "Ann")):
            places.user(telegram.world, user, name)
            places.private(telegram.world, user)
        places.chat(telegram.world, GROUP, title="店", creator=BOSS, members=[ANN])
        places.chat(telegram.world, OTHER, title="二店", creator=BOSS, members=[ANN])
        places.chat(telegram.world, FORUM, title="论坛", creator=BOSS, forum=True)
        yield telegram


@pytest.fixture
async def scene(engine: Engine, telegram: Playground, moment: Time, tmp_path: Path) -> AsyncIterator[Scene]:
    pencil, bell = Pencil(), Bell()
    pencil.released.set()
    bot = open_bot(TOKEN, telegram.url)
    house = House(
        engine=engine,
        clock=moment.now,
        bot=bot,
        owners=frozenset((BOSS,)),
        data_dir=tmp_path,
        drawing=cast(Any, pencil),
        parsing=cast(Any, SimpleNamespace()),
        outbox=bell,
    )
    with writing(engine) as session:
        group, other, forum = (
            chats.chat_for(session, chat, "supergroup", title).id
            for chat, title in ((GROUP, "店"), (OTHER, "二店"), (FORUM, "论坛"))
        )
        new = Store(0, group, "店", "zh", "Asia/Shanghai", time(9), timedelta(hours=2), ())
        store = stores.add_store(session, new, BOSS, START)
    async with bot:
        sender = Sender(house, clock=moment.monotonic, sleep=moment.sleep, chance=lambda: 0.5)
        yield Scene(house, telegram.world, moment, pencil, bell, sender, store, group, other, forum)
        await sender.finish()
