"""Rows → files, with the quirks of those who write them."""

import io
from pathlib import Path

import xlwt
from msoffcrypto.format.ooxml import OOXMLFile

from playground.shop.containers import Rows, as_book, as_csv, as_xlsx, as_zip

__all__ = (
    "Rows",
    "as_book",
    "as_csv",
    "as_html",
    "as_xls",
    "as_xls_book",
    "as_xlsx",
    "as_zip",
    "locked",
    "save",
)


def as_xls(rows: Rows, sheet: str = "【生意参谋平台】1") -> bytes:
    """BIFF8, every cell a text."""
    return as_xls_book({sheet: rows})


def as_xls_book(sheets: dict[str, Rows]) -> bytes:
    """The same with several sheets."""
    book = xlwt.Workbook(encoding="utf-8")
    for name, rows in sheets.items():
        page = book.add_sheet(name)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                page.write(number, place, str(value))
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def as_html(rows: Rows) -> bytes:
    lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><meta charset=utf-8><table>{''.join(lines)}</table></html>".encode()


def locked(data: bytes, password: str) -> bytes:
    """A workbook behind a password, as Excel saves it."""
    opened = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, opened)
    return opened.getvalue()


def save(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
