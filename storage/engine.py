"""The database, opened so that nothing is lost: SQLite with WAL and immediate transactions, or PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

BUSY_MS = 15_000


def open_database(url: str) -> Engine:
    """An engine for `url` (`sqlite:///path` or `postgresql+psycopg://…`). Connects to nothing yet."""
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(url, pool_pre_ping=True, pool_size=8, max_overflow=8)


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One transaction that may write: all of it, or nothing. On SQLite it waits its turn from the start."""
    with Session(engine) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """One transaction that only reads: never waits for a writer."""
    with Session(engine.execution_options(reads_only=True)) as session, session.begin():
        yield session


def was_deadlock(error: OperationalError) -> bool:
    """Whether PostgreSQL has ended a transaction that waited for another, which waited for it."""
    return getattr(error.orig, "sqlstate", None) == "40P01"


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that turns into a writer later fails at once instead of waiting: begin as one.
    reads_only = connection.get_execution_options().get("reads_only")
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
