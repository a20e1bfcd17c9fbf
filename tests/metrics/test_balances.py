"""How long the money in an ad account lasts, today and on the days to come."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.ad_facts import SpendFacts, Verdict
from metrics.ad_money import judge_spend
from metrics.alerts import Level, Rule
from metrics.balances import horizon, lasts, told
from metrics.calendar import Calendar
from metrics.pacing import Ends
from metrics.periods import DAY
from metrics.spending import ALL, SpendReading
from tests.metrics.ad_money import (
    NOW,
    STEADY,
    TODAY,
    YESTERDAY,
    even,
    facts,
    found,
    levels,
    reading,
    verdicts,
)

FIRST = date(2026, 11, 1)
NOON = NOW - timedelta(hours=6)
AT_NIGHT = NOW - timedelta(hours=18, minutes=30)  # 23:30 yesterday


@pytest.mark.parametrize(
    ("readings", "empty", "short"),
    [
        ([reading(12, 100)], Verdict.NO_BALANCE, Verdict.NO_BALANCE),
        ([reading(12, 100, balance=0)], Verdict.FOUND, Verdict.FINE),
        ([reading(12, 100, balance=-5)], Verdict.FOUND, Verdict.FINE),
        ([reading(3, 100, balance=5)], Verdict.FINE, Verdict.TOO_EARLY),
        ([reading(12, 100, balance=100)], Verdict.FINE, Verdict.FINE),
        ([reading(12, 100, balance=99)], Verdict.FINE, Verdict.FOUND),
        ([reading(9, 60, balance=100), reading(12, 160)], Verdict.FOUND, Verdict.FINE),  # spent since
        ([reading(9, 60, balance=100), reading(12, 100)], Verdict.FINE, Verdict.FOUND),
        ([reading(9, 60, balance=1), reading(12, 100, balance=500)], Verdict.FINE, Verdict.FINE),  # topped up
    ],
)
def test_balance_of_today(readings: list[SpendReading], empty: Verdict, short: Verdict) -> None:
    judged = verdicts(facts(*readings))
    assert judged[Rule.BALANCE_EMPTY, "直通车"] is empty
    assert judged[Rule.BALANCE_SHORT, "直通车"] is short


def test_a_short_balance_says_when_it_ends() -> None:
    assert found(facts(reading(12, 120, balance=40), now=NOON), Rule.BALANCE_SHORT) == {
        "balance": "40",
        "ends": "16:00",
        "lacking": "80.00",
        "learned_days": "0",
    }


def test_the_account_s_own_list_counts_when_it_is_newer() -> None:
    told_today = reading(12, 120, ALL, balance=500)
    later = told_today.at + timedelta(minutes=1)
    short = facts(told_today, statement=(later, Decimal(40)))
    assert found(short, Rule.BALANCE_SHORT)["ends"] == "16:00"
    for old in (timedelta(minutes=1), timedelta(days=1)):
        known = facts(told_today, statement=(told_today.at - old, Decimal(0)))
        assert verdicts(known)[Rule.BALANCE_EMPTY, ALL] is Verdict.FINE
    unspent = facts(statement=(later, Decimal(10)))
    assert verdicts(unspent)[Rule.BALANCE_SHORT, ALL] is Verdict.NO_READING


def test_an_empty_account_is_empty_until_somebody_says_otherwise_or_it_spends() -> None:
    empty = (AT_NIGHT, Decimal(0))
    assert verdicts(facts(statement=empty))[Rule.BALANCE_EMPTY, ALL] is Verdict.FOUND
    assert verdicts(facts(reading(12, 0, ALL), statement=empty))[Rule.BALANCE_EMPTY, ALL] is Verdict.FOUND
    spends = facts(reading(12, 50, ALL), statement=empty)
    assert verdicts(spends)[Rule.BALANCE_EMPTY, ALL] is Verdict.FINE
    old = facts(statement=(AT_NIGHT - timedelta(days=4), Decimal(0)))
    assert levels(old)[Rule.BALANCE_EMPTY, ALL] is levels(old)[Rule.BALANCE_LOW, ALL] is Level.UNKNOWN


def test_what_costs_money_after_an_empty_day_is_not_empty() -> None:
    """Somebody has paid in, whose list has not come."""
    empty = {"statement": (AT_NIGHT - DAY, Decimal(0)), "now": NOW.replace(hour=3)}
    assert verdicts(facts(**empty))[Rule.BALANCE_EMPTY, ALL] is Verdict.FOUND
    assert verdicts(facts(**empty, spends=even(100, FIRST, 21)))[Rule.BALANCE_EMPTY, ALL] is Verdict.FINE


def test_an_old_empty_balance_wakes_nobody() -> None:
    night = {"statement": (AT_NIGHT - DAY, Decimal(0)), "now": NOW.replace(hour=0) - timedelta(hours=7)}
    assert levels(facts(**night))[Rule.BALANCE_EMPTY, ALL] is Level.BETWEEN


def nightly(balance: int, **other: object) -> SpendFacts:
    """¥100 a day, at an even pace, and the balance of yesterday at 23:30."""
    known = {"spends": even(100, FIRST, 21), "statement": (AT_NIGHT, Decimal(balance)), "profile": STEADY}
    return facts(**known | other)


@pytest.mark.parametrize(
    ("balance", "ends"),
    [
        (1, Ends(YESTERDAY, pytest.approx(23.74))),
        (52, Ends(TODAY, pytest.approx(12, abs=0.1))),
        (127, Ends(TODAY + timedelta(days=1), pytest.approx(6, abs=0.1))),
        (502, Ends(TODAY + timedelta(days=4), pytest.approx(24, abs=0.1))),
        (9000, None),  # far away
    ],
)
def test_when_the_money_ends(balance: int, ends: Ends | None) -> None:
    known = nightly(balance)
    newest = told(known, ALL)
    assert newest is not None
    assert lasts(known, ALL, newest) == ends


def test_the_answer_does_not_change_with_the_clock() -> None:
    early, late = nightly(127), nightly(127, now=NOW + timedelta(hours=5))
    assert levels(early) == levels(late)
    assert found(early, Rule.BALANCE_LOW) == found(late, Rule.BALANCE_LOW)


@pytest.mark.parametrize(
    ("balance", "level"),
    [
        (60, Level.FIRING),  # today
        (199, Level.FIRING),  # tomorrow, Monday
        (299, Level.BETWEEN),  # Tuesday
        (310, None),
    ],
)
def test_a_reminder_comes_a_day_ahead(balance: int, level: Level | None) -> None:
    assert levels(nightly(balance)).get((Rule.BALANCE_LOW, ALL)) is level


def test_in_the_morning_an_older_list_begins_nothing_before_the_files_are_due() -> None:
    """At midnight a day less is left; what was paid in meanwhile is told with the morning's files."""
    two_days_old = {"statement": (AT_NIGHT - DAY, Decimal(250)), "spends": even(100, FIRST, 20)}
    early, late = NOW.replace(hour=0), NOW.replace(hour=3)  # eight, and eleven in the shop
    assert levels(nightly(0, **two_days_old, now=early))[Rule.BALANCE_LOW, ALL] is Level.BETWEEN
    assert levels(nightly(0, **two_days_old, now=late))[Rule.BALANCE_LOW, ALL] is Level.FIRING


