"""The morning brief: what happened, why, and the one thing to do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from metrics.ads import AdLine
from metrics.alerts import Alert, Status
from metrics.calendar import Calendar, Comparison
from metrics.exports import SALES, Part, part_of
from metrics.forecast import Forecast, month_end
from metrics.numbers import cents, change, ratio, total
from metrics.periods import DAY, Period
from metrics.periods import before as days_before
from metrics.reviews import OpenReviews
from metrics.rivals import Move, What
from metrics.rules import Rules
from metrics.sales import Origin, Split, StoreDay, days_of_ads, split, sum_amount, sum_roi, sum_spend
from metrics.stores import Store
from metrics.targets import MonthPace, month_of, month_pace

LATE_START = timedelta(hours=6)  # a brief that could not go out for longer is no longer news
LEVEL = Decimal("0.03")  # a smaller change than this is none
MATTERS = Decimal("0.10")  # of the day's ad spend: a smaller plan's ROI moves little
VIEWS: Mapping[str, str] = {"": "30", "s": "7", "a": "ads"}  # behind its day, in buttons that lead back to it
FAR = Decimal("0.25")  # a fall that goes before reviews and ads
QUIET = Decimal("0.15")  # a day that moved less, and of which nothing is to be done, is told in a line

# ------------------------------------------------------------------------------------------------ the facts


@dataclass(frozen=True)
class MissingFile:
    """A file that should be here by now. `format` is the reader's name, `person` who usually sends it.

    `held`: it is here, but waits for somebody's decision.
    """

    format: str
    person: str | None = None
    held: bool = False


@dataclass(frozen=True)
class BriefFacts:
    """All that a brief is made of. `days` are known days, in order, up to and including `day`.

    `history` is the revenue of the days before them, as far back as the month's end is foretold from; last
    year's days around `day` are among them. `earlier` are days that `day` may be compared with and that lie
    before `days`; `summed` are days as the products' file tells them, where that is needed to compare like
    with like;
    `unsent` are days before `day` whose brief never went out.
    """

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
    calendar: Calendar = field(default_factory=Calendar)
    history: Mapping[date, Decimal] = field(default_factory=dict)
    earlier: tuple[StoreDay, ...] = ()
    summed: tuple[StoreDay, ...] = ()
    unsent: tuple[date, ...] = ()
    alerts: tuple[Alert, ...] = field(default=(), compare=False)  # not over; told by cards of their own

    @cached_property
    def revenue(self) -> dict[date, Decimal]:
        """All revenue that is known, by day."""
        known = {one.day: one.paid_amount for one in self.days if one.paid_amount is not None}
        return {**self.history, **known}


def still_open(alerts: Iterable[Alert]) -> tuple[Alert, ...]:
    """The alerts people know of that are not over: those nobody has first, the critical before others."""
    ranks = {Status.OPEN: 0, Status.TAKEN: 1, Status.RECOVERING: 2}
    told = [one for one in alerts if one.state.told_at is not None and one.state.status in ranks]
    return tuple(
        sorted(told, key=lambda one: (ranks[one.state.status], not one.finding.breaks_quiet, one.id))
    )


def is_partial(missing: Sequence[MissingFile], figures: StoreDay | None) -> bool:
    """Whether the file that revenue comes from has not come: others may tell it, but not as well."""
    parts = {part_of(file.format) for file in missing}
    is_known = figures is not None and figures.paid_amount is not None
    return Part.SHOP in parts or (not is_known and not parts.isdisjoint(SALES))


def known_day(days: Iterable[StoreDay], day: date) -> StoreDay | None:
    return next((one for one in days if one.day == day), None)


# ------------------------------------------------------------------------------------------------- the brief


class Verdict(StrEnum):
    """What happened, in a word."""

    UNKNOWN = "unknown"  # no revenue is known for the day
    NO_SALES = "no_sales"
    TARGET_REACHED = "target_reached"
    TARGET_MISSED = "target_missed"
    UP = "up"  # against the day it is compared with
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
    SEE_TO_ALERTS = "see_to_alerts"
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
    forecast: Forecast | None  # of the month's end, where it has a target; None where too little is known
    comparison: Comparison | None  # the best day to compare with whose revenue is known
    before: StoreDay | None  # that day, and …
    compared: StoreDay | None  # … the brief's own, both told by the same kind of file where they can be
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
        """Against the day it is compared with, as a fraction."""
        if self.before is None or self.compared is None:
            return None
        return change(self.before.paid_amount, self.compared.paid_amount)

    @property
    def is_special(self) -> bool:
        """Whether the day belongs to a campaign or a sale season."""
        return self.facts.calendar.is_special(self.day)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is to be done, nothing is missing, and nothing moved far: a day told in a line."""
        facts = self.facts
        return (
            self.todo is Todo.KEEP_GOING
            and self.verdict in (Verdict.TARGET_REACHED, Verdict.UP, Verdict.LEVEL)
            and abs(self.change or Decimal(0)) < QUIET
            and not (facts.missing or facts.moves or facts.unsent or facts.reviews.count)
            and not any(one.state.status in (Status.OPEN, Status.TAKEN) for one in facts.alerts)
            and not self.is_special
            and (self.month is None or self.month.reached is None or self.month.reached >= 1)
        )

    @property
    def untaken(self) -> int:
        """How many alerts nobody has."""
        return sum(one.state.status is Status.OPEN for one in self.facts.alerts)

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
    comparison, known = compared_with(facts)
    before, compared = alike(facts, known, figures)
    comparable = before is not None and compared is not None and compared.paid_amount is not None
    month = month_pace(facts.days, facts.targets, month_of(facts.day), facts.day)
    return Brief(
        facts=facts,
        figures=figures,
        target=facts.targets.get(facts.day) or planned(facts.calendar, facts.day),
        month=month,
        forecast=forecast(facts) if month is not None and month.days_left else None,
        comparison=comparison,
        before=before,
        compared=compared,
        split=split(before, compared) if comparable and before and compared else None,
        ads=day_ads(facts, figures, known),
        partial=is_partial(facts.missing, figures),
    )


