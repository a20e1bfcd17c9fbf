"""How a day's ad money goes: what is spent by when, and how the store's own days usually run."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise

from metrics.stores import Store

ALL = ""  # the channel that is all together
HOURS = 24
LATE_HOUR = 22.0  # a day's last reading from here on is what the day cost


@dataclass(frozen=True)
class SpendReading:
    """Of the money of `day`, `spend` was gone at that moment; `balance` is what the account still held."""

    channel: str
    at: datetime
    day: date
    spend: Decimal
    balance: Decimal | None = None


@dataclass(frozen=True)
class Spent:
    """How much of the day's money is gone at an hour of the store's clock (9.5 is half past nine)."""

    amount: Decimal
    hour: float


def hour_of(reading: SpendReading, store: Store) -> float:
    """The hour of the reading's own day, on the store's clock, from 0 to 24."""
    clock = store.local(reading.at).replace(tzinfo=None)
    hours = (clock - datetime.combine(reading.day, time())).total_seconds() / 3600
    return min(max(hours, 0.0), float(HOURS))


def spent(readings: Iterable[SpendReading], channel: str, store: Store) -> Spent | None:
    """The newest reading of a channel; for all together also the channels added up, whichever is more.

    Spend only grows during a day, so that each is a lower bound of the truth.
    """
    newest = {reading.channel: reading for reading in sorted(readings, key=lambda one: one.at)}
    own = newest.pop(channel, None)
    known = [] if own is None else [Spent(own.spend, hour_of(own, store))]
    if channel == ALL and newest:
        parts = newest.values()
        summed = sum((part.spend for part in parts), Decimal(0))
        known.append(Spent(summed, max(hour_of(part, store) for part in parts)))
    return max(known, key=lambda one: one.amount, default=None)


@dataclass(frozen=True)
class Profile:
    """The share of a day's spend that is gone at each full hour, 0:00 to 24:00 (25 shares, never falling)."""

    shares: tuple[float, ...]
    known_days: int = 0  # what it was learned from; 0 where an even pace is assumed

    def at(self, hour: float) -> float:
        """The share gone by then."""
        low = min(int(hour), HOURS - 1)
        return self.shares[low] + (self.shares[low + 1] - self.shares[low]) * (hour - low)

    def hour_at(self, share: float) -> float:
        """When that share will be gone."""
        for hour, (low, high) in enumerate(pairwise(self.shares)):
            if share <= high:
                return hour + (share - low) / (high - low) if high > low and share > low else float(hour)
        return float(HOURS)


EVEN = Profile(tuple(hour / HOURS for hour in range(HOURS + 1)))


def learn(
    readings: Iterable[SpendReading],
    finals: Mapping[tuple[date, str], Decimal],
    store: Store,
    known_days: int,
) -> Profile:
    """The median of past days; an even pace until `known_days` of them are known.

    `finals` are what the ad files say a day and channel cost; without, a reading late in the evening counts.
    """
    by_day: dict[tuple[date, str], list[SpendReading]] = {}
    for reading in readings:
        by_day.setdefault((reading.day, reading.channel), []).append(reading)
    curves: dict[tuple[date, str], tuple[float, ...]] = {}
    for key, known in by_day.items():
        points = sorted((hour_of(one, store), float(one.spend)) for one in known)
        final = max(float(finals.get(key, 0)), points[-1][1])
        if final > 0 and (key in finals or points[-1][0] >= LATE_HOUR):
            curves[key] = curve(points, final)
    days = len({day for day, _ in curves})
    if days < known_days:
        return EVEN
    return Profile(tuple(statistics.median(at_hour) for at_hour in zip(*curves.values(), strict=True)), days)


def curve(points: Sequence[tuple[float, float]], final: float) -> tuple[float, ...]:
    """The share of `final` gone at each full hour, in straight lines between (hour, spend) points."""
    rising = [(0.0, 0.0)]
    for hour, spend in points:
        rising.append((hour, max(spend, rising[-1][1])))
    rising.append((float(HOURS), final))
    return tuple(min(between(rising, float(hour)) / final, 1.0) for hour in range(HOURS + 1))


def between(points: Sequence[tuple[float, float]], x: float) -> float:
    for (x0, y0), (x1, y1) in pairwise(points):
        if x0 < x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[0][1]


def clock(hour: float) -> str:
    """15.5 is 15:30 on the store's clock."""
    minutes = min(int(hour * 60), HOURS * 60 - 1)
    return f"{minutes // 60:02}:{minutes % 60:02}"
