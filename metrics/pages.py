"""Page health: bounce, depth, order value, scores and ads by their rules; and what depth is worth."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from operator import ge, gt, le, lt
from statistics import StatisticsError, correlation, linear_regression, median

from metrics.ads import Grade
from metrics.calendar import Calendar
from metrics.numbers import cents, ratio, total
from metrics.pattern import LENGTH
from metrics.products import ProductSum
from metrics.rules import Rules
from metrics.sales import Origin, StoreDay, sum_amount, sum_roi
from metrics.service import ScoresHeadline

# ------------------------------------------------------------------------------------------------ page health


class Check(StrEnum):
    """What the weekly look at the pages judges."""

    BOUNCE = "bounce"
    DEPTH = "depth"
    ORDER_VALUE = "order_value"  # the store's aov as a multiple of its main product's
    SCORES = "scores"  # the lowest of the three
    SPEND_SHARE = "spend_share"
    ROI = "roi"


class Unjudged(StrEnum):
    """Why there is no judgement."""

    NO_FILE = "no_file"  # that tells of it
    ONE_PRODUCT = "one_product"  # nothing else could be put into the basket
    NOTHING_SOLD = "nothing_sold"


HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {"<": lt, "≤": le, ">": gt, "≥": ge}


@dataclass(frozen=True)
class Level:
    """A rule's level: reached where `value <sign> limit` holds."""

    sign: str
    limit: Decimal

    def is_reached(self, value: Decimal) -> bool:
        return HOLDS[self.sign](value, self.limit)


@dataclass(frozen=True)
class Checked:
    """One figure by its rule. `level` is the best level it reached; the one it missed where it fails."""

    check: Check
    level: Level
    value: Decimal | None = None
    grade: Grade | None = None
    unjudged: Unjudged | None = None

    @property
    def fails(self) -> bool:
        return self.grade is Grade.FAIL


@dataclass(frozen=True)
class PageDay:
    """A day's bounce rate; `of_products`: from the products' file, weighted by their visitors."""

    day: date
    bounce_rate: Decimal
    visitors: int
    of_products: bool = False


@dataclass(frozen=True)
class Pages:
    """What the files tell of a period's pages; the scores are the latest."""

    days: tuple[PageDay, ...] = ()
    scores: ScoresHeadline | None = None


def health(
    days: Sequence[StoreDay], pages: Pages, products: Sequence[ProductSum], rules: Rules
) -> tuple[Checked, ...]:
    """Every check of a period, in the order in which they are told."""
    levels = levels_of(rules)
    sold = [one for one in products if (one.paid_amount or 0) > 0]
    reasons: dict[Check, Unjudged] = {}
    if len(sold) == 1:
        reasons[Check.ORDER_VALUE] = Unjudged.ONE_PRODUCT
    if sum_amount(days) == 0:
        reasons = dict.fromkeys((Check.ORDER_VALUE, Check.SPEND_SHARE), Unjudged.NOTHING_SOLD)
    values = {
        Check.BOUNCE: bounce(pages.days),
        Check.DEPTH: depth(days),
        Check.ORDER_VALUE: order_value(days, sold) if len(sold) > 1 else None,
        Check.SCORES: lowest_score(pages.scores),
        Check.SPEND_SHARE: spend_share(days),
        Check.ROI: sum_roi(days),
    }
    return tuple(
        judged(check, values[check], levels[check], reasons.get(check, Unjudged.NO_FILE)) for check in Check
    )


def levels_of(rules: Rules) -> dict[Check, tuple[Level, ...]]:
    """A pass first, then good, then very good, as far as a rule has them."""
    return {
        Check.BOUNCE: (
            Level("<", rules.bounce_pass),
            Level("<", rules.bounce_good),
            Level("<", rules.bounce_very_good),
        ),
        Check.DEPTH: (
            Level("≥", rules.depth_pass),
            Level(">", rules.depth_good),
            Level("≥", rules.depth_very_good),
        ),
        Check.ORDER_VALUE: (Level("≥", rules.order_value_factor),),
        Check.SCORES: (Level("≥", rules.score_low),),
        Check.SPEND_SHARE: (Level("≤", rules.spend_share_limit),),
        Check.ROI: (
            Level("≥", rules.roi_pass),
            Level("≥", rules.roi_good),
            Level("≥", rules.roi_excellent),
        ),
    }


def judged(check: Check, value: Decimal | None, levels: Sequence[Level], otherwise: Unjudged) -> Checked:
    """`otherwise` says why there is no value."""
    if value is None:
        return Checked(check, levels[0], unjudged=otherwise)
    grades = (Grade.PASS, Grade.GOOD, Grade.EXCELLENT)
    reached = [pair for pair in zip(levels, grades, strict=False) if pair[0].is_reached(value)]
    if not reached:
        return Checked(check, levels[0], value, Grade.FAIL)
    level, grade = reached[-1]
    return Checked(check, level, value, grade)


