"""A store's own thresholds, where they differ from the defaults of the trade."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from metrics.rules import Rules, with_changes
from storage.tables import rule
from storage.upsert import upsert


def rules(session: Session, store_id: int) -> Rules:
    rows = session.execute(select(rule.c.name, rule.c.value).where(rule.c.store_id == store_id))
    return with_changes(Rules(), {row.name: row.value for row in rows})


def change(session: Session, store_id: int, name: str, value: str | None) -> None:
    """None takes the store's own value back: the default holds again."""
    if value is None:
        session.execute(delete(rule).where(rule.c.store_id == store_id, rule.c.name == name))
    else:
        upsert(session, rule, {"store_id": store_id, "name": name}, {"value": value})
