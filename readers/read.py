"""An uploaded file → a Reading, or the one Mistake that says why not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from metrics.mistakes import Mistake
from metrics.questions import Learned
from metrics.tables import Batch, Problem, Reading
from readers.cells import is_missing
from readers.containers import DAMAGE, Row, Sheet, files_in, sheet_of, sheets_in
from readers.days import period_written
from readers.declared import Format, Recognised
from readers.formats import FORMATS, KNOWN, recognise
from readers.headers import column_names, header_row, plain
from readers.learned import recognise_learned
from readers.passwords import unlocked
from readers.personal import PERSONAL
from readers.rows import Table, merged, read_table
from readers.unknown import asked_table, turned

LISTED = 10_000  # problems; the number of rejected rows is always exact


@dataclass(frozen=True)
class Understood:
    """One table of the file, as its format understood it."""

    export: Format
    table: Table
    batches: tuple[Batch, ...]
    source: str = ""


def read(
    data: bytes, file_name: str, today: date, zone: str = "Asia/Shanghai", learned: Sequence[Learned] = ()
) -> Reading:
    """Reads an export. `today` is the store's; moments in the file are what clocks in `zone` showed;
    `learned` are the tables that its team has explained.

    Raises Mistake with one of `readers.reasons` about files, and nothing else.
    """
    readings = read_all(data, file_name, today, zone, learned)
    if len(readings) > 1:
        raise Mistake("ambiguous_table", formats=tuple(reading.format for reading in readings))
    return readings[0]


def read_all(
    data: bytes,
    file_name: str,
    today: date,
    zone: str = "Asia/Shanghai",
    learned: Sequence[Learned] = (),
    password: str | None = None,
) -> tuple[Reading, ...]:
    """Reads everything that a file holds: a reading per export, in their order. Raises as `read` does."""
    try:
        return readings_of(data, file_name, today, zone, {one.fingerprint: one for one in learned}, password)
    except DAMAGE as error:
        raise Mistake("broken_file") from error
    except MemoryError as error:
        raise Mistake("too_large", megabytes=len(data) >> 20) from error
    except BaseException as error:
        if (
            type(error).__name__ == "PanicException"
        ):  # calamine's; no subclass of Exception, and not importable
            raise Mistake("broken_file") from error
        raise


def readings_of(
    data: bytes,
    file_name: str,
    today: date,
    zone: str,
    learned: Mapping[str, Learned],
    password: str | None,
) -> tuple[Reading, ...]:
    known: dict[str, list[Understood]] = {}
    unknown: list[Sheet] = []
    ignored: dict[str, None] = {}  # names, in their order
    no_table: Mistake | None = None
    for member, content in files_in(data, file_name):
        try:
            sheets = sheets_of(content, member, password)
        except Mistake as mistake:
            if not member or mistake.reason != "not_a_table":
                raise
            no_table = no_table or mistake
            ignored[member] = None
            continue
        for whole in sheets:
            for sheet, recognised in tables_in(whole, learned):
                if recognised is not None:
                    one = understood(recognised, sheet, today, zone, naming(member, file_name))
                    one = replace(one, source=member or sheet.name)
                    known.setdefault(one.export.name, []).append(one)
                elif any(not is_missing(cell) for row in sheet.head for cell in row):
                    unknown.append(sheet)
                    ignored[member or sheet.name] = None
    if not known:
        raise unknown_table(unknown) if unknown else no_table or Mistake("empty_file")
    notes = {"sheets_ignored"} if ignored else set()
    readings = [
        replace(reading(name, group, notes, zone), ignored=tuple(name for name in ignored if name))
        for name, group in known.items()
    ]
    usable = tuple(one for one in readings if one.batches or one.rejected)
    if not usable:
        raise Mistake("no_rows", format=readings[0].format)
    return usable


def sheets_of(content: bytes, member: str, password: str | None) -> list[Sheet]:
    """The sheets of one file, of a locked one too where its password is known."""
    try:
        return list(sheets_in(content, member, KNOWN))
    except Mistake as mistake:
        if mistake.reason != "encrypted_file":
            raise
    opened = unlocked(content, password)
    if files_in(opened, member) != [("", opened)]:  # also measures what it would unpack into
        raise Mistake("unsafe_archive")
    return list(sheets_in(opened, member, KNOWN))


def naming(member: str, file_name: str) -> str:
    """The name that may tell the day: the member's own, unless only its archive's does."""
    only_archive = period_written(member) is None and period_written(file_name) is not None
    return file_name if only_archive else member or file_name


def tables_in(whole: Sheet, learned: Mapping[str, Learned]) -> Iterator[tuple[Sheet, Recognised | None]]:
    """The tables of a sheet: mostly one. Where an export says so, others may stand above and below it.

    What the team has said of a table goes before what we think.
    """
    recognised = recognise_learned(whole, learned) or recognise(whole)
    if recognised is None and (upright := turned(whole)) is not None:
        whole = upright
        recognised = recognise_learned(whole, learned) or recognise(whole)
    if recognised is None or not recognised.export.several:
        yield whole, recognised
        return
    rows = list(whole.rows)
    top = recognised.header - recognised.export.header_rows + 1
    end = end_of_table(rows, recognised.header + 1)
    above = sheet_of(whole.name, rows[:top], whole.first)
    if top and recognise(above) is not None:
        yield from tables_in(above, learned)
    yield sheet_of(whole.name, rows[:end], whole.first), recognised
    if end < len(rows):
        yield from tables_in(sheet_of(whole.name, rows[end:], whole.first + end), learned)


def end_of_table(rows: list[Row], start: int) -> int:
    """Where a blank row or the names of another table begin; the end of the sheet otherwise."""
    for index in range(start, len(rows)):
        if all(is_missing(cell) for cell in rows[index]) or header_row([rows[index]], KNOWN) is not None:
            return index
    return len(rows)


def understood(recognised: Recognised, sheet: Sheet, today: date, zone: str, file_name: str) -> Understood:
    export = recognised.export
    table = read_table(recognised, sheet, today, zone, file_name)
    if PERSONAL & {plain(name) for name in recognised.names} - {plain(name) for name in export.staff}:
        table.notes.add("personal_dropped")
    batches = export.batches(table)
    table.columns = {}  # what is kept is in the batches: a large file need not be in memory twice
    return Understood(export, table, batches)


def unknown_table(sheets: list[Sheet]) -> Mistake:
    """Names what could be names of columns, never what could be somebody's data; `table` is to ask about."""
    names = max((column_names(sheet.head, KNOWN | PERSONAL) for sheet in sheets), key=len)
    titles = tuple(sheet.name for sheet in sheets if sheet.name)
    return Mistake("unknown_table", columns=names, sheets=titles, table=asked_table(sheets, FORMATS))


def reading(name: str, group: list[Understood], notes: set[str], zone: str) -> Reading:
    tables = [one.table for one in group]
    batches = merged(batch for one in group for batch in one.batches)
    problems = sorted((p for table in tables for p in table.problems), key=order_of)
    notes = notes.union(*(table.notes for table in tables))
    if len(problems) > LISTED:
        notes = notes | {"problems_cut"}
    days = sorted(set(days_of(batches, zone)))
    return Reading(
        format=name,
        batches=batches,
        problems=tuple(problems[:LISTED]),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        rejected=sum(table.rejected for table in tables),
        notes=tuple(sorted(notes)),
        source=group[0].source if len({one.source for one in group}) == 1 else "",
    )


def order_of(problem: Problem) -> tuple[bool, str, int]:
    """What was rejected comes first."""
    return not problem.rejected, problem.sheet, problem.row


def days_of(batches: Iterable[Batch], zone: str) -> Iterator[date]:
    place = ZoneInfo(zone)
    for batch in batches:
        for name in ("day", "at", "posted_at", "created_at"):
            if name in batch.columns:
                for value in batch.distinct(name):
                    if isinstance(value, datetime):
                        yield value.astimezone(place).date()
                    elif isinstance(value, date):
                        yield value
