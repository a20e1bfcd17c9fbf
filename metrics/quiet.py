"""When people may be spoken to: quiet hours, days off, and the working time that has passed."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from metrics.calendar import Calendar
from metrics.mistakes import Mistake
from metrics.periods import DAY
from metrics.setup import parse_time
from metrics.stores import Store

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Hours:
    """A store's quiet hours (over midnight where they end before they begin) and its working hours."""

    quiet_from: time = time(22)
    quiet_until: time = time(8)
    work_from: time = time(9)
    work_until: time = time(18)

    def is_night(self, at: time) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until

    @property
    def is_never_quiet(self) -> bool:
        return self.quiet_from == self.quiet_until


class Stretch(StrEnum):
    """Which of a store's hours are meant."""

    QUIET = "quiet"
    WORK = "work"


def parse_stretch(words: str, stretch: Stretch) -> tuple[time, time]:
    """`22:00-08:00`, over midnight where it is quiet; `off` is never quiet. Raises Mistake("bad_hours")."""
    if stretch is Stretch.QUIET and words.strip().lower() in ("off", "无", "关"):
        return time(0), time(0)
    said = re.sub(r"\s*(?:[-–—~～]+|至|到|\.\.)\s*", "-", words.strip())
    first, _, last = said.partition("-")
    try:
        found = parse_time(first), parse_time(last)
    except Mistake:
        raise Mistake("bad_hours", given=words.strip()) from None
    if stretch is Stretch.WORK and found[0] >= found[1]:
        raise Mistake("bad_hours", given=words.strip())
    return found


def is_quiet(store: Store, hours: Hours, calendar: Calendar, now: datetime) -> bool:
    """Quiet hours, and all of a day off."""
    local = store.local(now)
    return hours.is_night(local.time()) or calendar.is_off(local.date())


def worked(store: Store, hours: Hours, calendar: Calendar, since: datetime, now: datetime) -> timedelta:
    """The working time between two moments: working hours of days that are worked."""
    whole = timedelta(0)
    day = store.today(since)
    while day <= store.today(now):
        if calendar.is_working(day):
            start = max(since, store.moment(day, hours.work_from))
            end = min(now, store.moment(day, hours.work_until))
            whole += max(end - start, timedelta(0))
        day += DAY
    return whole


def quiet_ends(store: Store, hours: Hours, calendar: Calendar, now: datetime) -> datetime:
    """The next moment that is not quiet; `now` where it is none. A month ahead at the most."""
    if not is_quiet(store, hours, calendar, now):
        return now
    day = store.today(now)
    for _ in range(31):
        end = store.moment(day, hours.quiet_until)
        if end > now and not is_quiet(store, hours, calendar, end):
            return end
        day += DAY
    return now + 31 * DAY


def quiet_began(store: Store, hours: Hours, calendar: Calendar, now: datetime) -> datetime:
    """When the quiet before `now` began: of a night or, where days off touch it, of all of them."""
    day = store.today(now)
    for _ in range(31):
        for at in (hours.quiet_from, time(0)):
            began = store.moment(day, at)
            is_start = not is_quiet(store, hours, calendar, began - MINUTE)
            if began < now and is_start and is_quiet(store, hours, calendar, began):
                return began
        day -= DAY
    return now - 31 * DAY
