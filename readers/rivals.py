"""What competitors do: 生意参谋's rival shops and items (figures are ranges), and our own simple sheet."""

from collections.abc import Sequence
from typing import Any

from metrics.tables import Batch, Kind
from readers.cells import BETWEEN, Cell
from readers.declared import Column, Format, Rows
from readers.headers import plain
from readers.rows import Table, last_rows

RIVAL_SHOP = ("竞店", "竞店名称", "竞争店铺", "竞争店铺名称", "对手店铺")
RIVAL_ITEM = ("竞品", "竞品名称", "竞品标题", "竞争商品")
RIVAL_ITEM_ID = ("竞品ID", "竞争商品ID")
OWN = "本店"
SEEN = ("picture", "video", "discount")  # of the check list: as people describe them, or where they are found
EXACT = ("link", "price", "rating", *SEEN, "note")
RANGES = ("items", "amount", "visitors", "conversion")


def rival_batches(table: Table) -> tuple[Batch, ...]:
    """One row per day, shop and item. Where only an item is named, it stands for its shop."""
    exact = tuple(name for name in EXACT if name in table)
    ranges = tuple(name for name in RANGES if name in table)
    ends = tuple(f"{name}_{end}" for name in ranges for end in ("low", "high"))
    shops, titles, ids = (table.column(name) for name in ("shop", "item", "item_id"))
    rows: list[tuple[Any, ...]] = []
    for index, day in enumerate(table.column("day")):
        item = titles[index] or ids[index]
        shop = shops[index] or item
        if not shop:
            table.doubt(index, "shop" if "shop" in table else "item", "", "missing_text", rejected=True)
            table.rejected += 1
            continue
        figures = [table.columns[name][index] for name in exact]
        for name in ranges:
            figures += table.columns[name][index] or (None, None)
        rows.append((day, shop, item if shops[index] and item else "", *figures))
    columns = ("day", "shop", "item", *exact, *ends)
    return (Batch(Kind.RIVAL_DAY, columns, last_rows(table, rows, 3, "shop")),)


def tells_of_rivals(names: Sequence[object], rows: Rows) -> bool:
    """A sheet of shops is about rivals if it says so, has ranges for figures, or sets our own shop apart."""
    if {plain(name) for name in (*RIVAL_SHOP, *RIVAL_ITEM, *RIVAL_ITEM_ID)} & set(names):
        return True
    figures = [i for i, name in enumerate(names) if name in ("访客数", "支付金额", "支付件数", "支付买家数")]
    for row in rows:
        if any(isinstance(cell, str) and cell.strip().startswith(OWN) for cell in row):
            return True
        if any(is_range(row[i]) for i in figures if i < len(row)):
            return True
    return False


def is_range(cell: object) -> bool:
    return isinstance(cell, str) and len(BETWEEN.split(cell)) == 2


RIVALS = Format(
    name="sycm_rivals",
    title="Sycm: competitors",
    example="【生意参谋平台】竞店对比_2026-11-21.xlsx",
    columns=(
        Column("day", Cell.DAY, ("统计日期", "日期"), required=True),
        Column("who", Cell.TEXT, ("类型", "对象", "店铺类型", "对比对象")),
        Column("shop", Cell.TEXT, (*RIVAL_SHOP, "店铺名称", "店铺")),
        Column("item", Cell.TEXT, (*RIVAL_ITEM, "商品名称", "商品标题")),
        Column("item_id", Cell.ID, (*RIVAL_ITEM_ID, "商品ID", "宝贝ID")),
        Column("link", Cell.TEXT, ("链接", "商品链接", "店铺链接")),
        Column("price", Cell.MONEY, ("价格", "商品价格", "到手价", "一口价")),
        Column("items", Cell.COUNT_RANGE, ("支付件数", "支付商品件数", "销量", "支付买家数")),
        Column("amount", Cell.MONEY_RANGE, ("支付金额", "交易金额", "销售额")),
        Column("visitors", Cell.COUNT_RANGE, ("访客数", "商品访客数", "流量")),
        Column("conversion", Cell.RATE_RANGE, ("支付转化率", "商品支付转化率")),
        Column("rating", Cell.FIGURE, ("评分", "店铺评分")),
        Column("note", Cell.TEXT, ("备注",)),
    ),
    any_of=(("shop", "item", "item_id"), ("items", "amount", "visitors", "price")),
    absent=("计划ID", "展现量", "评价内容", "一级来源", "流量载体"),
    skipped=(("shop", OWN, "own_shop_skipped"), ("who", OWN, "own_shop_skipped")),
    fits=tells_of_rivals,
    batches=rival_batches,
)

# --------------------------------------------------------------------------------------------- our own sheet

HEADERS = {  # of the template, by language
    "zh": (
        *("日期", "店铺", "商品", "链接", "价格", "销量", "访客数", "评分"),
        *("主图", "视频", "优惠", "备注"),
    ),
    "en": (
        *("Day", "Shop", "Item", "Link", "Price", "Sales", "Visitors", "Rating"),
        *("Main picture", "Video", "Discount", "Note"),
    ),
}
EXAMPLE = {"zh": "（示例）", "en": "(example) "}  # a shop that begins so is not read


def both(place: int, *more: str) -> tuple[str, ...]:
    return (HEADERS["zh"][place], HEADERS["en"][place], *more)


SIMPLE = Format(
    name="rivals_simple",
    title="Competitor sheet (our template)",
    example="competitors.xlsx",
    columns=(
        Column("day", Cell.DAY, both(0, "Date"), required=True),
        Column("shop", Cell.TEXT, both(1, "竞店名"), required=True),
        Column("item", Cell.TEXT, both(2, "Product")),
        Column("link", Cell.TEXT, both(3)),
        Column("price", Cell.MONEY, both(4)),
        Column("items", Cell.COUNT_RANGE, both(5, "日销量")),
        Column("visitors", Cell.COUNT_RANGE, both(6, "访客")),
        Column("rating", Cell.FIGURE, both(7)),
        Column("picture", Cell.TEXT, both(8, "Picture")),
        Column("video", Cell.TEXT, both(9, "主图视频")),
        Column("discount", Cell.TEXT, both(10, "优惠活动", "促销", "Discounts")),
        Column("note", Cell.TEXT, both(11)),
    ),
    any_of=(("price", "items", "visitors", "rating"),),
    absent=("支付金额", "统计日期", "评价内容", "评论内容", "展现量", *RIVAL_SHOP, *RIVAL_ITEM),
    skipped=tuple(("shop", plain(word), "") for word in EXAMPLE.values()),
    batches=rival_batches,
)
