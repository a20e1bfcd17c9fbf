"""An upload's way: written down, claimed, stored or refused, each step once."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

import storage.stores
import storage.uploads
from metrics.stores import Store
from metrics.tables import Reading
from metrics.uploads import Incoming, Receipt, Upload
from services.ingest import ingest

LEASE = timedelta(seconds=30)  # renewed while the work goes on: this long after a kill it is taken up again
IMPORT_LEASE = timedelta(minutes=3)  # not renewed: longer than reading may take
ATTEMPTS = 3


class TakenOver(Exception):  # noqa: N818 - it says what happened
    """Another process has this upload by now; what was done here must not stay."""


def claim(session: Session, owner: str, now: datetime) -> tuple[Upload, Store] | None:
    """The next upload to work on, with its store."""
    upload = storage.uploads.claim_next(session, owner, now, now + LEASE)
    if upload is None:
        return None
    store = storage.stores.store_by_id(session, upload.store_id)
    if store is None:
        raise LookupError(f"upload {upload.id} of no store")
    return upload, store


def claim_new(session: Session, incoming: Incoming, sha256: str, owner: str) -> Upload:
    """A file that is kept already, written down and claimed at once."""
    until = incoming.received_at + IMPORT_LEASE
    return storage.uploads.write_down_claimed(session, incoming, sha256, owner, until)


def store_upload(
    session: Session, store: Store, upload: Upload, owner: str, reading: Reading, now: datetime
) -> Receipt:
    """Stores the rows and finishes the upload. Raises TakenOver where it is no longer `owner`'s."""
    receipt = ingest(session, store, upload, reading, now)
    done = storage.uploads.finish_stored(
        session,
        upload.id,
        owner,
        now,
        format=reading.format,
        days=(reading.first_day, reading.last_day),
        counts=receipt.counts,
        rejected=reading.rejected,
    )
    if not done:
        raise TakenOver
    return receipt


def refuse_upload(session: Session, upload: Upload, owner: str, reason: str, now: datetime) -> None:
    """Finishes the upload with nothing stored. Raises TakenOver where it is no longer `owner`'s."""
    if not storage.uploads.finish_refused(session, upload.id, owner, now, reason):
        raise TakenOver
