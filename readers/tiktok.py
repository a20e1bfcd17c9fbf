"""TikTok Shop: orders, a row an item, with a row below the header that describes the columns."""

from metrics.orders import OrderStatus
from metrics.tables import Batch
from readers.cells import Cell
from readers.declared import Column, DayOrder, Format
from readers.markets import (
    NO_YUAN,
    WORDS,
    market_orders,
    note_currency,
    paid_when_delivered,
    per_order,
    status_of,
)
from readers.rows import Table


def batches(table: Table) -> tuple[Batch, ...]:
    note_currency(table, NO_YUAN)
    statuses = [status_of(WORDS, said) for said in table.column("said_status")]
    ended = zip(table.column("delivered_at"), table.column("cancelled_at"), strict=True)
    table.columns["closed_at"] = [delivered or cancelled for delivered, cancelled in ended]
    table.columns["discount"] = per_order(table, table.column("line_discount"))
    paid, refunded = table.column("order_amount"), table.column("refund_amount", missing=0)
    given_back = [paid_ is not None and 0 < paid_ <= back for paid_, back in zip(paid, refunded, strict=True)]
    statuses = [
        OrderStatus.REFUNDED if whole and one is not OrderStatus.CLOSED else one
        for one, whole in zip(statuses, given_back, strict=True)
    ]
    paid_at = paid_when_delivered(table, statuses, table.column("delivered_at"))
    return market_orders(table, "tiktok", statuses, paid_at, paid)


ORDERS = Format(
    name="tiktok_orders",
    title="TikTok Shop: orders",
    example="All order-2026-11-22-09_15.csv",
    columns=(
        Column("order_id", Cell.ID, ("Order ID",), required=True),
        Column("said_status", Cell.TEXT, ("Order Status",), required=True),
        Column("item_id", Cell.ID, ("SKU ID",), required=True, empty=True),
        Column("quantity", Cell.COUNT, ("Quantity",), required=True),
        Column("line_amount", Cell.MONEY, ("SKU Subtotal After Discount",), required=True, empty=True),
        Column("created_at", Cell.MOMENT, ("Created Time",), required=True),
        Column("order_amount", Cell.MONEY, ("Order Amount",)),
        Column("sku", Cell.TEXT, ("Seller SKU",)),
        Column("title", Cell.TEXT, ("Product Name",)),
        Column("variant", Cell.TEXT, ("Variation",)),
        Column("price", Cell.MONEY, ("SKU Unit Original Price",)),
        Column("line_discount", Cell.MONEY, ("SKU Seller Discount",)),
        Column("shipping", Cell.MONEY, ("Shipping Fee After Discount",)),
        Column("refund_amount", Cell.MONEY, ("Order Refund Amount",)),
        Column("paid_at", Cell.MOMENT, ("Paid Time",)),
        Column("shipped_at", Cell.MOMENT, ("Shipped Time",)),
        Column("delivered_at", Cell.MOMENT, ("Delivered Time",)),
        Column("cancelled_at", Cell.MOMENT, ("Cancelled Time",)),
    ),
    day_order=DayOrder.DMY,
    described=1,
    batches=batches,
)
