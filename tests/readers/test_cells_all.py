"""What holds for every cell that there could be, alone and in a column."""

from datetime import date, datetime, time, timedelta
from itertools import product

import numpy
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readers.cells import FAST, Cell, Cleaned, Doubt, Style, clean, single
from readers.days import DayOrder

ZONE = "Asia/Shanghai"
STYLES = [Style(*each) for each in product((False, True), (False, True), (None, *DayOrder))]
NUMBERS = st.one_of(
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**6), 10**6, places=2).map(str),
    st.integers(0, 10**7).map(lambda number: f"{number:,}"),
    st.floats(0, 1).map(lambda number: f"{number:.2%}"),
    st.floats(),
    st.from_regex(r"[-]?[0-9]{0,4}[.,]?[0-9]{0,4}%?", fullmatch=True),
)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=12),
    st.text("0123456789.,-%~万亿元¥￥$()e:/至 年月日分秒", max_size=12),
    st.sampled_from(
        ("", "-", "--", "-\t", "#DIV/0!", "N/A", "null", '="12"', "'12", "1\x002", "1万~2万", "合计")
    ),
    st.integers(-(10**400), 10**400),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
COLUMNS = st.one_of(
    st.lists(NUMBERS, min_size=1, max_size=12),
    st.lists(st.one_of(NUMBERS, st.sampled_from(("", "-", None))), min_size=1, max_size=12),
    st.lists(st.one_of(NUMBERS, ODD), min_size=1, max_size=12),
    st.lists(st.floats(0, 10**6).map(lambda number: f"{number:.2f}"), min_size=1, max_size=12),
)


def one_by_one(cell: Cell, column: list[object], style: Style) -> Cleaned:
    """As slowly as can be."""
    make = single(cell, ZONE, style)
    values = [make(str(raw) if isinstance(raw, bool) else raw) for raw in column]
    doubts = {index: value.reason for index, value in enumerate(values) if isinstance(value, Doubt)}
    return Cleaned([value.value if isinstance(value, Doubt) else value for value in values], doubts)


@given(cell=st.sampled_from(list(Cell)), style=st.sampled_from(STYLES), column=COLUMNS)
@example(Cell.FIGURE, Style(), [".5", "5.", "x"])
@example(Cell.COUNT, Style(), ["1,234", "24,86"])
@example(Cell.RATE, Style(), ["78.15%", "0.5"])
@example(Cell.FIGURE, Style(), ["1,234.12345678", "5"])
@example(Cell.ID, Style(), [1.0, True, 1])
@example(Cell.MONEY, Style(), [10**400, -0.0])
def test_a_column_is_its_cells_and_nothing_is_raised(cell: Cell, style: Style, column: list[object]) -> None:
    whole = clean(cell, column, ZONE, style)
    assert whole == one_by_one(cell, column, style)
    assert not any(isinstance(value, Doubt) for value in whole.values)


@given(cell=st.sampled_from(sorted(FAST)), points=st.booleans(), column=st.lists(st.floats(), max_size=9))
def test_an_array_is_cleaned_as_its_numbers_are(cell: Cell, points: bool, column: list[float]) -> None:
    style = Style(points=points)
    assert clean(cell, numpy.array(column), ZONE, style) == one_by_one(cell, [*column], style)


@given(numbers=st.lists(st.integers(0, 10**12), min_size=1))
def test_counts_however_written(numbers: list[int]) -> None:
    for write in (str, float, "{:,}".format, "{:.2f}".format, " {}\t".format, '="{}"'.format, "{}人".format):
        assert clean(Cell.COUNT, [write(n) for n in numbers], ZONE).values == numbers
    tens = [number * 1000 for number in numbers if number < 10**8]
    assert clean(Cell.COUNT, [f"{n / 10_000:.1f}万" for n in tens], ZONE).values == tens


@given(fen=st.lists(st.integers(-(10**11), 10**11), min_size=1))
def test_money_however_written(fen: list[int]) -> None:
    writers = (
        "{:.2f}".format,
        "{:,.2f}".format,
        "¥{:.2f}".format,
        "￥{:,.2f}".format,
        "{:.2f}元".format,
        float,
    )
    for write in writers:
        assert clean(Cell.MONEY, [write(one / 100) for one in fen], ZONE).values == fen
    commas = [f"{one / 100:,.2f}".translate(str.maketrans(",.", ".,")) for one in fen]
    assert clean(Cell.MONEY, commas, ZONE, Style(decimal_comma=True)).values == fen


