"""A store's days as reports ask for them."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.ads import Report
from metrics.periods import Period
from metrics.sales import Origin, StoreDay
from storage import tables
from storage.sales import ever_sent_products, ever_sent_shop, first_day, store_days
from tests.uploading import make_store, make_upload

DAY = date(2026, 11, 21)


def roll_up(session: Session, store_id: int, day: date, **values: object) -> None:
    session.execute(insert(tables.store_day).values(store_id=store_id, day=day, **values))


def test_the_days_of_a_period_without_its_end(session: Session) -> None:
    store, other = make_store(session), make_store(session, -101)
    for back in (1, 0, 2, -1):
        roll_up(session, store.id, DAY - timedelta(days=back), paid_amount=Decimal(back))
    roll_up(session, other.id, DAY - timedelta(days=30))
    days = store_days(session, store.id, Period(DAY - timedelta(days=1), DAY + timedelta(days=1)))
    assert [(day.day, day.paid_amount) for day in days] == [
        (DAY - timedelta(days=1), Decimal("1.00")),
        (DAY, Decimal("0.00")),
    ]
    assert first_day(session, store.id) == DAY - timedelta(days=2)
    assert first_day(session, other.id + 1) is None


def test_a_day_comes_back_as_it_was_rolled_up(session: Session) -> None:
    store = make_store(session)
    figures = {
        "paid_amount": Decimal("28340.55"),
        "paid_buyers": 310,
        "paid_items": 402,
        "visitors": 5120,
        "page_views": 9000,
        "refund_amount": Decimal("12.30"),
        "ad_spend": Decimal("2340.10"),
        "ad_revenue": Decimal("9000.00"),
    }
    roll_up(session, store.id, DAY, origin="products", ad_report="plan", **figures)
    roll_up(session, store.id, DAY + timedelta(days=1))
    known, empty = store_days(session, store.id, Period(DAY, DAY + timedelta(days=2)))
    assert known == StoreDay(DAY, Origin.PRODUCTS, ad_report=Report.PLAN, **figures)  # type: ignore[arg-type]
    assert empty == StoreDay(DAY + timedelta(days=1))


def test_which_files_a_store_ever_sent(session: Session) -> None:
    store, other = make_store(session), make_store(session, -101)
    upload = make_upload(session, store)
    row = {"store_id": store.id, "day": DAY, "upload_id": upload.id}
    assert not ever_sent_shop(session, store.id)
    session.execute(insert(tables.shop_day).values(row))
    assert (ever_sent_shop(session, store.id), ever_sent_products(session, store.id)) == (True, False)
    session.execute(insert(tables.product_day).values(row | {"item_id": "1"}))
    assert ever_sent_products(session, store.id)
    assert not ever_sent_shop(session, other.id)
    assert not ever_sent_products(session, other.id)
