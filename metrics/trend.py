"""One figure day by day: what it usually is, whether its last day is not, its days beside those before."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median

from metrics.calendar import ORDINARY_BACK, Calendar
from metrics.mistakes import Mistake
from metrics.numbers import Number, change, ratio, total
from metrics.pattern import FEWEST, LENGTH, pattern_from
from metrics.periods import DAY, Period, before, said_period
from metrics.sales import Origin, StoreDay
from metrics.spans import like_days
from metrics.why import LEVEL_WORDS, Measure

USUAL_LENGTH = 30  # days that are shown where nothing is said
SMOOTH_FROM = 181  # days: from here on each point is of a week, else nothing is seen but weekdays
WEEK = 7
WIDTH = Decimal("2.97")  # spreads to either side: two standard deviations, where values fall as usual
NARROWEST = Decimal("0.03")  # of the middle: less than this is no change

# -------------------------------------------------------------------------------------------- the figures


class Metric(StrEnum):
    REVENUE = "revenue"
    VISITORS = "visitors"
    CONVERSION = "conversion"
    AOV = "aov"
    BUYERS = "buyers"
    ITEMS = "items"
    VISITOR_VALUE = "visitor_value"
    DEPTH = "depth"
    REFUNDS = "refunds"
    SPEND = "spend"
    ROI = "roi"
    SPEND_SHARE = "spend_share"


Part = Callable[[StoreDay], Number | None]


@dataclass(frozen=True)
class Formula:
    """A figure of days together: a sum, or the ratio of two sums. Never an average of ratios."""

    measure: Measure
    part: Part
    whole: Part | None = None
    of_visitors: bool = False  # days that count visitors otherwise are not comparable
    adds_up: bool = False  # over days: people who come twice do not

    def of(self, days: Iterable[StoreDay]) -> Decimal | None:
        """A ratio of all days together, else the average a day; of the days whose parts are known."""
        pairs = [(self.part(one), self.whole(one) if self.whole else 1) for one in days]
        known = [(part, whole) for part, whole in pairs if part is not None and whole is not None]
        return ratio(total(part for part, _ in known), total(whole for _, whole in known))


FORMULAS: Mapping[Metric, Formula] = {
    Metric.REVENUE: Formula(Measure.MONEY, lambda day: day.paid_amount, adds_up=True),
    Metric.VISITORS: Formula(Measure.PEOPLE, lambda day: day.visitors, of_visitors=True),
    Metric.CONVERSION: Formula(
        Measure.PERCENT, lambda day: day.paid_buyers, lambda day: day.visitors, of_visitors=True
    ),
    Metric.AOV: Formula(Measure.MONEY, lambda day: day.paid_amount, lambda day: day.paid_buyers),
    Metric.BUYERS: Formula(Measure.PEOPLE, lambda day: day.paid_buyers),
    Metric.ITEMS: Formula(Measure.PEOPLE, lambda day: day.paid_items, adds_up=True),
    Metric.VISITOR_VALUE: Formula(
        Measure.MONEY, lambda day: day.paid_amount, lambda day: day.visitors, of_visitors=True
    ),
    Metric.DEPTH: Formula(
        Measure.MULTIPLE, lambda day: day.page_views, lambda day: day.visitors, of_visitors=True
    ),
    Metric.REFUNDS: Formula(Measure.MONEY, lambda day: day.refund_amount, adds_up=True),
    Metric.SPEND: Formula(Measure.MONEY, lambda day: day.ad_spend, adds_up=True),
    Metric.ROI: Formula(Measure.MULTIPLE, lambda day: day.ad_revenue, lambda day: day.ad_spend),
    Metric.SPEND_SHARE: Formula(Measure.PERCENT, lambda day: day.ad_spend, lambda day: day.paid_amount),
}
LESS_IS_BETTER = frozenset({Metric.REFUNDS, Metric.SPEND_SHARE})
AS_PLANNED = frozenset({Metric.SPEND})  # neither more nor less is good
METRIC_WORDS = {
    **{word: Metric(level) for word, level in LEVEL_WORDS.items() if str(level) in set(map(str, Metric))},
    "traffic": Metric.VISITORS,
    "order value": Metric.AOV,
    "买家": Metric.BUYERS,
    "买家数": Metric.BUYERS,
    "支付买家数": Metric.BUYERS,
    "件数": Metric.ITEMS,
    "销量": Metric.ITEMS,
    "支付件数": Metric.ITEMS,
    "visitor value": Metric.VISITOR_VALUE,
    "uv价值": Metric.VISITOR_VALUE,
    "访客价值": Metric.VISITOR_VALUE,
    "访问深度": Metric.DEPTH,
    "人均浏览量": Metric.DEPTH,
    "深度": Metric.DEPTH,
    "refund": Metric.REFUNDS,
    "退款": Metric.REFUNDS,
    "退款金额": Metric.REFUNDS,
    "ads": Metric.SPEND,
    "ad spend": Metric.SPEND,
    "花费": Metric.SPEND,
    "推广费": Metric.SPEND,
    "推广花费": Metric.SPEND,
    "share": Metric.SPEND_SHARE,
    "spend share": Metric.SPEND_SHARE,
    "推广费占比": Metric.SPEND_SHARE,
    "推广占比": Metric.SPEND_SHARE,
    "占比": Metric.SPEND_SHARE,
    **{str(metric): metric for metric in Metric},
}


def parse_trend(words: Sequence[str], today: date) -> tuple[Metric, Period]:
    """The figure and the days in any order, in English or Chinese; revenue of 30 days where not said.

    Raises Mistake("unknown_trend"), and what `said_period` raises about days.
    """
    metric, period = Metric.REVENUE, before(today - DAY, USUAL_LENGTH)
    left = [word.strip().lower() for word in words]
    while left:
        named = next((n for n in (2, 1) if " ".join(left[:n]) in METRIC_WORDS), 0)
        if named:
            metric = METRIC_WORDS[" ".join(left[:named])]
        else:
            period = _said(left[0], today)
        left = left[named or 1 :]
    return metric, period


def _said(word: str, today: date) -> Period:
    try:
        return said_period(word, today)
    except Mistake as mistake:
        if mistake.reason == "unknown_period":
            raise Mistake("unknown_trend", given=word) from None
        raise


# ---------------------------------------------------------------------------------------------- the trend


class Verdict(StrEnum):
    """How the last known day stands to what is usual."""

    UNKNOWN = "unknown"  # no day of the period is known
    ABOVE = "above"
    BELOW = "below"
    WITHIN = "within"
    SPECIAL = "special"  # of a campaign or season: ordinary days say nothing about it
    ALONE = "alone"  # too few ordinary days are known


@dataclass(frozen=True)
class Band:
    """What an ordinary day of this weekday usually is."""

    low: Decimal
    middle: Decimal
    high: Decimal


@dataclass(frozen=True)
class Known:
    """A day and its own figure."""

    day: date
    value: Decimal


@dataclass(frozen=True)
class Change:
    """Like days of the period before, and of this one. `is_fair`: neither has more campaign days."""

    before: Decimal
    after: Decimal
    is_fair: bool

    @property
    def share(self) -> Decimal | None:
        return change(self.before, self.after) if self.is_fair else None


@dataclass(frozen=True)
class Trend:
    """`values`, `bands` and `ghost` are of the period's days, in order; where `is_smooth`, of a week each."""

    metric: Metric
    period: Period
    calendar: Calendar
    values: tuple[Decimal | None, ...]
    bands: tuple[Band | None, ...]
    ghost: tuple[Decimal | None, ...]
    is_smooth: bool
    known: tuple[Known, ...]
    usual: Band | None  # of the last known day
    year_ago: Decimal | None  # beside the last known day
    average: Decimal | None  # a day's, or the ratio of all days together
    change: Change | None
    counted_otherwise: int  # days left out: their visitors are counted in another way
    sums_visitors: bool

    @property
    def formula(self) -> Formula:
        return FORMULAS[self.metric]

    @property
    def last(self) -> Known | None:
        return self.known[-1] if self.known else None

    @property
    def highest(self) -> Known | None:
        return max(self.known, key=lambda one: one.value, default=None)

    @property
    def lowest(self) -> Known | None:
        return min(self.known, key=lambda one: one.value, default=None)

    @property
    def total(self) -> Decimal | None:
        """None where days do not add up."""
        return total(one.value for one in self.known) if self.formula.adds_up else None

    @property
    def verdict(self) -> Verdict:
        if self.last is None:
            return Verdict.UNKNOWN
        if self.calendar.is_special(self.last.day):
            return Verdict.SPECIAL
        if self.usual is None:
            return Verdict.ALONE
        if self.last.value > self.usual.high:
            return Verdict.ABOVE
        return Verdict.BELOW if self.last.value < self.usual.low else Verdict.WITHIN

    @property
    def is_bad(self) -> bool:
        """Whether the last day is unusual in the wrong direction."""
        if self.metric in AS_PLANNED:
            return self.verdict in (Verdict.ABOVE, Verdict.BELOW)
        return self.verdict is (Verdict.ABOVE if self.metric in LESS_IS_BETTER else Verdict.BELOW)


