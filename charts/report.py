"""What a document shows, as plain data: words, tables and pictures. It becomes a PDF or a workbook.

All words are already in the reader's language, plain, without markup. Figures are floats (the cents of money
are kept), None is a gap: not known.
"""

import math
from datetime import date
from typing import Literal

from pydantic.dataclasses import dataclass

from charts.chart import Chart

ReportUnit = Literal["text", "day", "money", "count", "percent", "multiple", "number"]
DocumentKind = Literal["pdf", "xlsx"]
Cell = float | date | str | None  # a day is a date; percent is a fraction: 0.0312


@dataclass(frozen=True)
class ReportColumn:
    title: str
    unit: ReportUnit


@dataclass(frozen=True)
class ReportPlot:
    """A chart of some columns over the table's first column. `columns` are their places, from 0.

    A workbook makes a chart of its own of them; in a PDF the report's `charts` are the pictures.
    """

    kind: Literal["line", "bar"]
    columns: tuple[int, ...]


@dataclass(frozen=True)
class ReportTable:
    """`totals` has an entry a column: "sum", "ratio:<i>/<j>" (of the totals of columns i and j), or None.

    Empty where there are no totals. A ratio is never averaged.
    """

    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[str | None, ...] = ()
    total_label: str = ""  # stands in the first column of the totals, where that one has none
    plot: ReportPlot | None = None

    def total(self, column: int) -> float | None:
        """What the totals' row shows below a column; None where nothing is known, or nothing is added up."""
        asked = self.totals[column] if self.totals else None
        if asked == "sum":
            known = [row[column] for row in self.rows]
            figures = [value for value in known if isinstance(value, float) and math.isfinite(value)]
            return math.fsum(figures) if figures else None
        if asked is None:
            return None
        part, whole = (self.total(i) for i in parts_of(asked))
        return part / whole if part is not None and whole else None


def parts_of(ratio: str) -> tuple[int, int]:
    """The two columns of "ratio:<i>/<j>"."""
    part, whole = ratio.removeprefix("ratio:").split("/")
    return int(part), int(whole)


@dataclass(frozen=True)
class Report:
    """`summary` are lines of words, the verdict first; `footer` stands below every page."""

    language: str
    title: str
    subtitle: str
    summary: tuple[str, ...]
    tables: tuple[ReportTable, ...]
    charts: tuple[Chart, ...]
    footer: str = ""
