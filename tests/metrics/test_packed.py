"""Packed rows are the rows they were packed from."""

import pickle
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import packed
from metrics.packed import Columns, Packed, pack

COLUMNS = st.sampled_from(
    [
        st.integers(-(2**63), 2**63 - 1),
        st.integers(-(10**30), 10**30),
        st.integers(0, 3),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=5),
        st.sampled_from(("甲", "乙")),
        st.dates(),
        st.datetimes(timezones=st.just(UTC)),
        st.none(),
        st.booleans(),
    ]
)


@given(data=st.data())
def test_what_is_packed_comes_out_again(data: st.DataObject) -> None:
    kinds = data.draw(st.lists(COLUMNS, min_size=1, max_size=4))
    cells = [st.one_of(kind, st.none()) if data.draw(st.booleans()) else kind for kind in kinds]
    rows = data.draw(st.lists(st.tuples(*cells), max_size=20))
    found = pack(rows)
    assert list(found) == rows
    assert [[type(cell) for cell in row] for row in found] == [[type(cell) for cell in row] for row in rows]
    assert (len(found), found == rows) == (len(rows), True)
    for place in range(len(kinds)):
        assert found.distinct(place) == {row[place] for row in rows}
    assert Packed(found.data) == found
    held = Columns([[row[place] for row in rows] for place in range(len(kinds))])
    assert (held, len(held), pack(held).data) == (rows, len(rows), found.data)
    assert [held.distinct(place) for place in range(len(kinds))] == [
        found.distinct(place) for place in range(len(kinds))
    ]


def test_many_rows_are_walked_chunk_by_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    first = date(2026, 1, 1)
    rows = [(first + timedelta(days=i // 400), str(i), i * 7, i / 3, "甲") for i in range(12_001)]
    found = pack(rows)
    assert [len(columns[0]) for columns in found.chunks()] == [5_000, 5_000, 2_001]
    assert (found[-1], found[:2], found == rows) == (rows[-1], rows[:2], True)
    assert found != rows[:-1]
    assert len(found.data) < len(pickle.dumps(rows)) / 2
    assert pickle.loads(pickle.dumps(found)) == found


def test_few_values_are_told_without_unpacking_all(monkeypatch: pytest.MonkeyPatch) -> None:
    found = pack([(date(2026, 1, 1 + i % 9), i) for i in range(99)])
    monkeypatch.setattr(packed, "column_of", None)
    assert found.distinct(0) == {date(2026, 1, day) for day in range(1, 10)}


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    there = timezone(timedelta(hours=8))
    assert list(pack([(datetime(2026, 1, 1, 8, tzinfo=there),)])) == [(datetime(2026, 1, 1, tzinfo=UTC),)]


def test_packed_rows_are_packed_once() -> None:
    found = pack([(1,)])
    assert pack(found) is found
    assert list(pack([])) == []
