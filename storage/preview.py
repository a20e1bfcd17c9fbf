"""What is stored of the days a file tells of, to be held against it before it counts."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from metrics.periods import Period
from metrics.tables import Kind
from storage.facts import TABLES
from storage.removal import Key
from storage.tables import ad_total, store_day, upload

Row = tuple[datetime, tuple[Any, ...]]


def stored(
    session: Session, store_id: int, kind: Kind, period: Period, figures: Collection[str]
) -> Mapping[Key, Row]:
    """By business key, when the row's file came and the figures, in the order given; money in yuan."""
    table = TABLES[kind]
    keys = [column for column in table.primary_key if column.name != "store_id"]
    query = (
        select(*keys, upload.c.received_at, *(table.c[name] for name in figures))
        .join(upload, upload.c.id == table.c.upload_id)
        .where(table.c.store_id == store_id, table.c.day >= period.start, table.c.day < period.end)
    )
    count = len(keys)
    return {tuple(row[:count]): (row[count], tuple(row[count + 1 :])) for row in session.execute(query)}


def sizes(session: Session, store_id: int, figure: str, days: Period) -> Mapping[date, Decimal]:
    """A day's `paid_amount` or `visitors` of the store."""
    column = store_day.c[figure]
    query = select(store_day.c.day, column).where(
        store_day.c.store_id == store_id,
        store_day.c.day >= days.start,
        store_day.c.day < days.end,
        column.is_not(None),
    )
    return {row.day: Decimal(row[1]) for row in session.execute(query)}


def spends(session: Session, store_id: int, report: str, days: Period) -> Mapping[date, Decimal]:
    """A day's spend as one report tells it: another report may cover only a part."""
    query = select(ad_total.c.day, ad_total.c.spend).where(
        ad_total.c.store_id == store_id,
        ad_total.c.report == report,
        ad_total.c.day >= days.start,
        ad_total.c.day < days.end,
    )
    return {row.day: row.spend for row in session.execute(query)}


def window(days: Collection[date], before: int) -> Period:
    """From `before` days ahead of the first of them to the last."""
    return Period(min(days) - timedelta(days=before), max(days) + timedelta(days=1))
