"""An uploaded file → a Reading, or the one Mistake that says why not."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from metrics.mistakes import Mistake
from metrics.tables import Batch, Problem, Reading
from readers.cells import is_missing
from readers.containers import DAMAGE, Sheet, files_in, sheets_in
from readers.declared import Format
from readers.formats import KNOWN, Recognised, recognise
from readers.headers import column_names, plain
from readers.personal import PERSONAL
from readers.rows import Table, merged, read_table

LISTED = 10_000  # problems; the number of rejected rows is always exact


def read(data: bytes, file_name: str, today: date, zone: str = "Asia/Shanghai") -> Reading:
    """Reads an export. `today` is the store's; moments in the file are what clocks in `zone` showed.

    Raises Mistake with one of `readers.reasons` about files, and nothing else.
    """
    try:
        return reading_of(data, file_name, today, zone)
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


def reading_of(data: bytes, file_name: str, today: date, zone: str) -> Reading:
    known: list[tuple[Format, Table, tuple[Batch, ...]]] = []
    unknown: list[Sheet] = []
    for member, content in files_in(data, file_name):
        for sheet in sheets_in(content, member, KNOWN):
            recognised = recognise(sheet)
            if recognised is not None:
                known.append(understood(recognised, sheet, today, zone))
            elif any(not is_missing(cell) for row in sheet.head for cell in row):
                unknown.append(sheet)
    if not known:
        raise unknown_table(unknown) if unknown else Mistake("empty_file")
    names = tuple(dict.fromkeys(export.name for export, _, _ in known))
    if len(names) > 1:
        raise Mistake("ambiguous_table", formats=names)
    notes = {note for _, table, _ in known for note in table.notes} | (
        {"sheets_ignored"} if unknown else set()
    )
    batches = merged(batch for _, _, made in known for batch in made)
    return reading(names[0], batches, [table for _, table, _ in known], notes, zone)


def understood(
    recognised: Recognised, sheet: Sheet, today: date, zone: str
) -> tuple[Format, Table, tuple[Batch, ...]]:
    export = recognised.export
    table = read_table(export, sheet, recognised.header, recognised.found, today, zone)
    if PERSONAL & {plain(cell) for cell in sheet.head[recognised.header]}:
        table.notes.add("personal_dropped")
    batches = export.batches(table)
    table.columns = {}  # what is kept is in the batches: a large file need not be in memory twice
    return export, table, batches


def unknown_table(sheets: list[Sheet]) -> Mistake:
    """Names what could be names of columns; never what could be somebody's data."""
    names = max((column_names(sheet.head, KNOWN | PERSONAL) for sheet in sheets), key=len)
    return Mistake("unknown_table", columns=names, sheets=tuple(sheet.name for sheet in sheets if sheet.name))


def reading(
    name: str, batches: tuple[Batch, ...], tables: list[Table], notes: set[str], zone: str
) -> Reading:
    problems = sorted((p for table in tables for p in table.problems), key=order_of)
    rejected = sum(table.rejected for table in tables)
    if not batches and not rejected:
        raise Mistake("no_rows", format=name)
    if len(problems) > LISTED:
        notes = notes | {"problems_cut"}
    days = sorted(set(days_of(batches, zone)))
    return Reading(
        format=name,
        batches=batches,
        problems=tuple(problems[:LISTED]),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        rejected=rejected,
        notes=tuple(sorted(notes)),
    )


def order_of(problem: Problem) -> tuple[bool, str, int]:
    """What was rejected comes first."""
    return not problem.rejected, problem.sheet, problem.row


def days_of(batches: Iterable[Batch], zone: str) -> Iterator[date]:
    place = ZoneInfo(zone)
    for batch in batches:
        for name in ("day", "at", "posted_at"):
            if name in batch.columns:
                index = batch.columns.index(name)
                for value in {row[index] for row in batch.rows}:
                    if isinstance(value, datetime):
                        yield value.astimezone(place).date()
                    elif isinstance(value, date):
                        yield value
