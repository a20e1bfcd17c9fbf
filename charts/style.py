"""The one look of all charts: size, font, colours, headings, labels."""

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D

from charts.chart import Figure as Value
from charts.png import png

WIDTH, HEIGHT, DPI = 1200, 675, 100  # a phone shows it at about a third: 30 px here are 10 there
FONT = Path(__file__).parent / "font" / "NotoSansSC-Regular.otf"
TITLE, LABEL, SMALL = 23, 18, 16  # points

INK, SOFT, FAINT, PAPER = "#1c2430", "#5b6675", "#e3e7ec", "#ffffff"
BAR, MARKED, TARGET, ROI = "#a9c3e0", "#1f5fae", "#3c4654", "#c45a00"
RIVALS = ("#c45a00", "#2f8f5b", "#8a4fb0", "#b3862b", "#c2417c")
Dash = Literal["-", "--", ":", "-."] | tuple[float, tuple[float, ...]]
DASHES: tuple[Dash, ...] = ("-", "--", ":", "-.", (0, (5, 1, 1, 1, 1, 1)))  # colour never speaks alone


@cache
def font(size: float) -> FontProperties:
    return FontProperties(fname=str(FONT), size=size)


@cache
def known_characters() -> frozenset[int]:
    return frozenset(get_font(str(FONT)).get_charmap())


def drawable(text: str) -> str:
    """`text` without what the font cannot draw (emoji, rare signs): better a gap than a box."""
    known = known_characters()
    kept = (c for c in unicodedata.normalize("NFC", text) if ord(c) in known)
    return " ".join("".join(kept).split()).replace("$", r"\$")


Entry = tuple[str, str, Dash | None]  # label, colour, dash; no dash: a block


def canvas() -> Figure:
    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    return figure


def finish(figure: Figure) -> bytes:
    agg = figure.canvas
    assert isinstance(agg, FigureCanvasAgg)
    agg.draw()  # type: ignore[no-untyped-call]
    return png(np.asarray(agg.buffer_rgba()))  # type: ignore[no-untyped-call]


def heading(figure: Figure, title: str, entries: Sequence[Entry]) -> None:
    """The title, and below it one row that says what is what."""
    figure.text(0.03, 0.945, drawable(title), fontproperties=font(TITLE), color=INK, va="center")
    at = 0.03
    for label, colour, dash in entries:
        label = drawable(label)
        if dash is None:
            figure.add_artist(block(figure, at, colour))
        else:
            figure.add_artist(stroke(figure, at, colour, dash))
        figure.text(at + 0.038, 0.868, label, fontproperties=font(SMALL), color=INK, va="center")
        at += 0.038 + text_width(label, SMALL) + 0.03


def block(figure: Figure, left: float, colour: str) -> PolyCollection:
    corners = [(left, 0.852), (left + 0.028, 0.852), (left + 0.028, 0.884), (left, 0.884)]
    return PolyCollection([corners], facecolors=colour, transform=figure.transFigure)


def stroke(figure: Figure, left: float, colour: str, dash: Dash) -> Line2D:
    ends = [left, left + 0.03], [0.868, 0.868]
    return Line2D(*ends, color=colour, linewidth=3.5, linestyle=dash, transform=figure.transFigure)


def text_width(text: str, points: float) -> float:
    """About how much of the picture's width `text` takes; a Chinese character is as wide as it is high."""
    wide = sum(1.0 if ord(character) > 0x2E7F else 0.56 for character in text)
    return wide * points * DPI / 72 / WIDTH


def fit(text: str, points: float, room: float) -> str:
    """`text` cut with an ellipsis so that it takes at most `room` of the picture's width."""
    text = drawable(text)
    if text_width(text, points) <= room:
        return text
    while text and text_width(text + "…", points) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def short(language: str) -> Callable[[float], str]:
    """Axis figures: 2.5万, 1亿 in Chinese, 25k, 1M in English."""
    units = ((1e8, "亿"), (1e4, "万")) if language == "zh" else ((1e6, "M"), (1e3, "k"))

    def show(value: float) -> str:
        for size, name in units:
            if value >= size:
                return f"{value / size:.4g}{name}"
        return f"{value:.4g}"

    return show


def highest(*series: Sequence[Value]) -> float:
    return max((value for values in series for value in values if value is not None), default=0.0)


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """The rising `heights`, moved up where they are closer than `gap`, so that labels do not touch."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + gap) if placed else height)
    return placed
