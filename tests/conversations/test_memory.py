"""What came of alerts: read again days later, looked up, and explained."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.conversation import MANAGER, OWNER, STAFF, Message
from tests.conversations.conftest import TODAY, Bot


async def is_told(bot: Bot, files: dict[str, Path]) -> Message:
    """The morning's files, a budget, and by eleven it is nearly gone."""
    await bot.takes(MANAGER, files["sycm_shop"], files["wxt_plans"], files["wxt_scenes"])
    bot.group.says(MANAGER, "/budget 关键词推广 500/day")
    await bot.group.reads()
    bot.clock.to(f"{TODAY} 11:00")
    bot.group.says(MANAGER, "/spend 关键词推广 480")
    await bot.group.reads()
    card = await bot.group.reads()
    assert card.text.startswith("关键词推广: ")
    return card


async def test_three_days_after_it_was_solved_its_card_tells_what_became_of_it(
    bot: Bot, files: dict[str, Path], files_of: Callable[[date], dict[str, Path]]
) -> None:
    card = await is_told(bot, files)
    bot.group.presses(OWNER, card, "Solved")
    assert "✅ Solved by Zhang" in (await bot.group.reads_edited()).text
    later = files_of(date(2026, 11, 24))
    bot.clock.to("2026-11-25 08:10")
    await bot.takes(MANAGER, later["sycm_shop"], later["wxt_plans"], later["wxt_scenes"])
    said = bot.group.unread()
    await bot.at("2026-11-25 08:20")
    edited = await bot.group.reads_edited()
    assert edited.id == card.id
    assert "Then and now: ad spend a day\nDay 3: ¥" in edited.text
    assert bot.group.unread() == said  # without a word
    bot.group.says(MANAGER, "/history 关键词推广")
    history = [one for one in await everything(bot) if one.text.startswith("Alerts: 关键词推广")]
    assert "1 solved, 0 no problem\nNov 1" in history[0].text
    assert "22 Nov · " in history[0].text


async def everything(bot: Bot) -> list[Message]:
    return [*bot.group.unread(), *await bot.everything_said()]


async def test_a_card_tells_why_in_place_and_leads_back(bot: Bot, files: dict[str, Path]) -> None:
    card = await is_told(bot, files)
    bot.group.presses(OWNER, card, "Why")
    why = await bot.group.reads_edited()
    assert why.id == card.id
    assert why.text.startswith("Why alert #1\n关键词推广: ")
    assert "Fires when the day heads for more than 125% of its budget" in why.text
    assert why.buttons == ("Earlier ones", "‹ Back")
    bot.group.presses(OWNER, why, "‹ Back")
    assert (await bot.group.reads_edited()).buttons == card.buttons
    bot.group.says(MANAGER, "/why #1")
    assert (await bot.group.reads()).text.startswith("Why alert #1")
    bot.group.says(MANAGER, "/why #99")
    assert (await bot.group.reads()).text == "This alert is not kept here any more."


async def test_history_opens_an_alert_and_leads_back(bot: Bot, files: dict[str, Path]) -> None:
    await is_told(bot, files)
    bot.group.says(MANAGER, "/history")
    history = await bot.group.reads()
    assert history.text.startswith("Alerts of 12 months\n1 alert\nNov 1\n\n1 🔴 ")
    bot.group.presses(MANAGER, history, "1")
    why = await bot.group.reads_edited()
    assert why.text.startswith("Why alert #1")
    bot.group.presses(MANAGER, why, "‹ Back")
    assert (await bot.group.reads_edited()).text == history.text
    bot.group.says(MANAGER, "/history banana")
    assert "No alert about “banana”" in (await bot.group.reads()).text


async def test_why_nothing_names_what_is_missing_and_what_was_sent(bot: Bot, files: dict[str, Path]) -> None:
    bot.group.says(MANAGER, "/why nothing")
    said = (await bot.group.reads()).text
    assert said.startswith("No alert: nothing is wrong")
    assert "Not judged\nAd balance: not told\nROI: no file\n" in said
    await is_told(bot, files)
    bot.group.says(MANAGER, "/why nothing")
    said = (await bot.group.reads()).text
    assert said.startswith("1 alert was sent today\n\n📤 关键词…: spending too fast\n")
    assert "Revenue: no file" not in said


async def is_dismissed(bot: Bot, day: str) -> None:
    """At noon the pace looks too fast; somebody says it is no problem, and by eight it is none."""
    await bot.at(f"{day} 12:00")
    said = await spends(bot, 660)
    (card,) = [one for one in said if "No problem" in one.buttons]
    bot.group.presses(MANAGER, card, "No problem")
    edited = await bot.group.reads_edited()
    while "☑️ No problem, says Li" not in edited.text:
        edited = await bot.group.reads_edited()
    await bot.at(f"{day} 20:00")
    assert not [one for one in await spends(bot, 900) if "No problem" in one.buttons]
    await bot.at(f"{day} 23:50")


async def spends(bot: Bot, amount: int) -> list[Message]:
    """Everything that is said in the group until it is noted, and its alert if there is one."""
    await bot.everything_said()
    bot.group.says(MANAGER, f"/spend all {amount}")
    return await bot.everything_said()


async def test_what_nobody_needs_is_proposed_to_be_quieter_and_accepted_it_is(bot: Bot) -> None:
    bot.group.says(MANAGER, "/budget all 1000/day")
    await bot.group.reads()
    for day in range(23, 28):
        await is_dismissed(bot, f"2026-11-{day}")
    await bot.at("2026-11-30 09:39")
    assert not [one for one in await bot.everything_said() if "too many alerts" in one.text]
    await bot.at("2026-11-30 09:41")
    (proposed,) = [one for one in await bot.everything_said() if "too many alerts" in one.text]
    assert proposed.text.startswith(
        "Day's budget: too many alerts\n5 in 60 days\n0 taken or solved\n5 nobody"
    )
    assert "0 instead of 5 alerts\nnone of them was real" in proposed.text
    assert proposed.raw.get("disable_notification", True)
    bot.group.presses(STAFF, proposed, "Accept")
    while not (note := await bot.group.sees_note()):
        pass  # of the presses before
    assert "managers" in note
    bot.group.presses(OWNER, proposed, "Accept")
    edited = await bot.group.reads_edited()
    while edited.id != proposed.id:
        edited = await bot.group.reads_edited()
    assert edited.text.endswith("✅ Accepted by Zhang\nChange it again: /rules")
    await bot.at("2026-11-30 12:00")
    assert not [one for one in await spends(bot, 660) if "No problem" in one.buttons]
