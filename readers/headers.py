"""Where the header row is, and what its names are called when nobody minds brackets and spaces."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

SEARCHED = 15  # rows: the header row is among the first
ENOUGH = 3
SPACES = re.compile(r"\s+")
BRACKETS = str.maketrans("【】〔〕〖〗「」[]{}", "()()()()()()")
DAY_NAMES = frozenset(("日期", "统计日期"))
FIGURE_NAMES = frozenset(("花费", "消耗", "消耗(元)", "支付金额", "访客数"))


def plain(name: object) -> str:
    """A header name as it is compared: NFKC, no outer spaces, inner ones collapsed, one kind of brackets."""
    return plain_text(name) if isinstance(name, str) else ""


@lru_cache(maxsize=1 << 14)
def plain_text(name: str) -> str:
    text = unicodedata.normalize("NFKC", name.replace("\0", "").replace("\ufeff", ""))
    return SPACES.sub(" ", text.translate(BRACKETS)).strip(" '\"").casefold()


def header_row(head: Sequence[Sequence[object]], known: Collection[str]) -> int | None:
    """The index of the row with the most known names: at least three, or a day and a main figure."""
    best, most = None, 0
    for index, row in enumerate(head[:SEARCHED]):
        names = {plain(cell) for cell in row}
        score = len(names & set(known))
        if score > most and (score >= ENOUGH or (names & DAY_NAMES and names & FIGURE_NAMES)):
            best, most = index, score
    return best


def joined(upper: Sequence[object], lower: Sequence[object]) -> list[object]:
    """One row of names of two: a merged name stands over all its columns, up to the next one."""
    names: list[object] = []
    over = ""
    for index in range(max(len(upper), len(lower))):
        above, below = text_at(upper, index), text_at(lower, index)
        over = above or over if below else ""  # a name with nothing below it stands alone
        names.append(f"{over} {below}" if over not in ("", below) else below or above)
    return names


def name_rows(head: Sequence[Sequence[object]]) -> Iterator[tuple[int, Sequence[object]]]:
    """Rows that may hold the names of the columns, and the index of the last row of each: of one row, and
    of two where merged names stand over others."""
    rows = head[: SEARCHED + 1]
    for index, row in enumerate(rows[:SEARCHED]):
        yield index, row
        if index + 1 < len(rows) and is_over(row, rows[index + 1]):
            yield index + 1, joined(row, rows[index + 1])


def is_over(upper: Sequence[object], lower: Sequence[object]) -> bool:
    """Whether names stand over other names, at least one of them over several."""
    if not (all_names(upper) and all_names(lower)):
        return False
    width = max(len(upper), len(lower))
    return any(text_at(lower, place) and not text_at(upper, place) for place in range(1, width))


def text_at(row: Sequence[object], index: int) -> str:
    cell = row[index] if index < len(row) else ""
    return SPACES.sub(" ", cell).strip() if isinstance(cell, str) else ""


def column_names(head: Sequence[Sequence[object]], known: Collection[str]) -> tuple[str, ...]:
    """The names of an unknown table's columns, as written. Empty where no row looks like a header: a row of
    values is never shown, it may hold somebody's name."""
    rows = head[:SEARCHED]
    scores = [len({plain(cell) for cell in row} & set(known)) for row in rows]
    if any(scores):
        return names_of(rows[scores.index(max(scores))])
    for row, below in zip(rows, head[1:], strict=False):
        if all_names(row) and any(has_figure(cell) for cell in below):
            return names_of(row)
    return ()


def names_of(row: Sequence[object]) -> tuple[str, ...]:
    names = (SPACES.sub(" ", cell).strip() for cell in row if isinstance(cell, str))
    return tuple(name[:30] for name in names if name and not looks_like_value(name))[:100]


def all_names(row: Sequence[object]) -> bool:
    cells = [cell for cell in row if cell not in ("", None)]
    return len(cells) >= 2 and all(isinstance(cell, str) and not looks_like_value(cell) for cell in cells)


def looks_like_value(name: str) -> bool:
    return "@" in name or len(name) > 60 or sum(character.isdigit() for character in name) > 3


def has_figure(cell: object) -> bool:
    return (isinstance(cell, int | float) and not isinstance(cell, bool)) or (
        isinstance(cell, str) and cell[:1].isdigit()
    )
