"""What exports of other marketplaces share: foreign money, figures added up, and orders of any platform."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from metrics.orders import OrderStatus
from metrics.tables import Batch, Kind
from readers.headers import plain
from readers.orders import line_ids, order_batch, order_status, paid_days, present, refund_status
from readers.rows import Table, last_rows

STORE_CURRENCY = ("cny", "rmb", "元", "人民币")
FOREIGN = (  # as they stand beside amounts or in headers
    *("$", "€", "£", "₽", "₱", "฿", "₫", "₹", "₺", "руб"),
    *("usd", "eur", "gbp", "rub", "php", "sgd", "myr", "thb", "vnd", "idr", "twd", "brl", "mxn"),
    *("cad", "aud", "inr", "try", "aed", "sar", "sek", "pln", "hkd", "krw", "kzt", "byn"),
)
NO_YUAN = "no yuan"  # of platforms that sell in many currencies, yuan not among them
SIGNS = ("$", "€", "£", "₽", "₱", "฿", "₫", "₹", "₺")
EARNS_NOTHING = (OrderStatus.AWAITING_PAYMENT, OrderStatus.CLOSED)
LIVELIEST = (  # where an order's lines differ, the first of these that a line has
    *(OrderStatus.AWAITING_DISPATCH, OrderStatus.SHIPPED, OrderStatus.DONE, OrderStatus.AWAITING_PAYMENT),
    *(OrderStatus.UNKNOWN, OrderStatus.REFUNDED, OrderStatus.CLOSED),
)
WORDS = (  # a word of an English or Indonesian status → what it means; the first that fits counts
    ("unpaid", OrderStatus.AWAITING_PAYMENT),
    ("cancel", OrderStatus.CLOSED),
    ("dibatalkan", OrderStatus.CLOSED),
    ("failed", OrderStatus.CLOSED),
    ("shipped_back", OrderStatus.CLOSED),
    ("lost", OrderStatus.CLOSED),
    ("returned", OrderStatus.REFUNDED),
    ("refunded", OrderStatus.REFUNDED),
    ("to ship", OrderStatus.AWAITING_DISPATCH),
    ("to_ship", OrderStatus.AWAITING_DISPATCH),
    ("perlu dikirim", OrderStatus.AWAITING_DISPATCH),
    ("pending", OrderStatus.AWAITING_DISPATCH),
    ("packed", OrderStatus.AWAITING_DISPATCH),
    ("on hold", OrderStatus.AWAITING_DISPATCH),
    ("awaiting", OrderStatus.AWAITING_DISPATCH),
    ("to receive", OrderStatus.SHIPPED),
    ("shipping", OrderStatus.SHIPPED),
    ("shipped", OrderStatus.SHIPPED),
    ("in transit", OrderStatus.SHIPPED),
    ("dikirim", OrderStatus.SHIPPED),
    ("delivered", OrderStatus.DONE),
    ("completed", OrderStatus.DONE),
    ("confirmed", OrderStatus.DONE),
    ("selesai", OrderStatus.DONE),
)
CHINESE = (  # what Taobao does not say; looked at first
    ("退款成功", OrderStatus.REFUNDED),
    ("删除", OrderStatus.CLOSED),
    ("待支付", OrderStatus.AWAITING_PAYMENT),
    ("等待付款", OrderStatus.AWAITING_PAYMENT),
    ("等待出库", OrderStatus.AWAITING_DISPATCH),
    ("备货", OrderStatus.AWAITING_DISPATCH),
    ("已支付", OrderStatus.AWAITING_DISPATCH),
    ("等待确认收货", OrderStatus.SHIPPED),
    ("已收货", OrderStatus.DONE),
)

# --------------------------------------------------------------------------------------------- foreign money


def note_currency(table: Table, *named: str) -> None:
    """Remarks that amounts are in another currency than the store's: where a column names it, amounts carry
    its sign, a header has it in brackets, or the platform knows no other (`named`)."""
    codes = {plain(cell) for cell in table.column("currency") if cell} | {plain(name) for name in named}
    signs = {sign for cell in table.column("signed") if cell for sign in SIGNS if sign in str(cell)}
    bracketed = {
        code for header in table.headers.values() for code in FOREIGN if f"({code})" in plain(header)
    }
    if (codes - {*STORE_CURRENCY, ""}) or signs or bracketed:
        table.notes.add("other_currency")


# -------------------------------------------------------------------------------------------- days of items


def known_sums(table: Table, rows: Iterable[tuple[Any, ...]], width: int) -> list[tuple[Any, ...]]:
    """One row per key (its first `width` cells), the figures after it added up as far as they are known."""
    sums: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        known = sums.get(row[:width])
        if known is None:
            sums[row[:width]] = list(row[width:])
            continue
        table.notes.add("rows_added_up")
        for place, value in enumerate(row[width:]):
            if value is not None:
                known[place] = value + (known[place] or 0)
    return [(*key, *figures) for key, figures in sums.items()]


def item_days(table: Table, figures: Sequence[str]) -> tuple[Batch, ...]:
    """What each item did on each day, and what it is called."""
    columns = ("day", "item_id", *present(table, figures))
    rows = known_sums(table, zip(*(table.column(name) for name in columns), strict=True), 2)
    return Batch(Kind.PRODUCT_DAY, columns, rows), products(table)


def products(table: Table) -> Batch:
    """The items' names; of equal ones the last."""
    columns = ("item_id", "title", *present(table, ("article",)))
    named: dict[object, tuple[Any, ...]] = {}
    for row in zip(*(table.column(name) for name in columns), strict=True):
        if row[0] is not None and row[1] is not None:
            named[row[0]] = row
    return Batch(Kind.PRODUCT, columns, list(named.values()))


