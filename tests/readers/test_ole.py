"""Chains of sectors in old workbooks end, or the workbook is refused at once."""

import struct

import pytest

from metrics.mistakes import Mistake
from readers.ole import check_chains
from tests.samples.containers import as_xls

BOOK = as_xls([["日期", "访客数"], *[["2026-11-20", number] for number in range(500)]])
TABLE = 512 + 512 * struct.unpack_from("<I", BOOK, 76)[0]
CIRCLE = struct.pack("<I", 0)


def test_a_good_workbook_passes() -> None:
    check_chains(BOOK)


@pytest.mark.parametrize("sector", [0, 5])
def test_the_workbooks_own_sectors_in_a_circle(sector: int) -> None:
    place = TABLE + 4 * sector
    with pytest.raises(Mistake, match="broken_file"):
        check_chains(BOOK[:place] + CIRCLE + BOOK[place + 4 :])


def test_the_list_of_tables_in_a_circle() -> None:
    data = bytearray(BOOK)
    data[68:72] = CIRCLE
    data[512 + 508 : 512 + 512] = CIRCLE
    with pytest.raises(Mistake, match="broken_file"):
        check_chains(bytes(data))


@pytest.mark.parametrize("length", [4, 40, 511, 600, 2000])
def test_what_is_cut_off_is_left_to_its_reader(length: int) -> None:
    check_chains(BOOK[:length])
