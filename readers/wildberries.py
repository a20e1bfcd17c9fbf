"""Wildberries: what was sold and came back (realisation report), and the funnel of a day."""

from collections.abc import Iterable, Iterator
from typing import Any

from metrics.orders import OrderStatus, RefundStatus
from metrics.tables import Batch, Kind
from readers.cells import Cell
from readers.declared import Column, DayOrder, DaySource, Format
from readers.headers import plain
from readers.markets import item_days, known_sums, note_currency
from readers.orders import line_ids, order_batch, present
from readers.rows import Table, last_rows

# ----------------------------------------------------------------------------------------------- realisation

SOLD = ("продажа", "корректная продажа")
CAME_BACK = ("возврат", "корректный возврат", "сторно продаж")


def sale_batches(table: Table) -> tuple[Batch, ...]:
    """Every piece sold is an order of its own, paid when the buyer takes it. The other rows are fees."""
    note_currency(table, "RUB")
    reasons = [plain(cell) for cell in table.column("reason")]
    if any(reason not in (*SOLD, *CAME_BACK) for reason in reasons):
        table.notes.add("fees_left_out")
    known = with_order_and_day(table, reasons)
    sold = [i for i, reason in enumerate(reasons) if reason in SOLD and known[i]]
    back = [i for i, reason in enumerate(reasons) if reason in CAME_BACK and known[i]]
    back_rows = part_of(table, back)
    came_back = {row[0]: row for row in returned(back_rows)}
    orders = order_batches(part_of(table, sold), {order: row[-1] for order, row in came_back.items()})
    return (*orders, line_batch(part_of(table, sold)), refund_batch(came_back.values()))


def with_order_and_day(table: Table, reasons: list[str]) -> list[bool]:
    """Whether a row says which piece it is about and when. Fees need not."""
    known = []
    rows = zip(reasons, table.column("order_id"), table.column("day"), strict=True)
    for index, (reason, order, day) in enumerate(rows):
        missing = "missing_id" if order is None else "no_day" if day is None else ""
        known.append(not missing)
        if missing and reason in (*SOLD, *CAME_BACK):
            name = "order_id" if order is None else "day"
            table.doubt(index, name, "", missing, rejected=True)
            table.rejected += 1
    return known


def part_of(table: Table, rows: Iterable[int]) -> Table:
    """Some rows as a table of their own, whose problems and notes are the whole one's."""
    part = Table(table.sheet, table.headers, table.columns, table.numbers, table.zone, table.outside)
    part.problems, part.notes = table.problems, table.notes
    part.keep(rows)
    return part


def order_batches(table: Table, came_back: dict[object, int]) -> Iterator[Batch]:
    """What is sold; what is sold and came back; and what came back of an earlier file's sales: of these only
    that is written, weeks later. No order is in two of them."""
    orders = table.column("order_id")
    paid = dict(known_sums(table, zip(orders, table.column("amount"), strict=True), 1))
    names = ("order_id", "platform", "status", "created_at", "paid_day", "paid_amount", "items")
    figures = (
        orders,
        ["wildberries"] * len(table),
        [OrderStatus.REFUNDED if order in came_back else OrderStatus.DONE for order in orders],
        table.column("created_at"),
        table.column("day"),
        [paid[order] for order in orders],
        table.column("quantity"),
    )
    sold = order_batch(names, figures)
    kept = [row for row in sold.rows if row[0] not in came_back]
    both = [(*row, came_back[row[0]]) for row in sold.rows if row[0] in came_back]
    known = set(orders)
    later = [
        (order, "wildberries", OrderStatus.REFUNDED, amount)
        for order, amount in came_back.items()
        if order not in known
    ]
    yield Batch(Kind.ORDER, names, kept)
    yield Batch(Kind.ORDER, (*names, "refund_amount"), list(both))
    yield Batch(Kind.ORDER, ("order_id", "platform", "status", "refund_amount"), list(later))


LINE = ("item_id", "sku", "title", "variant", "quantity", "price")


def line_batch(table: Table) -> Batch:
    columns = ("order_id", "line_id", *present(table, LINE), "paid_amount")
    table.columns["line_id"] = line_ids(table)
    table.columns["paid_amount"] = table.column("amount")
    rows = list(zip(*(table.column(name) for name in columns), strict=True))
    return Batch(Kind.ORDER_LINE, columns, last_rows(table, rows, 2, "order_id"))


