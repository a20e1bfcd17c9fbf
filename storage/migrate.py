"""Brings a database to the tables this program knows: under a lock, all of it or nothing."""

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from metrics.mistakes import Mistake

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 0x7A68616E6767  # any number, the same for all: PostgreSQL's locks have no names


class DatabaseTooNew(Mistake):
    """A newer program has migrated it: what its tables mean is not known here."""

    def __init__(self, revision: str) -> None:
        super().__init__("database_too_new", revision=revision)


class DatabaseAway(Mistake):
    """No connection: the server is not there, or does not let us in, or the file cannot be opened."""

    def __init__(self, said: str) -> None:
        super().__init__("database_away", said=said)


class Revision(StrEnum):
    EMPTY = "empty"
    OLD = "old"
    CURRENT = "current"
    TOO_NEW = "too_new"


def migrate(engine: Engine) -> None:
    """Upgrades the database to the newest tables. Processes that start together wait for one another.

    Raises DatabaseAway, DatabaseTooNew.
    """
    try:
        engine.connect().close()
    except OperationalError as error:
        raise DatabaseAway(" ".join(str(error.orig).split())) from error
    with engine.begin() as connection:  # on SQLite this is BEGIN IMMEDIATE: the lock itself
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config = _config()
        if _state(connection, config) is Revision.TOO_NEW:
            raise DatabaseTooNew(_current(connection) or "")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revision_state(engine: Engine) -> Revision:
    """How the database's tables stand to this program's."""
    with engine.connect().execution_options(reads_only=True) as connection:
        return _state(connection, _config())


def _state(connection: Connection, config: Config) -> Revision:
    scripts = ScriptDirectory.from_config(config)
    current = _current(connection)
    if current is None:
        return Revision.EMPTY
    if current == scripts.get_current_head():
        return Revision.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return Revision.OLD if current in known else Revision.TOO_NEW


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config
