"""What a declared export is made of: its columns, what they hold, and what must hold between them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from readers.cells import Cell, Style
from readers.days import DayOrder
from readers.headers import plain

if TYPE_CHECKING:
    from metrics.tables import Batch
    from readers.rows import Table

__all__ = ["Column", "DayOrder", "DaySource", "Format", "Ratio", "Recognised", "Rows", "Sum"]

Rows = Sequence[Sequence[object]]


class DaySource(StrEnum):
    """Where else a day may stand, if not in the table."""

    PREAMBLE = "preamble"  # in the rows above the header
    FILE_NAME = "file_name"
    RECEIVED = "received"  # the day the file came: for what tells how things stand now


@dataclass(frozen=True)
class Column:
    """`name` is ours; `headers` are the names it goes by, the best first."""

    name: str
    cell: Cell
    headers: tuple[str, ...]
    required: bool = False  # the table is not this export without it, and a row without it is rejected
    empty: bool = False  # required, but a single row may leave it empty
    points: tuple[str, ...] = ()  # of the headers, those under which 4.2 means 4.2 %
    ahead: bool = False  # a day that may still have to come: a plan, a deadline


@dataclass(frozen=True)
class Ratio:
    """`shown = scale × top / bottom`, as far as rounding to `step` lets it. Money counts in fen."""

    shown: str
    top: str
    bottom: str
    step: float
    scale: float = 1.0


@dataclass(frozen=True)
class Sum:
    """`shown` is the sum of `parts`."""

    shown: str
    parts: tuple[str, str]


@dataclass(frozen=True)
class Format:
    """One export of one platform, as a table of facts."""

    name: str  # as in Reading.format
    title: str  # English, translated where it is said
    example: str  # a file name as the platform gives it
    columns: tuple[Column, ...]
    batches: Callable[["Table"], tuple["Batch", ...]]
    any_of: tuple[tuple[str, ...], ...] = ()  # of each group at least one column
    absent: tuple[str, ...] = ()  # headers that make it another export
    identities: tuple[Ratio | Sum, ...] = ()
    fits: Callable[[Sequence[object], Rows], bool] | None = None  # asks the names and the first rows too
    skipped: tuple[
        tuple[str, str, str], ...
    ] = ()  # (column, beginning of its text, note): rows not meant for us
    decimal_comma: bool = False  # `24,86` and `1 234,5`
    day_order: DayOrder | None = None  # what 03/04/2026 means; None: see readers.days
    day_from: tuple[DaySource, ...] = ()  # where the day is taken from if the table has no column of it
    ended: bool = False  # a day from outside must be over: today's is when the file was made
    header_rows: int = 1  # 2: merged names over others, joined by a space: `接待 回复人数`
    described: int = 0  # rows below the header that may only describe the columns
    several: bool = False  # other tables may stand below this one in its sheet
    filled_down: tuple[str, ...] = ()  # columns whose blank cells mean the one above …
    filled_by: str = ""  # … while this column is the same, or blank
    staff: tuple[str, ...] = ()  # headers of people that here are the team's own, and no personal data

    @property
    def day_column(self) -> Column | None:
        """The column that `day_from` stands in for."""
        days = (column for column in self.columns if column.cell in (Cell.DAY, Cell.PERIOD))
        return next(days, None) if self.day_from else None

    def style(self, column: Column, header: str) -> Style:
        """How the cells under `header` are written."""
        points = plain(header) in {plain(name) for name in column.points}
        return Style(self.decimal_comma, points, self.day_order)

    def found(self, names: Sequence[str]) -> dict[str, int]:
        """Which of our columns stands where, given the plain names of a header row."""
        where = {name: index for index, name in reversed(list(enumerate(names)))}
        found: dict[str, int] = {}
        for column in self.columns:
            index = next((where[plain(h)] for h in column.headers if plain(h) in where), None)
            if index is not None:
                found[column.name] = index
        return found

    def needed(self, found: dict[str, int], names: Sequence[str]) -> frozenset[int] | None:
        """The positions that make the table this export; None where it is not."""
        elsewhere = self.day_column
        required = [column.name for column in self.columns if column.required]
        if elsewhere is not None and elsewhere.name not in found:
            required = [name for name in required if name != elsewhere.name]
        groups = [[name for name in group if name in found] for group in self.any_of]
        if any(name not in found for name in required) or not all(groups):
            return None
        if {plain(name) for name in self.absent} & set(names):
            return None
        return frozenset(found[name] for name in (*required, *chain(*groups)))


@dataclass(frozen=True)
class Recognised:
    """A sheet known to be one export."""

    export: Format
    header: int  # index of the last header row
    names: tuple[str, ...]  # of the columns, as written
    found: dict[str, int]  # our column → its position
