"""Tasks: what an alert proposes is approved with a press, and somebody does it where the bot cannot."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

import services.alerts
import services.owners
import storage.alerts
import storage.settings
import storage.stores
import storage.tasks
from metrics.absences import Who, instead
from metrics.alerts import TAKEN_FOR, Topic
from metrics.mistakes import Mistake
from metrics.stores import Store
from metrics.tasks import APPROVED, DONE, Task, proposal
from services.alerts import Press


def approve(session: Session, store: Store, press: Press, now: datetime) -> Task:
    """Writes the task down; the alert is then whoever's the task is.

    Raises Mistake("unknown_alert"), Mistake("old_alert_card"), Mistake("nothing_to_approve").
    """
    storage.stores.lock_store(session, store.id)
    alert = services.alerts.seen(session, store.id, press)
    wanted = proposal(alert.finding)
    if wanted is None:
        raise Mistake("nothing_to_approve")
    owner = _owner(session, store, alert.finding.nature.topic, now)
    approver = (press.person_id, press.person)
    due = wanted.due or store.today(now)
    task = storage.tasks.add_task(session, store.id, replace(wanted, due=due), alert.id, approver, owner, now)
    storage.alerts.note(session, alert.id, now, APPROVED, press.person)
    evening = storage.settings.settings(session, store.id).hours.work_until
    until = max(store.moment(due, evening), now + TAKEN_FOR)  # the task has all of its day
    if owner is None or owner[0] == press.person_id:
        services.alerts.take(session, store, press, until, now)
    else:
        services.alerts.give(session, store, press, owner, now, until)
    return task


def done(session: Session, store: Store, task_id: int, person: str, now: datetime) -> Task:
    """Raises Mistake("unknown_task"), Mistake("task_done_before")."""
    known = storage.tasks.task_by_id(session, store.id, task_id)
    if known is None:
        raise Mistake("unknown_task")
    task = storage.tasks.mark_done(session, store.id, task_id, person, now)
    if task is None:
        raise Mistake("task_done_before", person=known.done_by or "")
    if task.alert_id is not None:
        storage.alerts.note(session, task.alert_id, now, DONE, person)
    return task


def open_tasks(session: Session, store: Store) -> tuple[Task, ...]:
    return storage.tasks.open_tasks(session, store.id)


def card_of(session: Session, store: Store, task: Task) -> frozenset[int]:
    """The alert card that tells of the task; empty where there is none."""
    if task.alert_id is None:
        return frozenset()
    card = services.alerts.known(session, store.id, task.alert_id).card_id
    return frozenset() if card is None else frozenset({card})


def _owner(session: Session, store: Store, topic: Topic, now: datetime) -> Who | None:
    """Who looks after the topic, or stands in; None where nobody was chosen, or is there."""
    owners = services.owners.owners(session, store, now)
    chosen = owners.chosen[str(topic)]
    return None if chosen is None else instead(owners.away, chosen, store.today(now))
