"""What buyers wrote: the collected seven-column sheet and the plugin's CSV. Who wrote it is never read."""

from collections import defaultdict
from datetime import datetime
from hashlib import sha256
from typing import Any

from metrics.tables import Batch, Kind
from readers.cells import Cell
from readers.declared import Column, Format
from readers.rows import Table, last_rows

OPTIONAL = ("platform", "shop", "order_id", "item_id", "product", "variant", "follow_up", "reply")


def review_batches(table: Table) -> tuple[Batch, ...]:
    optional = tuple(name for name in OPTIONAL if name in table)
    columns = ("review_key", "posted_at", "stars", "grade", "body", *optional)
    keys = review_keys(table)
    grades: list[tuple[int | None, str]] = table.column("score")
    bodies = table.column("body", missing="")
    rest = zip(*(table.column(name) for name in optional), strict=True) if optional else [()] * len(table)
    rows: list[tuple[Any, ...]] = [
        (key, at, stars, grade, body, *more)
        for key, at, (stars, grade), body, more in zip(
            keys, table.column("posted_at"), grades, bodies, rest, strict=True
        )
    ]
    return (Batch(Kind.REVIEW, columns, last_rows(table, rows, 1, "posted_at")),)


def review_keys(table: Table) -> list[str]:
    """The platform's id; else a hash of order, item, moment and text. Without an order, equal reviews (the
    platform writes "no text given" for many) are told apart by counting them."""
    items = [
        a or b or c
        for a, b, c in zip(*(table.column(n) for n in ("item_id", "product", "variant")), strict=True)
    ]
    orders = table.column("order_id", missing="")
    counted: dict[tuple[Any, ...], int] = defaultdict(int)
    keys = []
    for review_id, order, item, at, body in zip(
        table.column("review_id"), orders, items, table.column("posted_at"), table.column("body"), strict=True
    ):
        if review_id:
            keys.append(str(review_id))
            continue
        moment = at.isoformat() if isinstance(at, datetime) else ""
        parts = [str(order), str(item or ""), moment, str(body or "")]
        if not order:
            counted[tuple(parts)] += 1
            if counted[tuple(parts)] > 1:
                parts.append(str(counted[tuple(parts)]))
        keys.append(sha256("\x1f".join(parts).encode()).hexdigest())
    return keys


def columns(body: tuple[str, ...], at: tuple[str, ...]) -> tuple[Column, ...]:
    return (
        Column("posted_at", Cell.MOMENT, at, required=True),
        Column("score", Cell.SCORE, ("评分", "评价等级", "星级"), required=True),
        Column("body", Cell.TEXT, body, required=True, empty=True),
        Column("review_id", Cell.ID, ("评价ID", "评论ID", "评价编号")),
        Column("order_id", Cell.ID, ("订单编号", "订单号")),
        Column("item_id", Cell.ID, ("商品ID", "宝贝ID")),
        Column("product", Cell.TEXT, ("商品名称", "宝贝标题", "商品标题")),
        Column("variant", Cell.TEXT, ("SKU", "规格", "商品规格")),
        Column("platform", Cell.TEXT, ("平台",)),
        Column("shop", Cell.TEXT, ("店铺", "店铺名称", "店铺名")),
        Column("follow_up", Cell.TEXT, ("追加评论", "追加评价", "追评", "追评内容")),
        Column("reply", Cell.TEXT, ("商家回复", "掌柜回复", "回复内容")),
    )


RPA = Format(
    name="reviews_rpa",
    title="Reviews: collected sheet",
    example="2026-11-21评论数据.xlsx",
    columns=columns(("评价内容",), ("时间", "评价时间")),
    batches=review_batches,
)
PLUGIN = Format(
    name="reviews_plugin",
    title="Reviews: browser plugin",
    example="评论.csv",
    columns=columns(("评论内容",), ("日期", "评论时间", "评论日期")),
    batches=review_batches,
)
