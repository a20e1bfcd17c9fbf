"""Tasks as kept: what was approved, whose it is, who did it."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from metrics.tasks import Proposal, Task, TaskKind
from storage.alerts import as_json
from storage.tables import task


def add_task(
    session: Session,
    store_id: int,
    proposal: Proposal,
    alert_id: int | None,
    made_by: tuple[int, str],
    owner: tuple[int, str] | None,
    now: datetime,
) -> Task:
    owner_id, owner_name = owner or (None, None)
    values = {
        "store_id": store_id,
        "kind": str(proposal.kind),
        "alert_id": alert_id,
        "facts": as_json(proposal.facts),
        "made_by": made_by[0],
        "made_by_name": made_by[1],
        "made_at": now,
        "owner_id": owner_id,
        "owner_name": owner_name,
        "due_day": proposal.due,
    }
    return _task(session.execute(insert(task).values(values).returning(task)).one())


def open_tasks(session: Session, store_id: int) -> tuple[Task, ...]:
    """What is not done, the oldest first."""
    query = select(task).where(task.c.store_id == store_id, task.c.done_at.is_(None)).order_by(task.c.id)
    return tuple(_task(row) for row in session.execute(query))


def task_by_id(session: Session, store_id: int, task_id: int) -> Task | None:
    row = session.execute(select(task).where(task.c.store_id == store_id, task.c.id == task_id)).one_or_none()
    return None if row is None else _task(row)


def mark_done(session: Session, store_id: int, task_id: int, person: str, now: datetime) -> Task | None:
    """None where there is no such task, or somebody was faster."""
    query = (
        update(task)
        .where(task.c.store_id == store_id, task.c.id == task_id, task.c.done_at.is_(None))
        .values(done_at=now, done_by=person)
        .returning(task)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else _task(row)


def _task(row: Row[Any]) -> Task:
    return Task(
        id=row.id,
        kind=TaskKind(row.kind),
        alert_id=row.alert_id,
        facts=json.loads(row.facts),
        made_by=row.made_by_name,
        made_at=row.made_at,
        owner=None if row.owner_id is None else (row.owner_id, row.owner_name or ""),
        due=row.due_day,
        done_at=row.done_at,
        done_by=row.done_by,
    )
