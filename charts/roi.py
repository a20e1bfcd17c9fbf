"""Advertising day by day: ROI against its three grade lines, and below it what was spent."""

from matplotlib.figure import Figure

from charts import style
from charts.chart import RoiChart
from charts.panel import Panel, highest, scale

GRADES = 0.135  # room for their names beside the plot


def draw(chart: RoiChart) -> Figure:
    figure = style.canvas()
    style.heading(
        figure, chart.title, [(chart.roi_label, style.ROI, "-"), (chart.spend_label, style.BAR, None)]
    )
    step, top = scale(grade_room(chart))
    roi = Panel(figure, chart.days, 0.42, 0.40, top, right=GRADES)
    roi.label_figures(step, style.axis("multiple", chart.language), grid=False)
    grade_lines(roi, chart)
    roi.line(chart.roi, style.ROI, width=4.5)
    step, top = scale(highest(chart.spend), steps=2)
    spend = Panel(figure, chart.days, 0.09, 0.27, top, right=GRADES)
    spend.label_figures(step, style.short(chart.language))
    spend.label_days()
    spend.bars(chart.spend, [style.BAR] * len(chart.days))
    return figure


def grade_room(chart: RoiChart) -> float:
    """The axis always shows all three grades, and no single lucky day may flatten the rest."""
    levels = [level for level, _ in chart.grades]
    known = sorted(value for value in chart.roi if value is not None)
    usual = known[int(len(known) * 0.9)] if known else 0.0
    return max([level * 1.15 for level in levels] + [min(highest(chart.roi), usual * 1.5)])


def grade_lines(roi: Panel, chart: RoiChart) -> None:
    """Each grade a dashed line, named beside the plot; the names keep apart where the lines are close."""
    heights = style.spread([roi.up(level) for level, _ in chart.grades], 0.05)
    for (level, name), height in zip(chart.grades, heights, strict=True):
        label = style.fit(f"{name} {level:g}", style.SMALL, GRADES - 0.015)
        roi.level(level, style.SOFT, (0, (4, 3)), 1.8)
        style.write(roi.figure, 1 - GRADES + 0.01, height, label, style.SMALL, style.SOFT)
