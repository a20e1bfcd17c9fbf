"""Half past five on a working day: the sheet for the evening meeting."""

from pathlib import Path

from tests.conversation import MANAGER, OWNER, Message
from tests.conversations.conftest import TODAY, Bot

MONDAY = "2026-11-23"


async def sheet_at(bot: Bot, moment: str) -> list[Message]:
    await bot.at(moment)
    return [one for one in await bot.everything_said() if one.text.startswith("Evening: ")]


async def test_what_the_day_has_brought(bot: Bot, files: dict[str, Path]) -> None:
    await bot.at(f"{MONDAY} 08:00")
    await bot.everything_said()
    bot.group.says(MANAGER, "/target 30000/day")
    await bot.group.reads()
    bot.group.says(MANAGER, "/budget all 500/day")
    await bot.group.reads()
    await bot.takes(OWNER, files["reviews_rpa"])
    told = await bot.group.reads()
    bot.group.presses(MANAGER, told, "1")
    one = await bot.group.reads_edited()
    bot.group.presses(MANAGER, one, next(label for label in one.buttons if label.startswith("✋")))
    await bot.group.reads_edited()
    bot.clock.to(f"{MONDAY} 17:10")
    bot.group.says(MANAGER, "/sold 18600")
    await bot.everything_said()
    bot.group.says(MANAGER, "/campaign Sale 11-24..11-26 +40% enrol 11-23")
    await bot.group.reads()
    (sheet,) = await sheet_at(bot, f"{MONDAY} 17:30")
    assert sheet.text == (
        "Evening: 62.0% of the target\nMon 23 Nov\nSold ¥18,600.00, 62.0%\nTarget ¥30,000.00\n17:10 · Li\n\n"
        "Done today\nLi: 1 review taken,\n1 target set, 1 budget set\nZhang: 1 file\n\n"
        "No open alerts\n9 open reviews\n✋ Li 1, nobody 8\n\n"
        "Tomorrow, Tue 24 Nov\nTarget ¥30,000.00\n📣 Sale"
    )

    assert await sheet_at(bot, f"{MONDAY} 18:30") == []


async def test_nobody_meets_on_a_sunday_or_when_it_is_off(bot: Bot) -> None:
    assert await sheet_at(bot, f"{TODAY} 17:30") == []
    bot.group.says(MANAGER, "/settings")
    bot.group.presses(MANAGER, await bot.group.reads(), "Day's posts")
    for label in ("🔔 Evening sheet", "🔕 Evening sheet"):
        bot.group.presses(MANAGER, await bot.group.reads_edited(), label)
    await bot.group.reads_edited()
    assert await sheet_at(bot, f"{MONDAY} 17:30") == []


async def test_it_is_late_by_two_hours_at_most(bot: Bot) -> None:
    assert len(await sheet_at(bot, f"{MONDAY} 19:29")) == 1
    assert await sheet_at(bot, "2026-11-24 19:30") == []
