"""Shopee: all orders, a row an item; in some countries headers name the currency: `Deal Price (PHP)`."""

from metrics.tables import Batch
from readers.cells import Cell
from readers.declared import Column, Format
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

CURRENCIES = ("PHP", "SGD", "MYR", "THB", "VND", "IDR", "TWD", "BRL", "MXN")


def money(*names: str) -> tuple[str, ...]:
    """Headers of amounts, as they are and with each currency behind them."""
    return tuple(form for name in names for form in (name, *(f"{name} ({code})" for code in CURRENCIES)))


def batches(table: Table) -> tuple[Batch, ...]:
    note_currency(table, NO_YUAN)
    statuses = [status_of(WORDS, said) for said in table.column("said_status")]
    if "seller_discount" in table or "voucher" in table:
        off = per_order(table, table.column("seller_discount"))
        both = zip(off, table.column("voucher", missing=0), strict=True)
        table.columns["discount"] = [(one or 0) + other for one, other in both]
    paid_at = paid_when_delivered(table, statuses, table.column("closed_at"))
    return market_orders(table, "shopee", statuses, paid_at, table.column("order_amount"))


ORDERS = Format(
    name="shopee_orders",
    title="Shopee: all orders",
    example="Order.all.20261101_20261121.xlsx",
    columns=(
        Column("order_id", Cell.ID, ("Order ID",), required=True),
        Column("said_status", Cell.TEXT, ("Order Status",), required=True),
        Column("created_at", Cell.MOMENT, ("Order Creation Date",), required=True),
        Column("price", Cell.MONEY, money("Deal Price"), required=True, empty=True),
        Column("quantity", Cell.COUNT, ("Quantity",), required=True),
        Column("order_amount", Cell.MONEY, money("Total Amount", "Grand Total"), required=True, empty=True),
        Column("paid_at", Cell.MOMENT, ("Order Paid Time",)),
        Column("shipped_at", Cell.MOMENT, ("Ship Time",)),
        Column("closed_at", Cell.MOMENT, ("Order Complete Time",)),
        Column("title", Cell.TEXT, ("Product Name",)),
        Column("sku", Cell.TEXT, ("SKU Reference No.", "Parent SKU Reference No.")),
        Column("variant", Cell.TEXT, ("Variation Name",)),
        Column("line_amount", Cell.MONEY, money("Product Subtotal")),
        Column("seller_discount", Cell.MONEY, money("Seller Discount")),
        Column("voucher", Cell.MONEY, money("Seller Voucher")),
        Column("shipping", Cell.MONEY, money("Buyer Paid Shipping Fee")),
    ),
    batches=batches,
)
