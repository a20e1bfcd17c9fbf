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
from matplotlib.ft2font import LoadFlags
from matplotlib.lines import Line2D

from charts.chart import Unit
from charts.png import png

WIDTH, HEIGHT, DPI = 1200, 675, 100  # a phone shows it at about a third: 30 px here are 10 there
FONT = Path(__file__).parent / "font" / "NotoSansSC-Regular.otf"
TITLE, SMALL, TINY, LEAST = 24, 18, 15, 12  # points
EDGE, SIGN, BETWEEN = 0.03, 0.038, 0.03  # of the width: beside everything; a label's sign; between two labels

INK, SOFT, FAINT, PAPER = "#1c2430", "#5b6675", "#e3e7ec", "#ffffff"
BAR, MARKED, TARGET, ROI = "#a9c3e0", "#1f5fae", "#3c4654", "#c45a00"
RIVALS = ("#c45a00", "#2f8f5b", "#8a4fb0", "#b3862b", "#c2417c")
GHOST, BAND, UNKNOWN = "#8a94a3", "#3f7cc0", "#98a2ae"  # last year; what is usual; a day without a figure
SHADE, SHADE_EDGE, SHADE_WORDS = "#faf3e3", "#e3c98f", "#7a5c1e"  # days of a campaign
GHOST_DASH = (0, (1.6, 1.4))
BAND_PALE = "#c5d8ec"  # how the band looks on paper
UP, DOWN, UP_WORDS, DOWN_WORDS = (
    "#5b9bd5",
    "#e8913a",
    "#1f5fae",
    "#a85a08",
)  # blue and orange: told apart by those who do not tell red from green
UNITS = ((1e6, "M"), (1e3, "k")), ((1e8, "亿"), (1e4, "万"))  # English, Chinese
NO_VALUE = "–"
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
    return " ".join("".join(kept).split())


Entry = tuple[str, str, Dash | None]  # label, colour, dash; no dash: a block


def canvas(height: int = HEIGHT) -> Figure:
    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    return figure


def finish(figure: Figure) -> bytes:
    agg = figure.canvas
    assert isinstance(agg, FigureCanvasAgg)
    agg.draw()  # type: ignore[no-untyped-call]
    return png(np.asarray(agg.buffer_rgba()))  # type: ignore[no-untyped-call]


def below_top(figure: Figure, pixels: float) -> float:
    """A height in the picture, as a fraction of it."""
    return 1 - pixels / (figure.get_figheight() * DPI)


def heading(figure: Figure, title: str, entries: Sequence[Entry]) -> None:
    """The title, and below it one row that says what is what; what is too long is cut short."""
    write(figure, EDGE, below_top(figure, 37), fit(title, TITLE, 1 - 2 * EDGE), TITLE, INK)
    at, middle = EDGE, below_top(figure, 89)
    for (_, colour, dash), label in zip(entries, entry_labels(entries), strict=True):
        if dash is None:
            figure.add_artist(box(figure, at, middle - 0.016, at + 0.028, middle + 0.016, colour))
        else:
            figure.add_artist(stroke(figure, at, middle, colour, dash))
        write(figure, at + SIGN, middle, label, SMALL, INK)
        at += SIGN + text_width(label, SMALL) + BETWEEN


def entry_labels(entries: Sequence[Entry]) -> list[str]:
    """Where the row is too narrow, the longest labels are cut first."""
    labels = [label for label, _, _ in entries]
    room = 1 - 2 * EDGE - len(entries) * SIGN - max(0, len(entries) - 1) * BETWEEN
    most = room
    widths = [text_width(drawable(label), SMALL) for label in labels]
    while sum(min(most, width) for width in widths) > room:
        most -= 0.01
    return [fit(label, SMALL, most) for label in labels]


def stroke(figure: Figure, left: float, middle: float, colour: str, dash: Dash) -> Line2D:
    ends = [left, left + 0.03], [middle, middle]
    return Line2D(*ends, color=colour, linewidth=3.5, linestyle=dash, transform=figure.transFigure)


def box(figure: Figure, left: float, bottom: float, right: float, top: float, colour: str) -> PolyCollection:
    """A filled rectangle, in fractions of the picture."""
    corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
    return PolyCollection([corners], facecolors=colour, linewidths=0, transform=figure.transFigure)


