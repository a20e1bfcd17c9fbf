"""What lies in the warehouses: Cainiao's stock report, 聚水潭's stock and goods, 旺店通's stock.

聚水潭's names are those by which others read its exports; 旺店通's are those of its screens.
"""

from typing import Any

from metrics.tables import Batch, Kind
from readers.cells import Cell
from readers.declared import Column, DaySource, Format
from readers.rows import Table

FIGURES = ("on_hand", "sellable", "reserved", "on_the_way", "warning_low", "warning_high")
NAMES = ("title", "variant")
SUMS = tuple(("sku", word, "totals_dropped") for word in ("合计", "总计", "汇总", "小计"))


def stock_of(table: Table) -> tuple[Batch, ...]:
    """One row per day, SKU and warehouse. What is listed by batch or shelf is added up."""
    ways = [name for name in ("ordered", "moved", "returned", "arrived") if name in table]
    if ways:
        parts = zip(*(table.column(name) for name in ways), strict=True)
        table.columns["on_the_way"] = [total(row) for row in parts]
    names = [name for name in NAMES if name in table]
    figures = [name for name in FIGURES if name in table]
    warehouses = table.column("warehouse", missing="")
    keys = list(zip(table.column("day"), table.column("sku"), warehouses, strict=True))
    said = list(zip(*(table.column(name) for name in names), strict=True)) if names else [()] * len(table)
    rows: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for key, called, row in zip(
        keys, said, zip(*(table.column(name) for name in figures), strict=True), strict=True
    ):
        if key in rows:
            table.notes.add("rows_added_up")
            known = rows[key][len(names) :]
            row = tuple(total(pair) for pair in zip(known, row, strict=True))
        rows[key] = (*called, *row)
    columns = ("day", "sku", "warehouse", *names, *figures)
    return (Batch(Kind.STOCK_DAY, columns, [(*key, *row) for key, row in rows.items()]),)


def total(values: tuple[int | None, ...]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


CAINIAO = Format(
    name="cainiao_stock",
    title="Cainiao: stock by day",
    example="货品库存日报_20261121.csv",
    columns=(
        Column("day", Cell.DAY, ("日期",), required=True),
        Column("sku", Cell.TEXT, ("货品编码",), required=True),
        Column("title", Cell.TEXT, ("货品名称",)),
        Column("warehouse", Cell.TEXT, ("仓库名称",), required=True, empty=True),
        Column("on_hand", Cell.WHOLE, ("期末总量",), required=True, empty=True),
        Column("sellable", Cell.WHOLE, ("期末良品",), required=True, empty=True),
        Column("ordered", Cell.WHOLE, ("采购在途",)),
        Column("moved", Cell.WHOLE, ("调拨在途",)),
        Column("returned", Cell.WHOLE, ("退仓调拨在途",)),
    ),
    skipped=SUMS,
    batches=stock_of,
)

JST = Format(
    name="jst_stock",
    title="Jushuitan: stock",
    example="聚水潭商品库存.xlsx",
    columns=(
        Column("day", Cell.DAY, ("日期", "库存日期"), required=True),
        Column("sku", Cell.TEXT, ("商品编码",), required=True),
        Column("style", Cell.TEXT, ("款式编码",)),  # not kept: a total row says there that it is one
        Column("title", Cell.TEXT, ("商品名称", "名称")),
        Column("variant", Cell.TEXT, ("颜色及规格", "颜色规格")),
        Column("warehouse", Cell.TEXT, ("仓库", "仓库名称")),
        Column("on_hand", Cell.WHOLE, ("主仓实际库存数", "实际库存数", "主仓实际库存", "数量")),
        Column("sellable", Cell.WHOLE, ("公有可用数", "可用数")),
        Column("reserved", Cell.WHOLE, ("订单占有数", "订单占有")),
        Column("ordered", Cell.WHOLE, ("采购在途数",)),
        Column("moved", Cell.WHOLE, ("调拨在途数",)),
        Column("arrived", Cell.WHOLE, ("进货仓库存",)),
        Column("warning_low", Cell.WHOLE, ("安全库存下限",)),
        Column("warning_high", Cell.WHOLE, ("安全库存上限",)),
    ),
    any_of=(("on_hand", "sellable"), ("sellable", "reserved")),
    absent=("订单编号", "货品编码"),
    day_from=(DaySource.RECEIVED,),
    skipped=SUMS,
    batches=stock_of,
)
WDT = Format(
    name="wdt_stock",
    title="Wangdiantong: stock",
    example="旺店通库存管理.xlsx",
    columns=(
        Column("day", Cell.DAY, ("日期", "库存日期"), required=True),
        Column("sku", Cell.TEXT, ("商家编码",), required=True),
        Column("style", Cell.TEXT, ("货品编号",)),
        Column("title", Cell.TEXT, ("货品名称",), required=True, empty=True),
        Column("variant", Cell.TEXT, ("规格名称",)),
        Column("warehouse", Cell.TEXT, ("仓库", "仓库名称")),
        Column("on_hand", Cell.WHOLE, ("库存量", "库存", "实际库存"), required=True, empty=True),
        Column("sellable", Cell.WHOLE, ("可发库存", "可发库存量", "可用库存")),
        Column("reserved", Cell.WHOLE, ("待发货量", "占用库存")),
        Column("ordered", Cell.WHOLE, ("采购在途量", "采购在途")),
        Column("moved", Cell.WHOLE, ("调拨在途量", "调拨在途")),
        Column("warning_low", Cell.WHOLE, ("警戒库存", "最小警戒库存", "警戒库存下限")),
        Column("warning_high", Cell.WHOLE, ("最大警戒库存", "警戒库存上限")),
    ),
    absent=("订单编号", "交易订单号", "期末总量"),
    day_from=(DaySource.RECEIVED,),
    skipped=SUMS,
    batches=stock_of,
)

# ------------------------------------------------------------------------------ what 聚水潭 says it costs


def costs_of(table: Table) -> tuple[Batch, ...]:
    """A cost of nothing means that nobody has entered it: such goods are left out, never taken for free."""
    costs = [a or b for a, b in zip(table.column("goods_cost"), table.column("bought_at"), strict=True)]
    rows: dict[Any, tuple[Any, ...]] = {}
    for sku, day, title, cost in zip(
        table.column("sku"), table.column("from_day"), table.column("title"), costs, strict=True
    ):
        if cost:
            rows[sku] = ("", sku, day, title, cost)
    if len(rows) < len(table):
        table.notes.add("without_cost")
    columns = ("item_id", "sku", "from_day", "title", "goods_cost")
    return (Batch(Kind.COST, columns, list(rows.values())),)


JST_GOODS = Format(
    name="jst_goods",
    title="Jushuitan: goods",
    example="聚水潭商品资料.xlsx",
    columns=(
        Column("from_day", Cell.DAY, ("成本生效日期",), required=True),
        Column("sku", Cell.TEXT, ("商品编码",), required=True),
        Column("title", Cell.TEXT, ("商品名称",)),
        Column("goods_cost", Cell.MONEY, ("成本价",), required=True, empty=True),
        Column("bought_at", Cell.MONEY, ("采购价",)),
        Column("price", Cell.MONEY, ("基本售价",), required=True, empty=True),
    ),
    absent=("公有可用数", "主仓实际库存数"),
    day_from=(DaySource.RECEIVED,),
    batches=costs_of,
)
