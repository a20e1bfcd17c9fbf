"""Days, moments and periods in all the shapes that exports write them in."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from math import isfinite
from zoneinfo import ZoneInfo

from readers.raw import Doubt, is_missing, stripped

SERIALS = (20_000, 80_000)  # Excel's days from 1954 to 2119
EPOCH = date(1899, 12, 30)
MOST = 10**9
FIRST_YEAR, LAST_YEAR = 2000, 2100


class DayOrder(StrEnum):
    """What 03/04/2026 means to whoever made the file."""

    DMY = "dmy"
    MDY = "mdy"


CLOCK = (
    r"(?:(?:T|,?\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[AaPp][Mm])?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)


def shapes(*patterns: str) -> tuple[Callable[[str], re.Match[str] | None], ...]:
    return tuple(re.compile(pattern + CLOCK, re.ASCII).fullmatch for pattern in patterns)


COMMON = (
    r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?",
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    r"(?P<name>[A-Za-z]{3})[a-z]*\.? (?P<day>\d{1,2}),? (?P<year>\d{4})",
    r"(?P<day>\d{1,2})[ -](?P<name>[A-Za-z]{3})[a-z]*\.?,?[ -](?:(?P<year>\d{4})|(?P<short>\d{2}))",
)
YEAR_LAST = r"[-/.](?:(?P<year>\d{4})|(?P<short>\d{2}))"
SHAPES = {
    None: shapes(
        *COMMON,
        r"(?P<month>\d{1,2})-(?P<day>\d{1,2})-(?P<short>\d{2})",  # 拼多多
        r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})",
    ),
    DayOrder.DMY: shapes(*COMMON, r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})" + YEAR_LAST),
    DayOrder.MDY: shapes(*COMMON, r"(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + YEAR_LAST),
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII).fullmatch
TO = re.compile(r"\s*(?:~|至|到|—|–|_)\s*|\s+(?:-|to)\s+|(?<=\d{8})-(?=\d{8}$)|(?<=[./]\d\d)-(?=\d{4}[./])")


def day(raw: object, order: DayOrder | None = None) -> date | Doubt | None:
    """A day in any of the shapes exports use. A period is a Doubt, unless it is one day long."""
    found = period(raw, order)
    if not isinstance(found, tuple):
        return found
    return found[0] if found[0] == found[1] else Doubt("period_not_day")


def is_plain_day(raw: object) -> bool:
    """Whether a cell is a day as it stands there: a figure could be a spreadsheet's day, too."""
    if isinstance(raw, str):
        return SERIAL(normal(raw)) is None and isinstance(day(raw), date)
    return isinstance(raw, date)


def period(raw: object, order: DayOrder | None = None) -> tuple[date, date] | Doubt | None:
    """The first and the last day of a period; a day is one, too."""
    if isinstance(raw, str):
        ends = [moment_in(end, order) for end in TO.split(normal(raw))]
        if len(ends) == 2 and ends[0] and ends[1]:
            first, last = ends[0].date(), ends[1].date()
            return (first, last) if first <= last else Doubt("not_a_day")
    moment = local_moment(raw, order)
    return (moment.date(), moment.date()) if isinstance(moment, datetime) else moment


def moments_of(zone: str, order: DayOrder | None = None) -> Callable[[object], object]:
    """Reads moments as the clocks of `zone` showed them."""
    place = ZoneInfo(zone)

    def moment(raw: object) -> object:
        found = local_moment(raw, order)
        if not isinstance(found, datetime):
            return found
        return (found if found.tzinfo else found.replace(tzinfo=place)).astimezone(UTC)

    return moment


def local_moment(raw: object, order: DayOrder | None = None) -> datetime | Doubt | None:
    if isinstance(raw, datetime):
        return raw if FIRST_YEAR <= raw.year <= LAST_YEAR else Doubt("not_a_day")
    if isinstance(raw, date):
        return local_moment(datetime.combine(raw, time()))
    if isinstance(raw, float | int):
        return (from_serial(float(raw)) if abs(raw) < MOST else None) or Doubt("not_a_day")
    if is_missing(raw):
        return None
    if not isinstance(raw, str):
        return Doubt("not_a_day")
    return moment_in(normal(raw), order) or Doubt("not_a_day")


def normal(raw: str) -> str:
    return unicodedata.normalize("NFKC", stripped(raw))


def from_serial(value: float) -> datetime | None:
    """Excel's days since 1899-12-30, or 20260401 as a number."""
    if SERIALS[0] <= value < SERIALS[1]:
        moment = datetime.combine(EPOCH, time()) + timedelta(seconds=round(value * 86400))
        return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None
    if isfinite(value) and value.is_integer() and 20_000_101 <= value <= 21_001_231:
        return moment_in(str(int(value)))
    return None


def moment_in(text: str, order: DayOrder | None = None) -> datetime | None:
    if SERIAL(text):
        return from_serial(float(text))
    for shape in SHAPES[order]:
        if match := shape(text):
            return moment_of(match.groupdict())
    return None


def moment_of(parts: dict[str, str | None]) -> datetime | None:
    year = int(parts.get("year") or f"20{parts['short']}")
    name = (parts.get("name") or "").lower()
    month = MONTHS.index(name) + 1 if name in MONTHS else int(parts.get("month") or 0)
    hour, minute, second = (int(parts[part] or 0) for part in ("hour", "minute", "second"))
    if half := parts["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    try:
        moment = datetime(year, month, int(parts["day"] or 0), hour, minute, second)  # noqa: DTZ001 - the zone is the store's
        place = zone_of(parts["zone"]) if parts["zone"] else None
    except ValueError:
        return None
    return moment.replace(tzinfo=place) if FIRST_YEAR <= year <= LAST_YEAR else None


def zone_of(text: str) -> tzinfo | None:
    return datetime.strptime(text.replace(":", ""), "%z").tzinfo


# ------------------------------------------------------------------------------------ days outside the table

WRITTEN = re.compile(
    r"(?<!\d)(?:\d{4}[-/.年_]\d{1,2}[-/.月_]\d{1,2}日?|20\d{6}|\d{1,2}[-/.]\d{1,2}[-/.](?:20)?\d{2}"
    r"|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [A-Za-z]{3,9} \d{4})(?!\d)",
    re.ASCII,
)
OF_THE_EXPORT = re.compile(
    r"下载|导出|生成|创建|更新|download|export|generated|created|updated", re.IGNORECASE
)


def period_above(rows: Iterable[Sequence[object]], order: DayOrder | None = None) -> tuple[date, date] | None:
    """The period that the rows above a table speak of; when it was downloaded does not count."""
    for row in rows:
        skip = False
        for cell in row:
            if isinstance(cell, str) and OF_THE_EXPORT.search(cell):
                skip = not any(character.isdigit() for character in cell)  # its day is in the next cell
                continue
            found = None
            if isinstance(cell, date):
                day = cell.date() if isinstance(cell, datetime) else cell
                found = (day, day)
            elif isinstance(cell, str):
                found = period_written(cell, order)
            if found is not None and not skip:
                return found
            skip = skip and cell in ("", None)
    return None


def period_written(text: str, order: DayOrder | None = None) -> tuple[date, date] | None:
    """The day, or the two ends of a period, that stand in a longer text such as a file's name."""
    written = WRITTEN.findall(unicodedata.normalize("NFKC", text.replace("\0", "")))
    moments = [moment_in(one.replace("_", "-"), order) for one in written]
    found = {moment.date() for moment in moments if moment is not None}
    return (min(found), max(found)) if 1 <= len(found) <= 2 else None
