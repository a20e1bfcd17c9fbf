"""Alerts as kept, where several processes work at the same time."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from storage import alerts, stores
from storage.engine import writing
from tests.uploading import make_store

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


def test_a_judge_does_not_wait_for_who_has_only_written_a_row_of_the_store(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite lets only one process write at a time")
    with writing(engine) as session:
        store = make_store(session)
    with writing(engine) as one, writing(engine) as two:
        one.connection().exec_driver_sql("SET LOCAL lock_timeout = '10s'")
        for session in (one, two):
            alerts.new_card(session, store.id, "ads", NOW)
        stores.lock_store(one, store.id)
