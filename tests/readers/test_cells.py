"""Cells as exports write them, and what they become."""

from datetime import UTC, date, datetime

import pytest

from readers.cells import Cell, clean

ZONE = "Asia/Shanghai"


def one(cell: Cell, raw: object) -> object:
    """The value of a single cell, or `!reason` (and the value kept, if any)."""
    cleaned = clean(cell, [raw], ZONE)
    if not cleaned.doubts:
        return cleaned.values[0]
    reason = f"!{cleaned.doubts[0]}"
    return reason if cleaned.values[0] is None else (reason, cleaned.values[0])


MISSING = ["", "-", "--", "-\t", None, "null", "'null", "N/A", "#DIV/0!", "#N/A", "#VALUE!", "—", " "]


@pytest.mark.parametrize("raw", MISSING)
@pytest.mark.parametrize("cell", list(Cell))
def test_missing_is_missing_for_every_kind(cell: Cell, raw: object) -> None:
    assert one(cell, raw) is None


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        *((0, 0), ("0", 0), ("0.00", 0), (12.0, 12), ("11,269", 11269), ("1，234", 1234), ("１２", 12)),
        *(("1.2万", 12000), ("3亿", 300_000_000), ("12人", 12), ("1\x0023", 123), ("'45", 45), ('="67"', 67)),
        *(("12.5", "!not_whole"), (12.5, "!not_whole"), ("-3", "!negative"), (-3, "!negative")),
        *(("abc", "!not_a_number"), ("12,34,5", "!not_a_number"), ("5%", "!not_a_number")),
        *((float("nan"), "!not_a_number"), (float("inf"), "!not_a_number"), ("1e9", 10**9)),
        *(("1_000", "!not_a_number"), (1e14, "!number_too_large"), ("99999999999999", "!number_too_large")),
    ],
)
def test_counts(raw: object, count: object) -> None:
    assert one(Cell.COUNT, raw) == count


@pytest.mark.parametrize(
    ("raw", "fen"),
    [
        *((17191, 1719100), ("17,191.00", 1719100), ("¥99.80", 9980), ("￥99.8", 9980), ("99.80元", 9980)),
        *(("2.5万", 2500000), ("1.2亿", 12_000_000_000), (0.1 + 0.2, 30), ("12.345", 1235), (12.345, 1235)),
        *(("-12.5", -1250), (-12.5, -1250), ("¥-3", -300), ("-¥3", -300), ("0", 0), ("24,86", 2486)),
        *(("3%", "!not_a_number"), ("free", "!not_a_number"), (10**14, "!number_too_large")),
    ],
)
def test_money_is_whole_fen(raw: object, fen: object) -> None:
    assert one(Cell.MONEY, raw) == fen


@pytest.mark.parametrize("fen", [1, 7, 29, 57, 115, 1_005, 4_350, 999_999, 123_456_789])
def test_money_is_exact_as_text_and_as_number_alone_and_in_a_column(fen: int) -> None:
    yuan = fen / 100
    for raw in (yuan, f"{yuan:.2f}", f"{yuan:,.2f}"):
        assert one(Cell.MONEY, raw) == fen
    assert clean(Cell.MONEY, [yuan + i for i in range(100)], ZONE).values[0] == fen
    assert clean(Cell.MONEY, [f"{yuan + i:.2f}" for i in range(100)], ZONE).values[0] == fen


@pytest.mark.parametrize(
    ("raw", "rate"),
    [
        *(("78.15%", 0.7815), (0.7815, 0.7815), ("0.7815", 0.7815), ("0.00%", 0.0), ("100%", 1.0)),
        *(("178%", "!rate_out_of_range"), (78.15, "!rate_out_of_range"), ("-1%", "!rate_out_of_range")),
    ],
)
def test_a_rate_is_a_fraction_whether_text_or_number(raw: object, rate: object) -> None:
    assert one(Cell.RATE, raw) == rate


@pytest.mark.parametrize(
    ("raw", "ends"),
    [
        *(("1万 ~ 2.5万", (10000, 25000)), ("1万～2.5万", (10000, 25000)), ("1~2万", (10000, 20000))),
        *(("5000~1万", (5000, 10000)), ("100-200", (100, 200)), ("1万至2万", (10000, 20000))),
        *(("1,234", (1234, 1234)), (7.0, (7, 7)), ("500+", ("!open_range", (500, 500)))),
        *(("5万以上", ("!open_range", (50000, 50000))), ("<100", ("!open_range", (0, 100)))),
        *(("200~100", "!not_a_number"), ("1~2~3", "!not_a_number"), ("~", "!not_a_number")),
    ],
)
def test_ranges_keep_both_ends(raw: object, ends: object) -> None:
    assert one(Cell.COUNT_RANGE, raw) == ends


def test_ranges_of_money_and_rates() -> None:
    assert one(Cell.MONEY_RANGE, "1万 ~ 2.5万") == (1_000_000, 2_500_000)
    assert one(Cell.RATE_RANGE, "15% ~ 20%") == (0.15, 0.2)
    assert one(Cell.RATE_RANGE, "15~20%") == (0.15, 0.2)
    assert one(Cell.RATE_RANGE, 0.031) == (0.031, 0.031)


