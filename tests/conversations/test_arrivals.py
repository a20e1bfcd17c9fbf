"""The arrival board: what the team sends is learned, and what is late is asked for once."""

from datetime import date, timedelta
from pathlib import Path

from playground import looking
from tests.conversation import GROUP, MANAGER, OWNER
from tests.conversations.conftest import TODAY, Bot

THREE_WEEKS = 21
FIRST = date.fromisoformat(TODAY)
LATE_DAY = FIRST + timedelta(days=THREE_WEEKS)


async def board(bot: Bot) -> str:
    bot.group.says(MANAGER, "/files")
    return (await bot.group.reads()).text


async def test_a_file_that_is_late_is_asked_for_once(bot: Bot, files: dict[str, Path]) -> None:
    assert "I learn which files to expect" in await board(bot)
    for n in range(THREE_WEEKS):
        bot.clock.to(f"{FIRST + timedelta(days=n)} 08:30")
        await bot.takes(MANAGER, files["sycm_shop"])
        bot.clock.to(f"{FIRST + timedelta(days=n)} 08:50")
        await bot.takes(OWNER, files["sycm_words"])

    await bot.at(f"{LATE_DAY} 08:55")
    assert await board(bot) == (
        "⏳ Sun 13 Dec: 2 files to come\n\n"
        "⏳ Sycm: shop by day\nusually 08:30 · Li\n\n"
        "⏳ Sycm: searched words\nusually 08:50 · Zhang"
    )
    await bot.at(f"{LATE_DAY} 09:00")
    assert (await bot.group.reads()).text.startswith("The brief of 12 Dec waits.\n\nSycm: shop by day\n")
    await bot.at(f"{LATE_DAY} 09:44")
    await bot.is_silent()  # the shop file is late, but the brief has asked for it
    await bot.at(f"{LATE_DAY} 09:45")
    asked = await bot.group.reads()
    assert asked.text == (
        "A file is not here yet.\n\nSycm: searched words\nusually 08:50 · Zhang\n\n"
        "Could you drop it here when you have a minute?"
    )
    (mention,) = [one for one in asked.raw["entities"] if one["type"] == "text_mention"]
    assert mention["user"]["id"] == OWNER.id
    await bot.at(f"{LATE_DAY} 10:30")
    await bot.stop()
    await bot.start()
    await bot.at(f"{LATE_DAY} 10:45")
    await bot.is_silent()

    await bot.takes(OWNER, files["sycm_words"])
    assert await board(bot) == (
        "⏰ Sun 13 Dec: 1 file late\n\n"
        "⏰ Sycm: shop by day\nusually 08:30 · Li\n\n"
        "✅ Sycm: searched words\n10:45 · Zhang"
    )
    questions = [one for one in looking.transcript(bot.world, GROUP) if "not here yet" in str(one["message"])]
    assert len(questions) == 1
