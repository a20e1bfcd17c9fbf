"""Columns cut straight from a text are those of its rows."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readers import texts
from readers.rows import as_texts
from readers.texts import TextRows

CELLS = st.text("ab1,;\"'\n\r 表é\0", max_size=6)
PLAIN = st.text("ab12.表", max_size=6)
ROWS = st.one_of(
    st.lists(st.lists(PLAIN, min_size=3, max_size=3), max_size=30),
    st.lists(st.lists(PLAIN, max_size=5), max_size=30),
    st.lists(st.lists(CELLS, max_size=5), max_size=30),
)


@given(
    rows=ROWS,
    end=st.sampled_from(("\n", "\r\n", "\r")),
    encoding=st.sampled_from(("gb18030", "utf-8-sig", "utf-16")),
    start=st.integers(0, 5),
    positions=st.lists(st.integers(0, 5), min_size=1, max_size=3, unique=True),
    block=st.integers(1, 50),
)
@example([["a", "b"], ["", ""], []], "\r\n", "gb18030", 0, [1], 1)
def test_columns_are_the_rows_seen_from_the_side(
    rows: list[list[str]], end: str, encoding: str, start: int, positions: list[int], block: int
) -> None:
    table = TextRows(end.join(",".join(row) for row in rows).encode(encoding), encoding, ",")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "BLOCK", block)
        blocks = list(table.columns(start, positions))
    found = [
        [cell for columns in blocks for cell in as_texts(columns[place], table.codec)]
        for place in range(len(positions))
    ]
    below = list(table)[start:]
    assert found == [[row[at] if at < len(row) else "" for row in below] for at in positions]


def test_bytes_that_say_nothing_are_found_also_where_nobody_asks_for_them() -> None:
    broken = "日期,花费\n".encode("gb18030") + b"2026-11-21,3\n2026-11-22,\x81\xff\n"
    with pytest.raises(UnicodeDecodeError):
        list(TextRows(broken, "gb18030", ",").columns(1, [0]))
