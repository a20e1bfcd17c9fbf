"""Budgets, readings and balances as stored."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from metrics.budgets import Budget, Span
from metrics.periods import Period
from metrics.spending import ALL, SpendReading
from metrics.stores import Store
from storage import budgets
from tests.advertising import Files
from tests.uploading import NOW, make_store

TODAY = date(2026, 11, 22)
WHOLE = Period(TODAY, TODAY + timedelta(days=1))


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def test_readings_come_back_in_order_and_the_same_moment_counts_once(session: Session, store: Store) -> None:
    later = NOW + timedelta(hours=1)
    budgets.note_spend(session, store.id, "a", later, TODAY, Decimal("12.34"), Decimal(800), 42)
    budgets.note_spend(session, store.id, "a", NOW, TODAY, Decimal(5), None, None)
    budgets.note_spend(session, store.id, "a", NOW, TODAY, Decimal(6), Decimal("-1.5"), 42)
    budgets.note_spend(session, store.id, ALL, NOW, TODAY - timedelta(days=1), Decimal(9), None, 42)
    assert budgets.spend_readings(session, store.id, WHOLE) == (
        SpendReading("a", NOW, TODAY, Decimal(6), Decimal("-1.5")),
        SpendReading("a", later, TODAY, Decimal("12.34"), Decimal(800)),
    )
    assert budgets.spend_readings(session, make_store(session, -200).id, WHOLE) == ()


def test_a_budget_is_set_changed_and_taken_away(session: Session, store: Store) -> None:
    for amount in (300, 500):
        budgets.set_budget(session, store.id, Budget("a", Span.DAY, Decimal(amount)), 42, NOW)
    budgets.set_budget(session, store.id, Budget("a", Span.MONTH, Decimal(9000)), 42, NOW)
    budgets.set_budget(session, store.id, Budget(ALL, Span.MONTH, Decimal(12000)), 42, NOW)
    assert budgets.budgets(session, store.id) == (
        Budget(ALL, Span.MONTH, Decimal(12000)),
        Budget("a", Span.DAY, Decimal(500)),
        Budget("a", Span.MONTH, Decimal(9000)),
    )
    assert budgets.remove_budgets(session, store.id, "a") == 2
    assert budgets.remove_budgets(session, store.id, "a") == 0
    assert budgets.budgets(session, store.id) == (Budget(ALL, Span.MONTH, Decimal(12000)),)


def test_the_newest_balance(session: Session, store: Store) -> None:
    assert budgets.last_balance(session, store.id) is None
    files = Files(session, store)
    files.balance(NOW, 80)
    files.balance(NOW - timedelta(hours=1), 90)
    assert budgets.last_balance(session, store.id) == (NOW, Decimal(80))
