"""Alerts as kept: the last one about each cause, opened, marked as sent, taken, muted, solved, ended."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.orm import Session

from metrics.alerts import Alert, AlertState, Finding, Rule, Status
from storage.tables import alert, store


def lock_alerts(session: Session, store_id: int) -> None:
    """Makes a second judge of this store wait for the first (SQLite's writers wait for each other anyway)."""
    session.execute(select(store.c.id).where(store.c.id == store_id).with_for_update())


def last_alerts(session: Session, store_id: int, rules: Collection[Rule]) -> dict[tuple[Rule, str], Alert]:
    """By cause, the latest alert about it, also where that has ended."""
    latest = (
        select(func.max(alert.c.id))
        .where(alert.c.store_id == store_id, alert.c.rule.in_([str(rule) for rule in rules]))
        .group_by(alert.c.rule, alert.c.subject)
    )
    found = (as_alert(row) for row in session.execute(select(alert).where(alert.c.id.in_(latest))))
    return {one.finding.cause: one for one in found}


def alert_by_id(session: Session, store_id: int, alert_id: int) -> Alert | None:
    row = session.execute(
        select(alert).where(alert.c.store_id == store_id, alert.c.id == alert_id)
    ).one_or_none()
    return None if row is None else as_alert(row)


def open_alert(session: Session, store_id: int, finding: Finding, now: datetime) -> int:
    """Writes a new alert down, not sent yet; returns its id."""
    row = {
        "store_id": store_id,
        "rule": str(finding.rule),
        "subject": finding.subject,
        "state": str(Status.OPEN),
        "opened_at": now,
        "facts": as_json(finding.facts),
    }
    number: int = session.execute(insert(alert).values(row).returning(alert.c.id)).scalar_one()
    return number


def carry_on(session: Session, alert_id: int, finding: Finding, *, status: Status | None = None) -> None:
    """The cause is still there, with these figures; `status` only where it changes."""
    changed: dict[str, object] = {"facts": as_json(finding.facts), "ended_at": None}
    if status is not None:
        changed["state"] = str(status)
    session.execute(update(alert).where(alert.c.id == alert_id).values(changed))


def end_alert(session: Session, alert_id: int, now: datetime) -> None:
    session.execute(update(alert).where(alert.c.id == alert_id).values(state=str(Status.ENDED), ended_at=now))


def set_sent(session: Session, alert_id: int, day: date) -> None:
    """Its card of `day` is in the outbox: open again, whoever had it before."""
    session.execute(
        update(alert)
        .where(alert.c.id == alert_id, alert.c.last_sent_day.is_(None) | (alert.c.last_sent_day < day))
        .values(last_sent_day=day, state=str(Status.OPEN), person=None, muted_until=None)
    )


def set_status(
    session: Session, alert_id: int, status: Status, person: str, muted_until: datetime | None
) -> None:
    session.execute(
        update(alert)
        .where(alert.c.id == alert_id)
        .values(state=str(status), person=person, muted_until=muted_until)
    )


def as_alert(row: Row[tuple[object, ...]]) -> Alert:
    return Alert(
        id=row.id,
        finding=Finding(Rule(row.rule), row.subject, json.loads(row.facts)),
        opened_at=row.opened_at,
        state=AlertState(Status(row.state), row.last_sent_day, row.muted_until, row.ended_at),
        person=row.person,
    )


def as_json(facts: Mapping[str, str]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)