def returned(table: Table) -> list[tuple[Any, ...]]:
    """One row an order that came back: order, item, sku, title, day, amount in fen."""
    first: dict[object, list[Any]] = {}
    for row in zip(*(table.column(name) for name in RETURN), strict=True):
        known = first.setdefault(row[0], [*row[:-1], 0])
        known[-1] += row[-1] or 0
    return [tuple(row) for row in first.values()]


def refund_batch(came_back: Iterable[tuple[Any, ...]]) -> Batch:
    names = ("refund_id", "order_id", "item_id", "sku", "title", "status", "done_day", "amount", "is_return")
    refunds = [
        (f"{order}:return", order, item, sku, title, RefundStatus.DONE, day, amount, True)
        for order, item, sku, title, day, amount in came_back
    ]
    return Batch(Kind.REFUND, names, list(refunds))


RETURN = ("order_id", "item_id", "sku", "title", "day", "amount")
SALES = Format(
    name="wb_sales",
    title="Wildberries: realisation report",
    example="Еженедельный детализированный отчет №600000001.zip",
    columns=(
        Column("day", Cell.DAY, ("Дата продажи",), required=True, empty=True),
        Column("reason", Cell.TEXT, ("Обоснование для оплаты",), required=True),
        Column("order_id", Cell.TEXT, ("Srid",), required=True, empty=True),
        Column("item_id", Cell.ID, ("Код номенклатуры",), required=True, empty=True),
        Column("quantity", Cell.COUNT, ("Кол-во",), required=True, empty=True),
        Column("amount", Cell.MONEY, ("Вайлдберриз реализовал Товар (Пр)",), required=True, empty=True),
        Column("created_at", Cell.MOMENT, ("Дата заказа покупателем",)),
        Column("sku", Cell.TEXT, ("Артикул поставщика",)),
        Column("title", Cell.TEXT, ("Название",)),
        Column("variant", Cell.TEXT, ("Размер",)),
        Column("price", Cell.MONEY, ("Цена розничная с учетом согласованной скидки", "Цена розничная")),
    ),
    day_order=DayOrder.DMY,
    batches=sale_batches,
)

# ---------------------------------------------------------------------------------------------------- funnel

FIGURES = (
    *("page_views", "favourites", "cart_items", "order_items", "order_amount"),
    *("paid_items", "paid_amount"),
)


def funnel_batches(table: Table) -> tuple[Batch, ...]:
    """What counts as sold is what was ordered, less what has been cancelled by now."""
    note_currency(table, "RUB")
    for paid, ordered, gone in (
        ("paid_items", "order_items", "cancelled_items"),
        ("paid_amount", "order_amount", "cancelled_amount"),
    ):
        pairs = zip(table.column(ordered), table.column(gone, missing=0), strict=True)
        table.columns[paid] = [None if all_ is None else max(0, all_ - less) for all_, less in pairs]
    return item_days(table, FIGURES)


FUNNEL = Format(
    name="wb_funnel",
    title="Wildberries: funnel by product",
    example="Воронка продаж с 21.11.2026 по 21.11.2026.xlsx",
    columns=(
        Column("day", Cell.DAY, ("Дата",), required=True),
        Column("item_id", Cell.ID, ("Артикул WB",), required=True),
        Column("title", Cell.TEXT, ("Название",), required=True, empty=True),
        Column("article", Cell.TEXT, ("Артикул продавца",)),
        Column("page_views", Cell.COUNT, ("Переходы в карточку",), required=True, empty=True),
        Column("cart_items", Cell.COUNT, ("Положили в корзину",)),
        Column("favourites", Cell.COUNT, ("Добавили в отложенные",)),
        Column("order_items", Cell.COUNT, ("Заказали, шт", "Заказали товаров, шт"), required=True),
        Column("order_amount", Cell.MONEY, ("Заказали на сумму, ₽",), required=True),
        Column("cancelled_items", Cell.COUNT, ("Отменили, шт",)),
        Column("cancelled_amount", Cell.MONEY, ("Отменили на сумму, ₽",)),
    ),
    day_order=DayOrder.DMY,
    day_from=(DaySource.PREAMBLE, DaySource.FILE_NAME),
    batches=funnel_batches,
)
