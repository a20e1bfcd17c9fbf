"""The files people sent, kept as they came under the data folder, named by their hash."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

import storage.uploads
from metrics.uploads import Upload


def path_of(data_dir: Path, digest: str) -> Path:
    return data_dir / "uploads" / digest[:2] / digest


def keep(data_dir: Path, data: bytes) -> str:
    """Writes the file, readable for us only, whole or not at all. Returns its hash."""
    digest = sha256(data).hexdigest()
    path = path_of(data_dir, digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return digest


def hold(session: Session, data_dir: Path, data: bytes, digest: str) -> None:
    """Within the transaction that notes an upload's hash, which makes its original needed: it may have been
    dropped since it was kept, with another upload of the same bytes.
    """
    storage.uploads.lock_file(session, digest)
    if not path_of(data_dir, digest).exists():
        keep(data_dir, data)


def drop_unneeded(session: Session, data_dir: Path, upload: Upload) -> None:
    """Forgets the file of an upload that will not count, unless one that counts has the same bytes."""
    if upload.sha256:
        storage.uploads.lock_file(session, upload.sha256)
        if not storage.uploads.is_needed(session, upload):
            drop(data_dir, upload.sha256)


def drop(data_dir: Path, digest: str) -> None:
    """Files that nobody could read, or with people's data in them, are not kept: we promise never to."""
    path_of(data_dir, digest).unlink(missing_ok=True)
