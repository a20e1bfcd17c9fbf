"""Rows packed into few bytes: what a child process hands over, and what stays of an upload to take it back.

Column by column in chunks: equal values are written once, figures as bare numbers, the rest as JSON.
"""

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any, Final, NamedTuple, overload

Row = tuple[object, ...]

CHUNK: Final = 5_000  # rows unpacked in one go: the bot's loop is never kept waiting longer than that takes
QUICK = 1  # zlib's level: the next ones take twice the time for a twentieth less
FRAME = struct.Struct("<II")  # rows and bytes of a chunk
FEW = 256  # different values that a byte can number
INTEGERS = ("b", "h", "i", "q")  # array's types, the narrowest first
WIDTHS = {"B": 1, "b": 1, "h": 2, "i": 4, "q": 8, "d": 8}


class Walked(Sequence[Row]):
    """Rows that are made while they are walked."""

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        return list(self)[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} rows>"


class Columns(Walked):
    """Rows held column by column: what reads and packs them does so by column, too."""

    def __init__(self, columns: Sequence[Sequence[Any]]) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Iterator[Row]:
        return zip(*self.columns, strict=True)

    def distinct(self, place: int) -> set[Any]:
        """The different values of one column."""
        return set(self.columns[place])


class Packed(Walked):
    """Rows that take their full room only while they are walked, a chunk at a time."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._count = sum(count for count, _ in self._frames())
        self._distinct: dict[int, set[Any]] = {}

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(zip(*columns, strict=True) for columns in self.chunks())

    def chunks(self) -> Iterator[list[list[Any]]]:
        """The columns of a few thousand rows at a time."""
        for count, packed in self._frames():
            parts, tail = opened(packed)
            yield [column_of(part, count, tail) for part in parts]

    def distinct(self, place: int) -> set[Any]:
        """The different values of one column."""
        if place not in self._distinct:
            found: set[Any] = set()
            for count, packed in self._frames():
                parts, tail = opened(packed)
                part = parts[place]
                few = revived(part.kind, part.values) if part.type == "B" else None
                found.update(few or column_of(part, count, tail))
            self._distinct[place] = found
        return self._distinct[place]

    def __reduce__(self) -> tuple[type["Packed"], tuple[bytes]]:
        return Packed, (self.data,)

    def _frames(self) -> Iterator[tuple[int, memoryview]]:
        view, start = memoryview(self.data), 0
        while start < len(view):
            count, size = FRAME.unpack_from(view, start)
            start += FRAME.size
            yield count, view[start : start + size]
            start += size


class Part(NamedTuple):
    """One column of a chunk. Its numbers, if any, begin at `start` of the tail."""

    kind: str  # "day", "moment" or "": what the texts are
    type: str  # of the array in the tail; "" for none: the values are all there, or one for all rows
    start: int
    values: list[Any]


def pack(rows: Sequence[Row]) -> Packed:
    """Rows of integers, floats, texts, days, moments in UTC and None; each column of one kind of thing."""
    if isinstance(rows, Packed):
        return rows
    data = bytearray()
    for start in range(0, len(rows), CHUNK):
        columns = across(rows, start, start + CHUNK)
        squeezed = packed_columns(columns)
        data += FRAME.pack(len(columns[0]), len(squeezed)) + squeezed
    return Packed(bytes(data))


def across(rows: Sequence[Row], start: int, end: int) -> list[Sequence[Any]]:
    """Some of the rows as columns."""
    if isinstance(rows, Columns):
        return [column[start:end] for column in rows.columns]
    return list(zip(*rows[start:end], strict=True))


def packed_columns(columns: Iterable[Sequence[Any]]) -> bytes:
    parts: list[Part] = []
    tail = bytearray()
    for column in columns:
        part, numbers = part_of(column, len(tail))
        parts.append(part)
        tail += numbers
    head = json.dumps(parts, separators=(",", ":")).encode()
    return zlib.compress(struct.pack("<I", len(head)) + head + tail, QUICK)


def part_of(column: Sequence[Any], start: int) -> tuple[Part, bytes]:
    types = set(map(type, column))
    if types == {float}:
        return Part("", "d", start, []), little(array("d", column))
    if types == {int} and (code := integers_of(column)):
        return Part("", code, start, []), little(array(code, column))
    kind = "moment" if datetime in types else "day" if date in types else ""
    if len(types - {type(None)}) == 1:
        values = list(set(column))
        if len(values) == 1:
            return Part(kind, "", start, plain(kind, values)), b""
        if len(values) <= FEW:
            places = {value: place for place, value in enumerate(values)}
            return Part(kind, "B", start, plain(kind, values)), bytes(map(places.__getitem__, column))
    return Part(kind, "", start, plain(kind, column)), b""


def integers_of(column: Sequence[int]) -> str | None:
    least, most = min(column), max(column)
    if least == most:
        return None
    for code in INTEGERS:
        end = 1 << (8 * WIDTHS[code] - 1)
        if -end <= least and most < end:
            return code
    return None


def little(numbers: "array[Any]") -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def plain(kind: str, values: Iterable[Any]) -> list[Any]:
    if kind == "moment":
        return [None if value is None else value.astimezone(UTC).isoformat() for value in values]
    return [None if value is None else value.isoformat() for value in values] if kind else list(values)


def revived(kind: str, values: list[Any]) -> list[Any]:
    if not kind:
        return values
    read = datetime.fromisoformat if kind == "moment" else date.fromisoformat
    known = {text: read(text) for text in set(values) - {None}}
    return [known.get(text) for text in values]


def opened(packed: memoryview) -> tuple[list[Part], memoryview]:
    body = zlib.decompress(packed)
    end = 4 + struct.unpack_from("<I", body)[0]
    return [Part(*part) for part in json.loads(body[4:end])], memoryview(body)[end:]


def column_of(part: Part, count: int, tail: memoryview) -> list[Any]:
    values = revived(part.kind, part.values)
    if not part.type:
        return values * count if len(values) == 1 else values
    own = tail[part.start : part.start + WIDTHS[part.type] * count]
    if part.type == "B":
        return list(map(values.__getitem__, own))
    numbers = array(part.type)
    numbers.frombytes(own)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tolist()
