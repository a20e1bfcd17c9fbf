"""What has been sold of a day that is not over: readings of it, and where it is heading by midnight."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from statistics import median

from metrics.mistakes import Mistake
from metrics.numbers import cents, ratio
from metrics.stores import Store
from metrics.targets import parse_amount

LOOK_BACK = timedelta(days=60)
SAME_HOUR = timedelta(minutes=60)  # an earlier day's reading within so much of the clock's time counts
FEWEST = 5  # earlier days: fewer tell nothing of what is usual
LONGEST = 40  # characters of what people write


@dataclass(frozen=True)
class SalesReading:
    """At that moment `amount` had been sold of `day`; `person` said so, or sent the file that does."""

    at: datetime
    day: date
    amount: Decimal
    person: str


@dataclass(frozen=True)
class UsualShare:
    """Which part of a day's revenue there usually is at that hour. `known`: from how many earlier days."""

    share: Decimal
    known: int


@dataclass(frozen=True)
class SoFar:
    """A day so far against its target. `reading` is the latest; None where nobody has said anything."""

    day: date
    target: Decimal | None
    reading: SalesReading | None
    usual: UsualShare | None = None

    @property
    def amount(self) -> Decimal | None:
        return self.reading.amount if self.reading else None

    @property
    def reached(self) -> Decimal | None:
        """Of the day's target, as a fraction."""
        return ratio(self.amount, self.target)

    @property
    def heading_for(self) -> Decimal | None:
        """What the day will end with, as such days usually go on."""
        whole = ratio(self.amount, self.usual.share) if self.usual else None
        return None if whole is None else cents(whole)

    @property
    def will_reach(self) -> Decimal | None:
        return ratio(self.heading_for, self.target)


def latest(readings: Iterable[SalesReading]) -> SalesReading | None:
    return max(readings, key=lambda one: one.at, default=None)


def usual_share(
    readings: Iterable[SalesReading], finals: Mapping[date, Decimal], store: Store, at: datetime
) -> UsualShare | None:
    """The median of earlier days, each by its reading nearest to the hour of `at`.

    `finals` is what those days ended with. A day that ended as it was read is one whose last figures never
    came, and tells nothing. None where too few days are known.
    """
    nearest: dict[date, tuple[timedelta, Decimal]] = {}
    for one in readings:
        away = abs(_clock(store, one.at, one.day) - _clock(store, at, store.today(at)))
        if away <= SAME_HOUR and (one.day not in nearest or away < nearest[one.day][0]):
            nearest[one.day] = away, one.amount
    shares = [
        share
        for day, (_, amount) in nearest.items()
        if (share := ratio(amount, finals.get(day))) is not None and 0 < share < 1
    ]
    return UsualShare(median(shares), len(shares)) if len(shares) >= FEWEST else None


def _clock(store: Store, at: datetime, day: date) -> timedelta:
    """The time of day on the store's clock; past midnight where it is said of the day before."""
    return store.local(at).replace(tzinfo=None) - datetime.combine(day, time())


def parse_sold(words: str) -> Decimal:
    """`18200`, `18,200 元`, `1.82万`. Raises Mistake("unknown_sold")."""
    try:
        return parse_amount("".join(words.split()))
    except Mistake:
        raise Mistake("unknown_sold", given=" ".join(words.split())[:LONGEST]) from None
