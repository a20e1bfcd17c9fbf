"""Taobao's and Cainiao's orders: the order list, their items, the warehouse's list. No buyer is read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from metrics.mistakes import Mistake
from metrics.orders import OrderStatus, RefundStatus
from metrics.tables import Batch, Kind
from readers.cells import Cell
from readers.declared import Column, Format
from readers.headers import plain
from readers.rows import Table, last_rows

ORDER_ID = ("订单编号", "主订单编号", "交易订单号")
CREATED, PAID = ("订单创建时间", "创建时间", "下单时间"), ("订单付款时间", "付款时间", "支付时间")
STATUSES = (  # a word of it → what it means; the first that fits counts
    ("等待买家付款", OrderStatus.AWAITING_PAYMENT),
    ("尾款未付", OrderStatus.AWAITING_PAYMENT),
    ("没有创建支付宝交易", OrderStatus.AWAITING_PAYMENT),
    ("退款成功", OrderStatus.REFUNDED),
    ("已退款", OrderStatus.REFUNDED),
    ("关闭", OrderStatus.CLOSED),
    ("取消", OrderStatus.CLOSED),
    ("等待卖家发货", OrderStatus.AWAITING_DISPATCH),
    ("部分发货", OrderStatus.AWAITING_DISPATCH),
    ("交易成功", OrderStatus.DONE),
    ("签收", OrderStatus.DONE),
    ("完成", OrderStatus.DONE),
    ("已发货", OrderStatus.SHIPPED),
    ("已出库", OrderStatus.SHIPPED),
    ("等待买家确认", OrderStatus.SHIPPED),
    ("待付款", OrderStatus.AWAITING_PAYMENT),
    ("待发货", OrderStatus.AWAITING_DISPATCH),
    ("已付款", OrderStatus.AWAITING_DISPATCH),
)
REFUNDS = (
    ("没有申请", None),
    ("无退款", None),
    ("成功", RefundStatus.DONE),
    ("已退款", RefundStatus.DONE),
    ("关闭", RefundStatus.CLOSED),
    ("撤销", RefundStatus.CLOSED),
    ("等待", RefundStatus.OPEN),
    ("申请", RefundStatus.OPEN),
    ("拒绝", RefundStatus.OPEN),
    ("同意", RefundStatus.OPEN),
    ("退款中", RefundStatus.OPEN),
    ("处理中", RefundStatus.OPEN),
)

# ------------------------------------------------------------------------------- what every platform needs


def paid_days(table: Table, moments: Iterable[datetime | None]) -> list[date | None]:
    """The store's own calendar day of each moment."""
    place = ZoneInfo(table.zone)
    return [None if moment is None else moment.astimezone(place).date() for moment in moments]


def order_status(said: str | None, is_paid: bool) -> OrderStatus:
    """What Chinese platforms call it; closed after it was paid means that the money went back."""
    text = plain(said)
    found = next((status for word, status in STATUSES if word in text), OrderStatus.UNKNOWN)
    if found is OrderStatus.CLOSED and is_paid:
        return OrderStatus.REFUNDED
    return found


def refund_status(said: str | None) -> RefundStatus | None:
    """None where nobody has asked for one."""
    text = plain(said)
    if not text:
        return None
    return next((status for word, status in REFUNDS if word in text), RefundStatus.UNKNOWN)


def order_batch(columns: Sequence[str], figures: Sequence[Sequence[Any]]) -> Batch:
    """One row an order, of a table with a row an item: what the first of its rows says; `items` add up.

    `columns` begin with "order_id"; `figures` are their values, column by column.
    """
    added = columns.index("items") if "items" in columns else None
    rows: dict[object, list[Any]] = {}
    for row in zip(*figures, strict=True):
        known = rows.setdefault(row[0], list(row))
        for place, value in enumerate(row):
            if known[place] is None:
                known[place] = value
    if added is not None:
        items: Counter[object] = Counter()
        for order, count in zip(figures[0], figures[added], strict=True):
            items[order] += count or 0
        for order, known in rows.items():
            known[added] = items[order] or None
    return Batch(Kind.ORDER, tuple(columns), [tuple(row) for row in rows.values()])


def line_ids(table: Table, own: str = "line_id") -> list[str]:
    """The platform's id of each line; else one made of what the line is, the same in every export.

    Equal lines of an order are told apart by counting them.
    """
    said = [table.column(name, missing="") for name in ("item_id", "sku", "title", "variant")]
    counted: Counter[tuple[Any, ...]] = Counter()
    ids = []
    for order, given, *parts in zip(table.column("order_id"), table.column(own), *said, strict=True):
        if given:
            ids.append(str(given))
            continue
        what = (order, *parts)
        counted[what] += 1
        text = "\x1f".join(str(part) for part in (*parts, counted[what]))
        ids.append("~" + sha256(text.encode()).hexdigest()[:20])
    return ids


