"""Lazada: orders, a row a piece; each piece has a status of its own."""

from metrics.orders import OrderStatus
from metrics.tables import Batch
from readers.cells import Cell
from readers.declared import Column, Format
from readers.headers import plain
from readers.markets import NO_YUAN, WORDS, market_orders, note_currency, per_order, status_of
from readers.rows import Table

ON_DELIVERY = ("cod", "cash")


def batches(table: Table) -> tuple[Batch, ...]:
    """The file does not say when it was paid: online that is when it was ordered, in cash on delivery."""
    note_currency(table, NO_YUAN)
    table.columns["quantity"] = [1] * len(table)
    statuses = [status_of(WORDS, said) for said in table.column("said_status")]
    closed = [one is OrderStatus.CLOSED for one in statuses]
    told = zip(closed, table.column("line_amount"), strict=True)
    amounts = per_order(table, [None if gone else amount for gone, amount in told])
    table.columns["order_amount"] = amounts
    for name in ("discount", "shipping", "refund_amount"):
        if name in table:
            values = [None if value is None else abs(value) for value in table.column(name)]
            table.columns[name] = per_order(table, values)
    moments = zip(
        table.column("pay_method"), table.column("created_at"), table.column("closed_at"), strict=True
    )
    paid_at = [
        done if any(word in plain(method) for word in ON_DELIVERY) else created
        for method, created, done in moments
    ]
    return market_orders(table, "lazada", statuses, paid_at, amounts)


ORDERS = Format(
    name="lazada_orders",
    title="Lazada: orders",
    example="lazada_orders_20261122.xlsx",
    columns=(
        Column("order_id", Cell.ID, ("orderNumber",), required=True),
        Column("line_id", Cell.ID, ("orderItemId",), required=True),
        Column("created_at", Cell.MOMENT, ("createTime",), required=True),
        Column("said_status", Cell.TEXT, ("status",), required=True),
        Column("line_amount", Cell.MONEY, ("paidPrice",), required=True, empty=True),
        Column("title", Cell.TEXT, ("itemName",), required=True, empty=True),
        Column("price", Cell.MONEY, ("unitPrice",)),
        Column("item_id", Cell.TEXT, ("lazadaSku",)),
        Column("sku", Cell.TEXT, ("sellerSku",)),
        Column("variant", Cell.TEXT, ("variation",)),
        Column("discount", Cell.MONEY, ("sellerDiscountTotal",)),
        Column("shipping", Cell.MONEY, ("shippingFee",)),
        Column("refund_amount", Cell.MONEY, ("refundAmount",)),
        Column("pay_method", Cell.TEXT, ("payMethod",)),
        Column("closed_at", Cell.MOMENT, ("deliveredDate",)),
    ),
    batches=batches,
)
