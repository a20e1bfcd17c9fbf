"""What each upload said, kept as it was read: the facts are these layers, the latest on top."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from metrics.packed import Packed, pack
from metrics.tables import Batch, Kind
from storage.tables import layer, upload

DAY_COLUMNS = ("day", "at", "posted_at", "created_at")


@dataclass(frozen=True)
class Layer:
    upload_id: int
    batch: Batch


def keep(
    session: Session, store_id: int, upload_id: int, batches: Sequence[Batch], zone: str = "Asia/Shanghai"
) -> None:
    """Writes down what an upload says, besides storing it: kept even where a later one covers it."""
    forget(session, [upload_id])
    for place, batch in enumerate(batches):
        days = sorted(days_of(batch, zone))
        row = {
            "upload_id": upload_id,
            "place": place,
            "store_id": store_id,
            "kind": batch.kind,
            "columns": ",".join(batch.columns),
            "rows": pack(batch.rows).data,
            "first_day": days[0] if days else None,
            "last_day": days[-1] if days else None,
        }
        session.execute(insert(layer).values(row))


def of_upload(session: Session, upload_id: int) -> tuple[Batch, ...]:
    query = select(layer).where(layer.c.upload_id == upload_id).order_by(layer.c.place)
    return tuple(_batch(row) for row in session.execute(query))


def others(
    session: Session, store_id: int, upload_id: int, kind: Kind, first: date | None, last: date | None
) -> Iterator[Layer]:
    """The layers of other stored uploads about the same kind of thing, the oldest first.

    Days include both ends; a layer without days, or a question without them, fits all.
    """
    query = (
        select(layer)
        .join(upload, upload.c.id == layer.c.upload_id)
        .where(
            layer.c.store_id == store_id,
            layer.c.kind == kind,
            layer.c.upload_id != upload_id,
            upload.c.state == "stored",
        )
        .order_by(layer.c.upload_id, layer.c.place)
    )
    if first is not None and last is not None:
        query = query.where(
            or_(layer.c.first_day.is_(None), layer.c.first_day <= last),
            or_(layer.c.last_day.is_(None), layer.c.last_day >= first),
        )
    for row in session.execute(query).all():  # all: SQLite drops no table while a query is still open
        yield Layer(row.upload_id, _batch(row))


def kinds_of(session: Session, upload_ids: Collection[int]) -> frozenset[Kind]:
    """What kinds of thing these uploads tell of."""
    found = session.scalars(select(layer.c.kind).where(layer.c.upload_id.in_(upload_ids)).distinct())
    return frozenset(Kind(kind) for kind in found)


def forget(session: Session, upload_ids: Collection[int]) -> None:
    session.execute(delete(layer).where(layer.c.upload_id.in_(upload_ids)))


def days_of(batch: Batch, zone: str) -> set[date]:
    """The days a batch tells of, as the store counts them."""
    place = next((batch.columns.index(name) for name in DAY_COLUMNS if name in batch.columns), None)
    if place is None:
        return set()
    found = batch.distinct(batch.columns[place])
    there = ZoneInfo(zone)
    return {
        value.astimezone(there).date() if isinstance(value, datetime) else value
        for value in found
        if isinstance(value, date)
    }


def _batch(row: Any) -> Batch:
    return Batch(Kind(row.kind), tuple(row.columns.split(",")), list(Packed(row.rows)))
