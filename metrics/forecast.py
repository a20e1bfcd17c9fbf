"""Where a month may end: what is sold, what the days to come usually bring, and how far that may be off."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import fmean, median

from metrics.calendar import ORDINARY_BACK, Calendar, seasons_of
from metrics.numbers import cents
from metrics.pattern import LENGTH, Pattern, pattern_of
from metrics.periods import DAY, Period
from metrics.plan import pinned_by_campaigns, planned_uplift, uplifts

HISTORY = timedelta(days=560)  # how far back days are of use: last year's season, and the days before it
FEWEST = 7  # known ordinary days: with fewer, nothing is foretold
HALF_LIFE = 12  # days: how soon the level forgets
ODD_DAYS = 60  # how far back days that are not ordinary say something about the level
PLANNED, STRANGE = 0.25, 0.5  # how much they count: with a planned uplift, and without (a holiday, a presale)
CLEAR_TREND = 2.0  # a slope counts as far as it is more than so many times its own error
FEWEST_IN_WEEK, FEWEST_WEEKS = 3, 4  # of the weekly means that a slope is drawn through
FADING = 0.96  # how much of the slope is left a day later
OUTLIER = 2.5  # deviations: what lies farther off counts as lying there, where the level is measured
FREAK = 4.0  # the same, where the scatter is
ORIGINS = 12  # weeks back from which the same forecast is made again, to see how far it was off
FEWEST_PAST, FEWEST_ORIGINS = 28, 3
LONGEST_AHEAD = 28  # days: how far ahead these old forecasts look
UPLIFT_ERROR = 0.2  # of planned uplifts, where the store's own is not known
FEWEST_UPLIFTS = 3
EIGHTY = 1.2816  # deviations within which four of five lie
NORMAL = 1.4826  # from a median of distances to a deviation


@dataclass(frozen=True)
class Forecast:
    """A month's revenue as it may end: in four of five months between `low` and `high`."""

    low: Decimal
    middle: Decimal
    high: Decimal
    by_day: Mapping[date, Decimal]  # what is expected of each day that is not known
    known: int  # ordinary days that it rests on
    unplanned: tuple[date, ...] = ()  # special days to come for which nothing is planned: taken as ordinary


@dataclass(frozen=True)
class Level:
    """Where a store is beside its weekday medians, as logarithms: now, and how that goes on."""

    now: float
    slope: float  # a day

    def after(self, days: int) -> float:
        return self.now + self.slope * FADING * (1 - FADING**days) / (1 - FADING) if days > 0 else self.now


# days ago, and the logarithm of revenue beside the weekday's median; the latest first
Residuals = Sequence[tuple[int, float]]
Weighted = Sequence[tuple[int, float, float]]  # the same, and how much it counts


def days_needed(calendar: Calendar, month: Period, upto: date) -> tuple[Period, ...]:
    """Of `HISTORY`, the days whose revenue `month_end` looks at.

    The last months'; and where a season is near, last year's, with the ordinary days that led up to it. The
    same campaign may have been held at any time.
    """
    near = tuple(Period(min(month.start, upto - timedelta(days=ODD_DAYS)), month.end).days())
    if any(calendar.events_on(day) for day in near):
        return (Period(month.start - HISTORY, month.end),)
    now = {found.season for day in near if (found := calendar.season_on(day)) is not None}
    last = [one for season in now for one in seasons_of(season.first.year - 1) if one.name == season.name]
    periods = [Period(month.start - ORDINARY_BACK, month.end)]
    for one in last:
        before = calendar.ordinary_before(one.presale, LENGTH)
        periods.append(Period(min(before, default=one.presale), one.after + DAY))
    return tuple(periods)


def month_end(
    known: Mapping[date, Decimal],
    targets: Mapping[date, Decimal],
    calendar: Calendar,
    month: Period,
    upto: date,
) -> Forecast | None:
    """The month's end as it looks at the end of `upto`; None where too few ordinary days are known.

    `known` is revenue of the `days_needed`: with less, last year's season would be left out.
    Weekday medians of the last 56 ordinary days, brought up to the store's level of today, times the planned
    uplift. A special day without any is as much above the others as its target is.
    """
    revenue = {day: amount for day, amount in known.items() if day <= upto}
    usual = pattern_of(revenue, calendar, upto + DAY)
    if usual.known < FEWEST:
        return None
    rest = tuple(day for day in month.days() if day not in revenue)
    residuals = residuals_of(revenue, calendar, usual, upto)
    level = level_of(residuals, odd_residuals_of(revenue, calendar, usual, upto))
    scatter, above = scatter_of([one for _, one in residuals[:LENGTH]])
    pinned = pinned_by_campaigns(month, calendar, usual)
    planned = {day: targets[day] for day in month.days() if day in targets}
    lifted = _by_target(rest, planned, calendar, usual) | _lifted(rest, calendar, revenue, scatter)
    by_day = {
        day: pinned[day]
        if day in pinned
        else _expected(day, usual, lifted, level.after((day - upto).days) + above)
        for day in rest
    }
    special = [day for day in rest if calendar.is_special(day)]
    doubt = _doubt(by_day, special, residuals, scatter, _uplift_error(revenue, calendar, usual, upto))
    sold = sum((revenue[day] for day in month.days() if day in revenue), Decimal(0))
    left = sum(by_day.values(), Decimal(0))
    unplanned = tuple(day for day in special if day not in lifted and day not in pinned)
    factor = Decimal(math.exp(EIGHTY * doubt))
    return Forecast(
        low=sold + cents(left / factor),
        middle=sold + left,
        high=sold + cents(left * factor),
        by_day=by_day,
        known=usual.known,
        unplanned=unplanned,
    )


