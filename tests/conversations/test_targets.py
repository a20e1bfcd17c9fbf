"""Targets drafted, put right and saved in the group; looked at by everybody."""

from pathlib import Path

import pytest

from tests.conversation import MANAGER, OWNER, STAFF, Message
from tests.conversations.conftest import LAST_DAY, Bot
from tests.samples.containers import save
from tests.samples.make import store_files
from tests.samples.shop import days_up_to

DECEMBER = "December 2026: target to save\nTotal ¥1,000,000.00\nSplit by weekday and campaigns"


@pytest.fixture(scope="session")
def days_of_months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop's file of four months, up to yesterday."""
    span = days_up_to(LAST_DAY, 120)
    name, data = store_files(span, seed=1)["sycm_shop"]
    return save(tmp_path_factory.mktemp("months") / name, data)


async def let_in(bot: Bot) -> None:
    """Wang may send files, and no more."""
    bot.group.says(STAFF, "/help")
    question = await bot.group.reads()
    bot.group.presses(MANAGER, question, "Staff")
    await bot.group.reads_edited()
    assert await bot.group.sees_note() == ""


async def draft_december(bot: Bot) -> Message:
    bot.group.says(MANAGER, "/target 100万/month 2026-12")
    return await bot.group.reads()


async def pressed(bot: Bot, message: Message, label: str) -> Message:
    """The message as the bot rewrites it."""
    bot.group.presses(MANAGER, message, label)
    found = await bot.group.reads_edited()
    assert found.id == message.id
    assert await bot.group.sees_note() == ""
    return found


async def test_a_month_is_drafted_edited_across_a_restart_and_saved_once(
    bot: Bot, days_of_months: Path
) -> None:
    await bot.takes(MANAGER, days_of_months)
    await let_in(bot)
    draft = await draft_december(bot)
    assert draft.text.startswith(DECEMBER)
    assert "Sat 12: 38.2k Double 12" in draft.text
    bot.group.presses(STAFF, draft, "Save")
    assert await bot.group.sees_note() == (
        "Only a manager can change the target. /target without more shows it."
    )
    bot.group.presses(MANAGER, draft, "Edit a day")
    question = await bot.group.reads()
    assert await bot.group.sees_note() == ""
    await bot.stop()
    await bot.start()
    bot.group.says(MANAGER, "12-12 300000\n3 0.5", reply_to=question)
    edited = await bot.group.reads_edited()
    assert (edited.id, "Sat 12: 300k ✎ Double 12" in edited.text) == (draft.id, True)
    assert "Thu 3: 0.50 ✎" in edited.text
    assert (await bot.group.reads()).text == ("Changed above. The total stays ¥1,000,000.00; save it there.")
    evenly = await pressed(bot, edited, "Evenly")
    assert "Split evenly" in evenly.text
    assert "Sat 12: 300k ✎ Double 12" in evenly.text
    back = await pressed(bot, evenly, "By pattern")
    assert back.text == edited.text
    saved = await pressed(bot, back, "Save")
    assert saved.text.startswith("December 2026: target saved\n✓ Li\nTotal ¥1,000,000.00")
    bot.group.presses(MANAGER, saved, "Show the month")
    month = await bot.group.reads_edited()
    assert month.id == saved.id
    assert "Month's target ¥1,000,000.00" in month.text
    assert month.photo == (1200, 675)


async def test_old_buttons_answer_politely(bot: Bot) -> None:
    draft = await draft_december(bot)
    bot.group.presses(MANAGER, draft, "Save")
    bot.group.presses(OWNER, draft, "Save")
    saved = await bot.group.reads_edited()
    assert saved.text.startswith("December 2026: target saved\n✓ Li\n")
    assert [await bot.group.sees_note() for _ in range(2)] == [
        "",
        "This draft was saved already, 22 Nov 08:00.",
    ]
    other = await draft_december(bot)
    assert "In place of ¥1,000,000.00" in other.text
    bot.group.presses(MANAGER, other, "Discard")
    bot.group.presses(OWNER, other, "Save")
    gone = await bot.group.reads_edited()
    assert gone.text == "December 2026: draft discarded\n✓ Li\nTargets stay as they were."
    assert [await bot.group.sees_note() for _ in range(2)] == [
        "",
        "This draft is gone: somebody has discarded it. /target makes a new one.",
    ]
    late = await draft_december(bot)
    await bot.at("2026-12-31 09:00")
    await bot.everything_said()
    bot.group.presses(MANAGER, late, "Save")
    assert (await bot.group.sees_note()).startswith("This draft is of 22 Nov 08:00, too old")


