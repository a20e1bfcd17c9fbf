"""Who is away, and who stands in: noted by the people themselves."""

from datetime import datetime

from sqlalchemy.orm import Session

import services.owners
import storage.absences
from metrics.absences import Absence, AwayWish, Who
from metrics.arrivals import NO_PERSON
from metrics.mistakes import Mistake
from metrics.stores import Store


def absences(session: Session, store: Store, now: datetime) -> tuple[Absence, ...]:
    """Those of today and to come."""
    return storage.absences.absences(session, store.id, store.today(now))


def leave(session: Session, store: Store, who: Who, wish: AwayWish, now: datetime) -> Absence | None:
    """Notes that somebody will be away; None where they are back.

    Raises Mistake("unknown_stand_in"), Mistake("nobody_away"), Mistake("anonymous_away").
    """
    if who[0] in NO_PERSON:
        raise Mistake("anonymous_away")
    if wish.days is None:
        if not storage.absences.end(session, store.id, who[0], store.today(now)):
            raise Mistake("nobody_away")
        return None
    stand_in = _named(session, store, who, wish.stand_in, now) if wish.stand_in else None
    return storage.absences.add(session, store.id, who, wish.days, stand_in, now)


def _named(session: Session, store: Store, who: Who, name: str, now: datetime) -> Who:
    others = [one for one in services.owners.people(session, store, who, now) if one[0] != who[0]]
    found = [one for one in others if one[1].casefold() == name.casefold()]
    if len(found) != 1:
        raise Mistake("unknown_stand_in", given=name)
    return found[0]


def set_stand_in(
    session: Session, store: Store, absence_id: int, by: Who, user_id: str, now: datetime
) -> Absence:
    """`user_id` "0": nobody. Raises Mistake("unknown_absence"), Mistake("unknown_person")."""
    absence = known(session, store, absence_id, by)
    stand_in = None if user_id == "0" else services.owners.person(session, store, by, user_id, now)
    storage.absences.set_stand_in(session, absence.id, stand_in)
    return known(session, store, absence_id, by)


def known(session: Session, store: Store, absence_id: int, by: Who) -> Absence:
    """One's own absence. Raises Mistake("unknown_absence"), Mistake("not_your_absence")."""
    absence = storage.absences.by_id(session, store.id, absence_id)
    if absence is None:
        raise Mistake("unknown_absence")
    if absence.user_id != by[0]:
        raise Mistake("not_your_absence")
    return absence
