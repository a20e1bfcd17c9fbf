"""The brief's full texts: `brief/<case>.<language>.txt` beside this file is what people read."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from charts.chart import CHART, BriefChart, RoiChart
from messages.brief import brief_post
from messages.post import MAX_CAPTION, Post, plain
from messages.texts import NARROW, Texts, cells
from metrics.alerts import Alert, AlertState, Finding, Rule, Status
from metrics.brief import BriefFacts, MissingFile, compose
from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.reviews import OpenReviews
from metrics.rivals import Move, Range, What
from metrics.sales import Origin, StoreDay
from metrics.targets import month_of
from tests.briefs import DAY, NOW, STORE, facts, month_of_days, plan, sold, with_ads

TEXTS = Path(__file__).parent / "brief"
WEEK_AGO = DAY - timedelta(days=7)
D11 = date(2026, 11, 11)
TARGETS = dict.fromkeys(month_of(DAY).days(), Decimal(21000))
LONG = "😀<b>秋冬&外套</b>全场低价引流计划" * 6
SENTENCES = (  # that may take two lines: they are words, not figures
    "Visitors are a sum",
    "访客为各商品之和",
    "No split",
    "无法拆分",
    "Over the limit",
    "超过上限",
)
MOVES = (
    Move("云裳旗舰店", "羊毛大衣", What.PRICE_DOWN, Decimal("199.00"), Decimal("169.00")),
    Move("云裳旗舰店", "", What.SALES_UP, Range(100, 200), Range(500, 1000)),
    Move("暖阳服饰", "新款棉服", What.NEW_ITEM),
    Move("暖阳服饰", "", What.RATING_DOWN, Decimal("4.90"), Decimal("4.80")),
    Move("暖阳服饰", "", What.SALES_DOWN, Range(5000, 5000), Range(1000, 1000), in_money=True),
)
NORMAL = facts(
    *month_of_days(amount="23456.70", buyers=230, visitors=5400, **with_ads("1650.00", "7000.00")),
    targets=TARGETS,
    reviews=OpenReviews(2, 0),
    moves=MOVES[:2],
)


def alert(number: int, rule: Rule, status: Status, **facts: str) -> Alert:
    state = AlertState(status, told_at=NOW - timedelta(hours=20))
    who = LONG if status is Status.TAKEN else None
    return Alert(number, Finding(rule, "关键词推广", facts), NOW - timedelta(hours=20), state, who)


OPEN_ALERTS = (
    alert(1, Rule.BALANCE_EMPTY, Status.OPEN, balance="0"),
    alert(2, Rule.ROI_LOW, Status.OPEN, roi="2.4", level="3", day="2026-11-20", spend="800", revenue="1920"),
    alert(3, Rule.BALANCE_EMPTY, Status.TAKEN, balance="0"),
    alert(4, Rule.BALANCE_EMPTY, Status.RECOVERING, balance="0"),
    alert(5, Rule.BALANCE_EMPTY, Status.RECOVERING, balance="0"),
)
CASES: dict[str, BriefFacts] = {
    "normal": NORMAL,
    "no_target": replace(NORMAL, targets={}, reviews=OpenReviews(0, 0), moves=()),
    "no_ads": facts(sold(WEEK_AGO, "20000.00"), sold(DAY, "20100.00")),
    "zero_sales": facts(sold(WEEK_AGO, "20000.00"), sold(DAY, "0.00", buyers=0), reviews=OpenReviews(5, 5)),
    "first_day": facts(sold(DAY, "812.50", buyers=9, visitors=140), missing=(MissingFile("wxt_plans"),)),
    "missing_day": facts(
        *month_of_days(amount="1.00")[:-1],
        missing=(MissingFile("sycm_shop", "小李"), MissingFile("wxt_plans")),
    ),
    "only_products": facts(
        *month_of_days(amount="1.00")[:-1],
        sold(DAY, "18000.00", buyers=190, visitors=9000, origin=Origin.PRODUCTS),
        missing=(MissingFile("sycm_shop"),),
    ),
    "all_fell": facts(
        *month_of_days(amount="12000.00", buyers=150, visitors=4500, **with_ads("1100.00", "5000.00"))
    ),
    "summed_visitors": facts(
        sold(WEEK_AGO, "100000.00", origin=Origin.PRODUCTS),
        sold(DAY, "150000.00", buyers=280, visitors=6000, origin=Origin.PRODUCTS),
    ),
    "double11": facts(
        *(sold(D11 - timedelta(days=back), "9000.00") for back in range(59, 0, -1)),
        sold(D11, "88888.00", buyers=800, visitors=16000, **with_ads("6000.00", "30000.00")),
        day=D11,
        calendar=Calendar(),
        earlier=(sold(date(2025, 11, 11), "70000.00", buyers=700, visitors=15000),),
        history={date(2025, 11, 11): Decimal("70000.00")},
    ),
    "double11_alone": facts(
        *(sold(D11 - timedelta(days=back), "9000.00") for back in range(59, 0, -1)),
        sold(D11, "88888.00", buyers=800, visitors=16000),
        day=D11,
        calendar=Calendar(
            (
                Campaign(
                    "双11",
                    CampaignKind.PLATFORM,
                    D11 - timedelta(days=1),
                    D11,
                    planned_revenue=Decimal(150000),
                ),
            )
        ),
    ),
    "after_double11": facts(  # a week before lies its hangover
        *(sold(DAY - timedelta(days=back), "20000.00") for back in range(59, 0, -1)),
        sold(DAY, "22000.00", buyers=200, visitors=5200),
        calendar=Calendar(),
    ),
    "only_products_alike": facts(  # the products' file tells both days, and they are compared by it
        sold(WEEK_AGO, "20000.00", buyers=200, visitors=5000),
        sold(DAY, "18000.00", buyers=190, visitors=9000, origin=Origin.PRODUCTS),
        summed=(
            sold(WEEK_AGO, "19900.00", buyers=210, visitors=9400, origin=Origin.PRODUCTS),
            sold(DAY, "18000.00", buyers=190, visitors=9000, origin=Origin.PRODUCTS),
        ),
        missing=(
            MissingFile("sycm_shop", "小李"),
            MissingFile("wxt_plans", "小王"),
            MissingFile("reviews_rpa", "小张"),
        ),
    ),
    "quiet": facts(
        *month_of_days(amount="20300.00", buyers=203, visitors=5010, **with_ads("1500.00", "6900.00")),
        targets=dict.fromkeys(month_of(DAY).days(), Decimal(20000)),
    ),
    "alerts": facts(  # else as quiet as the one above
        *month_of_days(amount="20300.00", buyers=203, visitors=5010, **with_ads("1500.00", "6900.00")),
        targets=dict.fromkeys(month_of(DAY).days(), Decimal(20000)),
        alerts=OPEN_ALERTS,
    ),
    "unsent": facts(
        *month_of_days(amount="20300.00", buyers=203, visitors=5010),
        targets={DAY - timedelta(days=1): Decimal(20000)},
        unsent=(DAY - timedelta(days=2), DAY - timedelta(days=1)),
    ),
    "long_names": facts(
        *month_of_days(
            amount="123456789.01", buyers=987654, visitors=98765432, **with_ads("99999999.99", "1.00")
        ),
        store=replace(STORE, name=LONG),
        targets=dict.fromkeys(month_of(DAY).days(), Decimal("987654321.09")),
        ad_lines=(plan(LONG, "99999999.99", "1.00"),),
        reviews=OpenReviews(1234, 0),
        moves=tuple(replace(move, shop=LONG, item=LONG) for move in MOVES),
        missing=(MissingFile("wxt_items", LONG),),
        alerts=OPEN_ALERTS,
    ),
}


def told(case: str, language: str, chosen: str = "30") -> Post:
    given = CASES[case]
    return brief_post(compose(given), Texts(language), now=NOW, chosen=chosen)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_the_full_text(case: str, language: str) -> None:
    assert told(case, language).text + "\n" == (TEXTS / f"{case}.{language}.txt").read_text("utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("chosen", ["7", "ads"])
def test_the_other_views(chosen: str, language: str) -> None:
    assert told("normal", language, chosen).text + "\n" == (
        TEXTS / f"view_{chosen}.{language}.txt"
    ).read_text("utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("chosen", ["7", "30", "ads"])
@pytest.mark.parametrize("case", CASES)
def test_it_fits_a_caption_and_a_narrow_phone(case: str, chosen: str, language: str) -> None:
    text = told(case, language, chosen).text
    assert len(plain(text).encode("utf-16-le")) // 2 <= MAX_CAPTION - 100
    visible = plain(re.sub(r"<blockquote.*?</blockquote>", "", text, flags=re.DOTALL))
    assert len(visible) <= 900
    _verdict, *rest = plain(text).splitlines()
    assert [line for line in rest if cells(line) > NARROW and not line.startswith(SENTENCES)] == []


def test_values_are_escaped_markup_is_not() -> None:
    text = told("long_names", "zh").text
    assert "&lt;b&gt;" in text
    assert "<b>秋冬" not in text
    assert text.startswith("<b>11月21日")


def test_the_verdict_comes_first_and_says_what_to_do() -> None:
    first = plain(told("all_fell", "en").text).split("\n", 1)[0]
    assert first == (
        "Sat 21 Nov: revenue down 40.0% on a week ago. "
        "Smaller orders cost ¥3,495: check bundles and discounts."
    )


def test_buttons_keep_store_and_day_and_mark_what_is_shown() -> None:
    first, second = told("normal", "en", "7").buttons
    assert [(button.label, button.data) for button in (*first, *second)] == [
        ("✓ 7 days", "brief:7:20261121:7"),
        ("30 days", "brief:7:20261121:30"),
        ("Ads", "brief:7:20261121:ads"),
        ("Why", "why:7:20261121s:revenue"),  # and back to the seven days
        ("Source", "traces:7:d20261121s"),
        ("Refresh", "brief:7:20261121:7"),
    ]


def test_the_chart_shows_the_days_and_marks_the_briefs_own() -> None:
    chart = told("normal", "zh").chart
    assert isinstance(chart, BriefChart)
    assert chart.title == "小棉袄旗舰店 · 截至11月21日 30天"
    assert (len(chart.days), chart.days[-1], chart.marked) == (30, DAY, DAY)
    assert chart.revenue[-2:] == (20000.0, 23456.7)
    assert chart.target[-1] == 21000.0
    assert chart.target[0] is None  # October has no target
    assert chart.roi[0] == 4.6
    assert CHART.validate_python(CHART.dump_python(chart)) == chart
    seven = told("normal", "zh", "7").chart
    assert isinstance(seven, BriefChart)
    assert len(seven.days) == 7


def test_a_day_that_is_not_known_is_a_gap_in_the_chart() -> None:
    chart = told("missing_day", "en").chart
    assert isinstance(chart, BriefChart)
    assert chart.revenue[-1] is None
    assert chart.revenue[-2] == 20000.0


def test_the_chart_of_the_ads() -> None:
    chart = told("normal", "zh", "ads").chart
    assert isinstance(chart, RoiChart)
    assert chart.grades == ((3.0, "及格"), (4.0, "良好"), (5.0, "优秀"))
    assert (chart.spend[-1], len(chart.roi)) == (1650.0, 30)


def test_a_quiet_day_is_one_line_and_makes_no_sound() -> None:
    post = told("quiet", "en")
    assert plain(post.text).splitlines()[0] == "Sat 21 Nov: all in order. Revenue ¥20.3k, 102% of the target."
    assert post.text.split("\n", 1)[1].startswith("<blockquote expandable>")
    assert post.silent
    assert not told("normal", "en").silent


def test_a_late_brief_says_so() -> None:
    text = brief_post(compose(NORMAL), Texts("en"), now=NOW, late=NOW - timedelta(hours=2)).text
    assert plain(text).splitlines()[1] == "⏰ Late: due 07:03, I was away."


def test_a_brief_of_nothing_at_all() -> None:
    text = brief_post(compose(facts(StoreDay(DAY))), Texts("en"), now=NOW).text
    assert text.startswith("<b>Sat 21 Nov: no revenue figures yet.</b> Please send the shop file.\n")