def one_shop(table: Table) -> None:
    """Raises Mistake where the rows are several shops'."""
    shops = sorted({str(shop) for shop in table.column("shop") if shop})
    if len(shops) > 1:
        raise Mistake("several_shops", shops=tuple(shops))


def present(table: Table, names: Iterable[str]) -> list[str]:
    return [name for name in names if name in table]


# ------------------------------------------------------------------------------------------- the order list


def orders_of(table: Table) -> tuple[Batch, ...]:
    one_shop(table)
    paid_at, totals = table.column("paid_at"), table.column("order_amount")
    figures: dict[str, list[Any]] = {
        "order_id": table.column("order_id"),
        "platform": ["taobao"] * len(table),
        "status": [
            order_status(said, at is not None)
            for said, at in zip(table.column("said_status"), paid_at, strict=True)
        ],
        "created_at": table.column("created_at"),
        "paid_at": paid_at,
        "paid_day": paid_days(table, paid_at),
        "order_amount": totals,
        "paid_amount": [
            None if at is None else paid_in_full(*amounts)
            for at, *amounts in zip(
                paid_at, totals, table.column("kept_amount"), table.column("refund_amount"), strict=True
            )
        ],
    }
    for name in present(table, ("shipping", "refund_amount", "items", "shipped_at", "closed_at")):
        figures[name] = table.column(name)
    if deducted := present(table, ("coupons", "points")):
        parts = (table.column(name, missing=0) for name in deducted)
        figures["discount"] = [sum(row) for row in zip(*parts, strict=True)]
    rows = list(zip(*figures.values(), strict=True))
    return (Batch(Kind.ORDER, tuple(figures), last_rows(table, rows, 1, "order_id")),)


def paid_in_full(total: int | None, kept: int | None, refunded: int | None) -> int | None:
    """What the buyer paid at first, in fen: the export shows what is left of it after refunds, and nothing
    at all before the trade is closed. An order is paid whole, so nothing left means all of it."""
    if total is None:
        return kept
    before = (kept or 0) + (refunded or 0)
    return max(kept or 0, min(total, before)) or total


ORDERS = Format(
    name="taobao_orders",
    title="Taobao: order list",
    example="ExportOrderList202611220915.csv",
    columns=(
        Column("order_id", Cell.ID, ("订单编号",), required=True),
        Column("said_status", Cell.TEXT, ("订单状态",), required=True),
        Column("created_at", Cell.MOMENT, ("订单创建时间",), required=True),
        Column("paid_at", Cell.MOMENT, ("订单付款时间",)),
        Column("order_amount", Cell.MONEY, ("总金额",), required=True, empty=True),
        Column("kept_amount", Cell.MONEY, ("买家实际支付金额", "买家实付金额")),
        Column("shipping", Cell.MONEY, ("买家应付邮费",)),
        Column("refund_amount", Cell.MONEY, ("退款金额",)),
        Column("items", Cell.COUNT, ("宝贝总数量",)),
        Column("coupons", Cell.MONEY, ("天猫卡券抵扣",)),
        Column("points", Cell.MONEY, ("集分宝抵扣",)),
        Column("shipped_at", Cell.MOMENT, ("发货时间",)),
        Column("closed_at", Cell.MOMENT, ("确认收货时间",)),
        Column("shop", Cell.TEXT, ("店铺名称",)),
    ),
    absent=("退款编号", "子订单编号"),
    batches=orders_of,
)

# ------------------------------------------------------------------------------------ the items of the orders


def lines_of(table: Table) -> tuple[Batch, ...]:
    """The lines; and of the orders what this file tells of them: it may have come alone."""
    one_shop(table)
    table.notes.add("personal_dropped")  # remarks about the buyer
    names = present(table, ("item_id", "title", "variant", "quantity", "price"))
    paid_at = table.column("paid_at")
    figures: dict[str, list[Any]] = {
        "order_id": table.column("order_id"),
        "line_id": line_ids(table),
        "sku": [a or b for a, b in zip(table.column("sku"), table.column("outer"), strict=True)],
        **{name: table.column(name) for name in names},
    }
    if "kept_amount" in table or "due_amount" in table:
        refunded = table.column("refund_amount")
        due, kept = table.column("due_amount"), table.column("kept_amount")
        unpaid = [at is None and "paid_at" in table for at in paid_at]
        figures["paid_amount"] = [
            None if not_paid else paid_in_full(*amounts)
            for not_paid, *amounts in zip(unpaid, due, kept, refunded, strict=True)
        ]
    if "said_refund" in table:
        figures["refund_status"] = [refund_status(said) for said in table.column("said_refund")]
    rows = list(zip(*figures.values(), strict=True))
    lines = Batch(Kind.ORDER_LINE, tuple(figures), last_rows(table, rows, 2, "order_id"))
    return (*orders_behind(table, paid_at), lines)


