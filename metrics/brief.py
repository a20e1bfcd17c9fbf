"""The morning brief: what happened, why, and the one thing to do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from metrics.ads import AdLine, Report
from metrics.numbers import change, ratio
from metrics.periods import DAY
from metrics.periods import before as days_before
from metrics.reviews import OpenReviews
from metrics.rivals import Move, What
from metrics.rules import Rules
from metrics.sales import Origin, Split, StoreDay, split, sum_amount, sum_roi, sum_spend
from metrics.stores import Store
from metrics.targets import MonthPace, month_of, month_pace

LATE_START = timedelta(hours=6)  # a brief that could not go out for longer is no longer news
ADS_EXPECTED_DAYS = 14
LEVEL = Decimal("0.03")  # a smaller change than this is none
WEEK = timedelta(days=7)
MATTERS = Decimal("0.10")  # of the day's ad spend: a smaller plan's ROI moves little
AD_FORMATS = {
    Report.SCENE: "wxt_scenes",
    Report.PLAN: "wxt_plans",
    Report.ITEM: "wxt_items",
    Report.ITEM_FULL: "wxt_items",
    Report.WORD: "wxt_words",
    Report.CROWD: "wxt_crowds",
    Report.PROMOTED: "sycm_promoted",
    Report.ZTC: "ztc_items",
    Report.ZUANZHAN: "zuanzhan_plans",
    Report.OZON: "ozon_ads",
    Report.AMAZON: "amazon_terms",
}
SALES_FORMATS = frozenset({"sycm_shop", "sycm_products"})

# ------------------------------------------------------------------------------------------------ the facts


@dataclass(frozen=True)
class MissingFile:
    """A file that should be here by now. `format` is the reader's name, `person` who usually sends it."""

    format: str
    person: str | None = None


@dataclass(frozen=True)
class BriefFacts:
    """All that a brief is made of. `days` are known days, in order, up to and including `day`."""

    store: Store
    day: date
    days: tuple[StoreDay, ...]
    targets: Mapping[date, Decimal]
    rules: Rules
    first_day: date | None  # the first of which anything is known
    missing: tuple[MissingFile, ...] = ()
    ad_lines: tuple[AdLine, ...] = ()  # the day's plans (or scenes, where there are no plans)
    reviews: OpenReviews = field(default_factory=lambda: OpenReviews(0, 0))
    moves: tuple[Move, ...] = ()


def missing_formats(
    day: date, days: Sequence[StoreDay], ever_shop: bool, ever_products: bool
) -> tuple[str, ...]:
    """Which files of `day` should be here and are not.

    The shop file in a store that has ever sent one; elsewhere whatever tells the day's revenue (products,
    orders), asked for as the product file where one has come before. Ads where they came lately.
    """
    today = known_day(days, day)
    missing = []
    if today is None or today.origin is None:
        missing.append("sycm_shop" if ever_shop or not ever_products else "sycm_products")
    elif ever_shop and today.origin is not Origin.SHOP:
        missing.append("sycm_shop")
    since = day - timedelta(days=ADS_EXPECTED_DAYS)
    lately = [one for one in days if since <= one.day < day and one.ad_spend is not None]
    if lately and (today is None or today.ad_spend is None):
        missing.append(AD_FORMATS[lately[-1].ad_report or Report.PLAN])
    return tuple(missing)


def is_partial(missing: Iterable[MissingFile]) -> bool:
    """Whether the file that revenue comes from has not come."""
    return any(file.format in SALES_FORMATS for file in missing)


def known_day(days: Iterable[StoreDay], day: date) -> StoreDay | None:
    return next((one for one in days if one.day == day), None)


# ------------------------------------------------------------------------------------------------- the brief


class Verdict(StrEnum):
    """What happened, in a word."""

    UNKNOWN = "unknown"  # no revenue is known for the day
    NO_SALES = "no_sales"
    TARGET_REACHED = "target_reached"
    TARGET_MISSED = "target_missed"
    UP = "up"  # against the same weekday last week
    DOWN = "down"
    LEVEL = "level"
    FIRST = "first"  # the first day ever
    ALONE = "alone"  # nothing to compare with


class Todo(StrEnum):
    """The one thing to do."""

    SEND_FILE = "send_file"
    CHECK_SHOP = "check_shop"
    ANSWER_REVIEWS = "answer_reviews"
    CUT_PLAN = "cut_plan"
    CHECK_ADS = "check_ads"
    LOWER_SPEND = "lower_spend"
    GET_VISITORS = "get_visitors"
    LIFT_CONVERSION = "lift_conversion"
    LIFT_ORDER_VALUE = "lift_order_value"
    CATCH_UP = "catch_up"
    FIND_CAUSE = "find_cause"
    ANSWER_RIVAL = "answer_rival"
    SEND_ADS = "send_ads"
    KEEP_GOING = "keep_going"


class SpendReason(StrEnum):
    """Why advertising takes too large a part of revenue."""

    SPEND_ROSE = "spend_rose"
    REVENUE_FELL = "revenue_fell"
    BOTH = "both"
    USUAL = "usual"  # neither moved much, or there is nothing to compare with


