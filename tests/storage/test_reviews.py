"""Questions about reviews, asked of both kinds of database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.periods import before
from metrics.reviews import Case, Grade, OpenReviews, ProductVisitors
from metrics.rivals import OwnRating
from metrics.stores import Store
from storage import reviews, tables
from storage.settings import change
from tests.uploading import make_store
from tests.watching import add_case, add_review, upload_of

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


def ago(**length: float) -> datetime:
    return NOW - timedelta(**length)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def keys(session: Session, store: Store) -> list[str]:
    return [one.review.key for one in reviews.open_cases(session, store.id, NOW)]


def test_open_are_the_unanswered_bad_and_neutral_ones(session: Session, store: Store) -> None:
    add_review(session, store, "bad", ago(hours=1))
    add_review(session, store, "neutral", ago(hours=2), "neutral")
    add_review(session, store, "good", ago(hours=2), "good")
    add_review(session, store, "answered", ago(hours=2), reply="Sorry!")
    add_review(session, store, "empty reply", ago(hours=3), reply="")
    add_review(session, store, "solved", ago(hours=2))
    add_case(session, store, "solved", solved_at=NOW, solved_by="Li")
    add_review(session, make_store(session, -200), "of another store", ago(hours=1))
    assert keys(session, store) == ["bad", "neutral", "empty reply"]


def test_history_is_not_in_play_until_it_was_listed(session: Session, store: Store) -> None:
    add_review(session, store, "old", ago(days=8))
    add_review(session, store, "listed", ago(days=9))
    add_case(session, store, "listed", first_told_at=ago(days=8), last_told_at=ago(days=1))
    add_review(session, store, "counted", ago(days=6))
    add_case(session, store, "counted", last_told_at=ago(days=1))
    add_review(session, store, "taken before it was told", ago(days=6))
    add_case(session, store, "taken before it was told", taken_by="Li")
    assert keys(session, store) == ["taken before it was told", "listed"]
    assert reviews.uncounted_history(session, store.id, NOW) == 1
    assert reviews.history_count(session, store.id, NOW) == 2
    assert reviews.open_count(session, store.id, NOW) == OpenReviews(2, 2)


@pytest.mark.parametrize(
    ("posted_at", "first_told_at", "overdue"),
    [
        (ago(hours=24), None, 1),
        (ago(hours=23), None, 0),
        (ago(days=5), ago(hours=23), 0),
        (ago(days=5), ago(hours=24), 1),
    ],
)
def test_overdue_counts_from_the_first_telling(
    session: Session, store: Store, posted_at: datetime, first_told_at: datetime | None, overdue: int
) -> None:
    add_review(session, store, "a", posted_at)
    if first_told_at:
        add_case(session, store, "a", first_told_at=first_told_at, last_told_at=first_told_at)
    assert reviews.open_count(session, store.id, NOW) == OpenReviews(1, overdue)


def test_overdue_follows_the_stores_own_rule(session: Session, store: Store) -> None:
    add_review(session, store, "a", ago(hours=30))
    rule = {"store_id": store.id, "name": "review_overdue_hours", "value": "48"}
    session.execute(insert(tables.rule).values(rule))
    assert reviews.open_count(session, store.id, NOW) == OpenReviews(1, 0)


def test_telling_again_keeps_the_first_moment(session: Session, store: Store) -> None:
    for key in ("a", "b"):
        add_review(session, store, key, ago(days=2))
    reviews.mark_told(session, store.id, ["a"], ago(days=1))
    reviews.mark_told(session, store.id, ["a", "b"], NOW)
    reviews.mark_told(session, store.id, [], NOW)
    told = {one.review.key: one.case for one in reviews.open_cases(session, store.id, NOW)}
    assert told == {"a": Case(ago(days=1), NOW), "b": Case(NOW, NOW)}
    assert [one.review.key for one in reviews.told_cases(session, store.id, ago(days=1))] == ["a"]
    assert {one.review.key for one in reviews.told_cases(session, store.id, NOW)} == {"a", "b"}


def test_history_is_counted_once(session: Session, store: Store) -> None:
    add_review(session, store, "old", ago(days=8))
    add_review(session, store, "old but taken", ago(days=9))
    add_case(session, store, "old but taken", taken_by="Li")
    add_review(session, store, "new", ago(days=1))
    reviews.mark_counted(session, store.id, NOW, NOW)
    assert reviews.uncounted_history(session, store.id, NOW) == 0
    assert reviews.counted_at(session, store.id, NOW) == 2
    assert reviews.told_cases(session, store.id, NOW) == ()
    assert keys(session, store) == ["new"]


def test_a_case_is_kept_only_as_it_was_seen(session: Session, store: Store) -> None:
    add_review(session, store, "a", ago(hours=1))
    taken = Case(taken_by="Li", taken_by_id=2, taken_at=NOW, draft=3, seen_follow_up="x", version=1)
    assert reviews.save(session, store.id, "a", taken, 0)
    assert not reviews.save(session, store.id, "a", Case(taken_by="Wang", version=1), 0)
    (one,) = reviews.open_cases(session, store.id, NOW)
    assert one.case == taken
    assert reviews.save(session, store.id, "a", Case(answered_at=NOW, version=2), 1)
    assert keys(session, store) == []


def test_a_reply_of_before_it_was_opened_again_is_no_answer(session: Session, store: Store) -> None:
    add_review(session, store, "a", ago(hours=1), reply="Sorry!")
    add_case(session, store, "a", seen_reply="Sorry!", reopened_at=ago(hours=1))
    add_review(session, store, "b", ago(hours=1), reply="Sorry again!")
    add_case(session, store, "b", seen_reply="Sorry!", reopened_at=ago(hours=1))
    assert keys(session, store) == ["a"]
    assert [one.review.key for one in reviews.replied_cases(session, store.id, ago(days=9))] == ["b"]


def test_overdue_counts_anew_from_when_it_was_opened_again(session: Session, store: Store) -> None:
    add_review(session, store, "a", ago(days=9))
    add_case(session, store, "a", first_told_at=ago(days=9), last_told_at=NOW, reopened_at=ago(hours=2))
    assert reviews.open_count(session, store.id, NOW) == OpenReviews(1, 0)


def test_over_are_those_to_which_something_was_added(session: Session, store: Store) -> None:
    for key, case in {
        "answered": {"answered_at": NOW},
        "closed": {"solved_at": NOW},
        "seen": {"solved_at": NOW, "seen_follow_up": "Broke"},
        "open": {"taken_at": NOW},
    }.items():
        add_review(session, store, key, ago(hours=1), follow_up="Broke")
        add_case(session, store, key, **case)
    add_review(session, store, "nothing added", ago(hours=1), follow_up="")
    add_case(session, store, "nothing added", solved_at=NOW)
    found = reviews.over_cases(session, store.id, ago(days=9))
    assert {one.review.key for one in found} == {"answered", "closed"}
    assert reviews.over_cases(session, store.id, NOW) == ()


def test_stores_with_something_told_and_not_answered(session: Session, store: Store) -> None:
    add_review(session, store, "a", ago(hours=1))
    assert reviews.waiting_stores(session) == set()
    reviews.mark_told(session, store.id, ["a"], NOW)
    assert reviews.waiting_stores(session) == {store.id}
    reviews.save(session, store.id, "a", Case(NOW, NOW, escalated_at=NOW), 0)
    assert reviews.waiting_stores(session) == set()


def test_reviews_of_other_shops_are_never_ours(session: Session, store: Store) -> None:
    """A file names its shop; nobody sees the numbers of another shop's orders."""
    tables_product = {"store_id": store.id, "upload_id": upload_of(session, store)}
    session.execute(insert(tables.product).values(**tables_product, item_id="7", title="Lamp"))
    rival = {"store_id": store.id, "name": "Pine", "followed_by": 1, "followed_at": NOW}
    session.execute(insert(tables.rival).values(rival))
    for key, known in {
        "no shop": {},
        "our name": {"shop": "Shop"},
        "our order": {"shop": "Shop flagship", "order_id": "33"},
        "our item": {"shop": "Shop flagship", "item_id": "7"},
        "another": {"shop": "Oak", "item_id": "99"},
        "followed": {"shop": "Pine", "order_id": "34"},
    }.items():
        add_review(session, store, key, ago(hours=1), stars=1, **known)
    assert set(keys(session, store)) == {"no shop", "our name", "our order", "our item"}
    assert reviews.open_count(session, store.id, NOW).count == 4
    rating = reviews.own_rating(session, store.id, ago(days=9))
    assert rating == OwnRating(Decimal(1), 4)
    change(session, store.id, "own_shops", "Oak\nElm")
    assert "another" in keys(session, store)


