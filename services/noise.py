"""The noise governor: which rule nobody acts on, and what threshold would have said less of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

import services.budgets
import services.rules
import storage.alerts
import storage.briefs
import storage.budgets
import storage.checks
import storage.noise as kept
import storage.rules
import storage.settings
from metrics.ad_facts import SpendFacts
from metrics.ad_money import judge_spend
from metrics.alerts import Finding, Rule
from metrics.mistakes import Mistake
from metrics.noise import (
    AGAIN,
    KNOBS,
    LOOKED_BACK,
    OVER,
    UNDER,
    Answer,
    Knob,
    Proposal,
    Proposed,
    Record,
    Rehearse,
    due_day,
    outcome,
    precisions,
    propose,
)
from metrics.periods import Period
from metrics.quiet import MINUTE
from metrics.rehearsal import looks_at
from metrics.rules import Rules, threshold_of
from metrics.spending import SpendReading
from metrics.stores import Store

CHECK = "noise"  # its name among the checks that fall due
WEEK = timedelta(days=6)  # and some hours: the next Monday is another one


@dataclass(frozen=True)
class NoiseDue:
    """A store that is to be looked at, for a Monday of its own."""

    store: Store
    day: date

    @property
    def name(self) -> str:
        """What it is put out as: once for its day."""
        return f"noise:{self.store.id}:{self.day}"


def due(session: Session, now: datetime) -> tuple[NoiseDue, ...]:
    """The stores whose Monday it is, not yet looked at."""
    planned = storage.checks.planned(session, CHECK)
    found = []
    for schedule in storage.briefs.schedules(session):
        store = schedule.store
        day = due_day(store, storage.settings.settings(session, store.id), schedule.since, now)
        if day is not None and planned.get(store.id, now) <= now:
            found.append(NoiseDue(store, day))
    return tuple(found)


def find(session: Session, store: Store, now: datetime) -> Proposal | None:
    """For the noisiest rule that something can be proposed for; not for one spoken of of late."""
    records = told(session, store, now)
    spoken_of = kept.rules_since(session, store.id, now - AGAIN)
    rules = storage.rules.rules(session, store.id)
    for noisy in precisions(records):
        knob = KNOBS.get(noisy.rule)
        if knob is None or not noisy.is_noisy or noisy.rule in spoken_of:
            continue
        rehearse = rehearsal(session, store, knob, rules, now)
        found = propose(noisy, knob, records, rules, rehearse)
        if found is not None:
            return found
    return None


def told(session: Session, store: Store, now: datetime) -> tuple[Record, ...]:
    """What people were told in the last 60 days, and what it was to them."""
    since = store.moment(store.today(now), time(0)) - LOOKED_BACK
    alerts = [
        one
        for one in storage.alerts.between(session, store.id, since, now + MINUTE)
        if one.state.told_at is not None
    ]
    stories = storage.alerts.events(session, [one.id for one in alerts])
    return tuple(Record(one, store.today(one.opened_at), outcome(one, stories[one.id])) for one in alerts)


def claim(session: Session, due: NoiseDue, found: Proposal | None, now: datetime) -> Proposed | None:
    """The one who looked first keeps what was found; None where nothing was, or somebody else was faster."""
    if not storage.checks.claim_check(session, due.store.id, CHECK, now, now + WEEK) or found is None:
        return None
    return kept.keep(session, due.store.id, due.day, found, now)


# ----------------------------------------------------------------------------------------------- rehearsing


def rehearsal(session: Session, store: Store, knob: Knob, rules: Rules, now: datetime) -> Rehearse:
    """Judges the last days anew under other thresholds; what that needs is loaded once."""
    if knob.decides & (OVER | UNDER):
        moments = tuple(_moments(session, store, now))
        return lambda tried: [(day, _judged(facts, tried, knob)) for day, facts in moments]
    past = services.rules.past_of(session, store, rules, Rule.PRODUCT_FELL in knob.decides, now)
    return lambda tried: looks_at(past, tried, knob.decides)


def _judged(facts: SpendFacts, rules: Rules, knob: Knob) -> list[Finding]:
    found = (one.finding for one in judge_spend(replace(facts, rules=rules)))
    return [one for one in found if one is not None and one.rule in knob.decides]


def _moments(session: Session, store: Store, now: datetime) -> Iterator[tuple[date, SpendFacts]]:
    """Each moment at which somebody told the spend; days on which nobody did are looked at once, at noon.

    Earlier budgets are not kept: today's are held against those days.
    """
    today = store.today(now)
    period = Period(today - LOOKED_BACK, today)
    told_on: dict[date, list[SpendReading]] = {day: [] for day in period.days()}
    for one in storage.budgets.spend_readings(session, store.id, period):
        told_on[one.day].append(one)
    for day, readings in told_on.items():
        noon = store.moment(day, time(12))
        facts = services.budgets.load(session, store, noon)
        for at in sorted({one.at for one in readings}) or [noon]:
            known = tuple(one for one in readings if one.at <= at)
            yield day, replace(facts, now=at, readings=known)


# -------------------------------------------------------------------------------------------------- answers


def accept(session: Session, store: Store, number: int, person: str, now: datetime) -> Proposed:
    """From now on the proposed value holds.

    Raises Mistake: unknown_proposal, proposal_answered, old_proposal, and what saving a threshold raises.
    """
    known = _open(session, store, number)
    one = threshold_of(known.proposal.name)
    if one.value(storage.rules.rules(session, store.id)) != known.proposal.old:
        raise Mistake("old_proposal")
    answered = _answer(session, store, number, Answer.ACCEPTED, person, now)
    services.rules.save(session, store, known.proposal.name, known.proposal.new)
    return answered


def leave(session: Session, store: Store, number: int, person: str, now: datetime) -> Proposed:
    """Raises Mistake: unknown_proposal, proposal_answered."""
    _open(session, store, number)
    return _answer(session, store, number, Answer.LEFT, person, now)


def _open(session: Session, store: Store, number: int) -> Proposed:
    known = kept.proposed(session, store.id, number)
    if known is None:
        raise Mistake("unknown_proposal")
    if known.answer is not None:
        raise Mistake("proposal_answered", person=known.person or "–")
    return known


def _answer(
    session: Session, store: Store, number: int, said: Answer, person: str, now: datetime
) -> Proposed:
    answered = kept.answer(session, store.id, number, said, person, now)
    if answered is None:  # two pressed at once
        known = kept.proposed(session, store.id, number)
        raise Mistake("proposal_answered", person=known.person or "–" if known else "–")
    return answered
