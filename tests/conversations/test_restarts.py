"""Killed without warning, started again: what was begun is finished, once."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings, load
from playground import behaviour, looking
from playground.world import World
from storage import stores
from storage.engine import open_database, writing
from tests.conversation import MANAGER, PATIENCE, Clock
from tests.conversations.conftest import TODAY, Bot

ROOT = Path(__file__).parents[2]
HANGS: dict[str, Any] = {"kind": "http500", "delay": 30.0}  # comes to nothing, long after the bot is dead


@pytest.fixture
async def process(bot: Bot) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot as a process of its own, in the place of the one in this process."""
    await bot.stop()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from bot.cli import main; main(['run'])", cwd=ROOT, env=dict(os.environ)
    )
    yield process
    if process.returncode is None:
        process.kill()
        await process.wait()


async def meets_the_fault(world: World) -> None:
    found = await looking.events(world, timeout=PATIENCE, kind="fault")
    assert found, "the bot never came that far"


async def kill(process: asyncio.subprocess.Process) -> None:
    process.send_signal(signal.SIGKILL)
    await process.wait()


async def test_killed_while_it_fetches_a_file(
    bot: Bot, settings: Settings, process: asyncio.subprocess.Process, files: dict[str, Path]
) -> None:
    store_is_where_it_is(3, settings)  # long before the brief
    behaviour.fault(bot.world, method="download", **HANGS)
    sent = bot.group.uploads(MANAGER, files["sycm_shop"])
    assert await bot.group.sees_reaction() == (sent, "👀")
    await meets_the_fault(bot.world)
    await kill(process)
    bot.clock.now = datetime.now(UTC) + timedelta(minutes=5)
    await bot.start()
    receipt = await bot.group.reads()
    assert receipt.reply_to == sent
    assert "30 rows new" in receipt.text
    reaction = await bot.group.sees_reaction()
    while reaction == (sent, "👀"):  # seen once more where the kill came before that was noted: no harm
        reaction = await bot.group.sees_reaction()
    assert reaction == (sent, "👌")
    assert not [message for message in await bot.everything_said() if message.reply_to == sent]


async def test_killed_while_it_sends_the_brief(
    bot: Bot, process: asyncio.subprocess.Process, settings: Settings
) -> None:
    behaviour.fault(bot.world, method="sendPhoto", **HANGS)
    store_is_where_it_is(12, settings, brief_at=time(11, 30), brief_patience=timedelta())
    await meets_the_fault(bot.world)
    await kill(process)
    bot.clock.now = datetime.now(UTC) + timedelta(minutes=2)
    await bot.start()
    brief = await bot.group.reads()
    assert "As of" in brief.text
    assert brief.photo
    await bot.is_silent()


def store_is_where_it_is(hour: int, settings: Settings, **change: Any) -> None:
    """Moves the store to a time zone whose clocks show `hour` now: a process of its own has the real time."""
    now = datetime.now(UTC)
    zone = f"Etc/GMT{(now.hour - hour + 11) % 24 - 11:+d}"  # west is plus there
    engine = open_database(settings.database)
    with writing(engine) as session:
        (store,) = stores.all_stores(session)
        moved = replace(store, zone=zone, **change)
        assert moved.local(now).hour == hour
        stores.change_store(session, moved)
    engine.dispose()


async def test_two_bots_on_one_database_send_one_brief(
    monkeypatch: pytest.MonkeyPatch, bot: Bot, bare_postgres: str, clock: Clock, files: dict[str, Path]
) -> None:
    await bot.stop()
    monkeypatch.setenv("ZHANGGUI_DATABASE_URL", bare_postgres)
    both = [Bot(bot.world, load(needs_token=True), clock) for _ in range(2)]
    first, second = both
    first.group = second.group = bot.group
    await first.start()
    await first.set_up()
    await first.takes(MANAGER, files["sycm_shop"])
    await second.start()
    clock.to(f"{TODAY} 09:00")
    await asyncio.gather(*(one.tick() for one in both for _ in range(3)))
    assert (await bot.group.reads()).text.startswith("Sat 21 Nov: revenue")
    await asyncio.gather(*(one.tick() for one in both))
    await first.stop()
    await second.stop()
    assert bot.group.unread() == []
