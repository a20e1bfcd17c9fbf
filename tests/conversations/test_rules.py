"""/rules: looked at by everybody, tried and changed by managers, in place."""

from pathlib import Path

from tests.conversation import MANAGER, STAFF
from tests.conversations.conftest import Bot


async def test_a_threshold_is_tried_on_the_shops_days_and_saved(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"], files["wxt_plans"])
    await bot.everything_said()
    bot.group.says(MANAGER, "/rules")
    card = await bot.group.reads()
    assert card.text == "Rules of this shop\nAll as usual in the trade"
    bot.group.presses(MANAGER, card, "ROI and ad share")
    group = await bot.group.reads_edited()
    assert "1 ROI passes from: 3" in group.text
    bot.group.presses(MANAGER, group, "1")
    page = await bot.group.reads_edited()
    assert page.text.startswith("ROI passes from\nBelow it there is an alert.\n\nNow 3\n\n30 days: fired ")
    bot.group.presses(MANAGER, page, "▲ 3.1")
    tried = await bot.group.reads_edited()
    assert "Now 3\nNew 3.1, not saved yet\n" in tried.text
    assert "as it is now:" in tried.text
    bot.group.presses(MANAGER, tried, "Type a value …")
    question = await bot.group.reads()
    assert question.text == "ROI passes from: which value?\nReply with it, like 3."
    bot.group.says(MANAGER, "lots", reply_to=question)
    sorry = await bot.group.reads()
    assert sorry.text.startswith("I cannot read “lots” as a value.")
    bot.group.says(MANAGER, "3.9", reply_to=sorry)
    typed = await bot.group.reads_edited()
    assert (typed.id, "New 3.9, not saved yet" in typed.text) == (card.id, True)
    assert (await bot.group.reads()).text == "3.9 is on the card above, not saved yet."
    bot.group.presses(MANAGER, typed, "Save")
    saved = await bot.group.reads_edited()
    assert "✅ Saved: 3.9\nUsual 3\n" in saved.text
    bot.group.presses(MANAGER, saved, "‹ ROI and ad share")
    assert "1 ROI passes from: 3.9 ✎" in (await bot.group.reads_edited()).text


async def test_a_viewer_looks_and_changes_nothing(bot: Bot) -> None:
    bot.group.says(STAFF, "/rules")
    bot.group.presses(MANAGER, await bot.group.reads(), "Viewer")
    await bot.group.reads_edited()
    bot.group.says(STAFF, "/rules")
    bot.group.presses(STAFF, await bot.group.reads(), "Reviews and DSR")
    group = await bot.group.reads_edited()
    bot.group.presses(STAFF, group, "1")
    page = await bot.group.reads_edited()
    assert page.buttons == ("‹ Reviews and DSR",)
    assert "No preview: no days are known." in page.text
    bot.group.presses(MANAGER, page, "‹ Reviews and DSR")
    bot.group.presses(MANAGER, await bot.group.reads_edited(), "1")
    page = await bot.group.reads_edited()
    bot.group.presses(STAFF, page, "▼ 4.75")
    await bot.everything_said()
    assert bot.group.unread_edits() == []
