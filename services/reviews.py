"""Reviews: what a check has to tell, the cards it is told on, and what people do about them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

import storage.checks
import storage.reviews
import storage.rules
import storage.stores
from metrics.absences import Who
from metrics.mistakes import Mistake
from metrics.periods import DAY, before
from metrics.review_cases import acted, answered_in_file, may, reopened_by_buyer, with_earlier
from metrics.reviews import (
    EARLIER,
    MOST_VISITED,
    PAGE,
    TRAFFIC_DAYS,
    Action,
    AlreadyToldError,
    Check,
    Listing,
    ReviewCase,
    Traffic,
    in_order,
    next_check,
    review_check,
)
from metrics.stores import Store

CHECK = "reviews"  # its name among the checks that fall due
AT_WORK = timedelta(minutes=5)  # after a crash the check is made again so much later
FOLLOWED = timedelta(days=180)  # how long after it was written a buyer may add to a review


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
    cases = (
        *storage.reviews.open_cases(session, store.id, now),
        *storage.reviews.over_cases(session, store.id, now - FOLLOWED),
    )
    found = review_check(cases, _traffic(session, store, now), now)
    # Years of history are counted where they lie, not loaded.
    history = storage.reviews.uncounted_history(session, store.id, now)
    new, reopened = (_with_earlier(session, store, part) for part in (found.new, found.reopened))
    return Check(new, reopened, history, found.busy)


def tell(session: Session, store: Store, seen: Check, now: datetime) -> None:
    """Marks all that `seen` tells as told at `now`; belongs into the transaction that hands it to the outbox.

    Raises AlreadyToldError where it is no longer what there is to tell.
    """
    storage.reviews.lock(session, store.id)
    if check(session, store, now) != seen:
        raise AlreadyToldError
    storage.reviews.mark_told(session, store.id, [one.review.key for one in seen.new], now)
    for one in seen.reopened:
        case = reopened_by_buyer(one, now)
        storage.reviews.save(session, store.id, one.review.key, case, one.case.version)
    storage.reviews.mark_counted(session, store.id, now, now)


def note_answers(session: Session, store: Store, now: datetime) -> frozenset[datetime]:
    """Replies that came with a file are answers. Returns the moments of the cards that read otherwise now."""
    storage.reviews.lock(session, store.id)
    cards: set[datetime] = set()
    for one in storage.reviews.replied_cases(session, store.id, now - FOLLOWED):
        if one.has_new_follow_up:
            continue  # the reply may be older than what the buyer has added
        case = answered_in_file(one, now)
        storage.reviews.save(session, store.id, one.review.key, case, one.case.version)
        cards |= told_on([one])
    return frozenset(cards)


def told_on(cases: Iterable[ReviewCase]) -> set[datetime]:
    """The moments of the cards that these were told on."""
    told = (moment for one in cases for moment in (one.case.first_told_at, one.case.last_told_at))
    return {moment for moment in told if moment is not None}


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
    reopened = sum(one.case.reopened_at == told_at for one in again)
    card = Listing(
        told_at, new + again, new=len(new), reopened=reopened, history=history, busy=busy, page=page
    )
    return _shown(session, store, card)


def act(
    session: Session,
    store: Store,
    place: tuple[datetime | None, int],
    mark: str,
    action: Action,
    who: Who,
    now: datetime,
) -> frozenset[datetime]:
    """Does something about one review of a card (its mark), or about all of them ("all").

    `place` is the card, and the version of what was seen of it. Returns the moments of the other cards that
    tell of it. Raises Mistake("old_review_button"): an old button never acts on a new state.
    """
    told_at, version = place
    card = listing(session, store, told_at, 0, now)
    meant = [one for one in card.reviews if mark in ("all", one.mark)]
    if not meant or sum(one.case.version for one in meant) != version:
        raise Mistake("old_review_button")
    able = [one for one in meant if may(one, action, now)]
    for one in sorted(able, key=lambda one: one.review.key):  # so that two people never wait for each other
        case = acted(one, action, who, now)
        if not storage.reviews.save(session, store.id, one.review.key, case, one.case.version):
            raise Mistake("old_review_button")
    return frozenset(told_on(able)) - {told_at}


def _open_listing(session: Session, store: Store, page: int, now: datetime) -> Listing:
    traffic = _traffic(session, store, now)
    rules = storage.rules.rules(session, store.id)
    cases = in_order(storage.reviews.open_cases(session, store.id, now), traffic)
    card = Listing(
        None,
        cases,
        overdue=sum(one.is_overdue(now, rules) for one in cases),
        history=storage.reviews.history_count(session, store.id, now),
        busy=frozenset(one.review.key for one in cases if traffic.rank(one.review) < MOST_VISITED),
        page=page,
    )
    return _shown(session, store, card)


def _shown(session: Session, store: Store, card: Listing) -> Listing:
    """At a page that exists, with what only those it shows are told with."""
    card = replace(card, page=min(max(card.page, 0), card.pages - 1))
    start = card.page * PAGE
    shown = _with_earlier(session, store, card.shown)
    return replace(card, reviews=(*card.reviews[:start], *shown, *card.reviews[start + len(shown) :]))


def _with_earlier(session: Session, store: Store, cases: tuple[ReviewCase, ...]) -> tuple[ReviewCase, ...]:
    if not cases:
        return ()
    written = [one.review.posted_at for one in cases]
    known = storage.reviews.complaints(session, store.id, min(written) - EARLIER, max(written))
    return with_earlier(cases, known)


def _traffic(session: Session, store: Store, now: datetime) -> Traffic:
    return storage.reviews.traffic(session, store.id, before(store.today(now) - DAY, TRAFFIC_DAYS))
