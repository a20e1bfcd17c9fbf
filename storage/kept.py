"""Small things to remember across restarts, by name."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import kept
from storage.upsert import upsert


def kept_value(session: Session, name: str) -> str | None:
    value: str | None = session.scalar(select(kept.c.value).where(kept.c.name == name))
    return value


def keep(session: Session, name: str, value: str) -> None:
    upsert(session, kept, {"name": name}, {"value": value})
