"""Why, from a brief down to a single source and product, and back up: one message, rewritten in place."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.conversation import MANAGER, Message
from tests.conversations.conftest import Bot

CHART = (1200, 675)
Files = Callable[[date], dict[str, Path]]


async def settled(bot: Bot, files: dict[str, Path], files_of: Files) -> None:
    """All files of a month, and where visitors came from on the last day and a week before it."""
    sent = (files[name] for name in ("sycm_shop", "sycm_products", "sycm_sources", "wxt_plans"))
    await bot.takes(MANAGER, *sent, files_of(date(2026, 11, 14))["sycm_sources"])


async def opened(bot: Bot, message: Message, label: str) -> Message:
    """What the message says after a button was pressed: still the same message, still a picture."""
    bot.group.presses(MANAGER, message, label)
    edited = await bot.group.reads_edited()
    assert (edited.id, edited.photo) == (message.id, CHART)
    return edited


async def test_from_the_brief_down_to_a_source_and_back(
    bot: Bot, files: dict[str, Path], files_of: Files
) -> None:
    await settled(bot, files, files_of)
    bot.group.says(MANAGER, "/brief")
    brief = await bot.group.reads()
    why = await opened(bot, brief, "Why")
    assert why.text.startswith("Revenue ")
    assert "Against Sat 14 Nov\n(not an ordinary day either)" in why.text
    assert why.buttons == ("By source", "By product", "Conversion", "AOV", "ROI", "‹ Back")
    sources = await opened(bot, why, "By source")
    assert sources.text.startswith("Visitors ")
    assert "平台流量: " in sources.text
    assert "Together: " in sources.text
    source = await opened(bot, sources, "1")
    assert source.text.splitlines()[1] in ("平台流量", "付费推广")
    assert (await opened(bot, source, "‹ Back")).text == sources.text
    assert (await opened(bot, source, "‹ Back")).text == why.text
    assert (await opened(bot, source, "‹ Back")).text.startswith(brief.text.split("\n", 1)[0])
    await bot.is_silent()


async def test_down_to_a_product_and_to_a_plan(bot: Bot, files: dict[str, Path], files_of: Files) -> None:
    await settled(bot, files, files_of)
    asked = bot.group.says(MANAGER, "/why")
    why = await bot.group.reads()
    assert (why.reply_to, why.photo) == (asked, CHART)
    products = await opened(bot, why, "By product")
    assert "Numbers open what is below." in products.text
    product = await opened(bot, products, "1")
    assert "By search: " in product.text
    assert (await opened(bot, product, "‹ Back")).text == products.text
    assert (await opened(bot, product, "‹ Back")).text == why.text
    for figure, sign in (("Conversion", " pp"), ("AOV", "¥")):
        ratio = await opened(bot, why, figure)
        assert ratio.text.startswith(figure)
        assert sign in ratio.text
        assert (await opened(bot, ratio, "‹ Back")).text == why.text
    roi = await opened(bot, why, "ROI")
    assert "Cost per click: " in roi.text
    plans = await opened(bot, roi, "By plan")
    assert "Spend ¥" in plans.text
    assert (await opened(bot, plans, "‹ Back")).text == roi.text


async def test_what_is_missing_is_said_on_the_button_and_nothing_else_changes(
    bot: Bot, files: dict[str, Path]
) -> None:
    await bot.takes(MANAGER, files["sycm_shop"])
    bot.group.says(MANAGER, "/why")
    why = await bot.group.reads()
    bot.group.presses(MANAGER, why, "ROI")
    assert await bot.group.sees_note() == "No ad report of Sat 21 Nov has come: send it to see more."
    assert bot.group.unread_edits() == []
    products = await opened(bot, why, "By product")
    assert "No product file of Sat 14 Nov has come: send it to see more." in products.text


async def test_a_week_and_what_cannot_be_asked(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"])
    bot.group.says(MANAGER, "/why 访客 上周")
    visitors = await bot.group.reads()
    assert "9 Nov – 15 Nov" in visitors.text
    assert "No file of traffic sources of 2 Nov – 8 Nov has come: send it to see more." in visitors.text
    bot.group.presses(MANAGER, visitors, "‹ Back")
    week = await bot.group.reads_edited()
    assert "Visitors are added up over the days." in week.text
    bot.group.presses(MANAGER, week, "‹ Back")
    assert (await bot.group.reads_edited()).text.startswith("9 Nov – 15 Nov: ")
    bot.group.says(MANAGER, "/why me")
    assert (await bot.group.reads()).text.startswith("I do not understand “me”. Write the figure")
    bot.group.says(MANAGER, "/why 2026-12-24")
    assert (await bot.group.reads()).text == (
        "Revenue: nothing to compare\nOf Thu 24 Dec\nNo revenue of Thu 24 Dec is known: send the shop file."
    )
