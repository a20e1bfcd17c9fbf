"""Every reason readers give: for refusing a file, for doubting a row, and for a remark."""

from dataclasses import dataclass
from enum import StrEnum


class About(StrEnum):
    """What a reason is said about."""

    FILE = "file"  # a Mistake: nothing of the file was read
    ROW = "row"  # a Problem: this row (or this cell) could not be trusted
    NOTE = "note"  # Reading.notes: worth a line, nothing is wrong


@dataclass(frozen=True)
class Reason:
    """`facts` are the Mistake's. A Problem has its sheet, row, column and value; a note has nothing else."""

    name: str
    about: About
    sentence: str  # English, to be translated where it is said
    facts: tuple[str, ...] = ()


def file(name: str, sentence: str, *facts: str) -> Reason:
    return Reason(name, About.FILE, sentence, facts)


def row(name: str, sentence: str) -> Reason:
    return Reason(name, About.ROW, sentence)


def note(name: str, sentence: str) -> Reason:
    return Reason(name, About.NOTE, sentence)


REASONS: tuple[Reason, ...] = (
    file("unknown_table", "I do not know this table. Columns found: {columns}.", "columns", "sheets"),
    file(
        "ambiguous_table", "This file could be several exports: {formats}. Send them one by one.", "formats"
    ),
    file("empty_file", "The file is empty."),
    file("no_rows", "The table has its header but not one usable row below it.", "format"),
    file("broken_file", "The file is damaged and cannot be opened. Download it again and send it once more."),
    file("encrypted_file", "The file has a password. Save it without one and send it again."),
    file("encrypted_archive", "The archive has a password. Pack it without one and send it again."),
    file("wrong_password", "That is not the password of the file."),
    file("not_a_table", "This is no table but {kind}. I read .xlsx, .xls, .csv and .zip.", "kind"),
    file("lock_file", "This is Excel's lock file, not the table. Close Excel and send the file without ~$."),
    file("too_many_files", "The archive holds {count} files; at most {limit} are read.", "count", "limit"),
    file(
        "too_large", "Unpacked, the file is larger than {megabytes} MB. Export a shorter period.", "megabytes"
    ),
    file("unsafe_archive", "The archive is not one I open (archives within it, or strange paths)."),
    file("several_shops", "The file holds several shops: {shops}. Export one shop at a time.", "shops"),
    file(
        "no_day_in_file",
        "Neither the table nor the file's name says of which day it is. "
        "Put the day into the name, as in report_2026-11-21.csv, and send it again.",
        "format",
    ),
    file(
        "period_file",
        "The table covers {first} to {last} in one figure each. Export every day by itself.",
        "first",
        "last",
    ),
    file(
        "day_not_over",
        "{day} is not over. Put the day of the figures into the file's name and send it again.",
        "day",
    ),
    file(
        "no_item_in_file",
        "Nothing says which product this is about. Put its id into the file's name and send it again.",
        "format",
    ),
    row("not_a_day", "not a day"),
    row("no_day", "the day is missing"),
    row("period_not_day", "a period, not a day: export by single days"),
    row("future_day", "a day that has not come yet"),
    row("not_a_number", "not a number"),
    row("negative", "less than zero"),
    row("not_whole", "not a whole number"),
    row("number_too_large", "too large to be true"),
    row("missing_figure", "a needed figure is missing"),
    row("not_an_id", "not an id"),
    row("missing_id", "the id is missing"),
    row("destroyed_id", "Excel has rounded this id: export it as text"),
    row("missing_text", "a needed name or text is missing"),
    row("not_a_score", "not a score"),
    row("missing_score", "the score is missing"),
    row("rate_out_of_range", "a share outside 0–100%"),
    row("open_range", "an open range: its known end was taken"),
    row("identity_broken", "does not agree with the other columns"),
    row("ends_before_it_begins", "the last day is before the first"),
    row("month_below_days", "the month's amount does not fit its days' own lines"),
    row("repeated_row", "the same key again with other figures: the last row counts"),
    note("period_not_day", "Rows that cover several days were left out: export by single days."),
    note("totals_dropped", "Total rows were left out."),
    note("personal_dropped", "Columns with personal data were dropped and not stored."),
    note("own_shop_skipped", "Rows of your own shop were left out."),
    note("sheets_ignored", "Sheets without a known table were left out."),
    note("rows_added_up", "Rows with the same key were added up."),
    note("day_of_receipt", "The table tells no day: it counts for the day it came."),
    note("month_shared_out", "Months were split over their days by weekday and campaigns."),
    note("without_cost", "Goods without a cost were left out: none is taken for free."),
    note(
        "day_from_outside", "The day is not in the table: it was taken from above it or from the file's name."
    ),
    note("other_currency", "Amounts are in another currency: stored as they are, not converted."),
    note("fees_left_out", "Rows about fees (delivery, storage, fines) were left out."),
    note("problems_cut", "There are more problems than listed."),
)
