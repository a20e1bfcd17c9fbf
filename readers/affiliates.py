"""淘宝联盟 推广概览: what affiliates brought and what they were paid, by day."""

from typing import Any

from metrics.tables import Batch, Kind
from readers.cells import Cell
from readers.declared import Column, Format, Ratio, Sum
from readers.rows import Table, is_total, last_rows
from readers.sycm import present

FIGURES = (
    *("clicks", "visitors", "paid_buyers", "paid_amount", "paid_orders", "paid_items", "commission"),
    *("service_fee", "cost", "settled_buyers", "settled_orders", "settled_amount", "settled_commission"),
    *("settled_fee", "settled_cost", "confirmed_buyers", "confirmed_amount", "confirmed_orders"),
)
EVERYTHING = frozenset(("全部", "整体", "推广概览"))


def affiliate_batches(table: Table) -> tuple[Batch, ...]:
    """A row a day and kind of content; the row about all of it has no content's name."""
    kept = present(table, FIGURES)
    contents = [
        "" if content in EVERYTHING or is_total(content) else content
        for content in table.column("content", missing="")
    ]
    figures = zip(*(table.column(name) for name in kept), strict=True)
    rows: list[tuple[Any, ...]] = [
        (day, content, *row) for day, content, row in zip(table.column("day"), contents, figures, strict=True)
    ]
    columns = ("day", "content", *kept)
    return (Batch(Kind.AFFILIATE_DAY, columns, last_rows(table, rows, 2, "content")),)


AFFILIATES = Format(
    name="affiliates",
    title="Taobao affiliates: overview",
    example="推广概览_2026-11-21.xlsx",
    columns=(
        Column("day", Cell.DAY, ("日期",), required=True),
        Column("content", Cell.TEXT, ("数据内容",)),
        Column("clicks", Cell.COUNT, ("点击量(即进店量)", "点击量")),
        Column("visitors", Cell.COUNT, ("点击人数(即进店人数)", "点击人数")),
        Column("paid_buyers", Cell.COUNT, ("付款人数",)),
        Column("paid_amount", Cell.MONEY, ("付款金额",), required=True, empty=True),
        Column("paid_orders", Cell.COUNT, ("付款笔数",)),
        Column("paid_items", Cell.COUNT, ("付款件数",)),
        Column("commission", Cell.MONEY, ("付款佣金支出",), required=True, empty=True),
        Column("service_fee", Cell.MONEY, ("付款服务费支出",)),
        Column("cost", Cell.MONEY, ("付款支出费用",)),
        Column("settled_buyers", Cell.COUNT, ("结算人数",)),
        Column("settled_orders", Cell.COUNT, ("结算笔数",)),
        Column("settled_amount", Cell.MONEY, ("结算金额",)),
        Column("settled_commission", Cell.MONEY, ("结算佣金支出",)),
        Column("settled_fee", Cell.MONEY, ("结算服务费支出",)),
        Column("settled_cost", Cell.MONEY, ("结算支出费用",)),
        Column("confirmed_buyers", Cell.COUNT, ("确认收货人数",)),
        Column("confirmed_amount", Cell.MONEY, ("确认收货金额",)),
        Column("confirmed_orders", Cell.COUNT, ("确认收货笔数",)),
        # not kept, only to check the others by
        Column("rate", Cell.FIGURE, ("付款佣金率",)),
    ),
    identities=(
        Sum("cost", ("commission", "service_fee")),
        Sum("settled_cost", ("settled_commission", "settled_fee")),
        Ratio("rate", "commission", "paid_amount", step=0.0001),
    ),
    batches=affiliate_batches,
)
