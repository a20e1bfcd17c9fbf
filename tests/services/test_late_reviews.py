"""Who is told of reviews that have waited too long, once, and when nobody is."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from metrics.periods import Period
from metrics.reviews import Action
from metrics.stores import Person, Role, Store
from services import late_reviews, owners, reviews
from storage import absences, members
from tests.uploading import NOW, make_store  # Sunday 22 November, 10:00 in Shanghai
from tests.watching import add_review

DAY = timedelta(days=1)
LI, WANG = (5, "Li"), (6, "Wang")


@pytest.fixture
def store(session: Session) -> Store:
    store = make_store(session)
    for user_id, name in (LI, WANG):
        members.remember(session, store.id, Person(user_id, name, Role.STAFF), 1, NOW)
    return store


def tell(session: Session, store: Store, *keys: str) -> None:
    for key in keys:
        add_review(session, store, key, NOW - timedelta(hours=1))
    reviews.tell(session, store, reviews.check(session, store, NOW), NOW)


def told(session: Session, store: Store, now: datetime) -> dict[tuple[int, str], list[str]]:
    late = late_reviews.escalate(session, store, now)
    return {who: sorted(one.review.key for one in cases) for who, cases in late.by_person.items()}


def test_whoever_has_it_is_told_and_the_others_go_to_whoever_looks_after_reviews(
    session: Session, store: Store
) -> None:
    tell(session, store, "a", "b")
    card = reviews.listing(session, store, NOW, 0, NOW)
    reviews.act(session, store, (NOW, 0), card.reviews[0].mark, Action.TAKE, LI, NOW)
    owners.choose(session, store, "reviews", WANG)
    assert late_reviews.stores(session, NOW + DAY - timedelta(seconds=1)) == ()
    assert late_reviews.stores(session, NOW + DAY) == (store,)
    assert told(session, store, NOW + DAY) == {LI: ["a"], WANG: ["b"]}
    assert late_reviews.stores(session, NOW + 2 * DAY) == ()
    assert told(session, store, NOW + 2 * DAY) == {}


def test_without_a_choice_it_is_the_founder_and_the_cards_are_to_be_redrawn(
    session: Session, store: Store
) -> None:
    tell(session, store, "a")
    late = late_reviews.escalate(session, store, NOW + DAY)
    assert list(late.by_person) == [(1, "")]
    assert late.cards == {NOW}


def test_who_is_away_is_stood_in_for(session: Session, store: Store) -> None:
    tell(session, store, "a")
    owners.choose(session, store, "reviews", LI)
    away = Period(date(2026, 11, 20), date(2026, 11, 30))
    absences.add(session, store.id, LI, away, WANG, NOW)
    assert told(session, store, NOW + DAY) == {WANG: ["a"]}


def test_in_quiet_hours_nobody_is_told(session: Session, store: Store) -> None:
    tell(session, store, "a")
    night = NOW + DAY + timedelta(hours=13)  # 23:00
    assert late_reviews.stores(session, night) == ()
    assert told(session, store, night) == {}
    assert told(session, store, night + timedelta(hours=9)) == {(1, ""): ["a"]}


def test_what_was_opened_again_has_its_time_anew(session: Session, store: Store) -> None:
    tell(session, store, "a")
    told(session, store, NOW + DAY)
    mark = reviews.listing(session, store, NOW, 0, NOW).reviews[0].mark
    for action in (Action.ANSWER, Action.REOPEN):
        one = reviews.listing(session, store, NOW, 0, NOW).reviews[0]
        reviews.act(session, store, (NOW, one.case.version), mark, action, LI, NOW + 2 * DAY)
    assert told(session, store, NOW + 2.9 * DAY) == {}
    assert told(session, store, NOW + 3 * DAY) == {(1, ""): ["a"]}
