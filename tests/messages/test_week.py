"""The weekly post's full texts: `week/<case>.<language>.txt` beside this file is what people read."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from charts.chart import CHART, BriefChart
from messages.post import Post
from messages.texts import Texts
from messages.week import week_post
from metrics.pages import PageDay, Pages
from metrics.periods import DAY, Period
from metrics.sales import Origin
from metrics.service import ScoresHeadline
from metrics.spans import SpanFacts, summarise
from metrics.week import week_of
from tests.briefs import NOW, STORE
from tests.weeks import before, day, days_of, pages, product, source, span_facts, too_much, varied

TEXTS = Path(__file__).parent / "week"
WEEK = week_of(date(2026, 11, 23))  # ordinary, as is the week before it
D11 = week_of(date(2026, 11, 11))
D11_YEAR_AGO = Period(D11.start - timedelta(days=365), D11.end - timedelta(days=365))
LONG = "😀<b>秋冬&外套</b>全场低价引流计划" * 6
PRODUCTS = ("羊毛双面呢大衣女中长款秋冬新款", "加绒打底裤", "羊羔绒外套", "高领毛衣", "羽绒马甲", "围巾")
SOURCES = (
    "平台流量 > 手淘搜索",
    "平台流量 > 手淘推荐",
    "付费推广 > 关键词推广",
    "付费推广 > 货品全站推广",
    "广告流量",
)
SENTENCES = ("No split", "无法拆分", "Compared on", "按两边")  # may take two lines: words, not figures


def sold_before(**figures: object) -> dict[date, object]:
    return days_of(before(WEEK.start, 60), **figures)


def normal() -> SpanFacts:
    days = {
        **varied(before(WEEK.start, 60)),
        **days_of(WEEK, amount=18000, buyers=190, visitors=4400, views=12500),
    }
    days[WEEK.start] = day(WEEK.start, 24000, buyers=250, visitors=5600, views=15000)
    products = [product(name, 20000 - 3000 * i, buyers=200 - 20 * i) for i, name in enumerate(PRODUCTS)]
    earlier = [product(name, 14000 - 300 * i) for i, name in enumerate(PRODUCTS)]
    start, old = WEEK.start, WEEK.start - timedelta(days=7)
    return span_facts(
        WEEK,
        days,
        targets=dict.fromkeys(WEEK.days(), Decimal(21000)),
        products=tuple(products),
        products_before=tuple(earlier),
        sources=tuple(source(start, path, 1000 - 150 * i) for i, path in enumerate(SOURCES)),
        sources_before=tuple(source(old, path, 800 - 50 * i) for i, path in enumerate(SOURCES[:4])),
        pages=pages(WEEK, "0.725"),
    )


def with_gap() -> SpanFacts:
    facts = normal()
    gone = WEEK.start + 3 * DAY
    return span_facts(
        WEEK, {one: known for one, known in facts.days.items() if one != gone}, targets=facts.targets
    )


def half_days() -> SpanFacts:
    """A day with ads alone and one with the shop's file alone; few files of products, one of sources."""
    facts, first = normal(), WEEK.start
    only_ads = replace(facts.days[first], paid_amount=None)
    only_shop = replace(facts.days[first + DAY], ad_spend=None, ad_revenue=None)
    days = {**facts.days, first: only_ads, first + DAY: only_shop}
    told = {name: getattr(facts, name) for name in ("products", "products_before", "sources")}
    return span_facts(WEEK, days, targets=facts.targets, product_days=4, source_days=1, **told)


def running() -> SpanFacts:
    """On Thursday morning."""
    known, today = normal(), WEEK.start + 3 * DAY
    days = {one: found for one, found in known.days.items() if one < today}
    return span_facts(WEEK, days, targets=known.targets, today=today)


def campaign(*, last_year: bool) -> SpanFacts:
    days = days_of(before(D11.start, 60)) | days_of(
        D11, amount=90000, buyers=700, visitors=14000, views=50000
    )
    if last_year:
        days |= days_of(D11_YEAR_AGO, amount=80000, buyers=640, visitors=14500, views=50000)
    return span_facts(D11, days, pages=pages(D11, "0.48"))


def long_names() -> SpanFacts:
    huge = {"amount": "123456789.01", "buyers": 987654, "visitors": 98765432, "views": 398765432}
    days = days_of(before(WEEK.start, 60), **huge) | days_of(
        WEEK, **{**huge, "amount": "98765432.10", "ads": (99999999, 1)}
    )
    return span_facts(
        WEEK,
        days,
        store=replace(STORE, name=LONG),
        targets=dict.fromkeys(WEEK.days(), Decimal("987654321.09")),
        products=tuple(product(f"{i}{LONG}", 12345678 * i) for i in range(1, 11)),
        products_before=tuple(product(f"{i}{LONG}", 123456789 - 12345678 * i) for i in range(1, 11)),
        sources=tuple(source(WEEK.start, f"{LONG} > {i}{LONG}", 1234567 * i) for i in range(1, 11)),
        sources_before=tuple(source(WEEK.start, f"{LONG} > {i}{LONG}", 12345678) for i in range(1, 11)),
        pages=pages(WEEK, "0.99", (1.0, 1.0, 1.0)),
    )


