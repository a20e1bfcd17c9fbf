"""生意参谋: where the shop's visitors (店铺来源) and a product's visitors (商品来源) came from."""

import re
from typing import Any

from metrics.mistakes import Mistake
from metrics.sources import path_text
from metrics.tables import Batch, Kind
from readers.cells import Cell
from readers.declared import Column, DaySource, Format, Ratio
from readers.rows import Table, is_total, last_rows
from readers.sycm import DAY, ITEM_ID, one_shop, present

LEVELS = ("level1", "level2", "level3", "level4")
ALL_CARRIERS = frozenset(("全店流量", "全店", "全部", "整体"))
IN_NAME = re.compile(r"(?<!\d)\d{10,13}(?!\d)").findall  # an item's id; days have 8 digits, moments 14

FIGURES = (
    Column("visitors", Cell.COUNT, ("访客数",), required=True, empty=True),
    Column("new_visitors", Cell.COUNT, ("新访客", "新访客数")),
    Column("page_views", Cell.COUNT, ("浏览量",)),
    Column("stay_seconds", Cell.SECONDS, ("平均停留时长",)),
    Column("product_clickers", Cell.COUNT, ("商品点击人数",)),
    Column("followers", Cell.COUNT, ("关注店铺人数",)),
    Column("favourites", Cell.COUNT, ("商品收藏人数", "收藏人数")),
    Column("cart_buyers", Cell.COUNT, ("加购人数",)),
    Column("cart_items", Cell.COUNT, ("加购件数",)),
    Column("order_buyers", Cell.COUNT, ("下单买家数",)),
    Column("paid_buyers", Cell.COUNT, ("支付买家数",)),
    Column("paid_items", Cell.COUNT, ("支付件数",)),
    Column("order_amount", Cell.MONEY, ("下单金额",)),
    Column("paid_amount", Cell.MONEY, ("支付金额",)),
    # not kept, only to check the others by
    Column("conversion", Cell.FIGURE, ("支付转化率",)),
    Column("order_conversion", Cell.FIGURE, ("下单转化率",)),
    Column("aov", Cell.FIGURE, ("客单价",)),
    Column("visitor_value", Cell.FIGURE, ("UV价值",)),
)
CHECKS = ("conversion", "order_conversion", "aov", "visitor_value")
KEPT = tuple(column.name for column in FIGURES if column.name not in CHECKS)
LEVEL_COLUMNS = tuple(
    Column(name, Cell.TEXT, (f"{number}级来源", f"{number}级流量来源"), required=name == "level1")
    for name, number in zip(LEVELS, "一二三四", strict=True)
)
IDENTITIES = (
    Ratio("conversion", "paid_buyers", "visitors", step=0.0001),
    Ratio("order_conversion", "order_buyers", "visitors", step=0.0001),
    Ratio("aov", "paid_amount", "paid_buyers", step=0.01, scale=0.01),
    Ratio("visitor_value", "paid_amount", "visitors", step=0.01, scale=0.01),
)


def paths(table: Table) -> list[str]:
    """Each row's path, as far as it goes: `汇总` or nothing in a level means that the row is a subtotal.

    Subtotals are kept beside their parts, because visitors do not add up, and because sometimes there are no
    parts; `metrics.sources.leaves` counts everything once.
    """
    levels = [table.column(name) for name in LEVELS if name in table]
    depths = table.column("depth", missing=len(LEVELS))
    found = []
    for depth, *cells in zip(depths, *levels, strict=True):
        path: list[str] = []
        for cell in cells[:depth]:
            if cell is None or is_total(cell):
                break
            path.append(cell)
        found.append(path_text(path))
    return found


def carriers(table: Table) -> list[str]:
    return [
        "" if carrier is None or carrier in ALL_CARRIERS or is_total(carrier) else carrier
        for carrier in table.column("carrier")
    ]


def items(table: Table) -> list[str]:
    """The item of each row: its column's, or the one that the file is about."""
    if "item_id" in table:
        return table.columns["item_id"]
    named = set(IN_NAME(table.outside))
    if len(named) != 1:
        raise Mistake("no_item_in_file", format=ITEM_SOURCES.name)
    return [*named] * len(table)


def source_batch(table: Table, items: list[str]) -> Batch:
    kept = present(table, KEPT)
    keys = zip(table.column("day"), items, carriers(table), paths(table), strict=True)
    figures = zip(*(table.column(name) for name in kept), strict=True)
    rows: list[tuple[Any, ...]] = [(*key, *row) for key, row in zip(keys, figures, strict=True)]
    columns = ("day", "item_id", "carrier", "source", *kept)
    return Batch(Kind.SOURCE_DAY, columns, last_rows(table, rows, 4, "level1"))


def shop_batches(table: Table) -> tuple[Batch, ...]:
    return (source_batch(table, [""] * len(table)),)


def item_batches(table: Table) -> tuple[Batch, ...]:
    one_shop(table)
    return (source_batch(table, items(table)),)


SHOP_SOURCES = Format(
    name="sycm_sources",
    title="Sycm: shop's traffic sources",
    example="【生意参谋平台】无线店铺流量来源-2026-11-21_2026-11-21.xls",
    columns=(
        Column("day", Cell.DAY, DAY, required=True),
        Column("carrier", Cell.TEXT, ("流量载体",)),
        *LEVEL_COLUMNS,
        *FIGURES,
    ),
    absent=("浏览量", "商品ID", "宝贝ID", "归属原则"),
    day_from=(DaySource.PREAMBLE, DaySource.FILE_NAME),
    identities=IDENTITIES,
    batches=shop_batches,
)
ITEM_SOURCES = Format(
    name="sycm_item_sources",
    title="Sycm: a product's traffic sources",
    example="【生意参谋平台】无线商品流量来源-700100200301-2026-11-21_2026-11-21.xls",
    columns=(
        Column("day", Cell.DAY, DAY, required=True),
        Column("shop", Cell.TEXT, ("店铺名称", "店铺")),
        Column("item_id", Cell.ID, ITEM_ID),
        Column("depth", Cell.COUNT, ("来源层级",)),
        *LEVEL_COLUMNS,
        *FIGURES,
    ),
    any_of=(("page_views", "item_id"),),
    absent=("流量载体", "搜索词"),
    day_from=(DaySource.PREAMBLE, DaySource.FILE_NAME),
    identities=IDENTITIES,
    batches=item_batches,
)
