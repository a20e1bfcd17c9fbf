"""A chart's data becomes a PNG. Takes some milliseconds of pure arithmetic: never in an event loop."""

from matplotlib.figure import Figure

from charts import brief, rivals, roi, style
from charts.chart import BriefChart, Chart, RoiChart


def draw(chart: Chart) -> bytes:
    """The PNG of 1200 × 675 points. One thread a process: matplotlib is not made for more."""
    return style.finish(figure_of(chart))


def figure_of(chart: Chart) -> Figure:
    if isinstance(chart, BriefChart):
        return brief.draw(chart)
    if isinstance(chart, RoiChart):
        return roi.draw(chart)
    return rivals.draw(chart)
