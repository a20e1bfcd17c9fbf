"""Files sent together: one receipt that grows, and says of each what became of it."""

from pathlib import Path

from playground import people
from tests.conversation import GROUP, MANAGER, Message
from tests.conversations.conftest import LAST_DAY, Bot
from tests.samples.make import make


def album(bot: Bot, *paths: Path) -> list[int]:
    sent = [
        people.upload(bot.world, GROUP, MANAGER.id, path.name, path.read_bytes(), album="1") for path in paths
    ]
    return [int(message["message_id"]) for message in sent]


async def receipts(bot: Bot) -> list[Message]:
    """What stands in the chat in the end: each message of the bot's as it was last."""
    said = {message.id: message for message in await bot.everything_said()}
    said |= {message.id: message for message in bot.group.unread_edits() if message.id in said}
    return list(said.values())


async def all_read(bot: Bot, count: int) -> None:
    reactions: dict[int, str] = {}
    while len(reactions) < count or "👀" in reactions.values():
        message_id, emoji = await bot.group.sees_reaction()
        reactions[message_id] = emoji


async def test_an_album_has_one_receipt(bot: Bot, files: dict[str, Path], tmp_path: Path) -> None:
    picture = tmp_path / "picture.xlsx"
    picture.write_bytes(b"%PDF-1.7 nothing of a table")
    sent = album(bot, files["sycm_shop"], picture, files["wxt_plans"], files["wxt_cash"])
    await all_read(bot, 4)
    (receipt,) = await receipts(bot)
    assert receipt.reply_to == sent[0]
    assert receipt.text == (
        "⚠️ 3 of 4 files stored\n\n"
        "✅ Sycm: shop by day\n23 Oct to 21 Nov\n21 Nov: revenue ¥19,243.30\n"
        "✅ Wanxiangtai: plans\n23 Oct to 21 Nov\n21 Nov: spend ¥1,200.82\nROI 3.87\n"
        "✅ Wanxiangtai: account cash flow\n23 Oct to 21 Nov\nBalance ¥5,783.50\nAs of 21 Nov 23:30\n\n"
        "⚠️ picture.xlsx\nThis is no table but a PDF. I read .xlsx, .xls, .csv and .zip."
    )
    assert receipt.buttons == ("Take back …",)


async def test_one_of_them_is_taken_back(bot: Bot, files: dict[str, Path]) -> None:
    album(bot, files["sycm_shop"], files["wxt_plans"])
    await all_read(bot, 2)
    (receipt,) = await receipts(bot)
    assert receipt.text.startswith("✅ All 2 files stored\n")
    bot.group.presses(MANAGER, receipt, "Take back …")
    listed = await bot.group.reads()
    bot.group.presses(MANAGER, listed, "2")
    await bot.everything_said()
    one = bot.group.unread_edits()[-1]
    bot.group.presses(MANAGER, one, "Take back")
    bot.group.presses(MANAGER, await bot.group.reads(), "Yes, take it back")
    await bot.everything_said()
    edits = [message.text for message in bot.group.unread_edits() if message.id == receipt.id]
    assert edits[-1].startswith("⚠️ 1 of 2 files stored\n\n✅ Wanxiangtai: plans")
    assert "\n\n↩️ 店铺-整体" in edits[-1]
    assert edits[-1].endswith("taken back by Li")


async def test_a_question_about_one_of_them_has_its_own_card(
    bot: Bot, files: dict[str, Path], tmp_path: Path
) -> None:
    await bot.takes(MANAGER, files["sycm_shop"])
    wrong = make(tmp_path, LAST_DAY, seed=2)["sycm_shop"]
    album(bot, wrong, files["wxt_plans"])
    await all_read(bot, 2)
    card, receipt = sorted(await receipts(bot), key=lambda said: not said.text.startswith("⚠️ This file"))
    assert card.buttons == ("Store anyway", "Discard")
    assert "please answer my question about it" in receipt.text
    bot.group.presses(MANAGER, card, "Store anyway")
    await all_read(bot, 1)
    await bot.everything_said()
    edits = [message.text for message in bot.group.unread_edits() if message.id == receipt.id]
    assert edits[-1].startswith("✅ All 2 files stored\n\n✅ Sycm: shop by day")


async def test_one_that_is_discarded_waits_for_nobody_in_the_common_receipt(
    bot: Bot, files: dict[str, Path], tmp_path: Path
) -> None:
    odd = tmp_path / "怪表.csv"
    odd.write_bytes("甲,乙\na,1\n".encode("gb18030"))
    album(bot, files["sycm_shop"], odd)
    await all_read(bot, 2)
    said = await receipts(bot)
    receipt = next(message for message in said if "files stored" in message.text)
    card = next(message for message in said if message.text.startswith("❓"))
    assert receipt.text.endswith("⚠️ 怪表.csv\nplease answer my question about it")
    bot.group.presses(MANAGER, card, "Not for you")
    await bot.everything_said()
    edits = {message.id: message.text for message in bot.group.unread_edits()}
    assert edits[card.id].startswith("🗑 Discarded by Li, nothing was stored.")
    assert edits[receipt.id].startswith("⚠️ 1 of 2 files stored")
    assert edits[receipt.id].endswith("🗑 怪表.csv\ndiscarded by Li")
