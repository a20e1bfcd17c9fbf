"""One figure by day as a line, within the band it usually keeps to; last year's behind it."""

from matplotlib.figure import Figure

from charts import shade, style
from charts.chart import TrendChart
from charts.panel import Panel, highest, lowest, scale_between

GROUND, TOP = 0.09, 0.80


def draw(chart: TrendChart) -> Figure:
    figure = style.canvas()
    has_band, has_ghost = (any(one is not None for one in values) for values in (chart.high, chart.ghost))
    entries: list[style.Entry] = [(chart.value_label, style.MARKED, "-")]
    if has_band:
        entries.append((chart.band_label, style.BAND_PALE, None))
    if has_ghost:
        entries.append((chart.ghost_label, style.GHOST, style.GHOST_DASH))
    style.heading(figure, chart.title, entries)
    shown = (chart.values, chart.low, chart.high, chart.ghost)
    step, base, top = scale_between(lowest(*shown), highest(*shown))
    panel = Panel(figure, chart.days, GROUND, TOP - GROUND, top, base=base)
    shade.draw(panel, chart.shades, GROUND, TOP)
    panel.label_figures(step, style.axis(chart.unit, chart.language))
    panel.label_days()
    panel.band(chart.low, chart.high, style.BAND)
    if has_ghost:
        panel.line(chart.ghost, style.GHOST, style.GHOST_DASH, 2.5)
    panel.line(chart.values, style.MARKED, width=4 if len(chart.days) <= 120 else 2)
    known = [i for i, value in enumerate(chart.values) if value is not None]
    panel.dots(chart.values, known[-1:], style.MARKED, 12)
    return figure