def trend(metric: Metric, period: Period, days: Iterable[StoreDay], calendar: Calendar) -> Trend:
    """`days` reach back as far as last year's, the ordinary days before, and the period before."""
    formula, known = FORMULAS[metric], {one.day: one for one in days}
    way = _way_of_counting(formula, known, period)
    alike = {day: one for day, one in known.items() if way is None or one.origin is way}
    values = {day: value for day, one in alike.items() if (value := formula.of([one])) is not None}
    shown, is_smooth = tuple(period.days()), len(period) >= SMOOTH_FROM
    told = tuple(Known(day, values[day]) for day in shown if day in values)
    last = told[-1].day if told else None
    usual = usual_bands(values, calendar, (last,) if is_smooth and last else () if is_smooth else shown)

    def figure(day: date) -> Decimal | None:
        return _week(formula, alike, day) if is_smooth else values.get(day)

    return Trend(
        metric=metric,
        period=period,
        calendar=calendar,
        values=tuple(figure(day) for day in shown),
        bands=tuple(None if is_smooth else usual.get(day) for day in shown),
        ghost=tuple(figure(calendar.last_year(day)) for day in shown),
        is_smooth=is_smooth,
        known=told,
        usual=usual.get(last) if last else None,
        year_ago=values.get(calendar.last_year(last)) if last else None,
        average=formula.of(alike[one.day] for one in told),
        change=_change(formula, alike, values, period, calendar),
        counted_otherwise=sum(day in known and day not in alike for day in shown),
        sums_visitors=way is Origin.PRODUCTS,
    )


