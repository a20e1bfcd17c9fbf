"""Orders, refunds and stock on their road: stored, added up, told in the receipt; nobody's name is kept."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

import services.orders
import services.undo
import storage.orders
import storage.stock
from metrics.orders import (
    CostsHeadline,
    LinesHeadline,
    OpenOrders,
    OrdersHeadline,
    ProductSale,
    RefundsHeadline,
)
from metrics.periods import Period
from metrics.sales import Origin
from metrics.stock import StockHeadline
from metrics.stores import Store
from metrics.tables import Batch, Kind, Reading
from metrics.uploads import Receipt
from readers.read import read
from services.ingest import ingest
from storage import tables
from storage.engine import open_database, writing
from storage.rollups import store_day_of
from tests.samples import order_headers as headers
from tests.samples.containers import as_xlsx
from tests.samples.make import make
from tests.samples.orders import PERSONAL, Order, line_rows, order_rows, orders, quoted, refund_rows
from tests.samples.shop import days_up_to
from tests.uploading import NOW, make_store, make_upload

LAST, TODAY = date(2026, 11, 21), date(2026, 11, 22)
SPAN = days_up_to(LAST, 6)
DAY = LAST - timedelta(days=3)
Send = Callable[[bytes], Receipt]


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


@pytest.fixture
def send(session: Session, store: Store) -> Send:
    """A file's whole way; each is a message of its own."""
    sent = 0

    def send(data: bytes) -> Receipt:
        nonlocal sent
        sent += 1
        upload = make_upload(session, store, sent)
        receipt = ingest(session, store, upload, read(data, "x", TODAY), NOW)
        session.execute(
            update(tables.upload)
            .where(tables.upload.c.id == upload.id)
            .values(state="stored", format=receipt.format)
        )
        return receipt

    return send


def order_list(made: list[Order]) -> bytes:
    return quoted(order_rows(made, headers.ORDERS_55))


def detail(made: list[Order]) -> bytes:
    return quoted(line_rows(made, headers.LINES_19))


def money(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)


def test_orders_count_on_the_day_they_were_paid(session: Session, store: Store, send: Send) -> None:
    made = orders(SPAN, 1)
    receipt = send(order_list(made))
    assert receipt.counts.new == len(made)
    paid = [order for order in made if order.paid and order.paid.date() == DAY]
    day = store_day_of(session, store.id, DAY)
    assert day is not None
    assert day.origin is Origin.ORDERS
    assert day.paid_amount == money(sum(order.fen for order in paid))
    assert day.paid_items == sum(line.quantity for order in paid for line in order.lines)
    assert (day.visitors, day.paid_buyers) == (None, None)  # nobody knows who bought
    assert isinstance(receipt.headline, OrdersHeadline)
    assert receipt.headline.amount == money(sum(order.fen for order in made if order.paid))


def test_the_same_orders_again_with_what_became_of_them(session: Session, store: Store, send: Send) -> None:
    at_noon = orders(SPAN, 1, datetime.fromisoformat("2026-11-21T12:00"))
    later = orders(SPAN, 1)
    send(order_list(at_noon))
    before = services.orders.open_orders(session, store.id, NOW)
    receipt = send(order_list(later))
    changed = sum(old != new for old, new in zip(at_noon, later[: len(at_noon)], strict=True))
    assert receipt.counts.new == len(later) - len(at_noon)
    assert 0 < receipt.counts.changed <= changed + len(at_noon)
    assert receipt.counts.unchanged > 0
    after = services.orders.open_orders(session, store.id, NOW)
    paid = {order.id for order in later if order.status == "买家已付款，等待卖家发货"}
    assert after.awaiting_dispatch == len(paid)
    assert before != after
    amounts = session.scalar(select(func.sum(tables.shop_order.c.paid_amount)))
    assert amounts == money(sum(order.fen for order in later if order.paid))


def test_which_orders_wait_and_since_when(session: Session, store: Store, send: Send) -> None:
    made = orders(SPAN, 1)
    send(order_list(made))
    found = services.orders.open_orders(session, store.id, NOW)
    local_now = datetime.fromisoformat("2026-11-22T10:00")
    packing = [order for order in made if order.paid and not order.sent and not order.closed]
    late = [order for order in packing if order.paid and local_now - order.paid > timedelta(hours=24)]
    paying = [order for order in made if order.paid is None and not order.closed]
    assert (found.awaiting_dispatch, found.late_dispatch) == (len(packing), len(late))
    assert (found.awaiting_payment, found.late_payment) == (len(paying), 0)
    assert found.late_dispatch > 0
    assert found.as_of == NOW