@dataclass(frozen=True)
class DayAds:
    spend: Decimal
    revenue: Decimal | None
    roi: Decimal | None
    share: Decimal | None  # of the store's revenue
    worst: AdLine | None  # the plan to cut or test again
    over_because: SpendReason | None  # None while the share keeps within its limit


@dataclass(frozen=True)
class Brief:
    facts: BriefFacts
    figures: StoreDay | None
    target: Decimal | None
    month: MonthPace | None
    before: StoreDay | None  # the same weekday last week, where its revenue is known
    split: Split | None
    ads: DayAds | None
    partial: bool  # the file that revenue comes from has not come

    @property
    def day(self) -> date:
        return self.facts.day

    @property
    def revenue(self) -> Decimal | None:
        return self.figures.paid_amount if self.figures else None

    @property
    def reached(self) -> Decimal | None:
        """Of the day's target, as a fraction."""
        return ratio(self.revenue, self.target)

    @property
    def change(self) -> Decimal | None:
        """Against the same weekday last week, as a fraction."""
        return change(self.before.paid_amount, self.revenue) if self.before else None

    @property
    def sums_visitors(self) -> bool:
        """Whether the visitors told are a sum over products."""
        return self.figures is not None and self.figures.origin is Origin.PRODUCTS

    @property
    def verdict(self) -> Verdict:
        return judge(self)

    @property
    def todo(self) -> Todo:
        return next(todo for todo, applies in TODOS if applies(self))


def compose(facts: BriefFacts) -> Brief:
    figures = known_day(facts.days, facts.day)
    before = known_day(facts.days, facts.day - WEEK)
    if before is not None and before.paid_amount is None:
        before = None
    comparable = before is not None and figures is not None and figures.paid_amount is not None
    return Brief(
        facts=facts,
        figures=figures,
        target=facts.targets.get(facts.day),
        month=month_pace(facts.days, facts.targets, month_of(facts.day), facts.day),
        before=before,
        split=split(before, figures) if comparable and before and figures else None,
        ads=day_ads(facts, figures, known_day(facts.days, facts.day - WEEK)),
        partial=is_partial(facts.missing),
    )


def day_ads(facts: BriefFacts, figures: StoreDay | None, before: StoreDay | None) -> DayAds | None:
    """None where the day's advertising is not known."""
    if figures is None or figures.ad_spend is None:
        return None
    over = figures.spend_share is not None and figures.spend_share > facts.rules.spend_share_limit
    return DayAds(
        spend=figures.ad_spend,
        revenue=figures.ad_revenue,
        roi=figures.roi,
        share=figures.spend_share,
        worst=worst_line(facts.ad_lines, facts.rules.roi_pass),
        over_because=spend_reason(figures, before) if over else None,
    )


def worst_line(lines: Sequence[AdLine], roi_pass: Decimal) -> AdLine | None:
    """The plan to cut or test again.

    Among those that fail, the one furthest from earning what it cost, in money: a large plan just under
    a pass weighs more than a tiny one that brings nothing. Where all pass, the lowest ROI of those that
    matter.
    """
    if failing := [line for line in lines if _shortfall(line, roi_pass) > 0]:
        return max(failing, key=lambda line: (_shortfall(line, roi_pass), line.key))
    spend = sum((line.totals.spend for line in lines), Decimal(0))
    large = [line for line in lines if line.totals.spend > 0 and line.totals.spend >= spend * MATTERS]
    return min(large, key=lambda line: (line.totals.roi or Decimal(0), line.key), default=None)


def _shortfall(line: AdLine, roi_pass: Decimal) -> Decimal:
    return line.totals.spend * roi_pass - line.totals.ad_revenue


def spend_reason(figures: StoreDay, before: StoreDay | None) -> SpendReason:
    """Against the same weekday last week."""
    spend = change(before.ad_spend, figures.ad_spend) if before else None
    revenue = change(before.paid_amount, figures.paid_amount) if before else None
    rose = spend is not None and spend >= LEVEL
    fell = revenue is not None and revenue <= -LEVEL
    if rose and fell:
        return SpendReason.BOTH
    if rose:
        return SpendReason.SPEND_ROSE
    return SpendReason.REVENUE_FELL if fell else SpendReason.USUAL


# ------------------------------------------------------------------------------------------- what happened


def judge(brief: Brief) -> Verdict:
    if brief.revenue is None:
        return Verdict.UNKNOWN
    if brief.revenue <= 0:
        return Verdict.NO_SALES
    if brief.reached is not None:
        return Verdict.TARGET_REACHED if brief.reached >= 1 else Verdict.TARGET_MISSED
    if brief.change is not None:
        if abs(brief.change) < LEVEL:
            return Verdict.LEVEL
        return Verdict.UP if brief.change > 0 else Verdict.DOWN
    first = brief.facts.first_day
    return Verdict.FIRST if first is None or first >= brief.day else Verdict.ALONE


