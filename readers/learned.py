"""Tables that a team has explained: declared like any other export, under its own headers."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from metrics.ads import Cut, Report
from metrics.questions import NEEDED, Learned, RowKind
from metrics.tables import Batch, Kind
from readers import filled, reviews, rivals, stock, sycm, wxt
from readers.cells import Cell
from readers.containers import Sheet
from readers.declared import Column, Format, Recognised
from readers.headers import name_rows, plain
from readers.rows import Table, added_up, last_rows, rows_of


def product_batches(table: Table) -> tuple[Batch, ...]:
    figures = sycm.present(table, ("visitors", "paid_amount", *sycm.FIGURES))
    columns = ("day", "item_id", *figures)
    days = Batch(Kind.PRODUCT_DAY, columns, last_rows(table, rows_of(table, columns), 2, "item_id"))
    return (days, sycm.products(table)) if "title" in table else (days,)


def ad_batches(table: Table) -> tuple[Batch, ...]:
    """By plan: its name is its key. A figure that the table does not have is none."""
    plans = table.column("plan")
    cells: list[Sequence[Any]] = [table.column("day"), [Report.PLAN.value] * len(table)]
    cells += [plans if name == "plan_id" else [""] * len(table) for name in wxt.AD_KEY[2:]]
    cells += [table.column(name, missing=0) for name in wxt.AD_FIGURES]
    rows = added_up(table, cells, len(wxt.AD_KEY))
    names = [(Cut.PLAN.value, plan, plan) for plan in dict.fromkeys(plans)]
    return (
        Batch(Kind.AD_DAY, wxt.AD_KEY + wxt.AD_FIGURES, rows),
        Batch(Kind.AD_NAME, ("cut", "key", "name"), names),
    )


PLAN = Column("plan", Cell.TEXT, ("计划名字", "计划名称", "计划", "推广计划", "Campaign", "Plan"))
BASES: Mapping[RowKind, Format] = {
    RowKind.SHOP_DAY: sycm.SHOP,
    RowKind.PRODUCT_DAY: replace(sycm.CHOSEN_PRODUCTS, batches=product_batches),
    RowKind.AD_DAY: replace(wxt.PLANS, columns=(wxt.DAY, PLAN, *wxt.FIGURES), batches=ad_batches),
    RowKind.RIVAL_DAY: rivals.SIMPLE,
    RowKind.REVIEW: reviews.RPA,
    RowKind.STOCK: stock.JST,
    RowKind.COST: filled.COSTS,
}
STOCK_COLUMNS = {"on_the_way": "ordered"}  # what people name → the base's column


def column_of(kind: RowKind, field: str) -> Column:
    """How a field's cells are read."""
    name = STOCK_COLUMNS.get(field, field) if kind is RowKind.STOCK else field
    return next(column for column in BASES[kind].columns if column.name == name)


def format_of(learned: Learned) -> Format:
    needed = {name for group in NEEDED[learned.kind] for name in group if len(group) == 1}
    columns = tuple(
        replace(column_of(learned.kind, field), headers=(header,), required=field in needed, empty=False)
        for field, header in learned.columns.items()
    )
    base = BASES[learned.kind]
    if base.day_from and not any(column.cell is Cell.DAY for column in columns):
        columns = (column_of(learned.kind, "day"), *columns)  # stands in for: there is none in the table
    return replace(
        base,
        name=learned.format,
        columns=columns,
        any_of=(),
        absent=(),
        fits=None,
        skipped=(),
        described=0,
        identities=(),
    )


def fingerprint(row: Sequence[object]) -> str:
    """Of a header row: the same for the same names in any order."""
    names = sorted(name for cell in row if (name := plain(cell)))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


def recognise_learned(sheet: Sheet, learned: Mapping[str, Learned]) -> Recognised | None:
    """The table that the team has explained, by its header; `learned` by fingerprint."""
    for index, row in name_rows(sheet.head) if learned else ():
        known = learned.get(fingerprint(row))
        if known is not None:
            names = tuple(plain(cell) for cell in row)
            written = tuple(str(cell).strip() for cell in row)
            export = format_of(known)
            return Recognised(export, index, written, export.found(names))
    return None
