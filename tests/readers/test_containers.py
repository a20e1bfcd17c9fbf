"""What a file is, its bytes say."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from metrics.mistakes import Mistake
from readers.containers import files_in, text_of
from readers.read import read
from tests.samples.containers import as_csv, as_html, as_xls, as_xlsx, as_zip

TODAY = date(2026, 11, 22)
ROWS = [["日期", "场景ID", "场景名字", "展现量", "点击量", "花费", "总成交金额", "总成交笔数"]]
ROWS += [["2026-11-20", "1", "全站，推广", "10", "1", "2.00", "0", "0"]]
Refusal = Callable[..., Mistake]


def reads(data: bytes, name: str = "whatever.pdf") -> list[tuple[object, ...]]:
    return read(data, name, TODAY).batches[0].rows


EXPECTED = [(date(2026, 11, 20), "scene", "1", "", "", "", "", 10, 1, 200, 0, 0)]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_in_every_encoding_and_dialect(encoding: str, delimiter: str, end: str) -> None:
    text = end.join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)
    assert reads(text.encode(encoding)) == EXPECTED


@pytest.mark.parametrize("container", [as_xls, as_xlsx, as_html])
def test_workbooks_and_web_pages_under_any_name(container: Callable[[object], bytes]) -> None:
    assert reads(container(ROWS)) == EXPECTED
    assert reads(as_zip({"目录/表.xls": container(ROWS), "__MACOSX/._表.xls": b"x"})) == EXPECTED


def test_nul_bytes_in_text_are_no_part_of_it() -> None:
    data = as_csv(ROWS, "gb18030").replace(b"2.00", b"2\x00.00")
    assert reads(data) == EXPECTED


def test_a_wrong_dimension_cuts_no_rows_off() -> None:
    rows = [*ROWS, *[[f"2026-11-{day:02}", *ROWS[1][1:]] for day in range(1, 10)]]
    source, target = zipfile.ZipFile(io.BytesIO(as_xlsx(rows))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for member in source.infolist():
            data = source.read(member)
            if member.filename.endswith("sheet1.xml"):
                data, count = re.subn(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', data)
                assert count == 1
            archive.writestr(member, data)
    assert len(reads(target.getvalue())) == 10


def test_every_sheet_is_read_and_others_are_left_out() -> None:
    from openpyxl import Workbook

    book = Workbook()
    for title, rows in (
        ("说明", [["请勿修改"]]),
        ("一", ROWS),
        ("二", [ROWS[0], ["2026-11-19", *ROWS[1][1:]]]),
    ):
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    body = io.BytesIO()
    book.save(body)
    reading = read(body.getvalue(), "x", TODAY)
    assert [row[0].day for row in reading.batches[0].rows] == [20, 19]  # type: ignore[attr-defined]
    assert reading.notes == ("sheets_ignored",)


def test_two_exports_in_one_file_are_asked_apart(samples: dict[str, Path], refusal: Refusal) -> None:
    data = as_zip({f"{key}.x": samples[key].read_bytes() for key in ("wxt_plans", "wxt_cash")})
    mistake = refusal(data)
    assert (mistake.reason, mistake.facts) == ("ambiguous_table", {"formats": ("wxt_plans", "wxt_cash")})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        *((b"", "empty_file"), (b" \r\n\t", "empty_file"), (b"\xef\xbb\xbf", "empty_file")),
        *((as_zip({}), "empty_file"), (as_zip({"a.csv": b""}), "empty_file"), (as_xlsx([]), "empty_file")),
        *((b"%PDF-1.7 ...", "not_a_table"), (b"\x89PNG\r\n\x1a\n....", "not_a_table")),
        *((b"\xff\xd8\xff\xe0....", "not_a_table"), (b"Rar!\x1a\x07", "not_a_table")),
        *((as_zip({"[Content_Types].xml": b"x", "word/document.xml": b"x"}), "not_a_table"),),
        *((b"\x00\x01\x02\x03" * 100, "not_a_table"), (as_xlsx(ROWS)[:900], "broken_file")),
        *((as_xls(ROWS)[:1024], "broken_file"), (as_zip({"a.csv": b"1,2" * 99})[:60], "broken_file")),
        *((b"\xd0\xcf\x11\xe0" + bytes(600), "broken_file"), (b"\xff\xff\xff,\x80", "broken_file")),
        *((b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "not_a_table"),),
        *((b"hello, this is a letter", "unknown_table"), (as_xlsx(ROWS[:1]), "no_rows")),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",  # an archive holds the time it was made at
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str, refusal: Refusal) -> None:
    assert refusal(data).reason == reason


def test_a_lock_file_by_its_name(refusal: Refusal) -> None:
    assert refusal(b"\x05owner", "~$商品报表.xlsx").reason == "lock_file"


def test_an_archive_with_a_password(refusal: Refusal) -> None:
    data = bytearray(as_zip({"a.csv": as_csv(ROWS, "utf-8")}))
    place = data.rindex(b"PK\x01\x02") + 8
    data[place : place + 2] = struct.pack("<H", 1)
    assert refusal(bytes(data)).reason == "encrypted_archive"


def test_archives_that_are_traps(refusal: Refusal) -> None:
    assert refusal(as_zip({"../../etc/cron.csv": b"1"})).reason == "unsafe_archive"
    assert refusal(as_zip({"a.zip": as_zip({"b.csv": b"1"})})).reason == "unsafe_archive"
    mistake = refusal(as_zip({f"{i}.csv": str(i).encode() for i in range(21)}))
    assert (mistake.reason, mistake.facts) == ("too_many_files", {"count": 21, "limit": 20})
    assert refusal(as_zip({"a.csv": bytes(20 << 20)})).reason == "too_large"
    assert (
        refusal(as_zip({"[Content_Types].xml": b"", "xl/sheet1.xml": bytes(20 << 20)})).reason == "too_large"
    )


def test_members_named_in_gbk_keep_their_names() -> None:
    data = as_zip({"??.csv": b"1"}).replace(b"??.csv", "表.csv".encode("gb18030"))
    assert files_in(data, "x.zip") == [("表.csv", b"1")]


def test_gbk_is_not_taken_for_utf_8_nor_the_other_way_round() -> None:
    text = "日期,花费\n" * 20_000  # longer than what is looked at first; GBK cut anywhere
    assert text_of(text.encode("gb18030"))[1] == "gb18030"
    assert text_of(text.encode())[1] == "utf-8-sig"
