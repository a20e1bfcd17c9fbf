"""How long the money in an ad account lasts: today, and by what the next days usually cost."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from metrics.ad_facts import Judgement, SpendFacts, Verdict, found, unknown
from metrics.alerts import Level, Rule
from metrics.numbers import cents
from metrics.pacing import EARLY, Ends, day_cost
from metrics.periods import DAY
from metrics.spending import ALL, SpendReading, Spent, clock, hour_of, plan_name, spent

KNOWN_FOR = timedelta(days=3)  # an older balance says nothing about today's
FARTHEST = 40  # days that are looked ahead
TOP_UP_DAYS = 7  # what is to be paid in lasts so long
HUNDRED = Decimal(100)


def judge_balances(facts: SpendFacts) -> Iterator[Judgement]:
    told = (*facts.readings, *facts.balances)
    for channel in sorted({ALL, *(one.channel for one in told if plan_name(one.channel) is None)}):
        yield from _judge(facts, channel)


@dataclass(frozen=True)
class Told:
    """A balance as somebody or the account's list told it; `gone` is what the day had cost then, if known."""

    balance: Decimal
    day: date
    hour: float
    gone: Decimal | None


def told(facts: SpendFacts, channel: str) -> Told | None:
    """The newest balance of the last days."""
    known = [
        (one.at, Told(one.balance, one.day, hour_of(one, facts.store), one.spend))
        for one in (*facts.balances, *facts.readings)
        if one.channel == channel and one.balance is not None
    ]
    if channel == ALL and facts.statement is not None:
        at, balance = facts.statement
        day = facts.store.today(at)
        known.append(
            (at, Told(balance, day, hour_of(SpendReading(ALL, at, day, HUNDRED), facts.store), None))
        )
    if not known:
        return None
    _, newest = max(known, key=lambda one: one[0])
    return newest if facts.today - newest.day <= KNOWN_FOR else None


def _judge(facts: SpendFacts, channel: str) -> Iterator[Judgement]:
    """Of the three at most one is there: an account that is empty, or short today, is low as well."""
    newest = told(facts, channel)
    today = spent(facts.readings, channel, facts.store)
    if newest is None:
        yield unknown(Rule.BALANCE_EMPTY, channel, Verdict.NO_BALANCE)
        yield Judgement(Rule.BALANCE_SHORT, channel, Verdict.NO_BALANCE)
        yield unknown(Rule.BALANCE_LOW, channel, Verdict.NO_BALANCE)
        return
    is_today = newest.day == facts.today
    since = (
        max(today.amount - newest.gone, Decimal(0)) if is_today and today and newest.gone is not None else 0
    )
    left = newest.balance - since
    if left <= 0 and (is_today or not _spends_since(facts, channel, newest, today)):
        level = Level.BETWEEN if _waits(facts, newest) else Level.FIRING
        yield found(Rule.BALANCE_EMPTY, channel, level, newest.day, balance=left)
        yield Judgement(Rule.BALANCE_SHORT, channel, Verdict.FINE)
        yield Judgement(Rule.BALANCE_LOW, channel, Verdict.BETWEEN)
        return
    yield Judgement(Rule.BALANCE_EMPTY, channel, Verdict.FINE)
    short = _short(facts, channel, left, today) if is_today else None
    short = short or Judgement(Rule.BALANCE_SHORT, channel, Verdict.NO_READING)
    yield short
    if short.verdict is Verdict.FOUND:
        yield Judgement(Rule.BALANCE_LOW, channel, Verdict.BETWEEN)
    elif left <= 0:
        yield found(Rule.BALANCE_LOW, channel, Level.BETWEEN)
    else:
        yield _low(facts, channel, newest)


def _spends_since(facts: SpendFacts, channel: str, newest: Told, today: Spent | None) -> bool:
    """Whether it has cost money after the day of that balance: then somebody has paid in."""
    later = (spend for day, spend in facts.known(channel).items() if day > newest.day)
    return any(spend > 0 for spend in later) or (today is not None and today.amount > 0)


