"""The morning brief: at its time, once, with what is missing asked for; its buttons edit it in place."""

from pathlib import Path

from playground import looking
from tests.conversation import MANAGER, OWNER
from tests.conversations.conftest import TODAY, Bot

CHART = (1200, 675)


async def test_it_comes_at_its_time_and_once(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"], files["wxt_plans"])
    await bot.at(f"{TODAY} 08:59")
    await bot.is_silent()
    await bot.at(f"{TODAY} 09:00")
    brief = await bot.group.reads()
    assert brief.text.startswith("Sat 21 Nov: revenue down 4.58% on Sat 14 Nov.")
    assert "ROI 3.87: pass" in brief.text
    assert brief.photo == CHART
    await bot.at(f"{TODAY} 09:01")
    await bot.stop()
    await bot.start()
    await bot.at(f"{TODAY} 09:50")  # at ten follows what spends without selling
    await bot.is_silent()


async def test_a_missing_file_is_asked_for_and_the_brief_comes_with_it(
    bot: Bot, files: dict[str, Path]
) -> None:
    await bot.at(f"{TODAY} 09:00")
    asked = await bot.group.reads()
    assert asked.text == (
        "The brief of 21 Nov waits.\n\nSycm: shop by day\n\n"
        "Please drop it here.\nAt 11:00 it goes out without."
    )
    await bot.at(f"{TODAY} 09:30")
    await bot.is_silent()
    await bot.takes(MANAGER, files["sycm_shop"])
    brief = await bot.group.reads()
    assert brief.text.startswith("Sat 21 Nov: revenue down 4.58% on Sat 14 Nov.")
    assert "Partial" not in brief.text
    await bot.at(f"{TODAY} 11:00")
    await bot.is_silent()


async def test_it_asks_who_usually_sends_the_file(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"])
    await bot.at("2026-11-23 09:00")
    (asked,) = await bot.everything_said()
    assert asked.text.startswith("The brief of 22 Nov waits.\n\nSycm: shop by day\nusually sent by Li\n")


async def test_at_the_deadline_it_comes_without_the_file(bot: Bot) -> None:
    await bot.at(f"{TODAY} 09:00")
    await bot.group.reads()
    await bot.at(f"{TODAY} 10:59")
    await bot.is_silent()
    await bot.at(f"{TODAY} 11:00")
    brief = await bot.group.reads()
    assert "⚠️ Partial, without:\n• the shop file" in brief.text
    await bot.at(f"{TODAY} 12:00")
    await bot.is_silent()


async def test_its_buttons_edit_it_in_place(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"], files["wxt_plans"])
    bot.group.says(MANAGER, "/brief")
    brief = await bot.group.reads()
    assert brief.buttons == ("7 days", "✓ 30 days", "Ads", "Why", "Source", "Refresh")
    bot.group.presses(MANAGER, brief, "7 days")
    week = await bot.group.reads_edited()
    assert week.id == brief.id
    assert week.photo == CHART
    assert week.buttons == ("✓ 7 days", "30 days", "Ads", "Why", "Source", "Refresh")
    bot.group.presses(MANAGER, week, "Ads")
    ads = await bot.group.reads_edited()
    assert ads.photo == CHART
    assert "✓ Ads" in ads.buttons
    bot.clock.to(f"{TODAY} 10:15")
    bot.group.presses(MANAGER, ads, "Refresh")
    assert "As of 22 Nov 10:15" in (await bot.group.reads_edited()).text
    await bot.is_silent()


async def test_a_picture_is_drawn_and_uploaded_once_for_everybody(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"])
    for _ in range(2):
        bot.group.says(MANAGER, "/brief")
        await bot.group.reads()
    first, second = looking.calls(bot.world, method="sendPhoto")
    assert first["files"]
    assert not second["files"]


async def test_it_speaks_the_stores_language(bot: Bot, files: dict[str, Path]) -> None:
    bot.group.says(OWNER, "/setup")
    bot.group.presses(OWNER, await bot.group.reads(), "中文")
    await bot.group.reads_edited()
    (receipt,) = await bot.takes(MANAGER, files["sycm_shop"])
    assert receipt.text.startswith("✅ 生意参谋")
    await bot.at(f"{TODAY} 09:00")
    brief = await bot.group.reads()
    assert brief.text.startswith("11月21日")
    assert brief.buttons[0] == "7天"


async def test_another_day_and_a_day_that_is_none(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"])
    bot.group.says(MANAGER, "/brief 2026-11-18")
    assert (await bot.group.reads()).text.startswith("Wed 18 Nov: revenue")
    bot.group.says(MANAGER, "/brief 2027-01-01")
    assert (await bot.group.reads()).photo is None
    bot.group.says(MANAGER, "/brief sometime")
    assert "“sometime”" in (await bot.group.reads()).text
