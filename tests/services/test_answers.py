"""A store writes its own answers to reviews, and gets the usual ones back."""

import pytest
from sqlalchemy.orm import Session

from metrics.answers import MOST, NEW, Drawer, mark_of
from metrics.mistakes import Mistake
from metrics.reviews import ReviewTopic
from metrics.stores import Store
from services import answers
from tests.uploading import NOW, make_store

DRAWER = Drawer("zh", ReviewTopic.SIZE, ("usual 1", "usual 2"))


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def write(session: Session, store: Store, mark: str, text: str) -> tuple[str, ...]:
    return answers.write(session, store, DRAWER, mark, text, "Li", NOW)


def test_changing_one_of_the_usual_makes_them_the_store_s_own(session: Session, store: Store) -> None:
    assert answers.templates(session, store.id, DRAWER) == ("usual 1", "usual 2")
    assert write(session, store, mark_of("usual 2"), "抱歉，{商品}") == ("usual 1", "抱歉，{product}")
    assert write(session, store, NEW, "more") == ("usual 1", "抱歉，{product}", "more")
    assert answers.own(session, store.id, "zh") == {ReviewTopic.SIZE: ("usual 1", "抱歉，{product}", "more")}
    assert answers.text_of(session, store.id, DRAWER, mark_of("more")) == "more"


def test_one_is_removed_and_all_give_way_to_the_usual(session: Session, store: Store) -> None:
    write(session, store, NEW, "mine")
    left = answers.remove(session, store, DRAWER, mark_of("usual 1"), "Li", NOW)
    assert left == ("usual 2", "mine")
    assert answers.usual_again(session, store, DRAWER, "Li", NOW) == ("usual 1", "usual 2")
    for mark in ("usual 1", "usual 2"):
        left = answers.remove(session, store, DRAWER, mark_of(mark), "Li", NOW)
    assert left == ("usual 1", "usual 2")  # without the last one the usual ones hold again


@pytest.mark.parametrize(
    ("mark", "text", "reason"),
    [
        (mark_of("gone"), "x", "old_button"),
        (mark_of("usual 1"), "{buyer}", "unknown_placeholder"),
        (NEW, "  ", "no_answer_text"),
    ],
)
def test_what_cannot_be_kept_changes_nothing(
    session: Session, store: Store, mark: str, text: str, reason: str
) -> None:
    with pytest.raises(Mistake) as mistake:
        write(session, store, mark, text)
    assert mistake.value.reason == reason
    assert answers.own(session, store.id, "zh") == {}


def test_there_are_not_too_many(session: Session, store: Store) -> None:
    for number in range(MOST - 2):
        write(session, store, NEW, f"mine {number}")
    with pytest.raises(Mistake) as mistake:
        write(session, store, NEW, "one too many")
    assert mistake.value.reason == "too_many_answers"
