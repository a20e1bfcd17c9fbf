"""Our sales as a line, each rival's as a band between the two ends of its range."""

from matplotlib.figure import Figure

from charts import style
from charts.chart import RivalBand, RivalsChart
from charts.panel import Panel, highest, scale


def draw(chart: RivalsChart) -> Figure:
    figure = style.canvas()
    shown = chart.rivals[: len(style.RIVALS)]
    entries: list[style.Entry] = [(chart.own_label, style.MARKED, "-")]
    for i, rival in enumerate(shown):
        entries.append((rival.name, style.RIVALS[i], style.DASHES[i]))
    style.heading(figure, f"{chart.title} · {chart.sales_label}", entries)
    step, top = scale(highest(chart.own, *(rival.high for rival in shown)), steps=4)
    panel = Panel(figure, chart.days, 0.09, 0.72, top)
    panel.label_figures(step, style.short(chart.language))
    panel.label_days()
    for i, rival in enumerate(shown):
        panel.band(rival.low, rival.high, style.RIVALS[i])
        panel.line(middle(rival), style.RIVALS[i], style.DASHES[i], 2.5)
    panel.line(chart.own, style.MARKED, width=5)
    return figure


def middle(rival: RivalBand) -> list[float | None]:
    """Half-way between low and high; an exact figure is its own middle."""
    ends = zip(rival.low, rival.high, strict=True)
    return [None if low is None or high is None else (low + high) / 2 for low, high in ends]
