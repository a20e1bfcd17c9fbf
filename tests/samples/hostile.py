"""Good files made bad, seeded: damaged, forged, renamed, packed; and the bombs that everybody knows."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from random import Random

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from python_calamine import CalamineWorkbook

from tests.samples.containers import as_csv, as_html, as_zip

Grid = list[list[object]]
Mutation = Callable[[bytes, Random], bytes]
EVIL: tuple[object, ...] = (
    *("=1/0", "=SUM(A1:XFD1048576)", '=HYPERLINK("http://a","b")', "=cmd|' /C calc'!A0", "#REF!", "nan"),
    *("inf", "-inf", "1e999", "1E+308", "9" * 400, "9" * 5000, "-" + "9" * 30, "9" * 400 + "小时", "1,2,3"),
    *("9999-12-31", "0000-00-00", "2026-02-30", "1900-01-01", "2026-13-45", "2999-01-01", "99999", "1e5"),
    *(
        "😀" * 50,
        "a\0b",
        "\0",
        "\u202e12",
        "\ufeff5",
        "１２３",
        "٣",
        "²",
        "一二三",
        "x" * 40_000,
        "\n\n",
        "'",
    ),
    *('="', "~", "1~", "~1", "5万万", "-5", "-0", "100%%", "∞", "½", '"', ",", "合计", "<table>", "{}"),
    *(float("1e300"), 10**20, -1, 0.1 + 0.2, True, None, 2958466, 1e15, -1e-300, "12:60:61", "00:00:-1"),
)
NUMBERS = (b"NaN", b"1e999", b"-1e999", b"1e308", b"9" * 400, b"", b"abc", b"-5", b"2958466.5", b"99999999")


def grid(data: bytes) -> Grid:
    """The cells of a file's first sheet, or of its archive's first file."""
    if data.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(data))
        if "[Content_Types].xml" not in archive.namelist():
            return grid(archive.read(archive.namelist()[0]))
    if data.startswith((b"PK", b"\xd0\xcf")):
        return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""))]


def rebuilt(rows: Grid, chance: Random) -> bytes:
    match chance.randrange(4):
        case 0:
            return as_csv(rows, "utf-8-sig")
        case 1:
            return as_csv(rows, "gb18030")
        case 2:
            return as_html(rows)
        case _:
            return as_workbook(rows)


def as_workbook(rows: Grid) -> bytes:
    """With formulas that nobody has computed."""
    book = Workbook()
    page = book.active or book.create_sheet()
    for row in rows:
        page.append([ILLEGAL_CHARACTERS_RE.sub("", c)[:32_000] if isinstance(c, str) else c for c in row])
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


# ----------------------------------------------------------------------------------------------- the bytes


def cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data))]


def flipped(data: bytes, chance: Random) -> bytes:
    body = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 200))):
        body[chance.randrange(len(body))] = chance.randrange(256)
    return bytes(body)


def swapped(data: bytes, chance: Random) -> bytes:
    size = max(1, len(data) // chance.randrange(2, 20))
    blocks = [data[start : start + size] for start in range(0, len(data), size)]
    chance.shuffle(blocks)
    return b"".join(blocks)


def stuffed(data: bytes, chance: Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + chance.randbytes(chance.choice((1, 64, 5000))) + data[place:]


def blanked(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((16, 512, 4096)))
    return data[:start] + bytes(end - start) + data[end:]


def noise(_data: bytes, chance: Random) -> bytes:
    return chance.randbytes(chance.choice((1, 10, 3000)))


# ----------------------------------------------------------------------------------------------- the cells


def forged(data: bytes, chance: Random) -> bytes:
    rows = grid(data)
    for _ in range(chance.choice((1, 5, 40))):
        row = chance.choice(rows)
        if row:
            row[chance.randrange(len(row))] = chance.choice(EVIL)
    return rebuilt(rows, chance)


def forged_column(data: bytes, chance: Random) -> bytes:
    rows = grid(data)
    place, value = chance.randrange(max(1, max(map(len, rows)))), chance.choice(EVIL)
    for row in rows[1:]:
        if place < len(row):
            row[place] = value
    return rebuilt(rows, chance)


def header_only(data: bytes, chance: Random) -> bytes:
    return rebuilt(grid(data)[: chance.randrange(1, 8)], chance)


def header_twice(data: bytes, chance: Random) -> bytes:
    rows = grid(data)
    place = chance.randrange(len(rows))
    return rebuilt([*rows[:place], *rows[: chance.randrange(1, 4)], *rows[place:]], chance)


def columns_moved(data: bytes, chance: Random) -> bytes:
    """Shuffled, dropped or doubled."""
    rows = grid(data)
    places = list(range(max(map(len, rows))))
    match chance.randrange(3):
        case 0:
            chance.shuffle(places)
        case 1:
            places = [place for place in places if chance.random() > 0.2] or places[:1]
        case 2:
            places += chance.choices(places, k=3)
    return rebuilt([[row[place] if place < len(row) else "" for place in places] for row in rows], chance)


def rows_torn(data: bytes, chance: Random) -> bytes:
    """Rows that end early, go on too long, come twice or in any order."""
    rows = [row[: chance.randrange(len(row) + 1)] if chance.random() < 0.2 else row for row in grid(data)]
    rows += [[*row, *row] for row in chance.choices(rows, k=3)]
    if chance.random() < 0.5:
        chance.shuffle(rows)
    return rebuilt(rows, chance)


def turned(data: bytes, chance: Random) -> bytes:
    rows = grid(data)
    return rebuilt(
        [[row[i] if i < len(row) else "" for row in rows] for i in range(max(map(len, rows)))], chance
    )


# ------------------------------------------------------------------------------------------ the containers


def recoded(data: bytes, chance: Random) -> bytes:
    rows = [["" if cell is None else cell for cell in row] for row in grid(data)]
    if chance.random() < 0.5:
        return as_csv(rows, chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8")))
    body = bytearray(as_csv(rows, "gb18030"))
    for _ in range(chance.randrange(1, 4)):
        body[chance.randrange(len(body))] = chance.choice((0x80, 0xFF, 0x81, 0x00))
    return bytes(body)


def zipped(data: bytes, chance: Random) -> bytes:
    return as_zip({f"{i}.dat": data + b" " * i for i in range(chance.randrange(1, 4))})


def zipped_twice(data: bytes, _chance: Random) -> bytes:
    return as_zip({"a.zip": as_zip({"a.csv": data})})


def dotted(data: bytes, chance: Random) -> bytes:
    names = ("../a.csv", "/etc/passwd", "a/../../b.csv", "..\\b.csv", "C:\\a.csv", "a\0b.csv", "." * 300, " ")
    return as_zip({chance.choice(names): data})


def linked(data: bytes, _chance: Random) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        link = zipfile.ZipInfo("a.csv")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("b.csv", data)
    return body.getvalue()


def inner_damage(data: bytes, chance: Random) -> bytes:
    """An archive or workbook whose files are damaged though their checksums are right."""
    archive, body = (
        zipfile.ZipFile(io.BytesIO(data if data.startswith(b"PK") else as_zip({"a": data}))),
        io.BytesIO(),
    )
    victim = chance.choice(archive.namelist())
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as target:
        for name in archive.namelist():
            content = archive.read(name)
            if name == victim and content:
                content = chance.choice((cut, flipped, swapped, blanked))(content, chance)
            target.writestr(name, content)
    return body.getvalue()


def forged_numbers(data: bytes, chance: Random) -> bytes:
    """A workbook whose XML holds what no spreadsheet would write."""
    archive, body = zipfile.ZipFile(io.BytesIO(as_workbook(grid(data)))), io.BytesIO()
    number, rate = b"<v>" + chance.choice(NUMBERS) + b"</v>", chance.choice((0.02, 0.3))
    size = chance.choice((b"A1", b"A1:XFD1048576", b"ZZZZ99", b"B2:A1", b""))

    def forge(found: re.Match[bytes]) -> bytes:
        return number if chance.random() < rate else found[0]

    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as target:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith("sheet1.xml"):
                content = re.sub(rb"<v>[^<]*</v>", forge, content)
                content = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="' + size + b'"', content)
            target.writestr(name, content)
    return body.getvalue()


MUTATIONS: Mapping[str, Mutation] = {
    one.__name__: one
    for one in (
        *(cut, flipped, swapped, stuffed, blanked, noise, forged, forged_column, header_only, header_twice),
        *(columns_moved, rows_torn, turned, recoded, zipped, zipped_twice, dotted, linked, inner_damage),
        forged_numbers,
    )
}
ENDINGS = (".xlsx", ".xls", ".csv", ".zip", ".txt", ".pdf", "", ".XLSX.exe")


def mutated(data: bytes, name: str, how: str, chance: Random) -> tuple[str, bytes]:
    """The file as it comes after `how`, now and then by another name, now and then with a second harm."""
    bad = MUTATIONS[how](data, chance) or b"\0"
    if chance.random() < 0.2:
        bad = chance.choice((cut, flipped, stuffed, blanked))(bad, chance)
    if chance.random() < 0.3:
        name = name.rsplit(".", 1)[0] + chance.choice(ENDINGS)
    return name, bad


# ----------------------------------------------------------------------------------------------- the bombs

HEAD = "日期,场景ID,场景名字,展现量,点击量,花费,总成交金额,总成交笔数"
LINE = "2026-11-20,{},全站,10,1,2.00,3.5,1"
MILLION = 1_000_000


SCHEMAS = "http://schemas.openxmlformats.org"
MAIN = f"{SCHEMAS}/spreadsheetml/2006/main"
LINKS = f"{SCHEMAS}/officeDocument/2006/relationships"
LINKED = f'<Relationships xmlns="{SCHEMAS}/package/2006/relationships">'


def workbook(rows: Iterable[bytes], *, sheets: int = 1, strings: bytes = b"") -> bytes:
    """A workbook of raw XML, every sheet the same."""
    numbers, body, xml = range(1, sheets + 1), io.BytesIO(), b"".join(rows)
    listed = "".join(f'<sheet name="s{i}" sheetId="{i}" r:id="r{i}"/>' for i in numbers)
    links = "".join(link(f"r{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in numbers)
    links += link("s", "sharedStrings", "sharedStrings.xml")
    files = {
        "[Content_Types].xml": f'<Types xmlns="{SCHEMAS}/package/2006/content-types"/>',
        "_rels/.rels": f"{LINKED}{link('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"{LINKED}{links}</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings.decode()}</sst>',
    }
    sheet = f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>'.encode()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        for i in numbers:
            archive.writestr(f"xl/worksheets/sheet{i}.xml", sheet + xml + b"</sheetData></worksheet>")
    return body.getvalue()


def link(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{LINKS}/{kind}" Target="{target}"/>'


def texts(row: int, line: str, figure: Callable[[str], str] = lambda cell: cell) -> bytes:
    cells = "".join(f'<c t="inlineStr"><is><t>{figure(cell)}</t></is></c>' for cell in line.split(","))
    return f'<row r="{row}">{cells}</row>'.encode()


def formulas(row: int) -> bytes:
    day, *figures = LINE.format(row).replace("全站", "1").split(",")
    cells = "".join(f"<c><f>A{row}*{cell}</f><v>{cell}</v></c>" for cell in figures)
    return f'<row r="{row}"><c t="str"><f>TODAY()</f><v>{day}</v></c>{cells}</row>'.encode()


FIRST, LAST = (
    b'<row r="1"><c r="A1"><v>1</v></c></row>',
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
)


def far_cell() -> bytes:
    """A good table, and one cell in the farthest corner."""
    return workbook((texts(1, HEAD), texts(2, LINE.format(1)), LAST))


def two_far_cells() -> bytes:
    """The first and the last cell there can be."""
    return workbook((FIRST, LAST))


def blanks() -> bytes:
    """Gigabytes of blanks in an archive."""
    return as_zip({"a.csv": HEAD.encode() + b" " * (900 << 20)})


def blank_rows() -> bytes:
    """Blank cells, just not packed well enough to be suspected."""
    chance = Random(1)
    rows = (f'<row r="{i}"><c r="A{i}" s="{chance.randrange(9)}"/></row>'.encode() for i in range(3, MILLION))
    return workbook((texts(1, HEAD), texts(2, LINE.format(1)), *rows))


def many_sheets() -> bytes:
    return workbook(((texts(1, HEAD), *(texts(i, LINE.format(i)) for i in range(2, 50)))), sheets=300)


def deep() -> bytes:
    data = HEAD.encode()
    for _ in range(100):
        data = as_zip({"a.zip": data})
    return data


def overlapping() -> bytes:
    """Every name of the archive stands for the same megabytes."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * (50 << 20))
        first = archive.filelist[0]
        for i in range(30):
            twin = zipfile.ZipInfo(f"{i}.csv")
            for slot in ("compress_type", "CRC", "compress_size", "file_size", "header_offset", "flag_bits"):
                setattr(twin, slot, getattr(first, slot))
            archive.filelist.append(twin)
    return body.getvalue()


