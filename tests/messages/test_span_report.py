"""Weeks and months as documents: what their tables hold, in the reader's words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from charts.chart import HeatChart, WaterfallChart
from charts.document import pdf
from charts.report import Report, ReportTable
from charts.workbook import xlsx
from messages.month import month_chart, week_table
from messages.span_report import document_name, span_report
from messages.texts import Texts
from messages.week import week_chart
from metrics.spans import SpanFacts, summarise
from tests.briefs import NOW
from tests.messages import test_month, test_week
from tests.weeks import product

WEEK = test_week.CASES["normal"]


def report(facts: SpanFacts, kind: str, language: str = "en") -> Report:
    found, texts = summarise(facts), Texts(language)
    charts = (week_chart(found, texts),)
    return span_report(found, texts, kind, charts, NOW)  # type: ignore[arg-type]


def table(found: Report, title: str) -> ReportTable:
    return next(one for one in found.tables if one.title.startswith(title))


def test_the_days_add_up_and_their_ratios_are_made_of_the_sums() -> None:
    days = table(report(WEEK, "xlsx"), "Days")
    titles = [column.title for column in days.columns]
    assert titles == [
        *("Day", "Revenue", "Target", "Reached", "Visitors", "Page views", "Depth", "Buyers", "Conversion"),
        *("AOV", "Refunds", "Ad spend", "Ad revenue", "ROI"),
    ]
    assert len(days.rows) == 7
    assert days.total(1) == 132000.0
    assert days.total(titles.index("Reached")) == pytest.approx(132000 / 147000)
    assert days.total(titles.index("Conversion")) == pytest.approx((250 + 6 * 190) / (5600 + 6 * 4400))
    assert days.total(titles.index("ROI")) == pytest.approx(4.6)
    assert days.total(0) is None


def test_a_day_without_figures_is_a_row_of_gaps_and_takes_ratios_of_sums_away() -> None:
    days = table(report(test_week.CASES["missing_day"], "xlsx"), "Days")
    gap = days.rows[3]
    assert gap[0] == test_week.WEEK.start + timedelta(days=3)
    assert (gap[1], gap[2], gap[4]) == (None, 21000.0, None)
    assert days.totals[3] is None  # its target would count, its revenue would not


def test_paper_holds_fewer_columns_and_products_than_the_workbook() -> None:
    many = replace(WEEK, products=tuple(product(f"商品{i}", 100 + i) for i in range(45)), products_before=())
    paper, book = report(many, "pdf"), report(many, "xlsx")
    assert len(table(paper, "Days").columns) == 11
    assert (len(table(paper, "Products").rows), len(table(book, "Products").rows)) == (30, 45)
    assert table(paper, "Products").title == "Products (the first 30 of 45)"
    assert table(book, "Products").title == "Products"
    assert table(book, "Products").rows[0][:3] == ("商品44", "id-商品44", 144.0)


def test_products_beside_what_they_sold_before() -> None:
    found = table(report(WEEK, "xlsx", "zh"), "商品")
    assert [column.title for column in found.columns][2:5] == ["销售额", "对比期", "变化"]
    assert found.rows[0][2:5] == (20000.0, 14000.0, 6000.0)
    assert found.total(4) == -4500.0
    assert found.total(5) is None  # visitors of several products are no sum


def test_tables_of_fewer_days_say_so() -> None:
    facts = test_week.CASES["half_days"]
    english, chinese = (report(facts, "pdf", language) for language in ("en", "zh"))
    assert table(english, "Products").title == "Products (4 of 6 days)"
    assert table(english, "Sources").title == "Sources (1 of 6 days)"
    assert table(chinese, "商品").title == "商品（6天中的4天）"


def test_page_health_in_words() -> None:
    assert table(report(WEEK, "pdf"), "Page health").rows[:2] == (
        ("Bounce", "72.5%", "<70%", "fail"),
        ("Depth", "2.81", "≥2.5", "pass"),
    )
    assert table(report(test_week.CASES["first_week"], "pdf"), "Page health").rows[3] == (
        "DSR",
        None,
        "≥4.8",
        "DSR: send the score file",
    )


def test_the_summary_is_plain_and_the_change_a_waterfall() -> None:
    found = report(WEEK, "pdf")
    assert found.summary[0] == (
        "23 Nov – 29 Nov: target missed, 89.7% of it. "
        "Smaller orders cost ¥24.0k: check bundles and discounts."
    )
    waterfall = found.charts[-1]
    assert isinstance(waterfall, WaterfallChart)
    assert waterfall.start + sum(step.value for step in waterfall.steps) == pytest.approx(waterfall.end)
    assert not any(
        isinstance(chart, WaterfallChart) for chart in report(test_week.CASES["first_week"], "pdf").charts
    )


def test_nothing_known_is_a_document_too() -> None:
    found = report(test_week.CASES["nothing_known"], "xlsx")
    assert [one.title for one in found.tables] == ["Days (visitors are a sum over days)", "Page health"]


def test_the_months_weeks() -> None:
    found = summarise(test_month.CASES["normal"][0])
    weeks = week_table(found, Texts("en"))
    assert [row[0] for row in weeks.rows][:2] == ["1 Oct – 4 Oct", "5 Oct – 11 Oct"]
    assert weeks.total(1) == 31.0
    assert weeks.total(3) == pytest.approx(646000 / 31)


@pytest.mark.parametrize(("kind", "magic"), [("pdf", b"%PDF-"), ("xlsx", b"PK")])
@pytest.mark.parametrize("case", ["long_names", "nothing_known"])
def test_documents_are_made_of_whatever_there_is(case: str, kind: str, magic: bytes) -> None:
    made = report(test_week.CASES[case], kind, "zh")
    assert (pdf(made) if kind == "pdf" else xlsx(made)).startswith(magic)


def test_the_picture_of_a_month_is_a_document_too() -> None:
    found, texts = summarise(test_month.CASES["normal"][0]), Texts("zh")
    made = span_report(found, texts, "pdf", (month_chart(found, texts),), NOW, (week_table(found, texts),))
    assert isinstance(made.charts[0], HeatChart)
    assert pdf(made).startswith(b"%PDF-")


def test_a_file_has_the_stores_name_without_what_file_systems_mind() -> None:
    found = summarise(WEEK)
    assert document_name(found, "pdf") == "小棉袄旗舰店 2026-11-23.pdf"
    odd = replace(found, facts=replace(WEEK, store=replace(WEEK.store, name='a/b\\c:"d"\n' + "长" * 60)))
    assert document_name(odd, "xlsx") == f"a b c d {'长' * 32} 2026-11-23.xlsx"
