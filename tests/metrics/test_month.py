"""Which month is meant, what it is compared with, its weeks, its heat and its ordinary days."""

from datetime import date
from decimal import Decimal

import pytest

from metrics.calendar import SEASONS, Calendar
from metrics.mistakes import Mistake
from metrics.month import (
    begins_after,
    best_and_worst_week,
    candidates,
    heat,
    last_full_month,
    ordinary_day,
    parse_month,
    weeks,
    weeks_of,
)
from metrics.periods import DAY, Period
from metrics.spans import Against, Summary, summarise
from metrics.targets import month_of
from tests.weeks import day, days_of, span_facts

TODAY = date(2026, 11, 25)
OCTOBER, SEPTEMBER = month_of(date(2026, 10, 1)), month_of(date(2026, 9, 1))
PLAIN = Calendar(seasons_off=frozenset(SEASONS), zone="UTC")  # every day is ordinary


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ([], date(2026, 10, 1)),
        (["2026-10"], date(2026, 10, 1)),
        (["202609"], date(2026, 9, 1)),
        (["2026/9"], date(2026, 9, 1)),
        (["2026年9月"], date(2026, 9, 1)),
        (["11"], date(2026, 11, 1)),
        (["12月"], date(2025, 12, 1)),
    ],
)
def test_which_month_is_meant(words: list[str], first: date) -> None:
    assert parse_month(words, TODAY) == month_of(first)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["soon"], "unknown_month"),
        (["13"], "unknown_month"),
        (["0000-10"], "unknown_month"),
        (["2026-00"], "unknown_month"),
        (["2026-12"], "month_ahead"),
        (["2022-10"], "month_too_long_ago"),
    ],
)
def test_which_month_is_not(words: list[str], reason: str) -> None:
    with pytest.raises(Mistake) as mistake:
        parse_month(words, TODAY)
    assert mistake.value.reason == reason


def test_the_last_full_month_on_its_first_day() -> None:
    assert last_full_month(date(2027, 1, 1)) == month_of(date(2026, 12, 1))


def test_a_plan_is_of_use_while_its_month_lasts() -> None:
    assert begins_after(OCTOBER, date(2026, 11, 1)) == month_of(date(2026, 11, 1))
    assert begins_after(OCTOBER, date(2026, 11, 30)) is not None
    assert begins_after(OCTOBER, date(2026, 12, 1)) is None
    assert begins_after(OCTOBER, date(2026, 10, 31)) is None


@pytest.mark.parametrize(
    ("month", "fair"),
    [
        (date(2026, 10, 1), True),  # the 99 sale's three days beside one of 双11
        (date(2026, 11, 1), False),
        (date(2026, 12, 1), False),  # after 双11
        (date(2026, 8, 1), True),
        (date(2026, 6, 1), False),
    ],
)
def test_months_with_many_campaign_days_are_not_held_against_others(month: date, fair: bool) -> None:
    year_ago, month_ago = candidates(month_of(month), Calendar())
    assert (year_ago.against, year_ago.period.start, year_ago.is_fair) == (
        Against.YEAR,
        month.replace(year=2025),
        True,
    )
    assert (month_ago.against, month_ago.is_fair) == (Against.BEFORE, fair)


def summary(calendar: Calendar = PLAIN, **more: object) -> Summary:
    """October: 20000 a day, 30000 in its second whole week; a September of 16000."""
    days = days_of(SEPTEMBER, amount=16000) | days_of(OCTOBER)
    days |= days_of(Period(date(2026, 10, 12), date(2026, 10, 19)), amount=30000)
    others = candidates(OCTOBER, calendar)
    return summarise(span_facts(OCTOBER, days, calendar=calendar, others=others, **more))  # type: ignore[arg-type]


def test_whole_months_are_compared_whole_though_one_is_longer() -> None:
    main = summary().main
    assert main is not None
    assert (len(main.days_before), len(main.days_after)) == (30, 31)
    assert main.before.paid_amount == Decimal(480000)


def test_months_with_gaps_are_compared_day_by_day() -> None:
    facts = summary().facts
    days = {
        one: known for one, known in facts.days.items() if one not in (date(2026, 10, 5), date(2026, 9, 7))
    }
    found = span_facts(OCTOBER, days, others=candidates(OCTOBER, PLAIN))
    main = summarise(found).main
    assert main is not None
    assert len(main.days_before) == len(main.days_after) == 28  # without the 5th, the 7th and the 31st
    assert [day.day for day in main.days_before] == [day.day for day in main.days_after]


def test_weeks_are_cut_where_the_month_ends() -> None:
    assert [(one.start.day, one.last.day) for one in weeks_of(OCTOBER)] == [
        (1, 4),
        (5, 11),
        (12, 18),
        (19, 25),
        (26, 31),
    ]
    february = month_of(date(2027, 2, 1))  # from Monday to Sunday
    assert [len(one) for one in weeks_of(february)] == [7, 7, 7, 7]


def test_the_best_and_the_worst_week_by_revenue_a_day_or_target() -> None:
    parts = weeks(summary())
    both = best_and_worst_week(parts)
    assert both is not None
    assert (both[0].days.start.day, both[0].revenue, both[0].reached) == (12, Decimal(210000), None)
    targets = {one: Decimal(20000 if one.day != 20 else 200000) for one in OCTOBER.days()}
    both = best_and_worst_week(weeks(summary(targets=targets)))
    assert both is not None
    assert (both[0].reached, both[1].days.start.day) == (Decimal("1.5"), 19)


def test_where_all_weeks_are_alike_none_is_best() -> None:
    found = summarise(span_facts(OCTOBER, days_of(OCTOBER), others=()))
    assert best_and_worst_week(weeks(found)) is None


def test_heat_is_of_the_target_where_there_is_one() -> None:
    found = heat(summary(targets={date(2026, 10, 12): Decimal(20000)}))
    assert found.is_of_target
    assert found.cells[2][0] == Decimal("1.5")
    assert found.cells[2][1] is None  # a day without a target
    assert found.cells[0][:3] == (None, None, None)  # September's
    plain = heat(summary())
    assert not plain.is_of_target
    assert plain.cells[0] == (None, None, None, *[Decimal(20000)] * 4)
    assert len(plain.cells) == 5


def test_an_ordinary_day_leaves_campaigns_out() -> None:
    found = ordinary_day(summary())
    assert found is not None
    assert found.revenue.quantize(Decimal("0.01")) == Decimal("22258.06")
    assert found.change is not None
    with_seasons = summary(Calendar())
    days = dict(with_seasons.facts.days)
    days[OCTOBER.last] = day(OCTOBER.last, 900000)  # 双11 has begun
    known = summarise(span_facts(OCTOBER, days, others=()))
    assert ordinary_day(known) == ordinary_day(with_seasons)
    few = summarise(span_facts(OCTOBER, days_of(Period(OCTOBER.start + 10 * DAY, OCTOBER.start + 13 * DAY))))
    assert ordinary_day(few) is None
