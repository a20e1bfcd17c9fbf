"""Questions about rivals: whom a store follows, what was seen of other shops, announced and answered."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

import storage.layers
from metrics.announced import Announced, PriceReason, Step
from metrics.periods import Period
from metrics.rivals import ANSWER, AnswerKind, Range, Rival, RivalAnswer, RivalDay
from metrics.tables import Kind
from storage.tables import alert, alert_event, rival, rival_announced, rival_day, upload
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


def told_by_files(
    session: Session, store_id: int, kind: Kind, day: date
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What each stored file says of a day, row by row with the file's fingerprint; money is in fen."""
    for layer in storage.layers.others(session, store_id, 0, kind, day, day):
        query = select(upload.c.sha256).where(upload.c.id == layer.upload_id)
        digest = session.scalar(query) or str(layer.upload_id)
        for row in layer.batch.rows:
            values = dict(zip(layer.batch.columns, row, strict=True))
            if values.get("day") == day:
                yield digest, values


# --------------------------------------------------------------------------------------- announced prices


def announced(session: Session, store_id: int, upto: date) -> dict[str, tuple[Step, ...]]:
    """The prices announced until `upto` (included), by subject, in order of days."""
    table = rival_announced.c
    query = select(rival_announced).where(table.store_id == store_id, table.day <= upto)
    found: dict[str, list[Step]] = {}
    for row in session.execute(query.order_by(table.subject, table.day)):
        known = Announced(row.day, row.price, row.before, row.since)
        step = Step(row.day, PriceReason(row.reason), row.price, known, row.previous)
        found.setdefault(row.subject, []).append(step)
    return {subject: tuple(steps) for subject, steps in found.items()}


def announce(session: Session, store_id: int, subject: str, steps: Sequence[Step]) -> None:
    """From now on these are the announced prices of a subject."""
    table = rival_announced.c
    session.execute(delete(rival_announced).where(table.store_id == store_id, table.subject == subject))
    rows = [
        {
            "store_id": store_id,
            "subject": subject,
            "day": step.day,
            "reason": str(step.reason),
            "price": step.announced.price,
            "previous": step.previous,
            "before": step.announced.before,
            "since": step.announced.since,
        }
        for step in steps
        if step.announced is not None
    ]
    if rows:
        session.execute(rival_announced.insert(), rows)


# ------------------------------------------------------------------------------------------------- answers


def answers(session: Session, store_id: int, since: datetime) -> tuple[RivalAnswer, ...]:
    """What people answered to rivals' moves from `since` on, the latest first."""
    query = (
        select(alert.c.facts, alert_event.c.at, alert_event.c.person, alert_event.c.note)
        .join(alert_event, alert_event.c.alert_id == alert.c.id)
        .where(alert.c.store_id == store_id, alert_event.c.reason == ANSWER, alert_event.c.at >= since)
        .order_by(alert_event.c.at.desc(), alert_event.c.id.desc())
    )
    return tuple(
        RivalAnswer(json.loads(row.facts).get("shop", ""), AnswerKind(row.note), row.person or "", row.at)
        for row in session.execute(query)
    )


# ---------------------------------------------------------------------------------------------------- rows


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
        picture=row.picture or None,
        video=row.video or None,
        discount=row.discount or None,
    )


def _range(low: Any, high: Any) -> Range | None:
    """One known end stands for both."""
    if low is None and high is None:
        return None
    return Range(high if low is None else low, low if high is None else high)


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
