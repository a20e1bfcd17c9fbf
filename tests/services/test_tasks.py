"""What an alert proposes becomes somebody's task, once, and is done once."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy.orm import Session

from metrics.alerts import Alert, Finding, Rule, Status
from metrics.evening import Deed, Done
from metrics.mistakes import Mistake
from metrics.stores import Store
from metrics.tasks import TaskKind
from services import alerts, owners, tasks
from storage import deeds
from tests.uploading import NOW, make_store

OVER = Finding(Rule.BUDGET_OVER, "关键词推广", {"spent": "480", "budget": "500", "at": "10:00"})
LI, WANG = (42, "Li"), (43, "Wang")


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def opened(session: Session, store: Store, finding: Finding = OVER) -> Alert:
    judged = alerts.judge(session, store, alerts.Found([finding.rule], [finding]), NOW)
    alerts.told(session, store, judged.told, NOW)
    return alerts.known(session, store.id, judged.told[0].id)


def press(alert: Alert) -> alerts.Press:
    return alerts.Press(alert.id, alert.version, LI[1], LI[0])


def test_what_is_approved_is_the_ad_person_s_and_the_alert_theirs(session: Session, store: Store) -> None:
    owners.choose(session, store, "ads", WANG)
    alert = opened(session, store)
    task = tasks.approve(session, store, press(alert), NOW)
    assert (task.kind, task.facts["amount"], task.owner) == (TaskKind.CAP, "500", WANG)
    assert task.due == date(2026, 11, 22)
    assert tasks.open_tasks(session, store) == (task,)
    known = alerts.known(session, store.id, alert.id)
    assert (known.state.status, known.person) == (Status.TAKEN, "Wang")
    assert known.state.taken_until == store.moment(date(2026, 11, 22), time(18))  # all of its day
    assert tasks.card_of(session, store, task) == {known.card_id}
    assert [event.reason for event in alerts.story(session, alert.id)] == ["new", "approve", "give", "taken"]


def test_without_an_ad_person_it_is_whoever_s_and_the_alert_the_approver_s(
    session: Session, store: Store
) -> None:
    alert = opened(session, store)
    assert tasks.approve(session, store, press(alert), NOW).owner is None
    assert alerts.known(session, store.id, alert.id).person == "Li"


def test_an_old_button_approves_nothing(session: Session, store: Store) -> None:
    alert = opened(session, store)
    tasks.approve(session, store, press(alert), NOW)
    with pytest.raises(Mistake) as caught:
        tasks.approve(session, store, press(alert), NOW)
    assert caught.value.reason == "old_alert_card"
    other = opened(session, store, Finding(Rule.ROI_LOW, ""))
    with pytest.raises(Mistake) as caught:
        tasks.approve(session, store, press(other), NOW)
    assert caught.value.reason == "nothing_to_approve"
    assert len(tasks.open_tasks(session, store)) == 1


def test_it_is_done_once_and_stands_in_the_story_and_among_the_deeds(session: Session, store: Store) -> None:
    alert = opened(session, store)
    task = tasks.approve(session, store, press(alert), NOW)
    done = tasks.done(session, store, task.id, "Wang", NOW)
    assert done.done_by == "Wang"
    assert tasks.open_tasks(session, store) == ()
    assert alerts.story(session, alert.id)[-1].reason == "task_done"
    found = deeds.done(session, store.id, NOW - timedelta(hours=1), NOW + timedelta(hours=1))
    assert Done("Wang", Deed.TASKS, 1) in found
    with pytest.raises(Mistake) as caught:
        tasks.done(session, store, task.id, "Li", NOW)
    assert (caught.value.reason, caught.value.facts["person"]) == ("task_done_before", "Wang")
    with pytest.raises(Mistake) as caught:
        tasks.done(session, make_store(session, -200), task.id, "Li", NOW)
    assert caught.value.reason == "unknown_task"
