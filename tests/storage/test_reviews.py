"""Questions about reviews, asked of both kinds of database."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.periods import before
from metrics.reviews import Action, Case, Grade, OpenReviews, ProductVisitors
from metrics.rivals import OwnRating
from storage import reviews, tables

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


def ago(**length: float) -> datetime:
    return NOW - timedelta(**length)


@pytest.fixture
def store_id(session: Session) -> int:
    return make_store(session)


def make_store(session: Session) -> int:
    number = len(session.execute(tables.store.select()).all()) + 1
    chat = insert(tables.chat).values(telegram_id=-number, kind="group", title="Nova")
    chat_id = session.execute(chat.returning(tables.chat.c.id)).scalar_one()
    store = insert(tables.store).values(
        chat_id=chat_id, name="Nova", language="en", zone="Asia/Shanghai", brief_at=time(9),
        brief_patience_minutes=120, review_times="09:00", created_by=1, created_at=NOW,
    )  # fmt: skip
    store_id: int = session.execute(store.returning(tables.store.c.id)).scalar_one()
    upload = insert(tables.upload).values(
        id=store_id, store_id=store_id, user_id=1, user_name="Li", file_id="f", file_name="a.csv", size=1,
        state="stored", received_at=NOW,
    )  # fmt: skip
    session.execute(upload)
    return store_id


def add(
    session: Session, store_id: int, key: str, posted_at: datetime, grade: str = "bad", **more: object
) -> None:
    row = {
        "store_id": store_id,
        "upload_id": store_id,
        "review_key": key,
        "posted_at": posted_at,
        "grade": grade,
    }
    session.execute(insert(tables.review).values({**row, **more}))


def add_case(session: Session, store_id: int, key: str, **done: object) -> None:
    session.execute(insert(tables.review_case).values(store_id=store_id, review_key=key, **done))


def keys(session: Session, store_id: int) -> list[str]:
    return [one.review.key for one in reviews.open_cases(session, store_id, NOW)]


def test_open_are_the_unanswered_bad_and_neutral_ones(session: Session, store_id: int) -> None:
    add(session, store_id, "bad", ago(hours=1))
    add(session, store_id, "neutral", ago(hours=2), "neutral")
    add(session, store_id, "good", ago(hours=2), "good")
    add(session, store_id, "answered", ago(hours=2), reply="Sorry!")
    add(session, store_id, "empty reply", ago(hours=3), reply="")
    add(session, store_id, "solved", ago(hours=2))
    add_case(session, store_id, "solved", solved_at=NOW, solved_by="Li")
    add(session, make_store(session), "of another store", ago(hours=1))
    assert keys(session, store_id) == ["bad", "neutral", "empty reply"]


def test_history_is_not_in_play_until_it_was_listed(session: Session, store_id: int) -> None:
    add(session, store_id, "old", ago(days=8))
    add(session, store_id, "listed", ago(days=9))
    add_case(session, store_id, "listed", first_told_at=ago(days=8), last_told_at=ago(days=1))
    add(session, store_id, "counted", ago(days=6))
    add_case(session, store_id, "counted", last_told_at=ago(days=1))
    add(session, store_id, "taken before it was told", ago(days=6))
    add_case(session, store_id, "taken before it was told", taken_by="Li")
    assert keys(session, store_id) == ["taken before it was told", "listed"]
    assert reviews.uncounted_history(session, store_id, NOW) == 1
    assert reviews.history_count(session, store_id, NOW) == 2
    assert reviews.open_count(session, store_id, NOW) == OpenReviews(2, 2)


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
    session: Session, store_id: int, posted_at: datetime, first_told_at: datetime | None, overdue: int
) -> None:
    add(session, store_id, "a", posted_at)
    if first_told_at:
        add_case(session, store_id, "a", first_told_at=first_told_at, last_told_at=first_told_at)
    assert reviews.open_count(session, store_id, NOW) == OpenReviews(1, overdue)


def test_overdue_follows_the_stores_own_rule(session: Session, store_id: int) -> None:
    add(session, store_id, "a", ago(hours=30))
    rule = {"store_id": store_id, "name": "review_overdue_hours", "value": "48"}
    session.execute(insert(tables.rule).values(rule))
    assert reviews.open_count(session, store_id, NOW) == OpenReviews(1, 0)


def test_telling_again_keeps_the_first_moment(session: Session, store_id: int) -> None:
    for key in ("a", "b"):
        add(session, store_id, key, ago(days=2))
    reviews.mark_told(session, store_id, ["a"], ago(days=1))
    reviews.mark_told(session, store_id, ["a", "b"], NOW)
    reviews.mark_told(session, store_id, [], NOW)
    told = {one.review.key: one.case for one in reviews.open_cases(session, store_id, NOW)}
    assert told == {"a": Case(ago(days=1), NOW), "b": Case(NOW, NOW)}
    assert [one.review.key for one in reviews.told_cases(session, store_id, ago(days=1))] == ["a"]
    assert {one.review.key for one in reviews.told_cases(session, store_id, NOW)} == {"a", "b"}


def test_history_is_counted_once(session: Session, store_id: int) -> None:
    add(session, store_id, "old", ago(days=8))
    add(session, store_id, "old but taken", ago(days=9))
    add_case(session, store_id, "old but taken", taken_by="Li")
    add(session, store_id, "new", ago(days=1))
    reviews.mark_counted(session, store_id, NOW, NOW)
    assert reviews.uncounted_history(session, store_id, NOW) == 0
    assert reviews.counted_at(session, store_id, NOW) == 2
    assert reviews.told_cases(session, store_id, NOW) == ()
    assert keys(session, store_id) == ["new"]


def test_who_takes_first_has_it(session: Session, store_id: int) -> None:
    add(session, store_id, "a", ago(hours=1))
    reviews.act(session, store_id, ["a"], Action.TAKE, "Li", NOW)
    reviews.act(session, store_id, ["a"], Action.TAKE, "Wang", NOW + timedelta(minutes=1))
    reviews.act(session, store_id, ["a"], Action.MUTE, "Wang", NOW)
    (one,) = reviews.open_cases(session, store_id, NOW)
    assert one.case == Case(taken_by="Li", taken_at=NOW, muted_by="Wang", muted_until=NOW + timedelta(days=1))


def test_solved_once_and_open_again(session: Session, store_id: int) -> None:
    add(session, store_id, "a", ago(hours=1))
    reviews.mark_told(session, store_id, ["a"], NOW)
    reviews.act(session, store_id, ["a"], Action.SOLVE, "Li", NOW)
    reviews.act(session, store_id, ["a"], Action.SOLVE, "Wang", NOW + timedelta(minutes=1))
    (solved,) = reviews.told_cases(session, store_id, NOW)
    assert (solved.case.solved_by, solved.case.solved_at) == ("Li", NOW)
    assert keys(session, store_id) == []
    reviews.act(session, store_id, ["a"], Action.REOPEN, "Li", NOW)
    (again,) = reviews.open_cases(session, store_id, NOW)
    assert again.case == Case(NOW, NOW)


def test_traffic_is_the_most_visited_of_the_period(session: Session, store_id: int) -> None:
    product_day = insert(tables.product_day)
    for day, item, visitors in [
        (14, "x", 900),
        (15, "a", 5),
        (21, "a", 6),
        (21, "b", 10),
        (22, "x", 900),
        (21, "z", 0),
    ]:
        row = {"store_id": store_id, "upload_id": store_id, "day": date(2026, 11, day), "item_id": item}
        session.execute(product_day.values({**row, "visitors": visitors}))
    product = {"store_id": store_id, "upload_id": store_id, "item_id": "a", "title": "Lamp"}
    session.execute(insert(tables.product).values(product))
    found = reviews.traffic(session, store_id, before(date(2026, 11, 21), 7))
    assert found.products == (ProductVisitors("a", "Lamp", 11), ProductVisitors("b", "", 10))


def test_a_review_that_names_only_the_item_gets_its_title(session: Session, store_id: int) -> None:
    product = {"store_id": store_id, "upload_id": store_id, "item_id": "a", "title": "Lamp"}
    session.execute(insert(tables.product).values(product))
    add(session, store_id, "r", ago(hours=1), item_id="a", stars=1, body="broken", follow_up="")
    (one,) = reviews.open_cases(session, store_id, NOW)
    assert (one.review.product, one.review.stars, one.review.grade) == ("Lamp", 1, Grade.BAD)
    assert (one.review.posted_at, one.review.follow_up) == (ago(hours=1), None)


def test_our_stars_are_the_mean_of_those_known(session: Session, store_id: int) -> None:
    assert reviews.own_rating(session, store_id, ago(days=90)) is None
    add(session, store_id, "a", ago(days=1), stars=1)
    add(session, store_id, "b", ago(days=1), "good", stars=4)
    add(session, store_id, "c", ago(days=1), "good")
    add(session, store_id, "d", ago(days=91), "good", stars=5)
    assert reviews.own_rating(session, store_id, ago(days=90)) == OwnRating(Decimal("2.5"), 2)
