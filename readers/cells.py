"""The one place where cells become values: whole columns in, whole columns out."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from math import isfinite
from typing import cast
from zoneinfo import ZoneInfo


class Cell(StrEnum):
    """What a column holds, and what it becomes."""

    DAY = "day"  # date
    MOMENT = "moment"  # aware UTC datetime
    COUNT = "count"  # int ≥ 0
    MONEY = "money"  # int fen
    FIGURE = "figure"  # float; percent becomes a fraction
    RATE = "rate"  # float, a fraction of 0..1
    ID = "id"  # str
    TEXT = "text"  # str
    COUNT_RANGE = "count_range"  # (low, high)
    MONEY_RANGE = "money_range"
    RATE_RANGE = "rate_range"
    SCORE = "score"  # (stars or None, good | neutral | bad)


@dataclass(frozen=True)
class Doubt:
    """A cell that is not what its column holds. `value` is what can be kept of it."""

    reason: str
    value: object = None


@dataclass(frozen=True)
class Cleaned:
    """Values of a column, None where missing; doubts by position."""

    values: list[object]
    doubts: dict[int, str] = field(default_factory=dict)


MISSING = frozenset(
    (
        *("", "-", "--", "—", "——", "–", "null", "none", "nan", "n/a", "暂无", "暂无数据", "无数据"),
        *("#n/a", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!", "#getting_data", "#spill!"),
    )
)
MOST = 10**13  # figures above are no figures of a store
SAMPLE, FEW = 2000, 8  # a column with so many times fewer different cells is quicker looked up
SERIALS = (20_000, 80_000)  # Excel's days from 1954 to 2119
EPOCH = date(1899, 12, 30)

PLAIN = re.compile(r"-?\d{1,15}(?:\.\d+)?", re.ASCII).fullmatch
THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII).fullmatch
DECIMAL_COMMA = re.compile(r"-?\d+,\d{1,2}", re.ASCII).fullmatch
EXPONENT = re.compile(r"-?\d+(?:\.\d+)?e[+-]?\d{1,2}", re.ASCII).fullmatch
UNITS = {"万": 1e4, "亿": 1e8, "千": 1e3, "w": 1e4, "k": 1e3}
MONEY_MARKS = re.compile(r"^(-?)[¥$]|(?:元|人民币|rmb|cny)$")
COUNT_MARKS = re.compile(r"(?:人|件|次|笔|个)$")


def clean(cell: Cell, column: Sequence[object], zone: str) -> Cleaned:
    """The values of a whole column. Equal cells are looked at once, plain numbers not even singly."""
    fast = FAST.get(cell)
    start = column[:SAMPLE]
    if fast is not None and len(set(start)) * FEW > len(start):
        plain = at_once(column)
        values = fast(plain) if plain else None
        if values is not None:
            return Cleaned(list(values))
    one = ONE.get(cell) or moments_of(zone)
    known = {raw: one(raw) for raw in set(column)}
    cleaned = [known[raw] for raw in column]
    if not any(type(value) is Doubt for value in known.values()):
        return Cleaned(cleaned)
    doubts = {i: value.reason for i, value in enumerate(cleaned) if isinstance(value, Doubt)}
    return Cleaned([value.value if isinstance(value, Doubt) else value for value in cleaned], doubts)


def stripped(raw: str) -> str:
    """A cell's text without what exports put around it: tabs, NUL, a leading apostrophe, `="…"`."""
    text = raw.replace("\0", "").replace("\ufeff", "").strip()
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1].strip()
    return text.removeprefix("'").strip()


def is_missing(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and stripped(raw).casefold() in MISSING)


# --------------------------------------------------------------------------------------------------- numbers


def number(raw: object) -> tuple[float, bool] | Doubt | None:
    """A cell's number and whether it was written in percent (then already a fraction)."""
    if isinstance(raw, float | int):
        return (float(raw), False) if isfinite(raw) else Doubt("not_a_number")
    if raw is None:
        return None
    if not isinstance(raw, str):
        return Doubt("not_a_number")
    if PLAIN(raw):
        return float(raw), False
    text = unicodedata.normalize("NFKC", stripped(raw)).casefold().replace(" ", "")
    if text in MISSING:
        return None
    percent = text.endswith("%")
    text = COUNT_MARKS.sub("", MONEY_MARKS.sub(r"\1", text.removesuffix("%")))
    unit = UNITS.get(text[-1:], 1.0)
    value = digits(text[:-1] if text[-1:] in UNITS else text)
    if value is None or not isfinite(value):
        return Doubt("not_a_number")
    return (value / 100 if percent else round(value * unit, 6)), percent


