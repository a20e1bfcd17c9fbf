"""The morning picture: revenue a day with its target, ROI above it on an axis of its own."""

from matplotlib.figure import Figure

from charts import style
from charts.chart import BriefChart
from charts.panel import Panel, highest, scale


def draw(chart: BriefChart) -> Figure:
    figure = style.canvas()
    has_roi = any(value is not None for value in chart.roi)
    has_target = any(value is not None for value in chart.target)
    entries: list[style.Entry] = [(chart.revenue_label, style.MARKED, None)]
    if has_target:
        entries.append((chart.target_label, style.TARGET, "--"))
    if has_roi:
        entries.append((chart.roi_label, style.ROI, "-"))
    style.heading(figure, chart.title, entries)
    step, top = scale(highest(chart.revenue, chart.target))
    revenue = Panel(figure, chart.days, 0.09, 0.44 if has_roi else 0.71, top)
    revenue.label_figures(step, style.short(chart.language))
    revenue.label_days()
    colours = [style.MARKED if day == chart.marked else style.BAR for day in chart.days]
    revenue.bars(chart.revenue, colours)
    if has_target:
        revenue.line(chart.target, style.TARGET, "--", 2.5)
    if has_roi:
        step, top = scale(max(highest(chart.roi), 1.0))
        roi = Panel(figure, chart.days, 0.58, 0.22, top)
        roi.label_figures(step, lambda value: f"{value:.4g}")
        roi.line(chart.roi, style.ROI)
    return figure
