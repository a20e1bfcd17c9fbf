"""What can be done with people: ask the managers about somebody, decide, look who is there."""

from datetime import datetime

from sqlalchemy.orm import Session

import storage.members
from metrics.mistakes import Mistake
from metrics.stores import Person, Role

GIVEN = (Role.STAFF, Role.VIEWER, Role.REFUSED)


def ask(session: Session, store_id: int, user_id: int, name: str, now: datetime) -> bool:
    """Notes that the managers are asked about somebody; False where they were before."""
    if storage.members.person_in(session, store_id, user_id) is not None:
        return False
    storage.members.remember(session, store_id, Person(user_id, name, Role.ASKED), None, now)
    return True


def decide(
    session: Session, store_id: int, user_id: int, role: str, decided_by: int, now: datetime
) -> Person:
    """Gives somebody a role. Raises Mistake("unknown_person") for strangers, Mistake("unknown_role")."""
    known = person(session, store_id, user_id)
    if role not in GIVEN:
        raise Mistake("unknown_role", given=role)
    decided = Person(user_id, known.name, Role(role))
    storage.members.remember(session, store_id, decided, decided_by, now)
    return decided


def known(session: Session, store_id: int) -> tuple[Person, ...]:
    """Everybody who ever asked, in the order they came."""
    return storage.members.people_of(session, store_id)


def person(session: Session, store_id: int, user_id: int) -> Person:
    """Raises Mistake("unknown_person")."""
    found = storage.members.person_in(session, store_id, user_id)
    if found is None:
        raise Mistake("unknown_person")
    return found
