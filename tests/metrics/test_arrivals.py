"""Which files are expected, when they are late, and who is asked."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from metrics.arrivals import Board, Coming, Standing, board, to_ask
from metrics.stores import Store

STORE = Store(1, 1, "Shop", "en", "Asia/Shanghai", time(9), timedelta(hours=2), ())
SUNDAY = date(2026, 11, 22)
WANG, LI = (42, "Wang"), (7, "Li")


def moment(day: date, at: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(at), ZoneInfo("Asia/Shanghai")).astimezone(UTC)


def coming(
    day: date,
    at: str = "08:50",
    who: tuple[int, str] = WANG,
    state: str = "stored",
    format: str | None = "ads",
) -> Coming:
    return Coming(format, moment(day, at), *who, "a.xlsx", state)


def before(*days: int) -> list[date]:
    """So many days before Sunday, the earliest first."""
    return sorted(SUNDAY - timedelta(days=n) for n in days)


def on_sunday(comings: Iterable[Coming], at: str = "12:00") -> Board:
    return board(STORE, sorted(comings, key=lambda one: one.received_at), moment(SUNDAY, at))


DAILY = before(*range(1, 22))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (DAILY, True),
        ([], False),
        (before(7), False),  # came once only
        (before(7, 14), False),  # twice is no habit
        (before(7, 14, 21), True),  # every Sunday
        (before(14, 21, 28), True),  # three Sundays of four
        (before(14, 15, 28), True),  # half of the Sundays
        (before(7, 12, 13), True),  # its only Sunday so far
        (before(28, 6, 5), False),  # one Sunday of four
        ([day for day in DAILY if day.weekday() != 6], False),  # never on Sundays
        (before(1, 2, 3), False),  # not on this weekday yet
    ],
)
def test_a_file_is_expected_on_its_weekdays(days: list[date], expected: bool) -> None:
    found = on_sunday(coming(day) for day in days)
    assert [one.habit.format for one in found.expected] == (["ads"] if expected else [])


@pytest.mark.parametrize(
    ("days", "known"),
    [([day for day in DAILY if day.weekday() != 6], True), (before(7), False), ([], False)],
)
def test_that_none_is_expected_today_is_told_from_knowing_no_habit(days: list[date], known: bool) -> None:
    found = on_sunday(coming(day) for day in days)
    assert (found.expected, found.has_habits) == ((), known)


def test_many_files_on_one_day_are_one_day() -> None:
    assert on_sunday([coming(SUNDAY - timedelta(days=7), f"09:{n:02}") for n in range(30)]).expected == ()


@pytest.mark.parametrize("state", ["held", "refused", "discarded", "taken_back"])
def test_only_what_was_stored_makes_a_habit(state: str) -> None:
    assert on_sunday(coming(day, state=state) for day in DAILY).expected == ()


@pytest.mark.parametrize(
    ("times", "late_at"),
    [
        (["08:45"], "09:30"),  # 45 minutes at least
        (["08:50"], "09:45"),  # 09:35, at the next quarter
        (["08:00", "09:00", "10:00"], "11:00"),  # twice the usual hour
        (["08:50", "08:50", "17:00"], "09:45"),  # one late day changes nothing
        (["09:02"], "10:00"),
    ],
)
def test_it_is_late_at_its_usual_time_and_a_margin(times: list[str], late_at: str) -> None:
    sent = [coming(day, times[i % len(times)]) for i, day in enumerate(DAILY)]
    last_minute = (moment(SUNDAY, late_at) - timedelta(minutes=1)).astimezone(ZoneInfo("Asia/Shanghai"))
    assert on_sunday(sent, f"{last_minute:%H:%M}").expected[0].standing is Standing.COMING
    assert on_sunday(sent, late_at).expected[0].standing is Standing.LATE


def test_the_first_file_of_a_day_is_its_time() -> None:
    sent = [coming(day, at) for day in DAILY for at in ("08:45", "18:00")]
    assert on_sunday(sent).expected[0].habit.usual == time(8, 45)


@pytest.mark.parametrize(
    ("senders", "usual"),
    [
        ([WANG], "Wang"),
        ([WANG, WANG, LI], "Wang"),
        ([WANG, LI, LI], "Li"),
        ([WANG, (42, "Wang Fang")], "Wang"),
    ],
)
def test_its_usual_sender_sent_most_of_it(senders: list[tuple[int, str]], usual: str) -> None:
    sent = [coming(day, who=senders[i % len(senders)]) for i, day in enumerate(DAILY)]
    assert on_sunday(sent).expected[0].habit.user_name == usual  # as they were called last


@pytest.mark.parametrize(("user_id", "person"), [(42, True), (0, False), (1087968824, False)])
def test_folders_and_anonymous_admins_cannot_be_mentioned(user_id: int, person: bool) -> None:
    found = on_sunday(coming(day, who=(user_id, "x")) for day in DAILY)
    assert found.expected[0].habit.has_person is person


@pytest.mark.parametrize(
    ("states", "standing"),
    [
        (["stored"], Standing.CAME),
        (["held"], Standing.HELD),
        (["held", "stored"], Standing.CAME),
        ([], Standing.LATE),
    ],
)
def test_what_came_today(states: list[str], standing: Standing) -> None:
    today = [coming(SUNDAY, "08:00", state=state) for state in states]
    assert on_sunday([*(coming(day) for day in DAILY), *today]).expected[0].standing is standing


def test_what_nobody_expected_or_has_read_is_listed_too() -> None:
    other, unknown = coming(SUNDAY, format="stock"), coming(SUNDAY, format=None, state="asked")
    found = on_sunday([other, unknown])
    assert (found.others, found.unread) == ((other,), (unknown,))


@pytest.mark.parametrize(
    ("usual", "now", "asked"),
    [
        ("08:45", "09:29", False),
        ("08:45", "09:30", True),
        ("06:00", "07:59", False),  # nobody is asked before eight
        ("06:00", "08:00", True),
        ("08:45", "19:59", True),
        ("08:45", "20:00", False),  # nor from eight in the evening on
        ("19:20", "20:30", False),
        ("23:50", "23:59", False),
        ("23:50", "10:00", False),  # its time is to come: midnight has not passed twice
    ],
)
def test_late_files_are_asked_for_by_day(usual: str, now: str, asked: bool) -> None:
    at = moment(SUNDAY, now)
    found = board(STORE, [coming(day, usual) for day in DAILY], at)
    assert bool(to_ask(STORE, found, (), at)) is asked


@pytest.mark.parametrize(
    ("today", "left_out", "asked"),
    [
        ([], (), ["ads", "stock"]),
        ([], ("ads",), ["stock"]),
        ([coming(SUNDAY, format="ads")], (), ["stock"]),
        ([coming(SUNDAY, format="ads", state="held")], (), ["stock"]),
        ([coming(SUNDAY, format=None, state="waiting")], (), ["stock"]),  # what Wang sent may be it
        ([coming(SUNDAY, format=None, state="asked", who=LI)], (), ["ads"]),
        ([coming(SUNDAY, format="reviews")], (), ["ads", "stock"]),
    ],
)
def test_all_that_are_late_are_asked_for_together(
    today: list[Coming], left_out: tuple[str, ...], asked: list[str]
) -> None:
    sent = [coming(day, format="ads") for day in DAILY]
    sent += [coming(day, "09:00", format="stock", who=LI) for day in DAILY]
    found = to_ask(STORE, on_sunday([*sent, *today]), left_out, moment(SUNDAY, "12:00"))
    assert [one.habit.format for one in found] == asked
