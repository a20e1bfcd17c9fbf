"""Unusual days: a figure beside what it usually is on such a day, and why it is told or not."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from statistics import median

from metrics.alerts import Rule
from metrics.calendar import Calendar
from metrics.forecast import EIGHTY, NORMAL, OUTLIER, UPLIFT_ERROR, deviation
from metrics.pattern import LENGTH
from metrics.periods import DAY, Period
from metrics.plan import uplifts
from metrics.rules import Rules
from metrics.sales import StoreDay

FEWEST = 21  # known ordinary days: with fewer, nothing is called unusual
WEEK_DAYS = 7
DOUBT = 1.5  # days that a weekday is thought to be like the others, beside those that tell otherwise
HALF_LIFE = 7  # days: how soon the level forgets
WARM_UP = 7  # days that only tell where the level begins
WIDE = 0.85  # the share of days that lie nearer than the second of the two measures of scatter
WIDE_IS = 1.44  # deviations: where that share ends if nothing odd ever happens
LEAST = 0.03  # no figure keeps nearer to what is usual than this
DRIFT = 0.01  # how far the level may have moved for each day (its square adds up) since it was last seen
NOTHING = 0.01  # of the usual: less counts as this much, as nothing has no logarithm
IN_A_ROW = 1.2  # deviations: days that are as far off, on the same side, count together
BACK = 0.6  # of what it takes to begin: below it, it is over
LEFT_FOR = 14  # days after a week far off in which the level before it is not forgotten
SALES_BEFORE = 7  # days whose sales a day's refunds belong to
FEWEST_BEFORE = 4
SOME_ORDER = 100.0  # what an order is taken to be worth where nobody says

# ------------------------------------------------------------------------------------------------ the nouns


class Figure(StrEnum):
    """What is watched of a day. Refunds are a rate: what was paid back, of an average day's sales before."""

    REVENUE = "revenue"
    VISITORS = "visitors"
    CONVERSION = "conversion"
    AOV = "aov"
    REFUNDS = "refunds"
    AD_SPEND = "ad_spend"
    ROI = "roi"


class Way(StrEnum):
    FELL = "fell"
    ROSE = "rose"


RULE_OF = {Way.FELL: Rule.UNUSUAL_LOW, Way.ROSE: Rule.UNUSUAL_HIGH}
# figures that are far off more often than their scatter tells, and how many times more they have to be off
STRICTER = {Figure.VISITORS: 1.2, Figure.REVENUE: 1.07, Figure.AD_SPEND: 1.05}
WELCOME = frozenset({(Figure.REFUNDS, Way.FELL), (Figure.ROI, Way.ROSE)})  # no reason to act
MONEY = frozenset({Figure.REVENUE, Figure.AOV, Figure.AD_SPEND, Figure.REFUNDS})
FACTORS = (Figure.VISITORS, Figure.CONVERSION, Figure.AOV)


class Verdict(StrEnum):
    """Why a figure is told, or is not."""

    UNUSUAL = "unusual"
    BETWEEN = "between"  # not unusual enough to begin with, too much so to be over
    USUAL = "usual"
    SMALL = "small"  # rare, but a small change
    FLOOR = "floor"  # too few orders, visitors or too little money to matter
    WELCOME = "welcome"  # a change for the better
    BACK = "back"  # where it was before it was far off for a week
    FEW_DAYS = "few_days"  # known ordinary days: only thresholds watch it so far
    FEW_PEOPLE = "few_people"  # visitors or clicks: chance alone moves such a ratio
    NO_FIGURE = "no_figure"
    NO_FILE = "no_file"  # the day's file has not come, or tells a part of the day
    NO_PLAN = "no_plan"  # a campaign, a season or the day after, without a plan to measure it by
    HOLIDAY = "holiday"


TELLS = frozenset(
    {
        *(Verdict.UNUSUAL, Verdict.BETWEEN, Verdict.USUAL, Verdict.SMALL),
        *(Verdict.FLOOR, Verdict.WELCOME, Verdict.BACK),
    }
)


class Beside(StrEnum):
    """What a day is set beside."""

    ORDINARY = "ordinary"  # ordinary days before
    TARGET = "target"
    UPLIFT = "uplift"  # what is planned for the day, or what its like brought last time


