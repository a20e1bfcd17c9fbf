"""The half-day check: by mid-day half of the day's target should be sold; where it is not, what to do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from metrics.ads import AdLine
from metrics.calendar import Calendar, Season
from metrics.campaigns import Campaign
from metrics.numbers import CENT, ratio
from metrics.rivals import Move
from metrics.rules import Rules
from metrics.sold import SoFar

HALF = Decimal("0.5")
FRESH = timedelta(minutes=90)  # before mid-day: an older figure says too little about it
AT_MID_DAY = timedelta(hours=2)  # after it: so long it is the half that counts
MATTERS = Decimal("0.10")  # of all ad spend: a smaller plan moves little
MOST_TODOS = 2

# ------------------------------------------------------------------------------------------------ the facts


@dataclass(frozen=True)
class HalfDayFacts:
    """All that a check needs. `half_at` is the day's mid-day, `end` its midnight.

    `roi` and `best` (the plan that brings most of what it costs) are of the last days; `budget_left` is what
    today's ad budget still allows, None where there is none or it is not known.
    """

    so_far: SoFar
    half_at: datetime
    end: datetime
    now: datetime
    rules: Rules = field(default_factory=Rules)
    roi: Decimal | None = None
    best: AdLine | None = None
    budget_left: Decimal | None = None
    overdue: int = 0  # reviews
    cheaper: Move | None = None  # a followed shop that lowered a price
    tomorrow: Campaign | Season | None = None  # what begins then


def begins(calendar: Calendar, day: date) -> Campaign | Season | None:
    """The campaign, or else the season's main days, that begin on `day`."""
    campaigns = (one for one in calendar.events_on(day) if one.first_day == day)
    season = calendar.season_on(day)
    starts = season.season if season is not None and season.season.first == day else None
    return next(campaigns, starts)


def best_line(lines: tuple[AdLine, ...]) -> AdLine | None:
    """The plan with the best ROI among those that matter."""
    spend = sum((line.totals.spend for line in lines), Decimal(0))
    large = [line for line in lines if line.totals.spend > 0 and line.totals.spend >= spend * MATTERS]
    return max(large, key=lambda line: (line.totals.roi or Decimal(0), line.key), default=None)


# ------------------------------------------------------------------------------------------------- the check


class Verdict(StrEnum):
    NO_TARGET = "no_target"
    UNKNOWN = "unknown"  # nobody has said how much it is, or not of late
    EARLY = "early"  # mid-day is still to come
    NOTHING_SOLD = "nothing_sold"
    BEHIND = "behind"
    ON_COURSE = "on_course"
    REACHED = "reached"  # the whole day's target


class Todo(StrEnum):
    CHECK_SHOP = "check_shop"
    FILL_CARTS = "fill_carts"  # what begins tomorrow makes buyers wait today
    RAISE_PLAN = "raise_plan"
    RAISE_BUDGET = "raise_budget"
    ANSWER_RIVAL = "answer_rival"
    ANSWER_REVIEWS = "answer_reviews"
    REMIND_BUYERS = "remind_buyers"
    KEEP_GOING = "keep_going"


@dataclass(frozen=True)
class HalfDay:
    facts: HalfDayFacts
    verdict: Verdict
    due: Decimal | None  # what should be sold by the time of the reading (or of mid-day, where that is ahead)

    @property
    def is_behind(self) -> bool:
        return self.verdict in (Verdict.BEHIND, Verdict.NOTHING_SOLD)

    @property
    def is_mid_day(self) -> bool:
        """Whether it is the half that is due; later in the day it is more."""
        return self.due is not None and self.due == half_of(self.facts.so_far.target)

    @property
    def lacking(self) -> Decimal | None:
        """How much less was sold than is due; None where it is not less."""
        amount = self.facts.so_far.amount
        if self.due is None or amount is None or amount >= self.due:
            return None
        return self.due - amount

    @property
    def todos(self) -> tuple[Todo, ...]:
        """What to do, the most urgent first, each with its reason in `TODOS`."""
        if self.verdict in (Verdict.NO_TARGET, Verdict.UNKNOWN, Verdict.EARLY):
            return ()
        return tuple(todo for todo, applies in TODOS if applies(self))[:MOST_TODOS]


def half_day(facts: HalfDayFacts) -> HalfDay:
    due = due_amount(facts)
    return HalfDay(facts, judge(facts, due), due)


def half_of(target: Decimal | None) -> Decimal | None:
    return None if target is None else (target * HALF).quantize(CENT)


def due_amount(facts: HalfDayFacts) -> Decimal | None:
    """Half of the target around mid-day; later, on a straight line from there to the whole at midnight."""
    target, reading = facts.so_far.target, facts.so_far.reading
    if target is None or reading is None or reading.at <= facts.half_at + AT_MID_DAY:
        return half_of(target)
    gone = min(ratio_of_time(facts.half_at, reading.at, facts.end), Decimal(1))
    return (target * (HALF + (1 - HALF) * gone)).quantize(CENT)


def ratio_of_time(start: datetime, at: datetime, end: datetime) -> Decimal:
    seconds = int((end - start).total_seconds())
    return ratio(int((at - start).total_seconds()), seconds) or Decimal(1)


def judge(facts: HalfDayFacts, due: Decimal | None) -> Verdict:
    target, reading = facts.so_far.target, facts.so_far.reading
    if target is None or due is None:
        return Verdict.NO_TARGET
    if reading is None:
        return Verdict.UNKNOWN
    if reading.amount >= target:
        return Verdict.REACHED
    if reading.amount >= due:
        return Verdict.ON_COURSE
    if facts.now < facts.half_at:
        return Verdict.EARLY
    if reading.at < facts.half_at - FRESH:
        return Verdict.UNKNOWN
    return Verdict.NOTHING_SOLD if reading.amount == 0 else Verdict.BEHIND


# ------------------------------------------------------------------------------------------------ what to do


def ads_pay(check: HalfDay) -> bool:
    roi = check.facts.roi
    return roi is not None and roi >= check.facts.rules.roi_good


def has_money(check: HalfDay) -> bool:
    """Where no budget is set, nobody has set a limit."""
    return check.facts.budget_left is None or check.facts.budget_left > 0


TODOS: tuple[tuple[Todo, Callable[[HalfDay], bool]], ...] = (
    (Todo.CHECK_SHOP, lambda check: check.verdict is Verdict.NOTHING_SOLD),
    (Todo.FILL_CARTS, lambda check: check.is_behind and check.facts.tomorrow is not None),
    (
        Todo.RAISE_PLAN,
        lambda check: (
            check.is_behind and ads_pay(check) and has_money(check) and check.facts.best is not None
        ),
    ),
    (Todo.RAISE_BUDGET, lambda check: check.is_behind and ads_pay(check) and not has_money(check)),
    (Todo.ANSWER_RIVAL, lambda check: check.facts.cheaper is not None),
    (Todo.ANSWER_REVIEWS, lambda check: check.facts.overdue > 0),
    (Todo.REMIND_BUYERS, lambda check: check.is_behind),
    (
        Todo.KEEP_GOING,
        lambda check: not check.is_behind and check.facts.cheaper is None and check.facts.overdue == 0,
    ),
)