def bounce(days: Sequence[PageDay]) -> Decimal | None:
    """Weighted by visitors; days that only the products tell of count where the shop told of none."""
    told = [one for one in days if not one.of_products] or days
    left = sum((one.bounce_rate * one.visitors for one in told), Decimal(0))
    return ratio(left, sum(one.visitors for one in told))


def depth(days: Iterable[StoreDay]) -> Decimal | None:
    """Pages per visitor, from the shop's own visitors: over products one person counts several times."""
    known = [one for one in days if has_depth(one)]
    return ratio(total(one.page_views for one in known), total(one.visitors for one in known))


def has_depth(day: StoreDay) -> bool:
    return day.origin is not Origin.PRODUCTS and day.page_views is not None and bool(day.visitors)


def order_value(days: Iterable[StoreDay], products: Sequence[ProductSum]) -> Decimal | None:
    """The store's aov as a multiple of the aov of the product that brought most revenue."""
    known = [one for one in days if one.paid_amount is not None and one.paid_buyers is not None]
    aov = ratio(total(one.paid_amount for one in known), total(one.paid_buyers for one in known))
    main = max(products, key=lambda one: (one.paid_amount or 0, one.item_id), default=None)
    return ratio(aov, main.aov if main else None)


def lowest_score(scores: ScoresHeadline | None) -> Decimal | None:
    told = (scores.item, scores.service, scores.logistics) if scores else ()
    return min((Decimal(str(score)) for score in told if score is not None), default=None)


def spend_share(days: Iterable[StoreDay]) -> Decimal | None:
    """From the days of which both revenue and ad spend are known."""
    known = [one for one in days if one.paid_amount is not None and one.ad_spend is not None]
    return ratio(total(one.ad_spend for one in known), total(one.paid_amount for one in known))


# ---------------------------------------------------------------------------------------- the value of depth

BUCKETS = 5
FEWEST = 20  # known days: four a bucket
STEP = Decimal("0.1")  # pages per visitor
CLEAR = 0.8  # correlation of five bucket means: by chance alone only once in twenty


class NoValue(StrEnum):
    """Why nothing can be said of what depth is worth."""

    FEW_DAYS = "few_days"
    SAME_DEPTH = "same_depth"  # it hardly varies
    NO_LINK = "no_link"  # days of more depth do not clearly sell more per visitor


@dataclass(frozen=True)
class Bucket:
    """Days of about the same depth."""

    days: int
    depth: Decimal
    visitor_value: Decimal


@dataclass(frozen=True)
class DepthValue:
    """What `STEP` more depth is worth a day at the usual visitors, from so many known ordinary days."""

    known: int
    per_day: Decimal | None = None
    buckets: tuple[Bucket, ...] = ()
    undefined: NoValue | None = None


def depth_value(days: Iterable[StoreDay], calendar: Calendar, end: date) -> DepthValue:
    """The slope of visitor value on depth, over bucket means of the last ordinary days before `end`."""
    ordinary = set(calendar.ordinary_before(end, LENGTH))
    known = [one for one in days if one.day in ordinary and has_depth(one) and one.paid_amount is not None]
    if len(known) < FEWEST:
        return DepthValue(len(known), undefined=NoValue.FEW_DAYS)
    buckets = buckets_of(known)
    if buckets[-1].depth - buckets[0].depth < STEP:
        return DepthValue(len(known), None, buckets, NoValue.SAME_DEPTH)
    slope = clear_slope(buckets)
    if slope is None:
        return DepthValue(len(known), None, buckets, NoValue.NO_LINK)
    visitors = median(one.visitors for one in known if one.visitors is not None)
    return DepthValue(len(known), cents(slope * STEP * Decimal(visitors)), buckets)


def buckets_of(days: Sequence[StoreDay]) -> tuple[Bucket, ...]:
    """Equally many days each, the lowest depth first; a bucket's ratios are made anew from its parts."""
    ordered = sorted(days, key=lambda one: (depth((one,)) or 0, one.day))
    edges = [len(ordered) * i // BUCKETS for i in range(BUCKETS + 1)]
    return tuple(bucket(ordered[start:end]) for start, end in pairwise(edges))


def bucket(days: Sequence[StoreDay]) -> Bucket:
    value = ratio(total(one.paid_amount for one in days), total(one.visitors for one in days))
    return Bucket(len(days), depth(days) or Decimal(0), value or Decimal(0))


def clear_slope(buckets: Sequence[Bucket]) -> Decimal | None:
    """None where visitors are not clearly worth more the deeper they look."""
    depths, values = zip(*((float(one.depth), float(one.visitor_value)) for one in buckets), strict=True)
    try:
        if correlation(depths, values) < CLEAR:
            return None
    except StatisticsError:  # all visitors were worth the same
        return None
    return Decimal(str(linear_regression(depths, values).slope))
