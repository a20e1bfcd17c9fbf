"""Absences as people note them."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from metrics.absences import AwayWish, parse_away
from metrics.mistakes import Mistake
from metrics.stores import Person, Role, Store
from services import absences
from storage import members
from tests.uploading import NOW, make_store

LI, WANG, ZHAO = (5, "Li"), (6, "Wang"), (7, "Zhao")
DAY = timedelta(days=1)


@pytest.fixture
def store(session: Session) -> Store:
    store = make_store(session)
    for user_id, name in (LI, WANG, ZHAO):
        members.remember(session, store.id, Person(user_id, name, Role.STAFF), 1, NOW)
    return store


def wish(store: Store, words: str) -> AwayWish:
    return parse_away(words, store.today(NOW))


def test_noted_changed_and_over(session: Session, store: Store) -> None:
    noted = absences.leave(session, store, LI, wish(store, "11-26..11-30 @wang"), NOW)
    assert noted is not None
    assert (noted.first_day, noted.last_day) == (date(2026, 11, 26), date(2026, 11, 30))
    assert (noted.name, noted.stand_in) == ("Li", WANG)
    assert absences.set_stand_in(session, store, noted.id, LI, "7", NOW).stand_in == ZHAO
    assert absences.set_stand_in(session, store, noted.id, LI, "0", NOW).stand_in is None
    longer = absences.leave(session, store, LI, wish(store, "11-28..12-02"), NOW)
    assert absences.absences(session, store, NOW) == (longer,)  # in place of the other
    assert absences.absences(session, store, NOW + 20 * DAY) == ()
    assert absences.leave(session, store, LI, wish(store, "off"), NOW) is None
    assert absences.absences(session, store, NOW) == ()


@pytest.mark.parametrize(
    ("who", "words", "reason"),
    [
        (LI, "11-26 @Chen", "unknown_stand_in"),
        (LI, "11-26 @Li", "unknown_stand_in"),  # not oneself
        (LI, "off", "nobody_away"),
        ((1087968824, "Group"), "11-26", "anonymous_away"),
    ],
)
def test_mistakes(session: Session, store: Store, who: tuple[int, str], words: str, reason: str) -> None:
    with pytest.raises(Mistake) as caught:
        absences.leave(session, store, who, wish(store, words), NOW)
    assert caught.value.reason == reason


def test_only_ones_own_absence_is_changed(session: Session, store: Store) -> None:
    noted = absences.leave(session, store, LI, wish(store, "11-26"), NOW)
    assert noted is not None
    for where, who, reason in (
        (store, WANG, "not_your_absence"),
        (make_store(session, telegram_id=-200), LI, "unknown_absence"),
    ):
        with pytest.raises(Mistake) as caught:
            absences.set_stand_in(session, where, noted.id, who, "7", NOW)
        assert caught.value.reason == reason
