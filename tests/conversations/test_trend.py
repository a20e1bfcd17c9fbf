"""/trend: other figures and days in the place of one message, and what is said where nothing is known."""

from pathlib import Path

from tests.conversation import MANAGER, Message
from tests.conversations.conftest import Bot

CHART = (1200, 675)


async def opened(bot: Bot, message: Message, label: str) -> Message:
    bot.group.presses(MANAGER, message, label)
    edited = await bot.group.reads_edited()
    assert (edited.id, edited.photo) == (message.id, CHART)
    return edited


async def test_one_choice_changes_and_the_others_stay(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"], files["wxt_plans"])
    asked = bot.group.says(MANAGER, "/trend 转化率 7")
    said = await bot.group.reads()
    assert (said.reply_to, said.photo) == (asked, CHART)
    assert said.text.startswith("Conversion ")
    assert "15 Nov – 21 Nov" in said.text
    assert {"✓ 7 days", "✓ Conversion"} <= set(said.buttons)
    said = await opened(bot, said, "30 days")
    assert "23 Oct – 21 Nov" in said.text
    assert {"✓ 30 days", "✓ Conversion"} <= set(said.buttons)
    said = await opened(bot, said, "Spend share")
    assert said.text.startswith("Spend share ")
    assert {"✓ 30 days", "✓ Spend share"} <= set(said.buttons)
    said = await opened(bot, said, "ROI")
    why = await opened(bot, said, "Why")
    assert why.text.startswith("ROI")
    await bot.is_silent()


async def test_what_is_not_known_leaves_the_picture_and_says_so(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"])
    bot.group.says(MANAGER, "/trend")
    said = await bot.group.reads()
    assert said.text.startswith("Revenue ")
    bot.group.presses(MANAGER, said, "ROI")
    assert await bot.group.sees_note() == "ROI: no figures for these days"
    await bot.is_silent()


async def test_a_store_without_files_and_strange_words(bot: Bot) -> None:
    bot.group.says(MANAGER, "/trend roi 90")
    said = await bot.group.reads()
    assert said.text.startswith("ROI: no figures for these days\n")
    assert said.photo is None
    bot.group.says(MANAGER, "/trend banana")
    assert "I do not understand “banana”." in (await bot.group.reads()).text
    bot.group.says(MANAGER, "/trend 1101")
    assert "at most 1,100 days" in (await bot.group.reads()).text
