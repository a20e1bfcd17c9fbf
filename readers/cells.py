"""The one place where cells become values: whole columns in, whole columns out."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum
from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, TypeGuard, cast

from readers.days import DayOrder, day, moments_of, period
from readers.raw import MISSING, Doubt, is_missing, stripped

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float64]

__all__ = ["AS_EVER", "Cell", "Cleaned", "Doubt", "Style", "clean", "is_missing"]


class Cell(StrEnum):
    """What a column holds, and what it becomes."""

    DAY = "day"  # date
    PERIOD = "period"  # (first date, last date); a day is one, too
    MOMENT = "moment"  # aware UTC datetime
    COUNT = "count"  # int ≥ 0
    WHOLE = "whole"  # int
    MONEY = "money"  # int fen
    FIGURE = "figure"  # float; percent becomes a fraction
    RATE = "rate"  # float, a fraction of 0..1
    SECONDS = "seconds"  # float: `1分20秒`, `00:01:20`, `80`
    LEADING = "leading"  # float: the number that a text begins with, `4.85（较上日+0.01）`
    ID = "id"  # str
    TEXT = "text"  # str
    COUNT_RANGE = "count_range"  # (low, high)
    MONEY_RANGE = "money_range"
    RATE_RANGE = "rate_range"
    SCORE = "score"  # (stars or None, good | neutral | bad)


@dataclass(frozen=True)
class Style:
    """How an export writes, where that cannot be seen from a cell alone."""

    decimal_comma: bool = False  # `1.234,5` and `24,86`
    points: bool = False  # 4.2 without a sign is percent
    order: DayOrder | None = None  # what 03/04/2026 means


AS_EVER = Style()


@dataclass(frozen=True)
class Cleaned:
    """Values of a column, None where missing; doubts by position."""

    values: list[object]
    doubts: dict[int, str] = field(default_factory=dict)


MOST = 10**13  # figures above are no figures of a store
SAMPLE, FEW = 2000, 8  # a column with so many times fewer different cells is quicker looked up

GAPS = frozenset((*MISSING, *(text.upper() for text in MISSING), "-\t", None))
TEXTS = {str, type(None)}
PLAIN = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII).fullmatch
THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII).fullmatch
DECIMAL_COMMA = re.compile(r"-?\d+,\d{1,2}", re.ASCII).fullmatch
COMMA_LAST = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,\d+)?", re.ASCII).fullmatch
EXPONENT = re.compile(r"-?\d+(?:\.\d+)?e[+-]?\d{1,2}", re.ASCII).fullmatch
UNITS = {"万": 1e4, "亿": 1e8, "千": 1e3, "w": 1e4, "k": 1e3}
MONEY_MARKS = re.compile(
    r"^(-?)(?:us|hk|nt|[acrs])?[¥$€£₽₱฿₫]|^(-?)(?:rmb|cny|usd|rm|rp|php)|(?:元|人民币|rmb|cny|usd|[€₽₱฿₫]|руб\.?)$"
)
COUNT_MARKS = re.compile(r"(?:人|件|次|笔|个|单|条|天|шт\.?)$")
IN_BRACKETS = re.compile(r"\(([^-()]+)\)").fullmatch  # what accountants call negative


def clean(cell: Cell, column: "Sequence[object] | Floats", zone: str, style: Style = AS_EVER) -> Cleaned:
    """The values of a whole column. Equal cells are looked at once, plain numbers not even singly."""
    if is_array(column):
        found = plain_numbers(column, style)
        values = FAST[cell](*found) if found else None
        if values is not None:
            return Cleaned(values)
    column = cast("Sequence[object]", column.tolist() if is_array(column) else column)
    kinds = set(map(type, column))
    if bool in kinds:  # True equals 1, and is no figure
        column = [str(raw) if isinstance(raw, bool) else raw for raw in column]
    start = column[:SAMPLE]
    if cell in FAST and len(set(start)) * FEW > len(start):
        values = at_once(FAST[cell], column, kinds, style)
        if values is not None:
            return Cleaned(values)
    one = single(cell, zone, style)
    known = {raw: one(raw) for raw in set(column)}
    cleaned = list(map(known.__getitem__, column))
    if not any(type(value) is Doubt for value in known.values()):
        return Cleaned(cleaned)
    doubts = {i: value.reason for i, value in enumerate(cleaned) if isinstance(value, Doubt)}
    return Cleaned([value.value if isinstance(value, Doubt) else value for value in cleaned], doubts)


def single(cell: Cell, zone: str, style: Style) -> Callable[[object], object]:
    """What makes a value of one cell."""
    if cell is Cell.MOMENT:
        return moments_of(zone, style.order)
    if cell in (Cell.DAY, Cell.PERIOD):
        return partial(day if cell is Cell.DAY else period, order=style.order)
    if cell in NUMBERS:
        return partial(of_number, NUMBERS[cell], style)
    if cell in RANGES:
        return partial(of_range, RANGES[cell], style)
    return ONE[cell]


# --------------------------------------------------------------------------------------------------- numbers

Kept = Callable[[float, bool], "int | float | Doubt"]
Fast = Callable[["Floats", bool], "list[object] | None"]


def of_number(kept: Kept, style: Style, raw: object) -> object:
    found = number(raw, style)
    return kept(*found) if isinstance(found, tuple) else found


def number(raw: object, style: Style = AS_EVER) -> tuple[float, bool] | Doubt | None:
    """A cell's number and whether it is one of percent (then already a fraction)."""
    if isinstance(raw, float | int):
        return scaled(float(raw), style) if abs(raw) < 10**300 else Doubt("not_a_number")
    if raw is None:
        return None
    if not isinstance(raw, str):
        return Doubt("not_a_number")
    if PLAIN(raw) and not style.decimal_comma:
        return scaled(float(raw), style) if isfinite(float(raw)) else Doubt("not_a_number")
    text = unicodedata.normalize("NFKC", stripped(raw)).casefold().replace(" ", "").replace("\u2212", "-")
    if text in MISSING:
        return None
    if inner := IN_BRACKETS(text):
        text = f"-{inner[1]}"
    percent = text.endswith("%")
    text = COUNT_MARKS.sub("", MONEY_MARKS.sub(r"\1\2", text.removesuffix("%")))
    unit = UNITS.get(text[-1:], 1.0)
    value = digits(text[:-1] if text[-1:] in UNITS else text, style.decimal_comma)
    if value is None or not isfinite(value):
        return Doubt("not_a_number")
    if percent:
        return value / 100, True
    return scaled(value if unit == 1 else round(value * unit, 6), style)


