"""Why a figure changed: the question, which days are compared with which, and what an answer is."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from metrics import calendar, spans
from metrics.brief import VIEWS
from metrics.calendar import Calendar
from metrics.campaigns import Campaign
from metrics.mistakes import Mistake
from metrics.periods import DAY, LONGEST, Period, said_period
from metrics.sales import StoreDay
from metrics.targets import month_of
from metrics.week import last_full_week, week_of

# --------------------------------------------------------------------------------------------- the question


class Level(StrEnum):
    """What is taken apart."""

    REVENUE = "revenue"  # visitors × conversion × order value
    VISITORS = "visitors"  # by source
    CONVERSION = "conversion"  # by product
    AOV = "aov"  # by product
    PRODUCTS = "products"  # revenue by product
    ROI = "roi"  # click conversion × value per order / cost per click
    PLANS = "plans"  # ROI by plan


ABOVE = {
    Level.VISITORS: Level.REVENUE,
    Level.CONVERSION: Level.REVENUE,
    Level.AOV: Level.REVENUE,
    Level.PRODUCTS: Level.REVENUE,
    Level.ROI: Level.REVENUE,
    Level.PLANS: Level.ROI,
}
OF_ADS = frozenset({Level.ROI, Level.PLANS})
LEVEL_WORDS = {
    "revenue": Level.REVENUE,
    "sales": Level.REVENUE,
    "销售额": Level.REVENUE,
    "支付金额": Level.REVENUE,
    "成交额": Level.REVENUE,
    "visitors": Level.VISITORS,
    "uv": Level.VISITORS,
    "访客": Level.VISITORS,
    "访客数": Level.VISITORS,
    "流量": Level.VISITORS,
    "conversion": Level.CONVERSION,
    "转化": Level.CONVERSION,
    "转化率": Level.CONVERSION,
    "支付转化率": Level.CONVERSION,
    "aov": Level.AOV,
    "客单价": Level.AOV,
    "客单": Level.AOV,
    "products": Level.PRODUCTS,
    "商品": Level.PRODUCTS,
    "roi": Level.ROI,
    "投产": Level.ROI,
    "投产比": Level.ROI,
    "投入产出比": Level.ROI,
    "plans": Level.PLANS,
    "计划": Level.PLANS,
}
WEEK_WORDS = frozenset(("week", "周", "上周", "一周"))
LAST_MONTH_WORDS = frozenset(("上月", "上个月"))


@dataclass(frozen=True)
class Question:
    """`more`: one of the level's parts by its `mark`: a source, a product; empty for the level itself."""

    period: Period
    level: Level = Level.REVENUE
    more: str = ""


def parse_why(words: Sequence[str], today: date) -> Question:
    """Figure and days in any order, in English or Chinese; yesterday's revenue where not said.

    Raises Mistake("unknown_why"), and what `said_period` raises about days.
    """
    level, period = Level.REVENUE, Period(today - DAY, today)
    for word in words:
        said = word.strip().lower()
        if said in LEVEL_WORDS:
            level = LEVEL_WORDS[said]
        else:
            period = _said(said, word, today)
    return Question(period, level)


def _said(said: str, word: str, today: date) -> Period:
    if said in WEEK_WORDS:
        return _named(last_full_week(today))
    if said in LAST_MONTH_WORDS:
        return _named(month_of(month_of(today).start - DAY))
    try:
        return said_period(said, today)
    except Mistake as mistake:
        if mistake.reason == "unknown_period":
            raise Mistake("unknown_why", given=word) from None
        raise


def _named(period: Period) -> Period:
    """A whole week or month, under the name its buttons carry."""
    code = f"w{period.start:%Y%m%d}" if len(period) == 7 else f"m{period.start:%Y%m}"
    return Period(period.start, period.end, code)


def code_of(period: Period) -> str:
    """A period within a button: 20261121 (with the view of its brief behind it: 20261121s), w20261116
    (a week by its Monday), m202611, 20261101-20261121.
    """
    if re.fullmatch(r"w\d{8}|m\d{6}|\d{8}[a-z]", period.name):
        return period.name
    if len(period) == 1:
        return f"{period.start:%Y%m%d}"
    return f"{period.start:%Y%m%d}-{period.last:%Y%m%d}"


