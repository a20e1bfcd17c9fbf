"""Workbooks with a password are read with it, and trust nothing that they unpack into."""

import io
import zipfile
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.mistakes import Mistake
from readers.passwords import EXCELS_OWN
from readers.read import read, read_all
from tests.samples.containers import as_xlsx, as_zip, locked
from tests.sound import check_mistake

TODAY = date(2026, 11, 22)
PASSWORD = "芝麻 開門7"
ROWS = [["日期", "场景ID", "场景名字", "展现量", "点击量", "花费", "总成交金额", "总成交笔数"]]
ROWS += [["2026-11-20", "1", "全站", "10", "1", "2.00", "0", "0"]]
OPEN = as_xlsx(ROWS)
LOCKED = locked(OPEN, PASSWORD)


def reason(data: bytes, password: str | None) -> str:
    with pytest.raises(Mistake) as caught:
        read_all(data, "a.xlsx", TODAY, password=password)
    return caught.value.reason


def test_it_is_read_with_its_password_and_asked_for_without() -> None:
    (one,) = read_all(LOCKED, "a.xlsx", TODAY, password=PASSWORD)
    assert one == read(OPEN, "a.xlsx", TODAY)
    assert reason(LOCKED, None) == "encrypted_file"
    assert reason(LOCKED, "sesame") == "wrong_password"


def test_what_excel_opens_without_asking_is_not_asked_for() -> None:
    assert read(locked(OPEN, EXCELS_OWN), "a.xlsx", TODAY) == read(OPEN, "a.xlsx", TODAY)


def test_one_in_an_archive() -> None:
    (one,) = read_all(as_zip({"b.xlsx": LOCKED}), "a.zip", TODAY, password=PASSWORD)
    assert one.format == "wxt_scenes"
    assert reason(as_zip({"b.xlsx": LOCKED}), None) == "encrypted_file"


def test_a_password_opens_no_trap() -> None:
    bomb = io.BytesIO(OPEN)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", bytes(64 << 20))
    assert reason(locked(bomb.getvalue(), PASSWORD), PASSWORD) == "too_large"


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 1 << 32), cut=st.booleans())
def test_a_damaged_one_is_refused_in_words(seed: int, cut: bool) -> None:
    chance, data = Random(seed), bytearray(LOCKED)
    if cut:
        del data[chance.randrange(len(data)) :]
    for _ in range(chance.randrange(1, 6)):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        read_all(bytes(data), "a.xlsx", TODAY, password=PASSWORD)
    except Mistake as mistake:
        check_mistake(mistake)
