"""抖音: the shop's orders, a row an item, each with its own amount."""

from metrics.tables import Batch
from readers.cells import Cell
from readers.declared import Column, Format
from readers.markets import chinese_orders, chinese_status, paid_when_delivered, per_order
from readers.rows import Table


def batches(table: Table) -> tuple[Batch, ...]:
    """Where the file does not tell what was to be paid for an item, it is its price."""
    known = zip(table.column("line_amount"), table.column("price"), table.column("quantity"), strict=True)
    table.columns["line_amount"] = [
        due if due is not None or price is None else price * quantity for due, price, quantity in known
    ]
    table.columns["order_amount"] = per_order(table, table.columns["line_amount"])
    statuses = [chinese_status(said) for said in table.column("said_status")]
    paid_at = paid_when_delivered(table, statuses, table.column("closed_at"))
    return chinese_orders(table, "douyin", paid_at, table.column("order_amount"))


ORDERS = Format(
    name="douyin_orders",
    title="Douyin: orders",
    example="订单导出_2026-11-22.csv",
    columns=(
        Column("order_id", Cell.ID, ("主订单编号",), required=True),
        Column("title", Cell.TEXT, ("选购商品",), required=True, empty=True),
        Column("quantity", Cell.COUNT, ("商品数量",), required=True),
        Column("created_at", Cell.MOMENT, ("订单提交时间",), required=True),
        Column("said_status", Cell.TEXT, ("订单状态",), required=True),
        Column("paid_at", Cell.MOMENT, ("支付完成时间",), required=True, empty=True),
        Column("price", Cell.MONEY, ("商品金额",)),
        Column("line_amount", Cell.MONEY, ("订单应付金额",)),
        Column("item_id", Cell.ID, ("商品ID",)),
        Column("sku", Cell.TEXT, ("货号",)),
        Column("closed_at", Cell.MOMENT, ("订单完成时间",)),
        Column("said_refund", Cell.TEXT, ("售后状态",)),
    ),
    any_of=(("price", "line_amount"),),
    batches=batches,
)
