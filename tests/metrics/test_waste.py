"""Plans and words that spend without selling: which, how many, with what saving."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.ads import AdLine, AdTotals
from metrics.alerts import Finding, Level, Rule
from metrics.rules import Rules
from metrics.waste import judge_waste, largest

DAYS = tuple(date(2026, 11, 15) + timedelta(days=n) for n in range(7))


def line(key: str, spend: int, revenue: int, clicks: int = 50) -> AdLine:
    return AdLine(key, f"plan {key}", AdTotals(1000, clicks, Decimal(spend), Decimal(revenue), 0))


def judged(*lines: AdLine, last: int = 20, young: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    known = [one.key for one in lines if one.key not in young]
    spent = {one.key: Decimal(last) for one in lines}
    return judge_waste(Rule.PLAN_WASTE, lines, DAYS, spent, known, Rules())


@pytest.mark.parametrize(
    ("spend", "revenue", "clicks", "level"),
    [
        (100, 0, 30, Level.FIRING),
        (99, 0, 30, None),  # too little money
        (100, 0, 29, None),  # too few clicks
        (100, 98, 50, Level.FIRING),  # 0.98 of the 3 that pass
        (100, 99, 50, Level.BETWEEN),  # a third, not yet well again
        (100, 123, 50, Level.BETWEEN),
        (100, 124, 50, None),
        (1000, 5000, 500, None),
    ],
)
def test_what_is_waste(spend: int, revenue: int, clicks: int, level: Level | None) -> None:
    found = judged(line("a", spend, revenue, clicks))
    assert [one.level for one in found] == ([] if level is None else [level])


def test_what_is_paused_or_young_is_left_alone() -> None:
    assert judged(line("a", 700, 0), last=0) == ()
    assert judged(line("a", 700, 0), young=("a",)) == ()


def test_the_saving_is_by_day_and_week() -> None:
    (finding,) = judged(line("a", 700, 0))
    assert finding == Finding(
        Rule.PLAN_WASTE,
        "a",
        {
            "name": "plan a",
            "spend": "700",
            "revenue": "0",
            "clicks": "50",
            "days": "7",
            "day": "2026-11-21",
            "a_day": "100.00",
            "a_week": "700.00",
            "cost": "700",
        },
        Level.FIRING,
        date(2026, 11, 21),
    )


def test_only_the_five_largest_begin() -> None:
    found = largest(judged(*(line(str(n), 100 + n, 0) for n in range(8))))
    assert [(one.subject, one.level) for one in found] == [
        *((str(n), Level.FIRING) for n in (7, 6, 5, 4, 3)),
        *((str(n), Level.BETWEEN) for n in (2, 1, 0)),
    ]
