"""Alerts: what becomes of what was found, and what people say about a card."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

import services.calendar
import storage.alerts as kept
import storage.members
import storage.settings
import storage.stores
from metrics.alerts import (
    RUNNING,
    TAKEN_FOR,
    Alert,
    Around,
    Decision,
    Event,
    Finding,
    Level,
    Mute,
    Notice,
    Reason,
    Rule,
    Say,
    Status,
    decide,
    suppressor,
)
from metrics.calendar import Calendar
from metrics.mistakes import Mistake
from metrics.periods import DAY, Period
from metrics.quiet import Hours, is_quiet, worked
from metrics.stores import Role, Store

MOST_PEOPLE = 12
LOOKED_BACK = timedelta(days=14)  # how far working time is counted


@dataclass(frozen=True)
class Found:
    """What a watch has judged, and what it found: a cause of a judged rule that is not among it is fine."""

    rules: Collection[Rule]
    findings: Sequence[Finding]


@dataclass(frozen=True)
class Judged:
    """What is to be said: alerts that need a card, cards to be drawn anew, people to be told in private."""

    told: tuple[Alert, ...] = ()
    cards: frozenset[int] = frozenset()
    notices: tuple[tuple[Alert, Notice], ...] = ()


@dataclass(frozen=True)
class Circumstances:
    """What holds for all causes of a store now."""

    store: Store
    now: datetime
    hours: Hours
    calendar: Calendar
    mutes: tuple[Mute, ...]
    there: tuple[Finding, ...]  # all that is wrong now, as far as it is known

    @property
    def today(self) -> date:
        return self.store.today(self.now)

    def around(self, alert: Alert | None, finding: Finding | None) -> Around:
        told_at = alert.state.told_at if alert else None
        waited = timedelta(0)
        if told_at is not None:
            waited = worked(
                self.store, self.hours, self.calendar, max(told_at, self.now - LOOKED_BACK), self.now
            )
        return Around(
            now=self.now,
            today=self.today,
            is_quiet=is_quiet(self.store, self.hours, self.calendar, self.now),
            mute=next((one for one in self.mutes if finding and one.covers(finding, self.now)), None),
            suppressed_by=suppressor(finding, self.there) if finding else None,
            waited=waited,
        )


def circumstances(session: Session, store: Store, now: datetime, found: Found | None = None) -> Circumstances:
    today = store.today(now)
    judged = set(found.rules) if found else set()
    others = (one.finding for one in kept.not_over(session, store.id) if one.state.status in RUNNING)
    return Circumstances(
        store=store,
        now=now,
        hours=storage.settings.settings(session, store.id).hours,
        calendar=services.calendar.calendar(session, store, Period(today - LOOKED_BACK, today + DAY)),
        mutes=kept.mutes(session, store.id, now),
        there=(*(found.findings if found else ()), *(one for one in others if one.rule not in judged)),
    )


def judge(session: Session, store: Store, found: Found, now: datetime) -> Judged:
    """Opens, carries on or ends all alerts of the judged rules.

    Belongs into one transaction with what puts the cards out: nothing is said that is not kept, nor kept
    as said that is not.
    """
    kept.lock_alerts(session, store.id)
    known = kept.last_alerts(session, store.id, found.rules)
    findings = {finding.cause: finding for finding in found.findings}
    holds = circumstances(session, store, now, found)
    told: list[Alert] = []
    cards: set[int] = set()
    notices: list[tuple[Alert, Notice]] = []
    for cause in sorted({*known, *findings}):
        alert, finding = known.get(cause), findings.get(cause)
        decision = _decide(alert, finding, holds)
        if decision is None:
            continue
        alert = _keep(session, alert, finding, decision, holds)
        if decision.say is Say.CARD:
            told.append(alert)
        elif decision.say is Say.EDIT and alert.card_id is not None:
            cards.add(alert.card_id)
        if decision.notice is not None:
            notices.append((alert, decision.notice))
    return Judged(tuple(told), frozenset(cards), tuple(notices))


def _decide(alert: Alert | None, finding: Finding | None, holds: Circumstances) -> Decision | None:
    one = finding or (alert.finding if alert else None)
    if one is None:
        return None
    is_changed = alert is None or finding is None or alert.finding.facts != finding.facts
    state = alert.state if alert else None
    return decide(state, finding, holds.around(alert, finding), one.nature, is_changed)


def _keep(
    session: Session, alert: Alert | None, finding: Finding | None, decision: Decision, holds: Circumstances
) -> Alert:
    """Writes the decision down; returns the alert as it is now."""
    now = holds.now
    if finding is not None and (alert is None or decision.opens):
        of = finding.of or holds.today
        number = kept.open_alert(session, holds.store.id, finding, decision.status, decision.reason, now, of)
        opened = kept.alert_by_id(session, holds.store.id, number)
        assert opened is not None
        return opened
    assert alert is not None
    values: dict[str, object] = {"state": str(decision.status), "reason": str(decision.reason)}
    values |= _changed(alert, finding, decision, holds)
    is_seen = decision.status is not alert.state.status
    kept.change(session, alert.id, values, is_seen=is_seen)
    if decision.status is not alert.state.status or decision.notice is not None:
        kept.note(session, alert.id, now, str(decision.reason))
    if values.get("ended_at") is not None:
        kept.drop_until_gone(session, holds.store.id, alert.finding)
    changed = kept.alert_by_id(session, holds.store.id, alert.id)
    assert changed is not None
    return changed


def _changed(
    alert: Alert, finding: Finding | None, decision: Decision, holds: Circumstances
) -> dict[str, object]:
    """The columns that the decision changes beside status and reason."""
    values: dict[str, object] = {}
    if finding is not None and finding.level is Level.FIRING:
        values["facts"] = kept.as_json(finding.facts)
        values["is_critical"] = finding.is_critical
        values["of_day"] = finding.of or holds.today
    match decision.reason:
        case Reason.RECOVERING:
            values["fine_since"] = holds.now
        case Reason.OVER | Reason.GONE:
            values["ended_at"] = holds.now
        case Reason.BACK | Reason.WAVERING:
            values |= {"fine_since": None, "ended_at": None}
        case Reason.PROMISE_PAST:
            values |= {"taken_until": None, "person": None, "person_id": None}
    if decision.reason is Reason.MUTED:
        mute = holds.around(alert, finding).mute
        values |= {"muted_until": mute.until, "person": mute.person} if mute else {}
    if decision.notice is not None:
        values["noticed"] = 2 if decision.notice is Notice.MANAGER else 1
    return values


def told(session: Session, store: Store, alerts: Sequence[Alert], now: datetime) -> int:
    """A card for alerts of one topic that is being put out in this transaction; returns its number."""
    return kept.new_card(session, store.id, alerts[0].finding.nature.topic, [one.id for one in alerts], now)


# ------------------------------------------------------------------------------------------ what people press


@dataclass(frozen=True)
class Press:
    """What somebody wants of an alert, on a card as old as `version`."""

    alert_id: int
    version: int
    person: str
    person_id: int


def seen(session: Session, store_id: int, press: Press) -> Alert:
    """The alert as it is; an old button never acts on a new state.

    Raises Mistake("unknown_alert"), Mistake("old_alert_card").
    """
    alert = kept.alert_by_id(session, store_id, press.alert_id)
    if alert is None:
        raise Mistake("unknown_alert")
    if alert.version != press.version:
        raise Mistake("old_alert_card")
    return alert


def take(session: Session, store: Store, press: Press, until: datetime | None, now: datetime) -> Alert:
    """It is somebody's, for four hours where they do not say how long."""
    alert = seen(session, store.id, press)
    return _become(session, store, alert, press, Status.TAKEN, now, taken_until=until or now + TAKEN_FOR)