def test_a_reminder_is_about_the_day_whose_balance_it_knows() -> None:
    (low,) = (one.finding for one in judge_spend(nightly(127)) if one.rule is Rule.BALANCE_LOW)
    assert low is not None
    assert low.of == YESTERDAY


def test_a_reminder_says_how_long_it_lasts_and_what_lasts_a_week() -> None:
    assert found(nightly(127), Rule.BALANCE_LOW) == {
        "balance": "127",
        "told": "2026-11-21",
        "at": "23:30",
        "ends_on": "2026-11-23",
        "ends": "05:00",
        "usual": "100.00",
        "top_up": "700",
    }


@pytest.mark.parametrize(
    ("days_on", "last"),
    [(0, 23), (4, 27), (5, 30), (6, 30)],  # Friday's money has to last over Monday
)
def test_the_money_has_to_last_until_somebody_is_at_work(days_on: int, last: int) -> None:
    known = facts(now=NOW + timedelta(days=days_on), calendar=Calendar())
    assert horizon(known) == date(2026, 11, last)


def test_weekends_that_cost_more_end_it_sooner() -> None:
    span = [FIRST - timedelta(days=61) + timedelta(days=n) for n in range(82)]
    spends = {ALL: {day: Decimal(300 if day.weekday() >= 5 else 100) for day in span}}
    friday = facts(
        now=NOW - timedelta(days=2),
        spends={ALL: {day: spend for day, spend in spends[ALL].items() if day < date(2026, 11, 20)}},
        statement=(AT_NIGHT - timedelta(days=2), Decimal(720)),
        profile=STEADY,
    )
    assert found(friday, Rule.BALANCE_LOW)["ends_on"] == "2026-11-23"
    even_days = nightly(720)
    assert (Rule.BALANCE_LOW, ALL) not in levels(even_days)


def test_what_is_short_today_is_not_told_as_low_too() -> None:
    known = facts(reading(12, 120, ALL, balance=40), spends=even(200, FIRST, 21))
    assert levels(known)[Rule.BALANCE_SHORT, ALL] is Level.FIRING
    assert (Rule.BALANCE_LOW, ALL) not in levels(known)
    assert found(known, Rule.BALANCE_SHORT)["top_up"] == "1500"


def test_what_should_be_gone_by_now_is_not_said_to_come() -> None:
    known = facts(reading(12, 120, balance=40), now=NOON + timedelta(hours=4) - timedelta(seconds=1))
    short = found(known, Rule.BALANCE_SHORT)
    assert (short["ends"], "past" in short) == ("16:00", False)
    assert found(replace(known, now=NOON + timedelta(hours=4)), Rule.BALANCE_SHORT)["past"] == "True"


def test_topped_up_is_well_again() -> None:
    before = nightly(127)
    after = nightly(127, readings=(reading(10, 40, ALL, balance=1200),))
    assert levels(before)[Rule.BALANCE_LOW, ALL] is Level.FIRING
    assert (Rule.BALANCE_LOW, ALL) not in levels(after)


def test_without_a_habit_nothing_is_foretold() -> None:
    known = facts(statement=(AT_NIGHT, Decimal(127)))
    assert levels(known)[Rule.BALANCE_LOW, ALL] is Level.UNKNOWN


def test_a_plan_has_no_account() -> None:
    assert (Rule.BALANCE_EMPTY, "plan:x") not in verdicts(facts(reading(12, 5, "plan:x", balance=0)))
