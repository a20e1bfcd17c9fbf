"""A plot without an axis machinery: bars, lines and bands over days, with the few labels a phone can show.

matplotlib's own Axes cost more than all that is drawn in them; these are the same artists, placed by hand.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox

from charts import style
from charts.chart import Figure as Value

LEFT, RIGHT = 0.09, 0.025  # margins, as fractions of the picture
BAR = 0.38  # half a bar's width, in days
LONG = 330  # days: from here on the labels are months, with their year
MOST_LABELS = 7


@dataclass(frozen=True)
class Panel:
    """A part of the picture: days from left to right, figures from `base` up to `top`."""

    figure: Figure
    days: Sequence[date]
    bottom: float
    height: float
    top: float
    right: float = RIGHT
    base: float = 0.0

    @property
    def first(self) -> float:
        return -0.6 - self.aside

    @property
    def span(self) -> float:
        return len(self.days) + 0.2 + 2 * self.aside

    @property
    def aside(self) -> float:
        """Room beside few days: a lone day is a bar, not a wall."""
        return max(0.0, (7 - len(self.days)) / 2)

    @property
    def width(self) -> float:
        return 1 - LEFT - self.right

    def across(self, day: float) -> float:
        """Where a day (its number, from 0) is, as a fraction of the picture's width."""
        return LEFT + (day - self.first) / self.span * self.width

    def up(self, value: float) -> float:
        return self.bottom + (value - self.base) / (self.top - self.base) * self.height

    def add(self, artist: Artist, *, over: bool = False) -> None:
        """Places an artist given in days and figures; cut at the panel's edges unless it may go `over`."""
        scale = Affine2D().translate(-self.first, -self.base)
        scale.scale(self.width / self.span, self.height / (self.top - self.base))
        artist.set_transform(scale.translate(LEFT, self.bottom) + self.figure.transFigure)
        self.figure.add_artist(artist)
        if not over:
            edges = Bbox.from_bounds(LEFT, self.bottom - 0.01, self.width, self.height + 0.02)
            artist.set_clip_box(TransformedBbox(edges, self.figure.transFigure))

    # -------------------------------------------------------------------------------- what is drawn

    def bars(self, values: Sequence[Value], colours: Sequence[str]) -> None:
        """One bar a day; a day without a figure is a grey dash on the ground: not known is not zero."""
        known = [(i, value, colours[i]) for i, value in enumerate(values) if value is not None]
        corners = [[(i - BAR, 0), (i - BAR, v), (i + BAR, v), (i + BAR, 0)] for i, v, _ in known]
        self.add(PolyCollection(corners, facecolors=[colour for _, _, colour in known], linewidths=0))
        unknown = [i for i, value in enumerate(values) if value is None]
        dashes = Line2D(unknown, [0] * len(unknown), linestyle="none", marker="_", markersize=11,
                        markeredgewidth=4, color=style.UNKNOWN, zorder=4)  # fmt: skip
        self.add(dashes, over=True)

    def line(self, values: Sequence[Value], colour: str, dash: style.Dash = "-", width: float = 3.5) -> None:
        """A line with a gap where a figure is missing; a lone figure between two gaps is a dot, or a dash."""
        heights = [np.nan if value is None else value for value in values]
        self.add(Line2D(range(len(heights)), heights, color=colour, linewidth=width, linestyle=dash,
                        solid_capstyle="round", zorder=3))  # fmt: skip
        if dash == "-":
            self.dots(values, lone(values), colour)
        else:
            dashes = LineCollection([[(i - BAR, heights[i]), (i + BAR, heights[i])] for i in lone(values)],
                                    colors=colour, linewidths=width, linestyles=[dash], zorder=3)  # fmt: skip
            self.add(dashes)

    def dots(self, values: Sequence[Value], days: Sequence[int], colour: str, size: float = 8) -> None:
        heights = [np.nan if value is None else value for value in (values[i] for i in days)]
        self.add(Line2D(days, heights, linestyle="none", marker="o", markersize=size,
                        color=colour, zorder=3), over=True)  # fmt: skip

    def band(self, low: Sequence[Value], high: Sequence[Value], colour: str) -> None:
        """The area between two series; where only a single day is known, an upright stroke."""
        ends = [(a, b) if a is not None and b is not None else None for a, b in zip(low, high, strict=True)]
        known = {i: end for i, end in enumerate(ends) if end is not None}
        areas = []
        for start, end in stretches(high):
            days = [i for i in range(start, end) if i in known]
            areas.append([*((i, known[i][0]) for i in days), *((i, known[i][1]) for i in reversed(days))])
        self.add(PolyCollection(areas, facecolors=colour, alpha=0.16, linewidths=0, zorder=1))
        strokes = [[(i, known[i][0]), (i, known[i][1])] for i in lone(high) if i in known]
        self.add(LineCollection(strokes, colors=colour, alpha=0.4, linewidths=7, zorder=1))

    def level(self, value: float, colour: str, dash: style.Dash = "-", width: float = 1.5) -> None:
        ends = self.first, self.first + self.span
        self.add(
            Line2D(ends, [value, value], color=colour, linewidth=width, linestyle=dash, zorder=0.5), over=True
        )

    # -------------------------------------------------------------------------------- what labels it

    def label_figures(self, step: float, show: Callable[[float], str], *, grid: bool = True) -> None:
        """The ground, a faint line at every step above it, and their figures on the left."""
        for i in range(round((self.top - self.base) / step) + 1):
            value = self.base + i * step
            if grid or i == 0:
                self.level(value, style.FAINT if i else style.SOFT)
            said = style.fit(show(value), style.SMALL, LEFT - 0.01)
            style.write(self.figure, LEFT - 0.008, self.up(value), said, style.SMALL, style.SOFT, "right")

    def label_days(self) -> None:
        """At most seven dates, the last day always among them, none touching another."""
        every = max(1, -(-len(self.days) // MOST_LABELS))
        for i in range(len(self.days) - 1, -1, -every):
            day = self.days[i]
            is_long = (self.days[-1] - self.days[0]).days >= LONG
            said = f"{day.year}/{day.month}" if is_long else f"{day.month}/{day.day}"
            at = within(self.across(i), style.text_width(said, style.SMALL), 0.005, 0.995)
            style.write(self.figure, at, self.bottom - 0.014, said, style.SMALL, style.SOFT, "center", "top")


def within(middle: float, width: float, left: float, right: float) -> float:
    """Where the middle of something must be moved, so that it lies between two ends."""
    return min(max(middle, left + width / 2), right - width / 2)


def scale(highest: float, steps: int = 3) -> tuple[float, float]:
    """A round step, and the axis' end: the first multiple of the step at or above `highest`."""
    step = round_step(highest / steps if highest > 0 else 1.0)
    return step, step * max(1, int(np.ceil(highest / step - 1e-9)))


def scale_between(lowest: float, highest: float, steps: int = 4) -> tuple[float, float, float]:
    """A round step and both ends of an axis for lines: from zero, unless all of it is far above."""
    if 0 <= lowest <= highest / 2 or lowest == highest:
        lowest = min(0.0, lowest)
    step = round_step((highest - lowest) / steps if highest > lowest else 1.0)
    base = step * np.floor(lowest / step + 1e-9)
    return step, float(base), float(max(base + step, step * np.ceil(highest / step - 1e-9)))


def round_step(rough: float) -> float:
    """The smallest of 1, 2, 2.5, 5 × 10ⁿ that is not below `rough`."""
    size = 10.0 ** np.floor(np.log10(rough))
    return float(next(size * step for step in (1, 2, 2.5, 5, 10) if size * step >= rough * (1 - 1e-9)))


def stretches(values: Sequence[Value]) -> list[tuple[int, int]]:
    """The runs of known figures: first place, place behind the last."""
    known = [False, *(value is not None for value in values), False]
    edges = [i for i in range(len(known) - 1) if known[i] != known[i + 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))


def lone(values: Sequence[Value]) -> list[int]:
    return [start for start, end in stretches(values) if end - start == 1]


def highest(*series: Sequence[Value]) -> float:
    return max((value for values in series for value in values if value is not None), default=0.0)


def lowest(*series: Sequence[Value]) -> float:
    return min((value for values in series for value in values if value is not None), default=0.0)
