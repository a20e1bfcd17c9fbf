"""Bad reviews: told at the hour and with their file, each once, until they are answered."""

from pathlib import Path

from tests.conversation import MANAGER, OWNER
from tests.conversations.conftest import TODAY, Bot


async def test_new_ones_are_told_with_their_file_and_not_again_at_the_hour(
    bot: Bot, files: dict[str, Path]
) -> None:
    await bot.takes(MANAGER, files["reviews_rpa"])
    told = await bot.group.reads()
    assert told.text.startswith("9 new bad reviews\n")
    await bot.takes(MANAGER, files["sycm_shop"])
    await bot.at(f"{TODAY} 09:00")
    await bot.group.reads()  # the brief
    await bot.at(f"{TODAY} 13:00")
    await bot.is_silent()


async def test_overdue_ones_are_told_again_once_a_day(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"], files["reviews_rpa"])
    await bot.group.reads()
    for hour in ("09:00", "13:00", "20:00"):
        await bot.at(f"2026-11-23 {hour}")
    said = await bot.everything_said()
    overdue = [message.text for message in said if "review" in message.text.splitlines()[0]]
    assert len(overdue) == 1, overdue
    assert "24" in overdue[0] or "overdue" in overdue[0]


async def test_one_is_taken_and_solved(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["reviews_rpa"])
    told = await bot.group.reads()
    bot.group.presses(OWNER, told, "1")
    one = await bot.group.reads_edited()
    assert one.id == told.id
    assert "架子装上第二天就掉下来了，东西摔了一地！" in one.text
    bot.group.presses(OWNER, one, next(label for label in one.buttons if label.startswith("✋")))
    taken = await bot.group.reads_edited()
    assert "Zhang" in taken.text
    bot.group.presses(OWNER, taken, next(label for label in taken.buttons if label.startswith("✅")))
    assert "Zhang" in (await bot.group.reads_edited()).text
