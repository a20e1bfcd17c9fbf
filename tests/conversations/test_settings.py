"""One card for all settings: the day's posts and the awaited files are changed in place."""

from pathlib import Path

from tests.conversation import MANAGER, STAFF
from tests.conversations.conftest import Bot


async def test_a_post_is_switched_off_and_gets_another_time(bot: Bot) -> None:
    bot.group.says(MANAGER, "/settings")
    card = await bot.group.reads()
    assert (
        "Half-day check: 14:00\nEvening sheet: 17:30\nGood reviews: 13:00 🔕\n"
        "Week, Mondays: 09:30\nMonth, on the 1st: 09:45" in card.text
    )
    bot.group.presses(MANAGER, card, "Day's posts")
    posts = await bot.group.reads_edited()
    bot.group.presses(MANAGER, posts, "🔔 Half-day check")
    posts = await bot.group.reads_edited()
    bot.group.presses(MANAGER, posts, "🔕 Half-day check")
    posts = await bot.group.reads_edited()
    assert posts.text.startswith("The day's other posts\nHalf-day check: off\n")
    bot.group.presses(MANAGER, posts, "🕑 17:30")
    question = await bot.group.reads()
    bot.group.says(MANAGER, "6pm", reply_to=question)
    sorry = await bot.group.reads()
    assert sorry.text.startswith("I cannot read “6pm” as a time of day.")
    bot.group.says(MANAGER, "18:00", reply_to=sorry)
    followed = await bot.group.reads_edited()
    assert followed.id == card.id
    assert "Evening sheet: 18:00" in followed.text
    assert (await bot.group.reads()).text == "✅ Evening sheet: 18:00"
    bot.group.presses(MANAGER, followed, "Back")
    assert "Half-day check: off\nEvening sheet: 18:00\n" in (await bot.group.reads_edited()).text
    bot.group.says(MANAGER, "/target 30000/day")
    await bot.group.reads()
    await bot.at("2026-11-23 14:00")
    assert [one.text for one in await bot.everything_said() if one.photo is None] == []


async def test_the_brief_waits_for_the_chosen_files_only(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"], files["wxt_plans"])
    bot.group.says(MANAGER, "/settings")
    bot.group.presses(MANAGER, await bot.group.reads(), "Files")
    chosen = await bot.group.reads_edited()
    assert chosen.text == "Files the brief waits for\nas learned from what comes"
    assert chosen.buttons == ("✓ Sycm: shop by day", "✗ Wanxiangtai: plans", "✓ As learned", "Back")
    bot.group.presses(MANAGER, chosen, "✗ Wanxiangtai: plans")
    chosen = await bot.group.reads_edited()
    assert chosen.text == "Files the brief waits for\nas you have chosen"
    assert chosen.buttons == ("✓ Sycm: shop by day", "✓ Wanxiangtai: plans", "As learned", "Back")
    bot.group.presses(MANAGER, chosen, "Back")
    card = await bot.group.reads_edited()
    assert "latest 11:00\nFiles waited for: 2 chosen\n" in card.text
    bot.group.presses(MANAGER, card, "Files")
    chosen = await bot.group.reads_edited()
    bot.group.presses(MANAGER, chosen, "As learned")
    assert "as learned" in (await bot.group.reads_edited()).text


async def test_only_managers_change_settings(bot: Bot) -> None:
    bot.group.says(STAFF, "/help")
    bot.group.presses(MANAGER, await bot.group.reads(), "Staff")
    await bot.group.reads_edited()
    bot.group.says(STAFF, "/settings")
    assert (await bot.group.reads()).text.startswith("Only managers may do that")
