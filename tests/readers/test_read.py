"""What a reading promises: a Mistake or trusted rows, whatever the bytes; and no personal data."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.mistakes import Mistake
from metrics.tables import Kind, Reading
from readers.formats import FORMATS
from readers.read import read
from readers.reasons import About
from tests.samples.containers import as_csv, as_xlsx
from tests.sound import NAMES, check

TODAY = date(2026, 11, 22)


def test_every_sample_is_known_by_its_own_format(
    samples: dict[str, Path], reading: Callable[[str], Reading]
) -> None:
    for key in samples:
        if key in ("parcels", "wxt_crowds"):
            continue
        one = reading(key)
        assert one.format == key.split("-")[0]
        assert one.rejected == 0
        check(one)
    assert {key.split("-")[0] for key in samples} >= {export.name for export in FORMATS}


def test_an_unknown_table_is_told_by_its_columns_and_not_by_its_values(
    samples: dict[str, Path], refusal: Callable[..., Mistake]
) -> None:
    mistake = refusal(samples["parcels"].read_bytes())
    assert mistake.reason == "unknown_table"
    assert "收货人姓名" in mistake.facts["columns"]  # type: ignore[operator]
    assert "某人" not in repr(mistake.facts)
    assert "10000000000" not in repr(mistake.facts)


def test_a_table_without_a_header_shows_nothing(refusal: Callable[..., Mistake]) -> None:
    rows = [["张某某", "某省某市某路", "13800000000"], ["李某某", "某省某市某街", "13900000000"]]
    assert refusal(as_csv(rows, "utf-8")).facts["columns"] == ()
    assert refusal(as_csv([row[:2] for row in rows], "utf-8")).facts["columns"] == ()


def test_sheets_of_an_unknown_workbook_are_named(refusal: Callable[..., Mistake]) -> None:
    mistake = refusal(as_xlsx([["甲项", "乙项"], [1, 2]], "库存"))
    assert (mistake.facts["columns"], mistake.facts["sheets"]) == (("甲项", "乙项"), ("库存",))


def test_a_table_that_fits_two_formats_is_not_guessed(refusal: Callable[..., Mistake]) -> None:
    rows: list[list[object]] = [
        ["日期", "店铺", "评分", "评论内容", "价格", "访客数"],
        ["2026-11-20", "甲", 5, "好", 8, 9],
    ]
    mistake = refusal(as_xlsx(rows))
    assert mistake.reason == "ambiguous_table"
    assert mistake.facts == {"formats": ("sycm_shop", "reviews_plugin")}


def test_a_file_whose_rows_are_all_bad_is_a_reading_that_says_so() -> None:
    reading = read(as_xlsx([["统计日期", "访客数"], ["2026-11-01~2026-11-07", 5]]), "x", TODAY)
    assert (reading.format, reading.batches, reading.rejected) == ("sycm_shop", (), 1)
    assert (reading.first_day, reading.last_day) == (None, None)


def test_the_list_of_problems_ends_but_the_count_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readers.read.LISTED", 3)
    reading = read(as_xlsx([["统计日期", "访客数"], *[["never", 5]] * 5]), "x", TODAY)
    assert (len(reading.problems), reading.rejected, reading.notes) == (3, 5, ("problems_cut",))


def test_a_panic_of_the_workbook_reader_is_a_broken_file(
    monkeypatch: pytest.MonkeyPatch, refusal: Callable[..., Mistake]
) -> None:
    class PanicException(BaseException):
        pass

    def panic(*_: object) -> None:
        raise PanicException

    monkeypatch.setattr("readers.read.files_in", panic)
    assert refusal(b"x").reason == "broken_file"


BASE = [
    "sycm_products",
    "sycm_shop",
    "wxt_items-72",
    "wxt_words",
    "wxt_cash",
    "sycm_rivals",
    "reviews_plugin",
]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damaged_files_are_read_or_refused_never_anything_else(
    data: st.DataObject, samples: dict[str, Path]
) -> None:
    content = bytearray(samples[data.draw(st.sampled_from(BASE))].read_bytes())
    for _ in range(data.draw(st.integers(0, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    content = content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content
    check_or_refused(bytes(content))


def check_or_refused(data: bytes) -> None:
    try:
        reading = read(data, "x", TODAY)
    except Mistake as mistake:
        refused = mistake.reason
    else:
        check(reading)
        return
    assert refused in NAMES[About.FILE]


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.floats(),
    st.integers(-(10**20), 10**20),
    st.sampled_from(
        ("-", "2026-11-20", "2026/1/1~2026/1/9", "1万~2万", "5%", "合计", '="1"', "￥1,000", "5星")
    ),
)


@settings(max_examples=200, deadline=None)
@given(rows=st.lists(st.lists(CELLS, max_size=20), max_size=8), which=st.integers(0, len(FORMATS) - 1))
def test_whatever_stands_in_the_cells_the_rows_are_sound(rows: list[list[object]], which: int) -> None:
    header = [column.headers[0] for column in FORMATS[which].columns]
    text = as_csv([header, *rows], "utf-8-sig") if encodable(rows) else b"x"
    check_or_refused(text)


def encodable(rows: list[list[object]]) -> bool:
    try:
        repr(rows).encode()
        "".join(cell for row in rows for cell in row if isinstance(cell, str)).encode()
    except UnicodeEncodeError:
        return False
    return True


def test_texts_hold_no_nul_which_postgresql_would_refuse() -> None:
    rows: list[list[object]] = [["评论内容", "评分", "日期"], ["a\0b", 5, "2026-11-20"]]
    (batch,) = read(as_csv(rows, "utf-8"), "x", TODAY).batches
    assert (batch.kind, batch.rows[0][4]) == (Kind.REVIEW, "ab")
