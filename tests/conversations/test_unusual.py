"""A day that fell: one card, told once, over with the next file; taken back with its file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from playground.shop.facts import ad_days, days_up_to, item_days
from playground.shop.sheets import shop_rows
from tests.conversation import MANAGER, OWNER, Message
from tests.conversations.conftest import LAST_DAY, Bot
from tests.samples.containers import as_xlsx
from tests.samples.shop import plain


@pytest.fixture
def shop_file(tmp_path: Path) -> Callable[..., Path]:
    """The shop's days up to one, of which some had less than half of their visitors."""

    def made(last: date, *fallen: date, days: int = 120) -> Path:
        story = replace(plain(last, 1), busy=lambda day: 0.45 if day in fallen else 1.0)
        span = days_up_to(last, days)
        rows = shop_rows(item_days(span, story), ad_days(span, story), story)
        path = tmp_path / f"店铺-整体-{last}-{days}.xlsx"
        path.write_bytes(as_xlsx(rows))
        return path

    return made


async def send_fallen(bot: Bot, shop_file: Callable[..., Path]) -> tuple[Message, Message]:
    """The receipt and the card."""
    bot.clock.to("2026-11-23 08:30")
    sunday = LAST_DAY + timedelta(days=1)
    (receipt,) = await bot.takes(MANAGER, shop_file(sunday, sunday))
    said = await bot.everything_said()
    (card,) = [one for one in said if "▼" in one.text.splitlines()[0]]
    return receipt, card


async def test_a_fallen_day_is_one_card_and_the_next_file_ends_it(
    bot: Bot, shop_file: Callable[..., Path]
) -> None:
    _, card = await send_fallen(bot, shop_file)
    lines = card.text.splitlines()
    assert lines[0].startswith("Revenue 22 Nov ▼")
    assert any(line.startswith("Sun usually ¥") for line in lines)
    assert any(line.startswith("· Visitors ▼") for line in lines)
    assert "/why revenue 11-22" in lines
    assert card.buttons[0] == "I take it"
    bot.group.presses(OWNER, card, "I take it")
    assert "✋ Zhang has it" in (await bot.group.reads_edited()).text
    bot.clock.to("2026-11-24 08:30")
    monday = LAST_DAY + timedelta(days=2)
    await bot.takes(MANAGER, shop_file(monday, days=1))
    assert [one for one in await bot.everything_said() if "▼" in one.text.splitlines()[0]] == []
    over = [one for one in bot.group.unread_edits() if one.id == card.id][-1]
    assert "✅ Over by itself" in over.text


async def test_its_button_and_its_command_tell_why(bot: Bot, shop_file: Callable[..., Path]) -> None:
    _, card = await send_fallen(bot, shop_file)
    command = next(line for line in card.text.splitlines() if line.startswith("/why"))
    bot.group.says(MANAGER, command)
    assert (await bot.group.reads()).text.splitlines()[0].startswith("Revenue -¥")


async def test_a_file_taken_back_takes_its_card_back(bot: Bot, shop_file: Callable[..., Path]) -> None:
    receipt, card = await send_fallen(bot, shop_file)
    bot.group.presses(OWNER, receipt, "Take back")
    asked = await bot.group.reads()
    bot.group.presses(OWNER, asked, "Yes, take it back")
    await bot.everything_said()
    last = [one for one in bot.group.unread_edits() if one.id == card.id][-1]
    assert "↩️ Withdrawn: the file it came from was taken back." in last.text


async def test_a_day_that_is_not_over_is_not_judged(bot: Bot, shop_file: Callable[..., Path]) -> None:
    bot.clock.to("2026-11-23 15:00")
    monday = LAST_DAY + timedelta(days=2)
    await bot.takes(MANAGER, shop_file(monday, monday))
    assert [one for one in await bot.everything_said() if "▼" in one.text.splitlines()[0]] == []
