"""京东: orders, a row an item; the amounts are the whole order's."""

from metrics.tables import Batch
from readers.cells import Cell
from readers.declared import Column, Format
from readers.markets import chinese_orders, chinese_status, paid_when_delivered
from readers.rows import Table


def batches(table: Table) -> tuple[Batch, ...]:
    """Paid at the door, an order is paid when it is done."""
    statuses = [chinese_status(said) for said in table.column("said_status")]
    paid_at = paid_when_delivered(table, statuses, table.column("closed_at"))
    return chinese_orders(table, "jingdong", paid_at, table.column("order_amount"))


ORDERS = Format(
    name="jd_orders",
    title="JD: orders",
    example="订单导出_20261122.csv",
    columns=(
        Column("order_id", Cell.ID, ("订单号",), required=True),
        Column("item_id", Cell.ID, ("商品ID",), required=True, empty=True),
        Column("quantity", Cell.COUNT, ("订购数量",), required=True),
        Column("created_at", Cell.MOMENT, ("下单时间",), required=True),
        Column("said_status", Cell.TEXT, ("订单状态",), required=True),
        Column("order_amount", Cell.MONEY, ("结算金额", "应付金额"), required=True, empty=True),
        Column("title", Cell.TEXT, ("商品名称",)),
        Column("price", Cell.MONEY, ("京东价",)),
        Column("sku", Cell.TEXT, ("货号",)),
        Column("shipping", Cell.MONEY, ("运费金额",)),
        Column("paid_at", Cell.MOMENT, ("付款确认时间",)),
        Column("closed_at", Cell.MOMENT, ("订单完成时间",)),
    ),
    batches=batches,
)
