"""Bad reviews: told at the hour and with their file, each once, until they are answered."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.conversation import MANAGER, OWNER, STAFF
from tests.conversations.conftest import TODAY, Bot
from tests.samples.containers import as_xlsx


async def test_new_ones_are_told_with_their_file_and_not_again_at_the_hour(
    bot: Bot, files: dict[str, Path]
) -> None:
    await bot.takes(MANAGER, files["reviews_rpa"])
    told = await bot.group.reads()
    assert told.text.startswith("9 new bad reviews\n")
    await bot.takes(MANAGER, files["sycm_shop"])
    await bot.at(f"{TODAY} 09:00")
    await bot.group.reads()  # the brief
    await bot.at(f"{TODAY} 13:00")
    await bot.is_silent()


async def test_late_ones_are_told_once_to_whoever_looks_after_reviews(
    bot: Bot, files: dict[str, Path]
) -> None:
    await bot.takes(MANAGER, files["reviews_rpa"])
    card = await bot.group.reads()
    await bot.everything_said()
    private = bot.private(OWNER)
    private.says(OWNER, "/help")  # the founder can be spoken to in private
    await private.reads()
    for hour in ("07:59", "08:01", "09:00", "13:00", "20:00"):  # the card came at 08:00, or seconds later
        await bot.at(f"2026-11-23 {hour}")
    late = await private.reads()
    assert late.text.startswith("⏰ 9 bad reviews are late\n24 hours: ")
    assert "Their cards are in the group:\nTea House" in late.text
    edited = await bot.group.reads_edited()
    assert (edited.id, edited.text.count("⏰ Late: told 08:01")) == (card.id, 5)
    assert not [one.text for one in await bot.everything_said() if "late" in one.text]
    private.presses(OWNER, late, "Show them")
    assert (await private.reads_edited()).text.startswith("9 bad reviews wait\n")


async def test_one_goes_from_new_to_closed_and_its_buyer_opens_it_again(bot: Bot, tmp_path: Path) -> None:
    await bot.takes(MANAGER, sheet(tmp_path, ["", ""]))
    card = await bot.group.reads()
    assert card.text.startswith("1 new bad review\n")
    assert "About: missing parts" in card.text
    for who, label, says in (
        (STAFF, "✋ Take", "✋ Taken: Wang, 08:00"),
        (STAFF, "📝 Draft", "📝 Draft 1 of 4, to copy:\n抱歉，您的包裹里少了东西。"),
        (STAFF, "📝 Another draft", "请告诉我们四层置物架（白色）缺了什么"),
        (STAFF, "✅ Answered", "✅ Answered: Wang, 08:00"),
        (OWNER, "☑️ Close", "☑️ Closed: Zhang, 08:00"),
    ):
        bot.group.presses(who, card, label)
        if who is STAFF and label == "✋ Take":
            await accept(bot)
            bot.group.presses(who, card, label)
        card = await bot.group.reads_edited()
        assert says in card.text, card.text
    await bot.at("2026-11-25 10:00")
    await bot.everything_said()
    await bot.takes(MANAGER, sheet(tmp_path, ["说好补寄还是没到", "抱歉"]))
    again = await bot.group.reads()
    assert again.text.startswith("1 review open again\nIts buyer has added to it.\n")
    assert "Later added: “说好补寄还是没到”" in again.text
    assert "✋ Taken: Wang, 22 Nov" in again.text
    assert "📝 Draft" in again.buttons


async def test_a_reply_in_a_file_answers_it_on_its_card(bot: Bot, tmp_path: Path) -> None:
    await bot.takes(MANAGER, sheet(tmp_path, ["", ""]))
    card = await bot.group.reads()
    await bot.at("2026-11-22 18:00")
    await bot.takes(MANAGER, sheet(tmp_path, ["", "马上补寄"]))
    edited = await bot.group.reads_edited()
    assert edited.id == card.id
    assert "✅ Answered in a file, 18:00" in edited.text
    await bot.at("2026-11-23 20:00")
    assert not [one for one in await bot.everything_said() if "late" in one.text or "review" in one.text]


async def test_three_of_one_kind_are_one_alert_until_the_days_have_passed(bot: Bot, tmp_path: Path) -> None:
    bad = ["少了两颗螺丝", "缺了一块板", "漏发了脚垫"]
    rows = [
        ["2026-11-20 10:00:00", f"{i}", SHELF, "白色", words, "差评", "", ""] for i, words in enumerate(bad)
    ]
    await bot.takes(MANAGER, written(tmp_path, rows))
    told = await bot.group.reads()
    assert told.text.startswith("3 new bad reviews\n")
    alert = await bot.group.reads()
    assert alert.text.startswith(
        "3× missing parts: 四层…\n四层置物架\nbad reviews of 7 days\nCheck the packing list.\n"
    )
    assert not any(words in alert.text for words in bad)  # they stand on the list just above
    good = ["2026-11-27 10:00:00", "9", SHELF, "白色", "很好", "好评", "", ""]
    await bot.at("2026-11-27 12:00")
    await bot.everything_said()
    await bot.takes(MANAGER, written(tmp_path, [good]))
    while alert.id != (edited := await bot.group.reads_edited()).id:
        pass
    assert "✅" in edited.text


async def test_a_product_s_reviews_are_a_picture_and_others_shops_are_not_ours(
    bot: Bot, tmp_path: Path
) -> None:
    rows = [
        ["2026-11-20 10:00:00", "1", SHELF, "白色", "少了两颗螺丝", "差评", "", ""],
        ["2026-11-19 10:00:00", "2", SHELF, "白色", "质量很好", "好评", "", ""],
    ]
    await bot.takes(MANAGER, written(tmp_path, rows))
    await bot.group.reads()
    theirs = [
        ["2026-11-20 10:00:00", "", "他家架子", "", "掉漆，味道刺鼻", "差评", "", "", "云杉生活馆"],
        ["2026-11-20 11:00:00", "", "他家架子", "", "做工粗糙，生锈", "差评", "", "", "云杉生活馆"],
        ["2026-11-20 12:00:00", "", "他家架子", "", "发货很快，包装很严实", "好评", "", "", "云杉生活馆"],
        ["2026-11-20 12:30:00", "", "他家架子", "", "发货快，第二天就到", "好评", "", "", "云杉生活馆"],
    ]
    await bot.takes(MANAGER, written(tmp_path, theirs, "店铺"))
    bot.group.says(OWNER, "/reviews")
    listed = await bot.group.reads()
    assert listed.text.startswith("1 bad review waits\n")
    assert listed.buttons[-2:] == ("📊 四层置物架 · 1", "Other shops' reviews")
    bot.group.presses(OWNER, listed, "📊 四层置物架 · 1")
    picture = await bot.group.reads()
    assert picture.photo is not None
    assert "Most: missing parts 1\nCheck the packing list." in picture.text
    bot.group.presses(OWNER, listed, "Other shops' reviews")
    shops = await bot.group.reads()
    assert "云杉生活馆\n4 reviews, 50.0% bad\n＋ delivery\n－ quality\n" in shops.text
    bot.group.presses(OWNER, shops, "云杉生活馆 is ours")
    assert (await bot.group.reads_edited()).text == "No reviews of other shops"
    bot.group.says(OWNER, "/reviews 置物")
    assert (await bot.group.reads()).photo is not None
    bot.group.says(OWNER, "/reviews 花瓶<&>")
    assert "I know no reviews of “花瓶<&>”." in (await bot.group.reads()).text


async def test_good_ones_are_counted_at_noon_on_working_days_without_a_sound(
    bot: Bot, files_of: Callable[[date], dict[str, Path]]
) -> None:
    files = files_of(date(2026, 11, 23))
    await bot.at("2026-11-24 08:30")
    await bot.everything_said()
    await bot.takes(MANAGER, files["reviews_rpa"])
    await bot.everything_said()
    await bot.at("2026-11-24 12:59")
    assert not [one for one in await bot.everything_said() if "Good reviews" in one.text]
    await bot.at("2026-11-24 13:00")
    (noon,) = [one for one in await bot.everything_said() if "Good reviews" in one.text]
    assert noon.text.startswith("Good reviews: ")
    assert noon.text.endswith(" yesterday")
    await bot.at("2026-11-28 13:00")  # a Saturday
    assert not [one for one in await bot.everything_said() if "Good reviews" in one.text]


# ------------------------------------------------------------------------------------------------- the files

SHELF = "四层置物架"
HEADER = ["时间", "订单编号", "商品名称", "规格", "评价内容", "评分", "追加评论", "商家回复"]


def written(folder: Path, rows: list[list[object]], *more: str) -> Path:
    path = folder / "评论数据.xlsx"
    path.write_bytes(as_xlsx([[*HEADER, *more], *rows]))
    return path


def sheet(folder: Path, added: list[str]) -> Path:
    """One bad review, with what its buyer added and what was answered."""
    row = ["2026-11-21 10:00:00", "330001", SHELF, "白色", "少了两颗螺丝", "差评", *added]
    return written(folder, [row])


async def accept(bot: Bot) -> None:
    """A manager lets the newcomer work here."""
    question = await bot.group.reads()
    bot.group.presses(OWNER, question, next(label for label in question.buttons if "taff" in label))
    await bot.group.reads_edited()
