"""The whole bot: started, spoken to, stopped; what happens when Telegram is away or a part dies."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.application import Stopped, in_background, opened, reach
from bot.settings import Settings, WrongSettings, load
from chat.client import open_bot
from playground.server import Playground
from tests.conversation import GROUP, MANAGER, OWNER, TOKEN, Place, furnish

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def telegram() -> AsyncIterator[Playground]:
    async with Playground() as telegram:
        furnish(telegram.world)
        yield telegram


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, telegram: Playground, tmp_path: Path) -> Settings:
    monkeypatch.setenv("ZHANGGUI_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("ZHANGGUI_TELEGRAM_URL", telegram.url)
    monkeypatch.setenv("ZHANGGUI_OWNERS", str(OWNER.id))
    monkeypatch.setenv("ZHANGGUI_DATA_DIR", str(tmp_path / "data"))
    return load(needs_token=True)


async def test_it_hears_and_answers_and_lists_its_commands(settings: Settings, telegram: Playground) -> None:
    group = Place(telegram.world, GROUP)
    async with opened(settings, asyncio.Event()) as house:
        group.says(OWNER, "/setup")
        assert (await group.reads()).text.startswith("Tea House is set up.")
        group.says(MANAGER, "/help")
        assert "/brief" in (await group.reads()).text
        listed = await house.bot.get_my_commands(language_code="zh")
        assert 1 <= len(listed) <= 8
        assert "brief" in [command.command for command in listed]


async def test_it_goes_on_where_it_stopped(settings: Settings, telegram: Playground) -> None:
    group = Place(telegram.world, GROUP)
    async with opened(settings, asyncio.Event()):
        group.says(OWNER, "/setup")
        await group.reads()
    group.says(MANAGER, "/help")
    async with opened(settings, asyncio.Event()):
        assert (await group.reads()).text.startswith("Zhanggui keeps the books of Tea House.")
    assert group.unread() == []


async def test_sigterm_finishes_and_ends_with_zero(settings: Settings, telegram: Playground) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from bot.cli import main; main(['run'])",
        cwd=ROOT,
        env=dict(os.environ),
        stderr=subprocess.PIPE,
    )
    group = Place(telegram.world, GROUP)
    group.says(OWNER, "/setup")
    await group.reads()
    process.send_signal(signal.SIGTERM)
    _, said = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 0
    assert b"stopped" in said
    assert TOKEN.encode() not in said


async def test_a_token_that_is_refused_is_said_at_once(telegram: Playground) -> None:
    bot = open_bot("999:WRONG", telegram.url)
    with pytest.raises(WrongSettings, match="ZHANGGUI_BOT_TOKEN is not accepted"):
        await reach(bot, asyncio.Event())
    await bot.shutdown()


async def test_it_waits_for_telegram_and_can_be_stopped_meanwhile() -> None:
    bot, stop = open_bot(TOKEN, "http://127.0.0.1:1"), asyncio.Event()
    waiting = asyncio.create_task(reach(bot, stop))
    done, _ = await asyncio.wait({waiting}, timeout=0.5)
    assert not done
    stop.set()
    with pytest.raises(Stopped):
        await asyncio.wait_for(waiting, 5)
    await bot.shutdown()


async def test_a_part_that_dies_stops_the_whole_bot() -> None:
    from contextlib import AsyncExitStack

    async def die() -> None:
        raise RuntimeError("dead")

    stop, stack = asyncio.Event(), AsyncExitStack()
    in_background(stack, stop, "part", die())
    await asyncio.wait_for(stop.wait(), 5)
    with pytest.raises(RuntimeError, match="dead"):
        await stack.aclose()
