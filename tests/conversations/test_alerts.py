"""Alerts as people live with them: told by the clock, held at night, pressed by two at once, cards lost."""

from playground import people, places
from tests.conversation import (
    EVERYBODY,
    GROUP,
    MANAGER,
    OWNER,
    STAFF,
    STRANGER,
    Message,
    Person,
    Place,
)
from tests.conversations.conftest import Bot

MONDAY = "2026-11-23"


async def budgets(bot: Bot, *channels: str) -> None:
    for channel in channels:
        bot.group.says(MANAGER, f"/budget {channel} 500/day")
        await bot.group.reads()


async def spends(bot: Bot, channel: str, amount: int = 480) -> None:
    bot.group.says(MANAGER, f"/spend {channel} {amount}")
    assert (await bot.group.reads()).text.startswith("Noted")


async def an_alert(bot: Bot, moment: str = f"{MONDAY} 11:00") -> Message:
    """Somebody spends too fast, and says so at that moment."""
    await budgets(bot, "关键词推广")
    bot.clock.to(moment)
    await spends(bot, "关键词推广")
    return await bot.group.reads()


async def said_of_alerts(bot: Bot) -> list[str]:
    """What the group hears, but for the brief, which waits for its file meanwhile."""
    said = [one.text for one in await bot.everything_said()]
    return [text for text in said if "revenue" not in text and "The brief of" not in text]


def presses_as_it_was(bot: Bot, who: Person, card: Message, label: str) -> None:
    """On a phone that has not yet shown the card's newest state."""
    record = bot.world.chat(GROUP).records[card.id]
    newest, record.message = record.message, card.raw
    bot.group.presses(who, card, label)
    record.message = newest


async def test_nobody_takes_it_and_no_file_comes(bot: Bot) -> None:
    zhang = bot.private(OWNER)
    zhang.says(OWNER, "/help")
    await zhang.reads()
    await an_alert(bot)
    await bot.at(f"{MONDAY} 11:29")
    assert await said_of_alerts(bot) == []
    await bot.at(f"{MONDAY} 11:30")
    told = await zhang.reads()
    assert told.text.startswith("关键词推广: spending too fast\n")
    assert told.text.endswith("\n\nNobody has taken it for 30 minutes.\nIts card is in Tea House.")
    await bot.at(f"{MONDAY} 13:00")
    assert zhang.unread() == []  # who is owner and manager is told once
    zhang.presses(OWNER, told, "I take it")
    assert "✋ Zhang has it until 17:00" in (await zhang.reads_edited()).text
    assert "✋ Zhang has it until 17:00" in (await bot.group.reads_edited()).text
    await bot.at(f"{MONDAY} 16:59")
    assert await said_of_alerts(bot) == []
    await bot.at(f"{MONDAY} 17:00")
    assert "🔴 Open since" in (await bot.group.reads_edited()).text
    assert "Time is up, and it is still there." in (await zhang.reads()).text


async def test_who_never_spoke_to_the_bot_is_named_below_the_card(bot: Bot) -> None:
    card = await an_alert(bot)
    await bot.at(f"{MONDAY} 11:30")
    said = await bot.everything_said()
    (named,) = [one for one in said if one.reply_to == card.id]
    assert named.text == "Zhang Nobody has taken it for 30 minutes."
    await bot.at(f"{MONDAY} 11:50")
    assert await said_of_alerts(bot) == []


async def rests(bot: Bot) -> None:
    """A store whose quiet hours are at noon."""
    bot.group.says(MANAGER, "/owners")
    card = await bot.group.reads()
    bot.group.presses(MANAGER, card, "Quiet hours …")
    question = await bot.group.reads()
    bot.group.says(MANAGER, "lunch", reply_to=question)
    again = await bot.group.reads()
    assert again.text.startswith("I cannot read “lunch” as hours.")
    bot.group.says(MANAGER, "12:00-13:30", reply_to=again)
    assert (await bot.group.reads()).text == "✅ Noted\nQuiet 12:00 to 13:30\nWorking 09:00 to 18:00"
    followed = await bot.group.reads_edited()
    assert (followed.id, "Quiet 12:00 to 13:30" in followed.text) == (card.id, True)


