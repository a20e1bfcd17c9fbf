"""Questions about rivals: whom a store follows, and what was seen of other shops."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from metrics.periods import Period
from metrics.rivals import Range, Rival, RivalDay
from storage.tables import rival, rival_day
from storage.upsert import insert


def followed(session: Session, store_id: int) -> tuple[Rival, ...]:
    """The shops a store follows, in the order they were followed."""
    query = select(rival.c.id, rival.c.name).where(rival.c.store_id == store_id).order_by(rival.c.id)
    return tuple(Rival(row.id, row.name) for row in session.execute(query))


def follow(session: Session, store_id: int, name: str, user_id: int, now: datetime) -> bool:
    """Whether the name is new among the followed ones."""
    row = insert(session, rival).values(store_id=store_id, name=name, followed_by=user_id, followed_at=now)
    added = session.execute(row.on_conflict_do_nothing().returning(rival.c.id))
    return added.first() is not None


def unfollow(session: Session, store_id: int, rival_id: int) -> None:
    session.execute(delete(rival).where(rival.c.store_id == store_id, rival.c.id == rival_id))


def shops(session: Session, store_id: int, period: Period) -> tuple[str, ...]:
    """Names of all shops that something was seen of in a period (end excluded), as the files spell them."""
    query = select(rival_day.c.shop).where(
        rival_day.c.store_id == store_id, rival_day.c.day >= period.start, rival_day.c.day < period.end
    )
    return tuple(session.scalars(query.distinct().order_by(rival_day.c.shop)))


def rival_days(session: Session, store_id: int, shops: Sequence[str], period: Period) -> tuple[RivalDay, ...]:
    """What was seen of these shops (names as the files spell them) in a period, in order, end excluded."""
    query = select(rival_day).where(
        rival_day.c.store_id == store_id,
        rival_day.c.day >= period.start,
        rival_day.c.day < period.end,
        rival_day.c.shop.in_(shops),
    )
    order = (rival_day.c.day, rival_day.c.shop, rival_day.c.item)
    return tuple(_rival_day(row) for row in session.execute(query.order_by(*order)))


def _rival_day(row: Row[Any]) -> RivalDay:
    return RivalDay(
        day=row.day,
        shop=row.shop,
        item=row.item,
        link=row.link,
        price=row.price,
        items=_range(row.items_low, row.items_high),
        amount=_range(row.amount_low, row.amount_high),
        visitors=_range(row.visitors_low, row.visitors_high),
        conversion=_range(_decimal(row.conversion_low), _decimal(row.conversion_high)),
        rating=_decimal(row.rating),
        note=row.note or None,
    )


def _range(low: Any, high: Any) -> Range | None:
    """One known end stands for both."""
    if low is None and high is None:
        return None
    return Range(high if low is None else low, low if high is None else high)


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
