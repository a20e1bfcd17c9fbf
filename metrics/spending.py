"""How a day's ad money goes: what is spent by when, and how the store's own days usually run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise

from metrics.stores import Store

ALL = ""  # the channel that is all together
PLAN = "plan:"  # a channel that is a plan, not a scene: this, and the plan's name
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


def plan_channel(name: str) -> str:
    return PLAN + name


def plan_name(channel: str) -> str | None:
    """The plan's name where the channel is a plan."""
    return channel.removeprefix(PLAN) if channel.startswith(PLAN) else None


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
    parts = [part for name, part in newest.items() if plan_name(name) is None]  # plans are parts of scenes
    if channel == ALL and parts:
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
    A single plan says nothing about the store's day.
    """
    by_day: dict[tuple[date, str], list[SpendReading]] = {}
    for reading in readings:
        if plan_name(reading.channel) is None:
            by_day.setdefault((reading.day, reading.channel), []).append(reading)
    whole: dict[tuple[date, str], tuple[list[tuple[float, float]], float]] = {}
    for key, known in by_day.items():
        points = sorted((hour_of(one, store), float(one.spend)) for one in known)
        final = max(float(finals.get(key, 0)), points[-1][1])
        if final > 0 and (key in finals or points[-1][0] >= LATE_HOUR):
            whole[key] = points, final
    days = len({day for day, _ in whole})
    if days < known_days:
        return EVEN
    import pandas as pd  # only a store whose pace is known pays for loading it

    curves = pd.DataFrame([curve(points, final) for points, final in whole.values()])
    return Profile(tuple(curves.median().tolist()), days)


def curve(points: Sequence[tuple[float, float]], final: float) -> tuple[float, ...]:
    """The share of `final` gone at each full hour, in straight lines between (hour, spend) points."""
    import pandas as pd

    hours, spends = zip((0.0, 0.0), *points, (float(HOURS), final), strict=True)
    rising = pd.Series(spends, index=hours, dtype=float).groupby(level=0).max().cummax()
    full = pd.Index(range(HOURS + 1), dtype=float)
    gone = rising.reindex(rising.index.union(full)).interpolate("index").reindex(full)
    return tuple((gone / final).clip(upper=1.0).tolist())


def clock(hour: float) -> str:
    """15.5 is 15:30 on the store's clock."""
    minutes = min(int(hour * 60), HOURS * 60 - 1)
    return f"{minutes // 60:02}:{minutes % 60:02}"