def scaled(value: float, style: Style) -> tuple[float, bool]:
    return (value / 100, True) if style.points else (value, False)


def digits(text: str, decimal_comma: bool) -> float | None:
    if decimal_comma and COMMA_LAST(text):
        return float(text.replace(".", "").replace(",", "."))
    if PLAIN(text) or EXPONENT(text):
        return float(text)
    if decimal_comma:
        return None
    if THOUSANDS(text):
        return float(text.replace(",", ""))
    return float(text.replace(",", ".")) if DECIMAL_COMMA(text) else None


def as_count(value: float, percent: bool) -> int | Doubt:
    whole = as_whole(value, percent)
    return Doubt("negative") if not isinstance(whole, Doubt) and value < 0 else whole


def as_whole(value: float, percent: bool) -> int | Doubt:
    if percent:
        return Doubt("not_a_number")
    if abs(value) >= MOST:
        return Doubt("number_too_large")
    return int(value) if value.is_integer() else Doubt("not_whole")


def as_fen(value: float, percent: bool) -> int | Doubt:
    """Yuan to whole fen, halves away from zero. The nudge undoes what binary fractions take from a half."""
    if percent:
        return Doubt("not_a_number")
    if abs(value) >= MOST:
        return Doubt("number_too_large")
    fen = int(abs(value) * 100 + 0.5000001)
    return fen if value >= 0 else -fen


def as_figure(value: float, percent: bool) -> float | Doubt:
    return value if abs(value) < MOST else Doubt("number_too_large")


def as_rate(value: float, percent: bool) -> float | Doubt:
    """A fraction: the text `78.15%` and the number 0.7815 are the same."""
    return round(value, 8) if 0 <= value <= 1 else Doubt("rate_out_of_range")


# -------------------------------------------------------------------------------------------- whole columns


def at_once(fast: "Fast", column: Sequence[object], kinds: set[type], style: Style) -> list[object] | None:
    """The column's values where it holds only plain numbers and gaps, as most do: the quick way through.

    They are what `of_number` makes of each cell; None leaves the column to it.
    """
    gaps = GAPS.intersection(column) if kinds & TEXTS else ()
    there = [raw for raw in column if raw not in gaps] if gaps else column
    found = plain_numbers(there, style)
    if found is None:
        return None
    values = fast(*found)
    if values is None or not gaps:
        return values
    following = iter(values)
    return [None if raw in gaps else next(following) for raw in column]


def is_array(column: object) -> "TypeGuard[Floats]":
    """Whether the column came as nothing but numbers."""
    return not isinstance(column, list | tuple)


