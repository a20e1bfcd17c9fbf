"""Alerts as kept: the last one about each cause, its card, what happened to it, and what is muted."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session

from metrics.alerts import Alert, AlertState, Event, Finding, Level, Mute, Reason, Rule, Status
from storage.tables import alert, alert_card, alert_event, mute

# ------------------------------------------------------------------------------------------------- looking


def last_alerts(session: Session, store_id: int, rules: Collection[Rule]) -> dict[tuple[Rule, str], Alert]:
    """By cause, the latest alert about it, also where that is over."""
    latest = (
        select(func.max(alert.c.id))
        .where(alert.c.store_id == store_id, alert.c.rule.in_([str(rule) for rule in rules]))
        .group_by(alert.c.rule, alert.c.subject)
    )
    found = (_alert(row) for row in session.execute(select(alert).where(alert.c.id.in_(latest))))
    return {one.finding.cause: one for one in found}


def not_over(session: Session, store_id: int) -> tuple[Alert, ...]:
    """All that is not over, whoever has it and whether anybody was told, the oldest first."""
    query = select(alert).where(alert.c.store_id == store_id, alert.c.ended_at.is_(None))
    return tuple(_alert(row) for row in session.execute(query.order_by(alert.c.id)))


def between(session: Session, store_id: int, since: datetime, until: datetime) -> tuple[Alert, ...]:
    """The alerts opened from `since` on and before `until`, in order."""
    query = select(alert).where(
        alert.c.store_id == store_id, alert.c.opened_at >= since, alert.c.opened_at < until
    )
    return tuple(_alert(row) for row in session.execute(query.order_by(alert.c.id)))


def stores_with_alerts(session: Session) -> frozenset[int]:
    """The stores of which any alert is not over."""
    return frozenset(session.scalars(select(alert.c.store_id).where(alert.c.ended_at.is_(None)).distinct()))


def known_before(session: Session, store_id: int, moment: datetime) -> int:
    """How many alerts that were told before are still to be seen to."""
    there = alert.c.state.in_((str(Status.OPEN), str(Status.TAKEN)))
    query = select(func.count()).where(alert.c.store_id == store_id, alert.c.told_at < moment, there)
    return session.scalar(query) or 0


def alert_by_id(session: Session, store_id: int, alert_id: int) -> Alert | None:
    query = select(alert).where(alert.c.store_id == store_id, alert.c.id == alert_id)
    row = session.execute(query).one_or_none()
    return None if row is None else _alert(row)


def card_row(session: Session, store_id: int, card_id: int) -> tuple[str, datetime] | None:
    """A card's topic, and when it was made; None where it is another store's."""
    query = select(alert_card.c.topic, alert_card.c.made_at).where(
        alert_card.c.store_id == store_id, alert_card.c.id == card_id
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row.topic, row.made_at)


def on_card(session: Session, store_id: int, card_id: int) -> tuple[Alert, ...]:
    """The alerts that share a card, in the order they stand on it."""
    query = select(alert).where(alert.c.store_id == store_id, alert.c.card_id == card_id).order_by(alert.c.id)
    return tuple(_alert(row) for row in session.execute(query))


def cards_changed_since(session: Session, store_id: int, moment: datetime) -> tuple[int, ...]:
    """The cards with an alert that is not over, or to which anything happened from that moment on."""
    happened = exists().where(alert_event.c.alert_id == alert.c.id, alert_event.c.at >= moment)
    query = select(alert.c.card_id).where(alert.c.store_id == store_id, alert.c.card_id.is_not(None))
    query = query.where(or_(alert.c.ended_at.is_(None), happened)).distinct().order_by(alert.c.card_id)
    return tuple(session.scalars(query))


def events(session: Session, alert_ids: Sequence[int]) -> dict[int, tuple[Event, ...]]:
    """What happened to some alerts, in order."""
    found: dict[int, list[Event]] = {number: [] for number in alert_ids}
    query = select(alert_event).where(alert_event.c.alert_id.in_(alert_ids)).order_by(alert_event.c.id)
    for row in session.execute(query):
        found[row.alert_id].append(Event(row.at, row.reason, row.person, row.note))
    return {number: tuple(own) for number, own in found.items()}


# ------------------------------------------------------------------------------------------------ changing


def open_alert(
    session: Session, store_id: int, finding: Finding, status: Status, reason: Reason, now: datetime, of: date
) -> int:
    """Writes a new alert down, not told yet; returns its id."""
    row = {
        "store_id": store_id,
        "rule": str(finding.rule),
        "subject": finding.subject,
        "state": str(status),
        "reason": str(reason),
        "opened_at": now,
        "is_critical": finding.is_critical,
        "of_day": of,
        "facts": as_json(finding.facts),
    }
    number: int = session.execute(insert(alert).values(row).returning(alert.c.id)).scalar_one()
    note(session, number, now, str(reason))
    return number


def change(session: Session, alert_id: int, values: Mapping[str, object], *, is_seen: bool = True) -> None:
    """`is_seen`: people can see the change, so that buttons made before it are old."""
    grown = {"version": alert.c.version + 1} if is_seen else {}
    session.execute(update(alert).where(alert.c.id == alert_id).values({**values, **grown}))


def note(
    session: Session, alert_id: int, now: datetime, reason: str, person: str | None = None, text: str = ""
) -> None:
    row = {"alert_id": alert_id, "at": now, "reason": reason, "person": person, "note": text}
    session.execute(insert(alert_event).values(row))


def new_card(session: Session, store_id: int, topic: str, now: datetime) -> int:
    """`topic`: of the alerts it is for, or NIGHT. Returns its id."""
    row = {"store_id": store_id, "topic": topic, "made_at": now}
    number: int = session.execute(insert(alert_card).values(row).returning(alert_card.c.id)).scalar_one()
    return number


def put_on_card(
    session: Session, card_id: int, alert_ids: Collection[int], told_at: datetime | None = None
) -> None:
    """From now on the alerts live on that card; with `told_at` they are told by it."""
    told = {} if told_at is None else {"told_at": told_at}
    session.execute(update(alert).where(alert.c.id.in_(alert_ids)).values(card_id=card_id, **told))


# -------------------------------------------------------------------------------------------------- mutes


def mutes(session: Session, store_id: int, now: datetime) -> tuple[Mute, ...]:
    """What is muted now."""
    query = select(mute).where(mute.c.store_id == store_id, or_(mute.c.until.is_(None), mute.c.until > now))
    return tuple(
        Mute(Rule(row.rule) if row.rule else None, row.subject, row.until, row.person)
        for row in session.execute(query.order_by(mute.c.id))
    )


def add_mute(session: Session, store_id: int, said: Mute, now: datetime) -> None:
    """In place of an earlier one of the same reach."""
    drop_mute(session, store_id, said.rule, said.subject)
    rule = None if said.rule is None else str(said.rule)
    values = {"rule": rule, "subject": said.subject, "until": said.until, "person": said.person}
    session.execute(insert(mute).values(store_id=store_id, made_at=now, **values))


def drop_mute(session: Session, store_id: int, rule: Rule | None, subject: str | None) -> None:
    same = (
        column.is_(None) if value is None else column == str(value)
        for column, value in ((mute.c.rule, rule), (mute.c.subject, subject))
    )
    session.execute(delete(mute).where(mute.c.store_id == store_id, *same))


def drop_until_gone(session: Session, store_id: int, finding: Finding) -> None:
    """The cause is gone, and with it what was muted until then."""
    session.execute(
        delete(mute).where(
            mute.c.store_id == store_id,
            mute.c.until.is_(None),
            mute.c.rule == str(finding.rule),
            mute.c.subject == finding.subject,
        )
    )


# --------------------------------------------------------------------------------------------------- rows


def _alert(row: Row[Any]) -> Alert:
    rule = Rule(row.rule)
    return Alert(
        id=row.id,
        finding=Finding(rule, row.subject, json.loads(row.facts), Level.FIRING, row.of_day, row.is_critical),
        opened_at=row.opened_at,
        state=AlertState(
            status=Status(row.state),
            told_at=row.told_at,
            is_critical=row.is_critical,
            taken_until=row.taken_until,
            closed_on=row.closed_on,
            fine_since=row.fine_since,
            ended_at=row.ended_at,
            noticed=row.noticed,
            open_since=row.open_since,
        ),
        person=row.person,
        person_id=row.person_id,
        card_id=row.card_id,
        version=row.version,
        reason=Reason(row.reason) if row.reason in set(Reason) else Reason.SAME,
        muted_until=row.muted_until,
    )


def as_json(facts: Mapping[str, str]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)
