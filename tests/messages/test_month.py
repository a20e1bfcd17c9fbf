"""The monthly post's full texts: `month/<case>.<language>.txt` beside this file is what people read."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from charts.chart import CHART, HeatChart
from messages.month import event_lines, month_post
from messages.post import Post
from messages.texts import Texts
from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.month import NextPlan, candidates
from metrics.pages import Pages
from metrics.periods import DAY, Period
from metrics.sales import StoreDay
from metrics.spans import SpanFacts, summarise
from metrics.targets import month_of
from tests.briefs import NOW, STORE
from tests.weeks import before, day, days_of, pages, product, source, span_facts, too_much

TEXTS = Path(__file__).parent / "month"
OCTOBER, NOVEMBER, DECEMBER = (month_of(date(2026, month, 1)) for month in (10, 11, 12))
YEAR_AGO = month_of(date(2025, 10, 1))
LONG = "😀<b>秋冬&外套</b>全场低价引流计划" * 6
SENTENCES = ("No split", "无法拆分", "Compared on", "按两边")  # may take two lines: words, not figures
CLUB = Campaign("会员日<&>", CampaignKind.MEMBERS, date(2026, 11, 20), date(2026, 11, 22))


def facts(month: Period, days: dict[date, StoreDay], **more: object) -> SpanFacts:
    calendar = more.pop("calendar", Calendar((CLUB,)))
    assert isinstance(calendar, Calendar)
    values = {"calendar": calendar, "others": candidates(month, calendar), "pages": pages(month)}
    return span_facts(month, days, **(values | more))  # type: ignore[arg-type]


def uneven(period: Period) -> dict[date, StoreDay]:
    """Weekends sell more, and the month's second half less."""
    return {
        one: day(one, 21000 + 3000 * (one.weekday() >= 5) - 2000 * (one.day > 15), buyers=210, visitors=5100)
        for one in period.days()
    }


def normal(**more: object) -> SpanFacts:
    return facts(
        OCTOBER,
        days_of(before(OCTOBER.start, 70)) | days_of(YEAR_AGO, amount=17000) | uneven(OCTOBER),
        **{
            "targets": dict.fromkeys(OCTOBER.days(), Decimal(21500)),
            "products": tuple(product(f"商品{i}", 90000 - 9000 * i, buyers=900 - 50 * i) for i in range(7)),
            "products_before": tuple(product(f"商品{i}", 60000) for i in range(7)),
            "sources": tuple(source(OCTOBER.start, f"平台流量 > 来源{i}", 9000 - 900 * i) for i in range(7)),
            "sources_before": tuple(source(YEAR_AGO.start, f"平台流量 > 来源{i}", 6000) for i in range(7)),
        }
        | more,
    )


def with_gap() -> SpanFacts:
    known = normal()
    days = {one: found for one, found in known.days.items() if one.day != 15}
    return facts(OCTOBER, days, targets=known.targets)


def november() -> SpanFacts:
    season = Period(NOVEMBER.start, NOVEMBER.start + 11 * DAY)
    days = days_of(before(NOVEMBER.end, 100)) | days_of(season, amount=80000, buyers=700, visitors=12000)
    return facts(NOVEMBER, days, targets=dict.fromkeys(NOVEMBER.days(), Decimal(40000)))


def long_names() -> SpanFacts:
    huge = {"amount": "123456789.01", "buyers": 987654, "visitors": 98765432, "views": 398765432}
    return facts(
        OCTOBER,
        days_of(before(OCTOBER.start, 70), **huge)
        | days_of(YEAR_AGO, **huge)
        | days_of(OCTOBER, **{**huge, "amount": "98765432.10", "ads": (99999999, 1)}),
        store=replace(STORE, name=LONG),
        calendar=Calendar((replace(CLUB, name=LONG),)),
        targets=dict.fromkeys(OCTOBER.days(), Decimal("987654321.09")),
        products=tuple(product(f"{i}{LONG}", 12345678 * i) for i in range(1, 11)),
        products_before=tuple(product(f"{i}{LONG}", 123456789 - 12345678 * i) for i in range(1, 11)),
        sources=tuple(source(OCTOBER.start, f"{LONG} > {i}{LONG}", 1234567 * i) for i in range(1, 11)),
        sources_before=tuple(source(YEAR_AGO.start, f"{LONG} > {i}{LONG}", 12345678) for i in range(1, 11)),
        pages=pages(OCTOBER, "0.99", (1.0, 1.0, 1.0)),
    )


def running() -> SpanFacts:
    """On 9 October."""
    known, today = normal(), date(2026, 10, 9)
    days = {one: found for one, found in known.days.items() if one < today}
    return facts(OCTOBER, days, targets=known.targets, today=today)


