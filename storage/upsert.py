"""INSERT … ON CONFLICT, which SQLite and PostgreSQL both know and SQLAlchemy keeps in two places."""

from collections.abc import Mapping

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

Insert = postgresql.Insert | sqlite.Insert


def insert(session: Session, table: Table) -> Insert:
    """An INSERT in the dialect of the session's database."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def upsert(session: Session, table: Table, key: Mapping[str, object], values: Mapping[str, object]) -> None:
    """Adds the row `key | values`; where `key` is there already, its `values` are replaced."""
    row = insert(session, table).values({**key, **values})
    session.execute(row.on_conflict_do_update(index_elements=list(key), set_=dict(values)))
