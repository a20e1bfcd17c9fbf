"""Drafts of targets: shown, put right, and saved once."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field, TypeAdapter
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from metrics.drafts import Draft, MonthPlan, Plan, YearPlan
from storage.tables import target_draft

PLAN: TypeAdapter[Plan] = TypeAdapter(Annotated[MonthPlan | YearPlan, Field(discriminator="kind")])
KEPT = timedelta(days=90)
DISCARDED = ""  # the row stays: its number, which old buttons name, must not become another draft's


def add(session: Session, store_id: int, plan: Plan, made_by: int, now: datetime) -> Draft:
    row = {
        "store_id": store_id,
        "made_by": made_by,
        "made_at": now,
        "body": PLAN.dump_json(plan).decode(),
    }
    made = target_draft.insert().values(**row).returning(target_draft.c.id)
    return Draft(session.execute(made).scalar_one(), made_by, now, plan)


def draft(session: Session, store_id: int, number: int) -> Draft | None:
    row = session.execute(
        select(target_draft).where(target_draft.c.store_id == store_id, target_draft.c.id == number)
    ).first()
    if row is None or row.body == DISCARDED:
        return None
    return Draft(row.id, row.made_by, row.made_at, PLAN.validate_json(row.body), row.saved_at)


def waiting(session: Session, store_id: int, made_by: int, plan: Plan) -> Draft | None:
    """The newest of somebody's drafts that says the same and is neither saved nor discarded."""
    same = (
        target_draft.c.store_id == store_id,
        target_draft.c.made_by == made_by,
        target_draft.c.saved_at.is_(None),
        target_draft.c.body == PLAN.dump_json(plan).decode(),
    )
    query = select(target_draft.c.id).where(*same).order_by(target_draft.c.id.desc()).limit(1)
    number = session.scalar(query)
    return None if number is None else draft(session, store_id, number)


def change(session: Session, seen: Draft, plan: Plan) -> bool:
    """Puts another plan in place of the one that was seen; False where somebody was quicker."""
    return _claim(session, seen, body=PLAN.dump_json(plan).decode())


def mark_saved(session: Session, seen: Draft, now: datetime) -> bool:
    """True for exactly one caller, and only while the draft is as it was seen."""
    return _claim(session, seen, saved_at=now)


def discard(session: Session, seen: Draft) -> bool:
    """False where somebody was quicker."""
    return _claim(session, seen, body=DISCARDED)


def forget_old(session: Session, store_id: int, now: datetime) -> None:
    """The last draft of all stays, so that its number is not given again."""
    last = select(func.max(target_draft.c.id)).scalar_subquery()
    old = target_draft.c.store_id == store_id, target_draft.c.made_at < now - KEPT, target_draft.c.id < last
    session.execute(delete(target_draft).where(*old))


def _claim(session: Session, seen: Draft, **values: object) -> bool:
    """By the plan, not by its text: an older version of the program may have written it otherwise."""
    body = session.scalar(select(target_draft.c.body).where(target_draft.c.id == seen.id))
    if body is None or body == DISCARDED or PLAN.validate_json(body) != seen.plan:
        return False
    as_seen = target_draft.c.id == seen.id, target_draft.c.saved_at.is_(None), target_draft.c.body == body
    claimed = update(target_draft).where(*as_seen).values(**values).returning(target_draft.c.id)
    return session.execute(claimed).first() is not None
