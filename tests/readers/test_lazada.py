"""Lazada's orders: a row a piece, each with a status of its own."""

from datetime import UTC, date, datetime

from metrics.orders import OrderStatus
from metrics.tables import Kind, Reading
from readers.read import read
from tests.samples.containers import as_xlsx
from tests.samples.market_headers import LAZADA_ORDERS

TODAY = date(2026, 11, 22)
PIECE: dict[str, object] = {
    "orderItemId": "900000000000001",
    "orderNumber": "800000000000001",
    "sellerSku": "SG-301",
    "lazadaSku": "123456789_PH-987654321",
    "createTime": "03 Nov 2026 23:30",
    "deliveredDate": "",
    "payMethod": "MIXEDCARD",
    "paidPrice": "430.00",
    "unitPrice": "450.00",
    "sellerDiscountTotal": "-20.00",
    "shippingFee": "49.00",
    "itemName": "Box",
    "variation": "White",
    "status": "shipped",
}


def export(*rows: dict[str, object]) -> Reading:
    table = [LAZADA_ORDERS, *([row.get(name, "") for name in LAZADA_ORDERS] for row in rows)]
    return read(as_xlsx(table, "sheet1"), "orders.xlsx", TODAY)


def order(reading: Reading) -> dict[str, object]:
    (batch,) = [batch for batch in reading.batches if batch.kind is Kind.ORDER]
    (row,) = batch.rows
    return dict(zip(batch.columns, row, strict=True))


def test_pieces_add_up_to_their_order_and_a_cancelled_one_sold_nothing() -> None:
    second = PIECE | {"orderItemId": "900000000000002", "shippingFee": "0", "sellerDiscountTotal": "0"}
    gone = second | {"orderItemId": "900000000000003", "status": "canceled"}
    reading = export(PIECE, second, gone)
    found = order(reading)
    assert (found["status"], found["items"]) == (OrderStatus.SHIPPED, 2)
    assert (found["order_amount"], found["paid_amount"]) == (86000, 86000)
    assert (found["discount"], found["shipping"]) == (2000, 4900)
    assert (found["paid_at"], found["paid_day"]) == (
        datetime(2026, 11, 3, 15, 30, tzinfo=UTC),
        date(2026, 11, 3),
    )
    lines = reading.batches[1]
    assert [(row[1], row[-2], row[-1]) for row in lines.rows] == [
        ("900000000000001", 1, 43000),
        ("900000000000002", 1, 43000),
        ("900000000000003", 0, 0),
    ]
    assert reading.problems == ()


def test_cash_is_paid_on_delivery() -> None:
    cash = PIECE | {"payMethod": "COD"}
    assert order(export(cash))["paid_day"] is None
    done = cash | {"status": "delivered", "deliveredDate": "06 Nov 2026 10:00"}
    assert order(export(done))["paid_day"] == date(2026, 11, 6)


def test_what_was_not_paid_or_is_cancelled_earns_nothing() -> None:
    for status in ("unpaid", "canceled", "failed"):
        assert order(export(PIECE | {"status": status}))["paid_day"] is None