# --------------------------------------------------------------------------------------------------- orders


def status_of(words: Sequence[tuple[str, OrderStatus]], said: object) -> OrderStatus:
    """What a platform's own word means; the first of `words` that it holds counts."""
    text = plain(said)
    return next((status for word, status in words if word in text), OrderStatus.UNKNOWN)


def chinese_status(said: object) -> OrderStatus:
    text = plain(said)
    found = next((status for word, status in CHINESE if word in text), None)
    return found or order_status(text, is_paid=False)


def per_order(table: Table, values: Sequence[int | None]) -> list[int | None]:
    """For every line what its whole order comes to, of what is told line by line."""
    sums: dict[object, int] = defaultdict(int)
    known = set()
    for order, value in zip(table.column("order_id"), values, strict=True):
        if value is not None:
            sums[order] += value
            known.add(order)
    return [sums[order] if order in known else None for order in table.column("order_id")]


def whole_statuses(table: Table, statuses: Sequence[OrderStatus]) -> list[OrderStatus]:
    """For every line where its whole order stands: as the line of it that is still most alive."""
    best: dict[object, OrderStatus] = {}
    for order, status in zip(table.column("order_id"), statuses, strict=True):
        best[order] = min(best.get(order, status), status, key=LIVELIEST.index)
    return [best[order] for order in table.column("order_id")]


def paid_when_delivered(
    table: Table, statuses: Sequence[OrderStatus], delivered_at: Sequence[datetime | None]
) -> list[datetime | None]:
    """When each order was paid: in cash, that is when the parcel was handed over."""
    rows = zip(table.column("paid_at"), statuses, delivered_at, strict=True)
    return [at or (delivered if status is OrderStatus.DONE else None) for at, status, delivered in rows]


def chinese_orders(
    table: Table,
    platform: str,
    paid_at: Sequence[datetime | None],
    paid_amount: Sequence[int | None],
) -> tuple[Batch, ...]:
    """Orders whose statuses are Chinese. After a successful refund nothing is left of what was paid."""
    statuses = []
    for said, refund in zip(table.column("said_status"), table.column("said_refund"), strict=True):
        status = chinese_status(said)
        is_back = "退款成功" in plain(refund) and status is not OrderStatus.CLOSED
        statuses.append(OrderStatus.REFUNDED if is_back else status)
    whole = whole_statuses(table, statuses)
    pairs = zip(whole, paid_amount, strict=True)
    table.columns["refund_amount"] = [
        amount if status is OrderStatus.REFUNDED else 0 for status, amount in pairs
    ]
    return market_orders(table, platform, statuses, paid_at, paid_amount)


def market_orders(
    table: Table,
    platform: str,
    statuses: Sequence[OrderStatus],
    paid_at: Sequence[datetime | None],
    paid_amount: Sequence[int | None],
) -> tuple[Batch, ...]:
    """Orders and their lines. What was never paid or is cancelled has no day of payment: it earns nothing.

    `statuses` are the lines' own; `paid_amount` is the whole order's, on each of its lines.
    """
    whole = whole_statuses(table, statuses)
    earns = [status not in EARNS_NOTHING for status in whole]
    paid_at = [at if does else None for at, does in zip(paid_at, earns, strict=True)]
    closed = [one is OrderStatus.CLOSED for one in statuses]
    quantities = table.column("quantity")
    figures: dict[str, Sequence[Any]] = {
        "order_id": table.column("order_id"),
        "platform": [platform] * len(table),
        "status": whole,
        "paid_at": paid_at,
        "paid_day": paid_days(table, paid_at),
        "paid_amount": [
            None if at is None else amount for at, amount in zip(paid_at, paid_amount, strict=True)
        ],
        "items": [0 if gone else count for gone, count in zip(closed, quantities, strict=True)],
    }
    money = ("order_amount", "discount", "shipping", "refund_amount")
    for name in present(table, ("created_at", "shipped_at", "closed_at", *money)):
        figures[name] = table.column(name)
    return order_batch(tuple(figures), list(figures.values())), line_batch(table, closed)


def line_batch(table: Table, closed: Sequence[bool]) -> Batch:
    """The orders' lines. A cancelled line of a living order sold nothing. Rows without goods are none."""
    figures: dict[str, list[Any]] = {"order_id": table.column("order_id"), "line_id": line_ids(table)}
    for name in present(table, ("item_id", "sku", "title", "variant", "price")):
        figures[name] = table.column(name)
    for name, source in (("quantity", "quantity"), ("paid_amount", "line_amount")):
        if source in table:
            pairs = zip(table.column(source), closed, strict=True)
            figures[name] = [0 if gone else value for value, gone in pairs]
    if "said_refund" in table:
        figures["refund_status"] = [
            None if plain(said).startswith("无") else refund_status(said)
            for said in table.column("said_refund")
        ]
    goods = [any(cells) for cells in zip(*(table.column(n) for n in GOODS), strict=True)]
    rows = [row for row, is_one in zip(zip(*figures.values(), strict=True), goods, strict=True) if is_one]
    return Batch(Kind.ORDER_LINE, tuple(figures), last_rows(table, rows, 2, "order_id"))


GOODS = ("item_id", "sku", "title")
