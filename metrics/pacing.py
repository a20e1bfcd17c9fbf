"""How a budget is being spent: where it will end, in which band, when it is gone, what lands on it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from metrics.ad_facts import SpendFacts, Verdict
from metrics.alerts import Level
from metrics.budgets import Budget, Span
from metrics.habits import Habit
from metrics.numbers import cents, ratio
from metrics.periods import DAY, Period
from metrics.rules import Rules
from metrics.spending import Spent, clock, spent

AFTERNOON = 0.6  # of a day spent evenly: shops spend late, before it too little is not told by a guess
EARLY = 0.15  # of the usual day's spend: before so much is gone, a projection is noise
MONTH_DAYS = 3  # a month is judged by at least so many whole days
NOTHING = Decimal(0)

# ------------------------------------------------------------------------------------------------- the band


@dataclass(frozen=True)
class Band:
    """Between which shares of the budget a projection is as planned."""

    low: Decimal
    high: Decimal

    def nearer(self, part: Decimal) -> "Band":
        """The band in which a budget that had left this one is well again."""
        return Band(1 - (1 - self.low) * part, 1 + (self.high - 1) * part)


def band(elapsed: float, rules: Rules) -> Band:
    """75–125% when nothing is over, 99–101% at the end: what may still come makes it uncertain, and that
    scatters with the root of how much it is.
    """
    left = Decimal(str(round(math.sqrt(1 - min(max(elapsed, 0.0), 1.0)), 6)))
    below, above = 1 - rules.pace_low, rules.pace_high - 1
    end = rules.pace_end
    return Band(1 - end - (below - end) * left, 1 + end + (above - end) * left)


# ------------------------------------------------------------------------------------------------- the pace


@dataclass(frozen=True)
class Ends:
    """When the money is gone; the hour is of the store's clock, None where only the day is known."""

    day: date
    hour: float | None = None


@dataclass(frozen=True)
class Landing:
    """The daily budget that lands on plan: `amount` on each of `days` from `first` on. Days of campaigns
    keep what is planned for them, `kept` in all.
    """

    amount: Decimal
    first: date
    days: int
    kept: Decimal = NOTHING


@dataclass(frozen=True)
class Pace:
    """How a budget is being spent. `reason` is FINE where it can be judged, else why it cannot."""

    budget: Budget
    reason: Verdict
    gone: Decimal | None = None  # so far
    projected: Decimal | None = None  # by the end of the day or month
    band: Band | None = None
    ends: Ends | None = None  # before the day or month does
    landing: Landing | None = None
    said: Mapping[str, object] = field(default_factory=dict)
    is_early_guess: bool = False  # in the first part of a day that is only thought to be even

    @property
    def ratio(self) -> Decimal | None:
        return ratio(self.projected, self.budget.amount)

    @property
    def cost(self) -> Decimal | None:
        """What is spent over the budget."""
        return self.gone - self.budget.amount if self.is_used_up and self.gone is not None else None

    @property
    def is_used_up(self) -> bool:
        return self.gone is not None and self.gone > self.budget.amount

    def over(self, rules: Rules) -> Level | None:
        """None where it is fine. More than the whole budget gone is over at any hour."""
        if self.ratio is None or self.band is None:
            return None
        gone = ratio(self.gone, self.budget.amount) or NOTHING
        if self.ratio > self.band.high or gone > 1 + rules.pace_end:
            return Level.FIRING
        return Level.BETWEEN if self.ratio > self.band.nearer(rules.pace_recover).high else None

    def under(self, rules: Rules) -> Level | None:
        if self.ratio is None or self.band is None or self.is_early_guess:
            return None
        if self.ratio < self.band.low:
            return Level.FIRING
        return Level.BETWEEN if self.ratio < self.band.nearer(rules.pace_recover).low else None

    def is_over(self, rules: Rules) -> bool:
        return self.over(rules) is Level.FIRING

    def is_under(self, rules: Rules) -> bool:
        return self.under(rules) is Level.FIRING


@dataclass(frozen=True)
class BudgetsShown:
    """All budgets and how they are being spent. `channels` are the scenes and plans that files name."""

    paces: tuple[Pace, ...]
    rules: Rules
    channels: tuple[str, ...] = ()


def pace(facts: SpendFacts, budget: Budget) -> Pace:
    return _day_pace(facts, budget) if budget.span is Span.DAY else _month_pace(facts, budget)


# ------------------------------------------------------------------------------------------------- the day


def _day_pace(facts: SpendFacts, budget: Budget) -> Pace:
    gone = spent(facts.readings, budget.channel, facts.store)
    if gone is None:
        return Pace(budget, Verdict.NO_READING)
    profile, is_used_up = facts.profile, gone.amount > budget.amount
    share = profile.at(gone.hour)
    if share < EARLY and not is_used_up:
        return Pace(budget, Verdict.TOO_EARLY, gone.amount)
    projected = cents(float(gone.amount) / share) if share >= EARLY else gone.amount
    return Pace(
        budget,
        Verdict.FINE,
        gone.amount,
        projected,
        # while the store's own day is not known, nothing is gained by narrowing
        Band(Decimal(1), Decimal(1))
        if share < EARLY
        else band(share if profile.known_days else 0, facts.rules),
        _day_ends(facts, budget, gone, projected),
        said={"at": clock(gone.hour), "learned_days": profile.known_days},
        is_early_guess=not profile.known_days and share < AFTERNOON,
    )


