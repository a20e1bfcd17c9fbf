"""What Telegram does to messages on their way, as people see it."""

from pathlib import Path

from playground import behaviour, places
from tests.conversation import EVERYBODY, GROUP, MANAGER, OWNER, Place
from tests.conversations.conftest import TODAY, Bot

BASIC_GROUP = -2002


async def test_a_flood_holds_up_its_own_chat_only(bot: Bot) -> None:
    behaviour.fault(bot.world, "flood", "sendMessage", chat_id=GROUP, retry_after=30)
    bot.group.says(MANAGER, "/help")
    bot.private(OWNER).says(OWNER, "/help")
    assert (await bot.private(OWNER).reads()).text.startswith("Zhanggui keeps the books of Tea House.")
    assert bot.group.unread() == []
    answer = await bot.reads_later(seconds=10)
    assert answer.text.startswith("Zhanggui keeps the books of Tea House.")
    await bot.is_silent()


async def test_an_answer_that_was_lost_is_not_repeated_within_the_minute(bot: Bot) -> None:
    behaviour.fault(bot.world, "lost_reply", "sendMessage", chat_id=GROUP)
    bot.group.says(MANAGER, "/help")
    await bot.group.reads()
    await bot.after(seconds=50)
    assert bot.group.unread() == []
    assert (await bot.reads_later(seconds=5)).text.startswith("Zhanggui keeps the books")
    await bot.is_silent()


async def test_thrown_out_and_let_in_again(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"])
    places.remove_bot(bot.world, GROUP, MANAGER.id)
    told = await bot.private(OWNER).reads()
    assert told.text.startswith("I can no longer write to the group of Tea House.")
    await bot.at(f"{TODAY} 09:00")
    places.add_bot(bot.world, GROUP, OWNER.id)
    await bot.is_silent()  # nothing stale is said


async def test_a_group_that_becomes_a_supergroup_keeps_its_store(bot: Bot, files: dict[str, Path]) -> None:
    places.chat(
        bot.world,
        BASIC_GROUP,
        "group",
        title="Rice House",
        creator=OWNER.id,
        members=[person.id for person in EVERYBODY[1:]],
    )
    basic = Place(bot.world, BASIC_GROUP)
    basic.says(OWNER, "/setup")
    assert (await basic.reads()).text.startswith("Rice House is set up.")
    bot.group = Place(bot.world, places.migrate(bot.world, BASIC_GROUP, OWNER.id))
    bot.group.says(OWNER, "/help")
    assert (await bot.group.reads()).text.startswith("Zhanggui keeps the books of Rice House.")
    await bot.takes(OWNER, files["sycm_shop"])
    await bot.at(f"{TODAY} 09:00")
    assert (await bot.group.reads()).photo


async def test_telegram_stumbles_and_the_bot_hears_on(bot: Bot) -> None:
    behaviour.fault(bot.world, "html502", "getUpdates")
    bot.group.says(MANAGER, "/help")
    assert (await bot.group.reads()).text.startswith("Zhanggui keeps the books of Tea House.")


async def test_what_was_said_meanwhile_is_answered_after_the_start(bot: Bot) -> None:
    await bot.stop()
    asked = bot.group.says(MANAGER, "/help")
    await bot.start()
    assert (await bot.group.reads()).reply_to == asked
    await bot.is_silent()