class Plain(dict[str | bytes, float]):
    """Numbers by their text: most columns hold the same few again and again."""

    def __missing__(self, cell: str | bytes) -> float:
        text = cell.decode("ascii") if isinstance(cell, bytes) else cell
        if not PLAIN(text):
            raise ValueError
        value = self[cell] = float(text)
        return value


def bare_numbers(cells: Sequence[object], known: Plain | None = None) -> "Floats | None":
    """The cells as an array where every one is a number with nothing around it."""
    import numpy

    if not cells:
        return None
    texts = cast("Sequence[str]", cells)
    try:
        if isinstance(cells[0], str | bytes):
            if known is not None:
                return numpy.fromiter(map(known.__getitem__, texts), float, len(texts))
            if not joined(cells).translate(None, b".-").isdigit():
                return None
        elif not set(map(type, cells)) <= {float, int}:
            return None
        return numpy.fromiter(map(float, texts), float, len(texts))
    except (TypeError, ValueError, OverflowError):  # texts among numbers, an empty cell, an endless number
        return None


def joined(cells: Sequence[object]) -> bytes:
    """All cells in one, where they are of one kind and hold nothing but ASCII."""
    if isinstance(cells[0], bytes):
        return b"".join(cast("Sequence[bytes]", cells))
    return "".join(cast("Sequence[str]", cells)).encode("ascii")


def plain_numbers(column: "Sequence[object] | Floats", style: Style) -> "tuple[Floats, bool] | None":
    """The numbers and whether they are percent."""
    import numpy

    percent = style.points
    values: Floats | None
    if isinstance(column, numpy.ndarray):
        values = column
    else:
        if column and isinstance(column[0], str):
            if style.decimal_comma or set(map(type, column)) != {str}:
                return None
            texts = cast("Sequence[str]", column)
            if "%" in texts[0]:
                texts, percent = [text.removesuffix("%") for text in texts], True
                if any(map(str.__eq__, texts, cast("Sequence[str]", column))):  # one without a sign
                    return None
            if any("," in text for text in texts):
                if not all(THOUSANDS(text) for text in texts if "," in text):
                    return None
                texts = [text.replace(",", "") for text in texts]
            column = texts
        values = bare_numbers(column)
    if values is None or not values.size or not within(values, -MOST):
        return None
    return values / 100 if percent else values, percent


def within(values: "Floats", least: float) -> bool:
    return bool(values.min() >= least and values.max() < MOST)  # what is no number is not within


def counts_at_once(values: "Floats", percent: bool) -> list[object] | None:
    return None if percent or not within(values, 0) else wholes_at_once(values, percent)


def wholes_at_once(values: "Floats", percent: bool) -> list[object] | None:
    whole = values.astype("int64")
    return None if percent or (whole != values).any() else cast("list[object]", whole.tolist())


def fen_at_once(values: "Floats", percent: bool) -> list[object] | None:
    if percent or not within(values, 0):
        return None
    return cast("list[object]", (values * 100 + 0.5000001).astype("int64").tolist())


def figures_at_once(values: "Floats", percent: bool) -> list[object] | None:
    return cast("list[object]", values.tolist())


def rates_at_once(values: "Floats", percent: bool) -> list[object] | None:
    if not (within(values, 0) and values.max() <= 1):
        return None
    return [round(value, 8) for value in values.tolist()]


# ---------------------------------------------------------------------------------------------------- ranges

BETWEEN = re.compile(r"\s*(?:~|至|到|—|–)\s*|(?<=[\d%万亿元])\s*-\s*(?=[\d¥])")
AT_LEAST = re.compile(r"^(?:>=?|≥|大于)|(?:\+|以上|及以上)$")
AT_MOST = re.compile(r"^(?:<=?|≤|小于)|(?:以下|以内|及以下)$")


def of_range(kept: Kept, style: Style, raw: object) -> object:
    """Cells like `1万 ~ 2.5万`; an exact figure is a range whose ends are equal."""
    text = unicodedata.normalize("NFKC", stripped(raw)) if isinstance(raw, str) else ""
    ends = BETWEEN.split(text)
    if len(ends) == 2 and all(ends):
        return closed(*both_ends(ends[0], ends[1]), kept, style)
    for pattern, least in ((AT_LEAST, True), (AT_MOST, False)):
        if pattern.search(text):
            end = closed(pattern.sub("", text), pattern.sub("", text), kept, style)
            if not isinstance(end, tuple):
                return end
            return Doubt("open_range", end if least else (type(end[0])(0), end[1]))
    return closed(raw, raw, kept, style)


