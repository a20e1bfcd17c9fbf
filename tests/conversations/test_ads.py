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


async def test_what_would_mend_it_is_approved_with_one_press_and_done_by_somebody(bot: Bot) -> None:
    await spends_too_fast(bot)
    alert = await bot.group.reads()
    bot.group.presses(MANAGER, alert, CAP)
    card = await bot.group.reads_edited()
    assert card.id == alert.id
    assert "✋ Li has it until 18:00" in card.text
    assert "11:00 approved by Li" in card.text
    assert CAP not in card.buttons
    told = await bot.group.reads()
    assert told.text == (
        "Cap it at ¥500.00 today\n关键词推广\nApproved by Li\n"
        "I cannot set it myself: please\nset it on the ad platform."
    )
    bot.group.says(MANAGER, "/tasks")
    listed = await bot.group.reads()
    assert listed.text == "1 open task\n\nnobody's yet\n1 关键词推广\n   Cap it at ¥500.00 today"
    bot.group.presses(OWNER, listed, "✅ 1")
    edited = [await bot.group.reads_edited(), await bot.group.reads_edited()]
    by_id = {message.id: message for message in edited}
    assert by_id[listed.id].text == "No open tasks"
    assert "11:00 done by Zhang" in by_id[alert.id].text
    bot.group.presses(MANAGER, told, "✅ Done")  # somebody was faster
    await bot.is_silent()
    bot.group.says(MANAGER, "/tasks")
    assert (await bot.group.reads()).text == "No open tasks"


async def test_the_account_is_topped_up_a_day_ahead(bot: Bot, files: dict[str, Path]) -> None:
    """The files tell what days cost; the balance that somebody tells lasts over today, not over Monday."""
    await bot.takes(MANAGER, files["wxt_scenes"])
    await bot.everything_said()
    bot.clock.to(f"{TODAY} 09:10")
    bot.group.says(MANAGER, "/spend all 60 balance 900")
    assert (await bot.group.reads()).text.startswith("Noted: All ads ¥60.00")
    low = await bot.group.reads()
    assert low.text.startswith("All ads: balance is low\nBalance ¥900.00\n(told 22 Nov 09:10)\n")
    assert "Lasts until 2" in low.text
    assert low.buttons[0].startswith("👌 Top up ¥")
    bot.group.presses(MANAGER, low, low.buttons[0])
    assert "approved by Li" in (await bot.group.reads_edited()).text
    assert (await bot.group.reads()).text.startswith("Top up ¥")
    bot.clock.to(f"{TODAY} 10:00")
    bot.group.says(MANAGER, "/spend all 90 balance 8000")
    assert (await bot.group.reads()).text.startswith("Noted: All ads ¥90.00")
    assert "✅ Over by itself after" in (await bot.group.reads_edited()).text


async def test_a_plan_that_sells_next_to_nothing_is_told_at_ten_with_what_pausing_saves(
    bot: Bot, files: dict[str, Path]
) -> None:
    await bot.takes(MANAGER, files["wxt_plans"])
    await bot.everything_said()
    await bot.at(f"{TODAY} 09:59")
    assert all("ROI 0.79" not in said.text for said in await bot.everything_said())
    await bot.at(f"{TODAY} 10:00")
    (card,) = [said for said in await bot.everything_said() if "ROI 0.79" in said.text]
    assert card.text.startswith(
        "关键词-大词测试: ROI 0.79\nPlan, 7 days to 21 Nov\nSpend ¥1,318.31\n1,106 clicks\n"
        "Ad revenue ¥1,035.44\nPausing it saves:\n¥188.33 a day\n¥1,318.31 a week"
    )
    bot.group.presses(MANAGER, card, "👌 Pause the plan")
    assert "approved by Li" in (await bot.group.reads_edited()).text
    assert (await bot.group.reads()).text.startswith("Pause the plan\n关键词-大词测试\n")
    await bot.after(hours=2)
    said = await bot.everything_said()
    assert [one.text for one in said if one.text.startswith("关键词-大词测试")] == []


async def test_a_plan_s_budget_is_told_from_a_scene_s(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["wxt_plans"])
    await bot.everything_said()
    bot.group.says(MANAGER, "/budget 关键词-大词测试 9000/month")
    said = await bot.group.reads()
    assert said.text.startswith("Budget set\n关键词-大词测试\n¥9,000.00 a month\nSpent ¥")
    assert "\nAs planned: " in said.text
    assert "\n→ ¥" in said.text
    assert "No file names this channel" not in said.text


async def test_only_managers_set_budgets_and_nonsense_is_explained(bot: Bot) -> None:
    bot.group.says(MANAGER, "/budget 关键词推广 lots")
    assert "/budget" in (await bot.group.reads()).text
    bot.group.says(MANAGER, "/spend")
    assert "/spend" in (await bot.group.reads()).text
