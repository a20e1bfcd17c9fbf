"""Our own sheets as teams send them back: handed out by us, filled in, saved by a spreadsheet."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from readers.forms import CAMPAIGNS, COSTS, PRICES, TARGETS, Form
from readers.templates import HEADER, template
from tests.samples.shop import ITEMS, RIVALS


def filled(form: Form, language: str, rows: Sequence[Sequence[Any]]) -> bytes:
    """The sheet with these rows below its example."""
    book = load_workbook(BytesIO(template(form, language)))
    for number, row in enumerate(rows, HEADER + 3):
        for column, value in enumerate(row, 1):
            book.worksheets[0].cell(number, column, value)
    body = BytesIO()
    book.save(body)
    return body.getvalue()


def form_files(span: Sequence[date]) -> dict[str, tuple[str, bytes]]:
    last = span[-1]
    month, first = f"{last + timedelta(days=31):%Y-%m}", last + timedelta(days=14)
    costs = [[item.id, None, item.title, item.fen / 250, 4.5, 0.8, None] for item in ITEMS]
    targets = [["按月", month, 900000, None], ["按日", f"{month}-12", 90000, "大促"]]
    plan = ["年终大促", "平台大促", first, first + timedelta(days=2), last, 300000, 0.3, 24000, None]
    prices = [
        [last, ITEMS[0].id, ITEMS[0].title, ITEMS[0].fen / 100, rival.shop, rival.link, rival.fen / 100, None]
        for rival in RIVALS
    ]
    return {
        "costs": ("成本表.xlsx", filled(COSTS, "zh", costs)),
        "targets": ("目标表.xlsx", filled(TARGETS, "zh", targets)),
        "campaigns": ("活动表.xlsx", filled(CAMPAIGNS, "zh", [plan])),
        "prices": ("同款比价.xlsx", filled(PRICES, "zh", prices)),
        "prices-en": ("prices.xlsx", filled(PRICES, "en", prices)),
    }
