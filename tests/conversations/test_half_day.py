"""Mid-day: is half of the target sold? Asked where nobody knows, answered by reply or by /sold."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from playground import behaviour
from tests.conversation import GROUP, MANAGER, OWNER, STAFF, Message
from tests.conversations.conftest import TODAY, Bot

MONDAY, TUESDAY = "2026-11-23", "2026-11-24"
QUESTION = (
    "How much is sold so far?\nBy 14:00 it should be ¥15.0k:\nhalf of ¥30,000.00\n\nReply with the figure."
)


@pytest.fixture
async def shop(bot: Bot) -> Bot:
    """A store with a target."""
    bot.group.says(MANAGER, "/target 30000/day")
    await bot.group.reads()
    return bot


async def said_at(bot: Bot, moment: str) -> list[Message]:
    """What is said then, but for the briefs."""
    await bot.at(moment)
    return [one for one in await bot.everything_said() if one.photo is None]


async def test_where_nobody_knows_it_asks_once_and_the_reply_is_the_check(shop: Bot) -> None:
    (question,) = await said_at(shop, f"{MONDAY} 14:00")
    assert question.text == QUESTION
    assert await said_at(shop, f"{MONDAY} 14:20") == []
    shop.group.says(OWNER, "a lot", reply_to=question)
    sorry = await shop.group.reads()
    assert sorry.text.startswith("I cannot read “a lot” as an amount.")
    shop.group.says(OWNER, "1.18万", reply_to=sorry)
    assert (await shop.group.reads()).text == (
        "Half-day: ¥3,200.00 behind\nSold ¥11,800.00, 39.3%\nTarget ¥30,000.00\n14:20 · Zhang\n"
        "Due by 14:00: ¥15,000.00\n\n→ Remind those with full carts"
    )


async def test_a_reply_may_be_quicker_than_telegrams_word_that_we_have_asked(shop: Bot) -> None:
    behaviour.fault(shop.world, "late_reply", "sendMessage", chat_id=GROUP)
    await shop.at(f"{MONDAY} 14:00")
    shop.group.says(OWNER, "1.18万", reply_to=await shop.group.reads())
    assert (await shop.group.reads()).text.startswith("Half-day: ¥3,200.00 behind")


async def test_who_has_said_it_before_is_not_asked(shop: Bot) -> None:
    await said_at(shop, f"{MONDAY} 13:30")
    shop.group.says(MANAGER, "/sold 16000")
    assert (await shop.group.reads()).text.startswith("Half-day: on course\nSold ¥16,000.00, 53.3%")
    (check,) = await said_at(shop, f"{MONDAY} 14:00")
    assert check.text.startswith("Half-day: on course\n")


async def test_a_file_of_today_says_it_too(shop: Bot, files_of: Callable[[date], dict[str, Path]]) -> None:
    shop.clock.to(f"{TODAY} 13:50")
    await shop.takes(OWNER, files_of(date.fromisoformat(TODAY))["sycm_shop"])
    (check,) = await said_at(shop, f"{TODAY} 14:00")
    assert "13:50 · Zhang" in check.text


async def test_nothing_comes_without_a_target_or_on_a_day_off(bot: Bot) -> None:
    assert await said_at(bot, f"{MONDAY} 14:00") == []
    bot.group.says(MANAGER, "/target 30000/day")
    await bot.group.reads()
    bot.group.says(MANAGER, "/calendar")
    bot.group.presses(MANAGER, await bot.group.reads(), "Day off")
    bot.group.says(MANAGER, "11-24", reply_to=await bot.group.reads())
    assert (await bot.group.reads()).text == "Tue 24 Nov: day off"
    assert await said_at(bot, f"{TUESDAY} 14:00") == []
    (question,) = await said_at(bot, "2026-11-25 14:00")
    assert question.text == QUESTION


async def test_it_is_late_by_two_hours_at_most(shop: Bot) -> None:
    assert await said_at(shop, f"{MONDAY} 16:00") == []
    (question,) = await said_at(shop, f"{TUESDAY} 15:59")
    assert question.text == QUESTION


async def test_a_viewer_does_not_say_what_is_sold(shop: Bot) -> None:
    shop.group.says(STAFF, "/help")
    shop.group.presses(MANAGER, await shop.group.reads(), "Viewer")
    await shop.group.reads_edited()
    shop.group.says(STAFF, "/sold 5")
    assert (await shop.group.reads()).text.startswith("Only staff and managers may do that.")