def digits(text: str) -> float | None:
    if PLAIN(text) or EXPONENT(text):
        return float(text)
    if THOUSANDS(text):
        return float(text.replace(",", ""))
    return float(text.replace(",", ".")) if DECIMAL_COMMA(text) else None


def count(raw: object) -> int | Doubt | None:
    found = number(raw)
    if found is None or isinstance(found, Doubt):
        return found
    return as_count(*found)


def as_count(value: float, percent: bool) -> int | Doubt:
    if percent:
        return Doubt("not_a_number")
    if value < 0:
        return Doubt("negative")
    if value >= MOST:
        return Doubt("number_too_large")
    return int(value) if value.is_integer() else Doubt("not_whole")


def money(raw: object) -> int | Doubt | None:
    found = number(raw)
    if found is None or isinstance(found, Doubt):
        return found
    return as_fen(*found)


def as_fen(value: float, percent: bool) -> int | Doubt:
    """Yuan to whole fen, halves away from zero. The nudge undoes what binary fractions take from a half."""
    if percent:
        return Doubt("not_a_number")
    if abs(value) >= MOST:
        return Doubt("number_too_large")
    fen = int(abs(value) * 100 + 0.5000001)
    return fen if value >= 0 else -fen


def figure(raw: object) -> float | Doubt | None:
    found = number(raw)
    return found[0] if isinstance(found, tuple) else found


def rate(raw: object) -> float | Doubt | None:
    """A fraction: the text `78.15%` and the number 0.7815 are the same."""
    found = number(raw)
    return as_rate(*found) if isinstance(found, tuple) else found


def as_rate(value: float, percent: bool) -> float | Doubt:
    return round(value, 8) if 0 <= value <= 1 else Doubt("rate_out_of_range")


def at_once(column: Sequence[object]) -> list[float] | None:
    """The column as plain numbers, where it is nothing else: most columns, and the quick way through."""
    kinds = set(map(type, column))
    if kinds <= {float, int}:
        return cast("list[float]", column)
    if kinds != {str}:
        return None
    texts = cast("list[str]", column)
    digits = "".join(texts).replace(".", "")
    if not (digits.isdecimal() and digits.isascii()):
        return None
    try:
        return list(map(float, texts))
    except ValueError:  # an empty cell, two points
        return None


def within(column: list[float], least: float) -> bool:
    return isfinite(sum(column)) and min(column) >= least and max(column) < MOST


def counts_at_once(column: list[float]) -> list[int] | None:
    if not within(column, 0):
        return None
    values = list(map(int, column))
    return values if values == column else None


def fen_at_once(column: list[float]) -> list[int] | None:
    return [int(value * 100 + 0.5000001) for value in column] if within(column, 0) else None


def figures_at_once(column: list[float]) -> list[float] | None:
    return column if within(column, -MOST) else None


# ---------------------------------------------------------------------------------------------------- ranges

BETWEEN = re.compile(r"\s*(?:~|至|到|—|–)\s*|(?<=[\d%万亿元])\s*-\s*(?=[\d¥])")
AT_LEAST = re.compile(r"^(?:>=?|≥|大于)|(?:\+|以上|及以上)$")
AT_MOST = re.compile(r"^(?:<=?|≤|小于)|(?:以下|以内|及以下)$")


def ranged(single: Callable[[float, bool], int | float | Doubt]) -> Callable[[object], object]:
    """Cells like `1万 ~ 2.5万`; an exact figure is a range whose ends are equal."""

    def pair(raw: object) -> object:
        text = unicodedata.normalize("NFKC", stripped(raw)) if isinstance(raw, str) else ""
        ends = BETWEEN.split(text)
        if len(ends) == 2 and all(ends):
            low, high = both_ends(ends[0], ends[1])
            return closed(low, high, single)
        for pattern, least in ((AT_LEAST, True), (AT_MOST, False)):
            if pattern.search(text):
                end = closed(pattern.sub("", text), pattern.sub("", text), single)
                if not isinstance(end, tuple):
                    return end
                return Doubt("open_range", end if least else (type(end[0])(0), end[1]))
        return closed(raw, raw, single)

    return pair


