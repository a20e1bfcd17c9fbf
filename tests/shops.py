"""A shop's ordinary days in the database, for the tests of what is unusual."""

import math
from datetime import date
from random import Random

from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.periods import DAY
from metrics.stores import Store
from storage import tables
from tests.watching import upload_of

WEEK = (1.0, 1.1, 1.0, 0.9, 1.0, 1.4, 1.3)
COUNT = 90  # days


def add_days(session: Session, store: Store, today: date, count: int = COUNT) -> None:
    """`count` days before today: about ¥50,000 a day from 10,000 visitors, ads with a ROI of 4."""
    chance = Random(7)
    for ago in range(count, 0, -1):
        day = today - ago * DAY
        add_day(session, store, day, WEEK[day.weekday()] * math.exp(chance.gauss(0, 0.04)))


def add_day(session: Session, store: Store, day: date, size: float = 1.0, **changed: object) -> None:
    """A day as the shop's own file tells it, and its ads; it replaces what is known of that day."""
    buyers = round(500 * size)
    figures = {
        "visitors": round(10_000 * size),
        "paid_buyers": buyers,
        "paid_amount": buyers * 100,
        "refund_amount": 4_000,
    }
    ads = {"ad_spend": 5_000, "ad_revenue": 20_000, "ad_report": "plan"}
    whole = {"store_id": store.id, "day": day, "origin": "shop", **figures, **ads, **changed}
    shop = {name: whole[name] for name in ("store_id", "day", *figures)}
    clicks = {"store_id": store.id, "day": day, "report": "plan", "clicks": 2_000, "believed": True}
    for table, row in (
        (tables.store_day, whole),
        (tables.shop_day, {**shop, "upload_id": upload_of(session, store)}),
        (tables.ad_total, clicks),
    ):
        session.execute(table.delete().where(table.c.store_id == store.id, table.c.day == day))
        session.execute(insert(table).values(row))


def add_product(
    session: Session, store: Store, day: date, item_id: str, amount: int, visitors: int = 2_000
) -> None:
    upload_id = upload_of(session, store)
    row = {"store_id": store.id, "day": day, "item_id": item_id, "upload_id": upload_id}
    figures = {"paid_amount": amount, "visitors": visitors, "paid_buyers": round(amount / 100)}
    session.execute(insert(tables.product_day).values({**row, **figures}))
