"""A report as an Excel workbook: a sheet a table, totals as formulas, charts that Excel draws itself."""

import io
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from charts import style
from charts.report import Cell, Report, ReportTable, ReportUnit, parts_of

LONGEST_TEXT = 32_767  # characters of a cell; UTF-16 units, as Excel counts
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
LONGEST_NAME = 31  # characters of a sheet's name
HEAD = 2  # the row of the columns' titles, from 0; the table's title stands above
NARROWEST, WIDEST, WORDS = 9, 42, 100  # digits that a column has room for; the one of words
LINE = 16  # points of a line of words
BARS = 20  # so many names a chart can show
COLOURS = (style.MARKED, style.ROI, *style.RIVALS[1:])
A4 = 9  # Excel's number for the paper
WIDTH, HEIGHT, ONE_BAR = 760, 400, 12  # pixels of a chart, and what each name adds
MADE = datetime(2000, 1, 1)  # noqa: DTZ001  what Excel writes has no zone; equal reports make equal files
NUMBERS: Mapping[ReportUnit, str] = {
    "text": "General",
    "day": "yyyy-mm-dd",
    "money": '"¥"#,##0.00',
    "count": "#,##0",
    "percent": "0.00%",
    "multiple": "0.00",
    "number": "#,##0.00",
}
AXES: Mapping[ReportUnit, str] = {**NUMBERS, "money": "#,##0", "percent": "0.##%", "number": "General"}
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NEVER_FORMULAS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def xlsx(report: Report) -> bytes:
    """Text stays text, whatever it begins with. Equal reports make equal bytes."""
    file = io.BytesIO()
    workbook = Workbook(file, {"in_memory": True, **NEVER_FORMULAS})
    workbook.set_properties({"title": text_of(report.title), "created": MADE})
    names = sheet_names([report.title, *(table.title for table in report.tables)])
    write_words(workbook, next(names), report)
    for table in report.tables:
        TableSheet(workbook, next(names), table).write()
    workbook.close()
    return file.getvalue()


def write_words(workbook: Workbook, name: str, report: Report) -> None:
    """The first sheet: what the report says."""
    sheet = workbook.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, WORDS)
    title = workbook.add_format({"bold": True, "font_size": 16})
    soft = workbook.add_format({"font_color": style.SOFT})
    words = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, text_of(report.title), title)
    sheet.write_string(1, 0, text_of(report.subtitle), soft)
    for row, line in enumerate(report.summary, 3):
        sheet.set_row(row, LINE * math.ceil((cells_of(line) + 1) / WORDS))
        sheet.write_string(row, 0, text_of(line), words)
    sheet.write_string(len(report.summary) + 4, 0, text_of(report.footer), soft)
    set_up_page(sheet)


def set_up_page(sheet: Worksheet) -> None:
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


