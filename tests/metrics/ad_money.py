"""A store on a Sunday in November, for the tests of ad money."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from metrics.ad_facts import SpendFacts, Verdict
from metrics.ad_money import judge_spend
from metrics.alerts import Level, Rule
from metrics.budgets import Budget, Span
from metrics.periods import Period
from metrics.rules import Rules
from metrics.spending import ALL, Profile, SpendReading
from metrics.stores import Store

STORE = Store(1, 1, "店", "zh", "Asia/Shanghai", time(9), timedelta(hours=2), ())
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
YESTERDAY = TODAY - timedelta(days=1)
DAILY = Budget("直通车", Span.DAY, Decimal(500))
MONTHLY = Budget(ALL, Span.MONTH, Decimal(3000))
STEADY = Profile(tuple(hour / 24 for hour in range(25)), known_days=20)  # an even pace, learned


def reading(hour: float, spend: int, channel: str = "直通车", balance: int | None = None) -> SpendReading:
    at = STORE.moment(TODAY, time()) + timedelta(hours=hour)
    return SpendReading(channel, at, TODAY, Decimal(spend), None if balance is None else Decimal(balance))


def facts(*readings: SpendReading, **other: object) -> SpendFacts:
    known = SpendFacts(store=STORE, now=NOW, rules=Rules(), budgets=(), readings=readings)
    return replace(known, **other)  # type: ignore[arg-type]


def even(a_day: int, first: date, days: int, channel: str = ALL) -> Mapping[str, Mapping[date, Decimal]]:
    """A channel that cost the same on each of some days."""
    span = Period(first, first + timedelta(days=days))
    return {channel: {day: Decimal(a_day) for day in span.days()}}


def verdicts(known: SpendFacts) -> dict[tuple[Rule, str], Verdict]:
    return {(one.rule, one.subject): one.verdict for one in judge_spend(known)}


def levels(known: SpendFacts) -> dict[tuple[Rule, str], Level]:
    return {(one.rule, one.subject): one.finding.level for one in judge_spend(known) if one.finding}


def found(known: SpendFacts, rule: Rule) -> dict[str, str]:
    """The figures of the one firing finding of that rule."""
    all_of = (one.finding for one in judge_spend(known) if one.rule is rule and one.finding)
    (finding,) = (one for one in all_of if one.level is Level.FIRING)
    return dict(finding.facts)
