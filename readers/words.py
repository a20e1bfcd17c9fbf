"""生意参谋: what people searched for before they came (选词助手, 取数 关键词, 商品 搜索来源详情)."""

import re

from metrics.tables import Batch, Kind
from readers.cells import Cell
from readers.declared import Column, DaySource, Format, Ratio
from readers.rows import Table, last_rows
from readers.sycm import DAY, ITEM_ID, one_shop, present

FIGURES = ("visitors", "page_views", "favourites", "cart_buyers", "paid_buyers", "paid_items", "paid_amount")
PLACE = re.compile(r"店外|店内").findall


def word_batches(table: Table) -> tuple[Batch, ...]:
    """A word once a day, item and place. The same word in upper and lower case is two: so it was searched."""
    one_shop(table)
    places = set(PLACE(table.outside))
    place = places.pop() if len(places) == 1 else ""
    kept = present(table, FIGURES)
    rows = [
        (day, item, place, *rest)
        for day, item, *rest in zip(
            table.column("day"),
            table.column("item_id", missing=""),
            table.column("word"),
            *(table.column(name) for name in kept),
            strict=True,
        )
    ]
    columns = ("day", "item_id", "place", "word", *kept)
    return (Batch(Kind.WORD_DAY, columns, last_rows(table, rows, 4, "word")),)


WORDS = Format(
    name="sycm_words",
    title="Sycm: searched words",
    example="【生意参谋】选词助手-引流搜索词-店外-无线-20261121.xls",
    columns=(
        Column("day", Cell.DAY, DAY, required=True),
        Column("word", Cell.TEXT, ("搜索词", "关键词"), required=True),
        Column("shop", Cell.TEXT, ("店铺名称", "店铺")),
        Column("item_id", Cell.ID, ITEM_ID),
        Column("visitors", Cell.COUNT, ("访客数",), required=True, empty=True),
        Column("page_views", Cell.COUNT, ("浏览量",)),
        Column("favourites", Cell.COUNT, ("商品收藏人数", "收藏人数")),
        Column("cart_buyers", Cell.COUNT, ("加购人数",)),
        Column("paid_buyers", Cell.COUNT, ("支付买家数", "引导支付买家数")),
        Column("paid_items", Cell.COUNT, ("支付件数", "引导支付件数")),
        Column("paid_amount", Cell.MONEY, ("支付金额", "引导支付金额")),
        # not kept, only to check the others by
        Column("conversion", Cell.FIGURE, ("支付转化率",)),
        Column("aov", Cell.FIGURE, ("客单价",)),
        Column("visitor_value", Cell.FIGURE, ("UV价值",)),
    ),
    absent=("展现量", "点击量", "计划ID", "一级来源", "竞品", "搜索人气"),
    day_from=(DaySource.PREAMBLE, DaySource.FILE_NAME),
    identities=(
        Ratio("conversion", "paid_buyers", "visitors", step=0.0001),
        Ratio("aov", "paid_amount", "paid_buyers", step=0.01, scale=0.01),
        Ratio("visitor_value", "paid_amount", "visitors", step=0.01, scale=0.01),
    ),
    batches=word_batches,
)