def _expected(day: date, usual: Pattern, lifted: Mapping[date, Decimal], level: float) -> Decimal:
    median_of_day = usual.usual(day) or Decimal(0)
    return cents(median_of_day * lifted.get(day, Decimal(1)) * Decimal(math.exp(level)))


def _lifted(
    rest: Sequence[date], calendar: Calendar, revenue: Mapping[date, Decimal], scatter: float
) -> dict[date, Decimal]:
    """The planned uplifts; what a day made last time only as far as it stood out of the usual scatter."""
    if not rest:
        return {}
    found = uplifts(Period(rest[0], rest[-1] + DAY), calendar, revenue)
    return {
        day: factor if planned_uplift(day, calendar) is not None else _beyond(factor, scatter)
        for day, factor in found.items()
    }


def _beyond(factor: Decimal, scatter: float) -> Decimal:
    if factor <= 0 or factor == 1:
        return factor
    above = math.log(factor)
    return Decimal(math.exp(above * max(0.0, 1 - (scatter / above) ** 2)))


def _by_target(
    rest: Sequence[date], targets: Mapping[date, Decimal], calendar: Calendar, usual: Pattern
) -> dict[date, Decimal]:
    """How far the targets of special days stand above the ordinary ones': a plan, too."""
    ordinary = [targets[day] / usual.weight(day) for day in targets if not calendar.is_special(day)]
    middle = median(ordinary) if ordinary else Decimal(0)
    if middle <= 0:
        return {}
    special = (day for day in rest if day in targets and calendar.is_special(day))
    above = {day: targets[day] / usual.weight(day) / middle for day in special}
    return {day: factor for day, factor in above.items() if factor > 1}


# --------------------------------------------------------------------------------------------------- level


def residuals_of(
    revenue: Mapping[date, Decimal], calendar: Calendar, usual: Pattern, upto: date
) -> list[tuple[int, float]]:
    """How far the last ordinary days lay beside their weekday's median."""
    found = []
    for day in calendar.ordinary_before(upto + DAY, ORDINARY_BACK.days):
        own, middle = revenue.get(day), usual.usual(day)
        if own is not None and own > 0 and middle is not None and middle > 0:
            found.append(((upto - day).days, math.log(own / middle)))
    return found


def odd_residuals_of(
    revenue: Mapping[date, Decimal], calendar: Calendar, usual: Pattern, upto: date
) -> list[tuple[int, float, float]]:
    """The same of the other days, beside what was planned; a special one without any plan says nothing."""
    span, found = Period(upto - timedelta(days=ODD_DAYS), upto + DAY), []
    lifted = uplifts(span, calendar, revenue)
    for day in span.days():
        own, middle, factor = revenue.get(day), usual.usual(day), lifted.get(day)
        if own is None or middle is None or calendar.is_ordinary(day):
            continue
        if factor is None and calendar.is_special(day):
            continue
        expected = middle * (Decimal(1) if factor is None else factor)
        if own > 0 and expected > 0:
            weight = STRANGE if factor is None else PLANNED
            found.append(((upto - day).days, math.log(own / expected), weight))
    return found


def level_of(residuals: Residuals, odd: Weighted = ()) -> Level:
    """The level of today: days count the less the older they are; a clear trend goes on, and fades."""
    last = residuals[:LENGTH]
    if not last:
        return Level(0, 0)
    slope = _slope(last)
    flat = [
        (ago, value + slope * ago, weight) for ago, value, weight in (*((*one, 1.0) for one in last), *odd)
    ]
    near = [value for ago, value, _ in flat if ago < 2 * HALF_LIFE + 7] or [value for _, value, _ in flat]
    middle, reach = median(near), OUTLIER * deviation([value + slope * ago for ago, value in last])
    weights = [weight * 0.5 ** (ago / HALF_LIFE) for ago, _, weight in flat]
    values = [min(max(value, middle - reach), middle + reach) for _, value, _ in flat]
    return Level(sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights), slope)