@dataclass(frozen=True)
class Usual:
    """What is to be expected of a day: in four of five cases between `low` and `high`.

    `left` is what was to be expected before the last days, where these made a level of their own.
    """

    middle: float
    scatter: float  # deviation of the logarithm
    known: int  # ordinary days that it rests on
    beside: Beside = Beside.ORDINARY
    left: float | None = None

    @property
    def low(self) -> float:
        return self.middle * math.exp(-EIGHTY * self.scatter)

    @property
    def high(self) -> float:
        return self.middle * math.exp(EIGHTY * self.scatter)


@dataclass(frozen=True)
class Series:
    """A figure by day. `bases` is what a ratio is taken of, `price` what turns the product into orders;
    `people` are the visitors or clicks that a ratio needs enough of; `item` is the product it is about, if
    it is not the whole store.
    """

    figure: Figure
    values: Mapping[date, float]
    bases: Mapping[date, float] = field(default_factory=dict)
    price: float = 1.0
    people: Mapping[date, int] = field(default_factory=dict)
    item: str = ""
    seen: dict[date, "Usual | None"] = field(init=False, default_factory=dict, compare=False, repr=False)

    def orders(self, amount: float, day: date) -> float:
        """How many orders an amount of the figure stands for on that day."""
        return amount * self.bases.get(day, 1.0) / self.price


@dataclass(frozen=True)
class Judged:
    """A figure of a day, what was to be expected of it, and why that is told or not."""

    figure: Figure
    day: date
    verdict: Verdict
    value: float | None = None
    usual: Usual | None = None
    score: float = 0.0  # deviations from what is usual
    base: float = 1.0  # what a ratio was taken of
    in_a_row: bool = False  # it takes the day before, too, to be unusual

    @property
    def way(self) -> Way:
        return Way.FELL if self.score < 0 else Way.ROSE

    @property
    def change(self) -> float | None:
        """As a fraction of what is usual."""
        if self.value is None or self.usual is None:
            return None
        return self.value / self.usual.middle - 1


@dataclass(frozen=True)
class Known:
    """All that the judgement of a store's days needs."""

    calendar: Calendar
    rules: Rules
    days: Mapping[date, StoreDay]
    clicks: Mapping[date, int] = field(default_factory=dict)
    targets: Mapping[date, Decimal] = field(default_factory=dict)
    revenue: Mapping[date, Decimal] = field(default_factory=dict)  # as far back as last year


# ------------------------------------------------------------------------------------------ figures by day


def series_of(known: Known) -> tuple[Series, ...]:
    """Every figure that is known at all."""
    days = known.days.values()
    price = price_of(days)
    visitors = {one.day: one.visitors for one in days if one.visitors}
    buyers = {one.day: float(one.paid_buyers) for one in days if one.paid_buyers}
    sales = sales_before(known.days)
    spends = {one.day: float(one.ad_spend) for one in days if one.ad_spend}
    found = (
        Series(Figure.REVENUE, floats(days, "paid_amount"), price=price),
        Series(Figure.VISITORS, floats(days, "visitors")),
        Series(
            Figure.CONVERSION,
            floats(days, "conversion"),
            {d: float(v) for d, v in visitors.items()},
            1,
            visitors,
        ),
        Series(Figure.AOV, floats(days, "aov"), buyers, price),
        Series(Figure.REFUNDS, refund_rates(known.days, sales), sales, price),
        Series(Figure.AD_SPEND, floats(days, "ad_spend")),
        Series(Figure.ROI, floats(days, "roi"), spends, price, known.clicks),
    )
    return tuple(one for one in found if one.values)


def floats(days: Iterable[StoreDay], name: str) -> dict[date, float]:
    values = ((one.day, getattr(one, name)) for one in days)
    return {day: float(value) for day, value in values if value is not None}


def price_of(days: Iterable[StoreDay]) -> float:
    """What an order is usually worth."""
    known = [float(one.aov) for one in days if one.aov]
    return median(known) if known else SOME_ORDER


def sales_before(days: Mapping[date, StoreDay]) -> dict[date, float]:
    """The average sales of the days before each day: what its refunds belong to."""
    found = {}
    for day in days:
        before = (days.get(day - back * DAY) for back in range(1, SALES_BEFORE + 1))
        known = [float(one.paid_amount) for one in before if one is not None and one.paid_amount is not None]
        if len(known) >= FEWEST_BEFORE and sum(known) > 0:
            found[day] = sum(known) / len(known)
    return found