def period_of(code: str) -> Period | None:
    """What `code_of` wrote; None for anything else."""
    try:
        if re.fullmatch(r"w\d{8}", code):
            return _named(week_of(date.fromisoformat(code[1:])))
        if re.fullmatch(r"m\d{6}", code):
            return _named(month_of(date.fromisoformat(f"{code[1:]}01")))
        if re.fullmatch(r"\d{8}[a-z]", code) and code[8:] in VIEWS:
            day = date.fromisoformat(code[:8])
            return Period(day, day + DAY, code)
        if re.fullmatch(r"\d{8}(-\d{8})?", code):
            first, _, last = code.partition("-")
            start, end = date.fromisoformat(first), date.fromisoformat(last or first) + DAY
            return Period(start, end) if start < end and (end - start).days <= LONGEST else None
    except (ValueError, OverflowError):
        pass
    return None


def mark(key: str) -> str:
    """A source's path or a product's or plan's id within a button: short, and the same every time."""
    return hashlib.sha256(key.encode()).hexdigest()[:10]


# ---------------------------------------------------------------------------------------- what is compared


@dataclass(frozen=True)
class Basis:
    """Days that a period may be compared with. `is_fair`: like with like."""

    period: Period
    against: calendar.Against | spans.Against
    is_fair: bool = True
    event: str = ""  # of a campaign's day: the campaign, or …
    season: str = ""  # … a key of `metrics.calendar.SEASONS`


@dataclass(frozen=True)
class Sides:
    """The days that are compared: all that are known on both sides."""

    shown: Period
    basis: Basis
    before: tuple[date, ...]
    after: tuple[date, ...]

    @property
    def is_whole(self) -> bool:
        return len(self.before) == len(self.basis.period) and len(self.after) == len(self.shown)

    def among(self, known: Mapping[date, object] | frozenset[date]) -> "Sides | None":
        """Only the days that are `known` as well; None where too few are."""
        told = {day for day in (*self.before, *self.after) if day in known}
        like = spans.like_days(told, self.shown, self.basis.period)
        return None if like is None else Sides(self.shown, self.basis, *like)


def bases_of_day(day: date, own: Calendar) -> tuple[Basis, ...]:
    """The best first, as the calendar has them."""
    return tuple(_basis(day, one, own) for one in own.comparisons(day))


def _basis(day: date, found: calendar.Comparison, own: Calendar) -> Basis:
    event = season = ""
    if found.against is calendar.Against.CAMPAIGN:
        event = next((one.name for one in own.events_on(day) if _is_before(one, day, found.day, own)), "")
        in_season = own.season_on(day)
        season = in_season.season.name if in_season and not event else ""
    return Basis(Period(found.day, found.day + DAY), found.against, True, event, season)


def _is_before(one: Campaign, day: date, earlier: date, own: Calendar) -> bool:
    number = day - one.first_day
    return any(other.first_day + number == earlier for other in own.before(one, day))


def bases_of_span(found: Sequence[spans.Candidate]) -> tuple[Basis, ...]:
    """Of a week or month, as its own post compares it: the fair ones first."""
    ordered = sorted(found, key=lambda one: not one.is_fair)
    return tuple(Basis(one.period, one.against, one.is_fair) for one in ordered)


def basis_of_range(shown: Period, own: Calendar) -> Basis:
    """The same days a month before where they begin a month, else as many days right before."""
    length, first = timedelta(days=len(shown)), shown.start
    before = Period(first - length, first)
    if first.day == 1 and len(shown) > 7 and shown.last.month == first.month:
        start = month_of(first - DAY).start
        before = Period(start, min(start + length, first))
    special = [sum(own.is_special(day) for day in side.days()) for side in (shown, before)]
    return Basis(before, spans.Against.BEFORE, special[0] == special[1])


def sides_of(shown: Period, bases: Sequence[Basis], known: Mapping[date, object]) -> Sides | None:
    """The first basis of which enough days are known; None where there is none."""
    for basis in bases:
        if like := spans.like_days(known, shown, basis.period):
            return Sides(shown, basis, *like)
    return None


def alike(
    days: Mapping[date, StoreDay], sides: Sides, summed: Mapping[date, StoreDay]
) -> Mapping[date, StoreDay]:
    """The days told by one kind of file: where they are not, as their products add up, if those are known."""
    used = (*sides.before, *sides.after)
    if len({days[day].origin for day in used}) > 1 and all(_is_told(summed.get(day)) for day in used):
        return {day: summed[day] for day in used}
    return days


def _is_told(day: StoreDay | None) -> bool:
    return day is not None and day.paid_amount is not None


