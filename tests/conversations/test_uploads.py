"""Files sent to the bot: seen at once, read, answered with one receipt."""

from datetime import date
from pathlib import Path

from sqlalchemy import select

from playground import behaviour, places
from storage.engine import reading
from storage.tables import upload
from tests.conversation import MANAGER, OWNER, STAFF, becomes
from tests.conversations.conftest import LAST_DAY, Bot
from tests.samples.make import make

TITLES = {
    "sycm_products": "Sycm: all products",
    "wxt_items": "Wanxiangtai: products",
    "wxt_plans": "Wanxiangtai: plans",
    "wxt_scenes": "Wanxiangtai: scenes",
    "wxt_words": "Wanxiangtai: keywords",
    "wxt_cash": "Wanxiangtai: account cash flow",
    "sycm_rivals": "Sycm: competitors",
    "rivals_simple": "Competitor sheet (our template)",
    "reviews_plugin": "Reviews: browser plugin",
}
HEADER = "日期,店铺,商品,链接,价格,销量,访客数,评分,备注\n"


async def test_a_file_is_seen_stored_and_answered(bot: Bot, files: dict[str, Path]) -> None:
    sent = bot.group.uploads(MANAGER, files["sycm_shop"])
    assert await bot.group.sees_reaction() == (sent, "👀")
    receipt = await bot.group.reads()
    assert receipt.reply_to == sent
    assert receipt.text == (
        "✅ Sycm: shop by day\n"
        "23 Oct to 21 Nov\n"
        "30 rows new\n"
        "21 Nov: revenue ¥19,243.30\n"
        "6,457 visitors\n"
        "Conversion 4.18%"
    )
    assert await bot.group.sees_reaction() == (sent, "👌")
    await bot.is_silent()


async def test_every_export_is_known(bot: Bot, files: dict[str, Path]) -> None:
    receipts = await bot.takes(MANAGER, *(files[name] for name in TITLES))
    assert [receipt.text.splitlines()[0].split(" · ")[0] for receipt in receipts] == [
        f"✅ {title}" for title in TITLES.values()
    ]


