"""Shopee's orders, whose headers may name the currency."""

from datetime import UTC, date, datetime

import pytest

from metrics.orders import OrderStatus
from metrics.tables import Kind, Reading
from readers.read import read
from tests.samples.containers import as_xlsx
from tests.samples.market_headers import SHOPEE_ORDERS

TODAY = date(2026, 11, 22)
BOX: dict[str, object] = {
    "Order ID": "2611030ABCDEFG",
    "Order Status": "To receive",
    "Order Creation Date": "2026-11-03 08:15",
    "Order Paid Time": "2026-11-04 00:05",
    "Ship Time": "2026-11-04 12:00",
    "Product Name": "Box",
    "SKU Reference No.": "SG-301",
    "Variation Name": "White",
    "Deal Price": "450.00",
    "Quantity": 2,
    "Product Subtotal": "900.00",
    "Seller Discount": "30.00",
    "Seller Voucher": "20.00",
    "Total Amount": "1,049.00",
    "Buyer Paid Shipping Fee": "49.00",
}
RACK = BOX | {
    "Product Name": "Rack",
    "SKU Reference No.": "SG-304",
    "Quantity": 1,
    "Deal Price": "150.00",
    "Product Subtotal": "150.00",
    "Seller Discount": "10.00",
}


def export(*rows: dict[str, object], code: str = "") -> Reading:
    amounts = {"Deal Price", "Product Subtotal", "Seller Discount", "Total Amount", "Seller Voucher"}
    names = [f"{name} ({code})" if code and name in amounts else name for name in SHOPEE_ORDERS]
    table = [names, *([row.get(name, "") for name in SHOPEE_ORDERS] for row in rows)]
    return read(as_xlsx(table, "orders"), "Order.all.20261101_20261121.xlsx", TODAY)


def order(reading: Reading) -> dict[str, object]:
    (batch,) = [batch for batch in reading.batches if batch.kind is Kind.ORDER]
    (row,) = batch.rows
    return dict(zip(batch.columns, row, strict=True))


@pytest.mark.parametrize("code", ["", "PHP", "THB"])
def test_an_order_of_two_items(code: str) -> None:
    reading = export(BOX, RACK, code=code)
    assert order(reading) == {
        "order_id": "2611030ABCDEFG",
        "platform": "shopee",
        "status": OrderStatus.SHIPPED,
        "paid_at": datetime(2026, 11, 3, 16, 5, tzinfo=UTC),
        "paid_day": date(2026, 11, 4),
        "paid_amount": 104900,
        "items": 3,
        "created_at": datetime(2026, 11, 3, 0, 15, tzinfo=UTC),
        "shipped_at": datetime(2026, 11, 4, 4, 0, tzinfo=UTC),
        "closed_at": None,
        "order_amount": 104900,
        "discount": 6000,
        "shipping": 4900,
    }
    assert [row[2:] for row in reading.batches[1].rows] == [
        ("SG-301", "Box", "White", 45000, 2, 90000),
        ("SG-304", "Rack", "White", 15000, 1, 15000),
    ]
    assert reading.notes == ("other_currency", "personal_dropped")


@pytest.mark.parametrize(
    ("change", "day"),
    [
        ({"Order Status": "Unpaid", "Order Paid Time": "-"}, None),
        ({"Order Status": "Cancelled"}, None),
        ({"Order Paid Time": "-"}, None),  # in cash, on its way
        (
            {
                "Order Paid Time": "-",
                "Order Status": "Completed",
                "Order Complete Time": "2026-11-09 10:00",
            },
            date(2026, 11, 9),
        ),
    ],
)
def test_when_an_order_earns(change: dict[str, object], day: date | None) -> None:
    assert order(export(BOX | change))["paid_day"] == day
