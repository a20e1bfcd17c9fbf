"""The PDF: every page within A4, nothing upon anything else, heads repeated, words kept as words."""

import itertools
import logging
import re
import shutil
import subprocess
import zlib

import matplotlib
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from charts.document import HEIGHT, WIDTH, Columns, Layout, Page, Picture, Words, broken, paper, pdf
from charts.report import Report, ReportColumn, ReportTable
from tests.charts.reports import BY_DAY, PRODUCTS, REPORT, WIDE

FINER = 4


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return Layout(REPORT).pages


@pytest.fixture(scope="module")
def data() -> bytes:
    return pdf(REPORT)


def words(page: Page) -> list[str]:
    return [thing.text for thing in page if isinstance(thing, Words)]


def test_words_are_on_the_paper_and_do_not_touch(pages: list[Page]) -> None:
    for page in pages:
        figure = paper([one for one in page if not isinstance(one, Picture)], "1 / 2", "foot")
        figure.set_dpi(72 * FINER)  # pixels would round the widths of letters
        FigureCanvasAgg(figure).draw()
        found = [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]
        boxes = [(text.get_text(), text.get_window_extent()) for text in found]
        for said, box in boxes:
            assert min(box.x0, box.y0) >= 0, said
            assert box.x1 <= WIDTH * FINER >= 0 <= HEIGHT * FINER - box.y1, said
        for (one, a), (other, b) in itertools.combinations(boxes, 2):
            apart = a.x1 <= b.x0 or b.x1 <= a.x0 or a.y1 <= b.y0 + FINER or b.y1 <= a.y0 + FINER
            assert apart, f"{one!r} touches {other!r}"


def test_pictures_stand_below_one_another(pages: list[Page]) -> None:
    for page in pages:
        ends = [(one.top, one.top + one.height) for one in page if isinstance(one, Picture)]
        ends += [(one.top, one.top + one.points) for one in page if isinstance(one, Words)]
        pictures = [one for one in page if isinstance(one, Picture)]
        for picture in pictures:
            assert picture.top + picture.height <= HEIGHT
            over = [e for e in ends if e[0] < picture.top + picture.height - 1 and e[1] > picture.top + 1]
            assert len(over) == 1
    assert sum(isinstance(one, Picture) for page in pages for one in page) == len(REPORT.charts)


def test_a_long_table_repeats_its_head_and_loses_no_row(pages: list[Page]) -> None:
    of_table = [page for page in pages if "2026-10-01" in words(page) or "2026-11-30" in words(page)]
    assert len(of_table) == 2
    assert all("支付买家数" in words(page) for page in of_table)
    days = [word for page in pages for word in words(page) if re.fullmatch(r"2026-\d\d-\d\d", word)]
    assert days == [str(row[0]) for row in BY_DAY.rows]


def test_totals_stand_below_the_rows() -> None:
    assert Columns(BY_DAY).totals == ("合计", "¥1,551,387.75", "32,330", "3,050", "9.43%", "¥508.65")
    assert Columns(PRODUCTS).totals[2] == "–"


def test_figures_are_never_cut(pages: list[Page]) -> None:
    said = [word for page in pages for word in words(page)]
    assert said.count("¥123,456.78") == 14 * 3
    assert Columns(WIDE).end <= WIDTH


def test_a_report_of_nothing_is_a_page() -> None:
    table = ReportTable("t", (ReportColumn("a", "money"),), (), ("sum",))
    assert len(Layout(Report("en", "t", "", (), (table,), ())).pages) == 1


def test_long_lines_are_broken_between_words() -> None:
    assert broken("one two three four", 10, 45) == ["one two", "three", "four"]
    assert broken("一二三四五六七", 10, 30) == ["一二三", "四五六", "七"]
    assert broken("一二三四五六七", 10, 30, most=2) == ["一二三", "四五…"]
    assert broken("", 10, 30) == [""]


def test_the_font_is_within_and_text_can_be_selected(data: bytes) -> None:
    streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
    assert b"NotoSansCJKsc" in data
    assert b"/ToUnicode" in data
    assert any(b"beginbfchar" in opened(one) or b"beginbfrange" in opened(one) for one in streams)
    assert b"/Subtype /Image" not in data  # charts are lines and words, too


def opened(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def test_equal_reports_make_equal_files_and_leave_no_settings(
    data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    before = dict(matplotlib.rcParams)
    with caplog.at_level(logging.WARNING):
        assert pdf(REPORT) == data
    assert dict(matplotlib.rcParams) == before
    assert not caplog.records


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler reads it back where it is installed")
def test_poppler_reads_back_what_was_written(data: bytes) -> None:
    read = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    said = read.stdout.decode()
    assert "支付买家数" in said
    assert "¥1,551,387.75" in said
    assert "Conversion" in said
    assert not read.stderr
