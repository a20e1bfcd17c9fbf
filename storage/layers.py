"""What each upload said, kept as it was read: the facts are these layers, the latest on top."""

import json
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, exists, insert, or_, select
from sqlalchemy.orm import Session

from metrics.tables import Batch, Kind
from storage.tables import layer, upload

CHUNK = 5_000  # rows encoded in one go: the bot's loop is never kept waiting longer than that takes
QUICK = 3  # zlib's level: a higher one takes thrice the time for a tenth less
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
            "rows": encoded(batch.rows),
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


def has_layers(session: Session, upload_id: int) -> bool:
    """Uploads from before layers were kept have none: they cannot be taken back."""
    return bool(session.scalar(select(exists().where(layer.c.upload_id == upload_id))))


def forget(session: Session, upload_ids: Collection[int]) -> None:
    session.execute(delete(layer).where(layer.c.upload_id.in_(upload_ids)))


def days_of(batch: Batch, zone: str) -> set[date]:
    """The days a batch tells of, as the store counts them."""
    place = next((batch.columns.index(name) for name in DAY_COLUMNS if name in batch.columns), None)
    if place is None:
        return set()
    found = {row[place] for row in batch.rows}
    there = ZoneInfo(zone)
    return {
        value.astimezone(there).date() if isinstance(value, datetime) else value
        for value in found
        if isinstance(value, date)
    }


# ------------------------------------------------------------------------------------------ rows as bytes


def encoded(rows: Sequence[tuple[object, ...]]) -> bytes:
    """Rows as compressed JSON, column by column in chunks; days and moments as ISO texts, named as such."""
    squeezed = zlib.compressobj(QUICK)
    parts: list[bytes] = []
    for start in range(0, len(rows), CHUNK):
        columns = [_plain(column) for column in zip(*rows[start : start + CHUNK], strict=True)]
        line = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
        parts.append(squeezed.compress(line.encode() + b"\n"))
    return b"".join([*parts, squeezed.flush()])


def decoded(data: bytes) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for line in zlib.decompress(data).splitlines():
        columns = [_rich(kind, values) for kind, values in json.loads(line)]
        rows.extend(zip(*columns, strict=True))
    return rows


def _plain(column: Sequence[object]) -> tuple[str, list[Any]]:
    """("day" | "moment" | "", values): a column holds one kind of thing."""
    sample = next((value for value in column if value is not None), None)
    if isinstance(sample, datetime):
        return "moment", [v.astimezone(UTC).isoformat() if isinstance(v, datetime) else None for v in column]
    if isinstance(sample, date):
        return "day", [v.isoformat() if isinstance(v, date) else None for v in column]
    return "", list(column)


def _rich(kind: str, values: list[Any]) -> list[Any]:
    read = {"day": date.fromisoformat, "moment": datetime.fromisoformat}.get(kind)
    return values if read is None else [None if value is None else read(value) for value in values]


def _batch(row: Any) -> Batch:
    return Batch(Kind(row.kind), tuple(row.columns.split(",")), decoded(row.rows))
