"""The weekday pattern: medians of ordinary days, even where too little is known."""

from datetime import date, timedelta
from decimal import Decimal

from metrics.calendar import Calendar
from metrics.pattern import LENGTH, pattern
from metrics.sales import StoreDay

END = date(2026, 9, 1)  # a Tuesday, far from seasons and holidays
WEEKDAYS = (100, 110, 120, 130, 140, 200, 180)


def days(count: int, *, weekly: tuple[int, ...] = WEEKDAYS) -> list[StoreDay]:
    found = [END - timedelta(days=i) for i in range(count, 0, -1)]
    return [StoreDay(day, paid_amount=Decimal(weekly[day.weekday()])) for day in found]


def test_medians_by_weekday() -> None:
    found = pattern(days(60), Calendar(), END)
    assert found.medians == tuple(Decimal(value) for value in WEEKDAYS)
    assert found.known == LENGTH
    assert found.overall == Decimal(130)
    assert found.usual(date(2026, 9, 5)) == Decimal(200)
    assert found.weight(date(2026, 9, 5)) == Decimal(200) / Decimal(130)


def test_a_lucky_day_moves_nothing() -> None:
    lucky = [*days(59), StoreDay(END - timedelta(days=1), paid_amount=Decimal(100_000))]
    assert pattern(lucky, Calendar(), END).medians == pattern(days(60), Calendar(), END).medians


def test_days_of_a_season_do_not_count() -> None:
    before, after = date(2026, 10, 19), date(2026, 11, 17)
    known = [
        StoreDay(
            after - timedelta(days=i),
            paid_amount=Decimal(100 if after - timedelta(days=i) <= before else 900),
        )
        for i in range(1, 60)
    ]
    found = pattern(known, Calendar(), after)
    assert found.overall == Decimal(100)
    assert set(found.medians) == {Decimal(100)}


def test_with_little_known_every_day_is_alike() -> None:
    found = pattern(days(13), Calendar(), END)
    assert found.is_even
    assert found.known == 13
    assert {found.weight(date(2026, 9, i)) for i in range(1, 8)} == {Decimal(1)}
    assert pattern([], Calendar(), END).usual(END) is None


def test_a_weekday_known_once_is_like_the_others() -> None:
    found = pattern(days(20)[:14], Calendar(), END)
    assert not found.is_even
    gone = [one for one in days(20) if one.day.weekday() != 5]
    assert pattern(gone, Calendar(), END).usual(date(2026, 9, 5)) == pattern(gone, Calendar(), END).overall