def _day_ends(facts: SpendFacts, budget: Budget, gone: Spent, projected: Decimal) -> Ends | None:
    if projected <= budget.amount or gone.amount >= budget.amount:
        return None
    share = facts.profile.at(gone.hour) * float(budget.amount / gone.amount)
    return Ends(facts.today, max(facts.profile.hour_at(share), gone.hour))


def day_cost(facts: SpendFacts, channel: str, day: date) -> Decimal | None:
    """What a day costs: as its file tells, as today runs, else what is usual; None where nothing is known."""
    if day < facts.today and (known := facts.known(channel).get(day)) is not None:
        return known
    gone = spent(facts.readings, channel, facts.store) if day == facts.today else None
    usual = facts.habit(channel).expected(day)
    if gone is None:
        return usual
    share = facts.profile.at(gone.hour)
    if share >= EARLY:
        return cents(float(gone.amount) / share)
    return max(gone.amount, usual) if usual is not None else None


# ------------------------------------------------------------------------------------------------ the month


@dataclass(frozen=True)
class _Month:
    """A month as it looks now. `gone` is known, `assumed` are days before today of which no file has come,
    `today` what is still to come of today, `ahead` the days behind it.
    """

    gone: Decimal
    assumed: Decimal
    today: Decimal
    ahead: Mapping[date, Decimal]
    elapsed: float

    @property
    def projected(self) -> Decimal:
        return self.gone + self.assumed + self.today + sum(self.ahead.values(), NOTHING)


def whole_days(facts: SpendFacts, channel: str) -> dict[date, Decimal]:
    """The days of this month that are over and known."""
    return {day: spend for day, spend in facts.known(channel).items() if day in facts.month}


def _month_pace(facts: SpendFacts, budget: Budget) -> Pace:
    whole, today = whole_days(facts, budget.channel), spent(facts.readings, budget.channel, facts.store)
    gone = sum(whole.values(), NOTHING) + (today.amount if today else NOTHING)
    usual = facts.habit(budget.channel)
    if len(whole) < MONTH_DAYS or usual.rate is None:
        if gone > budget.amount:
            return Pace(budget, Verdict.FINE, gone, gone, Band(Decimal(1), Decimal(1)))
        return Pace(budget, Verdict.FEW_DAYS, gone if whole or today else None)
    month = _month(facts, usual, whole, today, gone)
    return Pace(
        budget,
        Verdict.FINE,
        gone,
        month.projected,
        band(month.elapsed, facts.rules),
        _month_ends(facts, budget, month),
        _landing(budget, usual, month),
    )


def _month(
    facts: SpendFacts, usual: Habit, whole: Mapping[date, Decimal], today: Spent | None, gone: Decimal
) -> _Month:
    def cost(day: date) -> Decimal:
        return usual.expected(day) or NOTHING

    share = Decimal(str(facts.profile.at(today.hour))) if today else NOTHING
    past = [day for day in facts.month.days() if day < facts.today]
    weights = {day: usual.weight(day) for day in facts.month.days()}
    passed = sum((weights[day] for day in past), NOTHING) + weights[facts.today] * share
    return _Month(
        gone=gone,
        assumed=sum((cost(day) for day in past if day not in whole), NOTHING),
        today=cents(cost(facts.today) * (1 - share)),
        ahead={day: cost(day) for day in Period(facts.today + DAY, facts.month.end).days()},
        elapsed=float(passed / sum(weights.values(), NOTHING)),
    )


def _month_ends(facts: SpendFacts, budget: Budget, month: _Month) -> Ends | None:
    left = budget.amount - month.gone - month.assumed
    if left <= 0 or month.projected <= budget.amount:
        return None
    for day, cost in {facts.today: month.today, **month.ahead}.items():
        left -= cost
        if left < 0:
            return Ends(day)
    return None


def _landing(budget: Budget, usual: Habit, month: _Month) -> Landing | None:
    """In whole yuan, as people set it; None on the last day."""
    if not month.ahead:
        return None
    left = budget.amount - month.gone - month.assumed - month.today
    planned = {day: cost for day, cost in month.ahead.items() if usual.is_planned(day)}
    kept = sum(planned.values(), NOTHING)
    if kept >= left or len(planned) == len(month.ahead):
        planned, kept = {}, NOTHING
    days = [day for day in month.ahead if day not in planned]
    a_day = max(left - kept, NOTHING) / len(days)
    return Landing(a_day.to_integral_value(ROUND_FLOOR), min(month.ahead), len(days), kept)


def month_per_day(facts: SpendFacts, budget: Budget) -> Decimal:
    """What a month's budget still allows on each of its days, today included."""
    whole = sum(whole_days(facts, budget.channel).values(), NOTHING)
    return cents(max(budget.amount - whole, NOTHING) / len(Period(facts.today, facts.month.end)))
