"""Targets: what a store means to sell, a month shared out over its days, and how far it has come."""

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from metrics.mistakes import Mistake
from metrics.numbers import CENT, ratio, total
from metrics.periods import DAY, LONGEST, Period
from metrics.sales import StoreDay

HIGHEST = Decimal(10) ** 10  # 100 亿 a day or a month: above it, somebody's key got stuck
OF_MONTH = "of_month"  # a sheet's column: 1 where a day's target is a month's that was shared out
MOST_SAID = 40  # characters of a line that is not understood
SPANS = {
    **dict.fromkeys(("day", "d", "天", "日"), "day"),
    **dict.fromkeys(("month", "m", "月"), "month"),
    **dict.fromkeys(("year", "y", "年"), "year"),
}


@dataclass(frozen=True)
class TargetChange:
    """New targets for each day of a period. Zero takes a day's target away."""

    period: Period
    amounts: tuple[Decimal, ...]

    def by_day(self) -> dict[date, Decimal]:
        return dict(zip(self.period.days(), self.amounts, strict=True))

    @property
    def amount(self) -> Decimal:
        return sum(self.amounts, Decimal(0))


@dataclass(frozen=True)
class PlanWish:
    """A target for a whole month or year, to be split and shown before it counts."""

    amount: Decimal
    period: Period

    @property
    def is_year(self) -> bool:
        return is_year(self.period)


@dataclass(frozen=True)
class MonthPace:
    """How a month stands after some of its days."""

    start: date  # the month's first day
    target: Decimal  # of the whole month
    target_so_far: Decimal  # of the days that are known
    revenue: Decimal | None  # of the same days; None where no day is known
    days_left: int  # with a target
    needed_per_day: Decimal | None  # None when no day is left
    unknown_days: int  # days so far whose revenue is not known: taken to have sold their target
    is_whole: bool  # every day of the month has a target
    without_target: Decimal  # sold on days that have none

    @property
    def reached(self) -> Decimal | None:
        """Of what should be there by now, as a fraction."""
        return ratio(self.revenue, self.target_so_far)


def month_of(day: date) -> Period:
    """The whole calendar month that `day` is in."""
    start = day.replace(day=1)
    return Period(start, start + timedelta(days=calendar.monthrange(day.year, day.month)[1]), f"{day:%Y-%m}")


def year_of(year: int) -> Period:
    """The whole calendar year."""
    return Period(date(year, 1, 1), date(year + 1, 1, 1), f"{year}")


def is_year(period: Period) -> bool:
    return period == year_of(period.start.year)


def month_pace(
    days: Iterable[StoreDay], targets: Mapping[date, Decimal], month: Period, upto: date
) -> MonthPace | None:
    """How `month` stands at the end of `upto`, which may lie before or behind it. None without any target.

    Only days that have a target count: revenue of the others is not held against it.
    """
    wanted = {day: amount for day, amount in targets.items() if day in month}
    if not wanted:
        return None
    so_far = Period(month.start, min(max(upto + DAY, month.start), month.end))
    due = {day for day in wanted if day in so_far}
    known = {one.day: one.paid_amount for one in days if one.day in so_far and one.paid_amount is not None}
    revenue = total(known.get(day) for day in due)
    target = sum(wanted.values(), Decimal(0))
    left = len(wanted) - len(due)
    unknown = sum((wanted[day] for day in due if day not in known), Decimal(0))
    return MonthPace(
        start=month.start,
        target=target,
        target_so_far=sum((wanted[day] for day in due if day in known), Decimal(0)),
        revenue=revenue,
        days_left=left,
        needed_per_day=_needed(target - unknown - (revenue or Decimal(0)), left),
        unknown_days=len(due - known.keys()),
        is_whole=len(wanted) == len(month),
        without_target=sum((amount for day, amount in known.items() if day not in due), Decimal(0)),
    )


def _needed(open_amount: Decimal, days: int) -> Decimal | None:
    if days == 0:
        return None
    return max(open_amount / days, Decimal(0)).quantize(CENT, rounding=ROUND_CEILING)


# ---------------------------------------------------------------------------------------- what people write


def parse_target(words: Sequence[str], today: date) -> TargetChange | PlanWish:
    """`30000/day [2026-12]`, `2026-11-11 300000`, `900000/month [2026-12]`, `1200万/year [2027]`.

    The two words come in any order. A day's target without a month holds from today to the end of next month;
    a month's is this month's, a year's this year's. Nothing for a month or year takes its targets away.
    Raises Mistake: unknown_target, unknown_amount, target_too_high, target_day_too_far.
    """
    if not 1 <= len(words) <= 2:
        raise Mistake("unknown_target", given=" ".join(words))
    when, what = _when_and_what(list(words))
    amount, span = _amount_and_span(what)
    match span:
        case "year":
            return wish_of(amount, year_of(_year(when, today)) if when else year_of(today.year))
        case "month":
            return wish_of(amount, month_of(_month(when, today) if when else today))
        case "day":
            period = month_of(_month(when, today)) if when else _until_next_month(today)
        case _ if when:
            day = parse_target_day(when, today)
            period = Period(day, day + DAY)
        case _:
            raise Mistake("unknown_target", given=what)
    return TargetChange(period, (amount,) * len(period))


def parse_shown(words: Sequence[str], today: date) -> Period | None:
    """`2026-12` or `2027` alone: the month or year somebody wants to see; None for anything else."""
    if len(words) != 1:
        return None
    if re.fullmatch(r"20\d\d[-/.年]?\d{1,2}月?", words[0]) and not words[0].isdigit():
        return month_of(_month(words[0].strip("月").replace("年", "-"), today))
    return year_of(_year(words[0], today)) if re.fullmatch(r"20\d\d年?", words[0]) else None