async def test_what_came_in_quiet_hours_is_one_card_afterwards(bot: Bot) -> None:
    await rests(bot)
    await budgets(bot, "a", "b", "c", "d")
    bot.clock.to(f"{MONDAY} 11:00")
    await spends(bot, "d")
    assert (await bot.group.reads()).text.startswith("d: spending too fast")
    bot.clock.to(f"{MONDAY} 12:10")
    for channel in "abc":
        await spends(bot, channel, 900)
    bot.group.says(MANAGER, "/budget c 2000/day")
    assert (await bot.group.reads()).text.startswith("Budget set")
    await bot.at(f"{MONDAY} 12:20")
    bot.group.says(MANAGER, "/spend all 3180 balance 0")  # critical: at once
    await bot.group.reads()
    assert "used up" in (await bot.group.reads()).text
    await bot.at(f"{MONDAY} 13:29")
    assert await said_of_alerts(bot) == []
    bot.group.unread_edits()
    await bot.at(f"{MONDAY} 13:30")
    card = await bot.group.reads()
    assert card.text == (
        "Quiet hours: 2 new, open\n\n1 🔴 a: over budget today\n2 🔴 b: over budget today\n\n"
        "2 known from before\n1 came and went\n12:10 c: over budget today"
    )
    assert card.buttons == ("1", "2")
    bot.group.presses(MANAGER, card, "2")
    await bot.everything_said()
    shown = bot.group.unread_edits()[-1]
    bot.group.presses(MANAGER, shown, "I take it")
    await bot.everything_said()
    taken = bot.group.unread_edits()[-1]
    assert taken.id == card.id
    assert taken.text.startswith(
        "Quiet hours: 1 new, open\n\n1 🔴 a: over budget today\n2 ✋ b: over budget today"
    )


async def test_one_alone_gets_its_ordinary_card(bot: Bot) -> None:
    await rests(bot)
    await budgets(bot, "a")
    bot.clock.to(f"{MONDAY} 12:10")
    await spends(bot, "a", 900)
    await bot.at(f"{MONDAY} 13:30")
    said = await said_of_alerts(bot)
    assert [text.splitlines()[0] for text in said] == ["a: over budget today"]


async def test_two_press_at_the_same_moment(bot: Bot) -> None:
    card = await an_alert(bot)
    bot.group.presses(MANAGER, card, "I take it")
    bot.group.presses(OWNER, card, "Solved")
    notes = {await bot.group.sees_note(), await bot.group.sees_note()}
    assert notes == {"", "This card has changed meanwhile: please look again."}
    await bot.is_silent()
    assert "✋ Li has it" in bot.group.unread_edits()[-1].text


async def test_buttons_of_what_is_closed(bot: Bot) -> None:
    card = await an_alert(bot)
    bot.group.presses(MANAGER, card, "No problem")
    closed = await bot.group.reads_edited()
    assert closed.buttons == ("Open again", "Why")
    presses_as_it_was(bot, OWNER, card, "I take it")
    assert await bot.group.sees_note() == ""
    assert await bot.group.sees_note() == "This card has changed meanwhile: please look again."
    bot.group.presses(OWNER, closed, "Open again")
    assert "reopened by Zhang" in (await bot.group.reads_edited()).text


async def test_a_deleted_card_goes_on_on_another_one(bot: Bot) -> None:
    card = await an_alert(bot)
    people.delete(bot.world, GROUP, card.id)
    await spends(bot, "关键词推广", 485)
    await bot.is_silent()  # the edit finds no message
    await spends(bot, "关键词推广", 490)
    anew = await bot.group.reads()
    assert "Spent ¥490.00" in anew.text
    await spends(bot, "关键词推广", 495)
    assert (await bot.group.reads_edited()).id == anew.id


async def test_a_group_that_moved_gets_a_new_card(bot: Bot) -> None:
    basic = -2002
    places.chat(
        bot.world, basic, "group", title="Rice", creator=OWNER.id, members=[one.id for one in EVERYBODY[1:]]
    )
    bot.group = Place(bot.world, basic)
    bot.group.says(OWNER, "/setup")
    await bot.group.reads()
    bot.group.says(OWNER, "/budget 关键词推广 500/day")
    await bot.group.reads()
    bot.clock.to(f"{MONDAY} 11:00")
    bot.group.says(OWNER, "/spend 关键词推广 480")
    await bot.group.reads()
    await bot.group.reads()
    bot.group.says(OWNER, "/help")
    await bot.group.reads()
    bot.group = Place(bot.world, places.migrate(bot.world, basic, OWNER.id))
    bot.group.says(OWNER, "/spend 关键词推广 490")
    assert (await bot.group.reads()).text.startswith("Noted")
    assert "Spent ¥490.00" in (await bot.group.reads()).text


