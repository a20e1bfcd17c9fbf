"""Shopify: orders, one line per item; what is said of the order stands on its first line only."""

from collections.abc import Iterator
from typing import Any

from metrics.orders import OrderStatus
from metrics.tables import Batch
from readers.cells import Cell
from readers.declared import Column, Format
from readers.headers import plain
from readers.markets import market_orders, note_currency
from readers.rows import Table

PAID = ("paid", "partially_refunded", "refunded")
NOT_PAID = ("voided", "expired")


def batches(table: Table) -> tuple[Batch, ...]:
    """A cancelled order earned nothing, whatever was paid. Where no moment of payment is known, it is the
    order's own."""
    note_currency(table)
    said = [plain(cell) for cell in table.column("financial")]
    rows = zip(said, table.column("fulfilment"), table.column("closed_at"), strict=True)
    statuses = [status(*row) for row in rows]
    paid_at = [
        at or (created if word in PAID else None)
        for word, at, created in zip(said, table.column("paid_at"), table.column("created_at"), strict=True)
    ]
    owed = zip(table.column("order_amount"), table.column("outstanding", missing=0), strict=True)
    table.columns["line_amount"] = [line_amount(*row) for row in line_rows(table)]
    amounts = [None if total is None else total - open_ for total, open_ in owed]
    return market_orders(table, "shopify", statuses, paid_at, amounts)


def status(financial: str, fulfilment: object, cancelled: object) -> OrderStatus:
    """Shopify does not know when a parcel arrives: a sent order stays one."""
    if cancelled is not None or financial in NOT_PAID:
        return OrderStatus.CLOSED
    if financial == "refunded":
        return OrderStatus.REFUNDED
    if financial not in PAID:  # pending, authorized, partially_paid
        return OrderStatus.AWAITING_PAYMENT
    return OrderStatus.SHIPPED if plain(fulfilment) == "fulfilled" else OrderStatus.AWAITING_DISPATCH


def line_rows(table: Table) -> Iterator[tuple[Any, ...]]:
    discounts = table.column("line_discount", missing=0)
    return zip(table.column("price"), table.column("quantity"), discounts, strict=True)


def line_amount(price: int | None, quantity: int | None, discount: int) -> int | None:
    return None if price is None or quantity is None else price * quantity - discount


ORDER_CELLS = (
    *("financial", "fulfilment", "currency", "created_at", "paid_at", "shipped_at", "closed_at"),
    *("order_amount", "shipping", "discount", "refund_amount", "outstanding"),
)
ORDERS = Format(
    name="shopify_orders",
    title="Shopify: orders",
    example="orders_export_1.csv",
    columns=(
        Column("order_id", Cell.TEXT, ("Name",), required=True),
        Column("financial", Cell.TEXT, ("Financial Status",), required=True, empty=True),
        Column("created_at", Cell.MOMENT, ("Created at",), required=True),
        Column("order_amount", Cell.MONEY, ("Total",), required=True, empty=True),
        Column("title", Cell.TEXT, ("Lineitem name",), required=True, empty=True),
        Column("quantity", Cell.COUNT, ("Lineitem quantity",), required=True, empty=True),
        Column("fulfilment", Cell.TEXT, ("Fulfillment Status",)),
        Column("currency", Cell.TEXT, ("Currency",)),
        Column("paid_at", Cell.MOMENT, ("Paid at",)),
        Column("shipped_at", Cell.MOMENT, ("Fulfilled at",)),
        Column("closed_at", Cell.MOMENT, ("Cancelled at",)),
        Column("shipping", Cell.MONEY, ("Shipping",)),
        Column("discount", Cell.MONEY, ("Discount Amount",)),
        Column("refund_amount", Cell.MONEY, ("Refunded Amount",)),
        Column("outstanding", Cell.MONEY, ("Outstanding Balance",)),
        Column("sku", Cell.TEXT, ("Lineitem sku",)),
        Column("price", Cell.MONEY, ("Lineitem price",)),
        Column("line_discount", Cell.MONEY, ("Lineitem discount",)),
    ),
    filled_down=ORDER_CELLS,
    filled_by="order_id",
    batches=batches,
)
