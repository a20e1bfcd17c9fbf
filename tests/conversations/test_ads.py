"""/roi, budgets and the alerts about ad money."""

from pathlib import Path

from jobs import ads
from tests.conversation import MANAGER, OWNER
from tests.conversations.conftest import TODAY, Bot

CHART = (1200, 675)
CAP = "👌 Cap it at ¥500.00 today"
BY_ELEVEN = "关键词推广: spending too fast\nSpent ¥480.00 by 11:00\nToday about ¥1,047.27\nBudget ¥500.00\n"


async def test_roi_keeps_period_and_cut_apart(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"], files["wxt_plans"], files["wxt_scenes"])
    bot.group.says(MANAGER, "/roi 30d plan")
    said = await bot.group.reads()
    assert "Best by plan" in said.text
    assert said.photo == CHART
    assert said.buttons[:4] == ("today", "7 days", "✓ 30 days", "month")
    assert said.buttons[4:] == ("scene", "✓ plan", "item", "word", "crowd")
    bot.group.presses(MANAGER, said, "scene")
    said = await bot.group.reads_edited()
    assert "Best by scene" in said.text
    assert {"✓ 30 days", "✓ scene"} <= set(said.buttons)
    bot.group.presses(MANAGER, said, "7 days")
    said = await bot.group.reads_edited()
    assert "15 Nov – 21 Nov" in said.text
    assert {"✓ 7 days", "✓ scene"} <= set(said.buttons)
    assert said.photo == CHART
    await bot.is_silent()


async def test_roi_without_any_figures_or_with_strange_words(bot: Bot) -> None:
    bot.group.says(MANAGER, "/roi")
    assert "No ad figures for these days." in (await bot.group.reads()).text
    bot.group.says(MANAGER, "/roi banana")
    assert "I do not understand “banana”." in (await bot.group.reads()).text


async def spends_too_fast(bot: Bot) -> None:
    bot.group.says(MANAGER, "/budget 关键词推广 500/day")
    assert (await bot.group.reads()).text.startswith("Budget set")
    bot.clock.to(f"{TODAY} 11:00")
    bot.group.says(MANAGER, "/spend 关键词推广 480")
    assert (await bot.group.reads()).text.startswith("Noted: 关键词推广 ¥480.00")


async def test_a_budget_that_runs_over_is_told_once(bot: Bot) -> None:
    await spends_too_fast(bot)
    alert = await bot.group.reads()
    assert alert.text.startswith(BY_ELEVEN)
    assert alert.buttons == (CAP, "I take it", "Give to …", "Solved", "Mute …", "No problem", "Why")
    bot.group.says(MANAGER, "/spend 关键词推广 490")
    assert (await bot.group.reads()).text.startswith("Noted")
    edited = await bot.group.reads_edited()
    assert edited.id == alert.id
    assert "Spent ¥490.00" in edited.text
    bot.clock.forward(minutes=10)
    for job in ads.JOBS:
        await job.run(bot.house)
    await bot.is_silent()


async def test_alert_buttons_say_who_and_leave_what_still_means_something(bot: Bot) -> None:
    await spends_too_fast(bot)
    alert = await bot.group.reads()
    bot.group.presses(OWNER, alert, "I take it")
    card = await bot.group.reads_edited()
    assert card.id == alert.id
    assert card.text.startswith(BY_ELEVEN)
    assert "✋ Zhang has it until 15:00" in card.text
    bot.group.presses(MANAGER, card, "Give to …")
    whom = await bot.group.reads_edited()
    assert whom.buttons[-1] == "‹ Back"
    bot.group.presses(MANAGER, whom, "‹ Back")
    card = await bot.group.reads_edited()
    bot.group.presses(MANAGER, card, "Mute …")
    bot.group.presses(MANAGER, await bot.group.reads_edited(), "This one: until it recovers")
    card = await bot.group.reads_edited()
    assert "🔕 Muted until it recovers" in card.text
    bot.group.presses(MANAGER, card, "Solved")
    assert (await bot.group.reads_edited()).buttons == ("Open again", "Why")


async def test_a_balance_that_will_not_last(bot: Bot) -> None:
    bot.clock.to(f"{TODAY} 12:00")
    bot.group.says(MANAGER, "/spend all 600 balance 120")
    noted = await bot.group.reads()
    assert "Balance ¥120.00" in noted.text
    alert = await bot.group.reads()
    assert "balance" in alert.text.lower()
    assert "¥120.00" in alert.text
    bot.group.says(MANAGER, "/spend all 720 balance 0")
    await bot.group.reads()
    assert "used up" in (await bot.group.reads()).text


async def test_only_managers_set_budgets_and_nonsense_is_explained(bot: Bot) -> None:
    bot.group.says(MANAGER, "/budget 关键词推广 lots")
    assert "/budget" in (await bot.group.reads()).text
    bot.group.says(MANAGER, "/spend")
    assert "/spend" in (await bot.group.reads()).text