def give(session: Session, store: Store, press: Press, to: tuple[int, str], now: datetime) -> Alert:
    """It is another one's: who gave it stays in its story."""
    alert = seen(session, store.id, press)
    user_id, name = to
    given = replace(press, person=name, person_id=user_id)
    kept.note(session, alert.id, now, "give", press.person, name)
    return _become(session, store, alert, given, Status.TAKEN, now, taken_until=now + TAKEN_FOR)


def close(session: Session, store: Store, press: Press, status: Status, now: datetime) -> Alert:
    """Solved, or no problem at all."""
    alert = seen(session, store.id, press)
    of = alert.finding.of or store.today(now)
    return _become(session, store, alert, press, status, now, closed_on=of)


def mute(session: Session, store: Store, press: Press, said: Mute, now: datetime) -> Alert:
    """`said.rule` and `said.subject` None reach further than this alert."""
    alert = seen(session, store.id, press)
    kept.add_mute(session, store.id, said, now)
    return _become(session, store, alert, press, Status.MUTED, now, muted_until=said.until)


def reopen(session: Session, store: Store, press: Press, now: datetime) -> Alert:
    """What was taken, muted or closed is everybody's again."""
    alert = seen(session, store.id, press)
    for rule, subject in (
        (alert.finding.rule, alert.finding.subject),
        (alert.finding.rule, None),
        (None, None),
    ):
        kept.drop_mute(session, store.id, rule, subject)
    none = {"taken_until": None, "closed_on": None, "muted_until": None}
    return _become(session, store, alert, replace(press, person_id=0), Status.OPEN, now, **none)