DAY = date(2026, 7, 4)


@pytest.mark.parametrize(
    "raw",
    [
        *("2026-07-04", "2026/7/4", "2026/7/4 0:00", "20260704", 20260704, 20260704.0, "2026.07.04"),
        *("07-04-26", "2026年7月4日", "04.07.2026", "04/07/2026 10:30", 46207, 46207.0, "46207"),
        *("Jul 04, 2026", "2026-07-04\t", "2026-07-04~2026-07-04", "２０２６-07-04", "2026-07-04T23:59:59"),
        *(date(2026, 7, 4), datetime(2026, 7, 4, 12)),  # noqa: DTZ001
    ],
)
def test_days_in_every_shape(raw: object) -> None:
    assert one(Cell.DAY, raw) == DAY


@pytest.mark.parametrize(
    "raw",
    [
        *("2026-05-11~2026-05-17", "20260701至20260707", "Jul 01, 2026 - Jul 30, 2026"),
        *("2026-05-11 00:00:00 ~ 2026-05-17 23:59:59", "2026-05-11_2026-05-17", "2026/5/11—2026/5/17"),
    ],
)
def test_a_period_is_not_a_day(raw: str) -> None:
    assert one(Cell.DAY, raw) == "!period_not_day"


@pytest.mark.parametrize(
    "raw", ["2026-13-01", "2026-02-30", "someday", 3.0, 1e300, "2026-05", "1899-01-01", True]
)
def test_what_is_no_day(raw: object) -> None:
    assert one(Cell.DAY, raw) == "!not_a_day"


def test_moments_are_the_zone_s_and_become_utc() -> None:
    assert one(Cell.MOMENT, "2026-07-04 08:30:15") == datetime(2026, 7, 4, 0, 30, 15, tzinfo=UTC)
    assert one(Cell.MOMENT, "2026-07-04") == datetime(2026, 7, 3, 16, tzinfo=UTC)
    assert one(Cell.MOMENT, "2026-07-04T08:30:15Z") == datetime(2026, 7, 4, 8, 30, 15, tzinfo=UTC)
    assert one(Cell.MOMENT, "2026-07-04 08:30+02:00") == datetime(2026, 7, 4, 6, 30, tzinfo=UTC)
    assert one(Cell.MOMENT, 46207.5) == datetime(2026, 7, 4, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "id_"),
    [
        *(('="1548123456789012"', "1548123456789012"), ("'9691234567890123", "9691234567890123")),
        *(("123\t", "123"), ("\t123", "123"), ("ID：123", "123"), ("订单编号：330001", "330001")),
        *(("No:4917123", "4917123"), (700100200301.0, "700100200301"), ("700100200301.0", "700100200301")),
        *(("1.23457E+18", "!destroyed_id"), (1.23457e18, "!destroyed_id"), ("1.5e+17", "!destroyed_id")),
        *((1548123456789012.0, "!destroyed_id"), (12.5, "!not_an_id"), ("两个 词", "!not_an_id")),
    ],
)
def test_ids_are_text_and_never_guessed(raw: object, id_: str) -> None:
    assert one(Cell.ID, raw) == id_


@pytest.mark.parametrize(
    ("raw", "score"),
    [
        *(
            (5, (5, "good")),
            ("5星", (5, "good")),
            ("4.0", (4, "good")),
            ("3", (3, "neutral")),
            (1.0, (1, "bad")),
        ),
        *(
            ("五星", (5, "good")),
            ("★★☆☆☆", (2, "bad")),
            ("好评", (None, "good")),
            ("中评", (None, "neutral")),
        ),
        *(("差评", (None, "bad")), ("负面评价", (None, "bad")), ("正面评价", (None, "good"))),
        *(("不满意", (None, "bad")), ("0", "!not_a_score"), ("9", "!not_a_score"), ("quite", "!not_a_score")),
    ],
)
def test_scores_are_stars_or_words(raw: object, score: object) -> None:
    assert one(Cell.SCORE, raw) == score


def test_a_column_of_mixed_cells_keeps_its_order_and_tells_where_it_doubts() -> None:
    cleaned = clean(Cell.COUNT, [1.0, "2", "-", "x", 3, "2"], ZONE)
    assert cleaned.values == [1, 2, None, None, 3, 2]
    assert cleaned.doubts == {3: "not_a_number"}


@pytest.mark.parametrize("cell", [Cell.COUNT, Cell.MONEY, Cell.FIGURE])
def test_the_quick_way_and_the_slow_way_agree(cell: Cell) -> None:
    texts = [f"{number}.{number % 10}0" if cell is not Cell.COUNT else str(number) for number in range(5000)]
    singly = [one(cell, text) for text in texts]
    assert clean(cell, texts, ZONE).values == singly
    assert clean(cell, [float(text) for text in texts], ZONE).values == singly
