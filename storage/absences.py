"""Who is away when, and who stands in."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.orm import Session

from metrics.absences import Absence, Who
from metrics.periods import Period
from storage.tables import absence


def absences(session: Session, store_id: int, since: date) -> tuple[Absence, ...]:
    """Those that are not over on `since`, the earliest first."""
    query = select(absence).where(absence.c.store_id == store_id, absence.c.last_day >= since)
    ordered = query.order_by(absence.c.first_day, absence.c.id)
    return tuple(_absence(row) for row in session.execute(ordered))


def by_id(session: Session, store_id: int, absence_id: int) -> Absence | None:
    query = select(absence).where(absence.c.store_id == store_id, absence.c.id == absence_id)
    row = session.execute(query).one_or_none()
    return None if row is None else _absence(row)


def add(
    session: Session, store_id: int, who: Who, days: Period, stand_in: Who | None, now: datetime
) -> Absence:
    """In place of the same person's others that touch these days."""
    touching = (absence.c.first_day < days.end, absence.c.last_day >= days.start)
    mine = (absence.c.store_id == store_id, absence.c.user_id == who[0])
    session.execute(delete(absence).where(*mine, *touching))
    values = {
        "store_id": store_id,
        "user_id": who[0],
        "name": who[1],
        "first_day": days.start,
        "last_day": days.last,
        "made_at": now,
        **_stand_in(stand_in),
    }
    return _absence(session.execute(insert(absence).values(values).returning(absence)).one())


def set_stand_in(session: Session, absence_id: int, stand_in: Who | None) -> None:
    session.execute(update(absence).where(absence.c.id == absence_id).values(_stand_in(stand_in)))


def end(session: Session, store_id: int, user_id: int, today: date) -> bool:
    """Somebody is back, and goes nowhere. Whether they were away, or were going to be."""
    mine = (absence.c.store_id == store_id, absence.c.user_id == user_id, absence.c.last_day >= today)
    return bool(session.scalars(delete(absence).where(*mine).returning(absence.c.id)).all())


def _stand_in(who: Who | None) -> dict[str, object]:
    return {"stand_in_id": who[0] if who else None, "stand_in_name": who[1] if who else None}


def _absence(row: Row[Any]) -> Absence:
    stand_in = None if row.stand_in_id is None else (row.stand_in_id, row.stand_in_name or "")
    return Absence(row.id, row.user_id, row.name, row.first_day, row.last_day, stand_in)
