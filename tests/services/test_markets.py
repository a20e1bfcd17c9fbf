"""Other marketplaces' files on their road: stored, stored again, cancelled, taken back; nobody is kept."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

import services.undo
from messages.texts import Texts
from messages.uploads import receipt_post
from metrics.ads import Cut
from metrics.periods import DAY, Period
from metrics.sales import Origin, StoreDay
from metrics.stores import Store
from metrics.uploads import Receipt
from readers.read import read
from services.ingest import ingest
from storage import tables
from storage.ads import ad_lines
from storage.rollups import store_day_of
from tests.samples.containers import as_csv
from tests.samples.make import make
from tests.samples.market_headers import SHOPIFY_ORDERS
from tests.samples.market_orders import NOBODY
from tests.samples.orders import orders
from tests.samples.shop import days_up_to, item_days
from tests.uploading import NOW, make_store, make_upload

LAST, TODAY = date(2026, 11, 21), date(2026, 11, 22)
SPAN = days_up_to(LAST, 4)
KEYS = (
    *("ozon_products", "ozon_ads", "amazon_products", "amazon_terms", "wb_sales", "wb_funnel"),
    *("shopify_orders", "tiktok_orders", "shopee_orders", "lazada_orders"),
    *("pdd_orders", "jd_orders", "douyin_orders"),
)
Send = Callable[[bytes, str], Receipt]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make(tmp_path_factory.mktemp("markets"), LAST, days=4)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


@pytest.fixture
def send(session: Session, store: Store) -> Send:
    """A file's whole way; each is a message of its own."""
    sent = 0

    def send(data: bytes, name: str) -> Receipt:
        nonlocal sent
        sent += 1
        upload = make_upload(session, store, sent)
        receipt = ingest(session, store, upload, read(data, name, TODAY), NOW)
        done = update(tables.upload).where(tables.upload.c.id == upload.id)
        session.execute(done.values(state="stored", format=receipt.format))
        return receipt

    return send


@pytest.mark.parametrize("key", KEYS)
def test_stored_twice_is_stored_once_and_the_receipt_says_it_in_both_languages(
    key: str, send: Send, files: dict[str, Path], session: Session, store: Store
) -> None:
    data, name = files[key].read_bytes(), files[key].name
    first = send(data, name)
    known = [store_day_of(session, store.id, day) for day in SPAN]
    again = send(data, name)
    assert (first.rejected, first.counts.changed) == (0, 0)
    assert first.counts.new > 0
    assert again.changed_nothing
    assert again.headline == first.headline is not None
    assert [store_day_of(session, store.id, day) for day in SPAN] == known
    in_english, in_chinese = (receipt_post(first, Texts(language)).text for language in ("en", "zh"))
    assert in_english != in_chinese


@pytest.mark.parametrize(
    "key", ["shopify_orders", "tiktok_orders", "shopee_orders", "jd_orders", "pdd_orders"]
)
def test_orders_tell_the_day_s_revenue(
    key: str, send: Send, files: dict[str, Path], session: Session, store: Store
) -> None:
    send(files[key].read_bytes(), files[key].name)
    earned = [order for order in orders(SPAN, 1) if order.paid and not order.closed]
    for day in SPAN:
        paid = [order for order in earned if order.paid and order.paid.date() == day]
        found = store_day_of(session, store.id, day)
        assert found is not None
        assert found.origin is Origin.ORDERS
        assert found.paid_amount == Decimal(sum(order.fen for order in paid)) / 100
        assert found.paid_items == sum(line.quantity for order in paid for line in order.lines)


def test_items_tell_the_day_and_promotion_of_two_markets_adds_up(
    send: Send, files: dict[str, Path], session: Session, store: Store
) -> None:
    for key in ("ozon_products", "ozon_ads", "amazon_terms"):
        send(files[key].read_bytes(), files[key].name)
    found = store_day_of(session, store.id, LAST)
    assert isinstance(found, StoreDay)
    facts = [fact for fact in item_days(SPAN, 1) if fact.day == LAST]
    assert found.origin is Origin.PRODUCTS
    assert found.paid_amount == Decimal(sum(fact.fen for fact in facts)) / 100
    scenes = ad_lines(session, store.id, Period(LAST, LAST + DAY), Cut.SCENE)
    assert {line.name for line in scenes} == {"Ozon", "Amazon"}
    assert found.ad_spend == sum((line.totals.spend for line in scenes), Decimal())
    words = ad_lines(session, store.id, Period(LAST, LAST + DAY), Cut.WORD)
    by_name = {line.name: line.totals.spend for line in scenes}
    assert sum((line.totals.spend for line in words), Decimal()) == by_name["Amazon"]
    assert {line.name for line in ad_lines(session, store.id, Period(LAST, LAST + DAY), Cut.ITEM)}


def shopify(**known: object) -> bytes:
    row = {
        "Name": "#1001",
        "Financial Status": "paid",
        "Currency": "CNY",
        "Total": "80.00",
        "Created at": "2026-11-20 10:00:00 +0800",
        "Paid at": "2026-11-20 10:05:00 +0800",
        "Lineitem quantity": 2,
        "Lineitem name": "Box",
        "Lineitem price": "40.00",
    }
    row |= {name.replace("_", " "): value for name, value in known.items()}
    return as_csv([SHOPIFY_ORDERS, [row.get(name, "") for name in SHOPIFY_ORDERS]], "utf-8")


def test_an_order_that_is_cancelled_later_leaves_its_day_and_comes_back_with_the_earlier_file(
    send: Send, session: Session, store: Store
) -> None:
    day = date(2026, 11, 20)

    def revenue() -> Decimal | None:
        found = store_day_of(session, store.id, day)
        return found and found.paid_amount

    send(shopify(), "orders_export_1.csv")
    assert revenue() == Decimal(80)
    cancelled = {"Cancelled at": "2026-11-21 09:00:00 +0800", "Financial Status": "refunded"}
    later = send(shopify(**cancelled), "orders_export_2.csv")
    assert revenue() is None
    assert later.counts.changed >= 1
    services.undo.take_back(session, store, later.upload_id, "Li", NOW)
    assert revenue() == Decimal(80)


def test_a_piece_that_comes_back_weeks_later_keeps_its_sale(
    send: Send, files: dict[str, Path], session: Session, store: Store
) -> None:
    send(files["wb_sales"].read_bytes(), files["wb_sales"].name)
    order = tables.shop_order.c
    back = session.execute(select(order.paid_day, order.paid_amount).where(order.status == "refunded")).all()
    assert back
    assert all(row.paid_day is not None and row.paid_amount for row in back)
    given = session.scalars(select(tables.refund.c.amount)).all()
    assert sum(given, Decimal()) == sum((row.paid_amount for row in back), Decimal())


def test_nobody_is_kept(send: Send, files: dict[str, Path], session: Session) -> None:
    for key in KEYS:
        send(files[key].read_bytes(), files[key].name)
    for table in tables.metadata.sorted_tables:
        kept = repr(session.execute(select(table)).all())
        assert not [value for value in NOBODY if value in kept], table.name
