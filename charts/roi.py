"""Advertising day by day: ROI against its three grade lines, and below it what was spent."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from charts import style
from charts.chart import RoiChart

GRADES = 0.135  # room for their names beside the plot


def draw(chart: RoiChart) -> Figure:
    figure = style.canvas()
    style.heading(
        figure, chart.title, [(chart.roi_label, style.ROI, "-"), (chart.spend_label, style.BAR, None)]
    )
    roi = style.panel(figure, 0.42, 0.40, right=GRADES)
    style.figures_axis(roi, grade_room(chart), lambda value: f"{value:.4g}")
    roi.grid(visible=False)
    spend = style.panel(figure, 0.09, 0.27, right=GRADES)
    style.bars(spend, chart.spend, [style.BAR] * len(chart.days))
    style.figures_axis(spend, style.highest(chart.spend), style.short(chart.language), steps=2)
    style.days_axis(spend, chart.days)
    roi.set_xlim(spend.get_xlim())
    grade_lines(roi, chart.grades)
    style.line(roi, chart.roi, style.ROI, width=4.5)
    return figure


def grade_room(chart: RoiChart) -> float:
    """The axis always shows all three grades, and no single lucky day may flatten the rest."""
    levels = [level for level, _ in chart.grades]
    known = sorted(value for value in chart.roi if value is not None)
    usual = known[int(len(known) * 0.9)] if known else 0.0
    return max([level * 1.15 for level in levels] + [min(style.highest(chart.roi), usual * 1.5)])


def grade_lines(axes: Axes, grades: Sequence[tuple[float, str]]) -> None:
    """Each grade a dashed line, named beside the plot; the names keep apart where the lines are close."""
    top = axes.get_ylim()[1]
    heights = style.spread([level for level, _ in grades], top * 0.12)
    for (level, name), height in zip(grades, heights, strict=True):
        label = style.fit(f"{name} {level:g}", style.SMALL, GRADES - 0.015)
        axes.axhline(level, color=style.SOFT, linewidth=1.8, linestyle=(0, (4, 3)))
        axes.text(1.01, height, label, transform=axes.get_yaxis_transform(),
                  fontproperties=style.font(style.SMALL), color=style.SOFT, va="center")  # fmt: skip
