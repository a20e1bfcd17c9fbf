"""A month of a store: which one is meant, what it may be compared with, its weeks and its ordinary days."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.calendar import Calendar
from metrics.mistakes import Mistake
from metrics.numbers import change, ratio, total
from metrics.periods import DAY, LONGEST, Period
from metrics.sales import StoreDay
from metrics.spans import LIKE_DAYS, Against, Candidate, Summary, known_days, plan_of
from metrics.targets import month_of
from metrics.week import week_of

ALIKE = 4  # months whose campaign days differ by more are not compared with each other


def last_full_month(today: date) -> Period:
    return month_before(month_of(today))


def month_before(month: Period) -> Period:
    return month_of(month.start - DAY)


def month_after(month: Period) -> Period:
    return month_of(month.end)


def parse_month(words: Sequence[str], today: date) -> Period:
    """Nothing: the last full month; `2026-10`, `202610`, or `10`: the last October that has begun.

    Raises Mistake: unknown_month, month_ahead, month_too_long_ago.
    """
    word = "".join(words).removesuffix("月")
    if not word:
        return last_full_month(today)
    match = re.fullmatch(r"(?:(\d{4})[-/.年]?)?(\d{1,2})", word)
    if not match or not 1 <= int(match[2]) <= 12 or int(match[1] or today.year) < 1000:
        raise Mistake("unknown_month", given=" ".join(words))
    month = month_of(date(int(match[1] or today.year), int(match[2]), 1))
    if match[1] is None and month.start > today:
        month = month_of(month.start.replace(year=today.year - 1))
    if month.start > today:
        raise Mistake("month_ahead", month=f"{month.start:%Y-%m}")
    if (today - month.start).days > LONGEST:
        raise Mistake("month_too_long_ago", years=LONGEST // 365)
    return month


def candidates(month: Period, calendar: Calendar) -> tuple[Candidate, ...]:
    """The same month last year, then the month before; fair where it holds about as many campaign days."""
    earlier, before = month_of(month.start.replace(year=month.start.year - 1)), month_before(month)
    days = [sum(calendar.is_special(day) for day in one.days()) for one in (month, before)]
    return (
        Candidate(Against.YEAR, earlier, True),
        Candidate(Against.BEFORE, before, abs(days[0] - days[1]) <= ALIKE),
    )


# -------------------------------------------------------------------------------------------- its weeks


@dataclass(frozen=True)
class WeekPart:
    """The days of a week that are in the month."""

    days: Period
    known: int
    revenue: Decimal | None
    reached: Decimal | None  # of its target

    @property
    def per_day(self) -> Decimal | None:
        return ratio(self.revenue, self.known)


def weeks(summary: Summary) -> tuple[WeekPart, ...]:
    return tuple(_part(summary, days) for days in weeks_of(summary.span))


def weeks_of(month: Period) -> Iterator[Period]:
    """Monday to Sunday, the first and the last cut off where the month begins and ends."""
    start = month.start
    while start < month.end:
        end = min(week_of(start).end, month.end)
        yield Period(start, end)
        start = end


def _part(summary: Summary, days: Period) -> WeekPart:
    facts = summary.facts
    known = known_days(facts.days, days)
    plan = plan_of(facts.days, facts.targets, days)
    revenue = total(facts.days[day].paid_amount for day in known)
    return WeekPart(days, len(known), revenue, plan.reached if plan else None)


def best_and_worst_week(parts: Sequence[WeekPart]) -> tuple[WeekPart, WeekPart] | None:
    """By what they reached of their target, else by revenue a day; weeks of few known days are left out."""
    told = [one for one in parts if one.known >= LIKE_DAYS and one.per_day is not None]
    if len(told) < 2:
        return None
    by_target = all(one.reached is not None for one in told)

    def rank(one: WeekPart) -> Decimal:
        return (one.reached if by_target else one.per_day) or Decimal(0)

    best, worst = max(told, key=rank), min(told, key=rank)
    return None if rank(best) == rank(worst) else (best, worst)


@dataclass(frozen=True)
class Heat:
    """A row a week, Monday first: what each day reached of its target, or its revenue; None is not known."""

    weeks: tuple[Period, ...]
    cells: tuple[tuple[Decimal | None, ...], ...]
    is_of_target: bool


def heat(summary: Summary) -> Heat:
    """Of the target where any known day has one."""
    of_target = summary.plan is not None
    rows = tuple(weeks_of(summary.span))

    def cell(day: date) -> Decimal | None:
        known = summary.facts.days.get(day)
        if day not in summary.span or known is None:
            return None
        amount = known.paid_amount
        return ratio(amount, summary.facts.targets.get(day)) if of_target else amount

    cells = tuple(tuple(cell(day) for day in week_of(row.start).days()) for row in rows)
    return Heat(rows, cells, of_target)


# ---------------------------------------------------------------------------------------- ordinary days


@dataclass(frozen=True)
class OrdinaryDay:
    """The mean revenue of a month's ordinary days; `change` is against those of the month before."""

    revenue: Decimal
    change: Decimal | None


def ordinary_day(summary: Summary) -> OrdinaryDay | None:
    """None where too few ordinary days are known. Campaigns have no part in it: months can be compared."""
    now = _ordinary_mean(summary, summary.span)
    if now is None:
        return None
    return OrdinaryDay(now, change(_ordinary_mean(summary, month_before(summary.span)), now))


def _ordinary_mean(summary: Summary, month: Period) -> Decimal | None:
    facts = summary.facts
    days: list[StoreDay] = [
        facts.days[day] for day in known_days(facts.days, month) if facts.calendar.is_ordinary(day)
    ]
    if len(days) < LIKE_DAYS:
        return None
    return ratio(total(one.paid_amount for one in days), len(days))


# ------------------------------------------------------------------------------------------- what comes


@dataclass(frozen=True)
class NextPlan:
    """What the month that begins is to sell. `draft` numbers a proposal that nobody has confirmed yet."""

    month: Period
    target: Decimal
    draft: int | None = None

    @property
    def is_proposed(self) -> bool:
        return self.draft is not None


def begins_after(month: Period, today: date) -> Period | None:
    """The month after it, whose plan is still of use; None where that one is over, too."""
    following = month_after(month)
    return following if month.end <= today < following.end else None