def both_ends(low: str, high: str) -> tuple[str, str]:
    """In `1~2万` and `15~20%` the unit belongs to both ends; in `5000~1万` it does not."""
    unit = high.strip()[-1:]
    if unit not in (*UNITS, "%") or not low.strip()[-1:].isdigit():
        return low, high
    lower, upper = number(low + unit), number(high)
    shared = isinstance(lower, tuple) and isinstance(upper, tuple) and lower[0] <= upper[0]
    return (low + unit, high) if shared else (low, high)


def closed(low: object, high: object, kept: Kept, style: Style) -> object:
    found = [number(end, style) for end in (low, high)]
    for end in found:
        if not isinstance(end, tuple):
            return end
    ends = [kept(*end) for end in found if isinstance(end, tuple)]
    for value in ends:
        if isinstance(value, Doubt):
            return value
    return tuple(ends) if ends[0] <= ends[1] else Doubt("not_a_number")  # type: ignore[operator]


# ------------------------------------------------------------------------------------------------- durations

LASTING = re.compile(
    r"(?:(?P<hours>\d+)(?:小时|时|h))?(?:(?P<minutes>\d+)(?:分钟|分|min|m))?(?:(?P<seconds>\d+(?:\.\d+)?)(?:秒|sec|s))?",
    re.ASCII,
).fullmatch
CLOCKED = re.compile(
    r"(?:(?P<hours>\d+):)?(?P<minutes>\d{1,2}):(?P<seconds>\d{1,2}(?:\.\d+)?)", re.ASCII
).fullmatch


def seconds(raw: object) -> float | Doubt | None:
    """How long something took."""
    if isinstance(raw, timedelta):
        return raw.total_seconds() if raw >= timedelta() else Doubt("negative")
    if isinstance(raw, time):
        return raw.hour * 3600.0 + raw.minute * 60 + raw.second
    if isinstance(raw, str) and not is_missing(raw):
        text = unicodedata.normalize("NFKC", stripped(raw)).casefold().replace(" ", "")
        match = LASTING(text) or CLOCKED(text)
        if match and match.lastgroup:
            parts = {name: float(value or 0) for name, value in match.groupdict().items()}
            lasted = parts["hours"] * 3600 + parts["minutes"] * 60 + parts["seconds"]
            return lasted if lasted < MOST else Doubt("number_too_large")
    found = number(raw)
    if not isinstance(found, tuple):
        return found
    return Doubt("not_a_number") if found[1] else Doubt("negative") if found[0] < 0 else found[0]


BEGINNING = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII).match


def leading(raw: object) -> float | Doubt | None:
    """The number that a text begins with."""
    if isinstance(raw, str) and not is_missing(raw):
        match = BEGINNING(unicodedata.normalize("NFKC", stripped(raw)))
        return float(match[0]) if match and isfinite(float(match[0])) else Doubt("not_a_number")
    found = number(raw)
    return found[0] if isinstance(found, tuple) else found


# --------------------------------------------------------------------------------------------- ids and texts

DIGITS_LABEL = re.compile(r"^[^\W\d]{1,8}\.?\s*:\s*", re.UNICODE)  # ID：  订单编号：  No:
ROUNDED = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.IGNORECASE | re.ASCII).fullmatch
IDENTIFIER = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]{0,63}", re.ASCII).fullmatch
EXACT = 10**15  # Excel keeps fifteen digits


def identifier(raw: object) -> str | Doubt | None:
    """An id as text. A number that Excel has rounded is destroyed: refused, never guessed."""
    if isinstance(raw, float | int):
        if not abs(raw) < 10**300 or raw != int(raw) or raw < 0:
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


FAST: dict[Cell, Fast] = {
    Cell.COUNT: counts_at_once,
    Cell.WHOLE: wholes_at_once,
    Cell.MONEY: fen_at_once,
    Cell.FIGURE: figures_at_once,
    Cell.RATE: rates_at_once,
}
NUMBERS: dict[Cell, Kept] = {
    Cell.COUNT: as_count,
    Cell.WHOLE: as_whole,
    Cell.MONEY: as_fen,
    Cell.FIGURE: as_figure,
    Cell.RATE: as_rate,
}
RANGES: dict[Cell, Kept] = {
    Cell.COUNT_RANGE: as_count,
    Cell.MONEY_RANGE: as_fen,
    Cell.RATE_RANGE: as_rate,
}
ONE: dict[Cell, Callable[[object], object]] = {
    Cell.ID: identifier,
    Cell.TEXT: words,
    Cell.SECONDS: seconds,
    Cell.LEADING: leading,
    Cell.SCORE: score,
}
