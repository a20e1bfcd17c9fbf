"""[Source] under the brief: where each figure comes from, in its place, and back again."""

from pathlib import Path

from tests.conversation import MANAGER, OWNER
from tests.conversations.conftest import TODAY, Bot


async def test_the_sources_of_a_brief_and_back(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"])
    bot.clock.to(f"{TODAY} 08:10")
    await bot.takes(OWNER, files["wxt_plans"])
    bot.clock.to(f"{TODAY} 08:20")
    bot.group.says(OWNER, "/target 2026-11-21 20000")
    await bot.group.reads()
    await bot.at(f"{TODAY} 09:00")
    brief = await bot.group.reads()
    bot.group.presses(MANAGER, brief, "Source")
    sources = await bot.group.reads_edited()
    assert sources.id == brief.id
    assert sources.text == (
        "Sources: Sat 21 Nov\n\n"
        "Revenue and visitors\n店铺-整体-全部历史-分日-所有…\nSycm: shop by day\n22 Nov 08:00 · Li\n\n"
        f"Ads\n{files['wxt_plans'].name}\nWanxiangtai: plans\n22 Nov 08:10 · Zhang\n\n"
        "Sales targets\n✍️ 22 Nov 08:20 · Zhang"
    )
    assert sources.photo == brief.photo
    bot.group.presses(MANAGER, sources, "‹ Back")
    assert (await bot.group.reads_edited()).text == brief.text
