"""A week of a store: which one is meant, and which weeks it may be compared with."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from metrics.calendar import WEEK, WEEKS_BACK, Calendar
from metrics.mistakes import Mistake
from metrics.periods import LONGEST, Period, parse_day
from metrics.spans import Against, Candidate

FEW = 2  # days that are not ordinary and make a week no other than it is
FURTHEST = LONGEST // 7  # weeks back that may be asked for


def week_of(day: date) -> Period:
    """The week from Monday to Sunday that `day` is in."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + WEEK, "week")


def last_full_week(today: date) -> Period:
    return week_of(today - WEEK)


def parse_week(words: Sequence[str], today: date) -> Period:
    """Nothing: the last full week; a number: so many weeks before it; a day: the week it is in.

    Raises Mistake: unknown_week, week_ahead, week_too_long_ago.
    """
    word = "".join(words)
    if not word:
        return last_full_week(today)
    if re.fullmatch(r"\d{1,3}", word):
        if int(word) > FURTHEST:
            raise Mistake("week_too_long_ago", weeks=FURTHEST)
        return week_of(last_full_week(today).start - int(word) * WEEK)
    try:
        week = week_of(parse_day(word, today))
    except (Mistake, OverflowError):
        raise Mistake("unknown_week", given=" ".join(words)) from None
    if week.start > today:
        raise Mistake("week_ahead", day=week.start)
    if (today - week.start).days > LONGEST:
        raise Mistake("week_too_long_ago", weeks=FURTHEST)
    return week


def is_campaign_week(week: Period, calendar: Calendar) -> bool:
    return any(calendar.is_special(day) for day in week.days())


def is_ordinary_week(week: Period, calendar: Calendar) -> bool:
    """A holiday or two make no other week of it; a presale does."""
    unusual = sum(not calendar.is_ordinary(day) for day in week.days())
    return unusual <= FEW and not is_campaign_week(week, calendar)


def candidates(week: Period, calendar: Calendar) -> tuple[Candidate, ...]:
    """The weeks to compare with, fair ones first and of these the best first.

    A campaign's week is only ever fairly compared with the same days of the campaign before. Any other
    with the week before it, or the last ordinary one where that was none.
    """
    before = [Period(week.start - i * WEEK, week.end - i * WEEK) for i in range(1, WEEKS_BACK + 1)]
    ordinary = [one for one in before if is_ordinary_week(one, calendar)]
    if is_campaign_week(week, calendar):
        fair = same_campaign(week, calendar)
        told = [*before[:1], *ordinary[:1]]
    else:
        fair = [*ordinary, *(one for one in before if not is_campaign_week(one, calendar))]
        told = before[:1]
    found = dict.fromkeys((*fair, *told))
    return tuple(Candidate(_against(one, week), one, one in fair) for one in found)


def _against(other: Period, week: Period) -> Against:
    if other.end == week.start:
        return Against.BEFORE
    is_weeks_away = (week.start - other.start) % WEEK == timedelta(0)
    is_near = week.start - other.start <= WEEKS_BACK * WEEK
    return Against.ORDINARY if is_weeks_away and is_near else Against.CAMPAIGN


def same_campaign(week: Period, calendar: Calendar) -> list[Period]:
    """The seven days around the same days of the campaign or season before, the best first."""
    special = (day for day in week.days() if calendar.is_special(day))
    away = (day - one.day for day in special for one in calendar.comparisons(day))
    return [Period(week.start - length, week.end - length) for length in dict.fromkeys(away)]
