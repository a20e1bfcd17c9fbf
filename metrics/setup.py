"""What people write when they set a store up: names, times, zones."""

import re
from datetime import time, timedelta
from functools import cache
from zoneinfo import available_timezones

from metrics.mistakes import Mistake

LONGEST_NAME = 60
MOST_TIMES = 6
BRIEF_TIMES = (time(7, 30), time(8), time(8, 30), time(9), time(9, 30), time(10))
PATIENCES = (0, 30, 60, 120, 180, 240)  # minutes
MOST_PATIENCE = 360  # minutes: a brief that could not go out for longer is no longer news
ZONES = ("Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo", "Europe/London", "America/New_York", "UTC")


def parse_name(words: str) -> str:
    """Raises Mistake("bad_name")."""
    name = " ".join(words.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise Mistake("bad_name", longest=LONGEST_NAME)
    return name


def parse_time(words: str) -> time:
    """`9`, `9:30`, `09：30`, `0930`, `9点`, `9点半`. Raises Mistake("bad_time")."""
    given = words.strip().replace("：", ":").replace("点半", ":30").replace("点", ":").removesuffix("分")
    match = re.fullmatch(r"(\d{1,2}):?(\d\d)?", given)
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise Mistake("bad_time", given=words.strip()[:20])
    return time(int(match[1]), int(match[2] or 0))


def parse_times(words: str) -> tuple[time, ...]:
    """One to six times of day, sorted, each once. Raises Mistake("bad_time"), Mistake("too_many_times")."""
    parts = [part for part in re.split(r"[\s,，、;；]+", words.strip()) if part]
    times = sorted({parse_time(part) for part in parts or [""]})
    if len(times) > MOST_TIMES:
        raise Mistake("too_many_times", most=MOST_TIMES)
    return tuple(times)


def parse_patience(words: str) -> timedelta:
    """Minutes. Raises Mistake("bad_patience")."""
    given = words.strip()
    if not re.fullmatch(r"\d{1,3}", given) or int(given) > MOST_PATIENCE:
        raise Mistake("bad_patience", most=MOST_PATIENCE)
    return timedelta(minutes=int(given))


def parse_zone(words: str) -> str:
    """A name of the time zone database, e.g. Asia/Shanghai; upper and lower case are forgiven.

    Raises Mistake("bad_zone").
    """
    given = "_".join(words.split())
    name = _zones().get(given.lower())
    if name is None:
        raise Mistake("bad_zone", given=given[:40])
    return name


@cache
def _zones() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}
