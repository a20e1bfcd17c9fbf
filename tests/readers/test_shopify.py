"""Shopify's orders: filled down, of another zone, partly refunded, owed, cancelled."""

from datetime import UTC, date, datetime

import pytest

from metrics.orders import OrderStatus
from metrics.tables import Kind, Reading
from readers.read import read
from tests.samples.containers import as_csv
from tests.samples.market_headers import SHOPIFY_ORDERS

TODAY = date(2026, 11, 22)
FIRST = {
    "Name": "#1001",
    "Email": "buyer@pinecone.example",
    "Financial Status": "partially_refunded",
    "Paid at": "2026-11-19 23:30:00 -0500",
    "Fulfillment Status": "partial",
    "Currency": "CNY",
    "Subtotal": "125.00",
    "Shipping": "6.00",
    "Total": "131.00",
    "Discount Amount": "5.00",
    "Created at": "2026-11-19 23:20:00 -0500",
    "Lineitem quantity": "2",
    "Lineitem name": "Box - Large",
    "Lineitem price": "40.00",
    "Lineitem sku": "SG-301-L",
    "Lineitem discount": "10.00",
    "Refunded Amount": "20.00",
    "Outstanding Balance": "0.00",
}
SECOND = {
    "Name": "#1001",
    "Lineitem quantity": "1",
    "Lineitem name": "Rack",
    "Lineitem price": "55.00",
    "Lineitem sku": "SG-304",
    "Lineitem discount": "0.00",
}


def export(*rows: dict[str, str]) -> Reading:
    table = [SHOPIFY_ORDERS, *([row.get(name, "") for name in SHOPIFY_ORDERS] for row in rows)]
    return read(as_csv(table, "utf-8"), "orders_export_1.csv", TODAY)


def order(reading: Reading) -> dict[str, object]:
    (batch,) = [batch for batch in reading.batches if batch.kind is Kind.ORDER]
    (row,) = batch.rows
    return dict(zip(batch.columns, row, strict=True))


def test_an_order_of_two_lines_on_the_store_s_own_day() -> None:
    reading = export(FIRST, SECOND)
    assert order(reading) == {
        "order_id": "#1001",
        "platform": "shopify",
        "status": OrderStatus.AWAITING_DISPATCH,
        "paid_at": datetime(2026, 11, 20, 4, 30, tzinfo=UTC),
        "paid_day": date(2026, 11, 20),
        "paid_amount": 13100,
        "items": 3,
        "created_at": datetime(2026, 11, 20, 4, 20, tzinfo=UTC),
        "shipped_at": None,
        "closed_at": None,
        "order_amount": 13100,
        "discount": 500,
        "shipping": 600,
        "refund_amount": 2000,
    }
    lines = reading.batches[1]
    assert [row[2:] for row in lines.rows] == [
        ("SG-301-L", "Box - Large", 4000, 2, 7000),
        ("SG-304", "Rack", 5500, 1, 5500),
    ]
    assert lines.columns[2:] == ("sku", "title", "price", "quantity", "paid_amount")
    assert (reading.problems, reading.notes) == ((), ("personal_dropped",))


def test_a_line_without_goods_is_no_line() -> None:
    reading = export(FIRST, {"Name": "#1001", "Payment Reference": "r1"})
    assert [len(batch.rows) for batch in reading.batches] == [1, 1]
    assert order(reading)["items"] == 2


@pytest.mark.parametrize(
    ("change", "status", "day"),
    [
        ({"Financial Status": "pending", "Paid at": ""}, OrderStatus.AWAITING_PAYMENT, None),
        ({"Financial Status": "authorized", "Paid at": ""}, OrderStatus.AWAITING_PAYMENT, None),
        ({"Financial Status": "voided", "Paid at": ""}, OrderStatus.CLOSED, None),
        ({"Cancelled at": "2026-11-20 09:00:00 -0500"}, OrderStatus.CLOSED, None),
        ({"Financial Status": "refunded"}, OrderStatus.REFUNDED, date(2026, 11, 20)),
        ({"Fulfillment Status": "fulfilled"}, OrderStatus.SHIPPED, date(2026, 11, 20)),
        ({"Financial Status": "paid", "Paid at": ""}, OrderStatus.AWAITING_DISPATCH, date(2026, 11, 20)),
    ],
)
def test_only_what_is_paid_and_not_cancelled_has_a_day(
    change: dict[str, str], status: OrderStatus, day: date | None
) -> None:
    found = order(export(FIRST | change))
    assert (found["status"], found["paid_day"]) == (status, day)
    assert (found["paid_amount"] is None) == (day is None)


def test_what_is_still_owed_is_not_paid() -> None:
    assert order(export(FIRST | {"Outstanding Balance": "31.00"}))["paid_amount"] == 10000
