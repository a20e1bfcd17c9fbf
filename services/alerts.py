"""Alerts: what becomes of what was found, and what people say about a card."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

import services.calendar
import storage.absences
import storage.aftermath
import storage.alerts as kept
import storage.settings
import storage.stores
from metrics.absences import Who, instead
from metrics.alerts import (
    NIGHT,
    RUNNING,
    TAKEN_FOR,
    Alert,
    AlertState,
    Around,
    Card,
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
    Topic,
    decide,
    is_overtaken,
    passes,
    suppressor,
    with_cost,
)
from metrics.calendar import Calendar
from metrics.mistakes import Mistake
from metrics.periods import DAY, Period
from metrics.quiet import Hours, is_quiet, quiet_began, worked
from metrics.stores import Store

NOBODYS: dict[str, object] = {"taken_until": None, "person": None, "person_id": None}
LOOKED_BACK = timedelta(days=14)  # how far working time is counted


@dataclass(frozen=True)
class Found:
    """What a watch has judged, and what it found: a cause of a judged rule that is not among it is fine.

    `day` is the whole day it has looked at, where it looks at one.
    """

    rules: Collection[Rule]
    findings: Sequence[Finding]
    day: date | None = None


@dataclass(frozen=True)
class Judged:
    """What is to be said: alerts that need a card, cards to be drawn anew, people to be told in private.

    `went` came and went in quiet hours that are over now.
    """

    told: tuple[Alert, ...] = ()
    cards: frozenset[int] = frozenset()
    notices: tuple[tuple[Alert, Notice], ...] = ()
    went: tuple[Alert, ...] = ()

    @property
    def is_summary(self) -> bool:
        """Whether more was held in quiet hours than one card of the usual kind can tell."""
        held = sum(alert.reason is Reason.AFTER_QUIET for alert in self.told)
        return held > 1 or (held == 1 and bool(self.went))


@dataclass(frozen=True)
class Circumstances:
    """What holds for all causes of a store now."""

    store: Store
    now: datetime
    hours: Hours
    calendar: Calendar
    mutes: tuple[Mute, ...]
    there: tuple[Finding, ...]  # all that is wrong now, as far as it is known
    day: date | None = None  # the one that was looked at

    @property
    def today(self) -> date:
        return self.store.today(self.now)

    @property
    def is_quiet(self) -> bool:
        return is_quiet(self.store, self.hours, self.calendar, self.now)

    def around(self, alert: Alert | None, finding: Finding | None) -> Around:
        return Around(
            now=self.now,
            today=self.today,
            is_quiet=self.is_quiet,
            mute=next((one for one in self.mutes if finding and one.covers(finding, self.now)), None),
            suppressed_by=suppressor(finding, self.there) if finding else None,
            is_overtaken=alert is not None and finding is None and is_overtaken(alert.finding, self.there),
            is_corrected=alert is not None and finding is None and self._looked_at_day_of(alert.finding),
        )

    def _looked_at_day_of(self, finding: Finding) -> bool:
        return finding.is_of_days and finding.facts["day"] == str(self.day)

    def waited(self, state: AlertState) -> timedelta:
        """Working time since it was told, or became nobody's again."""
        since = state.open_since or state.told_at
        if since is None:
            return timedelta(0)
        return worked(self.store, self.hours, self.calendar, max(since, self.now - LOOKED_BACK), self.now)


def circumstances(session: Session, store: Store, now: datetime, found: Found | None = None) -> Circumstances:
    """A cause that people have closed is still there until it is gone, and explains others."""
    today = store.today(now)
    judged = set(found.rules) if found else set()
    others = (one.finding for one in kept.not_over(session, store.id))
    return Circumstances(
        store=store,
        now=now,
        hours=storage.settings.settings(session, store.id).hours,
        calendar=services.calendar.calendar(session, store, Period(today - LOOKED_BACK, today + DAY)),
        mutes=kept.mutes(session, store.id, now),
        there=(*(found.findings if found else ()), *(one for one in others if one.rule not in judged)),
        day=found.day if found else None,
    )


