"""The files people sent, kept as they came under the data folder, named by their hash."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path


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


def drop(data_dir: Path, digest: str) -> None:
    """Files that nobody could read, or with people's data in them, are not kept: we promise never to."""
    path_of(data_dir, digest).unlink(missing_ok=True)