# --------------------------------------------------------------------------------------------------- words


def write(
    figure: Figure,
    left: float,
    middle: float,
    text: str,
    points: float,
    colour: str,
    align: Literal["left", "center", "right"] = "left",
    upright: Literal["center", "top", "bottom"] = "center",
) -> None:
    """Words at a place in the picture; never read as a formula."""
    figure.text(left, middle, text, fontproperties=font(points), color=colour, ha=align, va=upright,
                parse_math=False)  # fmt: skip


@cache
def advance(character: str) -> float:
    """How far the font moves on behind a character, in ems."""
    face = get_font(str(FONT))
    face.set_size(100, 72)
    moved: int = face.load_char(ord(character), flags=LoadFlags.NO_HINTING).linearHoriAdvance
    return moved / 65536 / 100


def text_width(text: str, points: float) -> float:
    """How much of the picture's width `text` takes."""
    return ems(text) * points * DPI / 72 / WIDTH


def ems(text: str) -> float:
    return sum(advance(character) for character in text)


def fit(text: str, points: float, room: float) -> str:
    """`text` cut with an ellipsis so that it takes at most `room` of the picture's width; else nothing."""
    text = drawable(text)
    if fitting(text, points, room) == len(text):
        return text
    text = text[: fitting(text, points, room - text_width("…", points))]
    return text.rstrip() + "…" if text else ""


def fitting(text: str, points: float, room: float) -> int:
    """How many characters find room, from the first."""
    left = room * WIDTH * 72 / DPI / points + 1e-9
    for count, character in enumerate(text):
        left -= advance(character)
        if left < 0:
            return count
    return len(text)


def wrap(text: str, points: float, room: float) -> str:
    """`text` on one line, or on two where one is too narrow; the second is cut. Latin words stay whole."""
    text = drawable(text)
    end = max(1, fitting(text, points, room))
    if end >= len(text):
        return text
    space = text.rfind(" ", 1, end + 1)
    if is_latin(text[end - 1 : end + 1]) and space > 0:
        end = space
    return f"{text[:end].rstrip()}\n{fit(text[end:].lstrip(), points, room)}".rstrip()


def is_latin(text: str) -> bool:
    return all(ord(character) < 0x2E80 and character != " " for character in text)


# ------------------------------------------------------------------------------------------------- figures


def axis(unit: Unit, language: str) -> Callable[[float], str]:
    """How the figures of an axis are written: round ones."""
    if unit == "percent":
        return lambda value: f"{value * 100:.4g}%"
    return (lambda value: f"{value:.4g}") if unit == "multiple" else short(language)


def short(language: str) -> Callable[[float], str]:
    """Axis figures: 2.5万, 1亿 in Chinese, 25k, 1M in English."""

    def show(value: float) -> str:
        for size, name in UNITS[language == "zh"]:
            if abs(value) >= size:
                return f"{value / size:.4g}{name}"
        return f"{value:.4g}"

    return show


def compact(value: float, unit: Unit, language: str) -> str:
    """One figure beside what it is about, to three digits: ¥1.23万, 3.12%, 4.05; below zero with a sign."""
    sign, size = ("−" if value < 0 else ""), abs(value)
    if unit == "percent":
        return f"{sign}{three_digits(size * 100)}%"
    if unit == "multiple":
        return f"{sign}{size:.2f}"
    units = (one for one in UNITS[language == "zh"] if size >= one[0] * 0.9995)
    step, name = next(units, (1.0, ""))
    figure = f"{size:.0f}" if unit == "people" and not name else three_digits(size / step)
    return f"{sign}{'¥' if unit == 'money' else ''}{figure}{name}"


def three_digits(value: float) -> str:
    """12.3, 1.23, 123, 1,234, 0.004; zero is 0."""
    if 0 < value < 0.005:
        return f"{value:.4f}".rstrip("0").rstrip(".")
    places = 0 if value >= 99.95 or value == 0 else 1 if value >= 9.995 else 2
    return f"{value:,.{places}f}"


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """The rising `heights`, moved up where they are closer than `gap`, so that labels do not touch."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + gap) if placed else height)
    return placed
