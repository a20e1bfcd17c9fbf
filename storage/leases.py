"""Leases: what only one process may do at a time."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from storage.tables import lease
from storage.upsert import insert


def take_lease(session: Session, name: str, owner: str, now: datetime, length: timedelta) -> bool:
    """Whether `owner` has it, for `length` from now on: because it was free, has run out, or was theirs."""
    statement = insert(session, lease).values(name=name, owner=owner, until=now + length)
    statement = statement.on_conflict_do_update(
        index_elements=["name"],
        set_={"owner": owner, "until": now + length},
        where=or_(lease.c.owner == owner, lease.c.until <= now),
    )
    return session.execute(statement.returning(lease.c.owner)).scalar() == owner


def give_lease_back(session: Session, name: str, owner: str) -> None:
    session.execute(delete(lease).where(lease.c.name == name, lease.c.owner == owner))
