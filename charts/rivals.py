"""Our sales as a line, each rival's as a band between the two ends of its range."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from charts import style
from charts.chart import RivalBand, RivalsChart


def draw(chart: RivalsChart) -> Figure:
    figure = style.canvas()
    shown = chart.rivals[: len(style.RIVALS)]
    room = (0.94 - style.text_width(chart.own_label, style.SMALL)) / max(1, len(shown)) - 0.072
    entries: list[style.Entry] = [(chart.own_label, style.MARKED, "-")]
    for i, rival in enumerate(shown):
        entries.append((style.fit(rival.name, style.SMALL, room), style.RIVALS[i], style.DASHES[i]))
    style.heading(figure, f"{chart.title} · {chart.sales_label}", entries)
    axes = style.panel(figure, 0.09, 0.72)
    style.figures_axis(
        axes,
        style.highest(chart.own, *(rival.high for rival in shown)),
        style.short(chart.language),
        steps=4,
    )
    style.days_axis(axes, chart.days)
    for i, rival in enumerate(shown):
        band(axes, rival, style.RIVALS[i], style.DASHES[i])
    style.line(axes, chart.own, style.MARKED, width=5)
    return figure


def band(axes: Axes, rival: RivalBand, colour: str, dash: style.Dash) -> None:
    """The area between low and high, and its middle as a line; an exact figure is the line alone."""
    low = np.array([np.nan if value is None else value for value in rival.low])
    high = np.array([np.nan if value is None else value for value in rival.high])
    axes.fill_between(range(len(low)), low, high, color=colour, alpha=0.16, linewidth=0, zorder=1)
    lone = [i for i, value in enumerate(rival.high) if value is not None and style.is_lone(rival.high, i)]
    axes.vlines(lone, low[lone], high[lone], color=colour, alpha=0.4, linewidth=7, zorder=1)
    middle = [None if np.isnan(value) else float(value) for value in (low + high) / 2]
    style.line(axes, middle, colour, dash, 2.5)
