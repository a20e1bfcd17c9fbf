"""Rows by columns: each cell says its words, and its colour how far below or above the middle it is."""

from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from charts import style
from charts.chart import HeatChart

LEFT, RIGHT = style.EDGE, 1 - style.EDGE
TOP, BELOW = 110, 20  # pixels above the cells (title and columns' names), and below them
ROW = 36  # pixels: a row that can be read; where there are many, the picture is higher
HIGHEST_ROW = 120 / style.HEIGHT  # of the smallest picture's height
USUAL = 0.9  # of the cells: what lies further out is coloured as if it did not
WIDEST_NAMES = 0.2  # of the width
GAP = 2.0  # pixels between two cells
LOW, HIGH = (0.93, 0.60, 0.24), (0.20, 0.47, 0.74)  # orange and blue, told apart by everybody
Colour = tuple[float, float, float]


def draw(chart: HeatChart) -> Figure:
    figure = style.canvas(max(style.HEIGHT, TOP + BELOW + ROW * len(chart.rows)))
    style.write(figure, style.EDGE, style.below_top(figure, 37),
                style.fit(chart.title, style.TITLE, RIGHT - LEFT), style.TITLE, style.INK)  # fmt: skip
    if not chart.rows or not chart.columns:
        return figure
    names = [style.fit(name, style.SMALL, WIDEST_NAMES) for name in chart.rows]
    left = LEFT + max(style.text_width(name, style.SMALL) for name in names) + 0.015
    grid = Grid(figure, left, len(chart.columns), len(chart.rows))
    for i, name in enumerate(names):
        style.write(figure, left - 0.012, grid.middle(i), name, style.SMALL, style.SOFT, "right")
    for j, column in enumerate(chart.columns):
        said = style.fit(column, style.SMALL, grid.width * 0.95)
        style.write(
            figure, grid.centre(j), style.below_top(figure, 86), said, style.SMALL, style.SOFT, "center"
        )
    colours = colours_of(chart)
    paint(grid, chart, colours)
    write_words(grid, chart, colours)
    return figure


class Grid:
    """Where the cells are, in fractions of the picture."""

    def __init__(self, figure: Figure, left: float, columns: int, rows: int) -> None:
        self.figure, self.left = figure, left
        self.top = style.below_top(figure, TOP)
        self.width = (RIGHT - left) / columns
        self.height = min(HIGHEST_ROW, (self.top - (1 - style.below_top(figure, BELOW))) / rows)
        self.gap = GAP / style.WIDTH, 1 - style.below_top(figure, GAP)

    def middle(self, row: int) -> float:
        return self.top - (row + 0.5) * self.height

    def centre(self, column: int) -> float:
        return self.left + (column + 0.5) * self.width

    def corners(self, row: int, column: int) -> list[tuple[float, float]]:
        across, up = self.width / 2 - self.gap[0] / 2, self.height / 2 - self.gap[1] / 2
        x, y = self.centre(column), self.middle(row)
        return [(x - across, y - up), (x + across, y - up), (x + across, y + up), (x - across, y + up)]


def paint(grid: Grid, chart: HeatChart, colours: list[list[Colour | None]]) -> None:
    """A cell without a figure is hatched where its words say so; without words it is no cell at all."""
    known, unknown = [], []
    for i, row in enumerate(colours):
        for j, colour in enumerate(row):
            if colour is not None:
                known.append((grid.corners(i, j), colour))
            elif chart.words[i][j]:
                unknown.append(grid.corners(i, j))
    place = grid.figure.transFigure
    cells = PolyCollection(
        [corners for corners, _ in known],
        facecolors=[colour for _, colour in known],
        linewidths=0,
        transform=place,
    )
    hatched = PolyCollection(
        unknown, facecolors="#f4f5f7", edgecolors="#c9ced6", linewidths=0, hatch="//", transform=place
    )
    grid.figure.add_artist(cells)
    grid.figure.add_artist(hatched)


def write_words(grid: Grid, chart: HeatChart, colours: list[list[Colour | None]]) -> None:
    """As large as the longest words allow, all of one size."""
    longest = max((style.drawable(word) for row in chart.words for word in row), key=style.ems, default="")
    points: float = style.SMALL
    while points > style.LEAST and style.text_width(longest, points) > grid.width * 0.94:
        points -= 0.5
    for i, row in enumerate(chart.words):
        for j, word in enumerate(row):
            said = style.fit(word, points, grid.width * 0.96)
            if said:
                colour = ink_on(colours[i][j])
                style.write(grid.figure, grid.centre(j), grid.middle(i), said, points, colour, "center")


def colours_of(chart: HeatChart) -> list[list[Colour | None]]:
    """A few days far out (a great sale) take the strongest colour, and do not make all others alike."""
    known = sorted(value for row in chart.cells for value in row if value is not None)
    if not known:
        return [[None] * len(row) for row in chart.cells]
    if chart.middle is None:
        low, high = known[int(len(known) * (1 - USUAL))], known[int((len(known) - 1) * USUAL)]
        return [[None if v is None else shade_of(rising(v, low, high)) for v in row] for row in chart.cells]
    middle = chart.middle
    far = sorted(abs(value - middle) for value in known)
    reach = far[int((len(far) - 1) * USUAL)] or far[-1] or 1.0
    return [[None if v is None else shade_of((v - middle) / reach) for v in row] for row in chart.cells]


def rising(value: float, low: float, high: float) -> float:
    """From next to nothing (never white: white is no cell) to one."""
    return 0.08 + 0.92 * max(0.0, (value - low) / (high - low)) if high > low else 0.5


def shade_of(share: float) -> Colour:
    """-1 is orange, 1 is blue, 0 nearly white; the root tells small differences apart."""
    end, part = (HIGH if share >= 0 else LOW), min(abs(share), 1.0) ** 0.7
    red, green, blue = (0.96 + (one - 0.96) * part for one in end)
    return red, green, blue


def ink_on(colour: Colour | None) -> str:
    if colour is None:
        return style.SOFT
    red, green, blue = colour
    return style.PAPER if 0.299 * red + 0.587 * green + 0.114 * blue < 0.52 else style.INK
