"""Budgets of the day and the month: how fast money goes, how long it lasts, and what is wrong about it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from metrics.alerts import Finding, Rule
from metrics.mistakes import Mistake
from metrics.names import tidy
from metrics.numbers import CENT, cents, ratio
from metrics.rules import Rules
from metrics.sales import StoreDay
from metrics.spending import ALL, EVEN, Profile, SpendReading, Spent, clock, spent
from metrics.stores import Store

HIGHEST = Decimal(100_000_000)
LONGEST = 100  # characters of what people write
EARLY = 0.15  # of the usual day's spend: before so much is gone, a projection is noise
MONTH_DAYS = 3  # a month is judged by at least so many whole days

RULES = frozenset(
    {
        Rule.BUDGET_OVER,
        Rule.BUDGET_UNDER,
        Rule.MONTH_OVER,
        Rule.MONTH_UNDER,
        Rule.BALANCE_SHORT,
        Rule.BALANCE_EMPTY,
        Rule.ROI_LOW,
        Rule.SPEND_SHARE,
    }
)

# ------------------------------------------------------------------------------------------------ the nouns


class Span(StrEnum):
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True)
class Budget:
    """What may be spent in a channel (a scene's name; "" is all together) per day or month."""

    channel: str
    span: Span
    amount: Decimal


@dataclass(frozen=True)
class MonthSpend:
    """Of a month so far: the whole days of which an ad file has come."""

    amount: Decimal = Decimal(0)
    known_days: int = 0


# ----------------------------------------------------------------------------------------------- judging it


class Verdict(StrEnum):
    """Why a cause is a finding, or is none."""

    FOUND = "found"
    FINE = "fine"
    NO_READING = "no_reading"  # nobody has said how much of today is spent
    TOO_EARLY = "too_early"  # too little of the usual day is over
    FEW_DAYS = "few_days"  # of the month
    NO_BALANCE = "no_balance"
    NO_DAY = "no_day"  # yesterday's ad file has not come
    NO_SALES = "no_sales"  # yesterday's revenue is not known, or is nothing


@dataclass(frozen=True)
class Judgement:
    rule: Rule
    subject: str
    verdict: Verdict
    finding: Finding | None = None


@dataclass(frozen=True)
class SpendFacts:
    """All that a check of the ad money needs. `readings` are today's, `months` the month so far by channel.

    `statement` is the newest balance of the account's own list and its moment.
    """

    store: Store
    now: datetime
    rules: Rules
    budgets: tuple[Budget, ...]
    readings: tuple[SpendReading, ...]
    profile: Profile = EVEN
    months: Mapping[str, MonthSpend] = field(default_factory=dict)
    days_in_month: int = 30
    statement: tuple[datetime, Decimal] | None = None
    yesterday: StoreDay | None = None

    @property
    def today(self) -> date:
        return self.store.today(self.now)


def judge_spend(facts: SpendFacts) -> tuple[Judgement, ...]:
    """Every cause, found or not, with the reason."""
    judged: list[Judgement] = []
    for budget in facts.budgets:
        judged += _budget(facts, budget)
    for channel in sorted({ALL, *(reading.channel for reading in facts.readings)}):
        judged += _balance(facts, channel)
    return (*judged, _roi(facts), _share(facts))


def found(rule: Rule, subject: str, **facts: object) -> Judgement:
    said = {name: str(value) for name, value in facts.items()}
    return Judgement(rule, subject, Verdict.FOUND, Finding(rule, subject, said))


@dataclass(frozen=True)
class Pace:
    """How a budget is being spent. `reason` is FINE where it can be judged, else why it cannot."""

    budget: Budget
    reason: Verdict
    gone: Decimal | None = None  # so far
    projected: Decimal | None = None  # by the end of the day or month
    said: Mapping[str, object] = field(default_factory=dict)

    @property
    def ratio(self) -> Decimal | None:
        return ratio(self.projected, self.budget.amount)

    def is_over(self, rules: Rules) -> bool:
        """More than the whole budget gone is over at any hour."""
        gone_over = self.gone is not None and self.gone > self.budget.amount
        return self.ratio is not None and (gone_over or self.ratio > rules.pace_high)

    def is_under(self, rules: Rules) -> bool:
        return self.ratio is not None and self.ratio < rules.pace_low


@dataclass(frozen=True)
class BudgetsShown:
    """All budgets and how they are being spent. `scenes` are the channels that files name."""

    paces: tuple[Pace, ...]
    rules: Rules
    scenes: tuple[str, ...] = ()


def pace(facts: SpendFacts, budget: Budget) -> Pace:
    return _day_pace(facts, budget) if budget.span is Span.DAY else _month_pace(facts, budget)


def _day_pace(facts: SpendFacts, budget: Budget) -> Pace:
    gone = spent(facts.readings, budget.channel, facts.store)
    if gone is None:
        return Pace(budget, Verdict.NO_READING)
    said = {"at": clock(gone.hour), "learned_days": facts.profile.known_days}
    share = facts.profile.at(gone.hour)
    if share >= EARLY:
        projected = cents(float(gone.amount) / share)
        return Pace(budget, Verdict.FINE, gone.amount, projected, said)
    if gone.amount > budget.amount:
        return Pace(budget, Verdict.FINE, gone.amount, gone.amount, said)
    return Pace(budget, Verdict.TOO_EARLY, gone.amount)


def _month_pace(facts: SpendFacts, budget: Budget) -> Pace:
    whole = facts.months.get(budget.channel, MonthSpend())
    today = spent(facts.readings, budget.channel, facts.store)
    gone = whole.amount + (today.amount if today else 0)
    said = {"per_day": month_per_day(facts, budget)}
    if whole.known_days >= MONTH_DAYS:
        projected = max(gone, cents(whole.amount / whole.known_days * facts.days_in_month))
        return Pace(budget, Verdict.FINE, gone, projected, said)
    if gone > budget.amount:
        return Pace(budget, Verdict.FINE, gone, gone, said)
    return Pace(budget, Verdict.FEW_DAYS, gone if whole.known_days or today else None)


def month_per_day(facts: SpendFacts, budget: Budget) -> Decimal:
    """What a month's budget still allows on each of its days, today included."""
    whole = facts.months.get(budget.channel, MonthSpend())
    days_left = facts.days_in_month - facts.today.day + 1
    return cents(max(budget.amount - whole.amount, Decimal(0)) / days_left)


def _budget(facts: SpendFacts, budget: Budget) -> Iterator[Judgement]:
    known, is_day = pace(facts, budget), budget.span is Span.DAY
    over = Rule.BUDGET_OVER if is_day else Rule.MONTH_OVER
    under = Rule.BUDGET_UNDER if is_day else Rule.MONTH_UNDER
    figures = {"spent": known.gone, "budget": budget.amount, "projected": known.projected}
    for rule, is_found in ((over, known.is_over(facts.rules)), (under, known.is_under(facts.rules))):
        if is_found:
            yield found(rule, budget.channel, **figures, **known.said)
        else:
            yield Judgement(rule, budget.channel, known.reason)


@dataclass(frozen=True)
class _Money:
    """What an account holds now, and what of the day's money was gone when that was known."""

    balance: Decimal
    gone: Spent | None


def _money(facts: SpendFacts, channel: str) -> _Money | None:
    """The newest balance, less what was spent since."""
    newest = spent(facts.readings, channel, facts.store)
    told = [one for one in facts.readings if one.channel == channel and one.balance is not None]
    last = max(told, key=lambda one: one.at, default=None)
    if channel == ALL and facts.statement is not None:
        at, balance = facts.statement
        if facts.store.today(at) == facts.today and (last is None or at > last.at):
            return _Money(balance, newest)
    if last is None or last.balance is None:
        return None
    since = max(newest.amount - last.spend, Decimal(0)) if newest else Decimal(0)
    return _Money(last.balance - since, newest)


def _balance(facts: SpendFacts, channel: str) -> Iterator[Judgement]:
    money = _money(facts, channel)
    if money is None:
        yield Judgement(Rule.BALANCE_EMPTY, channel, Verdict.NO_BALANCE)
        yield Judgement(Rule.BALANCE_SHORT, channel, Verdict.NO_BALANCE)
        return
    if money.balance <= 0:
        yield found(Rule.BALANCE_EMPTY, channel, balance=money.balance)
        yield Judgement(Rule.BALANCE_SHORT, channel, Verdict.FINE)
        return
    yield Judgement(Rule.BALANCE_EMPTY, channel, Verdict.FINE)
    yield _lasting(facts, channel, money)


def _lasting(facts: SpendFacts, channel: str, money: _Money) -> Judgement:
    rule, gone = Rule.BALANCE_SHORT, money.gone
    if gone is None:
        return Judgement(rule, channel, Verdict.NO_READING)
    share = facts.profile.at(gone.hour)
    if share < EARLY:
        return Judgement(rule, channel, Verdict.TOO_EARLY)
    projected = float(gone.amount) / share
    lacking = projected - float(gone.amount + money.balance)
    if lacking < 0.01:  # a cent
        return Judgement(rule, channel, Verdict.FINE)
    ends = facts.profile.hour_at(float(gone.amount + money.balance) / projected)
    return found(
        rule,
        channel,
        balance=money.balance,
        ends=clock(ends),
        lacking=cents(lacking),
        learned_days=facts.profile.known_days,
    )


def _roi(facts: SpendFacts) -> Judgement:
    day = facts.yesterday
    if day is None or day.ad_spend is None:
        return Judgement(Rule.ROI_LOW, ALL, Verdict.NO_DAY)
    if day.roi is None or day.roi >= facts.rules.roi_pass:
        return Judgement(Rule.ROI_LOW, ALL, Verdict.FINE)
    return found(
        Rule.ROI_LOW,
        ALL,
        day=day.day,
        roi=cents(day.roi),
        level=facts.rules.roi_pass,
        spend=day.ad_spend,
        revenue=day.ad_revenue or 0,
    )


def _share(facts: SpendFacts) -> Judgement:
    day = facts.yesterday
    if day is None or day.ad_spend is None:
        return Judgement(Rule.SPEND_SHARE, ALL, Verdict.NO_DAY)
    if day.spend_share is None:
        return Judgement(Rule.SPEND_SHARE, ALL, Verdict.NO_SALES)
    limit = facts.rules.spend_share_limit
    if day.spend_share <= limit:
        return Judgement(Rule.SPEND_SHARE, ALL, Verdict.FINE)
    lower = cents(day.ad_spend - limit * (day.paid_amount or 0))
    return found(
        Rule.SPEND_SHARE,
        ALL,
        day=day.day,
        share=f"{day.spend_share:.6f}",
        limit=limit,
        spend=day.ad_spend,
        revenue=day.paid_amount,
        lower=lower,
    )


# ------------------------------------------------------------------------------------------ what people write

AMOUNT = r"[¥$]?\s*(?P<amount>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万|w|k)?\s*(?:元|块)?"
APART = r"(?<![0-9A-Za-z.,])"  # an amount does not begin within a word or a number
PER = r"(?:/|每|per\b|a\b|一)"
A_DAY, A_MONTH = r"(?:day|daily|d|天|日)", r"(?:month|monthly|mo|m|月)"
BUDGET = re.compile(
    rf"(?P<channel>.*?)\s*{APART}{AMOUNT}\s*{PER}?\s*(?:(?P<day>{A_DAY})|(?P<month>{A_MONTH}))", re.IGNORECASE
)
# 关键词推广 每天 500: the span may come first.
BUDGET_TURNED = re.compile(
    rf"(?P<channel>.*?)\s*{PER}?\s*(?:(?P<day>{A_DAY})|(?P<month>{A_MONTH}))\s*{AMOUNT}",
    re.IGNORECASE,
)
OFF = re.compile(r"(?P<channel>.+?)\s+(?:off|none|取消|关闭|删除|停)", re.IGNORECASE)
BALANCE_WORD = r"(?:balance|bal|余额|余)"
SPEND = re.compile(
    rf"(?P<channel>.*?)\s*{APART}{AMOUNT}"
    rf"(?:\s*,?\s*{BALANCE_WORD}\s*[:=]?\s*{AMOUNT.replace('amount', 'rest').replace('unit', 'rest_unit')})?",
    re.IGNORECASE,
)
ALL_WORDS = frozenset({"", "all", "total", "全部", "所有", "总", "合计", "总计", "全店"})
UNITS = {"万": 10_000, "w": 10_000, "k": 1_000}


@dataclass(frozen=True)
class BudgetOff:
    """The budgets of a channel are taken away."""

    channel: str


def parse_budget(words: str) -> Budget | BudgetOff:
    """`关键词推广 500/day`, `all 12000/month`, `全部 1.2万/月`, `关键词推广 off`; no channel is all together.

    Raises Mistake("unknown_budget"), Mistake("amount_too_high").
    """
    said = _said(words, "unknown_budget")
    if match := OFF.fullmatch(said):
        return BudgetOff(channel_of(match["channel"]))
    match = BUDGET.fullmatch(said) or BUDGET_TURNED.fullmatch(said)
    amount = None if match is None else _amount(match["amount"], match["unit"], words)
    if match is None or not amount:
        raise Mistake("unknown_budget", given=words)
    return Budget(channel_of(match["channel"]), Span.DAY if match["day"] else Span.MONTH, amount)


@dataclass(frozen=True)
class SpendSaid:
    channel: str
    spend: Decimal
    balance: Decimal | None


def parse_spend(words: str) -> SpendSaid:
    """`关键词推广 320 balance 800`, `320 余额 800`, `关键词推广 ¥1,320.50`; no channel is all together.

    Raises Mistake("unknown_spend"), Mistake("amount_too_high").
    """
    match = SPEND.fullmatch(_said(words, "unknown_spend"))
    spend = None if match is None else _amount(match["amount"], match["unit"], words)
    if match is None or spend is None:
        raise Mistake("unknown_spend", given=words)
    balance = None if match["rest"] is None else _amount(match["rest"], match["rest_unit"], words)
    if match["rest"] is not None and balance is None:
        raise Mistake("unknown_spend", given=words)
    return SpendSaid(channel_of(match["channel"]), spend, balance)


def channel_of(name: str) -> str:
    """A channel as it is kept: the scene's name; "" is all together."""
    name = tidy(name).rstrip(":=，,： ")
    return ALL if name.lower() in ALL_WORDS else name


def _amount(digits: str, unit: str | None, given: str) -> Decimal | None:
    """None where there are parts of a cent."""
    amount = Decimal(digits.replace(",", "")) * UNITS.get((unit or "").lower(), 1)
    if amount > HIGHEST:
        raise Mistake("amount_too_high", given=given, highest=HIGHEST)
    return amount if amount == amount.quantize(CENT) else None


def _said(words: str, mistake: str) -> str:
    said = tidy(words)
    if len(said) > LONGEST:
        raise Mistake(mistake, given=f"{said[:LONGEST]}…")
    return said
