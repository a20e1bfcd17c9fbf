"""The evening meeting's sheet: the day so far, who did what, what is open, and what tomorrow brings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from metrics.agenda import Event, What, events
from metrics.alerts import Alert
from metrics.calendar import Calendar
from metrics.half_day import HalfDay
from metrics.periods import DAY, Period
from metrics.reviews import ReviewCase
from metrics.rules import Rules
from metrics.tasks import Task

NEXT_WORKING = 14  # days: so far ahead the next working day is looked for


class Deed(StrEnum):
    """What people do, in the order in which it is told."""

    FILES = "files"
    REVIEWS_SOLVED = "reviews_solved"
    REVIEWS_TAKEN = "reviews_taken"
    ALERTS_CLOSED = "alerts_closed"
    ALERTS_TAKEN = "alerts_taken"
    TARGETS = "targets"
    BUDGETS = "budgets"
    TASKS = "tasks"


@dataclass(frozen=True)
class Done:
    """Somebody did something so many times; "" is somebody whose name is not known."""

    person: str
    deed: Deed
    count: int


@dataclass(frozen=True)
class Person:
    """All that one person did."""

    name: str
    done: tuple[tuple[Deed, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.done)


def people(done: Iterable[Done]) -> tuple[Person, ...]:
    """Who did most comes first."""
    counts: dict[str, dict[Deed, int]] = defaultdict(lambda: defaultdict(int))
    for one in done:
        if one.count:
            counts[one.person][one.deed] += one.count
    found = (
        Person(name, tuple((deed, deeds[deed]) for deed in Deed if deed in deeds))
        for name, deeds in counts.items()
    )
    return tuple(sorted(found, key=lambda person: (-person.total, person.name)))


@dataclass(frozen=True)
class OpenReviews:
    """Bad and neutral reviews without an answer. `owners`: how many each has taken; "" is nobody."""

    count: int = 0
    overdue: int = 0
    owners: Mapping[str, int] = field(default_factory=dict)


def open_reviews(cases: Iterable[ReviewCase], rules: Rules, now: datetime) -> OpenReviews:
    count = overdue = 0
    owners: dict[str, int] = defaultdict(int)
    for one in cases:
        count += 1
        overdue += one.is_overdue(now, rules)
        owners[one.case.taken_by or ""] += 1
    order = sorted(owners, key=lambda name: (not name, -owners[name], name))
    return OpenReviews(count, overdue, {name: owners[name] for name in order})


def open_alerts(alerts: Iterable[Alert]) -> tuple[Alert, ...]:
    """Those that nobody has closed and that nothing larger explains, the oldest first."""
    running = (one for one in alerts if one.state.is_running)
    return tuple(sorted(running, key=lambda one: (one.opened_at, one.id)))


@dataclass(frozen=True)
class Tomorrow:
    """The next day. `deadlines` are enrolments that end by the next working day."""

    day: date
    is_working: bool
    target: Decimal | None
    events: tuple[Event, ...]
    deadlines: tuple[Event, ...]


def tomorrow(calendar: Calendar, today: date, targets: Mapping[date, Decimal]) -> Tomorrow:
    day = today + DAY
    ahead = (day + n * DAY for n in range(NEXT_WORKING))
    next_working = next((one for one in ahead if calendar.is_working(one)), day)
    of_day = events(calendar, Period(day, day + DAY))
    soon = events(calendar, Period(day, next_working + DAY))
    return Tomorrow(
        day,
        calendar.is_working(day),
        targets.get(day),
        tuple(one for one in of_day if one.what is not What.ENROL),
        tuple(one for one in soon if one.what is What.ENROL),
    )


@dataclass(frozen=True)
class Evening:
    """The whole sheet."""

    check: HalfDay
    people: tuple[Person, ...]
    alerts: tuple[Alert, ...]
    reviews: OpenReviews
    tomorrow: Tomorrow
    tasks: tuple[Task, ...] = ()
