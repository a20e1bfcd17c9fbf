"""`/trend` in full, in both languages, with all that can be missing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from messages.post import MAX_CAPTION, Post, length
from messages.texts import NARROW, Texts, cells
from messages.trend import metric_name, note, trend_post
from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.periods import before
from metrics.sales import Origin, StoreDay
from metrics.trend import Metric, trend
from tests.briefs import STORE

LAST = date(2026, 9, 2)
OTHER = replace(STORE, name="木南家居旗舰店 😀 <b>&amp; 官方授权正品专卖 Very Long Store Name")
SENTENCES = (
    "What to do",
    "怎么办",
    "Not compared",
    "不与前一段",
    "Left out",
    "有 ",
    "Visitors are",
    "访客为",
    "Send",
    "把缺",
)


def days(count: int, size: int = 1, origin: Origin = Origin.SHOP) -> list[StoreDay]:
    return [
        StoreDay(
            LAST - timedelta(days=i), origin, Decimal(1000 + 10 * (i % 5)) * size, 20 * size, 40 * size,
            500 * size, 2000 * size, Decimal(50) * size, Decimal(100) * size, Decimal(400) * size,
        )
        for i in range(count)
    ]  # fmt: skip


def post(
    known: Iterable[StoreDay],
    metric: Metric = Metric.REVENUE,
    count: int = 30,
    language: str = "zh",
    *,
    calendar: Calendar | None = None,
) -> Post:
    return trend_post(
        trend(metric, before(LAST, count), known, calendar or Calendar()), STORE, Texts(language)
    )


def said(post: Post) -> str:
    return post.text.replace("<b>", "").replace("</b>", "")


def test_in_chinese() -> None:
    low = [
        StoreDay(LAST, Origin.SHOP, Decimal(700), 20, 40, 500),
        *days(90)[1:],
        StoreDay(date(2025, 9, 3), paid_amount=Decimal(1000)),
    ]
    assert post(low).text == (
        "<b>9月2日 周三 销售额 ¥700：低于平日</b>\n"
        "8月4日 – 9月2日\n"
        "平日 ¥983 – ¥1,057\n"
        "去年同日 ¥1,000 ▼30.0%\n"
        "日均 ¥1,010\n"
        "合计 ¥3.03万\n"
        "最高 ¥1,040，8月4日\n"
        "最低 ¥700，9月2日\n"
        "比前30天 ▼0.98%\n"
        "怎么办：点下面的“原因”逐层拆开看。"
    )


def test_in_english() -> None:
    assert post(days(90), Metric.CONVERSION, language="en").text == (
        "<b>Conversion 4.00% on Wed 2 Sep: as usual</b>\n"
        "4 Aug – 2 Sep\n"
        "Usually 3.88% – 4.12%\n"
        "All days together 4.00%\n"
        "On the 30 days before ＝"
    )


def test_nothing_known() -> None:
    nothing = post([], Metric.ROI, language="en")
    assert nothing.text == (
        "<b>ROI: no figures for these days</b>\n"
        "4 Aug – 2 Sep\n"
        "Send the files of the days that are missing: /files"
    )
    assert nothing.chart is None
    empty = trend(Metric.ROI, before(LAST, 7), [], Calendar())
    assert note(empty, Texts("zh")) == "ROI：这些天没有数据"


def test_the_first_day_ever() -> None:
    assert said(post(days(1), language="en")).splitlines() == [
        "Revenue ¥1,000 on Wed 2 Sep: too few days to say what is usual",
        "4 Aug – 2 Sep",
        "A day on average ¥1,000",
        "In total ¥1,000",
        "Not known: 29 days",
    ]


def test_a_campaign_is_named_and_not_measured_by_ordinary_days() -> None:
    sale = Campaign("双11 <大促> 超长的活动名字", CampaignKind.PLATFORM, LAST, LAST)
    found = post(days(90), calendar=Calendar(campaigns=(sale,)))
    assert found.text.startswith("<b>9月2日 周三 销售额 ¥1,000：双11 &lt;大促&gt;…</b>\n")
    assert "平日" not in found.text
    assert "不与前一段比较" in found.text


def test_what_is_said_of_days_counted_otherwise() -> None:
    known = days(30)
    known[4] = StoreDay(known[4].day, Origin.PRODUCTS, Decimal(1), 1, visitors=9)
    assert "有 1 天的访客口径不同，未计入。" in post(known, Metric.VISITORS).text
    assert "访客为各商品之和" in post(days(30, origin=Origin.PRODUCTS), Metric.VISITORS).text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("metric", Metric)
@pytest.mark.parametrize("count", [1, 7, 30, 90, 1100])
@pytest.mark.parametrize("size", [0, 1, 98_765])
def test_every_line_fits_a_narrow_phone(language: str, metric: Metric, count: int, size: int) -> None:
    known = days(120, size)
    known[0] = days(1, size * 3)[0]
    found = post(known, metric, count, language)
    _verdict, *rest = said(found).splitlines()
    assert [line for line in rest if cells(line) > NARROW and not line.startswith(SENTENCES)] == []
    assert length(found.text) <= min(MAX_CAPTION, 900)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_buttons_keep_the_other_choice_and_say_what_is_chosen(language: str) -> None:
    found = post(days(90), Metric.SPEND_SHARE, 90, language)
    labels = [button.label for row in found.buttons for button in row]
    name = metric_name(Metric.SPEND_SHARE, Texts(language))
    days_chosen = "✓ 90 天" if language == "zh" else "✓ 90 days"
    assert [label for label in labels if label.startswith("✓")] == [days_chosen, f"✓ {name}"]
    assert found.buttons[0][0].data == "trend:7:spend_share:7:20260902"
    assert found.buttons[1][0].data == "trend:7:revenue:90:20260902"
    assert len(found.buttons) == 5
    assert post(days(90), Metric.ROI).buttons[-1][0].data == "why:7:20260902:roi"


def test_the_picture_shows_the_same() -> None:
    chart = post([*days(90), StoreDay(LAST - timedelta(weeks=52), paid_amount=Decimal(900))]).chart
    assert chart is not None
    assert chart.kind == "trend"
    assert len(chart.days) == len(chart.values) == len(chart.low) == len(chart.ghost) == 30
    assert (chart.values[-1], chart.ghost[-1], chart.unit) == (1000.0, 900.0, "money")
    assert (chart.value_label, chart.band_label, chart.ghost_label) == ("销售额", "平日范围", "去年")
    long = post(days(400), Metric.AOV, 365).chart
    assert long is not None
    assert long.kind == "trend"
    assert long.value_label == "客单价（每点为近7天）"
    named = trend_post(trend(Metric.AOV, before(LAST, 7), days(9), Calendar()), OTHER, Texts("zh")).chart
    assert named is not None
    assert named.title == "木南家居旗舰店 😀 <b>&a… · 客单价 · 8月27日 – 9月2日"


def test_days_of_several_years_are_told_with_them() -> None:
    found = post(days(400), count=365)
    assert found.text.splitlines()[1] == "2025-09-03 – 2026-09-02"
    assert "最高 ¥1,040，2025-09-03" in found.text
    assert found.chart is not None
    assert found.chart.title.endswith(" · 2025-09-03 – 2026-09-02")
