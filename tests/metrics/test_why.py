"""What is asked, and which days are compared with which."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics import calendar, month, spans, week
from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.mistakes import Mistake
from metrics.periods import DAY, Period
from metrics.sales import Origin, StoreDay
from metrics.why import (
    Answer,
    Basis,
    Kind,
    Level,
    Measure,
    Part,
    Question,
    Sides,
    alike,
    bases_of_day,
    bases_of_span,
    basis_of_range,
    code_of,
    mark,
    parse_why,
    period_of,
    sides_of,
)

TODAY = date(2026, 11, 24)  # a Tuesday


def days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last) + DAY)


@pytest.mark.parametrize(
    ("words", "level", "code"),
    [
        ("", Level.REVENUE, "20261123"),
        ("roi", Level.ROI, "20261123"),
        ("投产 昨天", Level.ROI, "20261123"),
        ("2026-11-18 转化", Level.CONVERSION, "20261118"),
        ("客单价 11-18", Level.AOV, "20261118"),
        ("Visitors today", Level.VISITORS, "20261124"),
        ("revenue week", Level.REVENUE, "w20261116"),
        ("访客 上周", Level.VISITORS, "w20261116"),
        ("上月", Level.REVENUE, "m202610"),
        ("month", Level.REVENUE, "20261101-20261123"),
        ("销售额 本月", Level.REVENUE, "20261101-20261123"),
        ("aov 7d", Level.AOV, "20261117-20261123"),
        ("商品 2026-11-01..2026-11-11", Level.PRODUCTS, "20261101-20261111"),
    ],
)
def test_a_question_in_any_order(words: str, level: Level, code: str) -> None:
    question = parse_why(words.split(), TODAY)
    assert (question.level, code_of(question.period), question.more) == (level, code, "")


@pytest.mark.parametrize(
    ("words", "reason"), [("why", "unknown_why"), ("11-31", "unknown_day"), ("5000d", "period_too_long")]
)
def test_what_is_no_question(words: str, reason: str) -> None:
    with pytest.raises(Mistake) as mistake:
        parse_why(words.split(), TODAY)
    assert mistake.value.reason == reason


@pytest.mark.parametrize("code", ["20261123", "w20261116", "m202610", "20261101-20261123"])
def test_a_period_comes_back_from_a_button(code: str) -> None:
    period = period_of(code)
    assert period is not None
    assert code_of(period) == code


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2026112",
        "20261323",
        "w20261350",
        "m202613",
        "20261123-20261101",
        "19000101-20261101",
        "m00001",
        "w99991231",
        "x",
    ],
)
def test_what_is_no_period(code: str) -> None:
    assert period_of(code) is None


def test_marks_fit_buttons_and_tell_apart() -> None:
    keys = [str(7_000_000_000_000_000_000 + i) for i in range(5_000)]
    assert len({mark(key) for key in keys}) == 5_000
    assert len(mark("平台流量 > 手淘搜索")) == 10


# ----------------------------------------------------------------------------------------- comparing


def test_a_day_is_compared_as_the_calendar_has_it() -> None:
    first, *_ = bases_of_day(date(2026, 9, 23), Calendar())
    assert first == Basis(days("2026-09-16", "2026-09-16"), calendar.Against.WEEK_AGO)
    season = bases_of_day(date(2026, 11, 11), Calendar())
    assert season == (Basis(days("2025-11-11", "2025-11-11"), calendar.Against.CAMPAIGN, season="double11"),)


def test_a_campaigns_day_names_the_campaign() -> None:
    own = Calendar(
        (
            Campaign("2026店庆", CampaignKind.OTHER, date(2026, 9, 16), date(2026, 9, 18)),
            Campaign("2025店庆", CampaignKind.OTHER, date(2025, 9, 10), date(2025, 9, 12)),
        )
    )
    assert bases_of_day(date(2026, 9, 17), own) == (
        Basis(days("2025-09-11", "2025-09-11"), calendar.Against.CAMPAIGN, event="2026店庆"),
    )


@pytest.mark.parametrize(
    ("shown", "base"),
    [
        (days("2026-09-01", "2026-09-21"), days("2026-08-01", "2026-08-21")),
        (days("2026-03-01", "2026-03-31"), days("2026-02-01", "2026-02-28")),
        (days("2026-09-01", "2026-09-07"), days("2026-08-25", "2026-08-31")),
        (days("2026-09-04", "2026-09-23"), days("2026-08-15", "2026-09-03")),
        (days("2026-08-20", "2026-09-18"), days("2026-07-21", "2026-08-19")),
    ],
)
def test_a_range_is_compared_with_what_lies_before(shown: Period, base: Period) -> None:
    found = basis_of_range(shown, Calendar())
    assert (found.period.start, found.period.end) == (base.start, base.end)


def test_a_range_with_a_campaign_in_one_side_only_is_not_fair() -> None:
    assert not basis_of_range(days("2026-11-08", "2026-11-14"), Calendar()).is_fair
    assert basis_of_range(days("2026-09-20", "2026-09-26"), Calendar()).is_fair


def test_weeks_and_months_are_compared_as_their_posts_are() -> None:
    shown = week.week_of(date(2026, 9, 23))
    first, *_ = bases_of_span(week.candidates(shown, Calendar()))
    assert (first.period.start, first.against) == (date(2026, 9, 14), spans.Against.BEFORE)
    march = month.parse_month(["2026-03"], TODAY)
    first, second = bases_of_span(month.candidates(march, Calendar()))
    assert (first.against, second.against) == (spans.Against.YEAR, spans.Against.BEFORE)


def known(*numbers: int, origin: Origin = Origin.SHOP) -> dict[date, StoreDay]:
    return {
        date(2026, 9, number): StoreDay(date(2026, 9, number), origin, Decimal(number)) for number in numbers
    }


BASES = tuple(
    Basis(Period(date(2026, 9, n), date(2026, 9, n) + DAY), calendar.Against.WEEK_AGO) for n in (16, 9, 2)
)
A_DAY = days("2026-09-23", "2026-09-23")


def test_the_first_known_day_is_compared() -> None:
    found = sides_of(A_DAY, BASES, known(2, 9, 23))
    assert found == Sides(A_DAY, BASES[1], (date(2026, 9, 9),), (date(2026, 9, 23),))
    assert found.is_whole
    assert sides_of(A_DAY, BASES, known(23)) is None
    assert sides_of(A_DAY, BASES, known(2, 9)) is None


def test_only_days_known_on_both_sides_count() -> None:
    shown, base = days("2026-09-14", "2026-09-20"), days("2026-09-07", "2026-09-13")
    found = sides_of(shown, (Basis(base, spans.Against.BEFORE),), known(*range(7, 13), *range(14, 21)))
    assert found is not None
    assert not found.is_whole
    assert (len(found.before), found.after[-1]) == (6, date(2026, 9, 19))
    fewer = found.among(frozenset(date(2026, 9, n) for n in (7, 8, 9, 10, 14, 15, 16, 17, 18)))
    assert fewer is not None
    assert [day.day for day in (*fewer.before, *fewer.after)] == [7, 8, 9, 10, 14, 15, 16, 17]
    assert found.among(frozenset({date(2026, 9, 7)})) is None


def test_days_told_by_different_files_are_told_by_their_products() -> None:
    sides = sides_of(A_DAY, BASES, known(16, 23))
    assert sides is not None
    mixed = {**known(16), **known(23, origin=Origin.PRODUCTS)}
    summed = {day: StoreDay(day, Origin.PRODUCTS, Decimal(1)) for day in mixed}
    assert alike(mixed, sides, summed) == summed
    assert alike(mixed, sides, {}) is mixed
    assert alike(known(16, 23), sides, summed) == known(16, 23)


def test_the_main_part_went_the_way_the_figure_went() -> None:
    parts = (
        Part(Kind.VISITORS, Decimal(-30)),
        Part(Kind.AOV, Decimal(20)),
        Part(Kind.CONVERSION, Decimal(-5)),
    )
    fell = Answer(Measure.MONEY, Decimal(100), Decimal(85), parts)
    assert fell.main == parts[0]
    assert Answer(Measure.MONEY, Decimal(85), Decimal(85), parts).main is None
    assert Answer(Measure.MONEY, None, Decimal(85)).main is None
    assert Answer(Measure.MONEY, Decimal(5), Decimal(7)).main is None


def test_a_question_is_of_yesterday_where_nothing_is_said() -> None:
    assert parse_why([], TODAY) == Question(Period(TODAY - timedelta(days=1), TODAY))
