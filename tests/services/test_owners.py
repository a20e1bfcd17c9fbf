"""Who is told of an alert, and who the people of a store are."""

from datetime import time, timedelta

import pytest
from sqlalchemy.orm import Session

from metrics.absences import parse_away
from metrics.alerts import Alert, AlertState, Finding, Notice, Reason, Rule, Status
from metrics.mistakes import Mistake
from metrics.owners import MANAGERS
from metrics.quiet import Hours, Stretch
from metrics.stores import Person, Role, Store
from services import absences, owners, stores
from storage import chats, members, settings
from tests.uploading import NOW, make_store, make_upload

FOUNDER = (1, "")
LI, WANG, ZHAO = (5, "Li"), (6, "Wang"), (7, "Zhao")
DAY = timedelta(days=1)


@pytest.fixture
def store(session: Session) -> Store:
    """Li and Wang are staff, Zhao only reads."""
    store = make_store(session)
    for (user_id, name), role in ((LI, Role.STAFF), (WANG, Role.STAFF), (ZHAO, Role.VIEWER)):
        members.remember(session, store.id, Person(user_id, name, role), 1, NOW)
    return store


def alert(reason: Reason = Reason.UNTAKEN, person_id: int | None = None) -> Alert:
    found = Finding(Rule.BUDGET_OVER, "a")
    return Alert(1, found, NOW, AlertState(Status.OPEN, told_at=NOW), reason=reason, person_id=person_id)


def told(session: Session, store: Store, one: Alert, notice: Notice = Notice.OWNER) -> tuple[int, ...]:
    return tuple(user_id for user_id, _ in owners.who_is_told(session, store, one, notice, NOW))


def test_without_a_choice_the_founder_is_told(session: Session, store: Store) -> None:
    assert owners.who_is_told(session, store, alert(), Notice.OWNER, NOW) == (FOUNDER,)
    chats.chat_for(session, 1, "private", "Zhang")
    assert owners.who_is_told(session, store, alert(), Notice.OWNER, NOW) == ((1, "Zhang"),)


def test_who_looks_after_the_topic_is_told_then_the_managers(session: Session, store: Store) -> None:
    owners.choose(session, store, "ads", LI)
    owners.choose(session, store, "sales", WANG)
    assert owners.who_is_told(session, store, alert(), Notice.OWNER, NOW) == (LI,)
    assert told(session, store, alert(), Notice.MANAGER) == (1,)
    members.remember(session, store.id, Person(8, "Sun", Role.MANAGER), 1, NOW)
    assert told(session, store, alert(), Notice.MANAGER) == (1, 8)
    owners.choose(session, store, MANAGERS, WANG)
    assert told(session, store, alert(), Notice.MANAGER) == (6,)
    owners.choose(session, store, MANAGERS, LI)
    assert told(session, store, alert(), Notice.MANAGER) == ()  # nobody is told twice
    owners.choose(session, store, "ads", None)
    assert told(session, store, alert()) == (1,)


def test_a_promise_is_remembered_to_who_made_it(session: Session, store: Store) -> None:
    owners.choose(session, store, "ads", LI)
    assert told(session, store, alert(Reason.PROMISE_PAST, person_id=6)) == (6,)
    assert told(session, store, alert(Reason.UNTAKEN, person_id=6)) == (5,)
    assert told(session, store, alert(Reason.PROMISE_PAST, person_id=1087968824)) == (5,)  # no person


def test_who_is_away_is_not_told(session: Session, store: Store) -> None:
    owners.choose(session, store, "ads", LI)
    absences.leave(session, store, LI, parse_away("11-22..11-23 @Wang", store.today(NOW)), NOW)
    assert told(session, store, alert()) == (6,)
    absences.leave(session, store, WANG, parse_away("11-22", store.today(NOW)), NOW)
    assert told(session, store, alert()) == (1,)
    absences.leave(session, store, LI, parse_away("off", store.today(NOW)), NOW)
    assert told(session, store, alert()) == (5,)


def test_people_are_staff_senders_and_whoever_asks(session: Session, store: Store) -> None:
    make_upload(session, store, by="小王")  # Telegram's id is 42
    people = owners.people(session, store, (9, "Boss"), NOW)
    assert people == (LI, WANG, (42, "小王"), (9, "Boss"))
    assert owners.people(session, store, ZHAO, NOW) == (LI, WANG, (42, "小王"))  # a viewer is none
    assert owners.people(session, store, (1087968824, "Group"), NOW + 61 * DAY) == (LI, WANG)
    assert owners.person(session, store, LI, "42", NOW) == (42, "小王")
    with pytest.raises(Mistake):
        owners.person(session, store, LI, "7", NOW)


def test_the_founder_is_known_by_the_name_they_had(session: Session) -> None:
    group = chats.chat_for(session, -300, "group", "Tea")
    store = stores.set_up(session, group, "zh", 1, NOW, "Zhang")
    assert owners.who_is_told(session, store, alert(), Notice.OWNER, NOW) == ((1, "Zhang"),)
    assert owners.people(session, store, LI, NOW) == ((1, "Zhang"), LI)


def test_who_cannot_be_spoken_to_is_named(session: Session, store: Store) -> None:
    owners.choose(session, store, "ads", LI)
    owners.choose(session, store, "sales", LI)
    owners.choose(session, store, "files", WANG)
    chats.chat_for(session, 6, "private", "Wang")
    known = owners.owners(session, store, NOW)
    assert (known.chosen["ads"], known.chosen["stock"], known.unreached) == (LI, None, ("Li",))
    with pytest.raises(Mistake):
        owners.choose(session, store, "weather", LI)


def test_hours_are_kept_where_they_differ(session: Session, store: Store) -> None:
    owners.set_hours(session, store, Stretch.QUIET, (time(23), time(8)))
    owners.set_hours(session, store, Stretch.WORK, (time(10), time(19)))
    hours = owners.owners(session, store, NOW).hours
    assert hours == Hours(time(23), time(8), time(10), time(19))
    owners.set_hours(session, store, Stretch.QUIET, (time(22), time(8)))
    owners.set_hours(session, store, Stretch.WORK, (time(9), time(18)))
    assert settings.settings(session, store.id).changed == {}
