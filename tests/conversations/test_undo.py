"""A file taken back in the chat: its receipt, the brief and the cards made from it are corrected."""

from pathlib import Path

from tests.conversation import MANAGER, OWNER, STAFF, Message
from tests.conversations.conftest import TODAY, Bot


async def take_back(bot: Bot, button_on: Message) -> list[Message]:
    """Asked, confirmed; what is rewritten then."""
    bot.group.presses(OWNER, button_on, "Take back")
    asked = await bot.group.reads()
    assert asked.text.startswith("Take this file back?")
    assert asked.buttons == ("Yes, take it back", "Keep it")
    bot.group.presses(OWNER, asked, "Yes, take it back")
    await bot.everything_said()
    edited = []
    while unread := bot.group.unread_edits():
        edited.append(unread[0])
        await bot.group.reads_edited()
    return edited


async def test_the_brief_made_from_it_is_corrected(bot: Bot, files: dict[str, Path]) -> None:
    (receipt,) = await bot.takes(MANAGER, files["sycm_shop"])
    assert receipt.buttons == ("Take back",)
    await bot.at(f"{TODAY} 09:00")
    brief = await bot.group.reads()
    edited = {message.id: message for message in await take_back(bot, receipt)}
    assert edited[receipt.id].text.startswith("↩️ Taken back by Zhang\n22 Nov 09:00\n店铺-整体")
    assert "30 rows no longer count." in edited[receipt.id].text
    assert edited[receipt.id].buttons == ()
    assert edited[brief.id].text.startswith("↩️ Corrected on 22 Nov 09:00: Zhang took 店铺-整体")
    assert "revenue down 4.58%" not in edited[brief.id].text
    await bot.takes(MANAGER, files["sycm_shop"])
    whole, line = await bot.group.reads_edited(), await bot.group.reads()
    assert (whole.id, line.reply_to) == (brief.id, brief.id)
    assert whole.text.startswith("Sat 21 Nov: revenue down 4.58%")
    assert line.text == "✅ The shop file has come: the brief above is complete."


async def test_a_card_of_reviews_is_withdrawn_with_its_reviews(bot: Bot, files: dict[str, Path]) -> None:
    (receipt,) = await bot.takes(MANAGER, files["reviews_rpa"])
    card = await bot.group.reads()
    edited = {message.id: message for message in await take_back(bot, receipt)}
    assert edited[card.id].text.startswith("↩️ Withdrawn: the reviews came from a file that was taken back.")
    assert edited[card.id].buttons == ()


async def test_an_alert_is_withdrawn_with_its_cause(bot: Bot, files: dict[str, Path]) -> None:
    bot.group.says(MANAGER, "/budget 100/day")
    await bot.group.reads()
    bot.clock.to("2026-11-21 21:30")  # the last day of the file is today
    (receipt,) = await bot.takes(MANAGER, files["wxt_plans"])
    alert = await bot.group.reads()
    assert alert.text.startswith("All ads: over budget today")
    edited = {message.id: message for message in await take_back(bot, receipt)}
    assert edited[alert.id].text.startswith("All ads: over budget today")
    assert "↩️ Withdrawn: the file it came from was taken back." in edited[alert.id].text
    assert edited[alert.id].buttons == ("Why",)


async def test_uploads_lists_them_and_takes_one_back(bot: Bot, files: dict[str, Path]) -> None:
    bot.group.says(MANAGER, "/uploads")
    assert (await bot.group.reads()).text.startswith("No file has come yet.")
    names = ("sycm_shop", "wxt_plans", "wxt_scenes", "wxt_words", "wxt_cash", "sycm_rivals", "sycm_products")
    await bot.takes(MANAGER, *(files[name] for name in names))
    bot.group.says(MANAGER, "/uploads")
    listed = await bot.group.reads()
    assert listed.buttons == ("1", "2", "3", "4", "5", "6", "›")
    assert "1 · 22 Nov 08:01 · Li\n【生意参谋平台】商品" in listed.text
    bot.group.presses(MANAGER, listed, "›")
    second = await bot.group.reads_edited()
    assert second.buttons == ("7", "‹")
    bot.group.presses(MANAGER, second, "7")
    one = await bot.group.reads_edited()
    assert one.text.startswith("Sycm: shop by day\n22 Nov 08:00 · Li\n")
    assert one.buttons == ("Take back", "‹ All files")
    bot.group.presses(MANAGER, one, "Take back")
    asked = await bot.group.reads()
    bot.group.presses(MANAGER, asked, "Keep it")
    assert (await bot.group.reads_edited()).text.startswith("Kept, nothing has changed.")


async def test_twice_and_by_people_who_may_not(bot: Bot, files: dict[str, Path]) -> None:
    (receipt,) = await bot.takes(MANAGER, files["sycm_shop"])
    await take_back(bot, receipt)
    bot.group.says(MANAGER, "/uploads")
    listed = await bot.group.reads()
    assert "taken back by Zhang" in listed.text
    bot.group.presses(MANAGER, listed, "1")
    assert (await bot.group.reads_edited()).buttons == ("‹ All files",)
    bot.group.says(STAFF, "/uploads")
    assert "I have asked the managers" in (await bot.group.reads()).text


async def test_what_is_taken_back_is_not_kept_by_another_question(bot: Bot, files: dict[str, Path]) -> None:
    (receipt,) = await bot.takes(MANAGER, files["sycm_shop"])
    bot.group.presses(MANAGER, receipt, "Take back")
    other = await bot.group.reads()
    assert await bot.group.sees_note() == ""
    await take_back(bot, receipt)
    while await bot.group.sees_note():
        pass
    bot.group.presses(MANAGER, other, "Keep it")
    await bot.everything_said()
    assert not [message for message in bot.group.unread_edits() if message.id == other.id]
