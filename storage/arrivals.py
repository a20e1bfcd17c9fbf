"""Questions about which files came and when, and for which a store has been asked today."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from metrics.arrivals import UNREAD, Coming
from metrics.uploads import UploadState
from storage.kept import keep, kept_value
from storage.tables import upload

COUNTED = (UploadState.STORED, UploadState.HELD, *UNREAD)


def comings(session: Session, store_id: int, since: datetime) -> tuple[Coming, ...]:
    """The files received from `since` on that count or may still, in the order they came."""
    query = (
        select(*(upload.c[name] for name in Coming.__dataclass_fields__))
        .where(upload.c.store_id == store_id, upload.c.received_at >= since, upload.c.state.in_(COUNTED))
        .order_by(upload.c.received_at, upload.c.id)
    )
    return tuple(Coming(**row) for row in session.execute(query).mappings())


def asked(session: Session, store_id: int, day: date) -> frozenset[str]:
    """The formats asked for on `day`. Only the latest day is remembered."""
    known, *formats = (kept_value(session, _name(store_id)) or "").split("\n")
    return frozenset(formats if known == day.isoformat() else ())


def note_asked(session: Session, store_id: int, day: date, formats: Collection[str]) -> None:
    """`formats` are all that were asked for on `day`."""
    keep(session, _name(store_id), "\n".join([day.isoformat(), *sorted(formats)]))


def _name(store_id: int) -> str:
    return f"arrivals:{store_id}"
