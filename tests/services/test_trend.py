"""A trend from the database: how far back it reads, and that other stores have no part in it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.periods import before
from metrics.sales import Origin
from metrics.stores import Store
from metrics.trend import Metric, Verdict
from services.trend import trend
from storage.tables import store_day
from tests.uploading import make_store

LAST = date(2026, 9, 2)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def sell(session: Session, store_id: int, day: date, amount: int) -> None:
    session.execute(
        insert(store_day).values(
            store_id=store_id,
            day=day,
            origin=Origin.SHOP,
            paid_amount=Decimal(amount),
            paid_buyers=10,
            visitors=200,
        )
    )


def test_a_trend_reads_what_it_is_measured_by_and_no_more(session: Session, store: Store) -> None:
    for i in range(90):
        sell(session, store.id, LAST - timedelta(days=i), 1000)
    sell(session, store.id, LAST - timedelta(weeks=52), 800)
    sell(session, store.id, LAST + timedelta(days=1), 5)
    found = trend(session, store, Metric.REVENUE, before(LAST, 30))
    assert found.verdict is Verdict.WITHIN
    assert found.total == Decimal(30_000)
    assert found.year_ago == Decimal(800)
    assert found.change is not None
    assert found.change.share == 0


def test_three_years_are_compared_with_the_three_before(session: Session, store: Store) -> None:
    for i in (0, 1, 2, 3, 1100, 1101, 1102, 1103):
        sell(session, store.id, LAST - timedelta(days=i), 100 if i > 10 else 200)
    found = trend(session, store, Metric.REVENUE, before(LAST, 1100))
    assert found.change is not None
    assert found.change.share == 1


def test_a_store_without_a_day_has_an_empty_trend(session: Session, store: Store) -> None:
    assert trend(session, store, Metric.ROI, before(LAST, 30)).verdict is Verdict.UNKNOWN
