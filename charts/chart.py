"""What a picture shows, as plain data: small, comparable, able to travel and to be kept.

Labels are already in the reader's language; figures are floats (a picture needs no cents), None is a gap.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

Figure = float | None
Unit = Literal["money", "people", "percent", "multiple", "number"]  # how an axis writes its figures


@dataclass(frozen=True)
class Shade:
    """Days of a campaign or season behind the bars, the last one included."""

    first: date
    last: date
    label: str


@dataclass(frozen=True)
class BriefChart:
    """Days of revenue as bars, one marked; the target as a line; ROI as a line on its own axis.

    `ghost` is last year's revenue on the same days, a pale line behind; empty where there is none.
    """

    language: str
    title: str
    days: tuple[date, ...]
    revenue: tuple[Figure, ...]
    target: tuple[Figure, ...]
    roi: tuple[Figure, ...]
    marked: date
    revenue_label: str
    target_label: str
    roi_label: str
    shades: tuple[Shade, ...] = ()
    ghost: tuple[Figure, ...] = ()
    ghost_label: str = ""
    kind: Literal["brief"] = "brief"


@dataclass(frozen=True)
class RoiChart:
    """Spend as bars and ROI as a line per day, with the three grade lines."""

    language: str
    title: str
    days: tuple[date, ...]
    spend: tuple[Figure, ...]
    roi: tuple[Figure, ...]
    grades: tuple[tuple[float, str], ...]  # level, its name: (3, "及格") …
    spend_label: str
    roi_label: str
    kind: Literal["roi"] = "roi"


@dataclass(frozen=True)
class RivalBand:
    name: str
    low: tuple[Figure, ...]
    high: tuple[Figure, ...]


@dataclass(frozen=True)
class RivalsChart:
    """Our own sales as a line, each rival's as a band from low to high (a line where they are the same)."""

    language: str
    title: str
    days: tuple[date, ...]
    own: tuple[Figure, ...]
    rivals: tuple[RivalBand, ...]
    own_label: str
    sales_label: str
    kind: Literal["rivals"] = "rivals"


@dataclass(frozen=True)
class Step:
    """What one part added, or took away (below zero)."""

    label: str
    value: float


@dataclass(frozen=True)
class WaterfallChart:
    """From one figure to another, step by step: the steps add up to the difference.

    `behind_step` stands behind the steps' figures: between percentages they are points, not percent.
    """

    language: str
    title: str
    start_label: str
    start: float
    steps: tuple[Step, ...]
    end_label: str
    end: float
    unit: Unit
    behind_step: str = ""
    kind: Literal["waterfall"] = "waterfall"


@dataclass(frozen=True)
class HeatChart:
    """Rows by columns, each cell coloured by its figure and written out as its words.

    With a `middle` (a target that is just reached) colours part there; else they go from low to high.
    """

    language: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[Figure, ...], ...]  # a row each
    words: tuple[tuple[str, ...], ...]  # the same shape
    middle: float | None = None
    kind: Literal["heat"] = "heat"


@dataclass(frozen=True)
class TrendChart:
    """One figure by day as a line, with the band it usually keeps to and last year's as a ghost."""

    language: str
    title: str
    days: tuple[date, ...]
    values: tuple[Figure, ...]
    low: tuple[Figure, ...]
    high: tuple[Figure, ...]
    ghost: tuple[Figure, ...]
    shades: tuple[Shade, ...]
    unit: Unit
    value_label: str
    band_label: str
    ghost_label: str
    kind: Literal["trend"] = "trend"


@dataclass(frozen=True)
class MonthChart:
    """A month's revenue added up day by day against its plan, and where it may end (the band)."""

    language: str
    title: str
    days: tuple[date, ...]
    sold: tuple[Figure, ...]
    planned: tuple[Figure, ...]
    low: tuple[Figure, ...]
    high: tuple[Figure, ...]
    shades: tuple[Shade, ...]
    sold_label: str
    planned_label: str
    band_label: str
    kind: Literal["month"] = "month"


Chart = BriefChart | RoiChart | RivalsChart | WaterfallChart | HeatChart | TrendChart | MonthChart
CHART: TypeAdapter[Chart] = TypeAdapter(Annotated[Chart, Field(discriminator="kind")])
