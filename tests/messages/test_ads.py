"""`/roi` in full, in both languages."""

from datetime import date
from decimal import Decimal

import pytest
from markupsafe import Markup

from messages.ads import roi_post
from messages.post import MAX_CAPTION
from messages.texts import Texts, cells
from metrics.ads import AdDay, AdLine, AdTotals, Cut
from metrics.periods import Period
from metrics.roi import RoiReport, roi_report
from metrics.rules import Rules
from metrics.sales import StoreDay

DAYS = tuple(date(2026, 11, day) for day in (19, 20, 21))
PERIOD = Period(DAYS[0], date(2026, 11, 22), "3d")


def line(name: str, spend: int, revenue: int) -> AdLine:
    return AdLine(name, name, AdTotals(5000, 100, Decimal(spend), Decimal(revenue), 1))


LINES = [line("夏季连衣裙_搜索", 600, 4200), line("老客<召回>", 1200, 2400), line("新品测款", 200, 0)]


def report(lines: list[AdLine], *, cut: Cut = Cut.PLAN, known: int = 2, period: Period = PERIOD) -> RoiReport:
    totals = AdTotals(10000, 200, Decimal(1000), Decimal(3300), 5)
    sales = [StoreDay(day, paid_amount=Decimal(12500), ad_spend=Decimal(1000)) for day in DAYS[:known]]
    return roi_report(period, cut, [AdDay(day, totals) for day in DAYS[:known]], sales, lines, Rules())


def test_in_chinese() -> None:
    post = roi_post(report(LINES), 1, Texts("zh"))
    assert post.text == (
        "<b>ROI 3.30 及格：2 个要降</b>\n"
        "11月19日 – 11月21日\n"
        "花费 ¥2,000.00\n"
        "推广成交 ¥6,600.00\n"
        "推广费占比 8.00%，上限 10.0%\n"
        "全店投产比 12.50\n"
        "（未计包邮和优惠）\n"
        "缺 11月21日 的推广报表\n"
        "\n"
        "<b>最好的计划</b>\n"
        "1. 夏季连衣裙_搜索\n"
        "7.00 ¥600 → 主力保持\n"
        "2. 老客&lt;召回&gt;\n"
        "2.00 ¥1,200 → 降：低于 3\n"
        "\n"
        "<b>最差的计划</b>\n"
        "1. 新品测款\n"
        "0.00 ¥200 → 停投：没成交"
    )


def test_in_english() -> None:
    post = roi_post(report(LINES), 1, Texts("en"))
    assert post.text == (
        "<b>ROI 3.30, pass: 2 to cut</b>\n"
        "19 Nov – 21 Nov\n"
        "Spend ¥2,000.00\n"
        "Ad revenue ¥6,600.00\n"
        "Spend share 8.00% (max 10.0%)\n"
        "Store ROI 12.50\n"
        "(before shipping, discounts)\n"
        "No ad file for 21 Nov\n"
        "\n"
        "<b>Best by plan</b>\n"
        "1. 夏季连衣裙_搜索\n"
        "7.00 ¥600 → keep as it is\n"
        "2. 老客&lt;召回&gt;\n"
        "2.00 ¥1,200 → lower: under 3\n"
        "\n"
        "<b>Worst by plan</b>\n"
        "1. 新品测款\n"
        "0.00 ¥200 → stop: no sale"
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "zh",
            "<b>这些天没有推广数据。</b>\n11月19日 – 11月21日\n"
            "把万相台的报表原样发来即可：报表 → 计划 → 下载。",
        ),
        (
            "en",
            "<b>No ad figures for these days.</b>\n19 Nov – 21 Nov\n"
            "To see them here, send 万相台's report as downloaded: 报表 → 计划 → 下载.",
        ),
    ],
)
def test_nothing_known(language: str, text: str) -> None:
    assert roi_post(report([], known=0), 1, Texts(language)).text == text


def test_what_the_cut_leaves_out_is_said() -> None:
    words = [line("连衣裙女夏", 400, 1000)]
    assert roi_post(report(words, cut=Cut.WORD), 1, Texts("en")).text.endswith(
        "2.50 ¥400 → lower the bid\nTells of 20.0% of the spend"
    )
    assert roi_post(report([], cut=Cut.WORD), 1, Texts("en")).text.endswith("\n\nNo report by word has come.")


def test_revenue_of_fewer_days_is_said() -> None:
    made = roi_report(
        PERIOD,
        Cut.PLAN,
        [AdDay(day, AdTotals(spend=Decimal(100), ad_revenue=Decimal(500))) for day in DAYS],
        [StoreDay(DAYS[0], paid_amount=Decimal(800), ad_spend=Decimal(100))],
        [],
        Rules(),
    )
    text = roi_post(made, 1, Texts("en")).text
    assert text.startswith("<b>ROI 5.00, excellent: keep going</b>\n")
    assert "Spend share 12.5%, over 10.0%\n" in text
    assert "Revenue known: 1 of 3 days\n" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_ten_long_lines_fit_a_caption_and_a_phone(language: str) -> None:
    name = "夏季连衣裙女装新款显瘦碎花长裙_关键词推广_华东_高转化人群"
    lines = [line(f"{n}{name}", 987_654 + n, (987_654 + n) * n) for n in range(12)]
    text = Markup(roi_post(report(lines), 1, Texts(language)).text).striptags()
    plain = Markup(roi_post(report(lines), 1, Texts(language)).text.replace("\n", "\x00")).striptags()
    assert len(text) <= MAX_CAPTION
    assert max(cells(row) for row in plain.split("\x00")) <= 30


def test_buttons_change_one_thing_and_keep_the_other() -> None:
    periods, cuts = roi_post(
        report(LINES, period=Period(*DAYS[::2], "30d"), cut=Cut.ITEM), 7, Texts("en")
    ).buttons
    assert [(button.label, button.data) for button in periods] == [
        ("today", "roi:7:today:item"),
        ("7 days", "roi:7:7d:item"),
        ("✓ 30 days", "roi:7:30d:item"),
        ("month", "roi:7:month:item"),
    ]
    assert [(button.label, button.data) for button in cuts] == [
        ("scene", "roi:7:30d:scene"),
        ("plan", "roi:7:30d:plan"),
        ("✓ item", "roi:7:30d:item"),
        ("word", "roi:7:30d:word"),
        ("crowd", "roi:7:30d:crowd"),
    ]


def test_the_chart_keeps_gaps() -> None:
    chart = roi_post(report(LINES), 1, Texts("zh")).chart
    assert chart is not None
    assert chart.kind == "roi"
    assert chart.days == DAYS
    assert chart.spend == (1000.0, 1000.0, None)
    assert chart.roi == (3.3, 3.3, None)
    assert chart.grades == ((3.0, "及格"), (4.0, "良好"), (5.0, "优秀"))
    assert chart.title == "推广花费与投产比 · 11月19日 – 11月21日"
