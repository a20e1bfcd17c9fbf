"""The workbook is read back by the two readers that others would use."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from charts.report import Report, ReportColumn, ReportTable
from charts.workbook import sheet_names, xlsx
from tests.charts.reports import BY_DAY, NAME, PRODUCTS, REPORT, STRANGE


@pytest.fixture(scope="module")
def data() -> bytes:
    return xlsx(REPORT)


@pytest.fixture(scope="module")
def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_each_table_has_a_sheet_with_a_name_that_excel_takes(book: openpyxl.Workbook) -> None:
    assert book.sheetnames[1:] == ["按天", "=SUM(A1) 最好 最差 的商品", "=SUM(A1) 最好 最差 的商品 2", "宽"]
    assert all(len(name.encode("utf-16-le")) <= 62 for name in book.sheetnames)
    assert list(sheet_names(["History", "'a'", "", "A", "a"])) == ["History 2", "a", "–", "A 2", "a 3"]


def test_text_stays_text_whatever_it_begins_with(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[2]
    cells = [sheet.cell(4 + i, 1) for i in range(len(STRANGE))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells[:6]] == list(STRANGE[:6])
    assert len(cells[6].value) == 32_767
    assert cells[7].value == "bad?"
    assert [cell.value for cell in cells[8:]] == ["http://x.example", "0012"]
    assert not any(cell.hyperlink for cell in cells)
    assert book.worksheets[0].cell(6, 1).data_type == "s"


def test_figures_have_the_format_of_their_unit_and_gaps_are_empty(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[1]
    assert [sheet.cell(3, i).value for i in range(1, 7)] == [column.title for column in BY_DAY.columns]
    assert sheet.cell(4, 1).value.date() == date(2026, 10, 1)
    assert [sheet.cell(5, i).number_format for i in range(1, 7)] == [
        "yyyy-mm-dd", '"¥"#,##0.00', "#,##0", "#,##0", "0.00%", '"¥"#,##0.00',
    ]  # fmt: skip
    assert sheet.cell(7, 2).value is None
    assert sheet.freeze_panes == "B4"
    assert sheet.column_dimensions["A"].width > 10


def test_totals_are_formulas_that_carry_their_values(data: bytes, book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[1]
    assert [sheet.cell(65, i).value for i in range(1, 7)] == [
        "合计",
        '=IF(COUNT(B4:B64)=0,"–",SUM(B4:B64))',
        '=IF(COUNT(C4:C64)=0,"–",SUM(C4:C64))',
        '=IF(COUNT(D4:D64)=0,"–",SUM(D4:D64))',
        '=IFERROR(D65/C65,"–")',
        '=IFERROR(B65/D65,"–")',
    ]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(1).to_python()
    assert rows[-1][1:] == pytest.approx([BY_DAY.total(i) for i in range(1, 6)])
    assert rows[3][0] == date(2026, 10, 1)
    products = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(2).to_python()
    assert products[-1] == ["合计", PRODUCTS.total(1), "–"]


def test_charts_are_excels_own_and_point_at_the_cells(data: bytes, book: openpyxl.Workbook) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        lines, bars = (package.read(f"xl/charts/chart{i}.xml").decode() for i in (1, 2))
    assert "<c:lineChart>" in lines
    assert "按天!$B$4:$B$64" in lines
    assert "按天!$E$4:$E$64" in lines
    assert "<c:dispBlanksAs" not in lines or 'val="gap"' in lines
    assert lines.count("<c:valAx>") == 2  # money and percent do not share an axis
    assert "<c:barChart>" in bars
    assert "'=SUM(A1) 最好 最差 的商品'!$B$4:$B$13" in bars


def test_equal_reports_make_equal_files(data: bytes) -> None:
    assert xlsx(REPORT) == data


def test_the_first_sheet_says_what_the_report_says(book: openpyxl.Workbook) -> None:
    said = [row[0].value for row in book.worksheets[0].iter_rows()]
    assert said[0] == NAME
    assert said[3:6] == list(REPORT.summary)


def test_what_does_not_fit_a_sheet_is_an_error_not_a_loss() -> None:
    table = ReportTable("t", (ReportColumn("a", "text"),), (("x",),) * 1_048_575)
    with pytest.raises(ValueError, match="do not fit"):
        xlsx(Report("en", "t", "", (), (table,), ()))
