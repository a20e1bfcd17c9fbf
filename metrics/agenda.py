"""What is special in a store's days, from seasons to deadlines, and what comes next."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from metrics.calendar import COUNTRIES, Calendar, Phase, Season, SeasonDay
from metrics.campaigns import Campaign
from metrics.mistakes import Mistake
from metrics.periods import DAY, LONGEST, Period, planned_days
from metrics.targets import month_of

AHEAD = timedelta(days=60)  # what comes later is not said to come next
LONGEST_OFF = 60  # days declared in one go
DECLARED: Mapping[str, bool | None] = {
    **dict.fromkeys(("off", "休息", "放假", "休"), False),
    **dict.fromkeys(("work", "上班", "开工"), True),
    **dict.fromkeys(("usual", "恢复", "正常"), None),
}


class What(StrEnum):
    """What makes days special, in the order of what is said first of the same day."""

    ENROL = "enrol"  # the last day to enrol for a campaign
    CAMPAIGN = "campaign"
    SEASON = "season"
    HOLIDAY = "holiday"
    OFF = "off"  # declared by the store
    WORKED = "worked"  # so, too
    MADE_UP = "made_up"  # a weekend day that is worked in exchange for a holiday


@dataclass(frozen=True)
class Event:
    """Both ends are included. `holidays` are English names, as the public calendar has them."""

    what: What
    first: date
    last: date
    season: SeasonDay | None = None
    campaign: Campaign | None = None
    holidays: tuple[str, ...] = ()

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Agenda:
    """A month's special days, and what comes next from today. `moved_known`: whether 调休 is announced."""

    today: date
    month: Period
    events: tuple[Event, ...]
    upcoming: Event | None
    working_days: int
    moved_known: bool


def agenda(calendar: Calendar, month: Period, today: date) -> Agenda:
    year = Period(date(month.start.year, 1, 1), date(month.start.year + 1, 1, 1))
    is_chinese = COUNTRIES.get(calendar.zone) == "CN"
    return Agenda(
        today,
        month,
        events(calendar, month),
        upcoming(calendar, today),
        sum(calendar.is_working(day) for day in month.days()),
        not is_chinese or any(calendar.is_made_up(day) for day in year.days()),
    )


def upcoming(calendar: Calendar, today: date) -> Event | None:
    """What begins soonest, today included; the hangover of a season is no beginning."""
    found = events(calendar, Period(today, today + AHEAD))
    starting = (one for one in found if one.first >= today and not is_after(one))
    return next(starting, None)


def is_after(event: Event) -> bool:
    return event.season is not None and event.season.phase is Phase.AFTER


def events(calendar: Calendar, period: Period) -> tuple[Event, ...]:
    """All that touches a period, the earliest first; ends are the event's own, also outside of it."""
    order = list(What)
    found = [
        *_seasons(calendar, period),
        *_campaigns(calendar, period),
        *_holidays(calendar, period),
        *_declared(calendar, period),
        *(Event(What.MADE_UP, day, day) for day in period.days() if is_made_up(calendar, day)),
    ]
    return tuple(sorted(found, key=lambda one: (one.first, order.index(one.what), one.last)))


def is_made_up(calendar: Calendar, day: date) -> bool:
    """Worked in exchange, and the store has not said otherwise."""
    return calendar.is_made_up(day) and day not in calendar.changed


def _seasons(calendar: Calendar, period: Period) -> Iterator[Event]:
    for season in calendar.seasons_in(period):
        for phase, first, last in phases(season):
            if first <= last and first < period.end and last >= period.start:
                yield Event(What.SEASON, first, last, season=SeasonDay(season, phase))


def phases(season: Season) -> tuple[tuple[Phase, date, date], ...]:
    return (
        (Phase.PRESALE, season.presale, season.first - DAY),
        (Phase.MAIN, season.first, season.last),
        (Phase.AFTER, season.last + DAY, season.after),
    )


def _campaigns(calendar: Calendar, period: Period) -> Iterator[Event]:
    for one in calendar.campaigns:
        if one.first_day < period.end and one.last_day >= period.start:
            yield Event(What.CAMPAIGN, one.first_day, one.last_day, campaign=one)
        if one.enrol_by is not None and one.enrol_by in period:
            yield Event(What.ENROL, one.enrol_by, one.enrol_by, campaign=one)


def _holidays(calendar: Calendar, period: Period) -> Iterator[Event]:
    """Holidays, with the days off in exchange and the weekends beside them, as one."""

    def is_free(day: date) -> bool:
        is_weekend = day.weekday() >= 5 and not calendar.is_made_up(day)
        return day not in calendar.changed and (is_weekend or calendar.holiday(day) is not None)

    for first, last in runs(period, is_free):
        found = (calendar.holiday(day) for day in Period(first, last + DAY).days())
        names = tuple(dict.fromkeys(name for name in found if name))
        if names:
            yield Event(What.HOLIDAY, first, last, holidays=names)


def _declared(calendar: Calendar, period: Period) -> Iterator[Event]:
    changed = calendar.changed
    for first, last in runs(period, lambda day: changed.get(day) is False):
        yield Event(What.OFF, first, last)
    for first, last in runs(period, lambda day: changed.get(day) is True):
        yield Event(What.WORKED, first, last)


def runs(period: Period, belongs: Callable[[date], bool]) -> Iterator[tuple[date, date]]:
    """The longest stretches of days that belong, as far as any of them is in the period."""
    day = period.start
    while day < period.end:
        if not belongs(day):
            day += DAY
            continue
        first = last = day
        while belongs(first - DAY):
            first -= DAY
        while belongs(last + DAY):
            last += DAY
        yield first, last
        day = last + DAY


# ---------------------------------------------------------------------------------------- what people write


def parse_calendar_month(word: str, today: date) -> Period:
    """Nothing: this month; `2026-12`, `202612`, `12月`: this year's, at most three years away.

    Raises Mistake("unknown_calendar_month").
    """
    match = re.fullmatch(r"(?:(\d{4})[-/.年]?)?(\d{1,2})月?", "".join(word.split()))
    if not word.strip():
        return month_of(today)
    if not match or not 1 <= int(match[2]) <= 12 or not 1000 <= int(match[1] or today.year) <= 9998:
        raise Mistake("unknown_calendar_month", given=word)
    month = month_of(date(int(match[1] or today.year), int(match[2]), 1))
    if not is_shown(month, today):
        raise Mistake("unknown_calendar_month", given=word)
    return month


def is_shown(month: Period, today: date) -> bool:
    return abs((month.start - today).days) <= LONGEST


@dataclass(frozen=True)
class Declaration:
    """Days that a store declares: worked, off, or (None) again what the public calendar says."""

    period: Period
    works: bool | None


def parse_declaration(words: str, today: date) -> Declaration:
    """`12-25`, `12-25..12-27 work`, `12月25日 恢复`: off where nothing else is said.

    Raises Mistake: unknown_planned_days, too_many_days_off.
    """
    said = words.strip().lower()
    works: bool | None = False
    for word, meant in DECLARED.items():
        if said.endswith(word):
            said, works = said.removesuffix(word), meant
            break
    period = planned_days(said, today)
    if len(period) > LONGEST_OFF:
        raise Mistake("too_many_days_off", most=LONGEST_OFF)
    return Declaration(period, works)
