"""The sheet we hand out for competitors' figures: headers, one example row, and help while typing."""

import io
from datetime import date

import xlsxwriter

from readers.rivals import EXAMPLE, HEADERS

WIDTHS = (12, 22, 26, 36, 10, 12, 12, 8, 18, 18, 18, 30)
ROWS = 2000
SHEET = {"zh": "竞店", "en": "Competitors"}
LINK = "https://example.com/item/1"
ROW = {
    "zh": (
        *("云杉旗舰店", "透明封箱胶带 6卷", LINK, 19.9, "1000~1500", 820, 4.8),
        *("红底 6卷", "无", "满39减5", "此行仅为示例，不会导入"),
    ),
    "en": (
        *("Spruce Store", "Packing tape, 6", LINK, 19.9, "1000~1500", 820, 4.8),
        *("red, 6 rolls", "none", "5 off 39", "An example, not read"),
    ),
}
HELP = {
    "zh": ("请填单日日期，例如 2026-11-21", "0 到 5 之间", "不小于 0 的金额"),
    "en": ("One day, such as 2026-11-21", "Between 0 and 5", "An amount, not below 0"),
}


def competitors_template(language: str) -> bytes:
    """An .xlsx that `rivals_simple` reads. Sales and visitors may be figures or ranges (1000~1500)."""
    language = language if language in HEADERS else "en"
    body = io.BytesIO()
    book = xlsxwriter.Workbook(body, {"in_memory": True})
    sheet = book.add_worksheet(SHEET[language])
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF7", "bottom": 1})
    grey = book.add_format({"italic": True, "font_color": "#8A8A8A"})
    grey_day = book.add_format({"italic": True, "font_color": "#8A8A8A", "num_format": "yyyy-mm-dd"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, (name, width) in enumerate(zip(HEADERS[language], WIDTHS, strict=True)):
        sheet.set_column(column, column, width, day if column == 0 else None)
        sheet.write_string(0, column, name, bold)
    shop, *rest = ROW[language]
    sheet.write_datetime(1, 0, date(2026, 1, 1), grey_day)
    for column, value in enumerate((EXAMPLE[language] + str(shop), *rest), 1):
        if isinstance(value, float | int):
            sheet.write_number(1, column, value, grey)
        else:
            sheet.write_string(1, column, str(value), grey)
    day_help, rating_help, price_help = HELP[language]
    add_check(sheet, 0, {"validate": "date", "criteria": ">=", "value": date(2020, 1, 1)}, day_help)
    add_check(sheet, 4, {"validate": "decimal", "criteria": ">=", "value": 0}, price_help)
    add_check(
        sheet, 7, {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 5}, rating_help
    )
    sheet.freeze_panes(1, 0)
    book.close()
    return body.getvalue()


def add_check(sheet: xlsxwriter.worksheet.Worksheet, column: int, rule: dict[str, object], text: str) -> None:
    sheet.data_validation(1, column, ROWS, column, {**rule, "input_message": text, "error_message": text})
