"""达摩盘: products by day (单品日度), with what they sold and how often their pages were seen."""

from metrics.tables import Batch, Kind
from readers.cells import Cell
from readers.declared import Column, DaySource, Format
from readers.rows import Table, last_rows, rows_of
from readers.sycm import DAY, ITEM_ID, present, products


def batches(table: Table) -> tuple[Batch, ...]:
    """IPV are views of an item's page, not visitors. What promotion cost, 万相台 tells to the fen."""
    columns = ("day", "item_id", *present(table, ("page_views", "paid_amount")))
    days = Batch(Kind.PRODUCT_DAY, columns, last_rows(table, rows_of(table, columns), 2, "item_id"))
    return (days, products(table)) if "title" in table else (days,)


ITEMS = Format(
    name="dmp_items",
    title="Damopan: products by day",
    example="全店单品列表_2026-11-21.xlsx",
    columns=(
        Column("day", Cell.DAY, DAY, required=True),
        Column("item_id", Cell.ID, ITEM_ID, required=True),
        Column("title", Cell.TEXT, ("宝贝名称", "商品名称")),
        Column("paid_amount", Cell.MONEY, ("支付金额",), required=True, empty=True),
        Column("page_views", Cell.COUNT, ("IPV",), required=True, empty=True),
    ),
    day_from=(DaySource.FILE_NAME,),
    absent=("SKU ID", "计划ID", "人群名字"),
    batches=batches,
)
