"""Budgets of the day and the month: how fast money goes, how long it lasts, and what is wrong about it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


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
class SpendReading:
    """Of the money of `day`, `spend` was gone at that moment; `balance` is what the account still held."""

    channel: str
    at: datetime
    day: date
    spend: Decimal
    balance: Decimal | None = None
