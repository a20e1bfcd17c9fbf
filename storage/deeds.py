"""What people did in a store during a day: files, reviews, alerts, targets, budgets, tasks."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, distinct, func, select
from sqlalchemy.orm import Session

from metrics.alerts import BY_PEOPLE, Status
from metrics.evening import Deed, Done
from metrics.uploads import UploadState
from storage.tables import (
    ad_budget,
    alert,
    alert_event,
    member,
    review_case,
    sales_reading,
    target_day,
    task,
    upload,
)


def done(session: Session, store_id: int, start: datetime, end: datetime) -> tuple[Done, ...]:
    """From `start` until `end`, which is excluded."""
    return (
        *_files(session, store_id, start, end),
        *_reviews(session, store_id, start, end),
        *_alerts(session, store_id, start, end),
        *_targets(session, store_id, start, end),
        *_budgets(session, store_id, start, end),
        *_tasks(session, store_id, start, end),
    )


def _files(session: Session, store_id: int, start: datetime, end: datetime) -> Iterator[Done]:
    query = (
        select(upload.c.user_name, func.count().label("files"))
        .where(
            upload.c.store_id == store_id,
            upload.c.received_at >= start,
            upload.c.received_at < end,
            upload.c.state == UploadState.STORED,
        )
        .group_by(upload.c.user_name)
    )
    return (Done(row.user_name, Deed.FILES, row.files) for row in session.execute(query))


def _reviews(session: Session, store_id: int, start: datetime, end: datetime) -> Iterator[Done]:
    """What somebody took and answered on the same day counts as answered."""
    case = review_case.c
    at = func.coalesce(case.answered_at, case.solved_at, type_=case.solved_at.type)
    by = func.coalesce(case.answered_by, case.solved_by)
    solved = at >= start, at < end, by.is_not(None)
    taken = case.taken_at >= start, case.taken_at < end, at.is_(None)
    for deed, person, when in (
        (Deed.REVIEWS_SOLVED, by, solved),
        (Deed.REVIEWS_TAKEN, case.taken_by, taken),
    ):
        query = select(person.label("person"), func.count().label("reviews"))
        query = query.where(case.store_id == store_id, *when).group_by(person)
        yield from (Done(row.person or "", deed, row.reviews) for row in session.execute(query))


def _alerts(session: Session, store_id: int, start: datetime, end: datetime) -> Iterator[Done]:
    """What somebody took and closed on the same day counts as closed."""
    query = (
        select(alert_event.c.alert_id, alert_event.c.person, alert_event.c.reason)
        .join(alert, alert.c.id == alert_event.c.alert_id)
        .where(
            alert.c.store_id == store_id,
            *_within(alert_event.c.at, start, end),
            alert_event.c.reason.in_((Status.TAKEN, *BY_PEOPLE)),
            alert_event.c.person.is_not(None),
        )
    )
    closed: dict[tuple[int, str], bool] = {}
    for row in session.execute(query):
        key = row.alert_id, row.person
        closed[key] = closed.get(key, False) or row.reason != Status.TAKEN
    for (_, person), is_closed in closed.items():
        yield Done(person, Deed.ALERTS_CLOSED if is_closed else Deed.ALERTS_TAKEN, 1)


def _targets(session: Session, store_id: int, start: datetime, end: datetime) -> Iterator[Done]:
    """A month's target is set in one go, and counts once."""
    when = _within(target_day.c.set_at, start, end)
    query = (
        select(target_day.c.set_by_name, func.count(distinct(target_day.c.set_at)).label("times"))
        .where(target_day.c.store_id == store_id, *when)
        .group_by(target_day.c.set_by_name)
    )
    return (Done(row.set_by_name or "", Deed.TARGETS, row.times) for row in session.execute(query))


def _budgets(session: Session, store_id: int, start: datetime, end: datetime) -> Iterator[Done]:
    query = (
        select(ad_budget.c.set_by, func.count().label("budgets"))
        .where(ad_budget.c.store_id == store_id, *_within(ad_budget.c.set_at, start, end))
        .group_by(ad_budget.c.set_by)
    )
    for row in session.execute(query).all():
        yield Done(_name(session, store_id, row.set_by), Deed.BUDGETS, row.budgets)


def _tasks(session: Session, store_id: int, start: datetime, end: datetime) -> Iterator[Done]:
    query = (
        select(task.c.done_by, func.count().label("tasks"))
        .where(task.c.store_id == store_id, *_within(task.c.done_at, start, end))
        .group_by(task.c.done_by)
    )
    return (Done(row.done_by or "", Deed.TASKS, row.tasks) for row in session.execute(query))


def _within(at: ColumnElement[datetime], start: datetime, end: datetime) -> tuple[ColumnElement[bool], ...]:
    return at >= start, at < end


def _name(session: Session, store_id: int, user_id: int) -> str:
    """As the store remembers them, or as they were called when they last did something; "" else."""
    for named, user, name, latest in (
        (member, member.c.user_id, member.c.name, member.c.at),
        (upload, upload.c.user_id, upload.c.user_name, upload.c.received_at),
        (target_day, target_day.c.set_by, target_day.c.set_by_name, target_day.c.set_at),
        (sales_reading, sales_reading.c.user_id, sales_reading.c.user_name, sales_reading.c.at),
    ):
        query = select(name).where(named.c.store_id == store_id, user == user_id, name.is_not(None))
        if found := session.scalar(query.order_by(latest.desc()).limit(1)):
            return str(found)
    return ""