def orders_behind(table: Table, paid_at: list[Any]) -> tuple[Batch, ...]:
    """The orders, where the file says when they were made and paid: an order is told whole or not at all."""
    if not {"created_at", "paid_at", "said_status"} <= table.columns.keys():
        return ()
    statuses = zip(table.column("said_status"), paid_at, strict=True)
    columns = ("order_id", "platform", "status", "created_at", "paid_at", "paid_day")
    figures = (
        table.column("order_id"),
        ["taobao"] * len(table),
        [order_status(said, at is not None) for said, at in statuses],
        table.column("created_at"),
        paid_at,
        paid_days(table, paid_at),
    )
    return (order_batch(columns, figures),)


LINES = Format(
    name="taobao_order_lines",
    title="Taobao: items of orders",
    example="ExportOrderDetailList202611220915.csv",
    columns=(
        Column("order_id", Cell.ID, ("主订单编号", "订单编号"), required=True),
        Column("line_id", Cell.ID, ("子订单编号",)),
        Column("title", Cell.TEXT, ("标题", "商品标题"), required=True, empty=True),
        Column("quantity", Cell.COUNT, ("购买数量",), required=True),
        Column("price", Cell.MONEY, ("价格", "商品价格")),
        Column("item_id", Cell.ID, ("商品ID", "宝贝ID", "商品编号")),
        Column("sku", Cell.TEXT, ("商家编码",)),
        Column("outer", Cell.TEXT, ("外部系统编号",)),
        Column("variant", Cell.TEXT, ("商品属性",)),
        Column("said_status", Cell.TEXT, ("订单状态",)),
        Column("created_at", Cell.MOMENT, ("订单创建时间",)),
        Column("paid_at", Cell.MOMENT, ("订单付款时间",)),
        Column("due_amount", Cell.MONEY, ("买家应付货款",)),
        Column("kept_amount", Cell.MONEY, ("买家实际支付金额", "买家实付金额")),
        Column("refund_amount", Cell.MONEY, ("退款金额",)),
        Column("said_refund", Cell.TEXT, ("退款状态",)),
        Column("shop", Cell.TEXT, ("店铺名称",)),
    ),
    absent=("退款编号", "评价内容"),
    batches=lines_of,
)

# ------------------------------------------------------------------------------------------ the warehouse's


def sent_of(table: Table) -> tuple[Batch, ...]:
    """When each order left the warehouse. Its items are in Taobao's own file: they are not counted twice."""
    one_shop(table)
    paid_at, shipped_at = table.column("paid_at"), table.column("shipped_at")
    statuses = zip(table.column("said_status"), paid_at, shipped_at, strict=True)
    figures: dict[str, list[Any]] = {
        "order_id": table.column("order_id"),
        "status": [parcel_status(*row) for row in statuses],
        "created_at": table.column("created_at"),
        "shipped_at": shipped_at,
    }
    if "paid_at" in table:
        figures |= {"paid_at": paid_at, "paid_day": paid_days(table, paid_at)}
    for name in present(table, ("order_amount", "shipping")):
        figures[name] = table.column(name)
    return (order_batch(tuple(figures), list(figures.values())),)


def parcel_status(said: str | None, paid_at: object, shipped_at: object) -> OrderStatus:
    """The warehouse has words of its own for its steps: where they are not known, the times tell."""
    found = order_status(said, paid_at is not None)
    if found is not OrderStatus.UNKNOWN:
        return found
    if shipped_at is not None:
        return OrderStatus.SHIPPED
    return OrderStatus.AWAITING_DISPATCH if paid_at is not None else OrderStatus.UNKNOWN


SENT = Format(
    name="cainiao_orders",
    title="Cainiao: orders",
    example="订单导出20261122.csv",
    columns=(
        Column("order_id", Cell.ID, ("交易订单号",), required=True),
        Column("created_at", Cell.MOMENT, ("下单时间",), required=True),
        Column("shipped_at", Cell.MOMENT, ("发货时间",), required=True, empty=True),
        Column("said_status", Cell.TEXT, ("订单状态",), required=True, empty=True),
        Column("paid_at", Cell.MOMENT, ("支付时间",)),
        Column("order_amount", Cell.MONEY, ("订单金额",)),
        Column("shipping", Cell.MONEY, ("运费",)),
        Column("shop", Cell.TEXT, ("店铺名称",)),
    ),
    batches=sent_of,
)