def _become(
    session: Session,
    store: Store,
    alert: Alert,
    press: Press,
    status: Status,
    now: datetime,
    **values: object,
) -> Alert:
    if status is not Status.OPEN:
        values |= {"person": press.person, "person_id": press.person_id}
    else:
        values |= {"person": None, "person_id": None}
    kept.change(session, alert.id, {"state": str(status), **values})
    kept.note(session, alert.id, now, str(status), press.person)
    changed = kept.alert_by_id(session, store.id, alert.id)
    assert changed is not None
    return changed


def withdraw(session: Session, store_id: int, alerts: Iterable[Alert], now: datetime) -> None:
    """Their cause was in a file that counts no more."""
    for alert in alerts:
        kept.change(session, alert.id, {"state": str(Status.WITHDRAWN), "ended_at": now})
        kept.note(session, alert.id, now, str(Status.WITHDRAWN))
        kept.drop_until_gone(session, store_id, alert.finding)


def card(session: Session, store_id: int, card_id: int) -> tuple[tuple[Alert, tuple[Event, ...]], ...]:
    """The alerts of a card, each with what happened to it; nothing where it is another store's."""
    alerts = kept.on_card(session, store_id, card_id)
    stories = kept.events(session, [one.id for one in alerts])
    return tuple((one, stories[one.id]) for one in alerts)


def story(session: Session, alert_id: int) -> tuple[Event, ...]:
    return kept.events(session, [alert_id])[alert_id]


def known(session: Session, store_id: int, alert_id: int) -> Alert:
    """Raises Mistake("unknown_alert")."""
    alert = kept.alert_by_id(session, store_id, alert_id)
    if alert is None:
        raise Mistake("unknown_alert")
    return alert


# --------------------------------------------------------------------------------------------- whom it is for


def people(session: Session, store: Store) -> tuple[tuple[int, str], ...]:
    """To whom an alert may be given: who works for the store, and is known to the bot."""
    at_work = (Role.MANAGER, Role.STAFF)
    found = (one for one in storage.members.people_of(session, store.id) if one.role in at_work)
    return tuple((one.user_id, one.name) for one in found)[:MOST_PEOPLE]


def person(session: Session, store: Store, user_id: str) -> tuple[int, str]:
    """Raises Mistake("unknown_person")."""
    for one in people(session, store):
        if str(one[0]) == user_id:
            return one
    raise Mistake("unknown_person")


def who_is_told(
    session: Session, store: Store, alert: Alert, notice: Notice, now: datetime
) -> tuple[int, ...]:
    """Who looks after the topic (else whoever has it, else who founded the store); the managers."""
    if notice is Notice.MANAGER:
        managers = (
            one.user_id for one in storage.members.people_of(session, store.id) if one.role is Role.MANAGER
        )
        return tuple(dict.fromkeys((storage.stores.founder(session, store.id), *managers)))
    topic = alert.finding.nature.topic
    owner = storage.settings.settings(session, store.id).owner(topic) or alert.person_id
    return (owner or storage.stores.founder(session, store.id),)


def mute_ends(session: Session, store: Store, now: datetime) -> dict[str, datetime]:
    """Until when each choice of muting holds; `campaign` only where one is on."""
    today = store.today(now)
    ends = {
        "day": now + DAY,
        "rule": now + 7 * DAY,
        "all": store.moment(today + DAY, storage.settings.settings(session, store.id).hours.quiet_until),
    }
    calendar = services.calendar.calendar(session, store, Period(today, today + DAY))
    if campaigns := calendar.events_on(today):
        last = max(one.last_day for one in campaigns)
        ends["campaign"] = store.moment(last + DAY, time(0))
    return ends
