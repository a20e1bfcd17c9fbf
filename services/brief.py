"""The morning brief: what it is made of, and whose time has come."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

import services.arrivals
import services.calendar
import services.readiness
import services.rivals
import storage.ads
import storage.alerts
import storage.briefs
import storage.reviews
import storage.rules
import storage.sales
import storage.targets
from metrics.ads import AdLine, Cut
from metrics.alerts import Alert
from metrics.brief import (
    Brief,
    BriefDue,
    BriefFacts,
    MissingFile,
    State,
    compared_with,
    known_day,
    new_brief,
    still_open,
)
from metrics.calendar import ORDINARY_BACK, Calendar
from metrics.forecast import days_needed
from metrics.periods import DAY, Period, before
from metrics.readiness import WAITED_FOR, PartialBrief
from metrics.sales import StoreDay
from metrics.stores import Store
from metrics.targets import month_of

LOOK_BACK = timedelta(days=31)  # thirty days, or a month
PICTURED = 30  # days at most
COMPLETED_WITHIN = timedelta(days=2)  # an older brief is history that nobody scrolls to


def load(session: Session, store: Store, day: date, now: datetime) -> BriefFacts:
    """Everything the brief for `day` needs: ranges and single rows by their keys, whatever the history."""
    window = Period(day - LOOK_BACK + DAY, day + DAY)
    days = storage.sales.store_days(session, store.id, window)
    month = month_of(day)
    shown = Period(window.start, month.end)
    calendar = services.calendar.calendar(session, store, Period(month.start - ORDINARY_BACK, month.end))
    facts = BriefFacts(
        store=store,
        day=day,
        days=days,
        targets=storage.targets.target_days(session, store.id, shown),
        rules=storage.rules.rules(session, store.id),
        first_day=storage.sales.first_day(session, store.id),
        missing=services.readiness.missing(session, store, day, days, now),
        ad_lines=_ad_lines(session, store.id, day),
        reviews=storage.reviews.open_count(session, store.id, now),
        moves=services.rivals.moves(session, store, day),
        calendar=calendar,
        history=storage.sales.revenue(session, store.id, *_history(calendar, window)),
        earlier=_earlier(session, store.id, calendar, window),
        unsent=storage.briefs.unsent_days(session, store.id, day),
        alerts=_alerts(session, store, day, now),
    )
    return replace(facts, summed=_summed(session, facts))


def _alerts(session: Session, store: Store, day: date, now: datetime) -> tuple[Alert, ...]:
    """What is to be seen to today belongs to today's brief only."""
    is_latest = day == store.today(now) - DAY
    return still_open(storage.alerts.not_over(session, store.id)) if is_latest else ()


def _history(calendar: Calendar, window: Period) -> tuple[Period, ...]:
    """Days before the window of which only revenue counts: the month's end rests on them; last year's are
    pictured.
    """
    shown = [calendar.last_year(day) for day in before(window.last, PICTURED).days()]
    found = (
        *days_needed(calendar, month_of(window.last), window.last),
        Period(min(shown), max(shown) + DAY),
    )
    return tuple(Period(one.start, min(one.end, window.start)) for one in found)


def _earlier(session: Session, store_id: int, calendar: Calendar, window: Period) -> tuple[StoreDay, ...]:
    """Days before the window that the brief's may be compared with: weeks ago, or the same campaign's."""
    far = [one.day for one in calendar.comparisons(window.last) if one.day < window.start]
    return storage.sales.single_days(session, store_id, far)


def _summed(session: Session, facts: BriefFacts) -> tuple[StoreDay, ...]:
    """Needed only where the day and the one it is compared with were told by different files."""
    _, known = compared_with(facts)
    figures = known_day(facts.days, facts.day)
    if known is None or figures is None or known.origin == figures.origin:
        return ()
    return storage.sales.summed_products(session, facts.store.id, (known.day, figures.day))


def due(session: Session, now: datetime) -> tuple[BriefDue, ...]:
    """All briefs to be made now: those whose time has come, and those left over by a crash or a deadline.

    Never two of a store: after a long silence only the latest day is told.
    """
    fresh = (new_brief(schedule, now) for schedule in storage.briefs.schedules(session))
    found = (*storage.briefs.due(session, now), *(one for one in fresh if one))
    latest = {one.store.id: one for one in sorted(found, key=lambda one: one.day)}
    return tuple(one for one in found if one is latest[one.store.id])


def ready(session: Session, store: Store | None, now: datetime) -> tuple[BriefDue, ...]:
    """The briefs of a store, or of all, that waited for files which have all come."""
    waiting = storage.briefs.awaiting(session, None if store is None else store.id, now)
    return tuple(one for one in waiting if not services.readiness.lacking(session, one.store, one.day))


def claim(session: Session, seen: BriefDue, now: datetime) -> BriefDue | None:
    """The brief, ours to make; None where somebody else was quicker."""
    return storage.briefs.claim(session, seen, now)


def mark_waiting(session: Session, claimed: BriefDue, until: datetime) -> None:
    """It is looked at again at `until`, or as soon as all its files have come."""
    state = State.ASKED if claimed.state is State.ASKED else State.PATIENT
    storage.briefs.mark_waiting(session, claimed, state, until)


def mark_asked(session: Session, claimed: BriefDue, formats: Collection[str], now: datetime) -> None:
    """Belongs into the transaction that hands the question to the outbox. Raises AlreadyAsked."""
    services.arrivals.mark_asked(session, claimed.store, formats, now)
    storage.briefs.mark_waiting(session, claimed, State.ASKED, claimed.deadline)


def mark_sent(session: Session, claimed: BriefDue, now: datetime, missing: Sequence[MissingFile]) -> None:
    storage.briefs.mark_sent(session, claimed, now, [file.format for file in missing])


def mark_lacking(session: Session, told: Brief) -> None:
    """A sent brief lacks files by now: it is completed when they come again."""
    formats = [file.format for file in told.facts.missing]
    storage.briefs.set_missing(session, told.facts.store.id, told.day, formats)


def partial(session: Session, store: Store | None, now: datetime) -> tuple[PartialBrief, ...]:
    """The briefs of a store, or of all, that went out not long ago without files of which any has come.

    Of a day that is over for longer nothing is expected any more: that is not to say that it has come.
    """
    store_id = None if store is None else store.id
    found = storage.briefs.partial_briefs(session, store_id, now - COMPLETED_WITHIN)
    return tuple(
        one
        for one in found
        if one.store.today(now) - one.day <= WAITED_FOR * DAY
        and one.still_missing(services.readiness.missing_now(session, one.store, one.day, now)) != one.missing
    )


def newest_sent(session: Session, store: Store, now: datetime) -> date | None:
    """The day of the newest brief that went out in the last days."""
    since = store.today(now) - WAITED_FOR * DAY
    return max(storage.briefs.sent_days(session, store.id, since), default=None)


def _ad_lines(session: Session, store_id: int, day: date) -> tuple[AdLine, ...]:
    """The day's plans; scenes or items where no report by plan has come."""
    for cut in (Cut.PLAN, Cut.SCENE, Cut.ITEM):
        if lines := storage.ads.ad_lines(session, store_id, Period(day, day + DAY), cut):
            return lines
    return ()
