"""Workbooks with a password: they wait until somebody tells it, or lets the file go."""

from datetime import datetime

from sqlalchemy.orm import Session

import services.undo
import storage.uploads
from metrics.mistakes import Mistake
from metrics.uploads import Upload, UploadLine, UploadState
from services.uploads import TakenOver


def lock(session: Session, upload: Upload, owner: str, now: datetime) -> None:
    """The file waits for its password. Raises TakenOver."""
    if not storage.uploads.lock(session, upload.id, owner, now):
        raise TakenOver


def locked(session: Session, store_id: int, upload_id: int) -> UploadLine:
    """Raises Mistake("unknown_upload") or ("already_decided")."""
    line = services.undo.line(session, store_id, upload_id)
    if line.state != UploadState.LOCKED:
        raise Mistake("already_decided")
    return line


def told(session: Session, store_id: int, upload_id: int) -> UploadLine:
    """Somebody has told the password, which is not for us to know: the file is read again. Raises Mistake."""
    line = locked(session, store_id, upload_id)
    if not storage.uploads.unlock(session, upload_id):
        raise Mistake("already_decided")
    return line


def discard(session: Session, store_id: int, upload_id: int, person: str, now: datetime) -> UploadLine:
    """Somebody says that the file need not be read. Raises Mistake."""
    line = locked(session, store_id, upload_id)
    if not storage.uploads.end(session, upload_id, UploadState.LOCKED, UploadState.DISCARDED, person, now):
        raise Mistake("already_decided")
    return line
