"""A store's calendar as people look at it, and what they change in it."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

import services.calendar
import storage.calendar
import storage.settings
import storage.stores
import storage.uploads
from metrics.agenda import Agenda, Declaration, agenda
from metrics.calendar import SEASONS
from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.stores import Store

LATER = timedelta(days=150)  # campaigns this far ahead may have their enrolment end now


def month(session: Session, store: Store, shown: Period, today: date) -> Agenda:
    whole = Period(min(shown.start, today), max(shown.end, today) + LATER)
    return agenda(services.calendar.calendar(session, store, whole), shown, today)


def declare(session: Session, store: Store, said: Declaration, set_by: int) -> None:
    for day in said.period.days():
        storage.calendar.declare(session, store.id, day, said.works, set_by)


def seasons_off(session: Session, store: Store) -> frozenset[str]:
    return storage.settings.settings(session, store.id).seasons_off


def switch_season(session: Session, store: Store, name: str) -> frozenset[str]:
    """Takes part no longer, or again; returns the seasons in which the store does not.

    Raises Mistake("unknown_setting").
    """
    if name not in SEASONS:
        raise Mistake("unknown_setting")
    storage.stores.lock_store(session, store.id)
    off = seasons_off(session, store) ^ {name}
    storage.settings.change(session, store.id, "seasons_off", ",".join(sorted(off)) or None)
    return off
