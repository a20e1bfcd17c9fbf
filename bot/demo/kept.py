"""The folder of a demo: a temporary one that goes with it, or one that is kept and gone on with."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

from bot.demo.ending import Ending

STATE, LOCK, LOG = "demo.json", "demo.lock", "demo.log"
DATA, WORLD = "data", "world"


class Refused(Exception):  # noqa: N818 - it says what is the matter
    """The demo cannot go on. `reason` names one of `command.REFUSAL_SENTENCES`, `facts` its values."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason, facts)
        self.reason, self.facts = reason, facts


@dataclass(frozen=True)
class State:
    """Where a kept demo stands. `sent` is the last day whose exports staff has sent; `closed` is false where
    it was killed, perhaps, after this was kept."""

    language: str
    now: datetime
    sent: date
    closed: bool


class Folder:
    """Where a demo keeps everything."""

    def __init__(self, path: Path, *, kept: bool) -> None:
        self.path, self.kept = path, kept
        self.data, self.world, self.log = path / DATA, path / WORLD, path / LOG

    def state(self) -> State | None:
        """None until the story has been told. Raises Refused where it cannot be read."""
        try:
            found = json.loads((self.path / STATE).read_text("utf-8"))
            if not found:
                return None
            now = datetime.fromisoformat(found["now"]).astimezone(UTC)
            sent, closed = date.fromisoformat(found["sent"]), bool(found["closed"])
            return State(found["language"], now, sent, closed)
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            raise Refused("demo_unreadable", path=self.path / STATE) from None

    def begin(self) -> None:
        """The story is told from its start: what is left of a telling that was broken off goes."""
        for part in (self.data, self.world):
            shutil.rmtree(part, ignore_errors=True)
        self._write("{}")

    def keep(self, state: State) -> None:
        self._write(json.dumps(asdict(state), default=str, indent=1))

    def _write(self, text: str) -> None:
        new = self.path / f"{STATE}.new"
        new.write_text(text, "utf-8")
        os.replace(new, self.path / STATE)


@contextmanager
def folder_of(keep: Path | None, ending: Ending) -> Iterator[Folder]:
    """The folder, ours alone until the demo ends. Raises Refused."""
    if keep is None:
        ending.folder = Path(tempfile.mkdtemp(prefix="zhanggui-demo-"))
        try:
            yield Folder(ending.folder, kept=False)
        finally:
            shutil.rmtree(ending.folder, ignore_errors=True)
        return
    path = keep.expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise Refused("demo_no_folder", path=path)
    if path.is_dir() and any(path.iterdir()) and not (path / STATE).exists():
        raise Refused("demo_not_ours", path=path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = (path / LOCK).open("w")
    except OSError as error:
        raise Refused("demo_no_folder_made", path=path, said=error.strerror) from None
    with lock:
        if not is_locked(lock):
            raise Refused("demo_in_use", path=path)
        folder = Folder(path, kept=True)
        if not (path / STATE).exists():
            folder.begin()
        yield folder


def is_locked(file: TextIO) -> bool:
    """Whether it is ours alone now; the system gives it back when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
