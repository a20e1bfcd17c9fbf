"""/reviews and the cards of the check, as people in the group use them."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from jobs import reviews as job
from storage import stores, tables
from storage.engine import reading, writing
from tests.conversation import MANAGER, OWNER, STAFF
from tests.handlers.conftest import Talk
from tests.watching import add_review

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # what the conversation's clock shows: 10:00 in Shanghai


OPEN = ("✋ Take", "📝 Draft", "✅ Answered", "☑️ Close", "🔕 Mute 1 day")


def complain(talk: Talk, *keys: str) -> None:
    with writing(talk.house.engine) as session:
        (store,) = stores.all_stores(session)
        for hours, key in enumerate(keys, 1):
            posted_at = NOW - timedelta(hours=hours)
            add_review(session, store, key, posted_at, stars=1, body=f"{key} broke", product="Lamp")


async def check(talk: Talk) -> None:
    await job.tick(talk.house)
    await talk.deliver()


async def test_one_review_goes_from_new_to_closed(talk: Talk) -> None:
    await talk.set_up()
    complain(talk, "lamp")
    await check(talk)
    card = await talk.group.reads()
    assert card.text.startswith("1 new bad review\n")
    assert card.buttons == OPEN
    talk.group.presses(MANAGER, card, "✋ Take")
    await talk.settle()
    card = await talk.group.reads_edited()
    assert "✋ Taken: Li, 10:00" in card.text
    talk.group.presses(OWNER, card, "📝 Draft")
    await talk.settle()
    card = await talk.group.reads_edited()
    assert "📝 Draft: Zhang, 10:00" in card.text
    assert "📝 Draft 1 of 4, to copy:\nWe are sorry that Lamp let you down." in card.text
    talk.group.presses(OWNER, card, "📝 Another draft")
    await talk.settle()
    card = await talk.group.reads_edited()
    assert "📝 Draft 2 of 4, to copy:\nThank you for telling us so openly. Please" in card.text
    talk.group.presses(MANAGER, card, "✅ Answered")
    await talk.settle()
    card = await talk.group.reads_edited()
    assert "✅ Answered: Li, 10:00" in card.text
    assert card.buttons == ("☑️ Close", "↩️ Open again")
    talk.group.presses(OWNER, card, "☑️ Close")
    await talk.settle()
    card = await talk.group.reads_edited()
    assert "☑️ Closed: Zhang, 10:00" in card.text
    talk.group.presses(OWNER, card, "↩️ Open again")
    await talk.settle()
    assert (await talk.group.reads_edited()).buttons == OPEN


async def test_an_old_button_shows_how_it_stands_and_does_nothing(talk: Talk) -> None:
    await talk.set_up()
    complain(talk, "lamp")
    await check(talk)
    card = await talk.group.reads()
    talk.group.says(MANAGER, "/reviews")
    await talk.settle()
    listed = await talk.group.reads()
    talk.group.presses(MANAGER, listed, "1")
    await talk.settle()
    one = await talk.group.reads_edited()
    talk.group.presses(MANAGER, one, "✋ Take")
    talk.group.presses(OWNER, one, "✅ Answered")  # before the card could be redrawn
    await talk.settle()
    assert [await talk.group.sees_note() for _ in range(2)] == ["", ""]
    assert (await talk.group.sees_note()).startswith("Somebody was faster")
    edits = [await talk.group.reads_edited() for _ in range(2)]
    assert {edit.id for edit in edits} == {card.id, listed.id}  # both cards follow
    assert all("✋ Taken: Li, 10:00" in edit.text for edit in edits)
    with reading(talk.house.engine) as session:
        assert session.scalar(select(tables.review_case.c.answered_at)) is None


async def test_a_button_of_an_older_program_does_nothing(talk: Talk) -> None:
    await talk.set_up()
    complain(talk, "lamp")
    await check(talk)
    card = await talk.group.reads()
    pressed = card.raw["reply_markup"]["inline_keyboard"]
    mark = pressed[0][0]["callback_data"].split(":")[-2]
    told_at = pressed[0][0]["callback_data"].split(":")[3]
    pressed[0][0]["callback_data"] = f"review:solve:1:{told_at}:0:{mark}"
    pressed[0][1]["callback_data"] = f"review:take:1:{told_at}:0:{mark}"
    for label in card.buttons[:2]:
        talk.group.presses(MANAGER, card, label)
        await talk.settle()
        assert await talk.group.sees_note()
    with reading(talk.house.engine) as session:
        assert session.scalar(select(tables.review_case.c.version)) == 0


async def test_several_reviews_are_read_one_by_one_and_dealt_with_together(talk: Talk) -> None:
    await talk.set_up()
    complain(talk, "lamp", "vase")
    await check(talk)
    card = await talk.group.reads()
    assert card.buttons == ("1", "2", "✋ Take all 2", "🔕 All for 1 day", "✅ All 2 answered")
    talk.group.presses(MANAGER, card, "2")
    await talk.settle()
    one = await talk.group.reads_edited()
    assert "“vase broke”" in one.text
    talk.group.presses(MANAGER, one, "🔕 Mute 1 day")
    await talk.settle()
    one = await talk.group.reads_edited()
    assert "🔕 Muted until 23 Nov" in one.text
    talk.group.presses(MANAGER, one, "‹ All reviews")
    await talk.settle()
    card = await talk.group.reads_edited()
    talk.group.presses(MANAGER, card, "✅ All 2 answered")
    await talk.settle()
    card = await talk.group.reads_edited()
    assert card.text.count("✅ Answered: Li, 10:00") == 2
    assert card.buttons == ("1", "2")


async def test_the_list_of_open_ones_turns_its_pages_and_loses_what_is_solved(talk: Talk) -> None:
    await talk.set_up()
    complain(talk, *"abcdef")
    talk.group.says(OWNER, "/reviews")
    await talk.settle()
    found = await talk.group.reads()
    assert found.text.startswith("6 bad reviews wait\n")
    assert found.buttons == ("1", "2", "3", "4", "5", "›", "Refresh", "📊 Lamp · 6")
    talk.group.presses(OWNER, found, "›")
    await talk.settle()
    found = await talk.group.reads_edited()
    assert found.buttons == ("6", "‹", "Refresh", "📊 Lamp · 6")
    talk.group.presses(OWNER, found, "6")
    await talk.settle()
    one = await talk.group.reads_edited()
    assert "“f broke”" in one.text
    talk.group.presses(OWNER, one, "✅ Answered")
    await talk.settle()
    found = await talk.group.reads_edited()
    assert found.text.startswith("5 bad reviews wait\n")
    assert found.buttons == ("1", "2", "3", "4", "5", "Refresh", "📊 Lamp · 6")


async def test_viewers_may_read_but_not_decide(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(STAFF, "/reviews")
    await talk.settle()
    talk.group.presses(OWNER, await talk.group.reads(), "Viewer")
    await talk.settle()
    complain(talk, "lamp")
    await check(talk)
    card = await talk.group.reads()
    talk.group.presses(STAFF, card, "✅ Answered")
    await talk.settle()
    assert talk.group.unread() == []
    with reading(talk.house.engine) as session:
        (store,) = stores.all_stores(session)
    talk.group.says(STAFF, "/reviews")
    await talk.settle()
    assert store.name == "Tea House"
    assert (await talk.group.reads()).text.startswith("1 bad review waits")
