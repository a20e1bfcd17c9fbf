"""What became of alerts: how long they lasted, who closed them, what they cost, how many there were."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from metrics.aftermath import Reading
from metrics.alerts import BY_PEOPLE, Alert, Event, Status
from metrics.stores import Store

LOOKED_BACK = timedelta(days=365)
PAGE = 10  # alerts
MOST_BYTES = 30  # of what is asked: it is carried by buttons


@dataclass(frozen=True)
class Entry:
    """An alert that people were told of, with its story and what was read afterwards."""

    alert: Alert
    story: tuple[Event, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def over_at(self) -> datetime | None:
        """When somebody closed it, else when it was over by itself; None while it goes on."""
        if self.alert.state.status in BY_PEOPLE:
            closed = [one.at for one in self.story if one.reason == self.alert.state.status]
            return closed[-1] if closed else self.alert.state.ended_at
        return self.alert.state.ended_at

    @property
    def who(self) -> str | None:
        """Who closed it, else who had it last."""
        if self.alert.person is not None:
            return self.alert.person
        had = [one.person for one in self.story if one.reason == Status.TAKEN and one.person]
        return had[-1] if had else None

    @property
    def cost(self) -> Decimal | None:
        """What it cost, where its detector can tell."""
        try:
            cost = Decimal(self.alert.finding.facts["cost"])
        except (KeyError, InvalidOperation):
            return None
        return cost if cost > 0 else None

    def lasted(self, now: datetime) -> timedelta:
        return (self.over_at or now) - self.alert.opened_at


@dataclass(frozen=True)
class History:
    """A store's alerts of the last year, the newest first."""

    store: Store
    entries: tuple[Entry, ...]
    now: datetime


def by_month(entries: Iterable[Entry], store: Store) -> tuple[tuple[date, int], ...]:
    """By the month's first day, the newest first."""
    days = (store.today(one.alert.opened_at) for one in entries)
    return tuple(sorted(Counter(day.replace(day=1) for day in days).items(), reverse=True))


def total_cost(entries: Iterable[Entry]) -> Decimal | None:
    """None where nobody can tell."""
    known = [one.cost for one in entries if one.cost is not None]
    return sum(known, Decimal(0)) if known else None


def page_of(entries: Sequence[Entry], page: int) -> tuple[int, int, Sequence[Entry]]:
    """That page or the nearest there is, how many there are, and what is on it; pages count from 1."""
    pages = max((len(entries) + PAGE - 1) // PAGE, 1)
    page = min(max(page, 1), pages)
    return page, pages, entries[(page - 1) * PAGE : page * PAGE]


def asked_subject(words: Sequence[str]) -> str:
    """What is asked for, as short as buttons can carry; "" is everything."""
    said = " ".join(" ".join(words).split()).casefold()
    return said.encode()[:MOST_BYTES].decode(errors="ignore").strip()
