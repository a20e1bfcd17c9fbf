"""Who acted when, and the readings taken afterwards."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from metrics.aftermath import Measure, Reading, Trend
from metrics.alerts import Status
from storage.tables import alert, alert_event, follow_up, task
from storage.upsert import insert


@dataclass(frozen=True)
class Act:
    """Somebody solved an alert or, with `task_id`, did what a task for it asked."""

    store_id: int
    alert_id: int
    task_id: int | None
    at: datetime


def acts(session: Session, since: datetime, store_id: int | None = None) -> tuple[Act, ...]:
    """All since then that still hold, of one store or of all; a task only where its alert is not solved."""
    of = true() if store_id is None else alert.c.store_id == store_id
    solved = (
        select(alert.c.store_id, alert.c.id, func.max(alert_event.c.at).label("at"))
        .join(alert_event, alert_event.c.alert_id == alert.c.id)
        .where(alert.c.state == str(Status.SOLVED), alert_event.c.reason == str(Status.SOLVED))
        .where(alert_event.c.at >= since, of)
        .group_by(alert.c.store_id, alert.c.id)
    )
    done = (
        select(alert.c.store_id, alert.c.id, task.c.id.label("task_id"), task.c.done_at)
        .join(task, task.c.alert_id == alert.c.id)
        .where(task.c.done_at >= since, alert.c.state != str(Status.SOLVED), of)
    )
    found = [Act(row.store_id, row.id, None, row.at) for row in session.execute(solved)]
    found += [Act(row.store_id, row.id, row.task_id, row.done_at) for row in session.execute(done)]
    return tuple(sorted(found, key=lambda one: (one.alert_id, one.task_id or 0)))


def taken(session: Session, since: date) -> frozenset[tuple[int | None, int | None, int, date]]:
    """The readings there are that were due since: alert or task, step, the day it was due."""
    columns = follow_up.c.alert_id, follow_up.c.task_id, follow_up.c.step, follow_up.c.due_day
    query = select(*columns).where(follow_up.c.due_day >= since)
    return frozenset((row.alert_id, row.task_id, row.step, row.due_day) for row in session.execute(query))


def keep(
    session: Session, act: Act, step: int, due_day: date, reading: Reading | None, now: datetime
) -> bool:
    """Whether it is new; None is kept, too: nothing was to be read."""
    about = {"task_id": act.task_id} if act.task_id else {"alert_id": act.alert_id}
    values = {"store_id": act.store_id, "step": step, "due_day": due_day, "done_at": now}
    row = insert(session, follow_up).values(**about, **values, facts=as_json(reading))
    return session.execute(row.on_conflict_do_nothing().returning(follow_up.c.id)).first() is not None


def readings(session: Session, alert_ids: Collection[int]) -> dict[int, tuple[Reading, ...]]:
    """By alert, what was read after it was solved or a task for it was done; the newest of each step."""
    found: dict[int, dict[int, Reading]] = {}
    for row in session.execute(_kept(alert_ids)):
        said = json.loads(row.facts)
        if said:
            found.setdefault(row.about, {})[row.step] = _reading(row.step, said)
    return {number: tuple(own[step] for step in sorted(own)) for number, own in found.items()}


def _kept(alert_ids: Collection[int]) -> Select[tuple[int, int, str]]:
    about = func.coalesce(follow_up.c.alert_id, task.c.alert_id)
    of_task = and_(task.c.id == follow_up.c.task_id, task.c.alert_id.in_(alert_ids))
    return (
        select(about.label("about"), follow_up.c.step, follow_up.c.facts)
        .join_from(follow_up, task, of_task, isouter=True)
        .where(or_(follow_up.c.alert_id.in_(alert_ids), task.c.id.is_not(None)))
        .order_by(follow_up.c.due_day, follow_up.c.id)
    )


def as_json(reading: Reading | None) -> str:
    if reading is None:
        return "{}"
    figures = {"before": str(reading.before), "after": str(reading.after), "days": str(reading.days)}
    named = {"measure": str(reading.measure), "trend": str(reading.trend)}
    return json.dumps(figures | named, sort_keys=True)


def _reading(step: int, said: dict[str, str]) -> Reading:
    return Reading(
        step=step,
        measure=Measure(said["measure"]),
        before=Decimal(said["before"]),
        after=Decimal(said["after"]),
        days=int(said["days"]),
        trend=Trend(said["trend"]),
    )
