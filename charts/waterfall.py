"""From one figure to another, step by step: a bar each, its figure with an arrow, its name below."""

from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from charts import style
from charts.chart import WaterfallChart
from charts.panel import within

GROUND, TOP = 0.17, 0.86  # of the picture's height; below it two lines of names
LEFT, RIGHT = style.EDGE, 1 - style.EDGE
BAR = 0.62  # of the room each bar has
THINNEST = 0.006  # of the height: a step of next to nothing is still seen
SAID = 0.052  # of the height: a figure and its distance from the bar
CUT_BELOW = (
    0.35  # where all the levels differ by less than this part of them, the axis does not begin at zero
)


@dataclass(frozen=True)
class Bar:
    """From level to level; `begin` is also where the line from the bar before it arrives."""

    label: str
    begin: float
    end: float
    is_step: bool


@dataclass(frozen=True)
class Axis:
    """`ground` is where whole bars stand: zero, or the cut end of the axis, where zero is far away."""

    low: float
    high: float
    ground: float

    @property
    def is_cut(self) -> bool:
        return self.ground != 0

    def up(self, value: float) -> float:
        part = (value - self.low) / (self.high - self.low)
        return GROUND + min(max(part, 0.0), 1.0) * (TOP - GROUND)


def draw(chart: WaterfallChart) -> Figure:
    figure = style.canvas()
    style.write(figure, style.EDGE, style.below_top(figure, 37),
                style.fit(chart.title, style.TITLE, RIGHT - LEFT), style.TITLE, style.INK)  # fmt: skip
    bars = bars_of(chart)
    axis = axis_of(bars)
    room = (RIGHT - LEFT) / len(bars)
    ground = axis.up(axis.ground)
    figure.add_artist(line(figure, (LEFT, RIGHT), ground, style.SOFT, "-"))
    said = [figure_of(bar, chart) for bar in bars]
    points = points_for(said, room * 0.97)
    small = points_for(words_of(bars), room * 0.94, style.TINY)
    for i, bar in enumerate(bars):
        middle = LEFT + (i + 0.5) * room
        draw_bar(figure, bar, axis, middle, room)
        if i + 1 < len(bars):
            ends = middle + room * BAR / 2, middle + room * (1 - BAR / 2)
            figure.add_artist(line(figure, ends, axis.up(bar.end), style.SOFT, (0, (2, 1.5))))
        label_bar(figure, bar, axis, middle, said[i], points, room)
        name = style.wrap(bar.label, small, room * 0.94)
        style.write(figure, middle, GROUND - 0.02, name, small, style.INK, "center", "top")
    return figure


def bars_of(chart: WaterfallChart) -> list[Bar]:
    bars, level = [Bar(chart.start_label, 0, chart.start, False)], chart.start
    for step in chart.steps:
        bars.append(Bar(step.label, level, level + step.value, True))
        level += step.value
    return [*bars, Bar(chart.end_label, 0, chart.end, False)]


def axis_of(bars: list[Bar]) -> Axis:
    """With room for the figures above and below. Cut where the steps could not be seen beside the bars."""
    levels = [bar.end for bar in bars]
    low, high = min(levels), max(levels)
    spread = high - low
    nearest = min(abs(low), abs(high))
    if low * high > 0 and 0 < spread < CUT_BELOW * nearest:
        margin = spread * 0.6
        low, high = low - margin, high + margin
        return Axis(low, high, low if low > 0 else high)
    low, high = min(0.0, low), max(0.0, high)
    room = (high - low or 1.0) * SAID / (TOP - GROUND - 2 * SAID)
    return Axis(low - room if low < 0 else low, high + room if high > 0 or low == 0 else high, 0.0)


def draw_bar(figure: Figure, bar: Bar, axis: Axis, middle: float, room: float) -> None:
    begin, end = axis.up(bar.begin if bar.is_step else axis.ground), axis.up(bar.end)
    low, high = min(begin, end), max(begin, end)
    if high - low < THINNEST:
        low, high = (low + high - THINNEST) / 2, (low + high + THINNEST) / 2
    half = room * BAR / 2
    figure.add_artist(style.box(figure, middle - half, low, middle + half, high, colour_of(bar)))
    if axis.is_cut and not bar.is_step:
        draw_break(figure, begin + 0.06 * (1 if end > begin else -1), middle, half)


def draw_break(figure: Figure, height: float, middle: float, half: float) -> None:
    """Two white slanted lines across the bar: here something is left out."""
    for shift in (-0.009, 0.009):
        ends = [middle - half * 1.15, middle + half * 1.15], [height + shift - 0.012, height + shift + 0.012]
        figure.add_artist(
            Line2D(*ends, color=style.PAPER, linewidth=4, transform=figure.transFigure, zorder=4)
        )


def label_bar(
    figure: Figure, bar: Bar, axis: Axis, middle: float, said: str, points: float, room: float
) -> None:
    """The figure on the side that the bar points to; above it where below there is no room."""
    begin, end = axis.up(bar.begin if bar.is_step else axis.ground), axis.up(bar.end)
    width = style.text_width(said, points)
    at = within(middle, width, 0.004, 0.996) if width > room else middle
    falls = bar.end < bar.begin
    if falls and min(begin, end) - SAID >= GROUND - 0.005:
        style.write(figure, at, min(begin, end) - 0.01, said, points, ink_of(bar), "center", "top")
    else:
        style.write(figure, at, max(begin, end) + 0.008, said, points, ink_of(bar), "center", "bottom")


def figure_of(bar: Bar, chart: WaterfallChart) -> str:
    """▲1.23万, ▼¥560: an arrow says what a colour alone would not."""
    if not bar.is_step:
        return style.compact(bar.end, chart.unit, chart.language)
    value = bar.end - bar.begin
    said = style.compact(abs(value), chart.unit, chart.language)
    if chart.behind_step:
        said = f"{said.removesuffix('%')}{chart.behind_step}"
    return f"{'▲' if value > 0 else '▼'}{said}" if value else said


def points_for(said: list[str], room: float, least: float = style.LEAST) -> float:
    """As large as the widest figure allows: all are of one size."""
    points: float = style.SMALL
    while points > least and max(style.text_width(one, points) for one in said) > room:
        points -= 0.5
    return points


def words_of(bars: list[Bar]) -> list[str]:
    """What must not be broken within a name: its Latin words."""
    words = [word for bar in bars for word in style.drawable(bar.label).split()]
    return [word for word in words if style.is_latin(word)] or [""]


def colour_of(bar: Bar) -> str:
    if not bar.is_step:
        return style.MARKED
    return style.UP if bar.end >= bar.begin else style.DOWN


def ink_of(bar: Bar) -> str:
    if not bar.is_step:
        return style.INK
    return style.UP_WORDS if bar.end >= bar.begin else style.DOWN_WORDS


def line(figure: Figure, ends: tuple[float, float], height: float, colour: str, dash: style.Dash) -> Line2D:
    return Line2D(ends, [height, height], color=colour, linewidth=1.8, linestyle=dash,
                  transform=figure.transFigure, zorder=2)  # fmt: skip
