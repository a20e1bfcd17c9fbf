"""Writing one row by its key, whether it is there already or not, the same on SQLite and PostgreSQL."""

from collections.abc import Mapping

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def upsert(session: Session, table: Table, key: Mapping[str, object], values: Mapping[str, object]) -> None:
    """Adds the row `key | values`; where `key` is there already, its `values` are replaced."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = insert(table).values({**key, **values})
    session.execute(row.on_conflict_do_update(index_elements=list(key), set_=dict(values)))
