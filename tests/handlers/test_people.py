"""Who may enter: asking the managers, their decisions, strangers, other bots, private chats."""

from pathlib import Path

import pytest

from playground import places
from tests.conversation import GROUP, MANAGER, OWNER, STAFF, STRANGER, Place
from tests.handlers.conftest import Talk

POLITE = "I work for store teams that have set me up. If yours has, please write to me in its group first."


async def test_a_new_member_s_first_command_asks_the_managers_once(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(STAFF, "/help")
    talk.group.says(STAFF, "/help")
    await talk.settle()
    question = await talk.group.reads()
    assert question.text == (
        "Wang wants to work with me here. I have asked the managers.\n"
        "Managers, please decide: staff may send files and read, viewers may only read."
    )
    assert question.buttons == ("Staff", "Viewer", "No")
    assert talk.group.unread() == []

    talk.group.presses(STAFF, question, "Staff")  # not theirs to decide
    talk.group.presses(MANAGER, question, "Staff")
    await talk.settle()
    decided = await talk.group.reads_edited()
    assert decided.text == "Wang is staff now, decided by Li. Please send your request once more."
    assert decided.buttons == ()

    talk.group.says(STAFF, "/help")
    await talk.settle()
    assert (await talk.group.reads()).text.startswith("Zhanggui keeps the books of Tea House.")


async def test_who_is_refused_hears_nothing_more(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(STAFF, "/help")
    await talk.settle()
    talk.group.presses(OWNER, await talk.group.reads(), "No")
    await talk.settle()
    assert (await talk.group.reads_edited()).text == "Wang stays outside, decided by Zhang."
    talk.group.says(STAFF, "/help")
    await talk.settle()
    assert talk.group.unread() == []


async def test_a_first_file_asks_too_but_only_one_that_may_be_for_us(talk: Talk, tmp_path: Path) -> None:
    await talk.set_up()
    photo, table = tmp_path / "cat.pdf", tmp_path / "shop.xlsx"
    photo.write_bytes(b"%PDF")
    table.write_bytes(b"PK")
    talk.group.uploads(STAFF, photo)
    await talk.settle()
    assert talk.group.unread() == []
    talk.group.uploads(STAFF, table)
    await talk.settle()
    question = await talk.group.reads()
    talk.group.presses(MANAGER, question, "Viewer")
    await talk.settle()
    talk.group.uploads(STAFF, table)
    await talk.settle()
    refusal = "Only staff and managers may do that. A manager can make you staff with /people."
    assert (await talk.group.reads()).text == refusal
    assert talk.files == []
    talk.group.uploads(MANAGER, table, caption="/help")
    await talk.settle()
    assert talk.files == [("Tea House", "shop.xlsx")]
    assert (await talk.group.reads()).text.startswith("Zhanggui keeps the books")


async def test_a_manager_changes_a_role_later(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(STAFF, "/help")
    await talk.settle()
    await talk.group.reads()
    talk.group.says(MANAGER, "/people")
    await talk.settle()
    page = await talk.group.reads()
    assert "1 person has asked to work with me." in page.text
    assert page.buttons == ("Wang · waiting for a decision",)
    talk.group.presses(MANAGER, page, "Wang · waiting for a decision")
    await talk.settle()
    talk.group.presses(MANAGER, await talk.group.reads_edited(), "Viewer")
    await talk.settle()
    person = await talk.group.reads_edited()
    assert person.text.startswith("Wang · viewer\n")
    talk.group.presses(MANAGER, person, "Back")
    await talk.settle()
    assert (await talk.group.reads_edited()).buttons == ("Wang · viewer",)


@pytest.mark.parametrize("words", ["hello", "/help@other_bot", "/roulette", "12/3"])
async def test_what_is_not_for_us_is_left_alone(talk: Talk, words: str) -> None:
    await talk.set_up()
    talk.group.says(STAFF, words)
    talk.group.says(MANAGER, words)
    await talk.settle()
    assert talk.group.unread() == []


async def test_an_unknown_command_that_is_meant_for_us_is_explained(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(MANAGER, "/roulette@zhanggui_bot")
    await talk.settle()
    assert (await talk.group.reads()).text == "I do not know /roulette. Send /help to see what I can do."


async def test_an_anonymous_admin_manages_their_own_group(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(MANAGER, "/setup", anonymous=True)
    await talk.settle()
    assert (await talk.group.reads()).text.startswith("Settings of Tea House")


async def test_a_stranger_in_private_gets_one_polite_line(talk: Talk) -> None:
    await talk.set_up()
    private = talk.private(STRANGER)
    private.says(STRANGER, "/start")
    private.says(STRANGER, "/roi")
    private.says(STRANGER, "hello?")
    await talk.settle()
    assert (await private.reads()).text == POLITE
    assert private.unread() == []


async def test_in_private_the_only_store_is_meant(talk: Talk) -> None:
    await talk.set_up()
    private = talk.private(MANAGER)
    private.says(MANAGER, "/help")
    await talk.settle()
    assert (await private.reads()).text.startswith("Zhanggui keeps the books of Tea House.")
    private.says(MANAGER, "hello")
    await talk.settle()
    assert (await private.reads()).text == "I understand commands and files. Send /help to see what I can do."


async def test_in_private_one_of_several_stores_is_chosen_and_the_wish_taken_up(talk: Talk) -> None:
    await talk.set_up()
    places.chat(talk.world, -1009, title="Second", creator=OWNER.id)
    second = Place(talk.world, -1009)
    second.says(OWNER, "/setup")
    await talk.settle()
    private = talk.private(OWNER)
    private.says(OWNER, "/help")
    await talk.settle()
    question = await private.reads()
    assert question.text == "Which store is this for?"
    assert question.buttons == ("Tea House", "Second")
    private.presses(OWNER, question, "Second")
    await talk.settle()
    assert (await private.reads_edited()).text == "Here I work for Second now."
    assert (await private.reads()).text.startswith("Zhanggui keeps the books of Second.")
    private.says(OWNER, "/help")
    await talk.settle()
    assert (await private.reads()).text.startswith("Zhanggui keeps the books of Second.")


async def test_an_owner_learns_what_to_do_when_the_bot_comes_to_a_group(talk: Talk) -> None:
    places.chat(talk.world, -1008, title="New", creator=OWNER.id, bot="left")
    places.add_bot(talk.world, -1008, OWNER.id)
    await talk.settle()
    assert (await Place(talk.world, -1008).reads()).text.startswith("One step is left: send /setup")


async def test_a_removed_bot_is_silent_until_it_is_added_again(talk: Talk) -> None:
    await talk.set_up()
    places.remove_bot(talk.world, GROUP, OWNER.id)
    await talk.settle()
    told = await talk.private(OWNER).reads()
    assert "Tea House" in told.text
    places.add_bot(talk.world, GROUP, OWNER.id)
    talk.group.says(OWNER, "/help")
    await talk.settle()
    assert (await talk.group.reads()).text.startswith("Zhanggui keeps the books")
