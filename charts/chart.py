"""What a picture shows, as plain data: small, comparable, able to travel and to be kept.

`Labels` are already in the reader's language; figures are floats (a picture needs no cents), None is a gap.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

Figure = float | None


@dataclass(frozen=True)
class BriefChart:
    """Days of revenue as bars, one marked; the target as a line; ROI as a line on its own axis."""

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


Chart = BriefChart | RoiChart | RivalsChart
CHART: TypeAdapter[Chart] = TypeAdapter(Annotated[Chart, Field(discriminator="kind")])
