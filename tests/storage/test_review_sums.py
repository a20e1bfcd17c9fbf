"""Many reviews at once, asked of both kinds of database."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.review_report import Grades, Written
from metrics.reviews import Grade
from metrics.stores import Store
from storage import review_sums, tables
from tests.uploading import make_store
from tests.watching import add_review, upload_of

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def test_grades_by_product_however_it_is_named(session: Session, store: Store) -> None:
    product = {"store_id": store.id, "upload_id": upload_of(session, store), "item_id": "7", "title": "Lamp"}
    session.execute(insert(tables.product).values(product))
    for key, grade, known in (
        ("a", "good", {"item_id": "7"}),
        ("b", "bad", {"item_id": "7", "product": "Lamp, red"}),
        ("c", "neutral", {"product": "ＶＡＳＥ"}),
        ("d", "good", {"product": "vase"}),
        ("e", "bad", {}),
        ("theirs", "bad", {"product": "vase", "shop": "Pine"}),
    ):
        add_review(session, store, key, NOW - DAY, grade, **known)
    add_review(session, store, "before", NOW - 3 * DAY, "bad", item_id="7")
    add_review(session, store, "now", NOW, "bad", item_id="7")
    found = review_sums.items(session, store.id, NOW - 2 * DAY, NOW)
    assert {one.name: one.grades for one in found} == {"7": Grades(1, 0, 1), "vase": Grades(1, 1, 0)}
    assert {one.title for one in found if one.name == "7"} <= {"Lamp", "Lamp, red"}


def test_the_newest_of_ours(session: Session, store: Store) -> None:
    assert review_sums.newest(session, store.id) is None
    add_review(session, store, "a", NOW - 3 * DAY, "good")
    add_review(session, store, "theirs", NOW, "good", shop="Pine")
    assert review_sums.newest(session, store.id) == NOW - 3 * DAY


def test_what_is_written_about_other_shops(session: Session, store: Store) -> None:
    assert not review_sums.has_others(session, store.id, NOW - 9 * DAY)
    add_review(session, store, "ours", NOW - DAY, body="mine")
    for key, shop, days in (("a", "Pine", 1), ("b", "Oak", 1), ("c", "Oak", 2), ("d", "Oak", 99)):
        add_review(session, store, key, NOW - days * DAY, body=key, follow_up="more", shop=shop)
    add_review(session, make_store(session, -200), "e", NOW - DAY, shop="Oak")
    found = review_sums.other_shops(session, store.id, NOW - 9 * DAY)
    assert list(found) == ["Oak", "Pine"]
    assert found["Oak"] == (Written(Grade.BAD, "b\nmore"), Written(Grade.BAD, "c\nmore"))
    assert review_sums.has_others(session, store.id, NOW - 9 * DAY)
