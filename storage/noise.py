"""Thresholds that were proposed for noisy rules, and what became of the proposals."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from metrics.alerts import Rule
from metrics.noise import Answer, Precision, Proposal, Proposed
from metrics.rules import plain
from storage.tables import proposal
from storage.upsert import insert


def keep(session: Session, store_id: int, day: date, found: Proposal, now: datetime) -> Proposed | None:
    """None where there is one of that day already."""
    counts = {
        "real": found.precision.real,
        "noise": found.precision.noise,
        "neither": found.precision.neither,
        "now": found.now,
        "then": found.then,
        "kept": found.kept,
    }
    values = {
        "store_id": store_id,
        "day": day,
        "rule": str(found.rule),
        "name": found.name,
        "old": plain(found.old),
        "new": plain(found.new),
        "facts": json.dumps(counts, sort_keys=True),
        "made_at": now,
    }
    row = session.execute(
        insert(session, proposal).values(values).on_conflict_do_nothing().returning(proposal.c.id)
    ).first()
    return None if row is None else Proposed(row.id, found)


def rules_since(session: Session, store_id: int, since: datetime) -> frozenset[Rule]:
    """The rules that have been spoken of since."""
    query = select(proposal.c.rule).where(proposal.c.store_id == store_id, proposal.c.made_at > since)
    return frozenset(Rule(rule) for rule in session.scalars(query))


def proposed(session: Session, store_id: int, number: int) -> Proposed | None:
    query = select(proposal).where(proposal.c.store_id == store_id, proposal.c.id == number)
    row = session.execute(query).one_or_none()
    return None if row is None else _proposed(row)


def last_accepted(session: Session, store_id: int, name: str) -> tuple[Proposed, datetime] | None:
    """The newest proposal about a threshold that somebody accepted, and when."""
    query = select(proposal).where(
        proposal.c.store_id == store_id, proposal.c.name == name, proposal.c.answer == str(Answer.ACCEPTED)
    )
    row = session.execute(query.order_by(proposal.c.answered_at.desc()).limit(1)).one_or_none()
    return None if row is None else (_proposed(row), row.answered_at)


def answer(
    session: Session, store_id: int, number: int, said: Answer, person: str, now: datetime
) -> Proposed | None:
    """None where there is no such proposal, or somebody has answered it already."""
    query = (
        update(proposal)
        .where(proposal.c.store_id == store_id, proposal.c.id == number, proposal.c.answer.is_(None))
        .values(answer=str(said), person=person, answered_at=now)
        .returning(proposal)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else _proposed(row)


def _proposed(row: Row[Any]) -> Proposed:
    counts = json.loads(row.facts)
    noisy = Precision(Rule(row.rule), counts["real"], counts["noise"], counts["neither"])
    found = Proposal(
        precision=noisy,
        name=row.name,
        old=Decimal(row.old),
        new=Decimal(row.new),
        now=counts["now"],
        then=counts["then"],
        kept=counts["kept"],
    )
    return Proposed(row.id, found, Answer(row.answer) if row.answer else None, row.person)