# ----------------------------------------------------------------------------------------------- the answer


class Measure(StrEnum):
    """What a figure is counted in."""

    MONEY = "money"
    PEOPLE = "people"
    PERCENT = "percent"
    MULTIPLE = "multiple"


STEPS = {
    Measure.MONEY: Decimal("0.01"),
    Measure.PEOPLE: Decimal(1),
    Measure.PERCENT: Decimal("0.0001"),
    Measure.MULTIPLE: Decimal("0.01"),
}


class Kind(StrEnum):
    """What a part of a change is."""

    VISITORS = "visitors"
    CONVERSION = "conversion"
    AOV = "aov"
    CLICK_CONVERSION = "click_conversion"
    ORDER_VALUE = "order_value"
    CPC = "cpc"
    SOURCE = "source"
    PRODUCT = "product"
    PLAN = "plan"
    SEARCH = "search"  # visitors who came by searching
    RECOMMENDED = "recommended"
    OTHER_WAYS = "other_ways"
    RATE = "rate"  # the members' own ratios
    MIX = "mix"  # their shares
    OTHERS = "others"  # those that are not listed, together
    OVERLAP = "overlap"  # counted in several, or in none of them
    UNLISTED = "unlisted"  # not told by the file that tells the parts


class Life(StrEnum):
    STAYS = "stays"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Part:
    """What one factor, source, product or plan has in a change.

    `pairs` are its own figures before and after: of a plan what it cost and what it sold, else one.
    `mark` opens what it is made of; empty where there is nothing below. `count` is of those not listed.
    """

    kind: Kind
    part: Decimal
    key: str = ""
    name: str = ""
    pairs: tuple[tuple[Decimal | None, Decimal | None], ...] = ()
    life: Life = Life.STAYS
    mark: str = ""
    count: int = 0


class Reason(StrEnum):
    """Why there is no exact answer."""

    UNKNOWN = "unknown"  # a figure is not known, or its file has not come
    ZERO = "zero"  # a figure is zero: nothing can be divided by it, and its logarithm has no value
    MIXED = "mixed"  # one side is told by the shop, the other by its products, and neither by both
    REPORTS = "reports"  # the sides' ad reports count different things
    NOTHING = "nothing"  # no earlier days to compare with
    FEW = "few"  # a file tells of some days of both sides, of too few to compare
    NEW = "new"  # a product that was not there before
    GONE = "gone"


class Figure(StrEnum):
    """The figure that is missing or zero."""

    REVENUE = "revenue"
    VISITORS = "visitors"
    BUYERS = "buyers"
    SPEND = "spend"
    CLICKS = "clicks"
    ORDERS = "orders"
    AD_REVENUE = "ad_revenue"
    SOURCES = "sources"
    PRODUCTS = "products"
    PRODUCT_BUYERS = "product_buyers"
    PLANS = "plans"
    PLAN_REVENUE = "plan_revenue"


@dataclass(frozen=True)
class Undefined:
    reason: Reason
    figure: Figure | None = None
    then: bool = False  # of the earlier side


@dataclass(frozen=True)
class Answer:
    """A figure before and after, as shown (whole steps of its measure), and the parts of its change.

    The parts add up to the change exactly; so do the `details`, if any, to that of `detailed`: another cut
    of the same change, or a product's visitors by where they came from.
    """

    measure: Measure
    before: Decimal | None = None
    after: Decimal | None = None
    parts: tuple[Part, ...] = ()
    details: tuple[Part, ...] = ()
    detailed: Measure | None = None
    undefined: Undefined | None = None

    @property
    def change(self) -> Decimal | None:
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def main(self) -> Part | None:
        """The part that moved the figure most the way it went; counting people twice is no cause."""
        if not self.change:
            return None
        sign = 1 if self.change > 0 else -1
        named = [one for one in self.parts if one.kind is not Kind.OVERLAP and one.part * sign > 0]
        return max(named or self.parts, key=lambda one: one.part * sign, default=None)


@dataclass(frozen=True)
class Why:
    """The whole reply. `name`: of the one source or product it is about; `above`: None is the post itself.

    `is_summed`: visitors (and buyers) are a sum over products; over `days` they always are one.
    """

    question: Question
    answer: Answer
    sides: Sides | None = None
    name: str = ""
    above: Question | None = None
    is_summed: bool = False

    @property
    def days(self) -> int:
        return len(self.question.period)
