"""Reviews: what a check has to tell, the cards it is told on, and what people do about them."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import storage.checks
import storage.reviews
import storage.rules
import storage.stores
from metrics.mistakes import Mistake
from metrics.periods import DAY, before
from metrics.reviews import (
    MOST_VISITED,
    TRAFFIC_DAYS,
    Action,
    AlreadyToldError,
    Check,
    Listing,
    Traffic,
    in_order,
    next_check,
    review_check,
)
from metrics.stores import Store

CHECK = "reviews"  # its name among the checks that fall due
AT_WORK = timedelta(minutes=5)  # after a crash the check is made again so much later


def due(session: Session, now: datetime) -> tuple[Store, ...]:
    """The stores whose check is due, and those whose next one must be brought forward."""
    planned = storage.checks.planned(session, CHECK)
    found = []
    for store in storage.stores.all_stores(session):
        upcoming = next_check(store, now)
        seen = planned.get(store.id)
        if upcoming is not None and (seen is None or seen <= now or seen > upcoming):
            found.append(store)
    return tuple(found)


def claim(session: Session, store: Store, now: datetime) -> bool:
    """Whether the check is ours to make. However many times were missed, it is one check.

    A manager may have set an earlier time since the next check was planned: then only the plan is changed.
    """
    upcoming = next_check(store, now)
    if upcoming is None:
        return False
    seen = storage.checks.planned(session, CHECK).get(store.id)
    if seen is not None and seen > upcoming:
        storage.checks.settle_check(session, store.id, CHECK, upcoming)
        return False
    return storage.checks.claim_check(session, store.id, CHECK, now, now + AT_WORK)


def settle(session: Session, store: Store, now: datetime) -> None:
    """The check that was claimed is done."""
    if upcoming := next_check(store, now):
        storage.checks.settle_check(session, store.id, CHECK, upcoming)


def check(session: Session, store: Store, now: datetime) -> Check:
    cases = storage.reviews.open_cases(session, store.id, now)
    found = review_check(
        (one.review for one in cases),
        _traffic(session, store, now),
        {one.review.key: one.case for one in cases},
        now,
        storage.rules.rules(session, store.id),
        ZoneInfo(store.zone),
    )
    # Years of history are counted where they lie, not loaded.
    history = storage.reviews.uncounted_history(session, store.id, now)
    return Check(found.new, found.overdue, history, found.busy)


def tell(session: Session, store: Store, seen: Check, now: datetime) -> None:
    """Marks all that `seen` tells as told at `now`; belongs into the transaction that hands it to the outbox.

    Raises AlreadyToldError where it is no longer what there is to tell.
    """
    storage.reviews.lock(session, store.id)
    if check(session, store, now) != seen:
        raise AlreadyToldError
    keys = [one.review.key for one in (*seen.new, *seen.overdue)]
    storage.reviews.mark_told(session, store.id, keys, now)
    storage.reviews.mark_counted(session, store.id, now, now)


def listing(session: Session, store: Store, told_at: datetime | None, page: int, now: datetime) -> Listing:
    """The card of a check, or (None) all open reviews, at a page that exists."""
    if told_at is None:
        return _open_listing(session, store, page, now)
    traffic = _traffic(session, store, now)
    cases = storage.reviews.told_cases(session, store.id, told_at)
    new = in_order((one for one in cases if one.case.first_told_at == told_at), traffic)
    again = in_order((one for one in cases if one.case.first_told_at != told_at), traffic)
    history = storage.reviews.counted_at(session, store.id, told_at)
    if not cases and not history:
        raise Mistake("old_review_card")
    busy = frozenset(one.review.key for one in cases if traffic.rank(one.review) < MOST_VISITED)
    return _at_page(Listing(told_at, new + again, len(new), len(again), history, busy), page)


def act(
    session: Session,
    store: Store,
    told_at: datetime | None,
    mark: str,
    action: Action,
    person: str,
    now: datetime,
) -> None:
    """Does something about one review of a card (its mark), or about all of them ("all")."""
    card = listing(session, store, told_at, 0, now)
    keys = [one.review.key for one in card.reviews if mark in ("all", one.mark)]
    storage.reviews.act(session, store.id, keys, action, person, now)


def _open_listing(session: Session, store: Store, page: int, now: datetime) -> Listing:
    traffic = _traffic(session, store, now)
    rules = storage.rules.rules(session, store.id)
    cases = in_order(storage.reviews.open_cases(session, store.id, now), traffic)
    overdue = sum(one.is_overdue(now, rules) for one in cases)
    history = storage.reviews.history_count(session, store.id, now)
    busy = frozenset(one.review.key for one in cases if traffic.rank(one.review) < MOST_VISITED)
    return _at_page(Listing(None, cases, len(cases) - overdue, overdue, history, busy), page)


def _at_page(card: Listing, page: int) -> Listing:
    return replace(card, page=min(max(page, 0), card.pages - 1))


def _traffic(session: Session, store: Store, now: datetime) -> Traffic:
    return storage.reviews.traffic(session, store.id, before(store.today(now) - DAY, TRAFFIC_DAYS))
