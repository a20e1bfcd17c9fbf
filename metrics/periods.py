"""Periods of whole days; the end is excluded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.mistakes import Mistake

DAY = timedelta(days=1)
A_YEAR = timedelta(days=364)  # how long ago days that run already may have begun
LONGEST = 1100  # three years: what the database keeps fast
DAY_WORD = re.compile(r"\d{8}|(\d{4}[./-])?\d{1,2}[./-]\d{1,2}")
PERIOD_WORDS = {
    "今天": "today",
    "今日": "today",
    "昨天": "1d",
    "昨日": "1d",
    "yesterday": "1d",
    "本月": "month",
}


@dataclass(frozen=True)
class Period:
    """Days from `start` up to, but not including, `end`. `name` is how it was asked for: 7d, month …"""

    start: date
    end: date
    name: str = ""

    def __len__(self) -> int:
        return (self.end - self.start).days

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def last(self) -> date:
        return self.end - DAY

    def days(self) -> Iterator[date]:
        return (self.start + timedelta(days=i) for i in range(len(self)))


def before(day: date, days: int) -> Period:
    """The `days` whole days that end with `day`, `day` included."""
    return Period(day - timedelta(days=days - 1), day + DAY, f"{days}d")


def parse_period(word: str, today: date) -> Period:
    """`today`, `7d` (whole days to yesterday), `month` (so far, without today), `FROM..TO` (both included).

    Raises Mistake("unknown_period") for anything else, Mistake("period_too_long") above three years.
    """
    word = word.strip().lower()
    yesterday = today - DAY
    if word == "today":
        return Period(today, today + DAY, "today")
    if word == "month":
        return Period(yesterday.replace(day=1), today, "month")
    if match := re.fullmatch(r"(\d{1,4})d", word):
        if not 1 <= int(match[1]) <= LONGEST:
            raise Mistake("period_too_long", days=LONGEST)
        return before(yesterday, int(match[1]))
    if ".." in word:
        start, end = (parse_day(part, today) for part in word.split("..", 1))
        if end < start:
            start, end = end, start
        if (end - start).days >= LONGEST:
            raise Mistake("period_too_long", days=LONGEST)
        return Period(start, end + DAY, f"{start}..{end}")
    raise Mistake("unknown_period", given=word)


def said_period(word: str, today: date) -> Period:
    """A period as people write it, in English or Chinese: also a single day, 昨天, 近7天, 11-01至11-21.

    Raises what `parse_period` and `parse_day` raise.
    """
    said = word.strip().lower()
    said = PERIOD_WORDS.get(said, said).removeprefix("最近").removeprefix("近")
    for sign in ("至", "到", "~", "～", "…"):
        said = said.replace(sign, "..")
    if match := re.fullmatch(r"(\d{1,4})天?", said):
        said = f"{match[1]}d"
    if DAY_WORD.fullmatch(said):
        day = parse_day(said, today)
        return Period(day, day + DAY, f"{day}..{day}")
    return parse_period(said, today)


def parse_day(word: str, today: date) -> date:
    """`today`, `yesterday`, `2026-11-21`, `20261121`, `11-21` (this year's; last year's where that is ahead).

    Raises Mistake("unknown_day").
    """
    word = word.strip().lower()
    if word in ("today", "今天"):
        return today
    if word in ("yesterday", "昨天"):
        return today - DAY
    try:
        if match := re.fullmatch(r"(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})", word):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})", word):
            day = date(today.year, int(match[1]), int(match[2]))
            return day if day <= today else day.replace(year=today.year - 1)
    except ValueError:
        pass
    raise Mistake("unknown_day", given=word)


def planned_days(words: str, today: date) -> Period:
    """Days that may lie ahead: `12-25`, `2026-12-25`, `12月25日`, `12-30..1-2`, `12-25至27`, tomorrow.

    Without a year they are the next such days, or those that run already; the last day is included.
    Raises Mistake("unknown_planned_days").
    """
    said = "".join(words.lower().split()).replace("年", "-").replace("月", "-")
    for sign in ("日", "号"):
        said = said.replace(sign, "")
    for sign in ("至", "到", "~", "～", "…", "–", "—"):
        said = said.replace(sign, "..")
    first, _, last = said.partition("..")
    try:
        start, end = _planned_span(first, last, today, today)
        if last and start > today:
            begun = _planned_span(first, last, today, today - A_YEAR)
            start, end = begun if begun[1] >= today else (start, end)
    except (ValueError, KeyError):
        raise Mistake("unknown_planned_days", given=words) from None
    if end < start or any(abs((day - today).days) > LONGEST for day in (start, end)):
        raise Mistake("unknown_planned_days", given=words)
    return Period(start, end + DAY, f"{start}..{end}")


def _planned_span(first: str, last: str, today: date, since: date) -> tuple[date, date]:
    start = _planned_day(first, today, since)
    return start, _planned_day(last, today, start, by_day=True) if last else start


def _planned_day(word: str, today: date, since: date, *, by_day: bool = False) -> date:
    """Not before `since` where no year is written; `by_day`: a bare number is a day.

    Raises ValueError, KeyError.
    """
    if match := re.fullmatch(r"(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})", word):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})", word):
        years = (since.year, since.year + 1)
        return next(day for year in years if (day := date(year, int(match[1]), int(match[2]))) >= since)
    if by_day and (match := re.fullmatch(r"\d{1,2}", word)):
        return since.replace(day=int(word))
    ahead = {"today": 0, "今天": 0, "tomorrow": 1, "明天": 1, "后天": 2}[word]
    return today + ahead * DAY
