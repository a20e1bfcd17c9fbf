"""A form becomes an .xlsx to fill in: a note, the headers, an example row, and help while typing."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

from readers.forms import LANGUAGES, MARK, Field, Fill, Form

ROWS = 2000  # that help while typing
HEADER = 1  # below the note
HELP = {
    Fill.DAY: ("请填单日日期，例如 2026-12-01", "One day, such as 2026-12-01"),
    Fill.MONEY: ("不小于 0 的金额（元）", "An amount, not below 0"),
    Fill.SHARE: ("百分比，例如 30%", "A share, such as 30%"),
    Fill.CHOICE: ("请从列表中选择", "Pick one from the list"),
}
RULES: dict[Fill, dict[str, Any]] = {
    Fill.DAY: {"validate": "date", "criteria": ">=", "value": date(2020, 1, 1)},
    Fill.MONEY: {"validate": "decimal", "criteria": ">=", "value": 0},
    Fill.SHARE: {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 10},
}
SHAPES = {Fill.DAY: "yyyy-mm-dd", Fill.MONEY: "0.00", Fill.SHARE: "0%", Fill.TEXT: "@", Fill.CHOICE: "@"}


def template(form: Form, language: str, rows: Sequence[dict[str, str]] = ()) -> bytes:
    """The sheet in the reader's language. `rows` are known cells to begin with, by field."""
    place = LANGUAGES.index(language) if language in LANGUAGES else 1
    body = io.BytesIO()
    book = xlsxwriter.Workbook(body, {"in_memory": True})
    sheet = book.add_worksheet(form.sheet[place])
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF7", "bottom": 1})
    grey = {"italic": True, "font_color": "#8A8A8A"}
    sheet.write_string(0, 0, form.note[place], book.add_format(grey))
    for column, field in enumerate(form.fields):
        shape = book.add_format({"num_format": SHAPES[field.fill]})
        sheet.set_column(column, column, field.width, shape)
        sheet.write_string(HEADER, column, field.header[place], bold)
        shown = book.add_format({**grey, "num_format": SHAPES[field.fill]})
        mark = MARK[place] if field.name == form.marked else ""
        write(sheet, HEADER + 1, column, field, mark + field.example[place], shown)
        for number, row in enumerate(rows, HEADER + 2):
            if row.get(field.name):
                write(sheet, number, column, field, row[field.name], shape)
        add_help(sheet, column, field, place)
    sheet.freeze_panes(HEADER + 1, 0)
    book.close()
    return body.getvalue()


def write(sheet: Any, row: int, column: int, field: Field, text: str, shape: Any) -> None:
    """Text is written as text, whatever it begins with: nothing of it is ever a formula or a link."""
    match field.fill:
        case Fill.DAY:
            sheet.write_datetime(row, column, date.fromisoformat(text), shape)
        case Fill.MONEY:
            sheet.write_number(row, column, float(text), shape)
        case Fill.SHARE:
            sheet.write_number(row, column, float(text.rstrip("%")) / 100, shape)
        case _:
            sheet.write_string(row, column, text, shape)


def add_help(sheet: Any, column: int, field: Field, place: int) -> None:
    if field.fill is Fill.TEXT:
        return
    text = HELP[field.fill][place]
    rule = (
        {"validate": "list", "source": [shown[place] for _, shown in field.choices]}
        if field.fill is Fill.CHOICE
        else RULES[field.fill]
    )
    told = {"input_message": text, "error_message": text}
    sheet.data_validation(HEADER + 1, column, ROWS, column, {**rule, **told})