def _way_of_counting(formula: Formula, known: Mapping[date, StoreDay], period: Period) -> Origin | None:
    """How the latest day of the period counts its visitors; None where the figure has none in it."""
    if not formula.of_visitors:
        return None
    counted = [known[day] for day in period.days() if day in known]
    return next((one.origin for one in reversed(counted) if one.visitors is not None), None)


def _week(formula: Formula, known: Mapping[date, StoreDay], day: date) -> Decimal | None:
    """The figure of the week that ends with `day`."""
    week = (day - timedelta(days=i) for i in range(WEEK))
    return formula.of(known[one] for one in week if one in known)


def _change(
    formula: Formula,
    known: Mapping[date, StoreDay],
    values: Mapping[date, Decimal],
    period: Period,
    calendar: Calendar,
) -> Change | None:
    earlier = before(period.start - DAY, len(period))
    like = like_days(values.keys(), period, earlier)
    if like is None:
        return None
    then, now = (formula.of(known[day] for day in side) for side in like)
    special = [sum(calendar.is_special(day) for day in side) for side in like]
    return Change(then, now, special[0] == special[1]) if then is not None and now is not None else None


# ------------------------------------------------------------------------------------------ what is usual


def usual_bands(values: Mapping[date, Decimal], calendar: Calendar, days: Sequence[date]) -> dict[date, Band]:
    """For each of the rising `days` the band of its weekday, from the ordinary days before it.

    Special days have none: an ordinary band would say nothing about them.
    """
    if not days:
        return {}
    back = Period(days[0] - ORDINARY_BACK, days[-1])
    ordinary = [day for day in back.days() if calendar.is_ordinary(day)]
    found = {}
    for day in days:
        end = bisect_left(ordinary, day)
        lately = ordinary[max(0, end - LENGTH) : end]
        near = [(one, values[one]) for one in lately if one in values and day - one <= ORDINARY_BACK]
        if not calendar.is_special(day) and (band := band_of(near, day)) is not None:
            found[day] = band
    return found


def band_of(known: Sequence[tuple[date, Decimal]], day: date) -> Band | None:
    """The weekday's median, and around it the median distance from their weekday of all ordinary days.

    Medians, so that one strange day moves nothing; of all days, as eight of a weekday spread by chance.
    """
    if len(known) < FEWEST:
        return None
    pattern = pattern_from(known)
    middle = pattern.usual(day)
    if middle is None:
        return None
    distances = [abs(value / usual - 1) for one, value in known if (usual := pattern.usual(one))]
    spread = max(median(distances) * WIDTH, NARROWEST) if distances else NARROWEST
    return Band(max(middle * (1 - spread), Decimal(0)), middle, middle * (1 + spread))
