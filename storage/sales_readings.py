"""What had been sold of a day while it ran, as people said it or their files did."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from metrics.periods import Period
from metrics.sold import SalesReading
from storage.tables import sales_reading
from storage.upsert import upsert


def note(
    session: Session, store_id: int, at: datetime, day: date, amount: Decimal, user_id: int, user_name: str
) -> None:
    values = {"day": day, "amount": amount, "user_id": user_id, "user_name": user_name}
    upsert(session, sales_reading, {"store_id": store_id, "at": at}, values)


def readings(session: Session, store_id: int, period: Period) -> tuple[SalesReading, ...]:
    """All readings of these days, the earliest first."""
    query = select(sales_reading).where(
        sales_reading.c.store_id == store_id,
        sales_reading.c.day >= period.start,
        sales_reading.c.day < period.end,
    )
    return tuple(
        SalesReading(row.at, row.day, row.amount, row.user_name)
        for row in session.execute(query.order_by(sales_reading.c.at))
    )
