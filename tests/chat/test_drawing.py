"""Drawing in a process of its own."""

import asyncio
import multiprocessing
import sys
from collections.abc import Iterator
from datetime import date

import pytest

from charts.chart import RoiChart
from charts.report import Report, ReportColumn, ReportTable
from chat.drawing import Drawing

CHART = RoiChart("zh", "店", (date(2026, 11, 21),), (1.0,), (3.0,), ((3.0, "及格"),), "花费", "投产比")

BOT = """
import asyncio
from chat.drawing import Drawing
from tests.chat.test_drawing import CHART
async def draw():
    await Drawing().draw(CHART)
    print("drawn", flush=True)
    await asyncio.sleep(600)
asyncio.run(draw())
"""


@pytest.fixture
def drawing() -> Iterator[Drawing]:
    drawing = Drawing()
    yield drawing
    drawing.close()


async def test_a_chart_becomes_a_png_even_after_the_process_was_killed(drawing: Drawing) -> None:
    first = await drawing.draw(CHART)
    assert first.startswith(b"\x89PNG")
    for process in multiprocessing.active_children():
        process.kill()
        process.join()
    assert await drawing.draw(CHART) == first
    assert multiprocessing.active_children()


async def test_a_report_becomes_a_document_and_a_workbook(drawing: Drawing) -> None:
    table = ReportTable("按天", (ReportColumn("日期", "day"),), ((date(2026, 11, 21),),))
    report = Report("zh", "周报", "", ("卖得好",), (table,), (CHART,))
    assert (await drawing.document(report, "pdf")).startswith(b"%PDF")
    assert (await drawing.document(report, "xlsx")).startswith(b"PK")
    assert len(multiprocessing.active_children()) == 1


async def test_the_process_ends_where_ours_was_killed() -> None:
    """What it says goes where ours does: the line is dead when nobody holds it any more."""
    bot = await asyncio.create_subprocess_exec(sys.executable, "-c", BOT, stdout=asyncio.subprocess.PIPE)
    assert bot.stdout is not None
    assert await bot.stdout.readline() == b"drawn\n"
    bot.kill()
    async with asyncio.timeout(30):
        assert await bot.stdout.read() == b""
    await bot.wait()
