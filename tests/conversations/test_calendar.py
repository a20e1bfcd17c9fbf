"""The calendar in the chat: turned in place, days declared by reply, seasons and campaigns changed."""

from tests.conversation import MANAGER, STAFF, Message
from tests.conversations.conftest import Bot


async def card_of(bot: Bot, words: str = "/calendar") -> Message:
    bot.group.says(MANAGER, words)
    return await bot.group.reads()


async def test_months_are_turned_in_place(bot: Bot) -> None:
    card = await card_of(bot)
    assert card.text.startswith(
        "Double 12, presale\nbegins in 14 days, Sun 6 Dec\n\nNov 2026: 21 working days\n"
    )
    assert card.buttons == ("‹ Oct", "Dec ›", "Day off", "Seasons", "Our campaigns")
    bot.group.presses(MANAGER, card, "Dec ›")
    turned = await bot.group.reads_edited()
    assert turned.id == card.id
    assert "Dec 2026: 23 working days\n6–8 🛒 Double 12, presale\n9–12 🛒 Double 12\n" in turned.text
    assert turned.buttons[:2] == ("‹ Nov", "Jan ›")
    assert "Feb 2027" in (await card_of(bot, "/calendar 2027-02")).text
    assert "I do not know the month “soon”." in (await card_of(bot, "/calendar soon")).text


async def test_a_day_off_is_declared_by_reply_and_the_card_follows(bot: Bot) -> None:
    card = await card_of(bot)
    bot.group.presses(MANAGER, card, "Day off")
    question = await bot.group.reads()
    bot.group.says(MANAGER, "never", reply_to=question)
    sorry = await bot.group.reads()
    assert sorry.text.startswith("I do not know the days “never”.")
    bot.group.says(MANAGER, "11-27..11-28", reply_to=sorry)
    followed = await bot.group.reads_edited()
    assert followed.id == card.id
    assert "\n27–28 💤 day off" in followed.text
    assert (await bot.group.reads()).text == "27 Nov to 28 Nov: off"
    bot.group.says(MANAGER, "11-27..11-28 usual", reply_to=question)
    assert "💤" not in (await bot.group.reads_edited()).text
    assert (await bot.group.reads()).text == "27 Nov to 28 Nov: as usual"


async def test_a_store_leaves_a_season(bot: Bot) -> None:
    card = await card_of(bot)
    bot.group.presses(MANAGER, card, "Seasons")
    seasons = await bot.group.reads_edited()
    bot.group.presses(MANAGER, seasons, "✓ Double 12")
    left = await bot.group.reads_edited()
    assert "✗ Double 12" in left.buttons
    bot.group.presses(MANAGER, left, "‹ Calendar")
    back = await bot.group.reads_edited()
    assert back.text.startswith("New Year's Day\nin 40 days, Fri 1 Jan\n")


async def test_a_campaign_is_planned_looked_at_and_removed(bot: Bot) -> None:
    planned = await card_of(bot, "/campaign Winter sale 12-01..12-05 +40% enrol 11-26")
    assert planned.text == "✅ Planned\nWinter sale\n1 Dec to 5 Dec +40%\nEnrol by Thu 26 Nov\nKind: own"
    card = await card_of(bot)
    assert card.text.startswith("Enrolment: Winter sale\nends in 4 days, Thu 26 Nov\n")
    bot.group.presses(MANAGER, card, "Our campaigns")
    listed = await bot.group.reads_edited()
    bot.group.presses(MANAGER, listed, "1")
    one = await bot.group.reads_edited()
    bot.group.presses(MANAGER, one, "Remove")
    assert (await bot.group.reads_edited()).text.startswith("No campaign is planned\n")
    assert (await bot.group.reads()).text == "Campaign removed:\nWinter sale"
    assert (await card_of(bot, "/campaign Winter sale off")).text.startswith("This campaign is not planned")


async def test_a_viewer_may_look_and_change_nothing(bot: Bot) -> None:
    bot.group.says(STAFF, "/calendar")
    bot.group.presses(MANAGER, await bot.group.reads(), "Viewer")
    await bot.group.reads_edited()
    bot.group.says(STAFF, "/calendar")
    card = await bot.group.reads()
    bot.group.presses(STAFF, card, "Dec ›")
    card = await bot.group.reads_edited()
    for label in ("Day off", "Seasons"):
        bot.group.presses(STAFF, card, label)
        while not (note := await bot.group.sees_note()):
            pass
        assert note.startswith("Only managers may do that")
    bot.group.says(STAFF, "/campaign")
    assert (await bot.group.reads()).text.startswith("No campaign is planned\n")
    bot.group.says(STAFF, "/campaign Sale 12-01")
    assert (await bot.group.reads()).text.startswith("Only a manager can plan campaigns.")
