"""Bytes → sheets. What a file is, its bytes say; its name never does."""

import codecs
import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from metrics.mistakes import Mistake
from readers.headers import header_row, plain
from readers.html import tables
from readers.ole import check_chains
from readers.texts import TextRows, columns_of

Row = Sequence[object]

HEAD = 80  # rows looked at before a sheet is read
MEMBERS = 20  # files in an archive
UNPACKED = 256 << 20  # bytes of an archive's files together
UNPACKED_XML = 768 << 20  # XML of a workbook, streamed when read
SUSPECT = 8 << 20  # below, nobody minds how well it was packed
RATIO = 200
DELIMITERS = ",\t;|"

OLE, ZIP, EMPTY_ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"PK\x05\x06"
OTHERS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture",
    b"BM": "a picture",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x1f\x8b": "a gzip archive",
}
DAMAGE = (
    CalamineError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    csv.Error,
    UnicodeError,
    EOFError,
    OSError,
    NotImplementedError,  # a kind of packing that zipfile does not know
)
ODDITIES = (ValueError, KeyError, IndexError, RuntimeError, TypeError, struct.error)  # of zipfile


@dataclass(frozen=True)
class Sheet:
    """One table of a file. `rows` may be walked once; the first of them are in `head` too."""

    name: str  # as problems call it: the sheet's, or the archive's member
    head: list[Row]
    rows: Iterable[Row]
    first: int = 1  # the first row's number, as the spreadsheet counts

    def columns(self, start: int, positions: Sequence[int]) -> Iterator[list[Sequence[object]]]:
        """The columns at `positions` of the rows from `start` on, block by block."""
        if isinstance(self.rows, TextRows):
            return self.rows.columns(start, positions)
        return columns_of(islice(self.rows, start, None), positions)


def sheet_of(name: str, rows: Iterable[Row], first: int = 1) -> Sheet:
    walk = iter(rows)
    head = list(islice(walk, HEAD))
    return Sheet(name, head, rows if isinstance(rows, TextRows) else chain(head, walk), first)


def files_in(data: bytes, name: str) -> list[tuple[str, bytes]]:
    """The file itself, or the files of a zip archive (never an archive within it). Equal files count once."""
    if name.rsplit("/", 1)[-1].startswith("~$"):
        raise Mistake("lock_file")
    if not data.strip(b"\0 \r\n\t\xef\xbb\xbf") or data.startswith(EMPTY_ZIP):
        raise Mistake("empty_file")
    if not data.startswith(ZIP):
        return [("", data)]
    archive = opened(data)
    names = archive.namelist()
    if "[Content_Types].xml" in names or "content.xml" in names:
        measure(archive.infolist(), UNPACKED_XML)
        if any(member.startswith(("word/", "ppt/")) for member in names):
            raise Mistake("not_a_table", kind="a document")
        return [("", data)]
    return unpacked(archive)


