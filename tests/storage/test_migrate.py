"""The migrated database is the one that the tables describe, also when several processes start at once."""

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from storage.engine import open_database
from storage.migrate import DatabaseAway, DatabaseTooNew, Revision, _config, migrate, revision_state
from storage.tables import metadata


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without any table."""
    if request.param == "sqlite":
        engine = open_database(f"sqlite:///{tmp_path / 'empty.db'}")
        yield engine
        engine.dispose()
        return
    engine = open_database(request.getfixturevalue("bare_postgres"))
    yield engine
    engine.dispose()


def test_it_makes_the_tables_that_are_described(empty: Engine) -> None:
    assert revision_state(empty) is Revision.EMPTY
    migrate(empty)
    assert revision_state(empty) is Revision.CURRENT
    with empty.connect() as connection:
        # SQLite tells its defaults in other words
        compare_defaults = empty.dialect.name == "postgresql"
        context = MigrationContext.configure(connection, opts={"compare_server_default": compare_defaults})
        assert compare_metadata(context, metadata) == []


def test_the_report_that_a_day_believed_is_believed_still(empty: Engine) -> None:
    with empty.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    day = "'2026-11-20'"
    with empty.begin() as connection:
        for statement in (
            "INSERT INTO chat (id, telegram_id, kind) VALUES (1, -1, 'group')",
            "INSERT INTO store (id, chat_id, name, language, zone, brief_at, brief_patience_minutes,"
            " review_times, created_by, created_at)"
            " VALUES (1, 1, 'A', 'zh', 'Asia/Shanghai', '09:00:00', 120, '09:00', 1, '2026-11-20 00:00:00')",
            *(
                f"INSERT INTO ad_total (store_id, day, report, spend) VALUES (1, {day}, '{report}', 5)"
                for report in ("plan", "item")
            ),
            f"INSERT INTO store_day (store_id, day, ad_spend, ad_report) VALUES (1, {day}, 5, 'plan')",
        ):
            connection.execute(text(statement))
    migrate(empty)
    with empty.connect() as connection:
        found = connection.execute(text("SELECT report FROM ad_total WHERE believed")).scalars().all()
    assert found == ["plan"]


def test_sqlite_tables_are_clustered_as_described(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    described = open_database(f"sqlite:///{tmp_path / 'b.db'}")
    migrate(engine)
    metadata.create_all(described)
    assert without_rowid(engine) == without_rowid(described) != set()


def without_rowid(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        found = connection.execute(text("SELECT name FROM sqlite_schema WHERE sql LIKE '%WITHOUT ROWID%'"))
        return set(found.scalars())


def test_again_changes_nothing(empty: Engine) -> None:
    migrate(empty)
    with empty.begin() as connection:
        connection.execute(text("INSERT INTO kept (name, value) VALUES ('a', 'b')"))
    migrate(empty)
    with empty.connect() as connection:
        assert connection.execute(text("SELECT value FROM kept")).scalar_one() == "b"


def test_a_newer_database_is_refused(empty: Engine) -> None:
    migrate(empty)
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert revision_state(empty) is Revision.TOO_NEW
    with pytest.raises(DatabaseTooNew) as refused:
        migrate(empty)
    assert (refused.value.reason, refused.value.facts) == ("database_too_new", {"revision": "9999"})
    with empty.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"


@pytest.mark.parametrize(
    "address", ["sqlite:////nowhere/at/all.db", "postgresql+psycopg://somebody:secret@127.0.0.1:1/shops"]
)
def test_a_database_that_is_not_there_is_told_without_its_password(address: str) -> None:
    with pytest.raises(DatabaseAway) as away:
        migrate(open_database(address))
    said = str(away.value.facts["said"])
    assert said
    assert "secret" not in said


def test_processes_that_start_together(empty: Engine) -> None:
    url = empty.url.render_as_string(hide_password=False)
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=migrate_there, args=(url,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert "outbox" in inspect(empty).get_table_names()


def migrate_there(url: str) -> None:
    migrate(open_database(url))
