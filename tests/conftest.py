"""What all tests share: an empty database of each kind."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from storage.engine import open_database, writing
from storage.tables import metadata

POSTGRES = os.environ.get("ZHANGGUI_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")


@pytest.fixture(scope="session")
def postgres_url(worker_id: str) -> Iterator[str]:
    """A database of this test process's own, dropped at the end."""
    with _own_database(f"zhanggui_test_{os.getpid()}_{worker_id}") as url:
        yield url


@pytest.fixture(scope="session")
def postgres(postgres_url: str) -> Iterator[Engine]:
    engine = open_database(postgres_url)
    metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def _bare_postgres(worker_id: str) -> Iterator[str]:
    with _own_database(f"zhanggui_test_{os.getpid()}_{worker_id}_bare") as url:
        yield url


@pytest.fixture
def bare_postgres(_bare_postgres: str) -> Iterator[str]:
    """The address of a database without tables."""
    yield _bare_postgres
    server = create_engine(_bare_postgres, isolation_level="AUTOCOMMIT")
    others = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with server.connect() as connection:
        connection.execute(text(f"SELECT pg_terminate_backend(pid, 10000) FROM ({others}) other"))
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    server.dispose()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables, to be copied: quicker than to make them anew."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    engine = open_database(f"sqlite:///{path}")
    metadata.create_all(engine)
    engine.dispose()  # the last connection brings the file itself up to date
    return path


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database with all tables; every test that asks for it runs once on each kind."""
    if request.param == "postgres":
        engine: Engine = request.getfixturevalue("postgres")
        yield engine
        with engine.begin() as connection:
            connection.exec_driver_sql(_EMPTIED)
        return
    path = tmp_path / "test.db"
    shutil.copyfile(request.getfixturevalue("empty_sqlite"), path)
    engine = open_database(f"sqlite:///{path}")
    yield engine
    engine.dispose()


# TRUNCATE makes new files for each table and its indexes: ten times slower, where most tables are empty.
_EMPTIED = ";".join(
    [f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables)]
    + ["SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"]
)


@contextmanager
def _own_database(name: str) -> Iterator[str]:
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    try:
        with server.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
            connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit TO off'))
    except OperationalError:
        if os.environ.get("CI"):
            raise
        pytest.skip("no PostgreSQL at ZHANGGUI_TEST_POSTGRES (default: postgres@127.0.0.1:5432)")
    yield make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    server.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """One writing transaction on an empty database of each kind."""
    with writing(engine) as session:
        yield session