async def test_the_same_file_twice_changes_nothing_and_says_so(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"])
    (receipt,) = await bot.takes(OWNER, files["sycm_shop"])
    assert "The same file came from Li on 22 Nov 08:00. Nothing has changed." in receipt.text


async def test_a_corrected_file_replaces_its_rows(bot: Bot, files: dict[str, Path], tmp_path: Path) -> None:
    corrected = make(tmp_path, LAST_DAY, seed=2)["sycm_shop"]
    await bot.takes(MANAGER, files["sycm_shop"])
    (held,) = await bot.takes(MANAGER, corrected)
    assert held.text == (
        "⚠️ This file looks wrong\nNothing is stored yet.\n"
        "Sycm: shop by day\n23 Oct to 21 Nov\n\n"
        "• 144 figures would change\n  80.0% of 180 known\n\n"
        "Another shop, another unit, or half a day?"
    )
    bot.group.presses(OWNER, held, "Store anyway")
    assert (await bot.group.reads_edited()).text.startswith("✅ Zhang says it is right: it is being stored.")
    receipt = await bot.group.reads()
    assert "30 rows changed" in receipt.text
    assert (await bot.group.sees_reaction())[1] == "👌"
    (again,) = await bot.takes(MANAGER, files["sycm_shop"])
    assert "The same file came from Li on 22 Nov 08:00; since then other figures had come." in again.text
    assert "21 Nov: revenue ¥19,243.30" in again.text


async def test_a_file_that_looks_wrong_is_discarded_by_people_or_by_time(
    bot: Bot, files: dict[str, Path], tmp_path: Path
) -> None:
    wrong = [make(tmp_path / str(seed), LAST_DAY, seed=seed)["sycm_shop"] for seed in (2, 3)]
    await bot.takes(MANAGER, files["sycm_shop"])
    first, second = [*await bot.takes(MANAGER, wrong[0]), *await bot.takes(MANAGER, wrong[1])]
    bot.group.presses(OWNER, first, "Discard")
    assert (await bot.group.reads_edited()).text.startswith("🗑 Discarded by Zhang, nothing was stored.")
    await bot.after(hours=49)
    await bot.everything_said()
    (given_up,) = bot.group.unread_edits()
    assert given_up.id == second.id
    assert given_up.text.startswith("🗑 Discarded: nobody has decided in two days.")
    (again,) = await bot.takes(MANAGER, files["sycm_shop"])
    assert "Nothing has changed." in again.text


async def test_revenue_is_summed_over_products_until_the_shop_file_comes(
    bot: Bot, files: dict[str, Path]
) -> None:
    (products,) = await bot.takes(MANAGER, files["sycm_products"])
    assert "21 Nov: revenue ¥19,243.30" in products.text
    assert "Visitors are the sum over products" in products.text
    (shop,) = await bot.takes(MANAGER, files["sycm_shop"])
    assert "6,457 visitors" in shop.text


async def test_a_table_nobody_knows(bot: Bot, files: dict[str, Path]) -> None:
    sent = bot.group.uploads(MANAGER, files["parcels"])
    answer = await bot.group.reads()
    assert "Columns found: 订单编号, 买家会员名," in answer.text
    assert "sheets to fill in: /template" in answer.text
    assert "某人" not in answer.text  # personal data is never shown
    assert [await bot.group.sees_reaction() for _ in range(2)] == [(sent, "👀"), (sent, "🤔")]


async def test_a_broken_file(bot: Bot, files: dict[str, Path], tmp_path: Path) -> None:
    broken = tmp_path / "店铺.xlsx"
    broken.write_bytes(files["sycm_shop"].read_bytes()[:4000])
    (answer,) = await bot.takes(MANAGER, broken)
    assert answer.text.startswith("⚠️ 店铺.xlsx: nothing stored\nThe file is damaged")


async def test_rejected_rows_are_named_and_the_rest_comes_as_a_file(bot: Bot, tmp_path: Path) -> None:
    sheet = tmp_path / "竞店.csv"
    good = "2026-11-20,云杉生活馆,收纳箱,,85,200,,4.8,\n"
    bad = "".join(f"someday {row},云杉生活馆,收纳箱,,85,200,,4.8,\n" for row in range(7))
    sheet.write_text(HEADER + good + bad, "utf-8-sig")
    sent = bot.group.uploads(MANAGER, sheet)
    receipt = await bot.group.reads()
    assert receipt.text.startswith("⚠️ Competitor sheet (our template)\n20 Nov")
    assert "7 rows rejected:" in receipt.text
    assert receipt.text.count("\n• ") == 5
    assert "row 3 · 日期 · “someday 0”" in receipt.text
    assert receipt.file_name.endswith(".csv")
    assert receipt.file.decode("utf-8-sig").count("someday") == 7
    assert [await bot.group.sees_reaction() for _ in range(2)] == [(sent, "👀"), (sent, "🤔")]


async def test_a_file_too_big_for_telegram(bot: Bot, files: dict[str, Path]) -> None:
    bot.group.uploads(MANAGER, files["sycm_shop"], size=30 << 20)
    answer = await bot.group.reads()
    assert "The file has 30 MB, and Telegram hands bots at most 20 MB." in answer.text


async def test_other_files_in_the_group_are_left_alone(bot: Bot, tmp_path: Path) -> None:
    picture = tmp_path / "party.pdf"
    picture.write_bytes(b"%PDF-1.4")
    bot.group.uploads(STAFF, picture)
    await bot.is_silent()


async def test_a_file_in_private_is_for_the_persons_store(bot: Bot, files: dict[str, Path]) -> None:
    private = bot.private(OWNER)
    private.uploads(OWNER, files["sycm_shop"])
    assert (await private.reads()).text.startswith("✅ Sycm: shop by day")
    await bot.is_silent()


async def test_staff_may_send_files_once_a_manager_has_agreed(bot: Bot, files: dict[str, Path]) -> None:
    bot.group.uploads(STAFF, files["sycm_shop"])
    question = await bot.group.reads()
    assert question.text.startswith("Wang wants to work with me here.")
    bot.group.presses(STAFF, question, "Staff")
    assert await bot.group.sees_note() == "The managers have been asked whether you may work with me here."
    bot.group.presses(MANAGER, question, "Staff")
    assert "Wang is staff now, decided by Li." in (await bot.group.reads_edited()).text
    (receipt,) = await bot.takes(STAFF, files["sycm_shop"])
    assert receipt.text.startswith("✅")


def is_put_back(bot: Bot) -> bool:
    """Whether the file waits for its next try."""
    with reading(bot.house.engine) as session:
        until, attempts = session.execute(select(upload.c.claimed_until, upload.c.attempts)).one()
    return until is not None and not attempts


async def test_a_file_that_telegram_did_not_hand_over_is_asked_for_again(
    bot: Bot, files: dict[str, Path]
) -> None:
    behaviour.fault(bot.world, "http500", "getFile")
    sent = bot.group.uploads(MANAGER, files["sycm_shop"])
    assert await bot.group.sees_reaction() == (sent, "👀")
    await becomes(lambda: is_put_back(bot))
    await bot.after(seconds=16)
    receipt = await bot.group.reads()
    assert receipt.text.startswith("✅ Sycm: shop by day")
    await bot.is_silent()


async def test_a_file_in_a_topic_is_answered_there(bot: Bot, files: dict[str, Path]) -> None:
    bot.world.chat(bot.group.chat_id).is_forum = True
    topic = places.topic(bot.world, bot.group.chat_id, OWNER.id, "数据")
    bot.group.uploads(MANAGER, files["sycm_shop"], thread=topic)
    assert (await bot.group.reads()).thread == topic


async def test_a_file_that_comes_just_after_another_shares_its_receipt(
    bot: Bot, files: dict[str, Path]
) -> None:
    (receipt,) = await bot.takes(MANAGER, files["sycm_shop"])
    bot.clock.forward(seconds=-2)  # nine seconds after it
    bot.group.uploads(MANAGER, files["wxt_plans"])
    shared = await bot.group.reads_edited()
    assert (shared.id, shared.text.startswith("✅ All 2 files stored\n")) == (receipt.id, True)
    await bot.is_silent()


async def test_who_tries_again_after_a_refusal_is_answered(
    bot: Bot, files: dict[str, Path], tmp_path: Path
) -> None:
    broken = tmp_path / "店铺.xlsx"
    broken.write_bytes(files["sycm_shop"].read_bytes()[:4000])
    await bot.takes(MANAGER, broken)
    bot.clock.forward(seconds=-11)  # the same moment
    (receipt,) = await bot.takes(MANAGER, files["sycm_shop"])
    assert receipt.text.startswith("✅ Sycm: shop by day")


async def test_files_of_many_days_sent_at_once(bot: Bot, tmp_path: Path) -> None:
    days = [date(2026, 11, 19), date(2026, 11, 20), LAST_DAY]
    made = [make(tmp_path / str(day), day, days=1)["sycm_shop"] for day in days]
    sent = [bot.group.uploads(MANAGER, path) for path in made]
    read = [await bot.group.sees_reaction() for _ in 2 * days]
    assert sorted(read, key=str) == sorted([(one, mark) for one in sent for mark in "👀👌"], key=str)
    (receipt,) = await bot.everything_said()
    final = bot.group.unread_edits()[-1]
    assert (receipt.reply_to, final.id) == (sent[0], receipt.id)
    assert final.text.startswith("✅ All 3 files stored\n")