async def test_an_answer_that_cannot_be_read_is_asked_for_again(bot: Bot) -> None:
    draft = await draft_december(bot)
    bot.group.presses(MANAGER, draft, "Edit a day")
    question = await bot.group.reads()
    bot.group.says(MANAGER, "12-12 1000001", reply_to=question)
    explained = await bot.group.reads()
    assert explained.text == (
        "What is fixed comes to ¥1,000,001.00, more than the target of ¥1,000,000.00. "
        "Lower it, or raise the target."
    )
    bot.group.says(MANAGER, "12-12 100001", reply_to=explained)
    assert "Sat 12: 100k ✎" in (await bot.group.reads_edited()).text


async def test_by_buttons_alone(bot: Bot) -> None:
    await let_in(bot)
    bot.group.says(STAFF, "/target")
    shown = await bot.group.reads()
    assert shown.text == "November 2026: no target\nSet one, for example: /target 900000/month"
    bot.group.presses(STAFF, shown, "Change target")
    assert (await bot.group.sees_note()).startswith("Only a manager")
    choosing = await pressed(bot, shown, "Change target")
    assert choosing.buttons == ("This month", "Next month", "Year 2026", "Year 2027", "‹ Back")
    bot.group.presses(MANAGER, choosing, "Next month")
    question = await bot.group.reads()
    assert question.text == "Reply with the target for December 2026, for example: 900000"
    bot.group.says(MANAGER, "90万", reply_to=question)
    draft = await bot.group.reads()
    assert "Total ¥900,000.00\nSplit by campaigns alone" in draft.text
    await bot.group.sees_note()
    await pressed(bot, draft, "Save")
    bot.group.presses(MANAGER, choosing, "Year 2027")
    question = await bot.group.reads()
    await bot.group.sees_note()
    bot.group.says(MANAGER, "1200万", reply_to=question)
    year = await bot.group.reads()
    assert year.text.startswith("2027: target to save\nTotal ¥12,000,000.00\nSplit by the months' days")
    bot.group.presses(MANAGER, year, "Edit a month")
    question = await bot.group.reads()
    await bot.group.sees_note()
    bot.group.says(MANAGER, "11 200万", reply_to=question)
    edited = await bot.group.reads_edited()
    assert "Nov: ¥2,000,000.00 ✎" in edited.text
    await bot.group.reads()
    saved = await pressed(bot, edited, "Save")
    assert saved.buttons == ("Show the year",)


async def test_a_year_its_months_and_back(bot: Bot, days_of_months: Path) -> None:
    await bot.takes(MANAGER, days_of_months)
    bot.group.says(MANAGER, "/target 20000/day 2026-11")
    month = await bot.group.reads()
    assert month.text.startswith("Target from 1 Nov to 30 Nov: ¥600,000.00 in all, ¥20,000.00 a day\n\n")
    assert "Month's end ≈" in month.text
    assert month.photo == (1200, 675)
    year = await pressed(bot, month, "Year")
    assert year.text.startswith("2026: ")
    assert "• Nov " in year.text
    october = await pressed(bot, year, "Oct")
    assert october.text.startswith("October 2026: no target\nSold ")
    november = await pressed(bot, october, "Nov ›")
    assert november.text.startswith("November 2026: ")
    bot.group.says(OWNER, "/target 2026")
    assert (await bot.group.reads()).text == year.text
    bot.group.says(OWNER, "/target 2026-10")
    assert (await bot.group.reads()).text == october.text