def forecast(facts: BriefFacts) -> Forecast | None:
    return month_end(facts.revenue, facts.targets, facts.calendar, month_of(facts.day), facts.day)


def compared_with(facts: BriefFacts) -> tuple[Comparison | None, StoreDay | None]:
    """The best day to compare with whose revenue is known, and its figures."""
    known = {one.day: one for one in (*facts.earlier, *facts.days)}
    for comparison in facts.calendar.comparisons(facts.day):
        before = known.get(comparison.day)
        if before is not None and before.paid_amount is not None:
            return comparison, before
    return None, None


def alike(
    facts: BriefFacts, before: StoreDay | None, figures: StoreDay | None
) -> tuple[StoreDay | None, StoreDay | None]:
    """Both days told by the same kind of file: where they are not, as their products tell them, if known."""
    if before is None or figures is None or before.origin == figures.origin:
        return before, figures
    summed = {one.day: one for one in facts.summed}
    if before.day in summed and figures.day in summed:
        return summed[before.day], summed[figures.day]
    return before, figures


def planned(calendar: Calendar, day: date) -> Decimal | None:
    """What the campaigns of a day are planned to bring on it, each evenly over its days."""
    known = [one for one in calendar.events_on(day) if one.planned_revenue is not None]
    shares = [
        (one.planned_revenue or Decimal(0)) / ((one.last_day - one.first_day).days + 1) for one in known
    ]
    return cents(sum(shares, Decimal(0))) if shares else None


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
    """Against the day the brief compares with."""
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


def fell_far_by(factor: str) -> Callable[[Brief], bool]:
    """A fall so far comes before everything else but a shop that sold nothing."""
    return lambda brief: brief.change is not None and brief.change <= -FAR and weakest_factor(brief) == factor


TODOS: tuple[tuple[Todo, Callable[[Brief], bool]], ...] = (  # the first that applies is said
    (Todo.SEND_FILE, lambda brief: brief.partial or brief.revenue is None),
    (Todo.CHECK_SHOP, lambda brief: brief.verdict is Verdict.NO_SALES),
    (Todo.GET_VISITORS, fell_far_by("visitors")),
    (Todo.LIFT_CONVERSION, fell_far_by("conversion")),
    (Todo.LIFT_ORDER_VALUE, fell_far_by("aov")),
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
    (Todo.SEE_TO_ALERTS, lambda brief: brief.untaken > 0),
    (Todo.KEEP_GOING, lambda brief: True),
)


# ------------------------------------------------------------------------------------- more than one day


@dataclass(frozen=True)
class Stretch:
    """Some days together, the brief's day the last of them. `change` is against as many days before.

    It has no value where days are missing in either, or where a campaign or season is in only one of them.
    """

    days: tuple[date, ...]
    known: int  # days whose revenue is known
    revenue: Decimal | None
    change: Decimal | None
    spend: Decimal | None  # of `days_of_ads`, as are ROI and share
    roi: Decimal | None
    share: Decimal | None
    known_ads: int


def stretch(facts: BriefFacts, length: int) -> Stretch:
    now = days_before(facts.day, length)
    earlier = days_before(now.start - DAY, length)
    days = [one for one in facts.days if one.day in now]
    known = [one for one in days if one.paid_amount is not None]
    past = [amount for day, amount in facts.revenue.items() if day in earlier]
    complete = len(known) == len(past) == length and _is_fair(facts.calendar, now, earlier)
    revenue, with_ads = sum_amount(known), days_of_ads(days)
    spend = sum_spend(with_ads)
    return Stretch(
        days=tuple(now.days()),
        known=len(known),
        revenue=revenue,
        change=change(total(past), revenue) if complete else None,
        spend=spend,
        roi=sum_roi(with_ads),
        share=ratio(spend, sum_amount(with_ads)),
        known_ads=len(with_ads),
    )


def _is_fair(calendar: Calendar, now: Period, earlier: Period) -> bool:
    """Whether two stretches may be compared: neither holds special days, or both as many."""
    special = [sum(calendar.is_special(day) for day in period.days()) for period in (now, earlier)]
    return special[0] == special[1]


# ------------------------------------------------------------------------------------------ when it is due


class State(StrEnum):
    """How far a store's brief for a day has come."""

    NEW = "new"  # its time has come, nothing is written down yet
    WAITING = "waiting"  # written down and claimed by somebody
    PATIENT = "patient"  # files are missing, and nobody was asked so far
    ASKED = "asked"  # files are missing and were asked for
    SENT = "sent"


@dataclass(frozen=True)
class BriefDue:
    """A brief as it was seen: whoever changes `state` and `next_at` first has claimed it."""

    store: Store
    day: date
    state: State
    next_at: datetime
    deadline: datetime  # when it goes out even if files have not come


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
