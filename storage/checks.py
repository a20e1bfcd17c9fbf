"""The clockwork of checks: when each is next due, claimed so that one process makes it, once."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from metrics.stores import Store
from storage.stores import all_stores
from storage.tables import check
from storage.upsert import insert


def claim_check(session: Session, store_id: int, name: str, now: datetime, next_at: datetime) -> bool:
    """True for exactly one caller when the check is due (or never was made); it is next due at `next_at`.

    A caller whose work takes several transactions claims for a few minutes, and says the real next moment
    with `settle_check` when all is done: after a crash the check is then made once more.
    """
    known = select(check.c.next_at).where(check.c.store_id == store_id, check.c.name == name)
    seen = session.execute(known).scalar_one_or_none()
    if seen is None:
        first = insert(session, check).values(store_id=store_id, name=name, next_at=next_at)
        # RETURNING says whether it was us who wrote the row: rowcount is not to be relied on for INSERT.
        return session.execute(first.on_conflict_do_nothing().returning(check.c.name)).first() is not None
    if seen > now:
        return False
    claimed = (
        update(check)
        .where(check.c.store_id == store_id, check.c.name == name, check.c.next_at == seen)
        .values(next_at=next_at)
        .returning(check.c.name)
    )
    return session.execute(claimed).first() is not None


def settle_check(session: Session, store_id: int, name: str, next_at: datetime) -> None:
    session.execute(
        update(check).where(check.c.store_id == store_id, check.c.name == name).values(next_at=next_at)
    )


def due_stores(session: Session, name: str, now: datetime) -> tuple[Store, ...]:
    """Those whose check of that name is due, or never was made."""
    upcoming = planned(session, name)
    return tuple(store for store in all_stores(session) if upcoming.get(store.id, now) <= now)


def planned(session: Session, name: str) -> dict[int, datetime]:
    """When the check of that name is next due, store by store."""
    query = select(check.c.store_id, check.c.next_at).where(check.c.name == name)
    return {row.store_id: row.next_at for row in session.execute(query)}