def parse_days(text: str, today: date, month: Period) -> dict[date, Decimal]:
    """Lines of a day and its amount: `11-11 300000`; the month's own days as `11` or `11日`, too.

    Raises Mistake: unknown_day_line, unknown_amount, target_too_high, and day_of_another_month.
    """
    found = {}
    for line in filter(None, map(str.strip, re.split(r"[\n;；]", text))):
        match = re.fullmatch(r"(\S+?)(?:日|号)?[\s:：=]+(\S+)", line)
        if match is None:
            raise Mistake("unknown_day_line", given=line[:MOST_SAID])
        found[_day_in(match[1], today, month)] = parse_amount(match[2])
    if not found:
        raise Mistake("unknown_day_line", given=text[:MOST_SAID])
    return found


def parse_months(text: str, year: int) -> dict[int, Decimal]:
    """Lines of a month and its amount: `11 1000000`, `11月 100万`, `2027-11 1000000`."""
    found = {}
    for line in filter(None, map(str.strip, re.split(r"[\n;；]", text))):
        match = re.fullmatch(rf"(?:{year}[-/.年])?(\d{{1,2}})月?[\s:：=]+(\S+)", line)
        if match is None or not 1 <= int(match[1]) <= 12:
            raise Mistake("unknown_month_line", given=line[:MOST_SAID])
        found[int(match[1])] = parse_amount(match[2])
    if not found:
        raise Mistake("unknown_month_line", given=text[:MOST_SAID])
    return found


def _day_in(word: str, today: date, month: Period) -> date:
    """A day of `month`; without a year, or even a month, that month's."""
    start = month.start
    match = re.fullmatch(r"(?:(?:(\d{4})[-/.年])?(\d{1,2})[-/.月])?(\d{1,2})", word)
    try:
        if match is None:
            day = parse_target_day(word, today)
        else:
            year, number, own = (int(part) if part else None for part in match.groups())
            day = date(year or start.year, number or start.month, own or 0)
    except (ValueError, Mistake):
        raise Mistake("unknown_day_line", given=word) from None
    if day not in month:
        raise Mistake("day_of_another_month", day=day)
    return day


def parse_target_day(word: str, today: date) -> date:
    """`2026-11-11`, `20261111`, or `11-11`: this year's, next year's where that has passed."""
    try:
        if match := re.fullmatch(r"(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})", word):
            return _near(date(int(match[1]), int(match[2]), int(match[3])), today)
        if match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})", word):
            day = date(today.year, int(match[1]), int(match[2]))
            return day if day >= today else day.replace(year=today.year + 1)
    except ValueError:
        pass
    raise Mistake("unknown_target", given=word)


def parse_amount(word: str) -> Decimal:
    """`30000`, `30,000.50`, `¥30000`, `3万`. Zero is allowed. Raises Mistake("unknown_amount")."""
    plain = word.strip().lower().strip("¥￥元").replace(",", "").replace("，", "")
    factor = 1
    for unit, size in (("万", 10**4), ("w", 10**4), ("亿", 10**8), ("k", 1000)):
        if plain.endswith(unit):
            plain, factor = plain.removesuffix(unit), size
            break
    if not re.fullmatch(r"\d{1,15}(\.\d{1,6})?", plain):
        raise Mistake("unknown_amount", given=word)
    amount = Decimal(plain) * factor
    if amount > HIGHEST:
        raise Mistake("target_too_high", given=word)
    if amount != amount.quantize(CENT):
        raise Mistake("unknown_amount", given=word)
    return amount.quantize(CENT)


def _when_and_what(words: list[str]) -> tuple[str | None, str]:
    """Which word is the day or month (if any), and which the amount."""
    if len(words) == 1:
        return None, words[0]
    first, second = words
    return (second, first) if _span(first) else (first, second)


def _span(word: str) -> str | None:
    return SPANS.get(word.partition("/")[2].strip().lower())


def _amount_and_span(word: str) -> tuple[Decimal, str | None]:
    number, slash, _name = word.partition("/")
    span = _span(word)
    if slash and span is None:
        raise Mistake("unknown_target", given=word)
    return parse_amount(number), span


def _month(word: str, today: date) -> date:
    match = re.fullmatch(r"(\d{4})[-/.]?(\d{1,2})", word)
    if not match or not 1 <= int(match[2]) <= 12 or not 1 <= int(match[1]) <= 9998:
        raise Mistake("unknown_target", given=word)
    return _near(date(int(match[1]), int(match[2]), 1), today)


def wish_of(amount: Decimal, period: Period) -> TargetChange | PlanWish:
    """What is to be split and shown; nothing at all takes the period's targets away at once."""
    return PlanWish(amount, period) if amount else TargetChange(period, (amount,) * len(period))


def _year(word: str, today: date) -> int:
    match = re.fullmatch(r"(\d{4})年?", word)
    if not match or not 2000 <= int(match[1]) <= 2200:
        raise Mistake("unknown_target", given=word)
    year = int(match[1])
    _near(date(year, 1, 1) if year > today.year else date(year, 12, 31), today)
    return year


def _near(day: date, today: date) -> date:
    if abs((day - today).days) > LONGEST:
        raise Mistake("target_day_too_far", given=day)
    return day


def _until_next_month(today: date) -> Period:
    return Period(today, month_of(month_of(today).end).end)
