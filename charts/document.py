"""A report as a PDF: A4, its own font within, tables over as many pages as they take, charts as pictures."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backends.backend_pdf import Op, PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from charts import style
from charts.chart import Chart
from charts.draw import figure_of
from charts.report import Cell, Report, ReportTable, ReportUnit

WIDTH, HEIGHT = 595.28, 841.89  # A4 in points
MARGIN, FOOT = 42.0, 46.0
ROOM = WIDTH - 2 * MARGIN
TITLE, HEADING, BODY, SMALL, LEAST = 20.0, 13.0, 10.5, 8.5, 5.0  # points
LINE = 1.5  # from one line to the next, in heights of the font
LEAST_OF_PICTURE = 0.8  # of its height
GAP, WIDEST_GAP = 8.0, 24.0  # points between two columns
NO_DATES = {"CreationDate": None, "ModDate": None}  # equal reports make equal files


def pdf(report: Report) -> bytes:
    file = io.BytesIO()
    pages = Layout(report).pages
    with (
        matplotlib.rc_context({"pdf.fonttype": 3}),
        PdfPages(file, metadata={"Title": report.title, **NO_DATES}) as book,
    ):
        for number, page in enumerate(pages, 1):
            book.savefig(paper(page, f"{number} / {len(pages)}", report.footer))
    return file.getvalue()


# ------------------------------------------------------------------------------- what stands on the pages


@dataclass(frozen=True)
class Words:
    """A line of text; `left` and `top` are points from the page's upper left corner."""

    left: float
    top: float
    text: str
    points: float
    colour: str
    from_right: bool = False


@dataclass(frozen=True)
class Rule:
    """A line across."""

    top: float
    colour: str
    width: float = 0.6
    left: float = MARGIN
    right: float = WIDTH - MARGIN


@dataclass(frozen=True)
class Picture:
    top: float
    height: float
    chart: Chart


Page = list[Words | Rule | Picture]


class Layout:
    """Puts one thing below another, and begins a page where one is full."""

    def __init__(self, report: Report) -> None:
        self.pages: list[Page] = [[]]
        self.top = MARGIN
        self.paragraph(report.title, TITLE, style.INK)
        self.paragraph(report.subtitle, BODY, style.SOFT)
        self.top += BODY
        for line in report.summary:
            self.paragraph(line, BODY, style.INK)
        for chart in report.charts:
            self.picture(chart)
        for table in report.tables:
            self.table(table)

    @property
    def left_over(self) -> float:
        return HEIGHT - FOOT - self.top

    def new_page(self) -> None:
        self.pages.append([])
        self.top = MARGIN

    def put(self, *things: Words | Rule | Picture) -> None:
        self.pages[-1].extend(things)

    def paragraph(self, text: str, points: float, colour: str) -> None:
        for line in broken(text, points, ROOM):
            if self.left_over < points * LINE:
                self.new_page()
            self.put(Words(MARGIN, self.top, line, points, colour))
            self.top += points * LINE

    def picture(self, chart: Chart) -> None:
        """A little smaller where it fits on the page then."""
        figure = figure_of(chart)
        height = min(ROOM * figure.get_figheight() / figure.get_figwidth(), HEIGHT - FOOT - MARGIN)
        room = self.left_over - BODY
        if room < height * LEAST_OF_PICTURE:
            self.new_page()
        else:
            self.top += BODY
            height = min(height, room)
        self.put(Picture(self.top, height, chart))
        self.top += height

    def table(self, table: ReportTable) -> None:
        """The head stands again on every page, and a title never alone at a page's end."""
        columns = Columns(table)
        body = [columns.lines(row) for row in columns.rows]
        head = columns.lines(tuple(column.title for column in table.columns))
        first = columns.height(body[0]) if body else 0.0
        if self.left_over < HEADING * 3 + columns.height(head) + first:
            self.new_page()
        else:
            self.top += HEADING * 1.2
        self.paragraph(table.title, HEADING, style.INK)
        self.row(columns, head, style.SOFT)
        for lines in body:
            if self.left_over < columns.height(lines):
                self.new_page()
                self.row(columns, head, style.SOFT)
            self.row(columns, lines, style.INK)
        if any(table.totals):
            self.totals(columns, head)

    def totals(self, columns: "Columns", head: list[list[str]]) -> None:
        lines = columns.lines(columns.totals)
        if self.left_over < columns.height(lines):
            self.new_page()
            self.row(columns, head, style.SOFT)
        self.put(Rule(self.top, style.INK, 1.0, right=columns.end))
        self.row(columns, lines, style.INK)

    def row(self, columns: "Columns", lines: list[list[str]], colour: str) -> None:
        for cell, left, right, is_figure in zip(
            lines, columns.lefts, columns.rights, columns.are_figures, strict=True
        ):
            for i, line in enumerate(cell):
                top = self.top + columns.points * (0.35 + i * LINE)
                at = right if is_figure else left
                self.put(Words(at, top, line, columns.points, colour, from_right=is_figure))
        self.top += columns.height(lines)
        self.put(Rule(self.top, style.SOFT if colour == style.SOFT else style.FAINT, right=columns.end))


