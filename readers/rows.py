"""A recognised sheet → its trusted rows as columns, and the problems met on the way."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from metrics.mistakes import Mistake
from metrics.packed import Columns
from metrics.tables import Batch, Kind, Problem
from readers.cells import FAST, Cell, Plain, bare_numbers, clean, is_array, is_missing
from readers.containers import Sheet
from readers.days import period_above, period_written
from readers.declared import Column, DaySource, Format, Ratio, Recognised, Sum
from readers.headers import plain
from readers.texts import TextRows

SELDOM, SAMPLE = 3, 10_000  # cells that come less often, among so many rows, are not looked up
SHOWN = 40  # characters of a value in a problem
TOTALS = frozenset(
    (
        *("总计", "合计", "汇总", "总和", "小计", "汇总值", "平均值", "全店汇总值", "全店平均值", "全店合计"),
        *("同行同层优秀", "同行同层均值", "всего", "total", "grand total"),
    )
)
LABELLED = (Cell.DAY, Cell.PERIOD, Cell.MOMENT, Cell.ID)  # where a total row says that it is one
ABSENCE = {
    Cell.DAY: "no_day",
    Cell.PERIOD: "no_day",
    Cell.MOMENT: "no_day",
    Cell.ID: "missing_id",
    Cell.TEXT: "missing_text",
    Cell.SCORE: "missing_score",
}
KEYS = {  # how many of a batch's first columns are its key
    Kind.SHOP_DAY: 1,
    Kind.PRODUCT_DAY: 2,
    Kind.PRODUCT: 1,
    Kind.AD_DAY: 7,
    Kind.AD_NAME: 2,
    Kind.AD_BALANCE: 2,
    Kind.RIVAL_DAY: 3,
    Kind.REVIEW: 1,
    Kind.SOURCE_DAY: 4,
    Kind.WORD_DAY: 4,
    Kind.VARIANT_DAY: 3,
    Kind.AFFILIATE_DAY: 2,
    Kind.SERVICE_DAY: 2,
    Kind.CONSULT_DAY: 2,
    Kind.SCORE_DAY: 1,
    Kind.ORDER: 1,
    Kind.ORDER_LINE: 2,
    Kind.REFUND: 1,
    Kind.STOCK_DAY: 3,
    Kind.COST: 3,
    Kind.TARGET: 1,
    Kind.CAMPAIGN: 2,
    Kind.RIVAL_PRICE: 4,
}


@dataclass
class Table:
    """One sheet's trusted rows, column by column. A format makes batches of it and may add problems."""

    sheet: str
    headers: dict[str, str]  # our column → the header as written
    columns: dict[str, list[Any]]
    numbers: list[int]  # of the rows, as the spreadsheet counts
    zone: str
    outside: str = ""  # what stands above the header, and the file's name
    problems: list[Problem] = field(default_factory=list)
    rejected: int = 0
    notes: set[str] = field(default_factory=set)

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, name: str, missing: object = None) -> list[Any]:
        """A column's values; where it (or a value of it) is missing, `missing`."""
        if name not in self.columns:
            return [missing] * len(self)
        values = self.columns[name]
        return values if missing is None else [missing if value is None else value for value in values]

    def doubt(self, index: int, name: str, value: object, reason: str, *, rejected: bool = False) -> None:
        header = self.headers.get(name, name)
        self.problems.append(
            Problem(self.sheet, self.numbers[index], header, shortened(value), reason, rejected)
        )

    def keep(self, wanted: Iterable[int]) -> None:
        wanted = list(wanted)
        self.numbers = [self.numbers[i] for i in wanted]
        columns: dict[str, Any] = {}
        for name, values in self.columns.items():
            columns[name] = values[wanted] if is_array(values) else [values[i] for i in wanted]
        self.columns = columns


