"""Budgets of the day and the month, and what people write about them."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from metrics.mistakes import Mistake
from metrics.names import folded, tidy
from metrics.numbers import CENT
from metrics.spending import ALL, plan_channel, plan_name

HIGHEST = Decimal(100_000_000)
LONGEST = 100  # characters of what people write

# ------------------------------------------------------------------------------------------------ the nouns


class Span(StrEnum):
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True)
class Budget:
    """What may be spent in a channel per day or month: a scene's name, a plan's (metrics.spending.PLAN), or
    "" for all together.
    """

    channel: str
    span: Span
    amount: Decimal


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


PLAN_WORD = re.compile(r"(?:plan|计划)\s*:?\s*(?P<name>.+)", re.IGNORECASE)


def meant(name: str, scenes: Collection[str], plans: Collection[str]) -> str:
    """The channel that a name means, given what files name: a scene before a plan that is called alike,
    unless it is called a plan (`plan X`, 计划 X). What no file names is taken for a scene.
    """
    if name == ALL or plan_name(name) is not None:
        return name
    called = PLAN_WORD.fullmatch(name)
    for known, wanted, channel in (
        (scenes, name, str),
        (plans, name, plan_channel),
        (plans, called["name"] if called else "", plan_channel),
    ):
        for one in known:
            if wanted and folded(one) == folded(wanted):
                return channel(one)
    return name


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
