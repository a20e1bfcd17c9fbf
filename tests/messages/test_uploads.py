"""Receipts and refusals as people read them."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from messages import uploads
from messages.post import plain
from messages.texts import NARROW, Texts, catalogue, cells
from messages.uploads import KINDS, MISTAKES, receipt_post, refusal_post, template_post
from metrics.ads import AdTotals
from metrics.mistakes import Mistake
from metrics.questions import RowKind
from metrics.sales import Origin, StoreDay
from metrics.tables import Problem
from metrics.uploads import (
    AdsHeadline,
    BalanceHeadline,
    Counts,
    Headline,
    Receipt,
    ReviewsHeadline,
    RivalsHeadline,
    Upload,
)
from readers.containers import OTHERS
from readers.formats import FORMATS
from readers.reasons import REASONS

ZH, EN = Texts("zh"), Texts("en")
DAY, EARLIER = date(2026, 11, 21), date(2026, 10, 23)
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
SALES = StoreDay(
    DAY, Origin.PRODUCTS, paid_amount=Decimal("12345.60"), paid_buyers=50, visitors=1600, paid_items=70
)
RECEIPT = Receipt(1, "商品.xls", "sycm_products", DAY, DAY, Counts(1200, 3, 40), 0, (), (), SALES)
UPLOAD = Upload(9, 1, 1, 7, None, 42, "小<王>", "f", "商品.xls", 100, NOW, "ab12")


def problem(i: int, **changed: object) -> Problem:
    return replace(Problem("Sheet1", i, "支付金额", "=1+<2>", "not_a_number"), **changed)  # type: ignore[arg-type]


def test_a_receipt_in_chinese() -> None:
    post = receipt_post(RECEIPT, ZH)
    assert post.text == (
        "✅ <b>生意参谋 商品</b> · 11月21日\n"
        "新增 1,200 行 · 更新 3 行\n未变 40 行\n"
        "11月21日支付金额 <b>¥12,345.60</b>\n"
        "访客 1,600，转化率 3.12%\n"
        "访客数是各商品之和：看过两个商品的人算两次。"
    )
    assert post.attachment is None


def test_visitors_that_no_file_tells_are_not_spoken_of() -> None:
    post = receipt_post(replace(RECEIPT, headline=replace(SALES, visitors=None)), EN)
    assert post.text.endswith("\n21 Nov: revenue <b>¥12,345.60</b>")


def test_a_receipt_in_english() -> None:
    receipt = replace(RECEIPT, first_day=EARLIER, headline=replace(SALES, origin=Origin.SHOP))
    assert receipt_post(receipt, EN).text == (
        "✅ <b>Sycm: all products</b>\n23 Oct to 21 Nov\n"
        "1,200 rows new\n3 rows changed\n40 rows unchanged\n"
        "21 Nov: revenue <b>¥12,345.60</b>\n"
        "1,600 visitors\nConversion 3.12%"
    )


def test_the_same_file_again() -> None:
    receipt = replace(RECEIPT, counts=Counts(0, 0, 1243), same_as=UPLOAD, headline=None)
    assert receipt_post(receipt, ZH).text == (
        "✅ <b>生意参谋 商品</b> · 11月21日\n同一个文件，小&lt;王&gt; 已于11月22日 10:00发过，数据没有变化。"
    )
    changed = replace(receipt, counts=Counts(0, 5, 1238))
    assert receipt_post(changed, EN).text == (
        "✅ <b>Sycm: all products</b> · 21 Nov\n"
        "The same file came from 小&lt;王&gt; on 22 Nov 10:00; since then other figures had come. "
        "Now these count again.\n"
        "5 rows changed\n1,238 rows unchanged"
    )


def test_problems_are_listed_with_their_place() -> None:
    found = (problem(7), problem(0, column="", value="", sheet="很长很长很长很长的工作表", reason="no_day"))
    receipt = replace(RECEIPT, rejected=2, problems=found, headline=None, notes=("totals_dropped",))
    assert receipt_post(receipt, ZH).text == (
        "⚠️ <b>生意参谋 商品</b> · 11月21日\n"
        "新增 1,200 行 · 更新 3 行\n未变 40 行\n"
        "合计行已略去。\n"
        "\n"
        "<b>2 行未收</b>：\n"
        "• Sheet1 · 第 7 行 · 支付金额 · “=1+&lt;2&gt;”：不是数字\n"
        "• 很长很长很长很…：缺少日期"
    )


def test_doubts_do_not_spoil_the_verdict() -> None:
    doubt = problem(7, rejected=False, reason="identity_broken", value="")
    receipt = replace(RECEIPT, problems=(doubt,), headline=None)
    assert receipt_post(receipt, EN).text == (
        "✅ <b>Sycm: all products</b> · 21 Nov\n"
        "1,200 rows new\n3 rows changed\n40 rows unchanged\n"
        "\n"
        "Kept, but 1 figure is doubtful:\n"
        "• Sheet1 · row 7 · 支付金额: does not agree with the other columns"
    )


def test_more_than_five_problems_come_as_a_file_that_computes_nothing() -> None:
    receipt = replace(RECEIPT, rejected=6, problems=tuple(problem(i) for i in range(1, 7)), headline=None)
    post = receipt_post(receipt, ZH)
    assert post.text.count("•") == 5
    assert post.text.endswith("全部 6 处见附件。")
    assert post.attachment is not None
    assert post.attachment.name == "商品 问题.csv"
    assert post.attachment.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(post.attachment.data.decode("utf-8-sig"))))
    assert rows[0] == ["工作表", "行", "列", "值", "问题"]
    assert rows[6] == ["Sheet1", "6", "支付金额", "'=1+<2>", "不是数字"]


@pytest.mark.parametrize(
    ("headline", "zh", "en"),
    [
        (
            AdsHeadline(DAY, AdTotals(spend=Decimal(5), ad_revenue=Decimal("20.60"))),
            "11月21日花费 <b>¥5.00</b>，ROI <b>4.12</b>",
            "21 Nov: spend <b>¥5.00</b>, ROI <b>4.12</b>",
        ),
        (
            AdsHeadline(DAY, AdTotals(spend=Decimal(50_000), ad_revenue=Decimal(206_000))),
            "11月21日花费 <b>¥50,000.00</b>\nROI <b>4.12</b>",
            "21 Nov: spend <b>¥50,000.00</b>\nROI <b>4.12</b>",
        ),
        (
            BalanceHeadline(NOW, Decimal("88.5")),
            "余额 <b>¥88.50</b>（11月22日 10:00）",
            "Balance <b>¥88.50</b> (22 Nov 10:00)",
        ),
        (
            BalanceHeadline(NOW, Decimal("5783.50")),
            "余额 <b>¥5,783.50</b>\n截至 11月22日 10:00",
            "Balance <b>¥5,783.50</b>\nAs of 22 Nov 10:00",
        ),
        (
            ReviewsHeadline(3, 1, 20),
            "<b>差评 3</b>，中评 1，好评 20",
            "<b>3 bad</b>, 1 neutral, 20 good",
        ),
        (
            RivalsHeadline(DAY, ("云杉", "白桦")),
            "2 家竞店，截至11月21日\n云杉 · 白桦",
            "2 competitors up to 21 Nov\n云杉 · 白桦",
        ),
        (
            RivalsHeadline(DAY, tuple("一二三四五六")),
            "6 家竞店，截至11月21日\n一 · 二 · 三 · 四 · 五 · …",
            "6 competitors up to 21 Nov\n一 · 二 · 三 · 四 · 五 · …",
        ),
    ],
)
def test_the_headline_of_each_kind(headline: Headline, zh: str, en: str) -> None:
    receipt = replace(RECEIPT, headline=headline)
    for texts, expected in ((ZH, zh), (EN, en)):
        text = receipt_post(receipt, texts).text
        assert text.endswith(f"\n{expected}")
        assert all(cells(plain(line)) <= NARROW for line in text.split("\n"))


def test_an_unknown_table_is_answered_with_its_columns_and_where_to_look() -> None:
    mistake = Mistake("unknown_table", columns=("货号", "<颜色>"), sheets=("Sheet1",))
    assert refusal_post("库存.xlsx", mistake, ZH).text == (
        "⚠️ <b>库存.xlsx</b>：未入库\n"
        "不认识这张表。找到的列：货号、&lt;颜色&gt;。\n"
        "能读的表见使用说明；可填写的表格：/template"
    )


def test_a_long_name_leaves_the_refusal_a_line_of_its_own() -> None:
    text = refusal_post("关键词报表_20261122_091500 (1).csv", Mistake("empty_file"), EN).text
    assert text == "⚠️ <b>关键词报表_20261122_091500…</b>\nNothing stored.\nThe file is empty."


@pytest.mark.parametrize("first", [EARLIER, DAY])
def test_the_verdict_on_every_table_keeps_to_a_phone(first: date) -> None:
    for name in uploads.titles():
        receipt = replace(RECEIPT, format=name, first_day=first, headline=None)
        assert all(cells(plain(line)) <= NARROW for line in receipt_post(receipt, ZH).text.split("\n"))


def test_other_refusals() -> None:
    ambiguous = Mistake("ambiguous_table", formats=("sycm_shop", "wxt_plans"))
    assert refusal_post("a.zip", ambiguous, EN).text == (
        "⚠️ <b>a.zip</b>: nothing stored\n"
        "This file could be several exports: Sycm: shop by day, Wanxiangtai: plans. Send them one by one."
    )
    wide = Mistake("unknown_table", columns=tuple(f"c{i}" for i in range(21)))
    assert "c18, c19, …." in refusal_post("a.zip", wide, EN).text
    picture = Mistake("not_a_table", kind="a picture")
    assert refusal_post("a.xls", picture, ZH).text == (
        "⚠️ <b>a.xls</b>：未入库\n这不是表格，而是图片。我能读 .xlsx、.xls、.csv 和 .zip。"
    )
    too_big = Mistake("file_too_big", megabytes=31, limit=20)
    assert refusal_post("a.zip", too_big, ZH).text == (
        "⚠️ <b>a.zip</b>：未入库\n"
        "文件有 31 MB，Telegram 最多给机器人 20 MB。请导出更短的时间段；"
        "或自建 Bot API 服务器，并将 ZHANGGUI_TELEGRAM_URL 设为它的地址。"
    )


def test_the_template_comes_with_words() -> None:
    post = template_post(b"xlsx", ZH)
    assert post.text.startswith("请填好后以文件发回")
    assert post.attachment is not None
    assert (post.attachment.name, post.attachment.data) == ("competitors.xlsx", b"xlsx")


def test_everything_the_readers_say_is_known_in_chinese() -> None:
    said = (
        {reason.sentence for reason in REASONS} | {known.title for known in FORMATS} | set(MISTAKES.values())
    )
    kinds = {*OTHERS.values(), "a document", "a binary file"}
    assert kinds == set(KINDS)
    assert (said | kinds) - catalogue("zh").keys() == set()
    own = {f"own_{kind}" for kind in RowKind}
    assert set(uploads.titles()) == {known.name for known in FORMATS} | own
