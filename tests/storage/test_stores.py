"""Stores, their people and their rules, kept and found again."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.rules import Rules
from metrics.stores import Person, Role, Store
from storage.kept import keep, kept_value
from storage.members import people_of, person_in, remember
from storage.rules import rules
from storage.stores import (
    add_store,
    all_stores,
    change_store,
    store_by_id,
    store_of_chat,
    stores_named,
)
from storage.tables import chat, rule

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


@pytest.fixture
def store(session: Session) -> Store:
    session.execute(insert(chat).values(id=7, telegram_id=-1007, kind="supergroup", title="旗舰店"))
    times = (time(9), time(13), time(20))
    new = Store(0, 7, "旗舰店", "zh", "Asia/Shanghai", time(9), timedelta(hours=2), times)
    return add_store(session, new, created_by=11, at=NOW)


def test_a_store_is_found_by_id_chat_and_name(session: Session, store: Store) -> None:
    assert store_by_id(session, store.id) == store_of_chat(session, 7) == store
    assert stores_named(session, "旗舰店") == all_stores(session) == (store,)
    assert store_by_id(session, store.id + 1) is None
    assert store_of_chat(session, 8) is None


def test_settings_are_written_back(session: Session, store: Store) -> None:
    changed = replace(
        store, name="B", brief_at=time(8, 30), review_times=(), brief_patience=timedelta(hours=1)
    )
    change_store(session, changed)
    assert store_by_id(session, store.id) == changed


def test_a_person_is_remembered_once_with_the_latest_role(session: Session, store: Store) -> None:
    remember(session, store.id, Person(5, "Li", Role.ASKED), None, NOW)
    remember(session, store.id, Person(5, "Li Na", Role.STAFF), 11, NOW + timedelta(hours=1))
    assert people_of(session, store.id) == (Person(5, "Li Na", Role.STAFF),)
    assert person_in(session, store.id, 6) is None


def test_a_store_s_own_thresholds_stand_in_for_the_defaults(session: Session, store: Store) -> None:
    assert rules(session, store.id) == Rules()
    session.execute(insert(rule).values(store_id=store.id, name="roi_pass", value="2.5"))
    assert rules(session, store.id) == replace(Rules(), roi_pass=Decimal("2.5"))


def test_what_is_kept_is_found_again(session: Session) -> None:
    assert kept_value(session, "private_store:5") is None
    keep(session, "private_store:5", "1")
    keep(session, "private_store:5", "2")
    assert kept_value(session, "private_store:5") == "2"
