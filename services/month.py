"""The monthly post: what it is made of, and the plan of the month that begins."""

from datetime import datetime

from sqlalchemy.orm import Session

import services.calendar
import services.spans
import services.targets
import storage.targets
from metrics.mistakes import Mistake
from metrics.month import NextPlan, begins_after, candidates, month_after
from metrics.numbers import total
from metrics.periods import Period
from metrics.spans import SpanFacts
from metrics.stores import Store


def load(session: Session, store: Store, month: Period, now: datetime) -> SpanFacts:
    """Its calendar reaches to the end of the next month, whose campaigns are told."""
    shown = Period(month.start, month_after(month).end)
    calendar = services.calendar.calendar(session, store, shown)
    return services.spans.load(session, store, month, calendar, candidates(month, calendar), now)


def next_plan(session: Session, store: Store, month: Period, now: datetime) -> NextPlan | None:
    """The next month's target, while it is of use; a proposal, written down, where it has none.

    None where too little is known to propose one.
    """
    following = begins_after(month, store.today(now))
    if following is None:
        return None
    target = total(storage.targets.target_days(session, store.id, following).values())
    if target is not None:
        return NextPlan(following, target)
    try:
        draft = services.targets.propose_month(session, store, following, now)
    except Mistake:  # campaigns that mean to sell more than the month is likely to bring
        return None
    return None if draft is None else NextPlan(following, draft.plan.amount, draft.id)
