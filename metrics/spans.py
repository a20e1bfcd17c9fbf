"""A week or a month of a store: against its plan, against like days before, and what moved in it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from metrics.brief import LEVEL, SpendReason, spend_reason
from metrics.calendar import Calendar
from metrics.numbers import change, ratio, total
from metrics.pages import Check, Checked, DepthValue, Pages, depth_value, health
from metrics.periods import Period
from metrics.products import ProductSum
from metrics.rules import Rules
from metrics.sales import Split, StoreDay, days_of_ads, split, sum_amount, sum_roi, sum_spend
from metrics.sources import SourceLine, channels
from metrics.stores import Store

LIKE_DAYS = 4  # fewer days that both sides know say nothing about a week or a month
LISTED = 5  # so many best and so many worst
SOURCE_LEVEL = 2  # 平台流量 > 手淘搜索: above it too coarse to act on, below it too fine

# ------------------------------------------------------------------------------------------------ comparing


class Against(StrEnum):
    """What a week or a month is compared with."""

    BEFORE = "before"  # the one right before it
    ORDINARY = "ordinary"  # the last ordinary one, longer ago
    CAMPAIGN = "campaign"  # that of the same campaign before
    YEAR = "year"  # the same month last year


@dataclass(frozen=True)
class Candidate:
    """Days to compare with. `is_fair`: like with like; else it is told, and nothing is concluded from it."""

    against: Against
    period: Period
    is_fair: bool


@dataclass(frozen=True)
class Compared:
    """Like days of both sides, each added up."""

    candidate: Candidate
    days_before: tuple[date, ...]
    days_after: tuple[date, ...]
    before: StoreDay
    after: StoreDay

    @property
    def against(self) -> Against:
        return self.candidate.against

    @property
    def is_fair(self) -> bool:
        return self.candidate.is_fair

    @property
    def change(self) -> Decimal | None:
        return change(self.before.paid_amount, self.after.paid_amount)

    @property
    def split(self) -> Split:
        return split(self.before, self.after)


def compare(days: Mapping[date, StoreDay], span: Period, candidate: Candidate) -> Compared | None:
    """None where too few like days are known."""
    known = {*known_days(days, span), *known_days(days, candidate.period)}
    like = like_days(known, span, candidate.period)
    if like is None:
        return None
    before, after = like
    return Compared(
        candidate, before, after, summed([days[day] for day in before]), summed([days[day] for day in after])
    )


def like_days(
    known: Collection[date], span: Period, earlier: Period
) -> tuple[tuple[date, ...], tuple[date, ...]] | None:
    """The days of the earlier span and of this one that may be added up and compared; None where too few.

    Whole months are compared whole, though one may be longer; else day by day, as both sides know them.
    """
    then, now = tuple(earlier.days()), tuple(span.days())
    if all(day in known for day in (*then, *now)):
        return then, now
    pairs = [(old, new) for old, new in zip(then, now, strict=False) if old in known and new in known]
    if not pairs or len(pairs) < min(LIKE_DAYS, sum(day in known for day in now)):
        return None
    return tuple(old for old, _ in pairs), tuple(new for _, new in pairs)


def compare_with(
    days: Mapping[date, StoreDay], span: Period, candidates: Iterable[Candidate]
) -> tuple[Compared, ...]:
    """The first fair one that is known; beside it the one right before, and those that are only told."""
    known = [found for one in candidates if (found := compare(days, span, one)) is not None]
    first = [one for one in known if one.is_fair][:1]
    beside = (one for one in known if one.against is Against.BEFORE or not one.is_fair)
    return (*first, *(one for one in beside if one not in first))


def known_days(days: Mapping[date, StoreDay], period: Period) -> list[date]:
    """The days of a period whose revenue is known."""
    return [day for day in period.days() if day in days and days[day].paid_amount is not None]


def summed(days: Sequence[StoreDay]) -> StoreDay:
    """Days together, dated the first of them. What any of them lacks is not known of all of them.

    Visitors that the days count differently do not add up.
    """

    def whole(of: Callable[[StoreDay], int | None]) -> int | None:
        found = [of(one) for one in days]
        return None if None in found else sum(one for one in found if one is not None)

    origins = {one.origin for one in days}
    return StoreDay(
        day=days[0].day,
        origin=next(iter(origins)) if len(origins) == 1 else None,
        paid_amount=sum_amount(days),
        paid_buyers=whole(lambda one: one.paid_buyers),
        paid_items=whole(lambda one: one.paid_items),
        visitors=whole(lambda one: one.visitors) if len(origins) == 1 else None,
        ad_spend=None if any(one.ad_spend is None for one in days) else sum_spend(days),
    )


# ----------------------------------------------------------------------------------------------- the facts


@dataclass(frozen=True)
class SpanFacts:
    """All that a week's or a month's post is made of. `days` reach back as far as anything needs them.

    `compared`: the fair one that counts first. Products and sources are those of its like days on either
    side; without it, of all known days. `product_days` and `source_days` are how many of this side's days
    they tell of.
    """

    store: Store
    span: Period
    today: date
    days: Mapping[date, StoreDay]
    targets: Mapping[date, Decimal]
    rules: Rules
    calendar: Calendar = field(default_factory=Calendar)
    first_day: date | None = None
    compared: tuple[Compared, ...] = ()
    products: tuple[ProductSum, ...] = ()
    products_before: tuple[ProductSum, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    sources_before: tuple[SourceLine, ...] = ()
    product_days: int = 0
    source_days: int = 0
    pages: Pages = field(default_factory=Pages)


@dataclass(frozen=True)
class Plan:
    """What was to be sold on the days with both a target and known revenue; `whole` is of all days."""

    target: Decimal
    revenue: Decimal
    days: int
    hits: int  # days that reached their own target
    whole: Decimal

    @property
    def reached(self) -> Decimal | None:
        return ratio(self.revenue, self.target)


def plan_of(days: Mapping[date, StoreDay], targets: Mapping[date, Decimal], span: Period) -> Plan | None:
    """None where no known day of the span has a target."""
    sold = {day: days[day].paid_amount or Decimal(0) for day in known_days(days, span) if day in targets}
    if not sold:
        return None
    return Plan(
        target=sum((targets[day] for day in sold), Decimal(0)),
        revenue=sum(sold.values(), Decimal(0)),
        days=len(sold),
        hits=sum(amount >= targets[day] for day, amount in sold.items()),
        whole=sum((amount for day, amount in targets.items() if day in span), Decimal(0)),
    )


@dataclass(frozen=True)
class Mover:
    """A product or source: its revenue or visitors now and before. `before` is None without a comparison."""

    key: str
    name: str
    now: Decimal
    before: Decimal | None

    @property
    def change(self) -> Decimal | None:
        return None if self.before is None else self.now - self.before


@dataclass(frozen=True)
class Moved:
    """The best first in `best`, the worst first in `worst`; nothing is in both. `all`: by size."""

    best: tuple[Mover, ...] = ()
    worst: tuple[Mover, ...] = ()
    all: tuple[Mover, ...] = ()


def moved(movers: Iterable[Mover]) -> Moved:
    """By change; where there is nothing to compare with the best are simply the largest."""
    ordered = tuple(sorted(movers, key=lambda one: (-one.now, one.key)))
    changes = [(one.change, one) for one in ordered if one.change is not None]
    if not changes:
        return Moved(best=tuple(one for one in ordered if one.now > 0)[:LISTED], all=ordered)
    rising = sorted((pair for pair in changes if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].key))
    falling = sorted((pair for pair in changes if pair[0] < 0), key=lambda pair: (pair[0], pair[1].key))
    return Moved(tuple(one for _, one in rising[:LISTED]), tuple(one for _, one in falling[:LISTED]), ordered)


def product_movers(now: Sequence[ProductSum], before: Sequence[ProductSum]) -> list[Mover]:
    """By revenue. A product that the files of either side leave out sold nothing there."""
    names = {one.item_id: one.title for one in (*before, *now)}
    old = {one.item_id: one.paid_amount or Decimal(0) for one in before}
    new = {one.item_id: one.paid_amount or Decimal(0) for one in now}
    return _movers(names, new, old)


def source_movers(now: Sequence[SourceLine], before: Sequence[SourceLine]) -> list[Mover]:
    """By visitors, added up over days."""
    old, new = (
        {one.name: Decimal(one.visitors) for one in channels(lines, SOURCE_LEVEL) if one.visitors is not None}
        for lines in (before, now)
    )
    return _movers({name: name for name in (*old, *new)}, new, old)


def _movers(names: Mapping[str, str], new: Mapping[str, Decimal], old: Mapping[str, Decimal]) -> list[Mover]:
    if not new:
        return []
    none = Decimal(0)
    return [
        Mover(key, name, new.get(key, none), old.get(key, none) if old else None)
        for key, name in names.items()
    ]


# --------------------------------------------------------------------------------------------- the summary


class Verdict(StrEnum):
    """What happened, in a word."""

    UNKNOWN = "unknown"  # no revenue is known
    NO_SALES = "no_sales"
    TARGET_REACHED = "target_reached"
    TARGET_MISSED = "target_missed"
    UP = "up"
    DOWN = "down"
    LEVEL = "level"
    FIRST = "first"  # the first on record
    CAMPAIGN = "campaign"  # of a campaign without one before it
    ALONE = "alone"  # nothing to compare with


class Todo(StrEnum):
    """The one thing to do."""

    SEND_FILES = "send_files"
    CHECK_SHOP = "check_shop"
    GET_VISITORS = "get_visitors"
    LIFT_CONVERSION = "lift_conversion"
    LIFT_ORDER_VALUE = "lift_order_value"
    FIND_CAUSE = "find_cause"
    LOWER_BOUNCE = "lower_bounce"
    LIFT_DEPTH = "lift_depth"
    SELL_BUNDLES = "sell_bundles"
    RAISE_SCORES = "raise_scores"
    LOWER_SPEND = "lower_spend"
    CHECK_ADS = "check_ads"
    KEEP_GOING = "keep_going"


CURES = {
    Check.BOUNCE: Todo.LOWER_BOUNCE,
    Check.DEPTH: Todo.LIFT_DEPTH,
    Check.ORDER_VALUE: Todo.SELL_BUNDLES,
    Check.SCORES: Todo.RAISE_SCORES,
    Check.SPEND_SHARE: Todo.LOWER_SPEND,
    Check.ROI: Todo.CHECK_ADS,
}
FACTORS = {
    "visitors": Todo.GET_VISITORS,
    "conversion": Todo.LIFT_CONVERSION,
    "aov": Todo.LIFT_ORDER_VALUE,
}


@dataclass(frozen=True)
class Ads:
    """Advertising of `days_of_ads`: spend, ROI and share are of the same days."""

    days: int
    spend: Decimal
    roi: Decimal | None
    share: Decimal | None
    over_because: SpendReason | None  # None while the share keeps within its limit


@dataclass(frozen=True)
class Summary:
    """A week or a month, judged."""

    facts: SpanFacts
    plan: Plan | None
    ads: Ads | None
    checks: tuple[Checked, ...]
    products: Moved
    sources: Moved
    depth_value: DepthValue

    @property
    def span(self) -> Period:
        return self.facts.span

    @cached_property
    def known(self) -> tuple[StoreDay, ...]:
        """The days whose revenue is known."""
        return tuple(self.facts.days[day] for day in known_days(self.facts.days, self.span))

    @property
    def so_far(self) -> Period:
        """The days of it that are over."""
        return Period(self.span.start, max(self.span.start, min(self.span.end, self.facts.today)))

    @property
    def is_over(self) -> bool:
        return self.span.end <= self.facts.today

    @property
    def unknown_days(self) -> int:
        """Days that are over without anybody having told their revenue, since the first that is known."""
        known = {one.day for one in self.known}
        first = self.facts.first_day or self.span.end
        return sum(day not in known and day >= first for day in self.so_far.days())

    @property
    def revenue(self) -> Decimal | None:
        return sum_amount(self.known)

    @property
    def refunds(self) -> Decimal | None:
        return total(one.refund_amount for one in self.known)

    @property
    def refund_share(self) -> Decimal | None:
        told = [one for one in self.known if one.refund_amount is not None]
        return ratio(total(one.refund_amount for one in told), sum_amount(told))

    @property
    def reached(self) -> Decimal | None:
        return self.plan.reached if self.plan else None

    @property
    def main(self) -> Compared | None:
        """The comparison that counts: like with like."""
        return next((one for one in self.facts.compared if one.is_fair), None)

    @property
    def failing(self) -> tuple[Checked, ...]:
        return tuple(one for one in self.checks if one.fails)

    @property
    def verdict(self) -> Verdict:
        return judge(self)

    @property
    def is_behind(self) -> bool:
        return self.verdict in (Verdict.TARGET_MISSED, Verdict.DOWN)

    @property
    def todo(self) -> Todo:
        return what_to_do(self)

    @property
    def must_act(self) -> bool:
        """Whether somebody has to: the plan was missed, or a rule is broken."""
        return self.verdict in (Verdict.TARGET_MISSED, Verdict.NO_SALES) or bool(self.failing)


def summarise(facts: SpanFacts) -> Summary:
    known = [facts.days[day] for day in known_days(facts.days, facts.span)]
    return Summary(
        facts=facts,
        plan=plan_of(facts.days, facts.targets, facts.span),
        ads=_ads(facts, [one for day, one in facts.days.items() if day in facts.span]),
        checks=health(known, facts.pages, facts.products, facts.rules),
        products=moved(product_movers(facts.products, facts.products_before)),
        sources=moved(source_movers(facts.sources, facts.sources_before)),
        depth_value=depth_value(facts.days.values(), facts.calendar, facts.span.end),
    )


def _ads(facts: SpanFacts, days: Sequence[StoreDay]) -> Ads | None:
    told = days_of_ads(days)
    spend = sum_spend(told)
    if spend is None:
        return None
    share = ratio(spend, sum_amount(told))
    over = share is not None and share > facts.rules.spend_share_limit
    main = next((one for one in facts.compared if one.is_fair), None)
    reason = spend_reason(main.after, main.before) if main else SpendReason.USUAL
    return Ads(len(told), spend, sum_roi(told), share, reason if over else None)


def judge(summary: Summary) -> Verdict:
    if summary.revenue is None:
        return Verdict.UNKNOWN
    if summary.revenue <= 0:
        return Verdict.NO_SALES
    if summary.reached is not None:
        return Verdict.TARGET_REACHED if summary.reached >= 1 else Verdict.TARGET_MISSED
    changed = summary.main.change if summary.main else None
    if changed is not None:
        if abs(changed) < LEVEL:
            return Verdict.LEVEL
        return Verdict.UP if changed > 0 else Verdict.DOWN
    first = summary.facts.first_day
    if first is None or first >= summary.span.start:
        return Verdict.FIRST
    is_campaign = any(summary.facts.calendar.is_special(day) for day in summary.span.days())
    return Verdict.CAMPAIGN if is_campaign else Verdict.ALONE


def main_factor(summary: Summary) -> tuple[str, Decimal] | None:
    """The factor with the largest part in the change, on its side; None where the change is not split."""
    if summary.main is None or not summary.main.split.change:
        return None
    rose = summary.main.split.change > 0
    parts = {name: part for name, part in summary.main.split.parts.items() if part and (part > 0) == rose}
    return max(parts.items(), key=lambda pair: abs(pair[1])) if parts else None


def weakest_factor(summary: Summary) -> str | None:
    """The factor that took most away from a revenue that is behind; None where none did."""
    if summary.main is None or not summary.is_behind:
        return None
    lost = {name: part for name, part in summary.main.split.parts.items() if part < 0}
    return min(lost, key=lambda name: lost[name]) if lost else None


def what_to_do(summary: Summary) -> Todo:
    if summary.revenue is None or summary.unknown_days:
        return Todo.SEND_FILES
    if summary.verdict is Verdict.NO_SALES:
        return Todo.CHECK_SHOP
    if factor := weakest_factor(summary):
        return FACTORS[factor]
    if summary.failing:
        return CURES[summary.failing[0].check]
    return Todo.FIND_CAUSE if summary.is_behind else Todo.KEEP_GOING


def best_and_worst_day(summary: Summary) -> tuple[StoreDay, StoreDay] | None:
    """By revenue; None with fewer than two known days, or where all are alike."""
    ordered = sorted(summary.known, key=lambda one: (one.paid_amount or Decimal(0), one.day))
    if len(ordered) < 2 or ordered[0].paid_amount == ordered[-1].paid_amount:
        return None
    return ordered[-1], ordered[0]
