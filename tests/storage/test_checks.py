"""The clockwork of checks: one of all who ask makes a check that is due."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from metrics.stores import Store
from storage import checks
from tests.uploading import NOW, make_store

TEN = timedelta(minutes=10)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def test_a_check_is_claimed_once_and_again_when_it_is_due(session: Session, store: Store) -> None:
    assert checks.claim_check(session, store.id, "ads", NOW, NOW + TEN)
    assert not checks.claim_check(session, store.id, "ads", NOW, NOW + TEN)
    assert not checks.claim_check(session, store.id, "ads", NOW + TEN - timedelta(seconds=1), NOW + 2 * TEN)
    assert checks.claim_check(session, store.id, "ads", NOW + TEN, NOW + 2 * TEN)
    assert checks.claim_check(session, store.id, "reviews", NOW, NOW + TEN)
    assert checks.planned(session, "ads") == {store.id: NOW + 2 * TEN}


def test_what_is_settled_is_due_at_that_moment(session: Session, store: Store) -> None:
    checks.claim_check(session, store.id, "ads", NOW, NOW + TEN)
    checks.settle_check(session, store.id, "ads", NOW + 3 * TEN)
    assert not checks.claim_check(session, store.id, "ads", NOW + TEN, NOW + 2 * TEN)
    assert checks.claim_check(session, store.id, "ads", NOW + 3 * TEN, NOW + 4 * TEN)
