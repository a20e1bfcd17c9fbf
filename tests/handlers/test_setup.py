"""/setup, as the people in the group live it."""

from playground import places
from storage import stores
from tests.conversation import GROUP, MANAGER, OWNER, STAFF, STRANGER
from tests.handlers.conftest import Talk


async def test_an_owner_makes_the_group_a_store(talk: Talk) -> None:
    talk.group.says(OWNER, "/setup")
    await talk.settle()
    card = await talk.group.reads()
    assert card.text == (
        "Tea House is set up.\n\n"
        "Language: English\n"
        "Time zone: Asia/Shanghai\n"
        "Its clock now: 10:00\n"
        "Brief: 09:00, latest 11:00\n"
        "Reviews: 09:00 13:00 20:00\n\n"
        "Next: send a shop or ad export as a file, then /brief. /help lists what I can do."
    )
    assert card.buttons == (
        *("Name", "中文", "Brief time", "Brief's wait", "Review times", "Time zone"),
        *("Day's posts", "Files"),
    )
    assert card.reply_to


async def test_how_long_the_brief_waits_is_changed_by_button(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(MANAGER, "/settings")
    await talk.settle()
    talk.group.presses(MANAGER, await talk.group.reads(), "Brief's wait")
    await talk.settle()
    choices = await talk.group.reads_edited()
    assert choices.buttons == ("not at all", "30 minutes", "1 hour", "2 hours", "3 hours", "4 hours", "Back")
    talk.group.presses(MANAGER, choices, "1 hour")
    await talk.settle()
    assert "Brief: 09:00, latest 10:00" in (await talk.group.reads_edited()).text


async def test_setup_again_shows_the_settings_and_makes_no_second_store(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(MANAGER, "/setup@zhanggui_bot")
    await talk.settle()
    card = await talk.group.reads()
    assert card.text.startswith("Settings of Tea House\n")
    assert len(await talk.house.read(stores.all_stores)) == 1


async def test_a_manager_changes_the_language_and_the_brief_time_by_button(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(MANAGER, "/setup")
    await talk.settle()
    card = await talk.group.reads()
    talk.group.presses(MANAGER, card, "中文")
    await talk.settle()
    card = await talk.group.reads_edited()
    assert card.text.startswith("Tea House 的设置\n\n语言：中文\n")
    talk.group.presses(MANAGER, card, "早报时间")
    await talk.settle()
    choices = await talk.group.reads_edited()
    assert choices.buttons == ("07:30", "08:00", "08:30", "09:00", "09:30", "10:00", "其他…", "返回")
    talk.group.presses(MANAGER, choices, "08:30")
    await talk.settle()
    card = await talk.group.reads_edited()
    assert "早报：08:30，最晚 10:30" in card.text
    talk.group.presses(MANAGER, card, "时区")
    await talk.settle()
    zones = await talk.group.reads_edited()
    talk.group.presses(MANAGER, zones, "Asia/Tokyo")
    await talk.settle()
    card = await talk.group.reads_edited()
    assert "时区：Asia/Tokyo" in card.text
    assert "店铺现在时间：11:00" in card.text


async def test_a_setting_is_changed_by_reply_and_the_card_follows(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(MANAGER, "/setup")
    await talk.settle()
    card = await talk.group.reads()
    talk.group.presses(MANAGER, card, "Review times")
    await talk.settle()
    question = await talk.group.reads()
    assert question.text.startswith("Reply to this message with up to 6 times")

    talk.group.says(MANAGER, "at nine", reply_to=question)
    await talk.settle()
    complaint = await talk.group.reads()
    assert complaint.text == "I cannot read “at” as a time of day. Please write it like 09:00 or 8:30."

    talk.group.says(MANAGER, "18:00, 9:30", reply_to=complaint)
    await talk.settle()
    edited = await talk.group.reads_edited()
    assert edited.id == card.id
    assert "Reviews: 09:30 18:00" in edited.text
    assert (await talk.group.reads()).text == "Done: reviews are checked at 09:30 18:00."


async def test_names_are_shown_as_they_were_written(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(OWNER, "/setup")
    await talk.settle()
    talk.group.presses(OWNER, await talk.group.reads(), "Name")
    await talk.settle()
    talk.group.says(OWNER, "<b>A & B</b>", reply_to=await talk.group.reads())
    await talk.settle()
    assert (await talk.group.reads()).text == "Done: the store is called <b>A & B</b>."


async def test_nobody_but_an_owner_makes_a_store(talk: Talk) -> None:
    talk.group.says(MANAGER, "/setup")
    talk.group.says(STAFF, "/setup")
    talk.group.says(STRANGER, "/setup", anonymous=False)
    await talk.settle()
    line = await talk.group.reads()
    assert line.text.startswith("I work for store teams that have set me up.")
    assert talk.group.unread() == []
    assert await talk.house.read(stores.all_stores) == ()


async def test_staff_may_not_change_settings(talk: Talk) -> None:
    await talk.set_up()
    talk.group.says(MANAGER, "/setup")
    await talk.settle()
    card = await talk.group.reads()
    talk.group.says(STAFF, "/help")
    await talk.settle()
    talk.group.presses(MANAGER, await talk.group.reads(), "Staff")
    await talk.settle()
    talk.group.presses(STAFF, card, "中文")
    await talk.settle()
    note = "Only managers may do that: the group's admins and the owners of this bot."
    assert note in [event["text"] for event in talk.world.events if event["kind"] == "callback_answer"]
    (store,) = await talk.house.read(stores.all_stores)
    assert store.language == "en"


async def test_privacy_mode_is_named_where_it_hides_files(talk: Talk) -> None:
    talk.world.bot().privacy = True
    talk.group.says(OWNER, "/setup@zhanggui_bot")
    await talk.settle()
    assert "privacy mode is on" in (await talk.group.reads()).text


async def test_the_store_goes_on_when_its_group_becomes_a_supergroup(talk: Talk) -> None:
    await talk.set_up()
    places.migrate(talk.world, GROUP, OWNER.id)
    await talk.settle()
    (store,) = await talk.house.read(stores.all_stores)
    assert store.name == "Tea House"
