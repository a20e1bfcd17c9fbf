"""The brief waits for what the team usually sends, goes out at its deadline, and is completed by the rest."""

from datetime import date, timedelta
from pathlib import Path

from playground import looking
from tests.conversation import MANAGER, OWNER
from tests.conversations.conftest import TODAY, Bot
from tests.samples.make import make

MORNINGS = 7
THE_DAY = date.fromisoformat(TODAY) + timedelta(days=MORNINGS)


async def usual_mornings(bot: Bot, files: dict[str, Path]) -> None:
    """Li sends the shop file and Zhang the ads, a week long."""
    for number in range(MORNINGS):
        day = date.fromisoformat(TODAY) + timedelta(days=number)
        bot.clock.to(f"{day} 08:30")
        await bot.takes(MANAGER, files["sycm_shop"])
        bot.clock.to(f"{day} 08:50")
        await bot.takes(OWNER, files["wxt_plans"])
    await bot.everything_said()


async def test_from_one_question_to_the_complete_brief(
    bot: Bot, files: dict[str, Path], tmp_path: Path
) -> None:
    await usual_mornings(bot, files)
    new = make(tmp_path, THE_DAY - timedelta(days=1), days=1)

    await bot.at(f"{THE_DAY} 09:00")
    asked = await bot.group.reads()
    assert asked.text == (
        "The brief of 28 Nov waits.\n\n"
        "Sycm: shop by day\nusually 08:30 · Li\n\n"
        "Wanxiangtai: plans\nusually 08:50 · Zhang\n\n"
        "Please drop them here.\nAt 11:00 it goes out without."
    )
    await bot.at(f"{THE_DAY} 09:45")
    await bot.is_silent()  # the board has nobody left to ask
    await bot.takes(MANAGER, new["sycm_shop"])
    await bot.is_silent()  # the ads are still to come

    await bot.at(f"{THE_DAY} 11:00")
    partial = await bot.group.reads()
    assert partial.text.startswith("Sat 28 Nov: revenue")
    assert "the ad report by plan" in partial.text

    await bot.stop()
    await bot.start()
    bot.clock.to(f"{THE_DAY} 13:00")
    sent = bot.group.uploads(OWNER, new["wxt_plans"])
    whole = await bot.group.reads_edited()
    assert whole.id == partial.id
    assert "the ad report by plan" not in whole.text
    assert "ROI" in whole.text
    waste, receipt, done = [await bot.group.reads() for _ in range(3)]
    assert "Pausing it saves:" in waste.text  # at ten, by what was known then
    assert receipt.reply_to == sent
    assert done.text == "✅ The ad report by plan has come: the brief above is complete."
    assert done.reply_to == partial.id
    assert looking.calls(bot.world, method="sendMessage")[-1]["params"]["disable_notification"]
    await bot.at(f"{THE_DAY} 13:05")
    await bot.is_silent()


async def test_a_morning_that_the_bot_slept_through(bot: Bot, files: dict[str, Path], tmp_path: Path) -> None:
    """What was sent meanwhile is in the brief, which says that it is late."""
    await bot.takes(MANAGER, files["sycm_shop"])
    await bot.at(f"{TODAY} 09:00")
    await bot.group.reads()
    await bot.stop()
    day = date.fromisoformat(TODAY) + timedelta(days=3)
    new = make(tmp_path, day - timedelta(days=1), days=1)
    bot.group.uploads(MANAGER, new["sycm_shop"])
    bot.clock.to(f"{day} 13:00")
    await bot.start()
    await bot.group.reads()  # the receipt
    brief = await bot.group.reads()
    assert brief.text.startswith("Tue 24 Nov: revenue")
    assert "⏰ Late: due 09:00, I was away." in brief.text
    assert "Not told before:\nSun 22 Nov" in brief.text
    await bot.at(f"{day} 13:05")
    await bot.is_silent()