class Columns:
    """How wide a table's columns are. Figures are never cut: words give way first, then the font."""

    def __init__(self, table: ReportTable) -> None:
        units = [column.unit for column in table.columns]
        self.are_figures = [unit not in ("text", "day") for unit in units]
        self.rows = [tuple(map(written, row, units)) for row in table.rows]
        self.totals = tuple(self.total(table, i) for i in range(len(units)))
        heads = [column.title for column in table.columns]
        all_rows = [*self.rows, self.totals]
        cells = [max(style.ems(style.drawable(row[i])) for row in all_rows) for i in range(len(units))]
        whole = [
            max(width, style.ems(style.drawable(head))) for width, head in zip(cells, heads, strict=True)
        ]
        tight = [max(width, longest_word(head)) for width, head in zip(cells, heads, strict=True)]
        is_wide = sum(whole) * SMALL + GAP * (len(whole) - 1) > ROOM
        self.points, widths = widths_of(tight if is_wide else whole, self.are_figures)
        left_over = (ROOM - sum(widths)) / max(1, len(widths) - 1)
        lefts, at = [], MARGIN
        for width in widths:
            lefts.append(at)
            at += width + min(max(left_over, GAP), WIDEST_GAP)
        self.lefts, self.rights = lefts, [left + width for left, width in zip(lefts, widths, strict=True)]
        self.end = self.rights[-1] if self.rights else WIDTH - MARGIN

    def total(self, table: ReportTable, column: int) -> str:
        if not any(table.totals):
            return ""
        if table.totals[column] is None:
            return table.total_label if column == 0 else ""
        return written(table.total(column), table.columns[column].unit)

    def lines(self, row: Sequence[str]) -> list[list[str]]:
        """The lines of each cell: long words take two."""
        rooms = zip(self.lefts, self.rights, strict=True)
        return [
            broken(cell, self.points, right - left, most=2)
            for cell, (left, right) in zip(row, rooms, strict=True)
        ]

    def height(self, lines: list[list[str]]) -> float:
        return self.points * (0.7 + LINE * max((len(cell) for cell in lines), default=1))


def widths_of(ems: Sequence[float], are_figures: Sequence[bool]) -> tuple[float, list[float]]:
    """The size of the font, and each column's width in points."""
    points = SMALL
    while True:
        room = ROOM - GAP * (len(ems) - 1)
        figures = sum(width * points for width, is_figure in zip(ems, are_figures, strict=True) if is_figure)
        words = [width * points for width, is_figure in zip(ems, are_figures, strict=True) if not is_figure]
        least = sum(min(width, points * 6) for width in words)
        if figures + least <= room or points <= LEAST:
            break
        points -= 0.25
    most = room
    while sum(min(width, most) for width in words) > max(room - figures, 0.0) and most > points:
        most -= 1.0
    widths = [
        width * points if is_figure else min(width * points, most)
        for width, is_figure in zip(ems, are_figures, strict=True)
    ]
    return points, widths


