"""How targets are split: years over months, months over days, by what the store sells and what it plans."""

from calendar import monthrange
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median
from typing import TypeVar

from metrics.calendar import Against, Calendar, SeasonDay, is_event, seasons_of
from metrics.campaigns import Campaign
from metrics.mistakes import Mistake
from metrics.numbers import ratio, share_out
from metrics.pattern import Pattern, pattern_of
from metrics.periods import DAY, Period

ORDINARY = Decimal(1)
WEIGHT = Decimal("0.0001")
LEAST = Decimal("0.01")  # no day weighs less: it has its share, too
ENOUGH = 300  # known days of last year, for its months to be what a year is split by
MONTHS = range(1, 13)
Key = TypeVar("Key", bound=Hashable)

# --------------------------------------------------------------------------------------------------- shares


def share(
    amount: Decimal, weights: Mapping[Key, Decimal], pinned: Mapping[Key, Decimal]
) -> dict[Key, Decimal]:
    """`amount` over all keys, to the cent: pinned ones keep theirs, the others share the rest by weight.

    Raises Mistake: pinned_above_target, pinned_below_target (where all are pinned).
    """
    fixed = {key: pinned[key] for key in weights if key in pinned}
    rest = amount - sum(fixed.values(), Decimal(0))
    free = [key for key in weights if key not in fixed]
    if rest < 0:
        raise Mistake("pinned_above_target", pinned=amount - rest, target=amount)
    if rest > 0 and not free:
        raise Mistake("pinned_below_target", pinned=amount - rest, target=amount)
    shares = share_out(rest, [weights[key] for key in free]) if free else ()
    found = {**fixed, **dict(zip(free, shares, strict=True))}
    return {key: found[key] for key in weights}


def day_weights(month: Period, usual: Pattern, lifted: Mapping[date, Decimal]) -> dict[date, Decimal]:
    """What each day of a month weighs: its weekday, times what is planned for it."""
    return {
        day: max(usual.weight(day) * lifted.get(day, ORDINARY), LEAST).quantize(WEIGHT)
        for day in month.days()
    }


def month_weights(year: int, revenue: Mapping[date, Decimal]) -> tuple[dict[int, Decimal], bool]:
    """What each month of a year weighs, and whether last year tells it; else its number of days.

    A month of last year of which less than half is known is taken to be like all the others.
    """
    lengths = {month: monthrange(year, month)[1] for month in MONTHS}
    known = {day: amount for day, amount in revenue.items() if day.year == year - 1}
    whole = sum(known.values(), Decimal(0))
    if len(known) < ENOUGH or whole <= 0:
        return {month: Decimal(days) for month, days in lengths.items()}, False
    a_day = whole / len(known)
    weights = {}
    for month, days in lengths.items():
        own = [amount for day, amount in known.items() if day.month == month]
        mean = sum(own, Decimal(0)) / len(own) if len(own) * 2 >= days else a_day
        weights[month] = max(mean / a_day * days, LEAST).quantize(WEIGHT)
    return weights, True


# ----------------------------------------------------------------------------------------------- campaigns


def uplift(day: date, calendar: Calendar, revenue: Mapping[date, Decimal]) -> Decimal:
    """How many times an ordinary day of its weekday `day` is planned to sell; 1 where nothing is planned.

    The largest planned uplift of its campaigns. Where none plans anything, what the same day of the same
    campaign or season made last time, beside the ordinary days before it; for a presale or a hangover, what
    its days made on the whole.
    """
    return uplifts(Period(day, day + DAY), calendar, revenue).get(day, ORDINARY)


def uplifts(period: Period, calendar: Calendar, revenue: Mapping[date, Decimal]) -> dict[date, Decimal]:
    """The days of a period for which an uplift is planned or known; the others are ordinary, or unknown."""
    earlier = Earlier(calendar, revenue)
    found: dict[date, Decimal] = {}
    for day in period.days():
        factor = planned_uplift(day, calendar)
        if factor is None:
            factor = earlier.same_day(day) if calendar.is_special(day) else earlier.same_phase(day)
        if factor is not None:
            found[day] = factor
    return found


def planned_uplift(day: date, calendar: Calendar) -> Decimal | None:
    planned = [one.planned_uplift for one in calendar.events_on(day) if one.planned_uplift is not None]
    return ORDINARY + Decimal(str(max(planned))) if planned else None


@dataclass(frozen=True)
class Earlier:
    """What campaigns and seasons made before, each beside the ordinary days that led up to it."""

    calendar: Calendar
    revenue: Mapping[date, Decimal]
    patterns: dict[date, Pattern] = field(default_factory=dict)  # by the day before which they end
    phases: dict[SeasonDay, Decimal | None] = field(default_factory=dict)

    def same_day(self, day: date) -> Decimal | None:
        same = (one.day for one in self.calendar.comparisons(day) if one.against is Against.CAMPAIGN)
        return next((factor for one in same if (factor := self.factor(one)) is not None), None)

    def same_phase(self, day: date) -> Decimal | None:
        """The median of last year's days of the presale or hangover that `day` is in."""
        now = self.calendar.season_on(day)
        if now is None or not self.revenue:
            return None
        if now not in self.phases:
            self.phases[now] = self._last_phase(now)
        return self.phases[now]

    def _last_phase(self, now: SeasonDay) -> Decimal | None:
        seasons = seasons_of(now.season.first.year - 1)
        days = [
            day
            for last in seasons
            if last.name == now.season.name
            for day in Period(last.presale, last.after + DAY).days()
            if last.phase(day) is now.phase
        ]
        factors = [factor for day in days if (factor := self.factor(day)) is not None]
        return median(factors) if factors else None

    def factor(self, day: date) -> Decimal | None:
        if day not in self.revenue:
            return None
        start = event_start(day, self.calendar)
        if start not in self.patterns:
            self.patterns[start] = pattern_of(self.revenue, self.calendar, start)
        return ratio(self.revenue[day], self.patterns[start].usual(day))


def event_start(day: date, calendar: Calendar) -> date:
    """The first day of the campaign or season that `day` is in: before it, days were ordinary."""
    season = calendar.season_on(day)
    starts = [one.first_day for one in calendar.events_on(day)]
    if season is not None:
        starts.append(season.season.presale)
    return min(starts, default=day)


def pinned_by_campaigns(period: Period, calendar: Calendar, usual: Pattern) -> dict[date, Decimal]:
    """What campaigns mean to sell in all, and say so in money alone, on each of their days in the period.

    Their revenue is split over all their days by weekday; campaigns on the same day are added up.
    """
    found: dict[date, Decimal] = {}
    for one in calendar.campaigns:
        if one.planned_revenue is None or one.planned_uplift is not None or not is_event(one):
            continue
        for day, amount in by_weekday(one, one.planned_revenue, usual).items():
            if day in period:
                found[day] = found.get(day, Decimal(0)) + amount
    return found


def by_weekday(campaign: Campaign, amount: Decimal, usual: Pattern) -> dict[date, Decimal]:
    days = tuple(Period(campaign.first_day, campaign.last_day + DAY).days())
    return dict(zip(days, share_out(amount, [usual.weight(day) for day in days]), strict=True))