def _short(facts: SpendFacts, channel: str, left: Decimal, gone: Spent | None) -> Judgement | None:
    """Whether today's pace uses up what is left."""
    rule = Rule.BALANCE_SHORT
    if gone is None:
        return None
    share = facts.profile.at(gone.hour)
    if share < EARLY:
        return Judgement(rule, channel, Verdict.TOO_EARLY)
    projected = float(gone.amount) / share
    lacking = projected - float(gone.amount + left)
    if lacking < 0.01:  # a cent
        return Judgement(rule, channel, Verdict.FINE)
    ends = facts.profile.hour_at(float(gone.amount + left) / projected)
    return found(
        rule,
        channel,
        balance=left,
        ends=clock(ends),
        past=facts.now >= facts.store.moment(facts.today, time()) + timedelta(hours=ends) or None,
        lacking=cents(lacking),
        top_up=_top_up(facts, channel, cents(lacking)),
        learned_days=facts.profile.known_days,
    )


# --------------------------------------------------------------------------------------- the days to come


def lasts(facts: SpendFacts, channel: str, newest: Told) -> Ends | None:
    """When the money is gone at what days usually cost; None where that is not known, or far away.

    Reckoned from when the balance was told, so that the answer only changes with what is new.
    """
    left, day, profile = newest.balance, newest.day, facts.profile
    share = profile.at(newest.hour)
    for _ in range(FARTHEST):
        cost = day_cost(facts, channel, day)
        if cost is None:
            return None
        is_known = newest.gone is not None and day == newest.day and day < facts.today
        rest = max(cost - (newest.gone or 0), Decimal(0)) if is_known else cost * Decimal(str(1 - share))
        if left < rest:
            part = float(left / rest) * (1 - share)
            return Ends(day, profile.hour_at(share + part))
        left, day, share = left - rest, day + DAY, 0.0
    return None


def horizon(facts: SpendFacts) -> date:
    """The last day that the money has to last: a day ahead, and until somebody is at work again."""
    day = facts.today + timedelta(days=facts.rules.balance_days)
    return next((one for one in (day + n * DAY for n in range(10)) if facts.calendar.is_working(one)), day)


def _waits(facts: SpendFacts, newest: Told) -> bool:
    """In the morning the account's newer list may still come: an older balance begins nothing before then."""
    store = facts.store
    files_due = store.moment(facts.today, store.brief_at) + store.brief_patience
    return newest.day < facts.today - DAY and facts.now < files_due


def _low(facts: SpendFacts, channel: str, newest: Told) -> Judgement:
    rule, ends = Rule.BALANCE_LOW, lasts(facts, channel, newest)
    if ends is None and day_cost(facts, channel, facts.today + DAY) is None:
        return unknown(rule, channel, Verdict.FEW_DAYS)
    last = horizon(facts)
    if ends is None or ends.hour is None or ends.day > last + DAY:
        return Judgement(rule, channel, Verdict.FINE)
    return found(
        rule,
        channel,
        Level.FIRING if ends.day <= last and not _waits(facts, newest) else Level.BETWEEN,
        newest.day,
        balance=newest.balance,
        told=newest.day,
        at=clock(newest.hour),
        ends_on=ends.day,
        ends=clock(math.floor(ends.hour)),
        usual=facts.habit(channel).expected(ends.day),
        top_up=_top_up(facts, channel, Decimal(0)),
    )


def _top_up(facts: SpendFacts, channel: str, lacking: Decimal) -> Decimal | None:
    """What lasts a week beyond what is lacking, in whole hundreds."""
    ahead = [facts.habit(channel).expected(facts.today + n * DAY) for n in range(1, TOP_UP_DAYS + 1)]
    if any(one is None for one in ahead):
        return None
    whole = lacking + sum((one for one in ahead if one is not None), Decimal(0))
    return math.ceil(whole / HUNDRED) * HUNDRED if whole > 0 else None
