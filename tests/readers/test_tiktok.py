"""TikTok Shop's orders: the row that describes, days before months, cash on delivery."""

from datetime import UTC, date, datetime

import pytest

from metrics.orders import OrderStatus
from metrics.tables import Kind, Reading
from readers.read import read
from tests.samples.containers import as_csv
from tests.samples.market_headers import TIKTOK_ORDERS

TODAY = date(2026, 11, 22)
DESCRIBED = {"Order ID": "Platform unique order ID.", "Quantity": "How many.", "Created Time": "When."}
BOX = {
    "Order ID": "576461413038785752\t",
    "Order Status": "Completed",
    "SKU ID": "1729382476543",
    "Seller SKU": "SG-301",
    "Product Name": "Box",
    "Variation": "White",
    "Quantity": "2",
    "SKU Unit Original Price": "45.00",
    "SKU Seller Discount": "5.00",
    "SKU Subtotal After Discount": "85.00",
    "Shipping Fee After Discount": "4.00",
    "Order Amount": "104.00",
    "Order Refund Amount": "",
    "Created Time": "03/11/2026 08:15:00\t",
    "Paid Time": "03/11/2026 23:59:30\t",
    "Shipped Time": "04/11/2026 10:00:00\t",
    "Delivered Time": "06/11/2026 10:00:00\t",
}
RACK = BOX | {
    "SKU ID": "1729382476999",
    "Seller SKU": "SG-304",
    "Product Name": "Rack",
    "Quantity": "1",
    "SKU Unit Original Price": "17.00",
    "SKU Seller Discount": "2.00",
    "SKU Subtotal After Discount": "15.00",
}


def export(*rows: dict[str, str]) -> Reading:
    table = [TIKTOK_ORDERS, *([row.get(name, "") for name in TIKTOK_ORDERS] for row in (DESCRIBED, *rows))]
    return read(as_csv(table, "utf-8-sig"), "All order.csv", TODAY)


def order(reading: Reading) -> dict[str, object]:
    (batch,) = [batch for batch in reading.batches if batch.kind is Kind.ORDER]
    (row,) = batch.rows
    return dict(zip(batch.columns, row, strict=True))


def test_an_order_of_two_items() -> None:
    reading = export(BOX, RACK)
    assert order(reading) == {
        "order_id": "576461413038785752",
        "platform": "tiktok",
        "status": OrderStatus.DONE,
        "paid_at": datetime(2026, 11, 3, 15, 59, 30, tzinfo=UTC),
        "paid_day": date(2026, 11, 3),
        "paid_amount": 10400,
        "items": 3,
        "created_at": datetime(2026, 11, 3, 0, 15, tzinfo=UTC),
        "shipped_at": datetime(2026, 11, 4, 2, 0, tzinfo=UTC),
        "closed_at": datetime(2026, 11, 6, 2, 0, tzinfo=UTC),
        "order_amount": 10400,
        "discount": 700,
        "shipping": 400,
        "refund_amount": None,
    }
    lines = reading.batches[1]
    assert lines.columns[2:] == ("item_id", "sku", "title", "variant", "price", "quantity", "paid_amount")
    assert [row[2:] for row in lines.rows] == [
        ("1729382476543", "SG-301", "Box", "White", 4500, 2, 8500),
        ("1729382476999", "SG-304", "Rack", "White", 1700, 1, 1500),
    ]
    assert (reading.problems, reading.rejected) == ((), 0)


@pytest.mark.parametrize(
    ("change", "status", "day"),
    [
        ({"Paid Time": ""}, OrderStatus.DONE, date(2026, 11, 6)),  # cash: when it was handed over
        ({"Paid Time": "", "Order Status": "Shipped"}, OrderStatus.SHIPPED, None),
        ({"Order Status": "Unpaid", "Paid Time": ""}, OrderStatus.AWAITING_PAYMENT, None),
        ({"Order Status": "Canceled"}, OrderStatus.CLOSED, None),
        ({"Order Status": "To ship"}, OrderStatus.AWAITING_DISPATCH, date(2026, 11, 3)),
        ({"Order Refund Amount": "104.00"}, OrderStatus.REFUNDED, date(2026, 11, 3)),
        ({"Order Refund Amount": "50.00"}, OrderStatus.DONE, date(2026, 11, 3)),
    ],
)
def test_when_an_order_earns(change: dict[str, str], status: OrderStatus, day: date | None) -> None:
    found = order(export(BOX | change))
    assert (found["status"], found["paid_day"]) == (status, day)


def test_the_first_order_is_not_taken_for_a_description() -> None:
    table = [TIKTOK_ORDERS, [BOX.get(name, "") for name in TIKTOK_ORDERS]]
    assert order(read(as_csv(table, "utf-8"), "x.csv", TODAY))["items"] == 2