def judge(session: Session, store: Store, found: Found, now: datetime) -> Judged:
    """Opens, carries on or ends all alerts of the judged rules.

    Belongs into one transaction with what puts the cards out: nothing is said that is not kept, nor kept
    as said that is not.
    """
    storage.stores.lock_store(session, store.id)
    known = kept.last_alerts(session, store.id, found.rules)
    findings = {one.cause: with_cost(known.get(one.cause), one) for one in found.findings}
    holds = circumstances(session, store, now, found)
    made: list[tuple[Alert, Decision]] = []
    for cause in sorted({*known, *findings}):
        alert, finding = known.get(cause), findings.get(cause)
        decision = _decide(alert, finding, holds)
        if decision is not None:
            made.append((_keep(session, alert, finding, decision, holds), decision))
    return _judged(made)


def stirring(session: Session, now: datetime) -> tuple[Store, ...]:
    """The stores in which time alone changes an alert now."""
    with_alerts = kept.stores_with_alerts(session)
    stores = (store for store in storage.stores.all_stores(session) if store.id in with_alerts)
    return tuple(store for store in stores if _stirred(session, circumstances(session, store, now)))


def tick(session: Session, store: Store, now: datetime) -> Judged:
    """What time alone changes: nobody takes it, a promise is past, a mute or quiet hours are over, it has
    settled. Nothing is ended that a watch has to judge. Belongs into a transaction as `judge` does.
    """
    storage.stores.lock_store(session, store.id)
    holds = circumstances(session, store, now)
    made = [
        (_keep(session, alert, finding, decision, holds), decision)
        for alert, finding, decision in _stirred(session, holds)
    ]
    judged = _judged(made)
    held = any(alert.reason is Reason.AFTER_QUIET for alert in judged.told)
    return replace(judged, went=_went(session, holds)) if held else judged


def _stirred(session: Session, holds: Circumstances) -> list[tuple[Alert, Finding | None, Decision]]:
    found = []
    for alert in kept.not_over(session, holds.store.id):
        finding = None if alert.state.status is Status.RECOVERING else alert.finding
        waited = holds.waited(alert.state)  # counted here only, so that all that waits is told together
        around = replace(holds.around(alert, finding), sums_up=not holds.is_quiet, waited=waited)
        if (decision := passes(alert, around)) is not None:
            found.append((alert, finding, decision))
    return found


def _went(session: Session, holds: Circumstances) -> tuple[Alert, ...]:
    """What was found in the quiet hours before now and is gone, nobody having been told."""
    began = quiet_began(holds.store, holds.hours, holds.calendar, holds.now)
    untold = [
        alert
        for alert in kept.between(session, holds.store.id, began, holds.now)
        if alert.state.told_at is None and alert.state.status in (Status.RECOVERING, Status.ENDED)
    ]
    stories = kept.events(session, [alert.id for alert in untold])
    return tuple(
        alert for alert in untold if any(event.reason == Reason.QUIET for event in stories[alert.id])
    )


def _judged(made: Iterable[tuple[Alert, Decision]]) -> Judged:
    told: list[Alert] = []
    cards: set[int] = set()
    notices: list[tuple[Alert, Notice]] = []
    for alert, decision in made:
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
        case Reason.OVER | Reason.OVERTAKEN | Reason.CORRECTED | Reason.GONE:
            values["ended_at"] = holds.now
        case Reason.BACK | Reason.WAVERING:
            values |= {"fine_since": None, "ended_at": None}
        case Reason.PROMISE_PAST:
            values |= {"taken_until": None, "open_since": holds.now}  # whose it was, is told
        case Reason.MUTE_OVER:
            values |= NOBODYS | {"open_since": holds.now, "muted_until": None, "noticed": 0}
    if decision.reason is Reason.MUTED:
        mute = holds.around(alert, finding).mute
        values |= {"muted_until": mute.until, "person": mute.person} if mute else {}
    if decision.notice is not None:
        is_new_wait = decision.reason is Reason.PROMISE_PAST
        before = 0 if is_new_wait else alert.state.noticed
        values["noticed"] = max(before, 2 if decision.notice is Notice.MANAGER else 1)
    return values


# ------------------------------------------------------------------------------------------------- the cards


def told(
    session: Session,
    store: Store,
    alerts: Sequence[Alert],
    now: datetime,
    went: Sequence[Alert] | None = None,
) -> int:
    """A card for alerts of one topic that is being put out in this transaction; returns its number.

    With `went` it sums up quiet hours: the alerts are of any topic, and these have gone again.
    """
    topic = alerts[0].finding.nature.topic if went is None else NIGHT
    number = kept.new_card(session, store.id, topic, now)
    kept.put_on_card(session, number, [one.id for one in alerts], now)
    kept.put_on_card(session, number, [one.id for one in went or ()])
    return number


