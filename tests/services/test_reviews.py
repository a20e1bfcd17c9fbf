"""What a review check tells, once; the cards; who does what about a review, and what files say of it."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from metrics.mistakes import Mistake
from metrics.reviews import Action, AlreadyToldError, Check, Listing, Stage
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


def act(
    session: Session, store: Store, told_at: datetime | None, mark: str, action: Action, now: datetime = NOW
) -> frozenset[datetime]:
    """By somebody who has just looked at the card."""
    card = reviews.listing(session, store, told_at, 0, now)
    one = card.marked(mark)
    version = card.version if one is None else one.case.version
    return reviews.act(session, store, (told_at, version), mark, action, (2, "Li"), now)


def change(session: Session, key: str, **words: str) -> None:
    """A later file tells more of the review."""
    session.execute(update(tables.review).where(tables.review.c.review_key == key).values(words))


def test_a_review_is_told_once(session: Session, store: Store) -> None:
    add_review(session, store, "a", NOW - timedelta(hours=1))
    assert [one.review.key for one in tell(session, store).new] == ["a"]
    for day in (0.5, 1, 2):
        assert reviews.check(session, store, NOW + day * DAY).is_empty


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
    assert later.is_empty
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
    act(session, store, NOW, mark, Action.CLOSE)
    card = reviews.listing(session, store, NOW, 0, NOW)
    assert [(one.review.key, one.case.solved_by) for one in card.reviews] == [("a", "Li"), ("b", None)]
    assert keys(reviews.listing(session, store, None, 0, NOW)) == ["b"]


def test_an_old_button_never_acts_on_a_new_state(session: Session, store: Store) -> None:
    for key in ("a", "b"):
        add_review(session, store, key, NOW - timedelta(hours=1))
    tell(session, store)
    mark = reviews.listing(session, store, NOW, 0, NOW).reviews[0].mark
    assert reviews.act(session, store, (NOW, 0), mark, Action.TAKE, (2, "Li"), NOW) == frozenset()
    for which, who in ((mark, (3, "Wang")), ("all", (3, "Wang")), (mark, (2, "Li"))):
        with pytest.raises(Mistake) as mistake:
            reviews.act(session, store, (NOW, 0), which, Action.ANSWER, who, NOW)
        assert mistake.value.reason == "old_review_button"
    card = reviews.listing(session, store, NOW, 0, NOW)
    assert [one.case.taken_by for one in card.reviews] == ["Li", None]
    reviews.act(session, store, (NOW, card.version), "all", Action.TAKE, (3, "Wang"), NOW)
    card = reviews.listing(session, store, NOW, 0, NOW)
    assert [one.case.taken_by for one in card.reviews] == ["Li", "Wang"]  # what is somebody's stays theirs


def test_something_may_be_done_about_a_whole_card(session: Session, store: Store) -> None:
    add_review(session, store, "earlier", NOW - 2 * DAY)
    tell(session, store, NOW - DAY)
    for key in ("a", "b"):
        add_review(session, store, key, NOW - timedelta(hours=1))
    tell(session, store, NOW - timedelta(hours=2))
    act(session, store, NOW - timedelta(hours=2), "all", Action.MUTE)
    muted = {
        one.review.key: one.case.muted_by for one in reviews.listing(session, store, None, 0, NOW).reviews
    }
    assert muted == {"a": "Li", "b": "Li", "earlier": None}


def test_what_is_done_in_the_list_is_to_be_shown_on_the_card(session: Session, store: Store) -> None:
    add_review(session, store, "a", NOW - timedelta(hours=1))
    tell(session, store)
    mark = reviews.listing(session, store, None, 0, NOW).reviews[0].mark
    assert act(session, store, None, mark, Action.TAKE) == {NOW}


def test_a_reply_in_a_later_file_is_the_answer(session: Session, store: Store) -> None:
    add_review(session, store, "a", NOW - timedelta(hours=1))
    tell(session, store)
    assert reviews.note_answers(session, store, NOW) == frozenset()
    change(session, "a", reply="Sorry!")
    later = NOW + timedelta(hours=3)
    assert reviews.note_answers(session, store, later) == {NOW}
    (one,) = reviews.listing(session, store, NOW, 0, later).reviews
    assert (one.stage(later), one.case.answered_at, one.case.answered_by) == (Stage.ANSWERED, later, None)
    assert reviews.note_answers(session, store, later) == frozenset()
    assert reviews.listing(session, store, None, 0, later).reviews == ()


def test_what_the_buyer_adds_later_opens_a_closed_case_again(session: Session, store: Store) -> None:
    add_review(session, store, "a", NOW - timedelta(hours=1))
    tell(session, store)
    mark = reviews.listing(session, store, NOW, 0, NOW).reviews[0].mark
    for action in (Action.TAKE, Action.ANSWER, Action.CLOSE):
        act(session, store, NOW, mark, action)
    change(session, "a", reply="Sorry!")  # what Li answered shows in the next file
    reviews.note_answers(session, store, NOW + DAY)
    assert reviews.check(session, store, NOW + DAY).is_empty
    change(session, "a", follow_up="It broke again")
    later = NOW + 2 * DAY
    reviews.note_answers(session, store, later)
    found = tell(session, store, later)
    assert ([one.review.key for one in found.reopened], found.new) == (["a"], ())
    assert reviews.check(session, store, later).is_empty
    card = reviews.listing(session, store, later, 0, later)
    assert (card.reopened, card.reviews[0].case.taken_by, card.reviews[0].is_open) == (1, "Li", True)
    assert keys(reviews.listing(session, store, NOW, 0, later)) == ["a"]  # its first card shows it, too


def test_what_was_answered_from_the_start_opens_again_when_its_buyer_adds_to_it(
    session: Session, store: Store
) -> None:
    add_review(session, store, "a", NOW - 20 * DAY, reply="Sorry!", follow_up="Thanks")
    reviews.note_answers(session, store, NOW)
    assert tell(session, store).is_empty
    change(session, "a", follow_up="Thanks, but it broke again")
    assert [one.review.key for one in tell(session, store, NOW + DAY).reopened] == ["a"]


def test_a_card_tells_of_the_order_and_of_earlier_ones(session: Session, store: Store) -> None:
    add_review(session, store, "a", NOW - timedelta(hours=1), order_id="33", product="Lamp", variant="red")
    for key, days in (("b", 2), ("c", 29), ("d", 40)):
        add_review(session, store, key, NOW - days * DAY, product="lamp", reply="Sorry!")
    add_review(session, store, "good", NOW - DAY, "good", product="Lamp")
    order = {"store_id": store.id, "upload_id": upload_of(session, store), "order_id": "33"}
    session.execute(
        insert(tables.shop_order).values(**order, created_at=NOW - 12 * DAY, paid_at=NOW - 11 * DAY)
    )
    (one,) = reviews.check(session, store, NOW).new
    assert (one.review.ordered_at, one.review.variant, one.earlier) == (NOW - 11 * DAY, "red", 2)


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