def longest_word(head: str) -> float:
    """A head may take two lines, a word of it may not."""
    words = style.drawable(head).split() or [""]
    return max(style.ems(word) if style.is_latin(word) else style.ems(word) / 2 + 0.5 for word in words)


def written(value: Cell, unit: ReportUnit) -> str:
    if value is None:
        return style.NO_VALUE
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    match unit:
        case "money":
            return f"{'−' if value < 0 else ''}¥{abs(value):,.2f}"
        case "percent":
            return f"{value * 100:.2f}%"
        case "count":
            return f"{value:,.0f}"
        case _:
            return f"{value:,.2f}"


# ------------------------------------------------------------------------------------------------- breaking


def broken(text: str, points: float, room: float, most: int = 100) -> list[str]:
    """`text` in lines that fit into `room` points, at most `most`; the last one is cut."""
    share = room * 100 / 72 / style.WIDTH  # of a picture's width, which the house's style reckons in
    found: list[str] = []
    left = style.drawable(text)
    while left and len(found) < most - 1:
        line = style.wrap(left, points, share).split("\n", 1)[0]
        found.append(line)
        left = left[len(line) :].lstrip()
    return [*found, style.fit(left, points, share)] if left else found or [""]


# ------------------------------------------------------------------------------------------------- drawing


def paper(page: Page, number: str, footer: str) -> Figure:
    """The page, drawn."""
    figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72)
    room = ROOM - 60
    below = [
        Words(MARGIN, HEIGHT - FOOT + 14, broken(footer, SMALL, room, most=1)[0], SMALL, style.SOFT),
        Words(WIDTH - MARGIN, HEIGHT - FOOT + 14, number, SMALL, style.SOFT, from_right=True),
    ]
    for thing in (*page, *below):
        match thing:
            case Words():
                style.write(
                    figure, thing.left / WIDTH, 1 - (thing.top + thing.points / 2) / HEIGHT, thing.text,
                    thing.points, thing.colour, "right" if thing.from_right else "left",
                )  # fmt: skip
            case Rule():
                ends, height = (thing.left / WIDTH, thing.right / WIDTH), 1 - thing.top / HEIGHT
                figure.add_artist(Line2D(ends, (height, height), color=thing.colour, linewidth=thing.width,
                                         transform=figure.transFigure))  # fmt: skip
            case Picture():
                figure.add_artist(embedded(thing))
    return figure


class Embedded(Artist):
    """A chart's own figure on a page, as lines and words, not as pixels; drawn before anything else."""

    def __init__(self, figure: Figure, left: float, bottom: float, scale: float) -> None:
        super().__init__()
        self.chart, self.place = figure, (scale, 0, 0, scale, left, bottom)
        self.set_zorder(-1)

    def draw(self, renderer: Any) -> None:
        """`renderer` is a PDF's, or what stands for it: it has a file of operators and a state of drawing."""
        self.chart.set_dpi(72)  # a PDF's own measure
        before = renderer.new_gc()
        before.copy_properties(renderer.gc)
        file, page = renderer.file, (renderer.file.width, renderer.file.height)
        file.output(*renderer.gc.finalize(), Op.gsave, *self.place, Op.concat_matrix)
        file.width, file.height = self.chart.get_size_inches()  # lines are cut at these edges
        self.chart.draw(renderer)
        file.width, file.height = page
        file.output(*renderer.gc.finalize(), Op.grestore)
        renderer.gc.copy_properties(before)


def embedded(picture: Picture) -> Embedded:
    figure = figure_of(picture.chart)
    scale = picture.height / (figure.get_figheight() * 72)
    width = figure.get_figwidth() * 72 * scale
    return Embedded(figure, (WIDTH - width) / 2, HEIGHT - picture.top - picture.height, scale)
