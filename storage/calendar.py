"""The days that a store declared itself: off, or worked."""

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from metrics.periods import Period
from storage.tables import calendar_day
from storage.upsert import upsert


def changed_days(session: Session, store_id: int, period: Period) -> dict[date, bool]:
    """True works, False is off; the period's end is excluded."""
    query = select(calendar_day.c.day, calendar_day.c.works).where(
        calendar_day.c.store_id == store_id,
        calendar_day.c.day >= period.start,
        calendar_day.c.day < period.end,
    )
    return {row.day: row.works for row in session.execute(query.order_by(calendar_day.c.day))}


def declare(session: Session, store_id: int, day: date, works: bool | None, set_by: int) -> None:
    """None takes the declaration back: the day is again what the public calendar says."""
    if works is None:
        own = calendar_day.c.store_id == store_id, calendar_day.c.day == day
        session.execute(delete(calendar_day).where(*own))
    else:
        upsert(session, calendar_day, {"store_id": store_id, "day": day}, {"works": works, "set_by": set_by})
