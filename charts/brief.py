"""The morning picture: revenue a day with its target, ROI above it on an axis of its own."""

from matplotlib.figure import Figure

from charts import style
from charts.chart import BriefChart


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
    revenue = style.panel(figure, 0.09, 0.44 if has_roi else 0.71)
    colours = [style.MARKED if day == chart.marked else style.BAR for day in chart.days]
    style.bars(revenue, chart.revenue, colours)
    if has_target:
        style.line(revenue, chart.target, style.TARGET, "--", 2.5)
    style.figures_axis(revenue, style.highest(chart.revenue, chart.target), style.short(chart.language))
    style.days_axis(revenue, chart.days)
    if has_roi:
        roi = style.panel(figure, 0.58, 0.22)
        style.line(roi, chart.roi, style.ROI)
        style.figures_axis(roi, max(style.highest(chart.roi), 1.0), lambda value: f"{value:.4g}")
        roi.set_xlim(revenue.get_xlim())
    return figure
