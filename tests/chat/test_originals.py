"""Files as they came: there as long as an upload needs them, gone as soon as none does."""

from pathlib import Path

from sqlalchemy import update
from sqlalchemy.orm import Session

from chat.originals import drop_unneeded, hold, keep, path_of
from metrics.uploads import Upload
from storage import tables, uploads
from tests.uploading import make_store, make_upload

DATA = b"what somebody sent"


def end(session: Session, upload: Upload, state: str) -> None:
    session.execute(update(tables.upload).where(tables.upload.c.id == upload.id).values(state=state))


def noted(session: Session, upload: Upload, digest: str) -> Upload:
    uploads.note_hash(session, upload.id, digest)
    found = uploads.by_id(session, upload.store_id, upload.id)
    assert found is not None
    return found


def test_what_was_dropped_before_its_upload_was_noted_is_there_again(
    session: Session, tmp_path: Path
) -> None:
    store = make_store(session)
    digest = keep(tmp_path, DATA)
    refused = noted(session, make_upload(session, store, 7), digest)
    second = make_upload(session, store, 8)
    end(session, refused, "refused")
    drop_unneeded(session, tmp_path, refused)
    assert not path_of(tmp_path, digest).exists()
    hold(session, tmp_path, DATA, digest)
    noted(session, second, digest)
    drop_unneeded(session, tmp_path, refused)
    assert path_of(tmp_path, digest).read_bytes() == DATA
    end(session, second, "discarded")
    drop_unneeded(session, tmp_path, refused)
    assert not path_of(tmp_path, digest).exists()


def test_nothing_is_dropped_of_an_upload_that_was_never_fetched(session: Session, tmp_path: Path) -> None:
    digest = keep(tmp_path, DATA)
    drop_unneeded(session, tmp_path, make_upload(session, make_store(session)))
    assert path_of(tmp_path, digest).exists()
