"""A table nobody knows: the bot asks once, reads it as it was told, and asks no more."""

from pathlib import Path

from tests.conversation import MANAGER, OWNER
from tests.conversations.conftest import Bot

OWN = (
    '日期,款号,品名,成交额,销量,进店人数,负责人手机\n2026-11-21,SG-301,抽屉箱,"1,234.00",12,300,13800000000\n'
)
STRANGE = "甲,乙,丙\na,1,2\nb,3,4\n"


def table(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode("gb18030"))
    return path


async def test_what_we_think_is_right_and_is_remembered(bot: Bot, tmp_path: Path) -> None:
    (card,) = await bot.takes(MANAGER, table(tmp_path, "我的日报.csv", OWN))
    assert card.text == (
        "❓ 我的日报.csv\nI do not know this table yet. Is it this?\n\n"
        "One row is a product on a day.\n"
        "• day: 日期 (2026-11-21)\n• item ID: 款号 (SG-301)\n• item name: 品名 (抽屉箱)\n"
        "• revenue: 成交额 (1,234.00)\n• visitors: 进店人数 (300)\n• items sold: 销量 (12)\n"
        "Not read: 负责人手机"
    )
    assert card.buttons == ("✅ Yes, read it so", "Other columns", "Other rows", "Not for you")
    bot.group.presses(OWNER, card, "✅ Yes, read it so")
    assert (await bot.group.reads_edited()).text.startswith(
        "✅ Understood, thank you Zhang: it is being read."
    )
    receipt = await bot.group.reads()
    assert receipt.text.startswith("✅ Own table: products by day\n21 Nov\n1 row new\n")
    assert "21 Nov: revenue ¥1,234.00" in receipt.text
    assert (await bot.group.sees_reaction())[1] == "👌"
    again = table(tmp_path, "再来.csv", OWN.replace("2026-11-21", "2026-11-20"))
    (second,) = await bot.takes(MANAGER, again)
    assert second.text.startswith("✅ Own table: products by day\n20 Nov\n")


async def test_people_put_it_right_and_the_bot_forgets_again(bot: Bot, tmp_path: Path) -> None:
    path = table(tmp_path, "我的日报.csv", OWN)
    (card,) = await bot.takes(MANAGER, path)
    for pressed, expected in (
        ("Other rows", "What does one row tell of?"),
        ("a day of the shop", "One row is a day of the shop."),
        ("Other columns", "Which of these stands in another column?"),
        ("✓ visitors", "Which column is visitors?"),
        ("None of them", "One row is a day of the shop."),
    ):
        bot.group.presses(MANAGER, card, pressed)
        card = await bot.group.reads_edited()
        assert expected in card.text
    assert "visitors" not in card.text
    bot.group.presses(MANAGER, card, "✅ Yes, read it so")
    await bot.group.reads_edited()
    assert (await bot.group.reads()).text.startswith("✅ Own table: shop by day\n21 Nov\n")
    assert (await bot.group.sees_reaction())[1] == "👌"
    bot.group.says(MANAGER, "/formats")
    listed = await bot.group.reads()
    assert "1 · one row is a day of the shop\n我的日报.csv\nLi, 22 Nov 08:00" in listed.text
    bot.group.presses(MANAGER, listed, "Forget 1")
    assert (await bot.group.reads_edited()).text.startswith("You have explained no table to me yet.")
    (asked,) = await bot.takes(MANAGER, path)
    assert asked.text.startswith("❓ 我的日报.csv")


async def test_where_we_have_no_idea_the_rows_are_asked_for_first(bot: Bot, tmp_path: Path) -> None:
    (card,) = await bot.takes(MANAGER, table(tmp_path, "怪表.csv", STRANGE))
    assert card.text == (
        "❓ 怪表.csv\nI do not know this table yet. Its columns:\n"
        "• 甲: a · b\n• 乙: 1 · 3\n• 丙: 2 · 4\n\nWhat does one row tell of?"
    )
    bot.group.presses(MANAGER, card, "an item in stock")
    card = await bot.group.reads_edited()
    assert "⚠️ seller code: which column?\n⚠️ in stock: which column?" in card.text
    assert "✅ Yes, read it so" not in card.buttons
    for field, column in (("seller code", "甲"), ("in stock", "乙")):
        for pressed in ("Other columns", field, column):
            bot.group.presses(MANAGER, card, pressed)
            card = await bot.group.reads_edited()
    bot.group.presses(MANAGER, card, "✅ Yes, read it so")
    await bot.group.reads_edited()
    assert (await bot.group.reads()).text.startswith("✅ Own table: stock · 22 Nov\n2 rows new\n")


async def test_nobody_answers_or_it_is_not_for_us(bot: Bot, tmp_path: Path) -> None:
    (card,) = await bot.takes(MANAGER, table(tmp_path, "怪表.csv", STRANGE))
    bot.group.presses(MANAGER, card, "Not for you")
    assert (await bot.group.reads_edited()).text.startswith("🗑 Discarded by Li, nothing was stored.")
    (card,) = await bot.takes(MANAGER, table(tmp_path, "怪表二.csv", STRANGE))
    await bot.after(hours=49)
    await bot.everything_said()
    assert bot.group.unread_edits()[-1].text.startswith("🗑 Discarded: nobody has decided in two days.")