def both_ends(low: str, high: str) -> tuple[str, str]:
    """In `1~2万` and `15~20%` the unit belongs to both ends; in `5000~1万` it does not."""
    unit = high.strip()[-1:]
    if unit not in (*UNITS, "%") or not low.strip()[-1:].isdigit():
        return low, high
    lower, upper = number(low + unit), number(high)
    shared = isinstance(lower, tuple) and isinstance(upper, tuple) and lower[0] <= upper[0]
    return (low + unit, high) if shared else (low, high)


def closed(low: object, high: object, single: Callable[[float, bool], int | float | Doubt]) -> object:
    found = [number(end) for end in (low, high)]
    for end in found:
        if not isinstance(end, tuple):
            return end
    ends = [single(*end) for end in found if isinstance(end, tuple)]
    for value in ends:
        if isinstance(value, Doubt):
            return value
    return tuple(ends) if ends[0] <= ends[1] else Doubt("not_a_number")  # type: ignore[operator]


# ------------------------------------------------------------------------------------------------------ days

CLOCK = (
    r"(?:[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
SHAPES = tuple(
    re.compile(shape + CLOCK, re.ASCII).fullmatch
    for shape in (
        r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<month>\d{1,2})-(?P<day>\d{1,2})-(?P<short>\d{2})",  # 拼多多
        r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})",
        r"(?P<name>[A-Za-z]{3})[a-z]* (?P<day>\d{1,2}),? (?P<year>\d{4})",
    )
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TO = re.compile(r"\s*(?:~|至|到|—|–|_)\s*|\s+-\s+")


def day(raw: object) -> date | Doubt | None:
    """A day in any of the shapes exports use. A period is a Doubt, unless it is one day long."""
    if isinstance(raw, str):
        ends = TO.split(unicodedata.normalize("NFKC", stripped(raw)))
        found = [moment_in(end) for end in ends]
        if len(found) == 2 and all(isinstance(end, datetime) for end in found):
            first, last = (end.date() for end in found if isinstance(end, datetime))
            return first if first == last else Doubt("period_not_day")
    moment = local_moment(raw)
    return moment.date() if isinstance(moment, datetime) else moment


def moments_of(zone: str) -> Callable[[object], object]:
    """Reads moments as the clocks of `zone` showed them."""
    place = ZoneInfo(zone)

    def moment(raw: object) -> object:
        found = local_moment(raw)
        if not isinstance(found, datetime):
            return found
        return (found if found.tzinfo else found.replace(tzinfo=place)).astimezone(UTC)

    return moment


def local_moment(raw: object) -> datetime | Doubt | None:
    if isinstance(raw, datetime):
        return raw if 2000 <= raw.year <= 2100 else Doubt("not_a_day")
    if isinstance(raw, date):
        return local_moment(datetime.combine(raw, time()))
    if isinstance(raw, float | int):
        return from_serial(float(raw))
    if is_missing(raw):
        return None
    if not isinstance(raw, str):
        return Doubt("not_a_day")
    return moment_in(unicodedata.normalize("NFKC", stripped(raw))) or Doubt("not_a_day")


def from_serial(value: float) -> datetime | Doubt:
    """Excel's days since 1899-12-30, or 20260401 as a number."""
    if SERIALS[0] <= value < SERIALS[1]:
        moment = datetime.combine(EPOCH, time()) + timedelta(seconds=round(value * 86400))
        return local_moment(moment) or Doubt("not_a_day")
    if isfinite(value) and value.is_integer() and 20_000_101 <= value <= 21_001_231:
        return moment_in(str(int(value))) or Doubt("not_a_day")
    return Doubt("not_a_day")


def moment_in(text: str) -> datetime | None:
    if PLAIN(text) and len(text.split(".")[0]) == 5:
        serial = from_serial(float(text))
        return serial if isinstance(serial, datetime) else None
    for shape in SHAPES:
        if match := shape(text):
            return moment_of(match.groupdict())
    return None