def test_the_shops_own_revenue_comes_first(session: Session, store: Store, send: Send) -> None:
    send(order_list(orders(SPAN, 1)))
    send(as_xlsx([["统计日期", "访客数", "浏览量"], [DAY.isoformat(), 900, 2000]]))
    day = store_day_of(session, store.id, DAY)
    assert day is not None
    assert (day.origin, day.visitors) == (
        Origin.ORDERS,
        900,
    )  # revenue from the orders, visitors from the shop
    send(as_xlsx([["统计日期", "访客数", "支付金额"], [DAY.isoformat(), 900, 123.45]]))
    day = store_day_of(session, store.id, DAY)
    assert day is not None
    assert (day.origin, day.paid_amount) == (Origin.SHOP, Decimal("123.45"))


def test_refunds_count_on_the_day_the_money_went_back(session: Session, store: Store, send: Send) -> None:
    made = orders(SPAN, 1)
    send(order_list(made))
    receipt = send(as_xlsx(refund_rows(made, headers.REFUNDS_51), "export"))
    back = [order for order in made if order.refund and order.paid]
    by_day = {(order.paid + timedelta(hours=20)).date(): order.fen for order in back if order.paid}
    for day, fen in by_day.items():
        found = store_day_of(session, store.id, day)
        assert found is not None
        assert found.refund_amount == money(fen)
    assert isinstance(receipt.headline, RefundsHeadline)
    assert receipt.headline.amount == money(sum(order.refund for order in back))
    assert receipt.headline.open.count == receipt.headline.refunds - len(back) > 0
    open_ones = services.orders.open_refunds(session, store.id, NOW + timedelta(days=8))
    assert open_ones.due > 0
    assert open_ones.next_due is not None


def test_items_sold_by_day_and_sku(session: Session, store: Store, send: Send) -> None:
    made = orders(SPAN, 1)
    receipt = send(detail(made))
    assert isinstance(receipt.headline, OrdersHeadline)
    assert receipt.headline.amount is None
    sales = storage.orders.product_sales(session, store.id, Period(DAY, DAY + timedelta(days=1)))
    expected: dict[str, list[int]] = {}
    for order in made:
        if order.paid and order.paid.date() == DAY:
            for place, line in enumerate(order.lines):
                sums = expected.setdefault(line.item.article, [0, 0])
                sums[0] += line.quantity
                sums[1] += line.fen - (order.coupon if place == 0 else 0)
    assert {sale.sku: (sale.paid_items, sale.paid_amount) for sale in sales} == {
        sku: (items, money(fen)) for sku, (items, fen) in expected.items()
    }
    day = store_day_of(session, store.id, DAY)  # no order list yet: the lines tell the revenue
    assert day is not None
    assert day.paid_amount == money(sum(fen for _, fen in expected.values()))


def test_lines_of_orders_that_come_later(session: Session, store: Store, send: Send) -> None:
    made = orders(SPAN, 1)
    receipt = send(quoted(line_rows(made, headers.LINES_10)))
    assert receipt.headline == LinesHeadline(
        len(made), sum(line.quantity for order in made for line in order.lines), len(made)
    )
    everything = Period(SPAN[0], TODAY)
    assert storage.orders.product_sales(session, store.id, everything) == ()
    send(order_list(made))
    sales = storage.orders.product_sales(session, store.id, everything)
    paid = [line for order in made if order.paid and order.paid.date() < TODAY for line in order.lines]
    assert sum(sale.paid_items or 0 for sale in sales) == sum(line.quantity for line in paid)


def test_what_orders_gave_away(session: Session, store: Store, send: Send) -> None:
    made = orders(SPAN, 1)
    send(order_list(made))
    paid = [order for order in made if order.paid and order.paid.date() == DAY]
    found = storage.orders.deductions(session, store.id, Period(DAY, DAY + timedelta(days=1)))
    assert found.orders == len(paid)
    assert found.discount == money(sum(order.coupon for order in paid))
    assert found.shipping == money(sum(order.shipping for order in paid))
    assert found.free_shipping == sum(order.shipping == 0 for order in paid)


def test_an_order_file_taken_back(session: Session, store: Store, send: Send) -> None:
    send(order_list(orders(SPAN, 1, datetime.fromisoformat("2026-11-20T12:00"))))
    before = [store_day_of(session, store.id, day) for day in SPAN]
    waiting = services.orders.open_orders(session, store.id, NOW)
    receipt = send(order_list(orders(SPAN, 1)))
    assert [store_day_of(session, store.id, day) for day in SPAN] != before
    services.undo.take_back(session, store, receipt.upload_id, "小王", NOW)
    assert [store_day_of(session, store.id, day) for day in SPAN] == before
    assert services.orders.open_orders(session, store.id, NOW) == waiting


