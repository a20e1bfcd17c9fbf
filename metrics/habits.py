"""What advertising usually costs a day: by weekday, at the level of the last days, more in campaigns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from metrics.calendar import Calendar, is_event
from metrics.numbers import cents, ratio
from metrics.pattern import Pattern, pattern_of
from metrics.periods import Period
from metrics.plan import ORDINARY, by_weekday, event_start

RECENT = 7  # the level is that of so many known days: each weekday once
RECENT_WITHIN = timedelta(days=21)
FEWEST = 3


@dataclass(frozen=True)
class Habit:
    """`rate`: what a day of weight 1 costs of late, None where too few days are known. `least`: what the
    budgets of campaigns put on their days.
    """

    weekdays: Pattern
    rate: Decimal | None
    lifts: Mapping[date, Decimal] = field(default_factory=dict)
    least: Mapping[date, Decimal] = field(default_factory=dict)

    def weight(self, day: date) -> Decimal:
        return self.weekdays.weight(day) * self.lifts.get(day, ORDINARY)

    def expected(self, day: date) -> Decimal | None:
        if self.rate is None:
            return None
        return cents(max(self.rate * self.weight(day), self.least.get(day, Decimal(0))))

    def is_planned(self, day: date) -> bool:
        """Whether a campaign means to spend more on that day than is usual."""
        return day in self.least or self.lifts.get(day, ORDINARY) > ORDINARY


def habit(
    spends: Mapping[date, Decimal],
    calendar: Calendar,
    month: Period,
    today: date,
    lifts: Mapping[date, Decimal],
    share: Decimal = Decimal(1),
) -> Habit:
    """`spends` are a channel's known days before today; `share` is its part of all ad money, and so of what
    campaigns may cost.
    """
    weekdays = pattern_of(spends, calendar, today)
    rate = _rate(spends, calendar, weekdays, today, lifts)
    as_so_far = _as_so_far(spends, calendar, Habit(weekdays, rate, lifts), Period(today, month.end))
    return Habit(weekdays, rate, {**lifts, **as_so_far}, _least(calendar, month, weekdays, share))


def _rate(
    spends: Mapping[date, Decimal],
    calendar: Calendar,
    weekdays: Pattern,
    today: date,
    lifts: Mapping[date, Decimal],
) -> Decimal | None:
    """From the last days; special ones count as far as it is known what they add, or nothing else is."""
    near = [day for day in sorted(spends, reverse=True) if today - RECENT_WITHIN <= day < today]
    clear = [day for day in near if day in lifts or not calendar.is_special(day)]
    days = (clear if len(clear) >= FEWEST else near)[:RECENT]
    if len(days) < FEWEST:
        return None
    weights = (weekdays.weight(day) * lifts.get(day, ORDINARY) for day in days)
    return ratio(_total(spends[day] for day in days), _total(weights))


def _as_so_far(
    spends: Mapping[date, Decimal], calendar: Calendar, usual: Habit, ahead: Period
) -> dict[date, Decimal]:
    """Days of a campaign or season for which nothing is planned cost what its days have cost so far."""
    found: dict[date, Decimal] = {}
    for day in ahead.days():
        if not calendar.is_special(day) or day in usual.lifts or not usual.rate:
            continue
        start = event_start(day, calendar)
        own = [
            spent / usual.weight(one) / usual.rate
            for one, spent in spends.items()
            if start <= one < ahead.start and calendar.is_special(one) and one not in usual.lifts
        ]
        if own:
            found[day] = _total(own) / len(own)
    return found


def _least(calendar: Calendar, month: Period, weekdays: Pattern, share: Decimal) -> dict[date, Decimal]:
    """The budgets of campaigns over their days; what the store spends anyway is never less than usual."""
    found: dict[date, Decimal] = {}
    for one in calendar.campaigns:
        if one.budget is None or not is_event(one):
            continue
        for day, amount in by_weekday(one, one.budget, weekdays).items():
            if day in month:
                found[day] = found.get(day, Decimal(0)) + cents(amount * share)
    return found


def _total(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))
