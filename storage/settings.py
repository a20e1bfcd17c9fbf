"""What a store has chosen, where it differs from the usual."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from metrics.settings import Settings
from storage.tables import setting
from storage.upsert import upsert


def settings(session: Session, store_id: int) -> Settings:
    rows = session.execute(select(setting.c.name, setting.c.value).where(setting.c.store_id == store_id))
    return Settings({row.name: row.value for row in rows})


def change(session: Session, store_id: int, name: str, value: str | None) -> None:
    """None takes the choice back: the usual holds again."""
    if value is None:
        session.execute(delete(setting).where(setting.c.store_id == store_id, setting.c.name == name))
    else:
        upsert(session, setting, {"store_id": store_id, "name": name}, {"value": value})