def million_lines() -> bytes:
    return "\n".join((HEAD, *map(LINE.format, range(MILLION)))).encode("gb18030")


def million_formulas() -> bytes:
    return workbook((texts(1, HEAD), *map(formulas, range(2, MILLION))))


def million_rows() -> bytes:
    return workbook((texts(1, HEAD), *(texts(i, LINE.format(i)) for i in range(2, MILLION))))


def long_strings() -> bytes:
    """One long text, shown half a million times."""
    cells = (f'<row r="{i}"><c t="s"><v>0</v></c></row>'.encode() for i in range(2, MILLION // 2))
    return workbook(((texts(1, HEAD), *cells)), strings=b"<si><t>" + b"x" * 30_000 + b"</t></si>")


def laughs() -> bytes:
    """Entities of entities."""
    ten = (f"&a{i - 1};" * 10 for i in range(1, 10))
    lines = "".join(f'<!ENTITY a{i} "{text}">' for i, text in enumerate(ten, 1))
    table = "<table><tr><td>&a9;</td></tr></table>"
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">{lines}]>{table}'.encode()


def one_line() -> bytes:
    return b"1," * (15 << 20)


def open_quote() -> bytes:
    return (HEAD + '\n"').encode() + b"x,\n" * (5 << 20)


def empty_lines() -> bytes:
    return HEAD.encode() + b"\n" * (19 << 20)


def commas() -> bytes:
    return (HEAD + "\n").encode() + (b"," * 400 + b"\n") * 50_000


def nested_tags() -> bytes:
    return b"<table><tr>" + b"<td><table>" * 1_500_000


def unfinished_tag() -> bytes:
    return b"<table><tr><td " + b"a=<!--" * (2 << 20)


def many_names() -> bytes:
    """An unknown table with as many columns as fit."""
    return (
        ",".join(f"列名{chr(0x4E00 + i % 20_000)}" for i in range(200_000)).encode() + b"\n" + b"1," * 200_000
    )


BOMBS: Mapping[str, Callable[[], bytes]] = {
    one.__name__: one
    for one in (
        *(far_cell, two_far_cells, blanks, blank_rows, many_sheets, deep, overlapping, million_lines),
        *(million_formulas, million_rows, long_strings, laughs, one_line, open_quote, empty_lines, commas),
        *(nested_tags, unfinished_tag, many_names),
    )
}
