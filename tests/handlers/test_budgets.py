"""/budget, /spend and the alert cards that follow, spoken through the whole house."""

from datetime import timedelta

from tests.conversation import MANAGER, OWNER, STAFF
from tests.handlers.conftest import Talk

FAST = (
    "关键词推广: spending too fast\n"
    "Spent ¥320.00 by 10:00\n"
    "Today about ¥768.00\n"
    "Budget ¥500.00\n"
    "Gone about 15:37\n"
    "(at an even pace)\n"
    "Lower bids, or pause plans,\n"
    "or raise it: /budget"
)


async def let_in(talk: Talk) -> None:
    """The group is set up, and one person is staff."""
    await talk.set_up()
    talk.group.says(STAFF, "/budget")
    await talk.settle()
    talk.group.presses(OWNER, await talk.group.reads(), "Staff")
    await talk.settle()


async def test_a_budget_is_set_by_a_manager_and_seen_by_all(talk: Talk) -> None:
    await let_in(talk)
    talk.group.says(MANAGER, "/budget 关键词推广 ¥500/day")
    await talk.settle()
    assert (await talk.group.reads()).text == "Budget set\n关键词推广\n¥500.00 a day\nSpent: not known yet"
    talk.group.says(STAFF, "/budget 关键词推广 900/day")
    await talk.settle()
    refusal = "Only a manager can change budgets. /budget without more shows them."
    assert (await talk.group.reads()).text == refusal
    talk.group.says(STAFF, "/budget")
    await talk.settle()
    assert (await talk.group.reads()).text == (
        "Budgets: nothing to judge yet\n\n关键词推广\n¥500.00 a day\nSpent: not known yet"
    )
    talk.group.says(MANAGER, "/budget 关键词推广 off")
    talk.group.says(MANAGER, "/budget 关键词推广 off")
    await talk.settle()
    assert (await talk.group.reads()).text == "Budget taken away: 关键词推广"
    assert (await talk.group.reads()).text == "There is no such budget. /budget shows those there are."


async def test_mistakes_come_with_a_usable_example(talk: Talk) -> None:
    await let_in(talk)
    talk.group.says(MANAGER, "/budget <lots>")
    talk.group.says(STAFF, "/spend much")
    await talk.settle()
    assert (await talk.group.reads()).text == (
        "I cannot read the budget “<lots>”. Write /budget 关键词推广 500/day, "
        "/budget all 12000/month or /budget 关键词推广 off."
    )
    assert (await talk.group.reads()).text == (
        "I cannot read the spend “much”. Write what is gone today, for example: "
        "/spend 关键词推广 320 balance 800"
    )


BUTTONS = ("👌 Cap it at ¥500.00 today", "I take it", "Give to …", "Solved", "Mute …", "No problem", "Why")


async def test_spending_too_fast_is_told_once_taken_and_solved(talk: Talk) -> None:
    await let_in(talk)
    talk.group.says(MANAGER, "/budget 关键词推广 500/day")
    talk.group.says(STAFF, "/spend 关键词推广 320 balance 800")
    await talk.settle()
    await talk.group.reads()
    assert (await talk.group.reads()).text == (
        "Noted: 关键词推广 ¥320.00\nBalance ¥800.00\n\n"
        "关键词推广\n¥500.00 a day\nSpent ¥320.00\n▲ about ¥768, 154%\n"
        "As planned: 75.0%–125%\nGone about 15:37"
    )
    card = await talk.group.reads()
    assert card.text == f"{FAST}\n\n🔴 Open since 22 Nov 10:00"
    assert card.buttons == BUTTONS

    talk.group.presses(STAFF, card, "I take it")
    await talk.settle()
    await talk.group.reads_edited()  # the question who may enter
    taken = await talk.group.reads_edited()
    assert taken.text == f"{FAST}\n\n✋ Wang has it until 14:00\n10:00 found\n10:00 taken by Wang"
    assert taken.buttons == (
        "👌 Cap it at ¥500.00 today",
        "Solved",
        "Give to …",
        "Mute …",
        "Not mine any more",
        "Why",
    )

    talk.clock.now += timedelta(minutes=5)
    talk.group.presses(MANAGER, taken, "Solved")
    talk.group.presses(STAFF, taken, "Solved")  # the card has changed under this press: it does nothing
    await talk.settle()
    solved = await talk.group.reads_edited()
    assert "✅ Solved by Li" in solved.text
    assert solved.buttons == ("Open again", "Why")

    talk.group.says(STAFF, "/spend 关键词推广 330")
    await talk.settle()
    assert (await talk.group.reads()).text.startswith("Noted: 关键词推广 ¥330.00")
    assert talk.group.unread() == []


async def test_a_muted_card_says_until_when_and_can_be_unmuted(talk: Talk) -> None:
    await let_in(talk)
    talk.group.says(MANAGER, "/budget 500/day")
    talk.group.says(MANAGER, "/spend 320")
    await talk.settle()
    for _ in range(2):
        await talk.group.reads()
    card = await talk.group.reads()
    talk.group.presses(MANAGER, card, "Mute …")
    await talk.settle()
    await talk.group.reads_edited()
    choices = await talk.group.reads_edited()
    assert choices.buttons[0] == "This one: 1 day"
    talk.group.presses(MANAGER, choices, "This one: 1 day")
    await talk.settle()
    muted = await talk.group.reads_edited()
    assert "🔕 Muted until 23 Nov 10:00" in muted.text
    talk.group.presses(MANAGER, muted, "Unmute")
    await talk.settle()
    assert "🔴 Open since" in (await talk.group.reads_edited()).text
