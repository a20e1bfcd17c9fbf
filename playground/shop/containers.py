"""Rows → files: the containers that need nothing but what the program brings along."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import xlsxwriter

Rows = Iterable[Sequence[object]]
MADE = datetime(2026, 11, 24, 8, tzinfo=UTC)  # a workbook made again is the same file


def as_csv(rows: Rows, encoding: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Rows, sheet: str = "Sheet1", *, streamed: bool = False) -> bytes:
    return as_book({sheet: rows}, streamed=streamed)


def as_book(sheets: dict[str, Rows], *, streamed: bool = False) -> bytes:
    """A workbook of several sheets; `streamed` writes large ones row by row."""
    body = io.BytesIO()
    options = {"in_memory": not streamed, "constant_memory": streamed, "strings_to_urls": False}
    book = xlsxwriter.Workbook(body, options)
    book.set_properties({"created": MADE})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    book.close()
    return body.getvalue()


def as_zip(files: dict[str, bytes]) -> bytes:
    """An archive made again is the same file, too."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return body.getvalue()