def shortened(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = f"{value:.0f}"
    text = " ".join(str(value).replace("\0", "").split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def read_table(recognised: Recognised, sheet: Sheet, today: date, zone: str, file_name: str) -> Table:
    """The sheet's rows below its header: no totals, no blank rows, nothing that could not be trusted."""
    export, header, found = recognised.export, recognised.header, recognised.found
    names = {name: recognised.names[index] for name, index in found.items()}
    declared = [column for column in export.columns if column.name in found]
    numeric = {column.name for column in declared if column.cell in FAST and not export.decimal_comma}
    columns = picked(sheet, header + 1, found, numeric)
    count, first = len(next(iter(columns.values()))), sheet.first + header + 1
    outside = " ".join([*(str(cell) for row in sheet.head[:header] for cell in row if cell), file_name])
    table = Table(sheet.name, names, columns, list(range(first, first + count)), zone, outside)
    drop_what_describes(table, export, declared)
    drop_what_is_no_row(table, declared, export.skipped)
    fill_down(table, export)
    clean_columns(table, export, declared, today)
    take_day_from_outside(table, export, sheet.head[:header], file_name, today)
    check_identities(table, export)
    return table


def drop_what_describes(table: Table, export: Format, declared: list[Column]) -> None:
    """Rows below the header that explain the columns: where figures and days should stand, none does."""
    telling = [column for column in declared if column.cell not in (Cell.ID, Cell.TEXT)]
    for _ in range(min(export.described, len(table))):
        firsts = [(column, table.columns[column.name][0]) for column in telling]
        styles = [export.style(column, table.headers[column.name]) for column, _ in firsts]
        cells = [
            clean(column.cell, [raw], table.zone, style)
            for (column, raw), style in zip(firsts, styles, strict=True)
        ]
        if any(cell.values[0] is not None for cell in cells):
            return
        table.keep(range(1, len(table)))


def fill_down(table: Table, export: Format) -> None:
    """Lines that carry on the one above leave blank what it said already."""
    names = [name for name in export.filled_down if name in table]
    if not names or (export.filled_by and export.filled_by not in table):
        return
    keys = table.columns[export.filled_by] if export.filled_by else [""] * len(table)
    carried = [
        index > 0 and (is_missing(key) or key == above)
        for index, (key, above) in enumerate(zip(keys, ["", *filled(keys)], strict=False))
    ]
    for name in dict.fromkeys((*names, *([export.filled_by] if export.filled_by else []))):
        values = table.columns[name]
        for index, carries in enumerate([] if is_array(values) else carried):
            if carries and is_missing(values[index]):
                values[index] = values[index - 1]


def filled(keys: list[Any]) -> list[Any]:
    """The keys, each blank one as the one above it."""
    last: Any = ""
    return [last := last if is_missing(key) else key for key in keys]


def period_from(
    source: DaySource, export: Format, above: Sequence[Sequence[object]], file_name: str, today: date
) -> tuple[date, date] | None:
    match source:
        case DaySource.PREAMBLE:
            return period_above(above, export.day_order)
        case DaySource.FILE_NAME:
            return period_written(file_name, export.day_order)
        case DaySource.RECEIVED:
            return today, today


def take_day_from_outside(
    table: Table, export: Format, above: Sequence[Sequence[object]], file_name: str, today: date
) -> None:
    """The day that the table does not tell, from the rows above it or from the file's name."""
    column = export.day_column
    if column is None or column.name in table:
        return
    sources = (period_from(source, export, above, file_name, today) for source in export.day_from)
    last = today + timedelta(days=1)
    found = next((period for period in sources if period is not None and period[1] <= last), None)
    if found is None:
        raise Mistake("no_day_in_file", format=export.name)
    if column.cell is Cell.DAY and found[0] != found[1]:
        raise Mistake("period_file", first=found[0], last=found[1])
    if export.ended and found[1] >= today:
        raise Mistake("day_not_over", day=found[1])
    table.columns[column.name] = [found[0] if column.cell is Cell.DAY else found] * len(table)
    received = export.day_from == (DaySource.RECEIVED,)
    table.notes.add("day_of_receipt" if received else "day_from_outside")


class Seen(dict[str | bytes, str]):
    """Texts by the cells they stand in, equal ones as one object."""

    def __init__(self, codec: str) -> None:
        super().__init__()
        self._codec = codec

    def __missing__(self, cell: str | bytes) -> str:
        text = self[cell] = cell.decode(self._codec) if isinstance(cell, bytes) else cell
        return text


def picked(sheet: Sheet, start: int, wanted: dict[str, int], numeric: Collection[str]) -> dict[str, Any]:
    """The wanted columns, those that should be `numeric` as arrays where every cell is a plain number."""
    import numpy

    parts: dict[str, list[Any]] = {name: [] for name in wanted}
    codec = sheet.rows.codec if isinstance(sheet.rows, TextRows) else ""
    known: dict[str, Any] = {name: Plain() if name in numeric else Seen(codec) for name in wanted}
    rows = 0
    for block in sheet.columns(start, list(wanted.values())):
        rows += len(block[0])
        for name, cells in zip(wanted, block, strict=True):
            seen = known[name]
            numbers = bare_numbers(cells, seen) if name in numeric else None
            if numbers is not None:
                parts[name].append(numbers)
            elif name not in numeric and seen is not None and (codec or set(map(type, cells)) == {str}):
                parts[name].append(list(map(seen.__getitem__, cells)))
            else:
                parts[name].append(as_texts(cells, codec))
            if seen is not None and len(seen) * SELDOM > max(rows, SAMPLE):
                known[name] = None  # they hardly come again
    columns: dict[str, Any] = {}
    for name, pieces in parts.items():
        if pieces and all(map(is_array, pieces)):
            columns[name] = numpy.concatenate(pieces)
        else:
            lists = (piece.tolist() if is_array(piece) else piece for piece in pieces)
            columns[name] = list(chain.from_iterable(lists))
        pieces.clear()
    return columns


def as_texts(cells: Sequence[Any], codec: str) -> Sequence[Any]:
    """Cells that were cut as bytes as what they say."""
    return [cell.decode(codec) for cell in cells] if cells and isinstance(cells[0], bytes) else cells


def drop_what_is_no_row(
    table: Table, declared: list[Column], skipped: tuple[tuple[str, str, str], ...]
) -> None:
    """Blank rows, total rows and rows that are not meant for us."""
    dropped: set[int] = set()
    for column in declared:
        values = table.columns[column.name]
        if column.cell in LABELLED:
            totals = rows_with(values, is_total)
            if totals:
                table.notes.add("totals_dropped")
                dropped.update(totals)
    for name, beginning, note in skipped:
        if name in table.columns:
            others = rows_with(table.columns[name], partial(begins, beginning))
            if others and note:
                table.notes.add(note)
            dropped.update(others)
    first = next((column for column in declared if column.required), declared[0]).name
    told = table.columns[first]  # an array of numbers misses none
    for index in [] if is_array(told) else rows_with(told, is_missing):
        cells = [values[index] for values in table.columns.values()]
        if any(is_total(cell) for cell in cells):
            table.notes.add("totals_dropped")
            dropped.add(index)
        elif all(is_missing(cell) for cell in cells):
            dropped.add(index)
    if dropped:
        table.keep(index for index in range(len(table)) if index not in dropped)


def rows_with(values: list[Any], claim: Callable[[object], bool]) -> list[int]:
    texts = {value for value in set(values) if isinstance(value, str) or value is None}
    wanted = {value for value in texts if claim(value)}
    return [index for index, value in enumerate(values) if value in wanted] if wanted else []


def begins(word: str, cell: object) -> bool:
    return plain(cell).startswith(word)


def is_total(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) < 40 and plain(cell).split("(")[0].strip(" :") in TOTALS


def clean_columns(table: Table, export: Format, declared: list[Column], today: date) -> None:
    rejected: set[int] = set()
    for column in declared:
        raw = table.columns[column.name]
        cleaned = clean(column.cell, raw, table.zone, export.style(column, table.headers[column.name]))
        values, doubts = cleaned.values, cleaned.doubts
        if column.cell in (Cell.DAY, Cell.PERIOD, Cell.MOMENT) and not column.ahead:
            doubts = doubts | future(values, today, table.zone)
        table.columns[column.name] = values
        for index, reason in doubts.items():
            bad = column.required and (values[index] is None or reason == "future_day")
            table.doubt(index, column.name, raw[index], reason, rejected=bad)
            if reason == "period_not_day":
                table.notes.add(reason)
            if bad:
                rejected.add(index)
        if column.required and not column.empty and None in values:
            for index in [i for i, value in enumerate(values) if value is None and i not in doubts]:
                reason = ABSENCE.get(column.cell, "missing_figure")
                table.doubt(index, column.name, "", reason, rejected=True)
                rejected.add(index)
    table.rejected = len(rejected)
    if rejected:
        table.keep(index for index in range(len(table)) if index not in rejected)


def future(values: list[Any], today: date, zone: str) -> dict[int, str]:
    """Days after tomorrow. One day of grace: the store's clock may be ahead of ours."""
    last = today + timedelta(days=1)
    end = datetime.combine(last + timedelta(days=1), time(), ZoneInfo(zone))
    late = {value for value in set(values) if value is not None and is_late(value, last, end)}
    return {i: "future_day" for i, value in enumerate(values) if value in late} if late else {}


def is_late(value: Any, last: date, end: datetime) -> bool:
    if isinstance(value, datetime):
        return value >= end
    day = value[1] if isinstance(value, tuple) else value
    return isinstance(day, date) and day > last


# ------------------------------------------------------------------------------------------------ identities


def check_identities(table: Table, export: Format) -> None:
    """Reports the rows whose figures contradict each other; they are kept as they are."""
    money = {column.name for column in export.columns if column.cell is Cell.MONEY}
    for identity in export.identities:
        if isinstance(identity, Sum):
            check_sum(table, identity, money)
        else:
            check_ratio(table, identity, money)


def check_sum(table: Table, identity: Sum, money: set[str]) -> None:
    if any(name not in table for name in (identity.shown, *identity.parts)):
        return
    total, one, other = (numbers_of(table, name) for name in (identity.shown, *identity.parts))
    slack, unit = (1, 100) if identity.shown in money else (0, 1)
    for index in (abs(total - one - other) > slack).nonzero()[0].tolist():  # never where one is missing
        said, expected = (f"{value / unit:g}" for value in (total[index], one[index] + other[index]))
        table.doubt(index, identity.shown, f"{said} ≠ {expected}", "identity_broken")


def check_ratio(table: Table, identity: Ratio, money: set[str]) -> None:
    if any(name not in table for name in (identity.shown, identity.top, identity.bottom)):
        return
    shown, top, bottom = (numbers_of(table, name) for name in (identity.shown, identity.top, identity.bottom))
    scale, step = identity.scale, identity.step * 1.001
    slack = scale * (0.5 if identity.top in money else 0.0) + 1e-9
    slack = slack + shown * (0.5 if identity.bottom in money else 0.0) + step * bottom
    broken = (abs(shown * bottom - scale * top) > slack) & (bottom != 0)
    for index in broken.nonzero()[0].tolist():
        said, expected = shown[index], scale * top[index] / bottom[index]
        table.doubt(index, identity.shown, f"{said:.6g} ≠ {expected:.6g}", "identity_broken")


def numbers_of(table: Table, name: str) -> Any:
    """A column as an array, to compute with all rows at once; NaN where a cell is missing."""
    import numpy

    return numpy.array(table.columns[name], dtype=float)


# --------------------------------------------------------------------------------------------------- batches


def rows_of(table: Table, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    return list(zip(*(table.column(name) for name in columns), strict=True))


def last_rows(table: Table, rows: list[tuple[Any, ...]], width: int, shown: str) -> list[tuple[Any, ...]]:
    """One row per key (its first `width` cells): the last. Another that differs is reported under `shown`."""
    if len({row[:width] for row in rows}) == len(rows):
        return rows
    last: dict[tuple[Any, ...], tuple[int, tuple[Any, ...]]] = {}
    for index, row in enumerate(rows):
        earlier = last.pop(row[:width], None)
        if earlier is not None and earlier[1] != row:
            table.doubt(earlier[0], shown, row[width - 1], "repeated_row", rejected=True)
            table.rejected += 1
        last[row[:width]] = (index, row)
    return [row for _, row in last.values()]


def added_up(table: Table, cells: Sequence[Sequence[Any]], width: int) -> Sequence[tuple[Any, ...]]:
    """Columns as one row per key (the first `width` of them), the figures after it added up."""
    if all_differ(cells[:width]):
        return Columns(cells)
    table.notes.add("rows_added_up")
    sums: dict[tuple[Any, ...], list[Any]] = {}
    for row in zip(*cells, strict=True):
        figures = sums.get(row[:width])
        if figures is None:
            sums[row[:width]] = list(row[width:])
        else:
            for place, value in enumerate(row[width:]):
                figures[place] += value
    return [(*key, *figures) for key, figures in sums.items()]


def all_differ(keys: Sequence[Sequence[Any]]) -> bool:
    """Whether no key comes twice. Columns that say the same in every row tell none apart."""
    count = len(keys[0])
    telling = [column for column in keys if count and column.count(column[0]) < count]
    return count < 2 or (bool(telling) and len(set(zip(*telling, strict=True))) == count)


def merged(batches: Iterable[Batch]) -> tuple[Batch, ...]:
    """Batches of the same kind and columns as one; of equal keys the later counts."""
    groups: dict[tuple[Kind, tuple[str, ...]], list[Batch]] = {}
    for batch in batches:
        if batch.rows:
            groups.setdefault((batch.kind, batch.columns), []).append(batch)
    result = []
    for (kind, columns), group in groups.items():
        if len(group) == 1:
            result.append(group[0])
            continue
        width = KEYS[kind]
        rows = {row[:width]: row for batch in group for row in batch.rows}
        result.append(Batch(kind, columns, list(rows.values())))
    return tuple(result)
