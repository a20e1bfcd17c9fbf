"""A week of a store: which one is meant, and which weeks it may be compared with."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from metrics.calendar import WEEK, WEEKS_BACK, Calendar
from metrics.mistakes import Mistake
from metrics.periods import LONGEST, Period, parse_day
from metrics.spans import Against, Candidate

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
    return week


def is_campaign_week(week: Period, calendar: Calendar) -> bool:
    return any(calendar.is_special(day) for day in week.days())


def candidates(week: Period, calendar: Calendar) -> tuple[Candidate, ...]:
    """The weeks to compare with, fair ones first and of these the best first.

    A campaign's week is only ever fairly compared with the same days of the campaign before. Any other
    with the week before it, or the last ordinary one where that was none.
    """
    before = [Period(week.start - i * WEEK, week.end - i * WEEK) for i in range(1, WEEKS_BACK + 1)]
    plain = [one for one in before if not is_campaign_week(one, calendar)]
    ordinary = [one for one in plain if all(calendar.is_ordinary(day) for day in one.days())]
    if is_campaign_week(week, calendar):
        fair = [Candidate(Against.CAMPAIGN, one, True) for one in same_campaign(week, calendar)]
        told = dict.fromkeys((before[0], *ordinary[:1]))
        return (*fair, *(Candidate(_against(one, week), one, False) for one in told))
    fair = [Candidate(_against(one, week), one, True) for one in dict.fromkeys((*ordinary, *plain))]
    told = dict.fromkeys(one for one in before[:1] if one not in plain)
    return (*fair, *(Candidate(Against.BEFORE, one, False) for one in told))


def _against(other: Period, week: Period) -> Against:
    return Against.BEFORE if other.end == week.start else Against.ORDINARY


def same_campaign(week: Period, calendar: Calendar) -> list[Period]:
    """The seven days around the same days of the campaign or season before, the best first."""
    special = (day for day in week.days() if calendar.is_special(day))
    away = (day - one.day for day in special for one in calendar.comparisons(day))
    return [Period(week.start - length, week.end - length) for length in dict.fromkeys(away)]
