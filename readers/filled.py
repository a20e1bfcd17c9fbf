"""Our own sheets as they come back: costs, targets, campaigns, prices of the same item at rivals'."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from metrics.campaigns import CampaignKind
from metrics.numbers import share_out
from metrics.tables import Batch, Kind
from metrics.targets import OF_MONTH, month_of
from readers import forms
from readers.cells import Cell
from readers.days import day as day_in
from readers.declared import Column, Format
from readers.forms import MARK, Fill, Form
from readers.headers import plain
from readers.rows import Table

ALWAYS = date(2000, 1, 1)  # of a cost without a day: it has always been so
MONTH = re.compile(r"(\d{4})[-/.年]?(\d{1,2})月?", re.ASCII).fullmatch
HIGHEST_UPLIFT = 10.0
CELLS = {Fill.TEXT: Cell.TEXT, Fill.CHOICE: Cell.TEXT, Fill.MONEY: Cell.MONEY, Fill.SHARE: Cell.FIGURE}
MAY_BE_EMPTY = ("goods_cost",)  # of items handed out for filling in


def columns(form: Form, required: Iterable[str], ids: Iterable[str] = ()) -> tuple[Column, ...]:
    """The form's fields as an export's columns. Its days are plans and may lie ahead."""
    needed, known = set(required), set(ids)
    return tuple(
        Column(
            field.name,
            Cell.DAY if field.fill is Fill.DAY else Cell.ID if field.name in known else CELLS[field.fill],
            field.headers,
            required=field.name in needed,
            empty=field.name in MAY_BE_EMPTY,
            ahead=form is not forms.PRICES,
        )
        for field in form.fields
    )


def skipped(form: Form) -> tuple[tuple[str, str, str], ...]:
    """The example row, and ours that say in their note that they are one."""
    marked = {form.marked, *(field.name for field in form.fields if field.name == "note")}
    return tuple((name, plain(mark), "") for name in sorted(marked) for mark in MARK)


def last_of(rows: Iterable[tuple[Any, ...]], width: int) -> list[tuple[Any, ...]]:
    """One row per key (its first `width` cells): the last, as people correct a line by adding another."""
    return list({row[:width]: row for row in rows}.values())


def reject(table: Table, index: int, name: str, value: object, reason: str) -> None:
    table.doubt(index, name, value, reason, rejected=True)
    table.rejected += 1


# ---------------------------------------------------------------------------------------------------- costs


def costs_of(table: Table) -> tuple[Batch, ...]:
    figures = [name for name in ("title", "goods_cost", "shipping_cost", "packaging_cost") if name in table]
    items, skus = table.column("item_id", missing=""), table.column("sku", missing="")
    days, costs = table.column("from_day", missing=ALWAYS), table.column("goods_cost")
    rest = list(zip(*(table.column(name) for name in figures), strict=True))
    rows: list[tuple[Any, ...]] = []
    for index, key in enumerate(zip(items, skus, days, strict=True)):
        if costs[index] is None:
            table.notes.add("without_cost")
        elif costs[index] < 0 or not any(key[:2]):
            named = any(key[:2])
            name, reason = ("goods_cost", "negative") if named else ("item_id", "missing_id")
            reject(table, index, name, costs[index] / 100 if named else "", reason)
        else:
            rows.append((*key, *rest[index]))
    return (Batch(Kind.COST, ("item_id", "sku", "from_day", *figures), last_of(rows, 3)),)


COSTS = Format(
    name="costs",
    title=forms.COSTS.title,
    example="成本表.xlsx",
    columns=columns(forms.COSTS, ("goods_cost",), ("item_id",)),
    any_of=(("item_id", "sku"),),
    absent=("订单编号", "基本售价", "主订单编号", "支付金额"),
    skipped=skipped(forms.COSTS),
    batches=costs_of,
)

# -------------------------------------------------------------------------------------------------- targets


def targets_of(table: Table) -> tuple[Batch, ...]:
    """Every day's target. A month is shared out over its days that have no line of their own.

    Evenly, and so marked: where the rows are stored, the store's weekdays and campaigns are known.
    """
    span = forms.TARGETS.field("span")
    days: dict[date, int] = {}
    months: list[tuple[int, date, int]] = []
    written = zip(table.column("span"), table.column("when"), table.column("amount"), strict=True)
    for index, (said, when, amount) in enumerate(written):
        first, is_month = when_of(when, span.chosen(said))
        if first is None:
            reject(table, index, "when", when, "not_a_day")
        elif amount < 0:
            reject(table, index, "amount", amount / 100, "negative")
        elif is_month:
            months.append((index, first, amount))
        else:
            days[first] = amount
    own = set(days)
    for index, first, amount in months:
        share = shared(first, amount, days)
        if share is None:
            reject(table, index, "amount", f"{amount / 100:g}", "month_below_days")
        else:
            days = {**share, **days}
            table.notes.add("month_shared_out")
    rows = [(day, fen, int(day not in own)) for day, fen in sorted(days.items())]
    return (Batch(Kind.TARGET, ("day", "amount", OF_MONTH), rows),)


def when_of(text: str, span: str | None) -> tuple[date | None, bool]:
    """The day, or the first day of the month, and whether it is a month: as was picked, else as written."""
    if match := MONTH(text.strip()):
        year, month = int(match[1]), int(match[2])
        is_one = 1 <= month <= 12 and 2000 <= year <= 2100 and span != "day"
        return (date(year, month, 1) if is_one else None), True
    found = day_in(text)
    if not isinstance(found, date):
        return None, False
    return (found.replace(day=1), True) if span == "month" else (found, False)


def shared(first: date, amount: int, days: dict[date, int]) -> dict[date, int] | None:
    """A month's amount over its free days, in fen; None where its own days want more than that."""
    month = month_of(first)
    free = [day for day in month.days() if day not in days]
    rest = amount - sum(fen for day, fen in days.items() if day in month)
    if rest < 0 or (rest > 0 and not free):
        return None if amount else dict.fromkeys(free, 0)
    parts = share_out(Decimal(rest).scaleb(-2), [1] * len(free)) if free else ()
    return {day: int(part.scaleb(2)) for day, part in zip(free, parts, strict=True)}


