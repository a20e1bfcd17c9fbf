"""The folder other programs drop files into: inbox/STORE/ in the data folder, the same road as the chat's.

A file stays where it was dropped until it is known what became of it, and is told from others by what the
disk says of it: so it is written down once, whatever was killed when.
"""

import asyncio
import os
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from watchfiles import awatch

import services.stores
import storage.stores
import storage.uploads
from chat.house import House
from chat.originals import keep
from messages.mistakes import sentence
from messages.post import plain
from messages.texts import Texts
from metrics.mistakes import Mistake
from metrics.stores import Store
from metrics.uploads import GroupLine, Incoming, UploadState

log = structlog.get_logger()
PREFIX = "inbox:"
DONE, REFUSED, NOTE = "done", "refused", "NOT READ.txt"
UNFINISHED = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".filepart")
SETTLED, EMPTY_SETTLED = 1.0, 60.0  # seconds for which a finished file, and an empty one, has not changed
SOON, SELDOM = 0.5, 30.0  # seconds between looks, while there is something to wait for, and when there is not
BIGGEST = 200  # megabytes
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Dropped:
    """A file in a store's folder, as the disk tells of it."""

    path: Path
    size: int
    name: str  # PREFIX, the folder and the file, and what tells it from any other of that name


@dataclass
class Inbox:
    """What was seen at the last look: since when each file has been as it is."""

    house: House
    since: dict[str, float] = field(default_factory=dict)
    noted: set[str] = field(default_factory=set)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def folder(self) -> Path:
        return folder_of(self.house.data_dir)

    async def run(self) -> None:
        """Looks whenever something changes, and now and then, until it is cancelled."""
        await asyncio.to_thread(self.folder.mkdir, parents=True, exist_ok=True)
        watching, waits = asyncio.create_task(self.watch()), True
        try:
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(SOON if waits else SELDOM):
                        await self.changed.wait()
                self.changed.clear()
                try:
                    waits = await self.look()
                except OSError:
                    waits = False
                    log.exception("inbox cannot be looked at")
        finally:
            while not watching.done():  # a cancellation may be lost between two changes
                watching.cancel()
                await asyncio.wait({watching}, timeout=SOON)

    async def watch(self) -> None:
        """Tells of changes. Where the system cannot, the folder is looked at now and then all the same."""
        try:
            async for _ in awatch(self.folder, watch_filter=None, debounce=200, rust_timeout=1000):
                self.changed.set()
        except (OSError, RuntimeError) as error:
            log.warning("inbox is not watched", error=str(error), looked_at_every=SELDOM)

    async def look(self) -> bool:
        """Takes what is finished, moves what is done; whether something is still to be waited for."""
        found = await asyncio.to_thread(lambda: list(files_in(self.folder)))
        now, names = time.monotonic(), {one.name for one in found}
        self.noted &= names
        self.since = {name: since for name, since in self.since.items() if name in names}
        waits = False
        for one in found:
            since = self.since.setdefault(one.name, now)
            if now - since < (SETTLED if one.size else EMPTY_SETTLED):
                waits = True
                continue
            try:
                waits |= await self.take(one)
            except (OSError, SQLAlchemyError):
                log.exception("file in the inbox cannot be taken", folder=one.path.parent.name)
        return waits

    async def take(self, one: Dropped) -> bool:
        """Whether it is still being read."""
        try:
            store = await self.house.read(store_named, one.path.parent.name)
        except Mistake as mistake:
            if one.name not in self.noted:  # else it is written anew at every look
                await asyncio.to_thread(note, one.path.parent, mistake)
                self.noted.add(one.name)
            return False
        self.noted.discard(one.name)
        await asyncio.to_thread((one.path.parent / NOTE).unlink, missing_ok=True)
        known = await self.house.read(storage.uploads.dropped, store.id, one.name)
        if known is None:
            await self.write_down(one, store)
            return True
        if known.state == UploadState.WAITING:
            return True
        await asyncio.to_thread(put_away, one, known)
        return False

    async def write_down(self, one: Dropped, store: Store) -> None:
        """Kept, then written down: from now on it counts, whatever happens to the folder."""
        data = None
        if one.size <= BIGGEST * MEGABYTE:
            data = await asyncio.to_thread(content, self.house.data_dir, one.name)
            if data is None:
                return  # it has changed: it is looked at again
        digest = None if data is None else await asyncio.to_thread(keep, self.house.data_dir, data)
        person = str(Texts(store.language).t("inbox"))
        incoming = Incoming(
            store_id=store.id,
            chat_id=store.chat_id,
            message_id=None,
            thread_id=None,
            user_id=0,
            user_name=person,
            file_id=one.name,
            file_name=one.path.name,
            size=one.size,
            received_at=self.house.clock(),
        )
        await self.house.run(write_down_once, incoming, digest)
        self.house.parsing.wake()


