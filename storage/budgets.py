"""Budgets, readings of how much is spent, and balances of the ad account."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from metrics.budgets import Budget, Span
from metrics.periods import Period
from metrics.spending import SpendReading
from storage.tables import ad_balance, ad_budget, spend_reading
from storage.upsert import upsert


def note_spend(
    session: Session,
    store_id: int,
    channel: str,
    at: datetime,
    day: date,
    spend: Decimal,
    balance: Decimal | None,
    user_id: int | None,
) -> None:
    """Of the money of `day`, `spend` was gone `at` that moment in `channel` ("" is all together)."""
    values = {"day": day, "spend": spend, "balance": balance, "user_id": user_id}
    upsert(session, spend_reading, {"store_id": store_id, "channel": channel, "at": at}, values)


def spend_readings(session: Session, store_id: int, period: Period) -> tuple[SpendReading, ...]:
    """All readings of these days, the earliest first."""
    question = (
        select(spend_reading)
        .where(
            spend_reading.c.store_id == store_id,
            spend_reading.c.day >= period.start,
            spend_reading.c.day < period.end,
        )
        .order_by(spend_reading.c.at, spend_reading.c.channel)
    )
    return tuple(_reading(row) for row in session.execute(question))


def last_balance(session: Session, store_id: int) -> tuple[datetime, Decimal] | None:
    """The account's newest balance from 现金收支明细, and its moment."""
    question = (
        select(ad_balance.c.at, ad_balance.c.balance)
        .where(ad_balance.c.store_id == store_id)
        .order_by(ad_balance.c.at.desc(), ad_balance.c.entry.desc())
        .limit(1)
    )
    row = session.execute(question).one_or_none()
    return None if row is None else (row.at, row.balance)


def budgets(session: Session, store_id: int) -> tuple[Budget, ...]:
    """All together first, then by channel; the day's before the month's."""
    question = (
        select(ad_budget.c.channel, ad_budget.c.span, ad_budget.c.amount)
        .where(ad_budget.c.store_id == store_id)
        .order_by(ad_budget.c.channel, ad_budget.c.span)
    )
    return tuple(Budget(row.channel, Span(row.span), row.amount) for row in session.execute(question))


def set_budget(session: Session, store_id: int, budget: Budget, user_id: int, now: datetime) -> None:
    key = {"store_id": store_id, "channel": budget.channel, "span": str(budget.span)}
    upsert(session, ad_budget, key, {"amount": budget.amount, "set_by": user_id, "set_at": now})


def remove_budgets(session: Session, store_id: int, channel: str) -> int:
    """Of the day and of the month; how many there were."""
    question = delete(ad_budget).where(ad_budget.c.store_id == store_id, ad_budget.c.channel == channel)
    return len(session.execute(question.returning(ad_budget.c.span)).all())


def _reading(row: Row[tuple[object, ...]]) -> SpendReading:
    return SpendReading(row.channel, row.at, row.day, row.spend, row.balance)
