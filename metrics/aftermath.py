"""Before and after: what a figure was when somebody acted, and what has become of it since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from metrics.numbers import Number, change, ratio
from metrics.periods import DAY, Period, before
from metrics.sales import StoreDay

STEPS = (3, 7, 14)  # days after somebody acted
WINDOW = 7  # days on each side, at most
PATIENCE = timedelta(days=2)  # how long a reading waits for the last day's file
NOTICED = Decimal("0.05")  # a smaller change is none
SCORE_NOTICED = Decimal("0.002")  # of a score that moves by hundredths

# ------------------------------------------------------------------------------------------------ the nouns


class Measure(StrEnum):
    """The figure that tells whether it helped."""

    ROI = "roi"
    SPEND_SHARE = "spend_share"
    REVENUE = "revenue"
    VISITORS = "visitors"
    CONVERSION = "conversion"
    AOV = "aov"
    REFUNDS = "refunds"  # of what was sold
    AD_SPEND = "ad_spend"
    PRODUCT_SALES = "product_sales"
    COMPLAINTS = "complaints"  # of one kind about one product
    SCORE = "score"  # one of the three of the shop


class Wish(StrEnum):
    """Which way is the better one."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Watched:
    """What is read after a rule's alert. `wish` is None where neither way is better in itself."""

    measure: Measure
    wish: Wish | None


@dataclass(frozen=True)
class Part:
    """What one day adds: an amount or, with `of`, the parts of a ratio."""

    amount: Decimal
    of: Decimal | None = None


class Trend(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    OTHER = "other"  # it changed, and neither way is better


@dataclass(frozen=True)
class Reading:
    """`step` days after somebody acted. Amounts are per day; `days` is how many of them are known since."""

    step: int
    measure: Measure
    before: Decimal
    after: Decimal
    days: int
    trend: Trend


def part_of(measure: Measure, day: StoreDay) -> Part | None:
    """What a day of the store tells of a figure; None where it is not known."""
    tops: Mapping[Measure, tuple[Number | None, Number | None]] = {
        Measure.ROI: (day.ad_revenue, day.ad_spend),
        Measure.SPEND_SHARE: (day.ad_spend, day.paid_amount),
        Measure.CONVERSION: (day.paid_buyers, day.visitors),
        Measure.AOV: (day.paid_amount, day.paid_buyers),
        Measure.REFUNDS: (day.refund_amount, day.paid_amount),
    }
    plain = {
        Measure.REVENUE: day.paid_amount,
        Measure.VISITORS: day.visitors,
        Measure.AD_SPEND: day.ad_spend,
    }
    if measure in plain:
        amount = plain[measure]
        return None if amount is None else Part(Decimal(amount))
    top, of = tops[measure]
    return None if top is None or of is None else Part(Decimal(top), Decimal(of))


# ------------------------------------------------------------------------------------------------ the reading


def days_before(of: date) -> Period:
    """The week up to the alert's day, with it."""
    return before(of, WINDOW)


def days_after(acted_on: date, step: int) -> Period:
    """The whole days since; the day itself belongs to neither side."""
    end = acted_on + step * DAY
    return Period(max(acted_on + DAY, end - WINDOW * DAY), end)


def due_steps(acted_on: date, today: date) -> Iterator[int]:
    """The readings whose day has come, none of them long ago: what nobody could see then is not told late."""
    latest = 2 * PATIENCE
    return (step for step in STEPS if timedelta(0) <= today - acted_on - step * DAY <= latest)


def is_ripe(parts: Mapping[date, Part], acted_on: date, step: int, today: date) -> bool:
    """Whether its last day is known, or has been waited for long enough."""
    return days_after(acted_on, step).last in parts or today >= acted_on + step * DAY + PATIENCE


def read(watch: Watched, parts: Mapping[date, Part], of: date, acted_on: date, step: int) -> Reading | None:
    """None where one side is not known.

    Amounts are set beside those of the same weekdays of the week before; ratios, which weekdays hardly move,
    beside all of it.
    """
    after = {day: parts[day] for day in days_after(acted_on, step).days() if day in parts}
    then = {day: parts[day] for day in days_before(of).days() if day in parts}
    if not any(part.of is not None for part in after.values()):
        then, after = alike(then, after), alike(after, then)
    was, now = figure(then), figure(after)
    if was is None or now is None:
        return None
    return Reading(step, watch.measure, was, now, len(after), trend(watch, was, now))


def alike(these: Mapping[date, Part], those: Mapping[date, Part]) -> dict[date, Part]:
    """These days, of the weekdays that the others have, too."""
    weekdays = {day.weekday() for day in those}
    return {day: part for day, part in these.items() if day.weekday() in weekdays}


def figure(parts: Mapping[date, Part]) -> Decimal | None:
    """Ratios from their added parts, amounts per day."""
    amount = sum((part.amount for part in parts.values()), Decimal(0))
    wholes = [part.of for part in parts.values() if part.of is not None]
    return ratio(amount, sum(wholes, Decimal(0)) if wholes else len(parts))


def trend(watch: Watched, was: Decimal, now: Decimal) -> Trend:
    moved, noticed = change(was, now), SCORE_NOTICED if watch.measure is Measure.SCORE else NOTICED
    if (moved is None and now == was) or (moved is not None and abs(moved) < noticed):
        return Trend.SAME
    if watch.wish is None:
        return Trend.OTHER
    return Trend.BETTER if (now > was) is (watch.wish is Wish.UP) else Trend.WORSE