def write_down_once(session: Session, incoming: Incoming, sha256: str | None) -> None:
    """Another process may have been quicker."""
    storage.stores.lock_store(session, incoming.store_id)
    if storage.uploads.dropped(session, incoming.store_id, incoming.file_id) is not None:
        return
    upload = storage.uploads.write_down(session, incoming)
    if upload is not None:
        storage.uploads.note_hash(session, upload.id, sha256)
        storage.uploads.join_group(session, upload, None)


def store_named(session: Session, folder: str) -> Store:
    """Raises Mistake. Some systems write the accents of a name apart from its letters."""
    return services.stores.named(session, normalize("NFC", folder))


# ------------------------------------------------------------------------------------------ the folder


def folder_of(data_dir: Path) -> Path:
    return data_dir / "inbox"


def files_in(inbox: Path) -> Iterator[Dropped]:
    """The files in the stores' folders, by name. Links are not followed, unfinished files left out."""
    for folder in sorted(folders_in(inbox)):
        try:
            names = sorted(os.listdir(folder))
        except OSError as error:
            log.warning("folder in the inbox cannot be read", folder=folder.name, said=error.strerror)
            continue
        for name in names:
            if not is_unfinished(name) and (one := dropped(folder / name)) is not None:
                yield one


def folders_in(inbox: Path) -> Iterator[Path]:
    with os.scandir(inbox) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                yield Path(entry.path)


def is_unfinished(name: str) -> bool:
    """A file that a program is still writing, or that is ours."""
    return name.startswith((".", "~$")) or name.lower().endswith(UNFINISHED) or name == NOTE


def dropped(path: Path) -> Dropped | None:
    """None where it is no plain file, or gone."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return Dropped(path, found.st_size, name_of(path, found)) if stat.S_ISREG(found.st_mode) else None


def name_of(path: Path, found: os.stat_result) -> str:
    told = f"{found.st_ino}.{found.st_size}.{found.st_mtime_ns}"
    return f"{PREFIX}{told}:{path.parent.name}/{path.name}"


def content(data_dir: Path, name: str) -> bytes | None:
    """The bytes of the file written down as `name`; None where it is gone or another one by now."""
    if not name.startswith(PREFIX):
        return None  # it came another way
    parent, _, file = name.split(":", 2)[2].rpartition("/")
    path = folder_of(data_dir) / parent / file
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as opened:
        if name_of(path, os.fstat(handle)) != name:
            return None
        data = opened.read(BIGGEST * MEGABYTE + 1)
        return data if name_of(path, os.fstat(handle)) == name else None


def put_away(one: Dropped, known: GroupLine) -> None:
    """Moved to done/, or to refused/ with a text beside it that says why. Nothing there is overwritten."""
    refused = known.state == UploadState.REFUSED
    folder = one.path.parent / (REFUSED if refused else DONE)
    folder.mkdir(exist_ok=True)
    if folder.is_symlink():
        log.warning("a link in the inbox is not followed", folder=one.path.parent.name)
        return
    target = folder / one.path.name
    if os.path.lexists(target):
        target = folder / f"{one.path.stem} {known.id}{one.path.suffix}"
    if dropped(one.path) != one:
        return  # another one of that name by now: it is looked at by itself
    if refused:
        write_new(target.with_name(f"{target.name}.txt"), plain(known.said or ""))
    os.rename(one.path, target)


def note(folder: Path, mistake: Mistake) -> None:
    """Says in a folder that is no store's why its files are not read."""
    said = "\n\n".join(plain(sentence(mistake, Texts(language))) for language in ("en", "zh"))
    write_new(folder / NOTE, said)


def write_new(path: Path, said: str) -> None:
    """In place of what is there: nothing is written through a link."""
    path.unlink(missing_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(f"{said}\n")
