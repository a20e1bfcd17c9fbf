"""What a review check tells, once; the cards; who does what about a review."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.mistakes import Mistake
from metrics.reviews import Action, AlreadyToldError, Check, Listing
from metrics.stores import Store
from services import reviews
from storage import tables
from storage.stores import change_store
from tests.uploading import NOW, make_store  # 10:00 in Shanghai
from tests.watching import add_review, upload_of

DAY = timedelta(days=1)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def tell(session: Session, store: Store, now: datetime = NOW) -> Check:
    found = reviews.check(session, store, now)
    reviews.tell(session, store, found, now)
    return found


def keys(card: Listing) -> list[str]:
    return [one.review.key for one in card.reviews]


def test_a_review_is_told_once_and_again_every_day_it_is_overdue(session: Session, store: Store) -> None:
    add_review(session, store, "a", NOW - timedelta(hours=1))
    assert [one.review.key for one in tell(session, store).new] == ["a"]
    assert reviews.check(session, store, NOW + timedelta(hours=10)).is_empty
    for day in (1, 2):
        again = tell(session, store, NOW + day * DAY)
        assert ([one.review.key for one in again.overdue], again.new) == (["a"], ())
        assert reviews.check(session, store, NOW + day * DAY + timedelta(hours=3)).is_empty


def test_what_somebody_else_told_meanwhile_is_not_told_twice(session: Session, store: Store) -> None:
    add_review(session, store, "a", NOW - timedelta(hours=1))
    found = reviews.check(session, store, NOW)
    reviews.tell(session, store, found, NOW)
    with pytest.raises(AlreadyToldError):
        reviews.tell(session, store, found, NOW)


def test_history_is_counted_once_and_never_told_again(session: Session, store: Store) -> None:
    for i in range(30):
        add_review(session, store, f"old {i}", NOW - timedelta(days=8 + i))
    add_review(session, store, "new", NOW - timedelta(days=6))
    first = tell(session, store)
    assert ([one.review.key for one in first.new], first.history) == (["new"], 30)
    later = tell(session, store, NOW + 2 * DAY)
    assert ([one.review.key for one in later.overdue], later.history) == (["new"], 0)
    card = reviews.listing(session, store, NOW, 0, NOW)
    assert (keys(card), card.history) == (["new"], 30)
    assert reviews.listing(session, store, None, 0, NOW).history == 30


def test_products_with_most_visitors_of_the_last_days_come_first(session: Session, store: Store) -> None:
    upload_id = upload_of(session, store)
    for day, item, visitors in ((1, "much", 90), (2, "some", 9), (8, "then", 900)):
        row = {"store_id": store.id, "upload_id": upload_id, "item_id": item, "visitors": visitors}
        session.execute(insert(tables.product_day).values(day=(NOW - day * DAY).date(), **row))
    add_review(session, store, "then", NOW - timedelta(hours=1), item_id="then")
    add_review(session, store, "some", NOW - timedelta(hours=2), item_id="some")
    add_review(session, store, "much", NOW - timedelta(hours=3), item_id="much")
    found = reviews.check(session, store, NOW)
    assert [one.review.key for one in found.new] == ["much", "some", "then"]
    assert found.busy == {"much", "some"}


def test_a_card_keeps_its_reviews_whatever_happens_to_them(session: Session, store: Store) -> None:
    add_review(session, store, "a", NOW - timedelta(hours=1))
    add_review(session, store, "b", NOW - timedelta(hours=2))
    tell(session, store)
    mark = reviews.listing(session, store, NOW, 0, NOW).reviews[0].mark
    reviews.act(session, store, NOW, mark, Action.SOLVE, "Li", NOW)
    reviews.act(session, store, NOW, mark, Action.SOLVE, "Li", NOW)  # handled twice, after a crash
    card = reviews.listing(session, store, NOW, 0, NOW)
    assert [(one.review.key, one.case.solved_by) for one in card.reviews] == [("a", "Li"), ("b", None)]
    assert keys(reviews.listing(session, store, None, 0, NOW)) == ["b"]


def test_something_may_be_done_about_a_whole_card(session: Session, store: Store) -> None:
    add_review(session, store, "earlier", NOW - 2 * DAY)
    tell(session, store, NOW - DAY)
    for key in ("a", "b"):
        add_review(session, store, key, NOW - timedelta(hours=1))
    tell(session, store, NOW - timedelta(hours=2))
    reviews.act(session, store, NOW - timedelta(hours=2), "all", Action.MUTE, "Li", NOW)
    muted = {
        one.review.key: one.case.muted_by for one in reviews.listing(session, store, None, 0, NOW).reviews
    }
    assert muted == {"a": "Li", "b": "Li", "earlier": None}


def test_muted_ones_are_not_overdue_until_the_mute_ends(session: Session, store: Store) -> None:
    add_review(session, store, "a", NOW - timedelta(hours=1))
    tell(session, store)
    late = NOW + timedelta(hours=20)
    reviews.act(session, store, None, "all", Action.MUTE, "Li", late)
    assert reviews.check(session, store, NOW + timedelta(hours=43)).is_empty
    assert len(reviews.check(session, store, NOW + timedelta(hours=44)).overdue) == 1


def test_a_card_whose_reviews_were_told_again_is_old(session: Session, store: Store) -> None:
    add_review(session, store, "a", NOW - timedelta(hours=1))
    for day in range(3):
        tell(session, store, NOW + day * DAY)
    for known in (NOW, NOW + 2 * DAY):
        assert keys(reviews.listing(session, store, known, 0, NOW)) == ["a"]
    with pytest.raises(Mistake) as mistake:
        reviews.listing(session, store, NOW + DAY, 0, NOW)
    assert mistake.value.reason == "old_review_card"


def test_pages_that_do_not_exist_are_the_nearest_that_do(session: Session, store: Store) -> None:
    for i in range(6):
        add_review(session, store, f"{i}", NOW - timedelta(hours=i))
    card = reviews.listing(session, store, None, 99, NOW)
    assert (card.page, [one.review.key for one in card.shown]) == (1, ["5"])
    assert reviews.listing(session, store, None, -1, NOW).page == 0


def test_a_new_store_is_checked_at_once_then_at_its_times(session: Session, store: Store) -> None:
    assert reviews.due(session, NOW) == (store,)
    assert reviews.claim(session, store, NOW)
    assert not reviews.claim(session, store, NOW)
    reviews.settle(session, store, NOW)
    nine = NOW + timedelta(hours=23)
    assert reviews.due(session, nine - timedelta(seconds=1)) == ()
    assert not reviews.claim(session, store, nine - timedelta(seconds=1))
    assert reviews.due(session, nine) == (store,)
    assert reviews.claim(session, store, nine)


def test_missed_times_are_one_check(session: Session, store: Store) -> None:
    reviews.claim(session, store, NOW)
    reviews.settle(session, store, NOW)
    late = NOW + 5 * DAY
    assert reviews.claim(session, store, late)
    reviews.settle(session, store, late)
    assert reviews.due(session, late) == ()


def test_after_a_crash_the_check_is_made_again(session: Session, store: Store) -> None:
    assert reviews.claim(session, store, NOW)
    assert not reviews.claim(session, store, NOW + timedelta(minutes=4))
    assert reviews.claim(session, store, NOW + timedelta(minutes=5))


def test_an_earlier_time_that_was_set_since_counts(session: Session, store: Store) -> None:
    reviews.claim(session, store, NOW)
    reviews.settle(session, store, NOW)
    changed = replace(store, review_times=(time(9), time(13)))
    change_store(session, changed)
    assert reviews.due(session, NOW) == (changed,)
    assert not reviews.claim(session, changed, NOW)  # 10:00 is no review time
    assert reviews.due(session, NOW) == ()
    assert reviews.claim(session, changed, NOW + timedelta(hours=3))


def test_a_store_without_review_times_is_never_due(session: Session, store: Store) -> None:
    silent = replace(store, review_times=())
    change_store(session, silent)
    assert reviews.due(session, NOW) == ()
    assert not reviews.claim(session, silent, NOW)