def test_complaints_are_of_a_time(session: Session, store: Store) -> None:
    for key, at, grade in (("a", 1, "bad"), ("b", 2, "neutral"), ("c", 3, "bad"), ("d", 2, "good")):
        add_review(session, store, key, ago(days=at), grade, reply="Sorry!")
    found = reviews.complaints(session, store.id, ago(days=2), ago(days=1))
    assert [one.key for one in found] == ["b"]


def test_traffic_is_the_most_visited_of_the_period(session: Session, store: Store) -> None:
    product_day = insert(tables.product_day)
    for day, item, visitors in [
        (14, "x", 900),
        (15, "a", 5),
        (21, "a", 6),
        (21, "b", 10),
        (22, "x", 900),
        (21, "z", 0),
    ]:
        row = {
            "store_id": store.id,
            "upload_id": upload_of(session, store),
            "day": date(2026, 11, day),
            "item_id": item,
        }
        session.execute(product_day.values({**row, "visitors": visitors}))
    product = {"store_id": store.id, "upload_id": upload_of(session, store), "item_id": "a", "title": "Lamp"}
    session.execute(insert(tables.product).values(product))
    found = reviews.traffic(session, store.id, before(date(2026, 11, 21), 7))
    assert found.products == (ProductVisitors("a", "Lamp", 11), ProductVisitors("b", "", 10))


def test_a_review_that_names_only_the_item_gets_its_title(session: Session, store: Store) -> None:
    product = {"store_id": store.id, "upload_id": upload_of(session, store), "item_id": "a", "title": "Lamp"}
    session.execute(insert(tables.product).values(product))
    add_review(session, store, "r", ago(hours=1), item_id="a", stars=1, body="broken", follow_up="")
    (one,) = reviews.open_cases(session, store.id, NOW)
    assert (one.review.product, one.review.stars, one.review.grade) == ("Lamp", 1, Grade.BAD)
    assert (one.review.posted_at, one.review.follow_up) == (ago(hours=1), None)


def test_our_stars_are_the_mean_of_those_known(session: Session, store: Store) -> None:
    assert reviews.own_rating(session, store.id, ago(days=90)) is None
    add_review(session, store, "a", ago(days=1), stars=1)
    add_review(session, store, "b", ago(days=1), "good", stars=4)
    add_review(session, store, "c", ago(days=1), "good")
    add_review(session, store, "d", ago(days=91), "good", stars=5)
    assert reviews.own_rating(session, store.id, ago(days=90)) == OwnRating(Decimal("2.5"), 2)
