"""What ads usually cost: weekdays, the level of the last days, campaigns planned and not."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.calendar import Calendar
from metrics.campaigns import Campaign, CampaignKind
from metrics.habits import habit
from metrics.periods import Period

TODAY = date(2026, 9, 22)  # a Tuesday; nothing special since the 99 sale, which this store leaves out
MONTH = Period(date(2026, 9, 1), date(2026, 10, 1))
PLAIN = Calendar(seasons_off=frozenset({"99", "618", "double11"}))


def spends(days: int, a_day: int = 100, *, weekend: int | None = None) -> dict[date, Decimal]:
    span = (TODAY - timedelta(days=ago) for ago in range(1, days + 1))
    return {day: Decimal(weekend if weekend and day.weekday() >= 5 else a_day) for day in span}


@pytest.mark.parametrize("days", [0, 1, 2])
def test_too_few_days_tell_nothing(days: int) -> None:
    assert habit(spends(days), PLAIN, MONTH, TODAY, {}).expected(TODAY) is None


def test_weekdays_are_told_apart_when_they_are_known() -> None:
    usual = habit(spends(40, 100, weekend=250), PLAIN, MONTH, TODAY, {})
    assert usual.expected(date(2026, 9, 23)) == 100
    assert usual.expected(date(2026, 9, 26)) == 250
    few = habit(spends(10, 100, weekend=250), PLAIN, MONTH, TODAY, {})
    assert few.expected(date(2026, 9, 23)) == few.expected(date(2026, 9, 26))


def test_the_level_is_that_of_the_last_seven_days() -> None:
    known = spends(40, 100, weekend=200)
    known |= {day: spend * 3 for day, spend in known.items() if TODAY - day <= timedelta(days=7)}
    usual = habit(known, PLAIN, MONTH, TODAY, {})
    assert usual.expected(date(2026, 9, 23)) == 300
    assert usual.expected(date(2026, 9, 26)) == 600


def test_old_days_are_no_level() -> None:
    old = {day - timedelta(days=30): spend for day, spend in spends(20).items()}
    assert habit(old, PLAIN, MONTH, TODAY, {}).rate is None


SALE = Campaign("Sale", CampaignKind.OTHER, date(2026, 9, 20), date(2026, 9, 25))


def test_a_campaign_that_nobody_planned_goes_on_as_it_began() -> None:
    calendar = Calendar((SALE,), seasons_off=PLAIN.seasons_off)
    known = spends(40) | {date(2026, 9, 20): Decimal(300), date(2026, 9, 21): Decimal(500)}
    usual = habit(known, calendar, MONTH, TODAY, {})
    assert usual.expected(date(2026, 9, 24)) == 400
    assert usual.expected(date(2026, 9, 28)) == 100
    assert usual.is_planned(date(2026, 9, 24))
    assert not usual.is_planned(date(2026, 9, 28))


def test_days_of_a_planned_campaign_tell_of_the_level_too() -> None:
    calendar = Calendar((SALE,), seasons_off=PLAIN.seasons_off)
    lifts = {SALE.first_day + timedelta(days=n): Decimal(2) for n in range(6)}
    known = spends(40) | {date(2026, 9, 20): Decimal(200), date(2026, 9, 21): Decimal(200)}
    assert habit(known, calendar, MONTH, TODAY, lifts).expected(date(2026, 9, 24)) == 200


def test_a_campaign_s_budget_is_the_least_its_days_cost() -> None:
    for budget, expected in ((1200, 200), (300, 100)):
        sale = Campaign("Sale", CampaignKind.OTHER, SALE.first_day, SALE.last_day, budget=Decimal(budget))
        calendar = Calendar((sale,), seasons_off=PLAIN.seasons_off)
        known = {day: spend for day, spend in spends(40).items() if day < SALE.first_day}
        assert habit(known, calendar, MONTH, TODAY, {}).expected(date(2026, 9, 24)) == expected
        half = habit(known, calendar, MONTH, TODAY, {}, Decimal("0.5"))
        assert half.least[date(2026, 9, 24)] == Decimal(budget) / 12