# ------------------------------------------------------------------------------------- the one thing to do


def is_behind(brief: Brief) -> bool:
    return brief.verdict in (Verdict.TARGET_MISSED, Verdict.DOWN)


def weakest_factor(brief: Brief) -> str | None:
    """The factor that took most away from a revenue that is behind; None where none did."""
    parts = brief.split
    if not is_behind(brief) or parts is None or parts.undefined is not None:
        return None
    taken = {"visitors": parts.visitors, "conversion": parts.conversion, "aov": parts.aov}
    lost = {name: part for name, part in taken.items() if part is not None and part < 0}
    return min(lost, key=lambda name: lost[name]) if lost else None


def roi_fails(brief: Brief) -> bool:
    return brief.ads is not None and brief.ads.roi is not None and brief.ads.roi < brief.facts.rules.roi_pass


def share_is_over(brief: Brief) -> bool:
    return brief.ads is not None and brief.ads.over_because is not None


TODOS: tuple[tuple[Todo, Callable[[Brief], bool]], ...] = (  # the first that applies is said
    (Todo.SEND_FILE, lambda brief: brief.partial or brief.revenue is None),
    (Todo.CHECK_SHOP, lambda brief: brief.verdict is Verdict.NO_SALES),
    (Todo.ANSWER_REVIEWS, lambda brief: brief.facts.reviews.overdue > 0),
    (Todo.CUT_PLAN, lambda brief: roi_fails(brief) and brief.ads is not None and brief.ads.worst is not None),
    (Todo.CHECK_ADS, roi_fails),
    (Todo.LOWER_SPEND, share_is_over),
    (Todo.GET_VISITORS, lambda brief: weakest_factor(brief) == "visitors"),
    (Todo.LIFT_CONVERSION, lambda brief: weakest_factor(brief) == "conversion"),
    (Todo.LIFT_ORDER_VALUE, lambda brief: weakest_factor(brief) == "aov"),
    (Todo.CATCH_UP, lambda brief: is_behind(brief) and brief.month is not None and brief.month.days_left > 0),
    (Todo.FIND_CAUSE, is_behind),
    (Todo.ANSWER_RIVAL, lambda brief: any(move.what is What.PRICE_DOWN for move in brief.facts.moves)),
    (Todo.SEND_ADS, lambda brief: bool(brief.facts.missing)),
    (Todo.KEEP_GOING, lambda brief: True),
)


# ------------------------------------------------------------------------------------- more than one day


@dataclass(frozen=True)
class Stretch:
    """Some days together, the brief's day the last of them. `change` is against as many days before."""

    days: tuple[date, ...]
    known: int  # days whose revenue is known
    revenue: Decimal | None
    change: Decimal | None  # no value where days are missing in either
    spend: Decimal | None
    roi: Decimal | None
    share: Decimal | None  # of the revenue of days with ads


def stretch(facts: BriefFacts, length: int) -> Stretch:
    now = days_before(facts.day, length)
    earlier = days_before(now.start - DAY, length)
    days = [one for one in facts.days if one.day in now]
    known = [one for one in days if one.paid_amount is not None]
    past = [one for one in facts.days if one.day in earlier and one.paid_amount is not None]
    complete = len(known) == len(past) == length
    revenue, spend = sum_amount(known), sum_spend(days)
    return Stretch(
        days=tuple(now.days()),
        known=len(known),
        revenue=revenue,
        change=change(sum_amount(past), revenue) if complete else None,
        spend=spend,
        roi=sum_roi(days),
        share=ratio(
            sum_spend(one for one in known if one.ad_spend is not None),
            sum_amount(one for one in known if one.ad_spend is not None),
        ),
    )


# ------------------------------------------------------------------------------------------ when it is due


class State(StrEnum):
    """How far a store's brief for a day has come."""

    NEW = "new"  # its time has come, nothing is written down yet
    ASKED = "asked"  # a file is missing and was asked for
    WAITING = "waiting"  # written down and claimed by somebody
    SENT = "sent"


@dataclass(frozen=True)
class BriefDue:
    """A brief as it was seen: whoever changes `state` and `next_at` first has claimed it."""

    store: Store
    day: date
    state: State
    next_at: datetime
    deadline: datetime  # when it goes out even if the file has not come


@dataclass(frozen=True)
class Schedule:
    store: Store
    since: datetime  # when the store was made
    last_day: date | None  # the latest day a brief was begun for


def new_brief(schedule: Schedule, now: datetime) -> BriefDue | None:
    """The brief whose time has come and that nobody has begun; none for a time before the store was made.

    A brief time shortly before midnight may still be sent, late, on the next calendar day: hence two days.
    """
    store = schedule.store
    today = store.today(now)
    for told_on in (today, today - DAY):
        due, day = store.moment(told_on, store.brief_at), told_on - DAY
        begun = schedule.last_day is not None and schedule.last_day >= day
        if schedule.since <= due <= now < due + LATE_START and not begun:
            return BriefDue(store, day, State.NEW, due, due + store.brief_patience)
    return None