def test_stock_is_judged_by_what_sold(session: Session, store: Store, send: Send, tmp_path: Path) -> None:
    files = make(tmp_path, LAST, 6)
    receipt = send(files["cainiao_stock"].read_bytes())
    assert isinstance(receipt.headline, StockHeadline)
    assert (receipt.headline.items, receipt.headline.short, receipt.headline.unknown) == (8, (), 8)
    send(files["sycm_products"].read_bytes())
    receipt = send(files["cainiao_stock"].read_bytes())
    assert isinstance(receipt.headline, StockHeadline)
    assert receipt.headline.unknown == 0
    first = receipt.headline.short[0]
    sold = session.scalar(
        select(func.sum(tables.product_day.c.paid_items)).where(
            tables.product_day.c.item_id == "700100200301", tables.product_day.c.day < LAST
        )
    )
    assert sold is not None
    assert (first.item.sku, first.item.available, first.item.on_the_way) == ("SG-301", 18, 300)
    assert first.days == Decimal(18) / (Decimal(int(sold)) / 5)


def test_stock_without_sales_is_judged_by_its_own_level(
    session: Session, store: Store, send: Send, tmp_path: Path
) -> None:
    receipt = send(make(tmp_path, LAST, 6)["jst_stock"].read_bytes())
    assert isinstance(receipt.headline, StockHeadline)
    assert receipt.headline.day == TODAY
    assert [one.item.sku for one in receipt.headline.short] == ["SG-301"]
    assert storage.stock.last_day(session, store.id) == TODAY


def test_what_goods_cost_on_a_day(session: Session, store: Store, send: Send, tmp_path: Path) -> None:
    receipt = send(make(tmp_path, LAST, 6)["jst_goods"].read_bytes())
    assert receipt.headline == CostsHeadline(7)
    columns = ("item_id", "sku", "from_day", "goods_cost", "packaging_cost")
    rows = [("", "SG-301", TODAY + timedelta(days=5), 4000, 100), ("700100200301", "", LAST, 3000, None)]
    ingest(
        session,
        store,
        make_upload(session, store, 99),
        Reading("costs", (Batch(Kind.COST, columns, rows),)),
        NOW,
    )
    old, today, later = (
        storage.stock.costs_on(session, store.id, day) for day in (DAY, TODAY, TODAY + timedelta(days=9))
    )
    assert old["SG-301"].each == today["SG-301"].each == Decimal("35.60")  # the first one known holds before
    assert later["SG-301"].each == Decimal("41.00")
    assert today["700100200301"].goods == Decimal(30)
    assert storage.stock.costs_on(session, store.id, TODAY, ["SG-302"]).keys() == {"SG-302"}


def test_nobody_is_found_anywhere_in_the_database(tmp_path: Path) -> None:
    files = make(tmp_path / "samples", LAST, 6)
    path = tmp_path / "shop.db"
    engine = open_database(f"sqlite:///{path}")
    tables.metadata.create_all(engine)
    with writing(engine) as session:
        store = make_store(session)
        for number, key in enumerate(files):
            if key.startswith(("taobao", "cainiao", "jst", "wdt")):
                reading = read(files[key].read_bytes(), files[key].name, TODAY)
                ingest(session, store, make_upload(session, store, number), reading, NOW)
        assert session.scalar(select(func.count()).select_from(tables.shop_order)) == len(orders(SPAN, 1))
        layers = [
            storage.layers.of_upload(session, upload)
            for upload in session.scalars(select(tables.upload.c.id))
        ]
    engine.dispose()
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("shop.db*"))
    assert "松果 抽屉式收纳箱".encode() in kept  # what is kept is found so
    for value in PERSONAL:
        assert value.encode() not in kept
        assert value not in repr(layers)  # these are compressed on disk


def test_product_sales_are_told_in_order(session: Session, store: Store, send: Send) -> None:
    send(detail(orders(SPAN, 1)))
    sales = storage.orders.product_sales(session, store.id, Period(SPAN[0], TODAY))
    assert all(isinstance(sale, ProductSale) for sale in sales)
    assert list(sales) == sorted(sales, key=lambda sale: (sale.day, sale.item_id, sale.sku))


def test_nothing_waits_where_nothing_came(session: Session, store: Store) -> None:
    assert services.orders.open_orders(session, store.id, NOW) == OpenOrders(0, 0, 0, 0, None, None)
    assert services.orders.open_refunds(session, store.id, NOW).count == 0
    assert storage.stock.last_day(session, store.id) is None
