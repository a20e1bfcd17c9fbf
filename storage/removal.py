"""Taking facts away: what an upload wrote, and what lies above or below it, to be laid again."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import delete, tuple_
from sqlalchemy.orm import Session

from metrics.tables import Batch
from storage.facts import TABLES
from storage.tables import sales_reading, spend_reading

AT_ONCE = 400  # keys of up to seven parts: SQLite takes 32,766 values in one statement
Key = tuple[object, ...]


def keys_of(batch: Batch) -> list[Key]:
    """The business keys of a batch's rows, in the order of its table; parts that it lacks are empty."""
    names = [column.name for column in TABLES[batch.kind].primary_key if column.name != "store_id"]
    places = [batch.columns.index(name) if name in batch.columns else None for name in names]
    return [tuple("" if place is None else row[place] for place in places) for row in batch.rows]


def remove(session: Session, store_id: int, batch: Batch) -> None:
    """The rows with the batch's keys, whoever wrote them."""
    table = TABLES[batch.kind]
    parts = [column for column in table.primary_key if column.name != "store_id"]
    for keys in _chunks(keys_of(batch)):
        session.execute(delete(table).where(table.c.store_id == store_id, tuple_(*parts).in_(keys)))


def only(batch: Batch, wanted: set[Key]) -> Batch:
    """The part of the batch that has one of these keys."""
    pairs = zip(keys_of(batch), batch.rows, strict=True)
    return Batch(batch.kind, batch.columns, [row for key, row in pairs if key in wanted])


def remove_readings(session: Session, store_id: int, at: datetime, user_id: int) -> None:
    """What an upload of today's figures told about the day's pace: it stands under the upload's moment."""
    for table in (spend_reading, sales_reading):
        session.execute(
            delete(table).where(table.c.store_id == store_id, table.c.at == at, table.c.user_id == user_id)
        )


def _chunks(keys: Sequence[Key]) -> Iterator[list[Key]]:
    left: Iterable[Key] = iter(keys)
    while chunk := list(islice(left, AT_ONCE)):
        yield chunk
