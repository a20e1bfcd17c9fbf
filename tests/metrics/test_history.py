"""What became of alerts: whose, how long, at what cost, and how many a month."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from metrics.alerts import Alert, AlertState, Event, Finding, Rule, Status
from metrics.history import MOST_BYTES, Entry, asked_subject, by_month, page_of, total_cost
from metrics.stores import Store

STORE = Store(1, 1, "店", "zh", "Asia/Shanghai", time(9), timedelta(hours=2), ())
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


def entry(
    status: Status = Status.OPEN,
    *story: Event,
    person: str | None = None,
    ended: datetime | None = None,
    opened: datetime = NOW - 5 * HOUR,
    **facts: str,
) -> Entry:
    state = AlertState(status, NOW, ended_at=ended)
    return Entry(Alert(1, Finding(Rule.ROI_LOW, "", facts), opened, state, person=person), story)


SOLVED = Event(NOW - 2 * HOUR, "solved", "李雷", "")


@pytest.mark.parametrize(
    ("one", "hours"),
    [
        (entry(), 5),
        (entry(Status.TAKEN), 5),
        (entry(Status.ENDED, ended=NOW - 4 * HOUR), 1),
        (entry(Status.SOLVED, SOLVED), 3),
        (entry(Status.SOLVED, SOLVED, ended=NOW - HOUR), 3),  # when it was solved, not when it was seen to be
        (entry(Status.SOLVED, Event(NOW - 4 * HOUR, "solved", "李雷", ""), SOLVED), 3),
        (entry(Status.WITHDRAWN, ended=NOW - 3 * HOUR), 2),
    ],
)
def test_how_long_it_lasted(one: Entry, hours: int) -> None:
    assert one.lasted(NOW) == hours * HOUR


def test_whose_it_was() -> None:
    had = Event(NOW - 4 * HOUR, "taken", "韩梅梅", "")
    assert entry().who is None
    assert entry(Status.SOLVED, had, SOLVED, person="李雷").who == "李雷"
    assert entry(Status.ENDED, had, ended=NOW).who == "韩梅梅"


@pytest.mark.parametrize(
    ("facts", "cost"),
    [({"cost": "120.50"}, Decimal("120.50")), ({}, None), ({"cost": "0"}, None), ({"cost": "?"}, None)],
)
def test_what_it_cost_where_somebody_can_tell(facts: dict[str, str], cost: Decimal | None) -> None:
    assert entry(**facts).cost == cost


def test_costs_are_added_up_where_any_is_known() -> None:
    assert total_cost([entry(cost="10"), entry(), entry(cost="2.5")]) == Decimal("12.5")
    assert total_cost([entry()]) is None


def test_months_are_the_stores_own_and_the_newest_comes_first() -> None:
    midnight = datetime(2026, 10, 31, 16, tzinfo=UTC)  # the first of November in Shanghai
    opened = [midnight, midnight - timedelta(seconds=1), NOW]
    found = by_month([entry(opened=at) for at in opened], STORE)
    assert found == ((date(2026, 11, 1), 2), (date(2026, 10, 1), 1))


@pytest.mark.parametrize(
    ("count", "page", "expected"),
    [(0, 1, (1, 1, 0)), (10, 1, (1, 1, 10)), (11, 2, (2, 2, 1)), (11, 9, (2, 2, 1)), (25, 0, (1, 3, 10))],
)
def test_pages(count: int, page: int, expected: tuple[int, int, int]) -> None:
    shown, pages, entries = page_of([entry()] * count, page)
    assert (shown, pages, len(entries)) == expected


def test_what_is_asked_fits_a_button_whole_characters_only() -> None:
    assert asked_subject([]) == ""
    assert asked_subject(["ROI", " low "]) == "roi low"
    long = asked_subject(["纯棉四件套全棉床单被套"])
    assert long == "纯棉四件套全棉床单被"[:10]
    assert len(long.encode()) <= MOST_BYTES
