"""A month added up day by day against its plan, and where it may end."""

from matplotlib.figure import Figure

from charts import shade, style
from charts.chart import MonthChart
from charts.panel import Panel, highest, scale

GROUND, TOP = 0.09, 0.80


def draw(chart: MonthChart) -> Figure:
    figure = style.canvas()
    has_plan, has_band = (any(one is not None for one in values) for values in (chart.planned, chart.high))
    entries: list[style.Entry] = [(chart.sold_label, style.MARKED, "-")]
    if has_plan:
        entries.append((chart.planned_label, style.TARGET, "--"))
    if has_band:
        entries.append((chart.band_label, style.BAND_PALE, None))
    style.heading(figure, chart.title, entries)
    step, top = scale(highest(chart.sold, chart.planned, chart.high), steps=4)
    panel = Panel(figure, chart.days, GROUND, TOP - GROUND, top)
    shade.draw(panel, chart.shades, GROUND, TOP)
    panel.label_figures(step, style.short(chart.language))
    panel.label_days()
    panel.band(*fan(chart), style.BAND)
    if has_plan:
        panel.line(chart.planned, style.TARGET, "--", 2.5)
    panel.line(chart.sold, style.MARKED, width=4.5)
    panel.dots(chart.sold, last_known(chart), style.MARKED, 12)
    return figure


def last_known(chart: MonthChart) -> list[int]:
    return [i for i, value in enumerate(chart.sold) if value is not None][-1:]


def fan(chart: MonthChart) -> tuple[list[float | None], list[float | None]]:
    """The band opens from the last point that is known, where both its ends are that point."""
    low, high = list(chart.low), list(chart.high)
    for i in last_known(chart):
        if i + 1 < len(high) and high[i] is None and high[i + 1] is not None:
            low[i] = high[i] = chart.sold[i]
    return low, high