TARGETS = Format(
    name="targets",
    title=forms.TARGETS.title,
    example="目标表.xlsx",
    columns=columns(forms.TARGETS, ("when", "amount")),
    skipped=skipped(forms.TARGETS),
    batches=targets_of,
)

# ------------------------------------------------------------------------------------------------ campaigns


def campaigns_of(table: Table) -> tuple[Batch, ...]:
    kind = forms.CAMPAIGNS.field("kind")
    kinds = [kind.chosen(said) or CampaignKind.OTHER for said in table.column("kind")]
    figures = ("enrol_by", "planned_revenue", "planned_uplift", "budget", "note")
    present = [name for name in figures if name in table]
    rest = list(zip(*(table.column(name) for name in present), strict=True)) if present else [()] * len(table)
    rows: list[tuple[Any, ...]] = []
    for index, (first, name, last) in enumerate(
        zip(table.column("first_day"), table.column("name"), table.column("last_day"), strict=True)
    ):
        cells = dict(zip(present, rest[index], strict=True))
        uplift = cells.get("planned_uplift")
        if last is not None and last < first:
            reject(table, index, "last_day", last, "ends_before_it_begins")
            continue
        if uplift is not None and not 0 <= uplift <= HIGHEST_UPLIFT:
            table.doubt(index, "planned_uplift", uplift, "rate_out_of_range")
            cells["planned_uplift"] = None
        rows.append((first, name, last or first, kinds[index], *cells.values()))
    names = ("first_day", "name", "last_day", "kind", *present)
    return (Batch(Kind.CAMPAIGN, names, last_of(rows, 2)),)


CAMPAIGNS = Format(
    name="campaigns",
    title=forms.CAMPAIGNS.title,
    example="活动表.xlsx",
    columns=columns(forms.CAMPAIGNS, ("name", "first_day")),
    any_of=(("last_day", "planned_revenue", "planned_uplift", "budget", "enrol_by"),),
    absent=("花费", "展现量"),
    skipped=skipped(forms.CAMPAIGNS),
    batches=campaigns_of,
)

# --------------------------------------------------------------------------------------------------- prices


def prices_of(table: Table) -> tuple[Batch, ...]:
    figures = [name for name in ("own_price", "note") if name in table]
    links = table.column("link", missing="")
    keys = zip(table.column("day"), table.column("item_id"), table.column("shop"), links, strict=True)
    rest = zip(table.column("price"), *(table.column(name) for name in figures), strict=True)
    rows = [(*key, *cells) for key, cells in zip(keys, rest, strict=True)]
    names = ("day", "item_id", "shop", "link", "price", *figures)
    return (Batch(Kind.RIVAL_PRICE, names, last_of(rows, 4)),)


PRICES = Format(
    name="prices",
    title=forms.PRICES.title,
    example="同款比价.xlsx",
    columns=columns(forms.PRICES, ("day", "item_id", "shop", "price"), ("item_id",)),
    skipped=skipped(forms.PRICES),
    batches=prices_of,
)