FEW = Period(WEEK.end - timedelta(days=4), WEEK.end)
CASES: dict[str, SpanFacts] = {
    "normal": normal(),
    "no_target": replace(normal(), targets={}),
    "no_ads": span_facts(WEEK, sold_before(ads=None) | days_of(WEEK, amount=20100, ads=None)),  # type: ignore[arg-type]
    "zero_sales": span_facts(WEEK, sold_before() | days_of(WEEK, amount=0, buyers=0, ads=(300, 0))),  # type: ignore[arg-type]
    "first_week": span_facts(
        WEEK,
        days_of(FEW, amount=812, buyers=9, visitors=140, views=380, ads=None, refunds=None),
        products=(product("羊毛大衣", 3248, buyers=36),),
        pages=Pages(tuple(PageDay(one, Decimal("0.6"), 140, of_products=True) for one in FEW.days())),
    ),
    "nothing_known": span_facts(WEEK, {}, pages=Pages()),
    "missing_day": with_gap(),
    "half_days": half_days(),
    "double11": campaign(last_year=True),
    "double11_alone": campaign(last_year=False),
    "after_double11": span_facts(
        week_of(date(2026, 11, 16)),
        days_of(before(D11.start, 60))
        | days_of(D11, amount=90000)
        | days_of(Period(D11.end, WEEK.start), amount=17000),
    ),
    "all_fell": span_facts(
        WEEK,
        sold_before() | days_of(WEEK, amount=12000, buyers=150, visitors=4500, ads=(1100, 5000)),  # type: ignore[arg-type]
    ),
    "only_products": span_facts(
        WEEK,
        sold_before(origin=Origin.PRODUCTS)
        | days_of(WEEK, amount=25000, visitors=9000, origin=Origin.PRODUCTS),  # type: ignore[arg-type]
    ),
    "running": running(),
    "dear_ads": span_facts(
        WEEK,
        sold_before() | days_of(WEEK, ads=(4000, 9000), amount=20500),  # type: ignore[arg-type]
        pages=Pages(scores=ScoresHeadline(WEEK.last, 4.9, 4.75, None)),
        products=(product("甲", 100000, buyers=900), product("乙", 40000, buyers=300)),
    ),
    "long_names": long_names(),
}


def told(case: str, language: str) -> Post:
    return week_post(summarise(CASES[case]), Texts(language), now=NOW + timedelta(days=8))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_the_full_text(case: str, language: str) -> None:
    assert told(case, language).text + "\n" == (TEXTS / f"{case}.{language}.txt").read_text("utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_it_fits_a_caption_and_a_narrow_phone(case: str, language: str) -> None:
    assert too_much(told(case, language).text, SENTENCES) == []


def test_the_picture_shows_the_week_beside_the_one_it_is_compared_with() -> None:
    chart = told("normal", "en").chart
    assert isinstance(chart, BriefChart)
    assert chart.title == "小棉袄旗舰店 · 23 Nov – 29 Nov"
    assert (chart.days, chart.marked) == (tuple(WEEK.days()), WEEK.start)
    assert chart.revenue == (24000.0, *[18000.0] * 6)
    assert chart.ghost[:2] == (23000.0, 24000.0)
    assert chart.ghost_label == "The week before"
    assert set(chart.target) == {21000.0}
    assert CHART.validate_python(CHART.dump_python(chart)) == chart


def test_the_picture_shades_campaigns_and_leaves_gaps() -> None:
    chart = told("double11", "zh").chart
    assert isinstance(chart, BriefChart)
    assert [(one.first, one.last, one.label) for one in chart.shades] == [
        (D11.start, D11.start + 2 * DAY, "双11")
    ]
    gap = told("missing_day", "zh").chart
    assert isinstance(gap, BriefChart)
    assert gap.revenue[3] is None
    alone = told("double11_alone", "zh").chart
    assert isinstance(alone, BriefChart)
    assert alone.ghost == ()


def test_buttons_keep_store_and_week_and_lead_no_further_than_what_has_begun() -> None:
    rows = told("normal", "en").buttons
    assert [(button.label, button.data) for row in rows for button in row] == [
        ("‹ Earlier", "week:7:20261116"),
        ("Why", "why:7:w20261123:revenue"),
        ("Source", "traces:7:w20261123"),
        ("PDF", "week:7:20261123:pdf"),
        ("Excel", "week:7:20261123:xlsx"),
    ]
    older = replace(CASES["normal"], today=WEEK.end + DAY)
    first, *_rest = week_post(summarise(older), Texts("en"), now=NOW).buttons
    assert [button.data for button in first] == ["week:7:20261116", "week:7:20261130"]


def test_as_many_products_are_listed_as_fit_beside_the_picture() -> None:
    assert told("long_names", "zh").text.count("\n• ") == 15  # five of each
    assert told("long_names", "en").text.count("\n• ") == 12
