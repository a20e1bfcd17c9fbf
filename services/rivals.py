"""Rivals: whom a store follows, how they stand beside us, and what they did."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

import storage.reviews
import storage.rivals
import storage.rules
import storage.sales
from metrics.mistakes import Mistake
from metrics.names import folded, tidy
from metrics.periods import DAY, Period, before
from metrics.rival_moves import History, drifts, waiting
from metrics.rival_moves import moves as moves_of
from metrics.rivals import (
    Band,
    Follow,
    Move,
    Offer,
    Rival,
    RivalReport,
    RivalsReport,
    looks_by_day,
    measure_of,
    own_figures,
    own_sales,
    sales_band,
)
from metrics.sales import StoreDay
from metrics.stores import Store
from services.rival_looks import LOOK_BACK, around, histories

RATED = timedelta(days=90)  # our own stars are the mean of so long
ANSWERED = timedelta(days=30)  # an older answer is history
SPANS = (7, 30)  # days a picture may show
LONGEST_NAME = 60
MOST_FOLLOWED = 10
MOST_OFFERS = 4


def moves(session: Session, store: Store, day: date) -> tuple[Move, ...]:
    """What the followed shops did on `day`, in the order they were followed: what their alerts believe."""
    known = histories(session, store, day)
    rules, calendar = storage.rules.rules(session, store.id), around(session, store, day)
    return tuple(move for shop in known.values() for move in moves_of(shop, day, rules, calendar))


def report(session: Session, store: Store, chosen_id: int, days: int, now: datetime) -> RivalsReport:
    """The followed shops beside ours, one of them where `chosen_id` is not 0; the picture shows `days`.

    A shop that is no longer followed falls back to all.
    """
    today = store.today(now)
    followed = storage.rivals.followed(session, store.id)
    chosen = next((rival for rival in followed if rival.id == chosen_id), None)
    period = before(today, LOOK_BACK)
    known = histories(session, store, today)
    looks = {rival: looks_by_day(known[rival].rows) for rival in followed}
    own = storage.sales.store_days(session, store.id, period)
    shown = _shown(today, days, any(today in by_day for by_day in looks.values()))
    measure = measure_of(look for by_day in looks.values() for look in by_day.values())
    rules = storage.rules.rules(session, store.id)
    listed = followed if chosen is None else (chosen,)
    return RivalsReport(
        followed=followed,
        chosen=chosen,
        shops=_shops(session, store, {rival: known[rival] for rival in listed}, own, now),
        rating=storage.reviews.own_rating(session, store.id, now - RATED),
        offers=_offers(session, store, followed, period),
        days=shown,
        own=own_sales(own, shown, measure),
        bands=tuple(Band(rival.name, sales_band(looks[rival], shown, measure)) for rival in listed),
        measure=measure,
        advised=(rules.peers_low, rules.peers_high),
    )


def find(session: Session, store: Store, name: str) -> Rival:
    """The followed shop of that name, or the only one whose name has it in it. Raises Mistake."""
    followed = storage.rivals.followed(session, store.id)
    key = folded(name)
    same = [rival for rival in followed if folded(rival.name) == key]
    alike = same or [rival for rival in followed if key and key in folded(rival.name)]
    if len(alike) == 1:
        return alike[0]
    if not followed:
        raise Mistake("nobody_followed")
    raise Mistake("not_followed", given=tidy(name), known=[rival.name for rival in followed])


def follow(session: Session, store: Store, name: str, user_id: int, now: datetime) -> Follow:
    """Raises Mistake for a name that is none, and where too many are followed."""
    name = tidy(name)
    if not name:
        raise Mistake("no_rival_named")
    if len(name) > LONGEST_NAME:
        raise Mistake("rival_name_too_long", longest=LONGEST_NAME)
    if folded(name) == folded(store.name):
        raise Mistake("own_shop", name=store.name)
    followed = storage.rivals.followed(session, store.id)
    known = next((rival for rival in followed if folded(rival.name) == folded(name)), None)
    if known is None:
        if len(followed) >= MOST_FOLLOWED:
            raise Mistake("too_many_rivals", most=MOST_FOLLOWED)
        storage.rivals.follow(session, store.id, name, user_id, now)
    return _follow(session, store, known.name if known else name, now, changed=known is None)


def unfollow(session: Session, store: Store, name: str, now: datetime) -> Follow:
    """What was seen of the shop is kept. Raises Mistake("not_followed")."""
    if not tidy(name):
        raise Mistake("no_rival_named")
    rival = find(session, store, name)
    storage.rivals.unfollow(session, store.id, rival.id)
    return _follow(session, store, rival.name, now, changed=True)


def follow_offered(session: Session, store: Store, key: str, user_id: int, now: datetime) -> None:
    """Follows the shop that was offered under `key`; nothing happens where it is offered no more."""
    followed = storage.rivals.followed(session, store.id)
    period = before(store.today(now), LOOK_BACK)
    for name in _unfollowed(session, store, followed, period):
        if offer_key(name) == key:
            follow(session, store, name, user_id, now)


def offer_key(name: str) -> str:
    """Stands for a shop's name in a button, where a long name has no room."""
    return sha256(folded(name).encode()).hexdigest()[:10]


def _follow(session: Session, store: Store, name: str, now: datetime, *, changed: bool) -> Follow:
    followed = storage.rivals.followed(session, store.id)
    period = before(store.today(now), LOOK_BACK)
    seen = {folded(shop) for shop in storage.rivals.shops(session, store.id, period)}
    rules = storage.rules.rules(session, store.id)
    return Follow(name, changed, len(followed), folded(name) in seen, (rules.peers_low, rules.peers_high))


def _shown(today: date, days: int, looked_today: bool) -> tuple[date, ...]:
    """The days of the picture: up to yesterday, or to today where somebody has looked already."""
    span = days if days in SPANS else SPANS[-1]
    return tuple(before(today if looked_today else today - DAY, span).days())


def _shops(
    session: Session,
    store: Store,
    known: Mapping[Rival, History],
    own: Sequence[StoreDay],
    now: datetime,
) -> tuple[RivalReport, ...]:
    """The last look at each shop, beside our own figures of that day, and what came of it."""
    today = store.today(now)
    rules, calendar = storage.rules.rules(session, store.id), around(session, store, today)
    answers = storage.rivals.answers(session, store.id, now - ANSWERED)
    ours = {day.day: day for day in own}
    found = []
    for rival, shop in known.items():
        looks = looks_by_day(shop.rows)
        look = looks[max(looks)] if looks else None
        found.append(
            RivalReport(
                rival=rival,
                look=look,
                own=own_figures(ours.get(look.day) if look else None),
                moves=moves_of(shop, look.day, rules, calendar) if look else (),
                waiting=waiting(shop, look.day) if look else (),
                answers=tuple(one for one in answers if folded(one.shop) == folded(rival.name)),
                drifts=drifts(shop, today, rules),
            )
        )
    return tuple(found)


def _offers(session: Session, store: Store, followed: Sequence[Rival], period: Period) -> tuple[Offer, ...]:
    names = _unfollowed(session, store, followed, period)[:MOST_OFFERS]
    return tuple(Offer(name, offer_key(name)) for name in names)


def _unfollowed(session: Session, store: Store, followed: Sequence[Rival], period: Period) -> list[str]:
    """Other shops that data came for and nobody follows; spelled in several ways, they are offered once."""
    known = {folded(rival.name) for rival in followed} | {folded(store.name)}
    found: dict[str, str] = {}
    for name in storage.rivals.shops(session, store.id, period):
        if folded(name) not in known:
            found.setdefault(folded(name), tidy(name))
    return list(found.values())
