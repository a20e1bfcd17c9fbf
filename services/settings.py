"""What a store chooses: its posts, when and how loud; and the files that its brief waits for."""

from datetime import datetime, time

from sqlalchemy.orm import Session

import services.readiness
import storage.settings
import storage.stores
import storage.uploads
from metrics.exports import part_of
from metrics.mistakes import Mistake
from metrics.periods import DAY
from metrics.settings import TURNS, USUAL_TIMES, FilesChoice, Regular, Settings, mark_of, usual_loudness
from metrics.stores import Store


def settings(session: Session, store_id: int) -> Settings:
    return storage.settings.settings(session, store_id)


def turn(session: Session, store: Store, name: str) -> Settings:
    """A post comes silently, no longer, or again. Raises Mistake("unknown_setting")."""
    post = regular(name)
    storage.stores.lock_store(session, store.id)
    turned = TURNS[settings(session, store.id).loudness(post)]
    kept = None if turned is usual_loudness(post) else str(turned)
    storage.settings.change(session, store.id, f"post.{post}", kept)
    return settings(session, store.id)


def set_time(session: Session, store: Store, name: str, at: time) -> Settings:
    """Raises Mistake("unknown_setting")."""
    post = regular(name)
    kept = None if at == USUAL_TIMES[post] else f"{at:%H:%M}"
    storage.settings.change(session, store.id, f"post.{post}.at", kept)
    return settings(session, store.id)


def regular(name: str) -> Regular:
    if name not in set(Regular):
        raise Mistake("unknown_setting")
    return Regular(name)


# ---------------------------------------------------------------------------------------------------- files


def files(session: Session, store: Store, now: datetime) -> FilesChoice:
    """Of the files that ever came, those whose figures the brief shows."""
    chosen = settings(session, store.id).expected
    if chosen is None:
        look = services.readiness.look(session, store, store.today(now) - DAY, now)
        waited_for = frozenset(one.format for one in look.awaited)
    else:
        waited_for = frozenset(chosen)
    sent = storage.uploads.formats_sent(session, store.id)
    formats = (*(format for format in sent if part_of(format)), *sorted(waited_for - {*sent}))
    return FilesChoice(formats, waited_for, chosen is None)


def choose_file(session: Session, store: Store, mark: str, now: datetime) -> FilesChoice:
    """The brief waits for this file, too, or no longer. What it waited for by habit is chosen from then on.

    Raises Mistake("unknown_setting").
    """
    storage.stores.lock_store(session, store.id)
    known = files(session, store, now)
    format = next((one for one in known.formats if mark_of(one) == mark), None)
    if format is None:
        raise Mistake("unknown_setting")
    chosen = known.waited_for ^ {format}
    storage.settings.change(
        session, store.id, "expected", ",".join(one for one in known.formats if one in chosen)
    )
    return files(session, store, now)


def learn_files(session: Session, store: Store, now: datetime) -> FilesChoice:
    """From now on the brief waits again for what the team usually sends."""
    storage.settings.change(session, store.id, "expected", None)
    return files(session, store, now)
