"""Drafts of targets: a month over its days, a year over its months, shown and put right before they count."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeVar

from metrics.calendar import Calendar, Phase
from metrics.mistakes import Mistake
from metrics.numbers import total
from metrics.pattern import pattern_of
from metrics.periods import Period
from metrics.plan import MONTHS, Key, day_weights, month_weights, pinned_by_campaigns, share, uplifts
from metrics.targets import month_of, year_of

GOOD_FOR = timedelta(days=31)  # how long a draft may be saved


class Way(StrEnum):
    """How what nobody has fixed is split."""

    PATTERN = "pattern"
    EVENLY = "evenly"


@dataclass(frozen=True)
class Mark:
    """What is special about a day: a campaign's name, or a season (its key) and where in it the day is."""

    campaign: str = ""
    season: str = ""
    phase: Phase | None = None


@dataclass(frozen=True)
class MonthPlan:
    """A month's target, and what comes of it for each day.

    `weights` are the store's own; `planned` is what campaigns mean to sell in money, and is left out where
    the month is split evenly; `edited` was set by hand and always stands.
    """

    start: date
    amount: Decimal
    weights: Mapping[date, Decimal]
    planned: Mapping[date, Decimal] = field(default_factory=dict)
    edited: Mapping[date, Decimal] = field(default_factory=dict)
    marks: Mapping[date, Mark] = field(default_factory=dict)
    way: Way = Way.PATTERN
    known: int = 0  # ordinary days that the pattern rests on
    replaces: Decimal | None = None  # targets that stood when it was made
    stood: Mapping[date, Decimal] | None = None  # the same by day
    kind: Literal["month"] = "month"

    @property
    def period(self) -> Period:
        return month_of(self.start)

    @property
    def by_day(self) -> dict[date, Decimal]:
        """Adds up to `amount` to the cent. Raises Mistake where what is fixed does not fit into it."""
        return split(self.amount, self.weights, self.planned, self.edited, self.way)

    def with_way(self, way: Way) -> "MonthPlan":
        return checked(replace(self, way=way))

    def with_days(self, amounts: Mapping[date, Decimal]) -> "MonthPlan":
        """Raises Mistake where a day is another month's, or the days do not fit into the month's target."""
        if strange := [day for day in amounts if day not in self.period]:
            raise Mistake("day_of_another_month", day=strange[0])
        return checked(replace(self, edited={**self.edited, **amounts}))


@dataclass(frozen=True)
class YearPlan:
    """A year's target over its months; `edited` ones were set by hand, or are over and keep their target."""

    year: int
    amount: Decimal
    weights: Mapping[int, Decimal]
    months: Mapping[int, MonthPlan]  # as by the months' amounts; what is fixed in them does not fit always
    edited: Mapping[int, Decimal] = field(default_factory=dict)
    way: Way = Way.PATTERN
    by_last_year: bool = False
    replaces: Decimal | None = None
    stood: Mapping[date, Decimal] | None = None
    kind: Literal["year"] = "year"

    @property
    def period(self) -> Period:
        return year_of(self.year)

    @property
    def by_month(self) -> dict[int, Decimal]:
        return split(self.amount, self.weights, {}, self.edited, self.way)

    @property
    def by_day(self) -> dict[date, Decimal]:
        """All the year's days. Raises Mistake where a month's campaigns want more than the month has."""
        found: dict[date, Decimal] = {}
        for number, amount in self.by_month.items():
            try:
                found |= replace(self.months[number], amount=amount).by_day
            except Mistake as mistake:
                raise Mistake("month_does_not_fit", month=number, **mistake.facts) from None
        return found

    def with_way(self, way: Way) -> "YearPlan":
        return checked(replace(self, way=way))

    def with_months(self, amounts: Mapping[int, Decimal]) -> "YearPlan":
        return checked(replace(self, edited={**self.edited, **amounts}))


Plan = MonthPlan | YearPlan
SomePlan = TypeVar("SomePlan", MonthPlan, YearPlan)


@dataclass(frozen=True)
class Draft:
    """A plan that waits to be saved; `made_by` 0 is the bot's own proposal."""

    id: int
    made_by: int
    made_at: datetime
    plan: Plan
    saved_at: datetime | None = None

    def is_old(self, now: datetime) -> bool:
        return now - self.made_at > GOOD_FOR


