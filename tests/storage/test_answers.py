"""A store's own answers, on both kinds of database."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from metrics.reviews import ReviewTopic
from storage import answers
from tests.uploading import make_store

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


def test_they_are_kept_in_order_by_language_and_topic(session: Session) -> None:
    store, other = make_store(session), make_store(session, -200)
    assert answers.templates(session, store.id, "zh") == {}
    answers.replace(session, store.id, "zh", ReviewTopic.SIZE, ("b", "a", "抱歉 {product} 🌙"), "Li", NOW)
    answers.replace(session, store.id, "en", ReviewTopic.SIZE, ("x",), "Li", NOW)
    answers.replace(session, other.id, "zh", ReviewTopic.SIZE, ("y",), "Li", NOW)
    assert answers.templates(session, store.id, "zh") == {ReviewTopic.SIZE: ("b", "a", "抱歉 {product} 🌙")}
    answers.replace(session, store.id, "zh", ReviewTopic.SIZE, ("c",), "Li", NOW)
    assert answers.templates(session, store.id, "zh") == {ReviewTopic.SIZE: ("c",)}
    answers.replace(session, store.id, "zh", ReviewTopic.SIZE, (), "Li", NOW)
    assert answers.templates(session, store.id, "zh") == {}
    assert answers.templates(session, store.id, "en") == {ReviewTopic.SIZE: ("x",)}