async def test_thrown_out_nothing_is_said_and_nothing_is_lost(bot: Bot) -> None:
    zhang = bot.private(OWNER)
    zhang.says(OWNER, "/help")
    await zhang.reads()
    card = await an_alert(bot)
    places.remove_bot(bot.world, GROUP, MANAGER.id)
    assert (await zhang.reads()).text.startswith("I can no longer write")
    await bot.at(f"{MONDAY} 11:30")
    told = await zhang.reads()
    zhang.presses(OWNER, told, "I take it")
    assert "✋ Zhang has it" in (await zhang.reads_edited()).text
    places.add_bot(bot.world, GROUP, OWNER.id)
    edited = await bot.group.reads_edited()
    assert (edited.id, "✋ Zhang has it" in edited.text) == (card.id, True)
    await bot.at(f"{MONDAY} 15:30")
    edited = await bot.group.reads_edited()
    assert (edited.id, "🔴 Open since" in edited.text) == (card.id, True)


async def test_what_was_found_while_thrown_out_is_on_a_quiet_card_afterwards(bot: Bot) -> None:
    zhang = bot.private(OWNER)
    await budgets(bot, "关键词推广")
    places.remove_bot(bot.world, GROUP, MANAGER.id)
    assert (await zhang.reads()).text.startswith("I can no longer write")
    bot.clock.to(f"{MONDAY} 11:00")
    zhang.says(OWNER, "/spend 关键词推广 480")
    assert (await zhang.reads()).text.startswith("Noted")
    await bot.at(f"{MONDAY} 11:01")
    await bot.at(f"{MONDAY} 11:31")
    assert "Nobody has taken it" in (await zhang.reads()).text
    places.add_bot(bot.world, GROUP, OWNER.id)
    card = await bot.group.reads()
    assert card.text.startswith("关键词推广: spending too fast")
    await bot.is_silent()


async def makes_staff(bot: Bot, *people: Person) -> None:
    for person in people:
        bot.group.says(person, "/help")
        bot.group.presses(MANAGER, await bot.group.reads(), "Staff")
        await bot.group.reads_edited()


async def test_who_looks_after_ads_is_told_or_who_stands_in(bot: Bot) -> None:
    await makes_staff(bot, STAFF, STRANGER)
    bot.group.says(STAFF, "/owners")
    listed = await bot.group.reads()
    assert listed.text.startswith("Who looks after what\nAds: –\nSales: –\n")
    assert listed.buttons == ()
    bot.group.says(MANAGER, "/owners")
    bot.group.presses(MANAGER, await bot.group.reads(), "Ads")
    choice = await bot.group.reads_edited()
    assert choice.buttons == ("Wang", "Chen", "Zhang", "Li", "Nobody in particular", "‹ Back")
    bot.group.presses(STAFF, choice, "Wang")
    notes = [await bot.group.sees_note() for _ in range(4)]
    assert notes[:3] == ["", "", ""]
    assert notes[3].startswith("Only managers may do that")
    bot.group.presses(MANAGER, choice, "Wang")
    chosen = await bot.group.reads_edited()
    assert "\nAds: Wang\n" in chosen.text
    assert chosen.text.endswith("\n\nPlease write to me in private:\nWang")
    bot.group.says(STAFF, "/away 11-23..11-25 @Chen")
    away = await bot.group.reads()
    assert away.text.startswith("✈ Wang is away\n23 Nov to 25 Nov\nChen stands in.")
    chen = bot.private(STRANGER)
    chen.says(STRANGER, "/help")
    await chen.reads()
    await an_alert(bot)
    await bot.at(f"{MONDAY} 11:30")
    assert "Nobody has taken it for 30 minutes." in (await chen.reads()).text
    await bot.at(f"{MONDAY} 13:00")
    said = await said_of_alerts(bot)
    assert said == ["Zhang Nobody has taken it for 2 hours."]
    bot.group.presses(MANAGER, away, "I am back")
    await bot.everything_said()
    bot.group.says(STAFF, "/away off")
    assert [one.text for one in await bot.everything_said()][-1] == "✅ Wang is back."


async def test_an_absence_is_noted_by_buttons(bot: Bot) -> None:
    await makes_staff(bot, STAFF, STRANGER)
    bot.group.says(STAFF, "/away 11-26")
    asked = await bot.group.reads()
    assert asked.buttons == ("Chen", "Zhang", "Nobody")
    bot.group.presses(STRANGER, asked, "Chen")
    bot.group.presses(STAFF, asked, "Chen")
    assert "Chen stands in." in (await bot.group.reads_edited()).text
    bot.group.says(MANAGER, "/away")
    assert (await bot.group.reads()).text.startswith("✈ Wang is away\n26 Nov\nChen stands in.\n\n")
    bot.group.says(STAFF, "/away yesterday")
    assert "yesterday" in (await bot.group.reads()).text
