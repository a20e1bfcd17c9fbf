"""When people may be spoken to."""

from datetime import datetime, time, timedelta

import pytest

from metrics.calendar import Calendar
from metrics.mistakes import Mistake
from metrics.quiet import Hours, Stretch, is_quiet, parse_stretch, quiet_began, quiet_ends, worked
from tests.briefs import STORE

HOURS, CALENDAR = Hours(), Calendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("2026-11-24 07:59", True),
        ("2026-11-24 08:00", False),
        ("2026-11-24 21:59", False),
        ("2026-11-24 22:00", True),
        ("2026-11-22 12:00", False),  # a Sunday: shops sell
        ("2026-10-01 12:00", True),  # a holiday
        ("2026-10-10 12:00", False),  # a Saturday worked in exchange
    ],
)
def test_quiet(text: str, quiet: bool) -> None:
    assert is_quiet(STORE, HOURS, CALENDAR, at(text)) is quiet


def test_quiet_hours_within_a_day() -> None:
    noon = Hours(quiet_from=time(12), quiet_until=time(13))
    assert [is_quiet(STORE, noon, CALENDAR, at(f"2026-11-24 {hour}:30")) for hour in (11, 12, 13)] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("since", "now", "minutes"),
    [
        ("2026-11-24 10:00", "2026-11-24 10:30", 30),
        ("2026-11-24 08:00", "2026-11-24 09:10", 10),
        ("2026-11-24 17:50", "2026-11-25 09:05", 15),
        ("2026-11-27 17:00", "2026-11-30 10:00", 120),  # over a weekend
        ("2026-09-30 17:00", "2026-10-08 10:00", 120),  # over the National Day's week
        ("2026-11-24 19:00", "2026-11-24 23:00", 0),
    ],
)
def test_working_time(since: str, now: str, minutes: int) -> None:
    assert worked(STORE, HOURS, CALENDAR, at(since), at(now)) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-11-24 12:00", "2026-11-24 12:00"),
        ("2026-11-24 23:00", "2026-11-25 08:00"),
        ("2026-11-24 03:00", "2026-11-24 08:00"),
        ("2026-10-01 12:00", "2026-10-08 08:00"),  # the whole week of holidays
    ],
)
def test_when_quiet_ends(now: str, end: str) -> None:
    assert quiet_ends(STORE, HOURS, CALENDAR, at(now)) == at(end)


@pytest.mark.parametrize(
    ("now", "began"),
    [
        ("2026-11-24 08:00", "2026-11-23 22:00"),
        ("2026-11-24 03:00", "2026-11-23 22:00"),
        ("2026-11-24 15:00", "2026-11-23 22:00"),  # the bot was away in the morning
        ("2026-10-08 08:00", "2026-09-30 22:00"),  # the night before the National Day's week
    ],
)
def test_when_the_quiet_began(now: str, began: str) -> None:
    assert quiet_began(STORE, HOURS, CALENDAR, at(now)) == at(began)


def test_a_day_off_without_quiet_hours_is_quiet_from_midnight_on() -> None:
    never = Hours(quiet_from=time(0), quiet_until=time(0))
    assert quiet_began(STORE, never, CALENDAR, at("2026-10-08 00:00")) == at("2026-10-01 00:00")


@pytest.mark.parametrize(
    ("words", "stretch", "hours"),
    [
        ("22:00-08:00", Stretch.QUIET, (time(22), time(8))),
        ("23:30 – 7:15", Stretch.QUIET, (time(23, 30), time(7, 15))),
        ("22:00至08:00", Stretch.QUIET, (time(22), time(8))),
        ("off", Stretch.QUIET, (time(0), time(0))),
        ("10:00~19:00", Stretch.WORK, (time(10), time(19))),
    ],
)
def test_hours_as_people_write_them(words: str, stretch: Stretch, hours: tuple[time, time]) -> None:
    assert parse_stretch(words, stretch) == hours


@pytest.mark.parametrize(
    ("words", "stretch"),
    [
        ("late", Stretch.QUIET),
        ("22:00", Stretch.QUIET),
        ("off", Stretch.WORK),
        ("18:00-09:00", Stretch.WORK),
        ("25:00-08:00", Stretch.QUIET),
    ],
)
def test_hours_that_are_none(words: str, stretch: Stretch) -> None:
    with pytest.raises(Mistake) as caught:
        parse_stretch(words, stretch)
    assert caught.value.reason == "bad_hours"


def test_without_quiet_hours_no_night_is_quiet() -> None:
    never = Hours(*parse_stretch("off", Stretch.QUIET))
    assert never.is_never_quiet
    assert not any(never.is_night(time(hour)) for hour in range(24))
