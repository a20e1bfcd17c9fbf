"""Questions about who may do what in which store."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from metrics.stores import Person, Role
from storage.tables import member
from storage.upsert import upsert


def person_in(session: Session, store_id: int, user_id: int) -> Person | None:
    """Somebody as the store remembers them; None for who was never seen or asked about."""
    query = select(member).where(member.c.store_id == store_id, member.c.user_id == user_id)
    row = session.execute(query).first()
    return Person(row.user_id, row.name, Role(row.role)) if row else None


def people_of(session: Session, store_id: int) -> tuple[Person, ...]:
    """Everybody the store remembers, in the order they came."""
    query = select(member).where(member.c.store_id == store_id).order_by(member.c.at, member.c.user_id)
    return tuple(Person(row.user_id, row.name, Role(row.role)) for row in session.execute(query))


def remember(session: Session, store_id: int, person: Person, decided_by: int | None, at: datetime) -> None:
    values = {"name": person.name, "role": person.role.value, "decided_by": decided_by, "at": at}
    upsert(session, member, {"store_id": store_id, "user_id": person.user_id}, values)