@given(points=st.lists(st.integers(0, 10_000), min_size=1))
def test_shares_however_written(points: list[int]) -> None:
    fractions = [point / 10_000 for point in points]
    for raw, style in (
        ([f"{point / 100:.2f}%" for point in points], Style()),
        ([f"{fraction:.4f}" for fraction in fractions], Style()),
        (fractions, Style()),
        ([point / 100 for point in points], Style(points=True)),
        ([f"{point / 100:.2f}" for point in points], Style(points=True)),
    ):
        assert clean(Cell.RATE, raw, ZONE, style).values == pytest.approx(fractions, abs=1e-9)


SHAPES = {
    None: (
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%Y%m%d",
        "%Y.%m.%d",
        "%Y年%m月%d日",
        "%b %d, %Y",
        "%d.%m.%Y",
        "%m-%d-%y",
        "%d-%b-%y",
    ),
    DayOrder.DMY: ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%y", "%d/%m/%Y %H:%M:%S", "%d.%m.%y"),
    DayOrder.MDY: ("%Y-%m-%d", "%m/%d/%Y", "%m-%d-%y", "%m/%d/%y %I:%M %p", "%m.%d.%Y"),
}


@given(
    days=st.lists(st.dates(date(2000, 1, 1), date(2099, 12, 31)), min_size=1),
    order=st.sampled_from(list(SHAPES)),
)
def test_days_however_written(days: list[date], order: DayOrder | None) -> None:
    for shape in SHAPES[order]:
        written = [datetime.combine(day, time(9)).strftime(shape) for day in days]
        assert clean(Cell.DAY, written, ZONE, Style(order=order)).values == days, shape
    serials = [(day - date(1899, 12, 30)).days for day in days]
    assert clean(Cell.DAY, serials, ZONE, Style(order=order)).values == days


@given(first=st.dates(date(2000, 1, 1), date(2099, 1, 1)), length=st.integers(0, 365))
def test_periods_however_written(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    for between, shape in (
        ("~", "%Y-%m-%d"),
        ("至", "%Y%m%d"),
        (" - ", "%b %d, %Y"),
        ("～", "%Y/%m/%d"),
        ("_", "%Y-%m-%d"),
    ):
        written = f"{first.strftime(shape)}{between}{last.strftime(shape)}"
        assert clean(Cell.PERIOD, [written], ZONE).values == [(first, last)]
        day = clean(Cell.DAY, [written], ZONE)
        assert day == (Cleaned([None], {0: "period_not_day"}) if length else Cleaned([first]))


@given(ids=st.lists(st.integers(0, 10**19), min_size=1))
def test_ids_however_written(ids: list[int]) -> None:
    for write in (
        str,
        '="{}"'.format,
        "'{}".format,
        "\t{}".format,
        "ID：{}".format,
        "订单编号：{}".format,
        "No:{}".format,
    ):
        assert clean(Cell.ID, [write(one) for one in ids], ZONE).values == [str(one) for one in ids]


@pytest.mark.parametrize(
    ("raw", "seconds"),
    [
        *(
            ("1分20秒", 80),
            ("00:01:20", 80),
            ("1:20", 80),
            ("80", 80),
            (80.5, 80.5),
            ("80秒", 80),
            ("1小时1分1秒", 3661),
        ),
        *((timedelta(seconds=80), 80), (time(0, 1, 20), 80), ("2min", 120), ("0", 0)),
    ],
)
def test_how_long_things_took(raw: object, seconds: float) -> None:
    assert clean(Cell.SECONDS, [raw], ZONE).values == [seconds]


@pytest.mark.parametrize("raw", ["5%", "-3", timedelta(seconds=-1), "soon", "1:2:3:4"])
def test_what_is_no_duration(raw: object) -> None:
    cleaned = clean(Cell.SECONDS, [raw], ZONE)
    assert (cleaned.values, len(cleaned.doubts)) == ([None], 1)


def test_numbers_that_texts_begin_with() -> None:
    column = ["4.85（较上日+0.01）", "4.8", 4.7, "-", "high"]
    cleaned = clean(Cell.LEADING, column, ZONE)
    assert (cleaned.values, cleaned.doubts) == ([4.85, 4.8, 4.7, None, None], {4: "not_a_number"})