def refund_rates(days: Mapping[date, StoreDay], sales: Mapping[date, float]) -> dict[date, float]:
    return {
        day: float(days[day].refund_amount) / sold  # type: ignore[arg-type]
        for day, sold in sales.items()
        if days[day].refund_amount is not None
    }


# ------------------------------------------------------------------------------------- what is to be expected

Logs = Sequence[tuple[date, float]]  # the latest first


def usual_of(series: Series, calendar: Calendar, day: date) -> Usual | None:
    """By the ordinary days before `day`: its weekday's habit on the level the figure has now.

    None where too few are known.
    """
    logs = [
        (one, math.log(value))
        for one in calendar.ordinary_before(day, LENGTH)
        if (value := series.values.get(one)) is not None and value > 0
    ]
    if len(logs) < FEWEST:
        return None
    habits = weekday_habits(logs)
    plain = [value - habits[one.weekday()] for one, value in reversed(logs)]
    level, errors, left = walk(plain)
    habit = habits[day.weekday()]
    away = (day - logs[0][0]).days - 1
    scatter = math.sqrt(scatter_of(errors) ** 2 + DRIFT**2 * away)
    before = None if left is None else math.exp(left + habit)
    return Usual(math.exp(level + habit), scatter, len(logs), left=before)


def weekday_habits(logs: Logs) -> list[float]:
    """How each weekday lies beside the week around it, so that a level that moves does not look like one."""
    values = [value for _, value in logs]
    beside: list[list[float]] = [[] for _ in range(WEEK_DAYS)]
    last = len(values) - WEEK_DAYS
    for place, (day, value) in enumerate(logs):
        first = min(max(place - WEEK_DAYS // 2, 0), last)
        beside[day.weekday()].append(value - median(values[first : first + WEEK_DAYS]))
    return [median(own) * len(own) / (len(own) + DOUBT) if own else 0.0 for own in beside]


def walk(values: Sequence[float]) -> tuple[float, list[float], float | None]:
    """The level at the end, the earliest value first; how far each day was off what was to be expected; and
    the level that was left of late, if any.

    What lies far off moves the level no more than what lies at the edge; a whole week of it is a new level.
    """
    steps = [later - earlier for earlier, later in pairwise(values)]
    usual = max(deviation(steps) / math.sqrt(2), LEAST / 3)
    gain, reach = 1 - 0.5 ** (1 / HALF_LIFE), OUTLIER * usual
    level, errors = median(values[:WARM_UP]), []
    same = 0  # days in a row that were clearly off, to which side
    before, left, left_at = level, None, 0
    for place, value in enumerate(values):
        error = value - level
        if place >= WARM_UP:
            errors.append(error)
        before = before if same else level
        level += gain * min(max(error, -reach), reach)
        side = (error > reach) - (error < -reach)
        same = same + side if side and same * side >= 0 else side
        if abs(same) >= WEEK_DAYS:
            left, left_at = before, place
            level, same = median(values[place + 1 - WEEK_DAYS : place + 1]), 0
    return level, errors, left if len(values) - left_at <= LEFT_FOR else None


def scatter_of(errors: Sequence[float]) -> float:
    """Between what half of the days tell and what most of them do: who is often far off is wide."""
    far = sorted(abs(one) for one in errors)
    wide = far[int(len(far) * WIDE)] / WIDE_IS
    return max((NORMAL * median(far) + wide) / 2, LEAST)


def planned(known: Known, usual: Usual, day: date) -> Usual | None:
    """What was planned for a day's revenue: its target, else the uplift on what is usual."""
    scatter = math.hypot(usual.scatter, UPLIFT_ERROR)
    if known.targets.get(day):
        return Usual(float(known.targets[day]), scatter, usual.known, Beside.TARGET)
    factor = uplifts(Period(day, day + DAY), known.calendar, known.revenue).get(day)
    if factor is None or factor <= 0:
        return None
    return Usual(usual.middle * float(factor), scatter, usual.known, Beside.UPLIFT)


# ------------------------------------------------------------------------------------------------- judging it


def judge_day(known: Known, day: date) -> tuple[Judged, ...]:
    """Every figure of a day, told or not, with the reason."""
    return tuple(judge(known, series, day) for series in series_of(known))


def judge(known: Known, series: Series, day: date) -> Judged:
    one = measured(known, series, day)
    if one.verdict not in TELLS:
        return one
    score = one.score
    before = measured(known, series, day - DAY)
    if before.verdict in TELLS and before.way is one.way and min(abs(before.score), abs(score)) >= IN_A_ROW:
        score = math.copysign(max(abs(score), abs(score + before.score) / math.sqrt(2)), score)
    is_first = abs(one.score) >= limit_of(known.rules, one.figure)
    told = replace(one, score=score, in_a_row=not is_first and score != one.score)
    return replace(told, verdict=verdict_of(known.rules, series, told))


def measured(known: Known, series: Series, day: date) -> Judged:
    """A day by itself: beside what, and how far off. Its verdict only says whether that can be told."""
    value, base = series.values.get(day), series.bases.get(day, 1.0)
    if value is None:
        return Judged(series.figure, day, Verdict.NO_FIGURE)
    bare = Judged(series.figure, day, Verdict.USUAL, value, base=base)
    if known.calendar.holiday(day) is not None and not known.calendar.is_special(day):
        return replace(bare, verdict=Verdict.HOLIDAY)
    usual = usually(known, series, day)
    if usual is None:
        return replace(bare, verdict=Verdict.FEW_DAYS)
    if not known.calendar.is_ordinary(day):
        is_planned = series.figure is Figure.REVENUE and not series.item
        plan = planned(known, usual, day) if is_planned else None
        if plan is None:
            return replace(bare, verdict=Verdict.NO_PLAN)
        usual = plan
    if series.people and series.people.get(day, 0) < least_people(series.figure, known.rules):
        return replace(bare, verdict=Verdict.FEW_PEOPLE, usual=usual)
    return replace(bare, usual=usual, score=score_of(series, usual, value, day))


def usually(known: Known, series: Series, day: date) -> Usual | None:
    if day not in series.seen:
        series.seen[day] = usual_of(series, known.calendar, day)
    return series.seen[day]


def least_people(figure: Figure, rules: Rules) -> int:
    return rules.unusual_clicks if figure is Figure.ROI else rules.unusual_visitors


def score_of(series: Series, usual: Usual, value: float, day: date) -> float:
    """Deviations from what is usual. A ratio of fewer than usual scatters more by chance."""
    off = math.log(max(value / usual.middle, NOTHING))
    scatter = usual.scatter
    if series.bases:
        scatter = max(scatter, 1 / math.sqrt(max(series.orders(usual.middle, day), 1.0)))
    return off / scatter


def verdict_of(rules: Rules, series: Series, one: Judged) -> Verdict:
    if one.value is None or one.usual is None:
        return Verdict.NO_FIGURE
    change, limit = abs(one.value / one.usual.middle - 1), limit_of(rules, one.figure)
    least = float(rules.unusual_change)
    if abs(one.score) < limit * BACK or change < least * BACK:
        return Verdict.USUAL if abs(one.score) < limit else Verdict.SMALL
    if (one.figure, one.way) in WELCOME:
        return Verdict.WELCOME
    if is_back(rules, series, one):
        return Verdict.BACK
    if abs(one.score) < limit or change < least:
        return Verdict.BETWEEN
    by = abs(one.value - one.usual.middle)
    return Verdict.UNUSUAL if matters(rules, series, by, one.day) else Verdict.FLOOR


def is_back(rules: Rules, series: Series, one: Judged) -> bool:
    """Whether a week of odd days is over, not a day odd: it lies where days lay before them."""
    if one.value is None or one.usual is None or one.usual.left is None:
        return False
    earlier = replace(one.usual, middle=one.usual.left)
    return abs(score_of(series, earlier, one.value, one.day)) < limit_of(rules, one.figure) * BACK


def limit_of(rules: Rules, figure: Figure) -> float:
    return float(rules.unusual_score) * STRICTER.get(figure, 1.0)


def matters(rules: Rules, series: Series, by: float, day: date) -> bool:
    """Whether a change is large enough in itself, whatever its share."""
    match series.figure:
        case Figure.VISITORS:
            return by >= rules.unusual_visitors
        case Figure.AD_SPEND:
            return by >= float(rules.unusual_spend)
    return series.orders(by, day) >= rules.unusual_orders
