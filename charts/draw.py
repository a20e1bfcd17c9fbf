"""A chart's data becomes a PNG. Takes some milliseconds of pure arithmetic: never in an event loop."""

from collections.abc import Callable, Mapping
from typing import Any

from matplotlib.figure import Figure

from charts import brief, heat, month, rivals, roi, style, trend, waterfall
from charts.chart import Chart

KINDS: Mapping[str, Callable[[Any], Figure]] = {
    "brief": brief.draw,
    "roi": roi.draw,
    "rivals": rivals.draw,
    "waterfall": waterfall.draw,
    "heat": heat.draw,
    "trend": trend.draw,
    "month": month.draw,
}


def draw(chart: Chart) -> bytes:
    """The PNG, 1200 points wide. One thread a process: matplotlib is not made for more."""
    return style.finish(figure_of(chart))


def figure_of(chart: Chart) -> Figure:
    return KINDS[chart.kind](chart)
