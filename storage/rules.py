"""A store's own thresholds, where they differ from the defaults of the trade."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from metrics.rules import Rules, with_changes
from storage.tables import rule


def rules(session: Session, store_id: int) -> Rules:
    rows = session.execute(select(rule.c.name, rule.c.value).where(rule.c.store_id == store_id))
    return with_changes(Rules(), {row.name: row.value for row in rows})
