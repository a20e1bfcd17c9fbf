"""拼多多: orders, a row an order, one item in each."""

from metrics.tables import Batch
from readers.cells import Cell
from readers.declared import Column, Format
from readers.markets import chinese_orders
from readers.rows import Table


def batches(table: Table) -> tuple[Batch, ...]:
    """The export does not say when an order was made: when its group was complete, else when it was paid."""
    made = zip(table.column("created_at"), table.column("paid_at"), strict=True)
    table.columns["created_at"] = [at or paid for at, paid in made]
    table.columns["line_amount"] = table.column("order_amount")
    return chinese_orders(table, "pinduoduo", table.column("paid_at"), table.column("order_amount"))


ORDERS = Format(
    name="pdd_orders",
    title="Pinduoduo: orders",
    example="orders_export2026-11-22-09-15-00.csv",
    columns=(
        Column("order_id", Cell.ID, ("订单号",), required=True),
        Column("said_status", Cell.TEXT, ("订单状态",), required=True),
        Column("quantity", Cell.COUNT, ("商品数量(件)",), required=True),
        Column(
            "order_amount", Cell.MONEY, ("用户实付金额(元)", "商家实收金额(元)"), required=True, empty=True
        ),
        Column(
            "paid_at", Cell.MOMENT, ("支付时间", "订单成交时间", "拼单成功时间"), required=True, empty=True
        ),
        Column("created_at", Cell.MOMENT, ("拼单成功时间", "订单成交时间")),
        Column("title", Cell.TEXT, ("商品",)),
        Column("item_id", Cell.ID, ("商品id",)),
        Column("variant", Cell.TEXT, ("商品规格",)),
        Column("sku", Cell.TEXT, ("商家编码-规格维度", "商家编码-SKU维度", "商家编码-商品维度")),
        Column("discount", Cell.MONEY, ("店铺优惠折扣(元)",)),
        Column("shipping", Cell.MONEY, ("邮费(元)",)),
        Column("shipped_at", Cell.MOMENT, ("发货时间",)),
        Column("closed_at", Cell.MOMENT, ("确认收货时间",)),
        Column("said_refund", Cell.TEXT, ("售后状态",)),
    ),
    batches=batches,
)
