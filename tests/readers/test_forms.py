"""Our own sheets: handed out in both languages, filled in, read; the example never counts."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from metrics.mistakes import Mistake
from metrics.tables import Batch, Kind, Reading
from readers.forms import CAMPAIGNS, COSTS, FORMS, PRICES, TARGETS, Form, form_called
from readers.read import read
from readers.templates import HEADER, template
from tests.samples import forms

TODAY = date(2026, 11, 22)
Refusal = Callable[..., Mistake]


def filled(form: Form, language: str, *rows: list[Any]) -> Reading:
    """The sheet as it is handed out, with these rows below the example, as Excel saves it."""
    return read(forms.filled(form, language, rows), form.file_name, TODAY)


def only(reading: Reading) -> Batch:
    (batch,) = reading.batches
    return batch


@pytest.mark.parametrize("language", ["zh", "en", "fr"])
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_an_empty_one_is_recognised_and_has_no_rows(form: Form, language: str, refusal: Refusal) -> None:
    mistake = refusal(template(form, language))
    assert (mistake.reason, mistake.facts) == ("no_rows", {"format": form.name})


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_what_helps_while_typing(form: Form) -> None:
    page = load_workbook(BytesIO(template(form, "zh"))).worksheets[0]
    rules = {rule.type for rule in page.data_validations.dataValidation}
    assert "decimal" in rules
    assert ("list" in rules) == any(field.choices for field in form.fields)
    assert page.freeze_panes == f"A{HEADER + 2}"
    assert page.cell(1, 1).value == form.note[0]
    marked = [field.name for field in form.fields].index(form.marked) + 1
    assert str(page.cell(HEADER + 2, marked).value).startswith("（示例）")
    widths = [page.column_dimensions[cell.column_letter].width for cell in page[HEADER + 1]]
    assert all(width >= 10 for width in widths)


def test_text_is_never_a_formula_or_a_link() -> None:
    titles = ("=1+1", "+86 138", "-5", "@home", "https://example.com/a", "{=SUM(A1)}")
    data = template(COSTS, "zh", [{"item_id": "1", "title": title} for title in titles])
    page = load_workbook(BytesIO(data)).worksheets[0]
    cells = [page.cell(HEADER + 3 + number, 3) for number in range(len(titles))]
    assert [cell.value for cell in cells] == list(titles)
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.hyperlink for cell in cells} == {None}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_costs(language: str) -> None:
    reading = filled(
        COSTS,
        language,
        ["700100200301", None, "箱", 35.6, 4.5, None, date(2026, 12, 1)],
        [None, "A/红-1", "+套装", "12.30", None, 0.8, None],
        ["700100200399", None, "没有成本", None, None, None, None],
        [None, None, "谁的", 5, None, None, None],
        ["700100200301", None, "箱", 36, 4.5, None, date(2026, 12, 1)],
    )
    assert only(reading) == Batch(
        Kind.COST,
        ("item_id", "sku", "from_day", "title", "goods_cost", "shipping_cost", "packaging_cost"),
        [
            ("700100200301", "", date(2026, 12, 1), "箱", 3600, 450, None),
            ("", "A/红-1", date(2000, 1, 1), "+套装", 1230, None, 80),
        ],
    )
    assert [problem.reason for problem in reading.problems] == ["missing_id"]
    assert (reading.rejected, reading.notes) == (1, ("without_cost",))


@pytest.mark.parametrize(("language", "by_day", "by_month"), [("zh", "按日", "按月"), ("en", "Day", "Month")])
def test_targets(language: str, by_day: str, by_month: str) -> None:
    reading = filled(
        TARGETS,
        language,
        [by_day, "2026-12-12", 310000, None],
        [by_month, "2026-12", 900000, None],
        [None, "2027-01", "31000", None],
        [by_month, date(2027, 2, 14), 2800, None],
        [None, "2026年11月30日", 500, None],
        [None, "someday", 5, None],
        [None, "2026-11-29", -5, None],
        [by_day, "2027-03", 5, None],
    )
    rows = only(reading).rows
    amounts = {day: fen for day, fen, _ in rows}
    by_day_alone = {day for day, _, of_month in rows if not of_month}
    assert by_day_alone == {date(2026, 12, 12), date(2026, 11, 30)}
    assert reading.notes == ("month_shared_out",)
    december = [fen for day, fen in amounts.items() if day.month == 12]  # type: ignore[attr-defined]
    assert len(december) == 31
    assert sum(december) == 900000_00  # type: ignore[arg-type]
    assert amounts[date(2026, 12, 12)] == 310000_00
    assert max(december) == 310000_00  # type: ignore[type-var]
    assert amounts[date(2027, 1, 31)] == 1000_00
    assert amounts[date(2027, 2, 28)] == 100_00
    assert amounts[date(2026, 11, 30)] == 500_00
    assert [problem.reason for problem in reading.problems] == ["not_a_day", "negative", "not_a_day"]
    assert (reading.first_day, reading.last_day) == (date(2026, 11, 30), date(2027, 2, 28))


def test_a_month_smaller_than_its_days_is_refused() -> None:
    reading = filled(TARGETS, "zh", ["按日", "2026-12-12", 500, None], ["按月", "2026-12", 400, None])
    assert only(reading).rows == [(date(2026, 12, 12), 500_00, 0)]
    assert reading.notes == ()
    assert [problem.reason for problem in reading.problems] == ["month_below_days"]


@pytest.mark.parametrize(("language", "kind"), [("zh", "平台大促"), ("en", "Platform festival")])
def test_campaigns(language: str, kind: str) -> None:
    ten, twelve = date(2026, 12, 10), date(2026, 12, 12)
    reading = filled(
        CAMPAIGNS,
        language,
        ["双12", kind, ten, twelve, date(2026, 11, 28), 300000, 0.3, 24000, "主推 =箱子"],
        ["会员日", "说不清", ten, None, None, None, "50%", None, None],
        ["倒着来", kind, twelve, ten, None, None, None, None, None],
        ["太多", kind, twelve, twelve, None, None, 30, None, None],
    )
    columns = ("first_day", "name", "last_day", "kind", "enrol_by", "planned_revenue", "planned_uplift")
    assert only(reading) == Batch(
        Kind.CAMPAIGN,
        (*columns, "budget", "note"),
        [
            (ten, "双12", twelve, "platform", date(2026, 11, 28), 300000_00, 0.3, 24000_00, "主推 =箱子"),
            (ten, "会员日", ten, "other", None, None, 0.5, None, None),
            (twelve, "太多", twelve, "platform", None, None, None, None, None),
        ],
    )
    assert {problem.reason for problem in reading.problems} == {"ends_before_it_begins", "rate_out_of_range"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_prices(language: str) -> None:
    day, link = date(2026, 11, 21), "https://example.com/item/7"
    reading = filled(
        PRICES,
        language,
        [day, "700100200301", "箱", 89, "云杉生活馆", link, "¥79.00", None],
        [day, "700100200301", "箱", 89, "云杉生活馆", None, 99, "@官方"],
        [date(2026, 12, 24), "700100200301", "箱", 89, "云杉生活馆", None, 99, None],
    )
    assert only(reading) == Batch(
        Kind.RIVAL_PRICE,
        ("day", "item_id", "shop", "link", "price", "own_price", "note"),
        [
            (day, "700100200301", "云杉生活馆", link, 7900, 8900, None),
            (day, "700100200301", "云杉生活馆", "", 9900, 8900, "@官方"),
        ],
    )
    assert [problem.reason for problem in reading.problems] == ["future_day"]  # a price is seen, not planned


def test_what_was_known_stands_in_it_already(refusal: Refusal) -> None:
    data = template(COSTS, "zh", [{"item_id": "700100200301", "title": "箱"}])
    page = load_workbook(BytesIO(data)).worksheets[0]
    assert [page.cell(HEADER + 3, column).value for column in (1, 3)] == ["700100200301", "箱"]
    assert refusal(data).reason == "no_rows"  # nobody has filled in a cost


def test_a_form_by_any_of_its_names() -> None:
    assert form_called("Costs") is form_called("成本表") is COSTS
    assert form_called("同款") is PRICES
    assert form_called("nonsense") is None