def moment_of(parts: dict[str, str | None]) -> datetime | None:
    year = int(parts.get("year") or f"20{parts['short']}")
    name = (parts.get("name") or "").lower()
    month = MONTHS.index(name) + 1 if name in MONTHS else int(parts.get("month") or 0)
    hour, minute, second = (int(parts[part] or 0) for part in ("hour", "minute", "second"))
    try:
        moment = datetime(year, month, int(parts["day"] or 0), hour, minute, second)  # noqa: DTZ001 - the zone is the store's
    except ValueError:
        return None
    if not 2000 <= year <= 2100:
        return None
    return moment.replace(tzinfo=zone_of(parts["zone"])) if parts["zone"] else moment


def zone_of(text: str) -> tzinfo | None:
    return datetime.strptime(text.replace(":", ""), "%z").tzinfo


# --------------------------------------------------------------------------------------------- ids and texts

DIGITS_LABEL = re.compile(r"^[^\W\d]{1,8}\.?\s*:\s*", re.UNICODE)  # ID：  订单编号：  No:
ROUNDED = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.IGNORECASE | re.ASCII).fullmatch
IDENTIFIER = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]{0,63}", re.ASCII).fullmatch
EXACT = 10**15  # Excel keeps fifteen digits


def identifier(raw: object) -> str | Doubt | None:
    """An id as text. A number that Excel has rounded is destroyed: refused, never guessed."""
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        if not isfinite(raw) or raw != int(raw) or raw < 0:
            return Doubt("not_an_id")
        return str(int(raw)) if raw < EXACT else Doubt("destroyed_id")
    if is_missing(raw):
        return None
    if not isinstance(raw, str):
        return Doubt("not_an_id")
    text = unicodedata.normalize("NFKC", stripped(raw))
    text = stripped(DIGITS_LABEL.sub("", text))
    if ROUNDED(text):
        return Doubt("destroyed_id")
    text = text.removesuffix(".0") if text[:-2].isdigit() else text
    return text if IDENTIFIER(text) else Doubt("not_an_id")


def words(raw: object) -> str | None:
    """A text as people wrote it, without outer spaces."""
    if is_missing(raw):
        return None
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return stripped(raw) if isinstance(raw, str) else str(raw)


STARS = re.compile(r"([0-5](?:\.\d)?)\s*(?:星|分|stars?|/5)?", re.IGNORECASE | re.ASCII).fullmatch
CHINESE = {"一": "1", "二": "2", "两": "2", "三": "3", "四": "4", "五": "5"}
GRADES = (
    ("bad", ("差评", "负面", "不满意", "bad", "negative")),
    ("neutral", ("中评", "中性", "一般", "neutral")),
    ("good", ("好评", "正面", "满意", "good", "positive")),
)


def score(raw: object) -> tuple[int | None, str] | Doubt | None:
    """Stars where they are given, and the grade: 1–2 bad, 3 neutral, 4–5 good."""
    if is_missing(raw):
        return None
    text = unicodedata.normalize("NFKC", str(raw).strip()).casefold()
    if text and set(text) <= {"★", "☆", "⭐"}:
        text = str(sum(character != "☆" for character in text))
    if match := STARS(CHINESE.get(text[:1], text[:1]) + text[1:]):
        stars = int(float(match[1]) + 0.5)
        return (stars, graded(stars)) if stars else Doubt("not_a_score")
    grade = next((grade for grade, names in GRADES if any(name in text for name in names)), None)
    return (None, grade) if grade and len(text) <= 16 else Doubt("not_a_score")


def graded(stars: int) -> str:
    return "bad" if stars <= 2 else "neutral" if stars == 3 else "good"


FAST: dict[Cell, Callable[[list[float]], Sequence[object] | None]] = {
    Cell.COUNT: counts_at_once,
    Cell.MONEY: fen_at_once,
    Cell.FIGURE: figures_at_once,
}
ONE: dict[Cell, Callable[[object], object]] = {
    Cell.DAY: day,
    Cell.COUNT: count,
    Cell.MONEY: money,
    Cell.FIGURE: figure,
    Cell.RATE: rate,
    Cell.ID: identifier,
    Cell.TEXT: words,
    Cell.COUNT_RANGE: ranged(as_count),
    Cell.MONEY_RANGE: ranged(as_fen),
    Cell.RATE_RANGE: ranged(as_rate),
    Cell.SCORE: score,
}
