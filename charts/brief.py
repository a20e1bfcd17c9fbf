"""The morning picture: revenue a day with its target and last year's, ROI above it on an axis of its own."""

from matplotlib.figure import Figure

from charts import shade, style
from charts.chart import BriefChart
from charts.panel import Panel, highest, scale

GROUND, TOP = 0.09, 0.80  # of the picture's height: where the plots begin and end
ROI_GROUND = 0.58


def draw(chart: BriefChart) -> Figure:
    figure = style.canvas()
    has_roi, has_target, has_ghost = (
        any(value is not None for value in values) for values in (chart.roi, chart.target, chart.ghost)
    )
    entries: list[style.Entry] = [(chart.revenue_label, style.MARKED, None)]
    if has_target:
        entries.append((chart.target_label, style.TARGET, "--"))
    if has_ghost:
        entries.append((chart.ghost_label, style.GHOST, style.GHOST_DASH))
    if has_roi:
        entries.append((chart.roi_label, style.ROI, "-"))
    style.heading(figure, chart.title, entries)
    step, top = scale(highest(chart.revenue, chart.target, chart.ghost))
    revenue = Panel(figure, chart.days, GROUND, 0.44 if has_roi else TOP - GROUND, top)
    shade.draw(revenue, chart.shades, GROUND, TOP)
    revenue.label_figures(step, style.short(chart.language))
    revenue.label_days()
    colours = [style.MARKED if day == chart.marked else style.BAR for day in chart.days]
    revenue.bars(chart.revenue, colours)
    if has_ghost:
        revenue.line(chart.ghost, style.GHOST, style.GHOST_DASH, 2.5)
    if has_target:
        revenue.line(chart.target, style.TARGET, "--", 2.5)
    if has_roi:
        step, top = scale(max(highest(chart.roi), 1.0))
        roi = Panel(figure, chart.days, ROI_GROUND, TOP - ROI_GROUND, top)
        roi.label_figures(step, style.axis("multiple", chart.language))
        roi.line(chart.roi, style.ROI)
    return figure