def opened(data: bytes) -> zipfile.ZipFile:
    """zipfile does not check what it computes with: a damaged archive may raise nearly anything."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except ODDITIES as error:
        raise zipfile.BadZipFile from error


def content_of(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(member)
    except ODDITIES as error:
        raise zipfile.BadZipFile from error


def unpacked(archive: zipfile.ZipFile) -> list[tuple[str, bytes]]:
    members = [
        member for member in archive.infolist() if not member.is_dir() and not is_litter(member.filename)
    ]
    if not members:
        raise Mistake("empty_file")
    if len(members) > MEMBERS:
        raise Mistake("too_many_files", count=len(members), limit=MEMBERS)
    measure(members, UNPACKED)
    files: dict[bytes, str] = {}
    for member in members:
        if member.flag_bits & 1:
            raise Mistake("encrypted_archive")
        path = member.filename.replace("\\", "/")
        if path.startswith("/") or ".." in path.split("/"):
            raise Mistake("unsafe_archive")
        data = content_of(archive, member)
        if data.startswith(ZIP) and not is_workbook(data):
            raise Mistake("unsafe_archive")
        files.setdefault(data, member_name(member))
    if not any(data.strip() for data in files):
        raise Mistake("empty_file")
    return [(name, data) for data, name in files.items() if data.strip()]


def is_litter(path: str) -> bool:
    return path.startswith("__MACOSX/") or path.rsplit("/", 1)[-1].startswith((".", "~$"))


def is_workbook(data: bytes) -> bool:
    with opened(data) as archive:
        if not {"[Content_Types].xml", "content.xml"} & set(archive.namelist()):
            return False
        measure(archive.infolist(), UNPACKED_XML)
        return True


def measure(members: Iterable[zipfile.ZipInfo], limit: int) -> None:
    """Refuses what would unpack into too much. zipfile itself never unpacks more than a member declares."""
    members = list(members)
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if size > limit or (size > SUSPECT and size > RATIO * packed):
        raise Mistake("too_large", megabytes=limit >> 20)


def member_name(member: zipfile.ZipInfo) -> str:
    """The member's own name; archives made on Chinese Windows name in GBK and do not say so."""
    name = member.filename.rsplit("/", 1)[-1]
    if member.flag_bits & 0x800:
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name


def sheets_in(data: bytes, member: str, known: Collection[str]) -> Iterator[Sheet]:
    """The sheets of one file. `known` header names help to find how a text file is cut."""
    kind = next((kind for magic, kind in OTHERS.items() if data.startswith(magic)), None)
    if kind and not (kind == "a picture" and data[:2] == b"BM" and data[2:10].isascii()):
        raise Mistake("not_a_table", kind=kind)
    if data.startswith((OLE, ZIP)):
        yield from workbook_sheets(data, member)
        return
    text, encoding = text_of(data)
    start = text[:4096].lstrip().casefold()
    if (
        start.startswith(("<html", "<!doctype", "<table", "<meta", "<?xml", "<head", "<style"))
        or "<table" in start
    ):
        for index, rows in enumerate(tables(text), 1):
            yield sheet_of(named(member, f"table {index}" if index > 1 else ""), rows)
        return
    yield sheet_of(member, TextRows(data, encoding, delimiter_of(text[: 1 << 16], known)))


def workbook_sheets(data: bytes, member: str) -> Iterator[Sheet]:
    try:
        if data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in data:
            raise Mistake("encrypted_file")
        if data.startswith(OLE):
            check_chains(data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise Mistake("encrypted_file") from error
    except CalamineError as error:
        if any(name.encode("utf-16-le") in data for name in ("WordDocument", "PowerPoint Document")):
            raise Mistake("not_a_table", kind="a document") from error
        raise
    for index, about in enumerate(book.sheets_metadata):
        if about.typ == SheetTypeEnum.WorkSheet:
            yield sheet_of(named(member, about.name), book.get_sheet_by_index(index).iter_rows())


def named(member: str, name: str) -> str:
    return f"{member}: {name}" if member and name else member or name


# ------------------------------------------------------------------------------------------------------ text


def text_of(data: bytes) -> tuple[str, str]:
    """A text file's beginning and its encoding: BOM, else strict UTF-8, else strict GB18030."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16"), "utf-16"
    if data[: 1 << 16].count(0) > 64:
        raise Mistake("not_a_table", kind="a binary file")
    try:
        return data.decode("utf-8-sig"), "utf-8-sig"
    except UnicodeDecodeError:
        head = codecs.getincrementaldecoder("gb18030")().decode(data[: 1 << 16])
        return head, "gb18030"


def delimiter_of(text: str, known: Collection[str]) -> str:
    """What cuts the text into most known names; else what cuts it widest and most evenly."""

    def worth(delimiter: str) -> tuple[int, int]:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 20))
        row = header_row(rows, known)
        names = {plain(cell) for cell in rows[row]} & set(known) if row is not None else set()
        return len(names), min((len(row) for row in rows if row), default=0)

    return max(DELIMITERS, key=worth)
