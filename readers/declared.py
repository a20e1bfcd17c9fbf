"""What a declared export is made of: its columns, what they hold, and what must hold between them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from readers.cells import Cell
from readers.headers import plain

if TYPE_CHECKING:
    from metrics.tables import Batch
    from readers.rows import Table

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Column:
    """`name` is ours; `headers` are the names it goes by, the best first."""

    name: str
    cell: Cell
    headers: tuple[str, ...]
    required: bool = False  # the table is not this export without it, and a row without it is rejected
    empty: bool = False  # required, but a single row may leave it empty


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
        required = [column.name for column in self.columns if column.required]
        groups = [[name for name in group if name in found] for group in self.any_of]
        if any(name not in found for name in required) or not all(groups):
            return None
        if {plain(name) for name in self.absent} & set(names):
            return None
        return frozenset(found[name] for name in (*required, *chain(*groups)))