def carried_over(session: Session, store: Store, card: Card, now: datetime) -> int | None:
    """A new card for what is not over of one whose message is gone; None where all of it is."""
    left = [alert.id for alert, _ in card.alerts if alert.state.status in RUNNING]
    if not left:
        return None
    number = kept.new_card(session, store.id, card.topic, now)
    kept.put_on_card(session, number, left)
    return number


def card(session: Session, store: Store, card_id: int) -> Card:
    """The alerts of a card, each with what happened to it. Raises Mistake("unknown_alert")."""
    row = kept.card_row(session, store.id, card_id)
    alerts = kept.on_card(session, store.id, card_id)
    if row is None or not alerts:
        raise Mistake("unknown_alert")
    topic, made_at = row
    stories = kept.events(session, [one.id for one in alerts])
    return Card(
        id=card_id,
        topic=topic,
        alerts=tuple((one, stories[one.id]) for one in in_order(alerts) if one.state.told_at is not None),
        went=tuple(one for one in alerts if one.state.told_at is None),
        readings=storage.aftermath.readings(session, [one.id for one in alerts]),
        known=kept.known_before(session, store.id, made_at) if topic == NIGHT else 0,
    )


def in_order(alerts: Iterable[Alert]) -> list[Alert]:
    """By topic; within one as they were found."""
    topics = list(Topic)
    return sorted(alerts, key=lambda one: (topics.index(one.finding.nature.topic), one.id))


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


def _claimed(session: Session, store: Store, press: Press) -> Alert:
    """As `seen`, and nobody else changes it meanwhile: of two who press at once, the second is late."""
    storage.stores.lock_store(session, store.id)
    return seen(session, store.id, press)


def take(session: Session, store: Store, press: Press, until: datetime | None, now: datetime) -> Alert:
    """It is somebody's, for four hours where they do not say how long."""
    alert = _claimed(session, store, press)
    return _become(session, store, alert, press, Status.TAKEN, now, taken_until=until or now + TAKEN_FOR)


def give(
    session: Session, store: Store, press: Press, to: Who, now: datetime, until: datetime | None = None
) -> Alert:
    """It is another one's, or whoever stands in for them: who gave it stays in its story."""
    alert = _claimed(session, store, press)
    today = store.today(now)
    user_id, name = instead(storage.absences.absences(session, store.id, today), to, today) or to
    given = replace(press, person=name, person_id=user_id)
    kept.note(session, alert.id, now, "give", press.person, name)
    return _become(session, store, alert, given, Status.TAKEN, now, taken_until=until or now + TAKEN_FOR)


def close(session: Session, store: Store, press: Press, status: Status, now: datetime) -> Alert:
    """Solved, or no problem at all. Of the day on which it is solved a part is still bad."""
    alert = _claimed(session, store, press)
    today = store.today(now)
    of = today if alert.finding.is_of_days else alert.finding.of or today
    return _become(session, store, alert, press, status, now, closed_on=of)


def mute(session: Session, store: Store, press: Press, said: Mute, now: datetime) -> Alert:
    """`said.rule` and `said.subject` None reach further than this alert."""
    alert = _claimed(session, store, press)
    kept.add_mute(session, store.id, said, now)
    return _become(session, store, alert, press, Status.MUTED, now, muted_until=said.until)


def reopen(session: Session, store: Store, press: Press, now: datetime) -> Alert:
    """What was taken, muted or closed is everybody's again."""
    alert = _claimed(session, store, press)
    for rule, subject in (
        (alert.finding.rule, alert.finding.subject),
        (alert.finding.rule, None),
        (None, None),
    ):
        kept.drop_mute(session, store.id, rule, subject)
    none = {"taken_until": None, "closed_on": None, "muted_until": None}
    anew = {"open_since": now, "noticed": 0}
    return _become(session, store, alert, press, Status.OPEN, now, **none, **anew)


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
        values |= NOBODYS
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


def story(session: Session, alert_id: int) -> tuple[Event, ...]:
    return kept.events(session, [alert_id])[alert_id]


def known(session: Session, store_id: int, alert_id: int) -> Alert:
    """Raises Mistake("unknown_alert")."""
    alert = kept.alert_by_id(session, store_id, alert_id)
    if alert is None:
        raise Mistake("unknown_alert")
    return alert


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