def checked(plan: SomePlan) -> SomePlan:
    """The plan. Raises Mistake where it does not add up."""
    plan.by_day  # noqa: B018  it is worked out to see whether it can be
    return plan


def split(
    amount: Decimal,
    weights: Mapping[Key, Decimal],
    planned: Mapping[Key, Decimal],
    edited: Mapping[Key, Decimal],
    way: Way,
) -> dict[Key, Decimal]:
    if way is Way.EVENLY:
        return share(amount, dict.fromkeys(weights, Decimal(1)), edited)
    return share(amount, weights, {**planned, **edited})


# ------------------------------------------------------------------------------------------------ new plans


def month_plan(
    amount: Decimal,
    month: Period,
    revenue: Mapping[date, Decimal],
    calendar: Calendar,
    today: date,
    targets: Mapping[date, Decimal],
) -> MonthPlan:
    """By the pattern of the ordinary days before the month; before today for months to come.

    Raises Mistake where the month's campaigns want more than all of it.
    """
    plan, stood = month_weighed(month, revenue, calendar, today), _in(targets, month)
    return checked(replace(plan, amount=amount, replaces=total(stood.values()), stood=stood))


def year_plan(
    amount: Decimal,
    year: int,
    revenue: Mapping[date, Decimal],
    calendar: Calendar,
    today: date,
    targets: Mapping[date, Decimal],
) -> YearPlan:
    """Months that are over keep their targets, day by day. Raises Mistake where something does not fit."""
    weights, by_last_year = month_weights(year, revenue)
    stood = _in(targets, year_of(year))
    months = {number: month_of(date(year, number, 1)) for number in MONTHS}
    plans = {number: month_weighed(month, revenue, calendar, today) for number, month in months.items()}
    kept = {
        number: replace(plan, edited=set_already)
        for number, plan in plans.items()
        if plan.period.end <= today and (set_already := _in(targets, plan.period))
    }
    return checked(
        YearPlan(
            year=year,
            amount=amount,
            weights=weights,
            months=plans | kept,
            edited={number: sum(plan.edited.values(), Decimal(0)) for number, plan in kept.items()},
            by_last_year=by_last_year,
            replaces=total(stood.values()),
            stood=stood,
        )
    )


def month_weighed(
    month: Period, revenue: Mapping[date, Decimal], calendar: Calendar, today: date
) -> MonthPlan:
    """A month without any target yet: what its days weigh, and what campaigns plan for them."""
    usual = pattern_of(revenue, calendar, min(month.start, today))
    lifted = uplifts(month, calendar, revenue)
    return MonthPlan(
        start=month.start,
        amount=Decimal(0),
        weights=day_weights(month, usual, lifted),
        planned=pinned_by_campaigns(month, calendar, usual),
        marks=_marks(month, calendar, lifted),
        known=0 if usual.is_even else usual.known,
    )


def share_rest(rest: Decimal, free: Collection[date], plan: MonthPlan) -> dict[date, Decimal]:
    """What is left of a month over the days that nobody has set.

    What campaigns plan in money stands where it fits in; else they only weigh as their weekdays do.
    """
    weights = {day: plan.weights[day] for day in free}
    planned = {day: amount for day, amount in plan.planned.items() if day in weights}
    try:
        return share(rest, weights, planned)
    except Mistake:
        return share(rest, weights, {})


def _marks(month: Period, calendar: Calendar, lifted: Mapping[date, Decimal]) -> dict[date, Mark]:
    """Campaigns first; a presale or hangover only where it weighs otherwise."""
    found: dict[date, Mark] = {}
    for day in month.days():
        events, season = calendar.events_on(day), calendar.season_on(day)
        if events:
            found[day] = Mark(campaign=events[0].name)
        elif season is not None and (season.phase is Phase.MAIN or day in lifted):
            found[day] = Mark(season=season.season.name, phase=season.phase)
    return found


def _in(targets: Mapping[date, Decimal], period: Period) -> dict[date, Decimal]:
    return {day: amount for day, amount in targets.items() if day in period}
