"""Reviews that have waited for too long: who is to be told so, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

import services.calendar
import services.owners
import storage.reviews
import storage.rules
import storage.settings
import storage.stores
from metrics.absences import Who
from metrics.alerts import Topic
from metrics.periods import DAY, Period
from metrics.quiet import is_quiet
from metrics.review_cases import escalated
from metrics.reviews import ReviewCase
from metrics.stores import Store
from services.reviews import told_on


@dataclass(frozen=True)
class Late:
    """What is to be said: to each person the reviews they look after; `cards` read otherwise then.

    `is_worked`: whether people are at work today; else it is said without a sound.
    """

    by_person: Mapping[Who, tuple[ReviewCase, ...]]
    cards: frozenset[datetime]
    is_worked: bool = True


def stores(session: Session, now: datetime) -> tuple[Store, ...]:
    """Those where somebody may have to be told now."""
    waiting = storage.reviews.waiting_stores(session)
    return tuple(
        store
        for store in storage.stores.all_stores(session)
        if store.id in waiting and late_cases(session, store, now) and not is_quiet_now(session, store, now)
    )


def escalate(session: Session, store: Store, now: datetime) -> Late:
    """Marks what has waited too long; belongs into the transaction that tells it. Nothing in quiet hours."""
    storage.reviews.lock(session, store.id)
    if is_quiet_now(session, store, now):
        return Late({}, frozenset())
    late = late_cases(session, store, now)
    told: dict[Who, list[ReviewCase]] = {}
    for one in late:
        storage.reviews.save(session, store.id, one.review.key, escalated(one, now), one.case.version)
        told.setdefault(_looks_after(session, store, one, now), []).append(one)
    today = store.today(now)
    is_worked = services.calendar.calendar(session, store, Period(today, today + DAY)).is_working(today)
    return Late({who: tuple(cases) for who, cases in told.items()}, frozenset(told_on(late)), is_worked)


def late_cases(session: Session, store: Store, now: datetime) -> tuple[ReviewCase, ...]:
    rules = storage.rules.rules(session, store.id)
    cases = storage.reviews.open_cases(session, store.id, now)
    return tuple(one for one in cases if one.is_late(now, rules))


def _looks_after(session: Session, store: Store, one: ReviewCase, now: datetime) -> Who:
    """Who took it, else who looks after reviews, else whoever founded the store; who stands in for them."""
    case = one.case
    holder = (case.taken_by_id, case.taken_by or "") if case.taken_by_id else None
    return services.owners.in_charge(session, store, Topic.REVIEWS, now, holder)


def is_quiet_now(session: Session, store: Store, now: datetime) -> bool:
    today = store.today(now)
    hours = storage.settings.settings(session, store.id).hours
    calendar = services.calendar.calendar(session, store, Period(today - DAY, today + DAY))
    return is_quiet(store, hours, calendar, now)
