"""Mondays, the 1st of a month, /week and /month: posts by the clock, in place, and as documents."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.conversation import MANAGER, OWNER, STAFF, Message, Person
from tests.conversations.conftest import TODAY, Bot

CHART = (1200, 675)
Files = Callable[[date], dict[str, Path]]


async def settled(bot: Bot, files: dict[str, Path]) -> None:
    """The files are read; whatever else is said meanwhile is not looked at."""
    for name in ("sycm_shop", "sycm_products", "wxt_plans"):
        sent = bot.group.uploads(MANAGER, files[name])
        while (await bot.group.reads()).reply_to != sent:
            pass
        bot.clock.forward(seconds=11)  # sooner, the next would share this one's receipt


async def lets_in(bot: Bot, who: Person) -> None:
    bot.group.says(who, "/week")
    card = await bot.group.reads()
    bot.group.presses(OWNER, card, "Staff")
    await bot.group.sees_note()
    await bot.group.reads_edited()
    await bot.everything_said()


async def said_by(bot: Bot, start: str) -> Message:
    """The one among all new messages that starts so."""
    said = [one for one in await bot.everything_said() if one.text.startswith(start)]
    assert len(said) == 1, [one.text for one in said]
    return said[0]


async def test_the_week_on_demand_other_weeks_in_place_and_as_documents(
    bot: Bot, files: dict[str, Path]
) -> None:
    await settled(bot, files)
    asked = bot.group.says(MANAGER, "/week")
    week = await bot.group.reads()
    assert (week.reply_to, week.photo) == (asked, CHART)
    assert week.text.startswith("9 Nov – 15 Nov: ")
    assert "\nWeek before ¥" in week.text
    assert "\n– DSR: send the score file" in week.text
    assert week.buttons == ("‹ Earlier", "Later ›", "Why", "Source", "PDF", "Excel")
    bot.group.presses(MANAGER, week, "‹ Earlier")
    earlier = await bot.group.reads_edited()
    assert earlier.id == week.id
    assert earlier.text.startswith("2 Nov – 8 Nov: ")
    assert earlier.buttons == ("‹ Earlier", "Later ›", "Why", "Source", "PDF", "Excel")
    bot.group.presses(MANAGER, earlier, "Later ›")
    again = await bot.group.reads_edited()
    assert again.text == week.text
    bot.group.presses(MANAGER, again, "PDF")
    paper = await bot.group.reads()
    assert paper.file_name == "Tea House 2026-11-09.pdf"
    assert paper.file.startswith(b"%PDF-")
    assert paper.text == week.text.split("\n", 1)[0]
    bot.group.presses(MANAGER, again, "Excel")
    book = await bot.group.reads()
    assert book.file_name == "Tea House 2026-11-09.xlsx"
    assert "xl/charts/chart1.xml" in zipfile.ZipFile(io.BytesIO(book.file)).namelist()


async def test_the_running_week_and_weeks_nobody_knows(bot: Bot, files: dict[str, Path]) -> None:
    await settled(bot, files)
    bot.group.says(MANAGER, f"/week {TODAY}")
    assert (await bot.group.reads()).text.startswith("16 Nov – 21 Nov so far: ")
    bot.group.says(MANAGER, "/week 30")
    assert (await bot.group.reads()).text.startswith("13 Apr – 19 Apr: no revenue figures.")
    bot.group.says(MANAGER, "/week soon")
    assert (await bot.group.reads()).text.startswith("I do not know the week “soon”.")
    bot.group.says(MANAGER, "/week 2026-12-24")
    assert (await bot.group.reads()).text == "The week of 21 Dec is still to come."


async def test_the_week_comes_on_monday_once_and_without_a_sound_where_nothing_is_to_do(
    bot: Bot, files_of: Files
) -> None:
    await settled(bot, files_of(date(2026, 11, 22)))
    await bot.at("2026-11-23 09:29")
    assert not [one for one in await bot.everything_said() if one.text.startswith("16 Nov – 22 Nov")]
    await bot.at("2026-11-23 09:30")
    week = await said_by(bot, "16 Nov – 22 Nov: ")
    assert week.photo == CHART
    assert "Refund" in week.text
    await bot.at("2026-11-23 09:31")
    await bot.stop()
    await bot.start()
    await bot.at("2026-11-23 11:00")
    assert not [one for one in await bot.everything_said() if one.text.startswith("16 Nov – 22 Nov")]
    await bot.at("2026-11-24 09:30")
    assert not [one for one in await bot.everything_said() if one.text.startswith("16 Nov – 22 Nov")]


async def test_the_week_waits_for_sundays_file(bot: Bot, files: dict[str, Path], files_of: Files) -> None:
    await settled(bot, files)  # up to Saturday
    await bot.at("2026-11-23 09:30")
    assert not [one for one in await bot.everything_said() if one.text.startswith("16 Nov – 22 Nov")]
    await settled(bot, files_of(date(2026, 11, 22)))
    await bot.at("2026-11-23 10:00")
    assert "not known" not in (await said_by(bot, "16 Nov – 22 Nov: ")).text


async def test_without_sundays_file_the_week_goes_out_before_it_is_too_late(
    bot: Bot, files: dict[str, Path]
) -> None:
    await settled(bot, files)
    await bot.at("2026-11-23 10:59")
    await bot.everything_said()
    await bot.at("2026-11-23 11:00")
    assert "\n1 day is not known\n" in (await said_by(bot, "16 Nov – 22 Nov: ")).text


async def test_a_week_is_told_anew_when_its_file_comes_and_when_it_is_taken_back(
    bot: Bot, files: dict[str, Path], files_of: Files
) -> None:
    await settled(bot, files)
    await bot.at("2026-11-23 11:00")
    week = await said_by(bot, "16 Nov – 22 Nov: ")
    bot.clock.to("2026-11-23 11:30")
    sunday = files_of(date(2026, 11, 22))["sycm_shop"]
    receipt = await sent_alone(bot, sunday)
    whole = await rewritten(bot, week)
    assert whole.text.startswith("16 Nov – 22 Nov: ")
    assert "not known" not in whole.text
    assert whole.text.endswith("As of 23 Nov 11:30")
    await sent_alone(bot, files["wxt_cash"])  # tells of none of its figures
    assert not edits_of(bot, week)
    await take_back(bot, receipt)
    without = await rewritten(bot, week)
    assert without.text.startswith("↩️ Corrected on 23 Nov 11:30: Zhang took 店铺-整体")
    assert "\n1 day is not known\n" in without.text


async def test_a_month_is_told_anew_without_a_file_that_was_taken_back(bot: Bot, files_of: Files) -> None:
    await bot.at("2026-12-01 08:00")
    receipt = await sent_alone(bot, files_of(date(2026, 11, 30))["sycm_shop"])
    await bot.at("2026-12-01 09:45")
    month = await said_by(bot, "November 2026: ")
    await take_back(bot, receipt)
    without = await rewritten(bot, month)
    assert without.text.startswith("↩️ Corrected on 1 Dec 09:45: Zhang took 店铺-整体")
    assert "November 2026: no revenue figures" in without.text


async def sent_alone(bot: Bot, path: Path) -> Message:
    """Its receipt."""
    sent = bot.group.uploads(MANAGER, path)
    while (receipt := await bot.group.reads()).reply_to != sent:
        pass
    bot.clock.forward(seconds=11)  # sooner, the next would share this one's receipt
    return receipt


async def take_back(bot: Bot, receipt: Message) -> None:
    bot.group.presses(OWNER, receipt, "Take back")
    while "Keep it" not in (asked := await bot.group.reads()).buttons:
        pass
    bot.group.presses(OWNER, asked, "Yes, take it back")


async def rewritten(bot: Bot, message: Message) -> Message:
    """The message as it is rewritten next."""
    while (edit := await bot.group.reads_edited()).id != message.id:
        pass
    return edit


def edits_of(bot: Bot, message: Message) -> list[Message]:
    return [edit for edit in bot.group.unread_edits() if edit.id == message.id]


async def test_a_store_without_files_hears_nothing_on_monday(bot: Bot) -> None:
    await bot.at("2026-11-23 09:30")
    await bot.at("2026-11-23 11:29")
    assert not [one for one in await bot.everything_said() if "16 Nov – 22 Nov" in one.text]


async def test_the_month_comes_on_the_1st_and_its_plan_is_confirmed_by_one_press(
    bot: Bot, files_of: Files
) -> None:
    await bot.at("2026-12-01 08:00")
    await settled(bot, files_of(date(2026, 11, 30)))
    await lets_in(bot, STAFF)
    await bot.at("2026-12-01 09:45")
    month = await said_by(bot, "November 2026: ")
    assert month.photo == CHART
    assert "\nDecember 2026: ¥" in month.text
    assert month.buttons[:2] == ("✓ Confirm December 2026", "Day by day")
    bot.group.presses(STAFF, month, "✓ Confirm December 2026")
    assert "Only a manager can change the target." in await bot.group.sees_note()
    bot.group.presses(MANAGER, month, "Day by day")
    assert (await bot.group.reads()).text.startswith("December 2026: target to save\n")
    bot.group.presses(MANAGER, month, "✓ Confirm December 2026")
    confirmed = await bot.group.reads_edited()
    assert "\nDecember 2026: target ¥" in confirmed.text
    assert confirmed.buttons == ("‹ Earlier", "Why", "Source", "PDF", "Excel")
    bot.group.says(OWNER, "/month 2026-11")
    assert (await bot.group.reads()).text == confirmed.text


async def test_other_months_in_place_and_the_month_as_documents(bot: Bot, files: dict[str, Path]) -> None:
    await settled(bot, files)
    bot.group.says(MANAGER, "/month")
    month = await bot.group.reads()
    assert month.text.startswith("October 2026: ")
    bot.group.presses(MANAGER, month, "Later ›")
    running = await bot.group.reads_edited()
    assert running.text.startswith("1 Nov – 21 Nov so far: ")
    bot.group.presses(MANAGER, running, "PDF")
    paper = await bot.group.reads()
    assert (paper.file_name, paper.file[:5]) == ("Tea House 2026-11-01.pdf", b"%PDF-")
    bot.group.presses(MANAGER, running, "Excel")
    assert (await bot.group.reads()).file_name == "Tea House 2026-11-01.xlsx"
    bot.group.says(MANAGER, "/month 2026-12")
    assert (await bot.group.reads()).text == "2026-12 is still to come."
