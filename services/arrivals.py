"""The arrival board: which files are expected today, which came, and which are to be asked for."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

import services.readiness
import storage.absences
import storage.arrivals
import storage.briefs
import storage.stores
import storage.uploads
from metrics.absences import stood_in
from metrics.arrivals import LOOK_BACK, Arrival, Board, to_ask
from metrics.arrivals import board as make_board
from metrics.stores import Store


class AlreadyAsked(Exception):  # noqa: N818 - it says what happened
    """Somebody else has asked for one of these files just now; what was done here must not stay."""


def stores(session: Session) -> tuple[Store, ...]:
    """The stores that can be spoken to."""
    return tuple(schedule.store for schedule in storage.briefs.schedules(session))


def board(session: Session, store: Store, now: datetime) -> Board:
    return make_board(store, storage.arrivals.comings(session, store.id, now - LOOK_BACK), now)


def late(session: Session, store: Store, now: datetime) -> tuple[Arrival, ...]:
    """The files to be asked for now: none on a day off, none twice, and none that the brief asks for."""
    done = storage.arrivals.asked(session, store.id, store.today(now))
    found = to_ask(store, board(session, store, now), done, now)
    if not found or services.readiness.is_off(session, store, now):
        return ()
    by_brief = services.readiness.left_to_brief(session, store, now)
    today = store.today(now)
    absences = storage.absences.absences(session, store.id, today)
    return tuple(
        replace(one, habit=stood_in(one.habit, absences, today))
        for one in found
        if one.habit.format not in by_brief
    )


def mark_asked(session: Session, store: Store, formats: Collection[str], now: datetime) -> None:
    """Belongs into the transaction that hands the question to the outbox. Raises AlreadyAsked."""
    storage.stores.lock_store(session, store.id)
    today = store.today(now)
    done = storage.arrivals.asked(session, store.id, today)
    if done & set(formats):
        raise AlreadyAsked
    storage.arrivals.note_asked(session, store.id, today, done | set(formats))