def _slope(residuals: Residuals) -> float:
    """Least squares through weekly means, less as much as chance alone may have made of it.

    Weeks, not days: a level that wanders looks like a clear trend to days.
    """
    weeks: dict[int, list[tuple[int, float]]] = {}
    for ago, value in residuals:
        weeks.setdefault(ago // 7, []).append((ago, value))
    means = [
        (fmean([ago for ago, _ in days]), fmean([value for _, value in days]))  # of lists: twice as quick
        for days in weeks.values()
        if len(days) >= FEWEST_IN_WEEK
    ]
    if len(means) < FEWEST_WEEKS:
        return 0.0
    middle, mean = fmean([ago for ago, _ in means]), fmean([value for _, value in means])
    spread = sum((ago - middle) ** 2 for ago, _ in means)
    slope = -sum((ago - middle) * (value - mean) for ago, value in means) / spread
    left = sum((value - mean + slope * (ago - middle)) ** 2 for ago, value in means)
    chance = left / (len(means) - 2) / spread
    return slope * max(0.0, 1 - CLEAR_TREND**2 * chance / slope**2) if slope else 0.0


def deviation(values: Sequence[float]) -> float:
    """How far values usually lie from their middle; a few that lie far off change nothing."""
    if not values:
        return 0.0
    middle = median(values)
    return NORMAL * median(abs(value - middle) for value in values)


def scatter_of(values: Sequence[float]) -> tuple[float, float]:
    """How far days lie from their middle, and how far their mean lies above it; both as logarithms.

    Days far off, as those of campaigns that nobody wrote down, count, but not as far as a freak may lie.
    """
    if not values:
        return 0.0, 0.0
    middle, reach = median(values), FREAK * deviation(values)
    near = [min(max(value - middle, -reach), reach) for value in values]
    return math.sqrt(fmean(value**2 for value in near)), math.log(fmean(math.exp(value) for value in near))


# --------------------------------------------------------------------------------------------------- range


def _doubt(
    by_day: Mapping[date, Decimal],
    special: Sequence[date],
    residuals: Residuals,
    scatter: float,
    uplift_error: float,
) -> float:
    """The deviation of the logarithm of all days together: their own scatter, the level's, the uplifts'."""
    amounts = [float(amount) for amount in by_day.values()]
    whole = sum(amounts)
    if whole <= 0:
        return 0.0
    own = scatter**2 * sum(amount**2 for amount in amounts) / whole**2
    lifted = uplift_error * sum(float(by_day[day]) for day in special) / whole
    return math.sqrt(own + _level_error(residuals, len(amounts), scatter) + lifted**2)


def _level_error(residuals: Residuals, ahead: int, scatter: float) -> float:
    """How far the level was off when it was foretold as far ahead before, squared: never less than that."""
    least = scatter**2 * (1 / HALF_LIFE + 1 / max(1, len(residuals[:LENGTH])))
    past = list(_past_errors(residuals, min(ahead, LONGEST_AHEAD)))
    if len(past) < FEWEST_ORIGINS:
        return max(least, scatter**2 / 4)
    usual = (NORMAL * median(abs(error) for error, _ in past)) ** 2
    mean = fmean(error**2 for error, _ in past)
    by_chance = scatter**2 / fmean(count for _, count in past)
    return max(least, max(usual, mean) - by_chance)


def _past_errors(residuals: Residuals, ahead: int) -> list[tuple[float, int]]:
    """What the mean of the days after each of the last weeks was beside what the days before foretold."""
    found = []
    for ago in range(7, 7 * ORIGINS + 1, 7):
        before = [(own - ago, value) for own, value in residuals if own >= ago]
        after = [(ago - own, value) for own, value in residuals if ago - ahead <= own < ago]
        if len(before) < FEWEST_PAST:
            break
        if len(after) >= min(ahead, 5):
            level = level_of(before)
            found.append((fmean([value - level.after(own) for own, value in after]), len(after)))
    return found


def _uplift_error(revenue: Mapping[date, Decimal], calendar: Calendar, usual: Pattern, upto: date) -> float:
    """How far days with a planned uplift lay beside it."""
    found = []
    for day in Period(upto - ORDINARY_BACK, upto + DAY).days():
        own, middle, factor = revenue.get(day), usual.usual(day), planned_uplift(day, calendar)
        if own and middle and factor and own > 0 and middle > 0:
            found.append(math.log(own / (middle * factor)))
    return NORMAL * median(map(abs, found)) if len(found) >= FEWEST_UPLIFTS else UPLIFT_ERROR
