"""Text files cut into rows; and straight into columns where nothing is quoted, which is much quicker."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

BLOCK = 1 << 17  # bytes cut at a time: what the processor keeps at hand
CHUNK = 1000  # rows turned into columns at a time
SIGNS = {"utf-8-sig": ",\t;|", "gb18030": ",\t;"}  # what cuts, and is never a part of another character
CODECS = {"utf-8-sig": "utf-8"}  # of what follows the mark at the beginning

Cells = Sequence[object]  # of one column: texts, or their bytes where they were cut as such


@dataclass(frozen=True)
class TextRows:
    """The rows of a text file; they can be walked again and again."""

    data: bytes
    encoding: str
    delimiter: str

    @property
    def codec(self) -> str:
        """What a single cell's bytes are written in."""
        return CODECS.get(self.encoding, self.encoding)

    def __iter__(self) -> Iterator[list[str]]:
        body = io.TextIOWrapper(io.BytesIO(self.data), self.encoding, newline="")
        return csv.reader(body, delimiter=self.delimiter)

    def columns(self, start: int, positions: Sequence[int]) -> Iterator[list[Cells]]:
        """The columns at `positions` of the rows from `start` on, block by block.

        Cells may still be bytes: most are figures, which need not become texts first.
        """
        if self.delimiter not in SIGNS.get(self.encoding, ""):
            yield from columns_of(islice(self, start, None), positions)
            return
        blocks = whole_lines(self.data)
        for block in blocks:
            text = block.decode(self.codec)  # also what nobody asks for has to be readable
            ends = block.replace(b"\r\n", b"\n") if b"\r" in block else block
            if b'"' in ends or b"\r" in ends:
                texts = chain([text], (other.decode(self.codec) for other in blocks))
                lines = chain.from_iterable(io.StringIO(text, newline="") for text in texts)
                rows = islice(csv.reader(lines, delimiter=self.delimiter), start, None)
                yield from columns_of(rows, positions)
                return
            ends = ends if ends.endswith(b"\n") else ends + b"\n"
            below = without_lines(ends, start)
            start -= min(start, ends.count(b"\n"))
            if below:
                yield from self._split(below, positions)

    def _split(self, block: bytes, positions: Sequence[int]) -> Iterator[list[Cells]]:
        even = cut_evenly(block, self.delimiter.encode(), positions)
        if even is not None:
            yield even
            return
        lines = block.decode(self.codec).removesuffix("\n").split("\n")
        rows = (line.split(self.delimiter) if line else [] for line in lines)
        yield from columns_of(rows, positions)


def whole_lines(data: bytes) -> Iterator[bytes]:
    """The bytes behind the mark in blocks that end where a line does."""
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    while start < len(data):
        cut = data.rfind(b"\n", start, start + BLOCK) + 1 or data.find(b"\n", start + BLOCK) + 1
        end = cut or len(data)
        yield data[start:end]
        start = end


def without_lines(block: bytes, count: int) -> bytes:
    """What of the block comes after so many lines."""
    begins = 0
    for _ in range(min(count, block.count(b"\n"))):
        begins = block.index(b"\n", begins) + 1
    return block[begins:]


def cut_evenly(block: bytes, delimiter: bytes, positions: Sequence[int]) -> list[Cells] | None:
    """The columns at `positions`, all cells cut in one go; None where not all rows are equally wide."""
    width = block.count(delimiter, 0, block.index(b"\n")) + 1
    count = block.count(b"\n")
    cells: list[bytes] = block.replace(b"\n", delimiter + b"\n").split(delimiter)
    if width <= max(positions) or len(cells) != count * width + 1:
        return None
    firsts = b"".join(cells[:-1:width]).split(b"\n")  # every line's end begins the next one's first cell
    if len(firsts) != count:
        return None
    cells[:-1:width] = firsts
    return [cells[position:-1:width] for position in positions]


def columns_of(rows: Iterable[Sequence[object]], positions: Sequence[int]) -> Iterator[list[Cells]]:
    """The columns at `positions`, some rows at a time. Rows that end early have empty cells."""
    walk = iter(rows)
    width = max(positions) + 1
    padding = [""] * width
    while chunk := list(islice(walk, CHUNK)):
        if min(map(len, chunk)) < width:
            chunk = [row if len(row) >= width else [*row, *padding] for row in chunk]
        across = list(zip(*chunk, strict=False))
        yield [across[position] for position in positions]
