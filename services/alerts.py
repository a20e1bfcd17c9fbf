"""Alerts: what to send now of what was found, and what people say about a card."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from metrics.alerts import MUTE, Alert, AlertState, Decision, Finding, Reason, Rule, Status, decide
from metrics.mistakes import Mistake
from metrics.stores import Store
from storage import alerts as kept


def judge(
    session: Session,
    store: Store,
    rules_judged: Collection[Rule],
    findings: Iterable[Finding],
    now: datetime,
) -> tuple[Alert, ...]:
    """The alerts whose card is to go out now. Opens, carries on or ends all alerts of `rules_judged`.

    A card counts as sent when it is in the outbox: whoever puts it there calls `mark_sent` in the same
    transaction, so that a crash in between makes the next judge return it again.
    """
    kept.lock_alerts(session, store.id)
    known = kept.last_alerts(session, store.id, rules_judged)
    found = {finding.cause: finding for finding in findings}
    today = store.today(now)
    due: list[Alert] = []
    for cause in sorted({*known, *found}):
        alert, finding = known.get(cause), found.get(cause)
        decision = decide(alert.state if alert else None, finding, today, now)
        if finding is not None:
            alert = _keep(session, store, alert, finding, decision, now)
            if decision.send:
                due.append(alert)
        elif alert is not None and decision.reason is Reason.ENDED:
            kept.end_alert(session, alert.id, now)
    return tuple(due)


def mark_sent(session: Session, alert_id: int, day: date) -> None:
    """To be called in the transaction that puts the card of `day` into the outbox."""
    kept.set_sent(session, alert_id, day)


def press(
    session: Session, store_id: int, alert_id: int, status: Status, person: str, now: datetime
) -> Alert:
    """Somebody takes, solves or mutes an alert. What has ended, is solved or taken by another stays so.

    Raises Mistake("unknown_alert").
    """
    alert = kept.alert_by_id(session, store_id, alert_id)
    if alert is None:
        raise Mistake("unknown_alert")
    is_over = alert.state.status in (Status.ENDED, Status.SOLVED)
    if is_over or alert.state.status is status is Status.TAKEN:
        return alert
    muted_until = now + MUTE if status is Status.MUTED else None
    kept.set_status(session, alert.id, status, person, muted_until)
    return replace(alert, person=person, state=replace(alert.state, status=status, muted_until=muted_until))


def _keep(
    session: Session, store: Store, alert: Alert | None, finding: Finding, decision: Decision, now: datetime
) -> Alert:
    if alert is None or decision.opens:
        number = kept.open_alert(session, store.id, finding, now)
        return Alert(number, finding, now, AlertState(Status.OPEN, None))
    reopened = Status.MUTED if decision.reason is Reason.MUTED else Status.OPEN
    was_over = alert.state.status is Status.ENDED
    kept.carry_on(session, alert.id, finding, status=reopened if was_over else None)
    return replace(alert, finding=finding)