class TableSheet:
    """One table on a sheet of its own: title, head, rows, totals, and its chart beside them."""

    def __init__(self, workbook: Workbook, name: str, table: ReportTable) -> None:
        if len(table.rows) + HEAD + 2 > MOST_ROWS or len(table.columns) > MOST_COLUMNS:
            raise ValueError(f"{len(table.rows)} × {len(table.columns)} cells do not fit a sheet")
        self.workbook, self.table, self.name = workbook, table, name
        self.sheet = workbook.add_worksheet(name)
        self.first, self.last = HEAD + 1, HEAD + len(table.rows)

    def write(self) -> None:
        sheet, table = self.sheet, self.table
        bold = self.workbook.add_format({"bold": True, "font_size": 14})
        sheet.write_string(0, 0, text_of(table.title), bold)
        head = self.workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": style.FAINT, "bottom": 1}
        )
        for column, known in enumerate(table.columns):
            sheet.write_string(HEAD, column, text_of(known.title), head)
            sheet.set_column(column, column, self.width(column))
            shown = self.number_format(known.unit)
            for row, cells in enumerate(table.rows, self.first):
                write_cell(sheet, row, column, cells[column], shown)
        sheet.freeze_panes(HEAD + 1, 1)
        sheet.repeat_rows(HEAD)
        sheet.set_landscape()
        set_up_page(sheet)
        sheet.print_area(0, 0, self.last + 1, len(table.columns) - 1)
        if table.rows:
            sheet.autofilter(HEAD, 0, self.last, len(table.columns) - 1)
            self.write_totals()
            self.draw_plot()

    def number_format(self, unit: ReportUnit, **more: object) -> Format:
        return self.workbook.add_format({"num_format": NUMBERS[unit], **more})

    def width(self, column: int) -> float:
        """As wide as its widest cell, within bounds."""
        said = [self.table.columns[column].title]
        said += [written(row[column], self.table.columns[column].unit) for row in self.table.rows]
        if (total := self.table.total(column)) is not None:
            said.append(written(total, self.table.columns[column].unit))
        widest = max(map(cells_of, said))
        return min(max(widest + 3, NARROWEST), WIDEST)

    def write_totals(self) -> None:
        """Formulas, with their values beside them for viewers that do not reckon."""
        if not any(self.table.totals):
            return
        row = self.last + 1
        for column, asked in enumerate(self.table.totals):
            shown = self.number_format(self.table.columns[column].unit, bold=True, top=1)
            if asked is None:
                label = self.table.total_label if column == 0 else ""
                self.sheet.write_string(row, column, text_of(label), shown)
                continue
            total = self.table.total(column)
            value = style.NO_VALUE if total is None else total
            self.sheet.write_formula(row, column, self.formula(row, column, asked), shown, value)

    def formula(self, row: int, column: int, asked: str) -> str:
        """Where no cell is known, there is no sum; where a ratio has no base, it has no value."""
        if asked == "sum":
            cells = xl_range(self.first, column, self.last, column)
            return f'=IF(COUNT({cells})=0,"{style.NO_VALUE}",SUM({cells}))'
        part, whole = (xl_rowcol_to_cell(row, one) for one in parts_of(asked))
        return f'=IFERROR({part}/{whole},"{style.NO_VALUE}")'

    def draw_plot(self) -> None:
        """Excel's own chart. Columns of another unit than the first one's have an axis of their own."""
        table, plot = self.table, self.table.plot
        if plot is None or not plot.columns:
            return
        units = [table.columns[column].unit for column in plot.columns]
        by_name = plot.kind == "bar" and table.columns[0].unit == "text"
        last = min(self.last, HEAD + BARS) if by_name else self.last
        kind = "line" if plot.kind == "line" else "bar" if by_name else "column"
        chart = self.workbook.add_chart({"type": kind})
        for i, (column, unit) in enumerate(zip(plot.columns, units, strict=True)):
            colour = {"color": COLOURS[i % len(COLOURS)]}
            chart.add_series(
                {
                    "name": [self.name, HEAD, column],
                    "categories": [self.name, self.first, 0, last, 0],
                    "values": [self.name, self.first, column, last, column],
                    "y2_axis": kind == "line" and unit != units[0],
                    "line" if kind == "line" else "fill": colour,
                }
            )
        chart.set_title({"name": [self.name, 0, 0], "name_font": {"size": 12}})
        label_axes(chart, units, by_day=table.columns[0].unit == "day", by_name=by_name)
        chart.set_legend({"position": "bottom"})
        chart.show_blanks_as("gap")
        chart.set_size({"width": WIDTH, "height": HEIGHT + (ONE_BAR * (last - HEAD) if by_name else 0)})
        self.sheet.insert_chart(HEAD, len(table.columns) + 1, chart)


def label_axes(chart: Chart, units: list[ReportUnit], *, by_day: bool, by_name: bool) -> None:
    """The names of lying bars stand from top to bottom, as in the table; there the y axis has the names."""
    figures = {"num_format": AXES[units[0]], "major_gridlines": {"visible": True}}
    if by_name:
        chart.set_x_axis(figures)
        chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}, "interval_unit": 1})
        return
    chart.set_x_axis({"num_format": "m/d", "date_axis": True} if by_day else {})
    chart.set_y_axis(figures)
    chart.set_y2_axis({"num_format": AXES[next((one for one in units if one != units[0]), units[0])]})


def write_cell(sheet: Worksheet, row: int, column: int, value: Cell, shown: Format) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, text_of(value), shown)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), shown)  # noqa: DTZ001
    elif value is None or not math.isfinite(value):
        sheet.write_blank(row, column, None, shown)
    else:
        sheet.write_number(row, column, value, shown)


def written(value: Cell, unit: ReportUnit) -> str:
    """About as a cell shows it: for its width."""
    if isinstance(value, float):
        return (
            f"{value * 100:.2f}%"
            if unit == "percent"
            else f"¥{value:,.2f}"
            if unit == "money"
            else f"{value:,.2f}"
        )
    return "" if value is None else str(value)


def cells_of(text: str) -> float:
    """How wide a text is, in digits, as Excel counts."""
    return style.ems(style.drawable(text)) / style.ems("0")


def text_of(text: str, longest: int = LONGEST_TEXT) -> str:
    """What a cell can hold: no signs unknown to XML, no halves of characters, no more than a cell takes."""
    whole = UNWRITABLE.sub("", text).encode("utf-16-le", "replace")[: longest * 2]
    return whole.decode("utf-16-le", "ignore")


def sheet_names(titles: list[str]) -> Iterator[str]:
    """Names that Excel takes: short, without its own signs, no two alike."""
    taken: set[str] = {"history"}  # Excel keeps this one for itself
    for title in titles:
        plain = re.sub(r"[\[\]:*?/\\\s]+", " ", text_of(title)).strip().strip("'").strip() or "–"
        name, number = text_of(plain, LONGEST_NAME).rstrip("' "), 1
        while name.casefold() in taken:
            number += 1
            ending = f" {number}"
            name = text_of(plain, LONGEST_NAME - len(ending)).rstrip("' ") + ending
        taken.add(name.casefold())
        yield name
