"""Do the chains in an old workbook end? Its reader would follow one in circles until memory ends."""

import struct
from collections.abc import Sequence

from metrics.mistakes import Mistake

REGULAR = 0xFFFFFFFA  # numbers of sectors are below
HEADER, ENTRY, SMALL = 512, 128, 4096
ROOT, STREAM = 5, 2


def check_chains(data: bytes) -> None:
    """Raises Mistake("broken_file") where a chain of sectors never ends."""
    try:
        chains = Chains(data)
    except (struct.error, IndexError):  # too short to go in circles; its reader will say what is wrong
        return
    chains.check()


class Chains:
    """The sectors of a compound file, as its header and tables link them."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        power = struct.unpack_from("<H", data, 30)[0]
        self.size = 1 << (power if power in (9, 12) else 9)
        self.directory, self.small, self.more = (struct.unpack_from("<I", data, at)[0] for at in (48, 60, 68))
        self.table: list[int] = []
        for sector in self.table_sectors():
            self.table += self.numbers(sector)

    def check(self) -> None:
        ended: set[int] = set()
        entries = b"".join(map(self.sector, chain(self.directory, self.table, ended)))
        small = [n for sector in chain(self.small, self.table, ended) for n in self.numbers(sector)]
        ended_small: set[int] = set()
        for at in range(0, len(entries) - ENTRY + 1, ENTRY):
            kind, start, length = entries[at + 66], *struct.unpack_from("<II", entries, at + 116)
            if kind == ROOT or (kind == STREAM and length >= SMALL):
                chain(start, self.table, ended)
            elif kind == STREAM:
                chain(start, small, ended_small)

    def table_sectors(self) -> list[int]:
        """Where the table of links is: named in the header, and in sectors of their own."""
        named = list(struct.unpack_from("<109I", self.data, 76))
        seen, sector = set[int](), self.more
        while sector < REGULAR:
            if sector in seen:
                raise Mistake("broken_file")
            seen.add(sector)
            *names, sector = self.numbers(sector) or [REGULAR]
            named += names
        return [number for number in named if number < REGULAR]

    def sector(self, number: int) -> bytes:
        start = HEADER if self.size == HEADER else self.size
        return self.data[start + number * self.size : start + (number + 1) * self.size]

    def numbers(self, number: int) -> list[int]:
        part = self.sector(number)
        return list(struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4]))


def chain(start: int, table: Sequence[int], ended: set[int]) -> list[int]:
    """The sectors from `start` on, but those of chains already known to end."""
    found: list[int] = []
    met: set[int] = set()
    while start < len(table) and start not in ended:
        if start in met:
            raise Mistake("broken_file")
        met.add(start)
        found.append(start)
        start = table[start]
    ended |= met
    return found
