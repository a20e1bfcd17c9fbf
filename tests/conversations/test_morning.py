"""A store's first morning from end to end, on each database."""

from pathlib import Path

import pytest

from bot.settings import load
from tests.conversation import MANAGER, OWNER, Clock
from tests.conversations.conftest import TODAY, Bot

EXPORTS = ("sycm_shop", "sycm_products", "wxt_items", "wxt_plans", "wxt_words", "wxt_cash", "sycm_rivals")


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
async def test_from_setting_up_to_the_first_alert(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    bot: Bot,
    clock: Clock,
    files: dict[str, Path],
    database: str,
) -> None:
    if database == "postgres":
        await bot.stop()
        monkeypatch.setenv("ZHANGGUI_DATABASE_URL", request.getfixturevalue("bare_postgres"))
        group, bot = bot.group, Bot(bot.world, load(needs_token=True), clock)
        bot.group = group
        await bot.start()
        await bot.set_up()
    try:
        receipts = await bot.takes(MANAGER, *(files[name] for name in EXPORTS))
        assert all(receipt.text.startswith("✅") for receipt in receipts)
        assert not await bot.everything_said()
        await bot.at(f"{TODAY} 09:00")
        brief = await bot.group.reads()
        assert brief.text.startswith("Sat 21 Nov: revenue down 4.58% on Sat 14 Nov.")
        bot.group.says(OWNER, "/roi 7d word")
        assert "Best by word" in (await bot.group.reads()).text
        bot.group.says(OWNER, "/follow 云杉生活馆")
        await bot.group.reads()
        bot.group.says(OWNER, "/competitors")
        assert (await bot.group.reads()).photo
        bot.group.says(OWNER, "/budget all 500/day")
        await bot.group.reads()
        clock.to(f"{TODAY} 10:00")
        bot.group.says(OWNER, "/spend all 480")
        await bot.group.reads()
        assert (await bot.group.reads()).text.startswith("All ads: spending too fast")
    finally:
        await bot.stop()