SAVED = NextPlan(NOVEMBER, Decimal("900000.00"))
PROPOSED = NextPlan(NOVEMBER, Decimal("1234567.89"), draft=42)
LATE = Period(date(2026, 10, 27), OCTOBER.end)
CASES: dict[str, tuple[SpanFacts, NextPlan | None]] = {
    "normal": (normal(), SAVED),
    "proposed": (normal(), PROPOSED),
    "no_target": (normal(targets={}), PROPOSED),
    "no_last_year": (facts(OCTOBER, uneven(OCTOBER) | days_of(before(OCTOBER.start, 70))), None),
    "no_ads": (
        facts(
            OCTOBER, days_of(before(OCTOBER.start, 70), ads=None) | days_of(OCTOBER, ads=None, refunds=None)
        ),
        None,
    ),
    "zero_sales": (facts(OCTOBER, days_of(OCTOBER, amount=0, buyers=0, ads=(10, 0))), SAVED),
    "first_month": (facts(OCTOBER, days_of(LATE, amount=812, buyers=9, visitors=140, views=300)), None),
    "nothing_known": (facts(OCTOBER, {}, pages=Pages()), None),
    "missing_day": (with_gap(), SAVED),
    "double11": (november(), NextPlan(DECEMBER, Decimal(700000))),
    "running": (running(), None),
    "long_names": (long_names(), PROPOSED),
}


def told(case: str, language: str) -> Post:
    given, plan = CASES[case]
    return month_post(summarise(given), plan, Texts(language), now=NOW + timedelta(days=10))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_the_full_text(case: str, language: str) -> None:
    assert told(case, language).text + "\n" == (TEXTS / f"{case}.{language}.txt").read_text("utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_it_fits_a_caption_and_a_narrow_phone(case: str, language: str) -> None:
    assert too_much(told(case, language).text, SENTENCES) == []


def test_the_picture_is_a_row_a_week_of_what_was_reached() -> None:
    chart = told("missing_day", "en").chart
    assert isinstance(chart, HeatChart)
    assert chart.title == "小棉袄旗舰店 · October 2026 · % of target by day"
    assert chart.columns == ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    assert chart.rows == ("1–4", "5–11", "12–18", "19–25", "26–31")
    assert chart.words[0] == ("", "", "", "97.6%", "97.6%", "112%", "112%")
    assert chart.words[2][3] == "–"  # the 15th is not known
    assert chart.cells[2][3] is None
    assert chart.middle == 1.0
    assert CHART.validate_python(CHART.dump_python(chart)) == chart


def test_without_a_target_the_picture_is_of_revenue() -> None:
    chart = told("no_target", "zh").chart
    assert isinstance(chart, HeatChart)
    assert chart.middle is None
    assert chart.words[0][3:] == ("2.10万", "2.10万", "2.40万", "2.40万")


def test_days_to_come_are_no_cells() -> None:
    chart = told("running", "zh").chart
    assert isinstance(chart, HeatChart)
    assert chart.words[1] == ("97.6%", "97.6%", "97.6%", "97.6%", "", "", "")


def test_a_proposed_plan_is_confirmed_by_one_press() -> None:
    rows = told("proposed", "en").buttons
    assert [(button.label, button.data) for row in rows for button in row] == [
        ("✓ Confirm November 2026", "month:7:202610:plan:42"),
        ("Day by day", "month:7:202610:days:42"),
        ("‹ Earlier", "month:7:202609"),
        ("Why", "why:7:m202610:revenue"),
        ("Source", "traces:7:m202610"),
        ("PDF", "month:7:202610:pdf"),
        ("Excel", "month:7:202610:xlsx"),
    ]
    assert told("normal", "en").buttons[0][0].label == "‹ Earlier"
    longest = max(button.data for row in rows for button in row)
    assert len(longest.encode()) <= 64


@pytest.mark.parametrize(
    ("campaign", "told"),
    [
        (
            Campaign("2026双12大促", CampaignKind.OTHER, date(2026, 12, 12), date(2026, 12, 12)),
            ["• 2026双12大促 12/12"],
        ),
        (
            Campaign("年终", CampaignKind.PLATFORM, date(2026, 12, 8), date(2026, 12, 12)),
            ["• 年终 12/8–12/12"],
        ),
        (
            Campaign("会员日", CampaignKind.MEMBERS, date(2026, 12, 10), date(2026, 12, 10)),
            ["• 双12 12/9–12/12", "• 会员日 12/10"],
        ),
        (
            Campaign("双12返场", CampaignKind.OTHER, date(2026, 12, 20), date(2026, 12, 20)),
            ["• 双12 12/9–12/12", "• 双12返场 12/20"],
        ),
    ],
)
def test_what_is_planned_for_a_season_is_told_instead_of_it(campaign: Campaign, told: list[str]) -> None:
    assert event_lines(Calendar((campaign,)), DECEMBER, Texts("zh")) == told
