"""/why in full: `why/<case>.<language>.txt` beside this file is what people read."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from charts.chart import CHART, WaterfallChart
from messages.post import MAX_CAPTION, Post, length, plain
from messages.texts import NARROW, Texts, cells
from messages.why import data_of, post_of, why_post
from metrics import spans
from metrics.periods import Period
from metrics.why import Basis, Level, Measure, Question, mark, period_of
from tests.briefs import STORE
from tests.whys import A_DAY, CASES, OF_WEEK, WEEK

TEXTS = Path(__file__).parent / "why"
PROSE = ("。", ".", "！")  # sentences wrap; figures must not


def told(case: str, language: str) -> Post:
    return why_post(CASES[case], STORE, Texts(language))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_the_full_text(case: str, language: str) -> None:
    assert told(case, language).text + "\n" == (TEXTS / f"{case}.{language}.txt").read_text("utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_it_fits_a_caption_and_a_narrow_phone(case: str, language: str) -> None:
    text = told(case, language).text
    assert length(text) <= MAX_CAPTION - 100
    _verdict, *rest = plain(text).splitlines()
    assert [line for line in rest if cells(line) > NARROW and not line.endswith(PROSE)] == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_the_picture_adds_up_in_few_steps(case: str, language: str) -> None:
    answer, chart = CASES[case].answer, told(case, language).chart
    if answer.change is None:
        assert chart is None
        return
    assert isinstance(chart, WaterfallChart)
    assert 1 <= len(chart.steps) <= 8
    assert chart.end == pytest.approx(chart.start + sum(step.value for step in chart.steps))
    assert (chart.start, chart.end) == (float(answer.before or 0), float(answer.after or 0))
    assert CHART.validate_python(CHART.dump_python(chart)) == chart


def test_the_picture_of_many_products_puts_the_smallest_together() -> None:
    chart = told("products", "en").chart
    assert isinstance(chart, WaterfallChart)
    assert chart.title == "小棉袄旗舰店 · Revenue"
    assert [step.label for step in chart.steps] == [
        "羊毛大衣女中长款2…",
        "旧款围巾",
        "帽子",
        "配件0",
        "加绒打底裤",
        "新品手套",
        "7 others",
        "Not in file",
    ]
    assert (chart.start_label, chart.end_label, chart.unit) == ("Wed 11 Nov", "Wed 18 Nov", "money")


def test_a_step_between_percentages_is_in_points() -> None:
    chart = told("conversion", "en").chart
    assert isinstance(chart, WaterfallChart)
    assert (chart.unit, chart.behind_step) == ("percent", "pp")
    money = told("products", "en").chart
    assert isinstance(money, WaterfallChart)
    assert money.behind_step == ""


def test_days_of_another_year_have_it_below_their_bar() -> None:
    chart = told("campaign", "en").chart
    assert isinstance(chart, WaterfallChart)
    assert (chart.start_label, chart.end_label) == ("Tue 11 Nov 2025", "Wed 18 Nov")
    basis = Basis(Period(date(2025, 11, 2), date(2025, 11, 9)), spans.Against.CAMPAIGN)
    week = replace(CASES["week"], sides=replace(OF_WEEK, basis=basis))
    chart = why_post(week, STORE, Texts("zh")).chart
    assert isinstance(chart, WaterfallChart)
    assert chart.start_label == "2025/11/2–11/8"


def test_a_product_is_told_by_its_revenue_wherever_it_was_opened() -> None:
    from_conversion, from_products = told("product_of_conversion", "en"), told("product", "en")
    assert from_conversion.text.splitlines()[0] == from_products.text.splitlines()[0]
    assert from_conversion.chart == from_products.chart


def test_units_are_those_of_pictures() -> None:
    assert {one.value for one in Measure} <= set(WaterfallChart.__annotations__["unit"].__args__)


def test_values_are_escaped_markup_is_not() -> None:
    text = told("long_names", "zh").text
    assert "&lt;b&gt;秋冬" in text
    assert "<b>秋冬" not in text
    assert text.startswith("<b>销售额")


def test_buttons_lead_down_and_up() -> None:
    labels = [(one.label, one.data) for row in told("revenue", "en").buttons for one in row]
    assert labels == [
        ("By source", "why:7:20261118:visitors"),
        ("By product", "why:7:20261118:products"),
        ("Conversion", "why:7:20261118:conversion"),
        ("AOV", "why:7:20261118:aov"),
        ("ROI", "why:7:20261118:roi"),
        ("‹ Back", "brief:7:20261118:30"),
    ]
    *opening, back = [one for row in told("products", "en").buttons for one in row]
    assert [one.label for one in opening] == [*"1234567"]
    assert opening[0].data == f"why:7:20261118:products:{mark('1')}"
    assert back.data == "why:7:20261118:revenue"
    (up,) = told("product", "en").buttons
    assert up[0].data == "why:7:20261118:products"
    assert [[one.data for one in row] for row in told("roi", "en").buttons] == [
        ["why:7:20261118:plans"],
        ["why:7:20261118:revenue"],
    ]


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("20261118", "brief:7:20261118:30"),
        ("20261118s", "brief:7:20261118:7"),
        ("20261118a", "brief:7:20261118:ads"),
        ("w20261116", "week:7:20261116"),
        ("m202611", "month:7:202611"),
        ("20261101-20261121", ""),
    ],
)
def test_the_last_way_back_is_to_the_post(code: str, data: str) -> None:
    period = period_of(code)
    assert period is not None
    assert post_of(period, 7) == data


def test_the_longest_button_fits() -> None:
    long = Question(Period(WEEK.start, A_DAY.end), Level.CONVERSION, mark("7" * 19))
    assert len(data_of(long, 999_999_999_999)) <= 64
