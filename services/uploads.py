"""An upload's way: written down, claimed, stored or refused, each step once."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

import services.preview
import services.undo
import storage.layers
import storage.stores
import storage.uploads
from metrics.mistakes import Mistake
from metrics.preview import Oddity
from metrics.stores import Store
from metrics.tables import Kind, Reading
from metrics.uploads import Incoming, Receipt, Upload, UploadLine, UploadState
from services.ingest import ingest

LEASE = timedelta(seconds=30)  # renewed while the work goes on: this long after a kill it is taken up again
IMPORT_LEASE = timedelta(minutes=3)  # not renewed: longer than reading may take
ATTEMPTS = 3


class TakenOver(Exception):  # noqa: N818 - it says what happened
    """Another process has this upload by now; what was done here must not stay."""


def claim(
    session: Session, owner: str, now: datetime, most: int | None = None
) -> tuple[Upload, Store] | None:
    """The next upload to work on, with its store; with `most`, the next of no more bytes."""
    upload = storage.uploads.claim_next(session, owner, now, now + LEASE, most)
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


def store_all(
    session: Session, store: Store, upload: Upload, owner: str, reading: Reading, now: datetime
) -> tuple[tuple[Upload, Receipt], ...]:
    """Stores every export of a file, each as an upload of its own. Raises TakenOver."""
    parts = [
        storage.uploads.write_down_part(session, upload, told.source or str(number), owner, now + LEASE)
        for number, told in enumerate(reading.more, 2)
    ]
    pairs = zip((upload, *parts), (reading, *reading.more), strict=True)
    return tuple((one, store_upload(session, store, one, owner, told, now)) for one, told in pairs)


def kinds_to_look_at(session: Session, upload: Upload) -> frozenset[Kind]:
    """What has come with the files sent together, once none of them is still to be read; else nothing.

    Half an album tells only half of a day.
    """
    files = storage.uploads.group(session, upload.group_id or upload.id)
    if any(file.state == UploadState.WAITING for file in files):
        return frozenset()
    stored = [file.id for file in files if file.state == UploadState.STORED]
    return storage.layers.kinds_of(session, stored)


def hold_if_odd(
    session: Session, store: Store, upload: Upload, owner: str, reading: Reading, now: datetime
) -> tuple[Oddity, ...]:
    """What looks wrong with a file that nobody has cleared: then it is held, and nothing of it stored.

    The very bytes that have counted before are no surprise. Raises TakenOver.
    """
    if upload.cleared_by is not None or storage.uploads.same_file(session, upload) is not None:
        return ()
    odd = tuple(
        one for told in (reading, *reading.more) for one in services.preview.look(session, store, told, now)
    )
    days = (reading.first_day, reading.last_day)
    if odd and not storage.uploads.hold(session, upload.id, owner, now, format=reading.format, days=days):
        raise TakenOver
    return odd


def clear(session: Session, store_id: int, upload_id: int, person: str) -> UploadLine:
    """Somebody says that a held file is right: it is read again, and stored. Raises Mistake."""
    line = held(session, store_id, upload_id)
    if not storage.uploads.clear(session, upload_id, person):
        raise Mistake("already_decided")
    return line


def discard(session: Session, store_id: int, upload_id: int, person: str, now: datetime) -> UploadLine:
    """Somebody says that a held file is wrong: nothing of it counts. Raises Mistake."""
    line = held(session, store_id, upload_id)
    if not storage.uploads.end(session, upload_id, UploadState.HELD, UploadState.DISCARDED, person, now):
        raise Mistake("already_decided")
    return line


def held(session: Session, store_id: int, upload_id: int) -> UploadLine:
    """Raises Mistake("unknown_upload") or ("already_decided")."""
    line = services.undo.line(session, store_id, upload_id)
    if line.state != UploadState.HELD:
        raise Mistake("already_decided")
    return line


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
