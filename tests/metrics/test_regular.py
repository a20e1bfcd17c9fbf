"""When the day's other posts are due."""

from datetime import date, datetime, time, timedelta

import pytest

from metrics.calendar import Calendar
from metrics.regular import RegularDue, due, is_silent
from metrics.settings import Regular, Settings
from metrics.stores import Store

HALF_DAY, EVENING, GOOD_REVIEWS, WEEKLY, MONTHLY = Regular
USUAL = Settings({})
MADE = datetime.fromisoformat("2026-01-01T00:00:00+08:00")
OFF_DAY = Calendar(changed={date(2026, 11, 24): False})
WORKED = Calendar(changed={date(2026, 10, 1): True})


def store(zone: str = "Asia/Shanghai") -> Store:
    return Store(7, 1, "Tea", "en", zone, time(9), timedelta(hours=2), ())


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


@pytest.mark.parametrize(
    ("post", "now", "expected", "why"),
    [
        (HALF_DAY, "2026-11-24 13:59:59", None, "its time has not come"),
        (HALF_DAY, "2026-11-24 14:00", "2026-11-24", "its time has come"),
        (HALF_DAY, "2026-11-24 15:59:59", "2026-11-24", "late, but not too late"),
        (HALF_DAY, "2026-11-24 16:00", None, "too late"),
        (HALF_DAY, "2026-11-21 14:00", "2026-11-21", "shops sell on Saturdays"),
        (HALF_DAY, "2026-10-01 14:00", None, "National Day"),
        (EVENING, "2026-11-24 17:30", "2026-11-24", "a working Tuesday"),
        (EVENING, "2026-11-21 17:30", None, "nobody meets on a Saturday"),
        (EVENING, "2026-10-10 17:30", "2026-10-10", "but on one that is worked in exchange"),
        (EVENING, "2026-10-07 17:30", None, "a Wednesday off in exchange"),
        (GOOD_REVIEWS, "2026-11-24 13:00", "2026-11-24", "a working Tuesday"),
        (GOOD_REVIEWS, "2026-11-21 13:00", None, "nobody works on a Saturday"),
        (WEEKLY, "2026-11-23 09:30", "2026-11-23", "Monday"),
        (WEEKLY, "2026-11-24 09:30", None, "Tuesday"),
        (MONTHLY, "2026-12-01 09:45", "2026-12-01", "the first"),
        (MONTHLY, "2026-12-02 09:45", None, "the second"),
        (MONTHLY, "2027-01-01 09:45", "2027-01-01", "also where the first is a holiday"),
    ],
)
def test_each_post_has_its_days_and_its_time(post: Regular, now: str, expected: str | None, why: str) -> None:
    found = due(store(), USUAL, post, Calendar(), MADE, moment(now))
    assert found == (date.fromisoformat(expected) if expected else None), why


@pytest.mark.parametrize(
    ("changed", "now", "expected"),
    [
        ({"post.half_day": "off"}, "2026-11-24 14:00", None),
        ({"post.half_day": "silent"}, "2026-11-24 14:00", "2026-11-24"),
        ({"post.half_day.at": "13:30"}, "2026-11-24 13:30", "2026-11-24"),
        ({"post.half_day.at": "13:30"}, "2026-11-24 15:30", None),
        ({"post.half_day.at": "23:00"}, "2026-11-25 00:59", "2026-11-24"),
        ({"post.half_day.at": "23:00"}, "2026-11-25 01:00", None),
    ],
)
def test_a_store_chooses_whether_and_when(changed: dict[str, str], now: str, expected: str | None) -> None:
    found = due(store(), Settings(changed), HALF_DAY, Calendar(), MADE, moment(now))
    assert found == (date.fromisoformat(expected) if expected else None)


def test_late_at_night_it_is_still_the_day_before_that_counts() -> None:
    late = Settings({"post.evening.at": "23:30"})
    friday, saturday = date(2026, 11, 27), date(2026, 11, 28)
    assert due(store(), late, EVENING, Calendar(), MADE, moment("2026-11-28 00:30")) == friday
    calendar = Calendar(changed={friday: False, saturday: True})
    assert due(store(), late, EVENING, calendar, MADE, moment("2026-11-28 00:30")) is None


def test_nothing_for_a_time_before_the_store_was_made() -> None:
    now = moment("2026-11-24 14:30")
    assert due(store(), USUAL, HALF_DAY, Calendar(), moment("2026-11-24 14:01"), now) is None
    assert due(store(), USUAL, HALF_DAY, Calendar(), moment("2026-11-24 14:00"), now) is not None


def test_the_clock_is_the_store_s_own() -> None:
    moscow = store("Europe/Moscow")
    assert due(moscow, USUAL, HALF_DAY, Calendar(), MADE, moment("2026-11-24 14:00")) is None
    assert due(moscow, USUAL, HALF_DAY, Calendar(), MADE, moment("2026-11-24 19:00")) is not None


@pytest.mark.parametrize(("post", "at"), [(HALF_DAY, "14:00"), (EVENING, "17:30")])
def test_the_store_s_own_days_count_more_than_the_public_ones(post: Regular, at: str) -> None:
    assert due(store(), USUAL, post, OFF_DAY, MADE, moment(f"2026-11-24 {at}")) is None
    assert due(store(), USUAL, post, WORKED, MADE, moment(f"2026-10-01 {at}")) == date(2026, 10, 1)


def test_on_a_day_off_nothing_makes_a_sound() -> None:
    first = date(2027, 1, 1)
    assert is_silent(USUAL, MONTHLY, first, Calendar())
    assert not is_silent(USUAL, MONTHLY, date(2026, 12, 1), Calendar())
    assert is_silent(Settings({"post.monthly": "silent"}), MONTHLY, date(2026, 12, 1), Calendar())


def test_it_has_one_name_for_its_day() -> None:
    assert RegularDue(store(), WEEKLY, date(2026, 11, 23), silent=False).name == "regular:weekly:7:2026-11-23"
