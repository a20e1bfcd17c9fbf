"""How a day's ad money goes: readings, and the profile learned from past days."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from metrics.spending import ALL, EVEN, SpendReading, Spent, clock, curve, hour_of, learn, spent
from metrics.stores import Store

STORE = Store(1, 1, "店", "zh", "Asia/Shanghai", time(9), timedelta(hours=2), ())
TODAY = date(2026, 11, 22)


def reading(
    hour: float, spend: int, channel: str = ALL, day: date = TODAY, balance: int | None = None
) -> SpendReading:
    """`hour` is on the store's clock."""
    at = STORE.moment(day, time()) + timedelta(hours=hour)
    return SpendReading(channel, at, day, Decimal(spend), None if balance is None else Decimal(balance))


def test_hours_are_of_the_reading_s_own_day_and_never_leave_it() -> None:
    assert hour_of(reading(9.5, 1), STORE) == 9.5
    late = SpendReading(ALL, datetime(2026, 11, 22, 17, tzinfo=UTC), TODAY, Decimal(1))  # 01:00 of the 23rd
    assert hour_of(late, STORE) == 24
    early = SpendReading(ALL, datetime(2026, 11, 21, 15, tzinfo=UTC), TODAY, Decimal(1))  # 23:00 of the 21st
    assert hour_of(early, STORE) == 0


@pytest.mark.parametrize(
    ("readings", "channel", "expected"),
    [
        ([], ALL, None),
        ([reading(9, 100), reading(12, 300)], ALL, Spent(Decimal(300), 12)),
        ([reading(12, 300), reading(9, 100)], ALL, Spent(Decimal(300), 12)),
        ([reading(9, 300), reading(10, 200)], ALL, Spent(Decimal(200), 10)),  # put right by a person
        ([reading(9, 100, "a"), reading(11, 50, "b")], ALL, Spent(Decimal(150), 11)),
        ([reading(9, 100, "a"), reading(11, 50, "b"), reading(10, 140)], ALL, Spent(Decimal(150), 11)),
        ([reading(9, 100, "a"), reading(11, 50, "b"), reading(10, 160)], ALL, Spent(Decimal(160), 10)),
        ([reading(9, 100, "a"), reading(10, 160)], "a", Spent(Decimal(100), 9)),
        ([reading(9, 100, "a")], "b", None),
    ],
)
def test_spent(readings: list[SpendReading], channel: str, expected: Spent | None) -> None:
    assert spent(readings, channel, STORE) == expected


def test_an_even_pace_runs_straight_and_back() -> None:
    for hour in (0.0, 6.5, 12.0, 23.75, 24.0):
        assert EVEN.at(hour) == pytest.approx(hour / 24)
        assert EVEN.hour_at(hour / 24) == pytest.approx(hour)


def test_a_curve_is_straight_between_its_points_and_never_falls() -> None:
    shares = curve([(6.0, 20.0), (12.0, 60.0), (18.0, 50.0)], 100.0)
    assert [shares[hour] for hour in (0, 3, 6, 9, 12, 18, 21, 24)] == pytest.approx(
        [0, 0.1, 0.2, 0.4, 0.6, 0.6, 0.8, 1]
    )


def days_ago(count: int) -> date:
    return TODAY - timedelta(days=count)


def test_the_profile_is_the_median_of_known_days() -> None:
    readings = [reading(12, spend, day=days_ago(n)) for n, spend in enumerate((50, 70, 90), 1)]
    finals = {(days_ago(n), ALL): Decimal(100) for n in (1, 2, 3)}
    profile = learn(readings, finals, STORE, known_days=3)
    assert profile.known_days == 3
    assert profile.at(12) == pytest.approx(0.7)
    assert profile.hour_at(0.7) == pytest.approx(12)
    assert profile.at(18) == pytest.approx(0.85)
    assert learn(readings, finals, STORE, known_days=4) == EVEN


def test_a_day_without_an_end_teaches_nothing() -> None:
    evening = [reading(12, 80, day=days_ago(1)), reading(22, 100, day=days_ago(1))]
    assert learn(evening, {}, STORE, known_days=1).at(12) == pytest.approx(0.8)
    assert learn(evening[:1], {}, STORE, known_days=1) == EVEN
    assert learn([reading(23, 0, day=days_ago(1))], {}, STORE, known_days=1) == EVEN


def test_a_file_that_tells_less_than_a_reading_does_not_make_more_than_all() -> None:
    profile = learn([reading(12, 150, day=days_ago(1))], {(days_ago(1), ALL): Decimal(100)}, STORE, 1)
    assert profile.at(12) == 1


def test_channels_of_one_day_are_one_known_day() -> None:
    readings = [reading(23, 10, channel, day=days_ago(1)) for channel in ("a", "b")]
    assert learn(readings, {}, STORE, known_days=2) == EVEN


@pytest.mark.parametrize(("hour", "said"), [(0, "00:00"), (9.51, "09:30"), (15.5, "15:30"), (24, "23:59")])
def test_clock(hour: float, said: str) -> None:
    assert clock(hour) == said
