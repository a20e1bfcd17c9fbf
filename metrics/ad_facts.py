"""What a check of the ad money knows, and what it says of each cause."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from metrics.alerts import Finding, Level, Rule
from metrics.budgets import Budget
from metrics.calendar import Calendar
from metrics.habits import Habit, habit
from metrics.numbers import ratio
from metrics.periods import DAY, Period
from metrics.rules import Rules
from metrics.sales import StoreDay
from metrics.spending import ALL, EVEN, Profile, SpendReading, plan_name
from metrics.stores import Store


class Verdict(StrEnum):
    """Why a cause is a finding, or is none."""

    FOUND = "found"
    BETWEEN = "between"  # not bad enough to begin, not good enough to be over
    FINE = "fine"
    NO_READING = "no_reading"  # nobody has said how much of today is spent
    TOO_EARLY = "too_early"  # too little of the usual day is over
    FEW_DAYS = "few_days"  # of the month, or of what is usual
    NO_BALANCE = "no_balance"
    NO_DAY = "no_day"  # yesterday's ad file has not come
    NO_SALES = "no_sales"  # yesterday's revenue is not known, or is nothing


@dataclass(frozen=True)
class Judgement:
    rule: Rule
    subject: str
    verdict: Verdict
    finding: Finding | None = None


def found(
    rule: Rule, subject: str, level: Level = Level.FIRING, of: date | None = None, /, **facts: object
) -> Judgement:
    """Facts that are None are left out; `of` is the day they are about, where that is not today."""
    said = {name: str(value) for name, value in facts.items() if value is not None}
    verdict = Verdict.FOUND if level is Level.FIRING else Verdict.BETWEEN
    return Judgement(rule, subject, verdict, Finding(rule, subject, said, level, of))


def unknown(rule: Rule, subject: str, why: Verdict) -> Judgement:
    """Nothing can be said: an alert that is open stays so, and none begins."""
    return Judgement(rule, subject, why, Finding(rule, subject, level=Level.UNKNOWN))


@dataclass(frozen=True)
class SpendFacts:
    """All that a check of the ad money needs.

    `readings` are today's; `balances` the newest that tells one, by channel. `spends`: by channel what each
    day cost, from the ad files; `lifts`: how many times an ordinary day special ones are planned, or known,
    to cost. `statement` is the newest balance of the account's own list and its moment.
    """

    store: Store
    now: datetime
    rules: Rules
    budgets: tuple[Budget, ...]
    readings: tuple[SpendReading, ...]
    profile: Profile = EVEN
    spends: Mapping[str, Mapping[date, Decimal]] = field(default_factory=dict)
    lifts: Mapping[date, Decimal] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)
    balances: tuple[SpendReading, ...] = ()
    statement: tuple[datetime, Decimal] | None = None
    yesterday: StoreDay | None = None

    @property
    def today(self) -> date:
        return self.store.today(self.now)

    @property
    def month(self) -> Period:
        first = self.today.replace(day=1)
        return Period(first, first.replace(day=monthrange(first.year, first.month)[1]) + DAY)

    @cached_property
    def _habits(self) -> dict[str, Habit]:
        return {}

    @cached_property
    def _known(self) -> dict[str, Mapping[date, Decimal]]:
        return {}

    def known(self, channel: str) -> Mapping[date, Decimal]:
        """What the days before today cost that an ad file tells of; nothing in the file is nothing spent."""
        if channel not in self._known:
            self._known[channel] = self._spends_of(channel)
        return self._known[channel]

    def _spends_of(self, channel: str) -> dict[date, Decimal]:
        own = self.spends.get(channel, {})
        if channel == ALL:
            days = set(own)
        else:
            is_plan = plan_name(channel) is not None
            alike = (one for one in self.spends if one != ALL and (plan_name(one) is not None) == is_plan)
            days = {day for one in alike for day in self.spends[one]}
        return {day: own.get(day, Decimal(0)) for day in sorted(days) if day < self.today}

    def habit(self, channel: str) -> Habit:
        if channel not in self._habits:
            known, whole = self.known(channel), self.known(ALL)
            spent = sum(known.values(), Decimal(0))
            of_all = ratio(spent, sum((whole.get(day, Decimal(0)) for day in known), Decimal(0)))
            share = Decimal(1) if channel == ALL or of_all is None else min(of_all, Decimal(1))
            self._habits[channel] = habit(known, self.calendar, self.month, self.today, self.lifts, share)
        return self._habits[channel]
