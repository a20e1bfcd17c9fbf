"""Targets: change them, draft them, and see how a month or a year stands."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import ROUND_CEILING, Decimal

from sqlalchemy.orm import Session

import services.calendar
import storage.drafts
import storage.sales
import storage.targets
from metrics.calendar import ORDINARY_BACK, Calendar
from metrics.drafts import Draft, MonthPlan, Plan, Way, YearPlan, month_plan, month_weighed, year_plan
from metrics.forecast import HISTORY, month_end
from metrics.mistakes import Mistake
from metrics.numbers import cents
from metrics.periods import DAY, Period
from metrics.progress import MonthProgress, YearProgress
from metrics.sales import StoreDay
from metrics.stores import Store
from metrics.targets import (
    PlanWish,
    TargetChange,
    month_pace,
    parse_days,
    parse_months,
    year_of,
)
from metrics.traces import NOBODY, Said

DIGITS = 3  # of a proposed target


def set_target(
    session: Session, store_id: int, change: TargetChange, set_by: int, word: Said = NOBODY
) -> None:
    """`word`: who set it, as people call them, and when."""
    storage.targets.set_targets(session, store_id, change.by_day(), set_by, word)


def month(session: Session, store: Store, shown: Period, now: datetime) -> MonthProgress:
    """How a month stands at the end of yesterday, and where it may end."""
    today = store.today(now)
    days, calendar = _history(session, store, shown, today)
    targets = storage.targets.target_days(session, store.id, shown)
    upto = min(today, shown.end) - DAY
    return MonthProgress(
        month=shown,
        today=today,
        revenue={day: amount for day, amount in _revenue(days).items() if day in shown and day < today},
        targets=targets,
        calendar=calendar,
        pace=month_pace(days, targets, shown, upto),
        forecast=month_end(_revenue(days), targets, calendar, shown, upto) if shown.end > today else None,
    )


def year(session: Session, store: Store, number: int, now: datetime) -> YearProgress:
    shown, today = year_of(number), store.today(now)
    over = Period(shown.start, max(shown.start, min(shown.end, today)))
    return YearProgress(
        year=shown,
        today=today,
        revenue=_revenue(storage.sales.store_days(session, store.id, over)),
        targets=storage.targets.target_days(session, store.id, shown),
        calendar=services.calendar.calendar(session, store, shown),
    )


# --------------------------------------------------------------------------------------------------- drafts


def draft(session: Session, store: Store, wish: PlanWish, user_id: int, now: datetime) -> Draft:
    """A month's or year's target, split, to be shown. Raises Mistake where its campaigns want more."""
    plan = plan_of(session, store, wish, store.today(now))
    storage.drafts.forget_old(session, store.id, now)
    return storage.drafts.add(session, store.id, plan, user_id, now)


def plan_of(session: Session, store: Store, wish: PlanWish, today: date) -> Plan:
    days, calendar = _history(session, store, wish.period, today)
    targets = storage.targets.target_days(session, store.id, wish.period)
    if wish.is_year:
        return year_plan(wish.amount, wish.period.start.year, _revenue(days), calendar, today, targets)
    return month_plan(wish.amount, wish.period, _revenue(days), calendar, today, targets)


def weighed(session: Session, store: Store, month: Period, today: date) -> MonthPlan:
    """What the days of a month weigh, and what campaigns plan for them; without any target."""
    days, calendar = _history(session, store, month, today)
    return month_weighed(month, _revenue(days), calendar, today)


def propose_month(
    session: Session, store: Store, month: Period, now: datetime, made_by: int = 0
) -> Draft | None:
    """A draft of what the month is likely to bring; None where it has a target, or too little is known.

    The same proposal is the same draft, however often somebody looks.
    """
    today = store.today(now)
    if storage.targets.target_days(session, store.id, month):
        return None
    days, calendar = _history(session, store, month, today)
    expected = month_end(_revenue(days), {}, calendar, month, min(today, month.end) - DAY)
    if expected is None or expected.middle <= 0:
        return None
    wish = PlanWish(rounded_up(expected.middle), month)
    known = storage.drafts.waiting(session, store.id, made_by, plan_of(session, store, wish, today))
    if known is not None and not known.is_old(now):
        return known
    return draft(session, store, wish, made_by, now)


def rounded_up(amount: Decimal) -> Decimal:
    """To three digits: a target is a round figure, and campaigns that fit into the forecast fit into it."""
    step = Decimal(10) ** (amount.adjusted() - DIGITS + 1)
    return cents((amount / step).quantize(Decimal(1), rounding=ROUND_CEILING) * step)


def seen(session: Session, store: Store, number: int, now: datetime) -> Draft:
    """The draft while it can be changed and saved. Raises Mistake: no_draft, draft_saved, draft_old."""
    found = storage.drafts.draft(session, store.id, number)
    if found is None:
        raise Mistake("no_draft")
    if found.saved_at is not None:
        raise Mistake("draft_saved", when=found.saved_at)
    if found.is_old(now):
        raise Mistake("draft_old", when=found.made_at)
    return found


def edit(session: Session, store: Store, number: int, text: str, now: datetime) -> Draft:
    """Days of a month, or months of a year, as people write them; the rest shares what is left.

    Raises Mistake where a line cannot be read, the rest would fall below nothing, or the draft is gone.
    """
    known = seen(session, store, number, now)
    if isinstance(known.plan, YearPlan):
        plan: Plan = known.plan.with_months(parse_months(text, known.plan.year))
    else:
        plan = known.plan.with_days(parse_days(text, store.today(now), known.plan.period))
    return _changed(session, known, plan)


def choose_way(session: Session, store: Store, number: int, way: Way, now: datetime) -> Draft:
    known = seen(session, store, number, now)
    return _changed(session, known, known.plan.with_way(way))


def save(
    session: Session, store: Store, number: int, user_id: int, now: datetime, name: str | None = None
) -> Draft:
    """The targets become what was shown, once: whoever comes second hears so.

    Raises Mistake("draft_outdated") where targets were set since: the draft did not know of them.
    """
    known = seen(session, store, number, now)
    stood = storage.targets.target_days(session, store.id, known.plan.period)
    if known.plan.stood not in (None, stood):
        raise Mistake("draft_outdated")
    if not storage.drafts.mark_saved(session, known, now):
        raise Mistake("draft_changed")
    storage.targets.set_targets(session, store.id, known.plan.by_day, user_id, Said(name, now))
    return replace(known, saved_at=now)


def discard(session: Session, store: Store, number: int, now: datetime) -> Draft:
    known = seen(session, store, number, now)
    if not storage.drafts.discard(session, known):
        raise Mistake("draft_changed")
    return known


def _changed(session: Session, known: Draft, plan: Plan) -> Draft:
    if not storage.drafts.change(session, known, plan):
        raise Mistake("draft_changed")
    return replace(known, plan=plan)


# -------------------------------------------------------------------------------------------------- history


def _history(
    session: Session, store: Store, shown: Period, today: date
) -> tuple[tuple[StoreDay, ...], Calendar]:
    """The days that a plan or forecast for `shown` rests on, those of `shown` included, and the calendar."""
    start = min(shown.start, today)
    days = storage.sales.store_days(session, store.id, Period(start - HISTORY, min(shown.end, today)))
    return days, services.calendar.calendar(session, store, Period(start - ORDINARY_BACK, shown.end))


def _revenue(days: Iterable[StoreDay]) -> dict[date, Decimal]:
    return {one.day: one.paid_amount for one in days if one.paid_amount is not None}
