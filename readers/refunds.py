"""Taobao's refunds (退款单): how much went back, when, and why; what is still open, and until when."""

from typing import Any

from metrics.orders import RefundStatus
from metrics.tables import Batch, Kind
from readers.cells import Cell
from readers.declared import Column, Format
from readers.headers import plain
from readers.orders import paid_days, present, refund_status
from readers.rows import Table, last_rows

KEPT = (*("order_id", "item_id", "sku", "title", "created_at", "due_at", "amount", "paid_amount", "reason"),)


def refunds_of(table: Table) -> tuple[Batch, ...]:
    statuses = [refund_status(said) or RefundStatus.UNKNOWN for said in table.column("said_status")]
    done_at = [
        (first or second) if status is RefundStatus.DONE else None
        for status, first, second in zip(
            statuses, table.column("done_at"), table.column("ended_at"), strict=True
        )
    ]
    figures: dict[str, list[Any]] = {
        "refund_id": table.column("refund_id"),
        "status": statuses,
        "done_at": done_at,
        "done_day": paid_days(table, done_at),
        **{name: table.column(name) for name in present(table, KEPT)},
    }
    for name, source, yes, no in (
        ("is_return", "said_return", ("退货", "是", "需要", "换货"), ("不需要", "仅退款", "否", "无需")),
        ("is_whole", "said_whole", ("全部", "全额"), ("部分",)),
        ("is_shipped", "said_goods", ("收到货", "已发货", "已收货"), ("未发货",)),
    ):
        if source in table:
            figures[name] = [claim(said, yes, no) for said in table.column(source)]
    rows = list(zip(*figures.values(), strict=True))
    return (Batch(Kind.REFUND, tuple(figures), last_rows(table, rows, 1, "refund_id")),)


def claim(said: str | None, yes: tuple[str, ...], no: tuple[str, ...]) -> bool | None:
    """Whether a word says so; None where it is not one we know. What denies it comes first."""
    text = plain(said)
    if any(word in text for word in no):
        return False
    return True if any(word in text for word in yes) else None


REFUNDS = Format(
    name="taobao_refunds",
    title="Taobao: refunds",
    example="退款单20261122.xlsx",
    columns=(
        Column("refund_id", Cell.ID, ("退款编号",), required=True),
        Column("order_id", Cell.ID, ("订单编号",), required=True),
        Column("created_at", Cell.MOMENT, ("退款的申请时间", "退款申请时间"), required=True),
        Column("amount", Cell.MONEY, ("买家退款金额", "退款总额"), required=True, empty=True),
        Column("said_status", Cell.TEXT, ("退款状态",), required=True, empty=True),
        Column("done_at", Cell.MOMENT, ("退款完结时间",)),
        Column("ended_at", Cell.MOMENT, ("完结时间",)),
        Column("due_at", Cell.MOMENT, ("超时时间",), ahead=True),
        Column("item_id", Cell.ID, ("商品id",)),
        Column("sku", Cell.TEXT, ("商品编码",)),
        Column("title", Cell.TEXT, ("宝贝标题",)),
        Column("paid_amount", Cell.MONEY, ("买家实际支付金额",)),
        Column("reason", Cell.TEXT, ("买家退款原因",)),
        Column("said_return", Cell.TEXT, ("售后类型", "是否需要退货")),
        Column("said_whole", Cell.TEXT, ("部分退款/全部退款", "部分退款/全额退款")),
        Column("said_goods", Cell.TEXT, ("货物状态",)),
    ),
    batches=refunds_of,
)
