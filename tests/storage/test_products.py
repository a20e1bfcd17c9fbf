"""Which days products are told of, and how a product's visitors came."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.products import Ways
from metrics.stores import Store
from storage import tables
from storage.products import days_with_products, ways
from tests.uploading import make_store, make_upload

DAY = date(2026, 11, 18)
DAYS = tuple(DAY - timedelta(days=back) for back in (14, 7, 0))


@pytest.fixture
def store(session: Session) -> Store:
    store = make_store(session)
    for day in DAYS:
        session.execute(insert(tables.store_day).values(store_id=store.id, day=day))
    return store


def tell(session: Session, store: Store, day: date, item: str = "1", **figures: int) -> None:
    upload_id = make_upload(session, store, message_id=day.toordinal() * 10 + int(item)).id
    values = {"store_id": store.id, "day": day, "item_id": item, "upload_id": upload_id}
    session.execute(insert(tables.product_day).values(**values, **figures))


def test_days_with_products(session: Session, store: Store) -> None:
    other = make_store(session, -101)
    tell(session, other, DAYS[0])
    assert days_with_products(session, store.id, DAYS) == frozenset()
    sale = {"store_id": store.id, "day": DAYS[1], "item_id": "1", "sku": "", "paid_orders": 1}
    session.execute(insert(tables.product_sale_day).values(sale))
    assert days_with_products(session, store.id, DAYS) == {DAYS[1]}
    tell(session, store, DAYS[2])
    tell(session, store, DAYS[2], "2")
    assert days_with_products(session, store.id, DAYS) == {DAYS[2]}
    assert days_with_products(session, store.id, DAYS[:2]) == {DAYS[1]}


def test_how_a_products_visitors_came(session: Session, store: Store) -> None:
    tell(session, store, DAYS[1], search_visitors=5)
    tell(session, store, DAYS[2], search_visitors=7, recommended_visitors=3)
    tell(session, store, DAYS[2], "2", search_visitors=100)
    assert ways(session, store.id, "1", DAYS) == Ways(12, 3)
    assert ways(session, store.id, "1", DAYS[1:2]) == Ways(5, None)
    assert ways(session, store.id, "3", DAYS) == Ways()
