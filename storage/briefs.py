"""Questions about briefs: whose time has come, who makes them, which are sent."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from metrics.brief import LATE_START, BriefDue, Schedule, State
from storage.stores import all_stores, store_by_id
from storage.tables import brief, chat, store
from storage.upsert import insert

LEASE = timedelta(minutes=2)  # a claimed brief that was not sent by then is made again, by anybody


def schedules(session: Session) -> tuple[Schedule, ...]:
    """Every store that can be spoken to, with the last day a brief was begun for."""
    last = select(func.max(brief.c.day)).where(brief.c.store_id == store.c.id).scalar_subquery()
    query = select(store.c.id, store.c.created_at, last.label("last_day"))
    query = query.join(chat, chat.c.id == store.c.chat_id).where(chat.c.silenced_at.is_(None))
    stores = {one.id: one for one in all_stores(session)}
    rows = session.execute(query.order_by(store.c.id))
    return tuple(Schedule(stores[row.id], row.created_at, row.last_day) for row in rows)


def due(session: Session, now: datetime) -> tuple[BriefDue, ...]:
    """Begun briefs to be made now, the longest waiting first. What lay too long is no longer news."""
    query = select(brief).where(
        brief.c.state.in_((State.WAITING, State.ASKED)),
        brief.c.next_at <= now,
        brief.c.next_at > now - LATE_START,
    )
    return _found(session, query.order_by(brief.c.next_at))


def asked(session: Session, store_id: int | None, now: datetime) -> tuple[BriefDue, ...]:
    """The briefs of a store, or of all, that wait for a file."""
    query = select(brief).where(brief.c.state == State.ASKED, brief.c.next_at > now - LATE_START)
    if store_id is not None:
        query = query.where(brief.c.store_id == store_id)
    return _found(session, query.order_by(brief.c.day))


def claim(session: Session, seen: BriefDue, now: datetime) -> BriefDue | None:
    """The brief, ours for `LEASE`; None where somebody else was quicker."""
    until = now + LEASE
    if seen.state is State.NEW:
        return _begin(session, seen, until)
    taken = session.execute(
        update(brief)
        .where(
            brief.c.store_id == seen.store.id,
            brief.c.day == seen.day,
            brief.c.state == seen.state,
            brief.c.next_at == seen.next_at,
        )
        .values(next_at=until)
        .returning(brief.c.day)
    ).all()
    return BriefDue(seen.store, seen.day, seen.state, until, seen.deadline) if taken else None


def mark_asked(session: Session, claimed: BriefDue) -> None:
    """A file was asked for: the brief waits for it, until the deadline at the latest."""
    session.execute(
        update(brief)
        .where(
            brief.c.store_id == claimed.store.id,
            brief.c.day == claimed.day,
            brief.c.state != State.SENT,
        )
        .values(state=State.ASKED, next_at=claimed.deadline)
    )


def mark_sent(session: Session, claimed: BriefDue, now: datetime, partial: bool) -> None:
    session.execute(
        update(brief)
        .where(brief.c.store_id == claimed.store.id, brief.c.day == claimed.day)
        .values(state=State.SENT, sent_at=now, partial=partial)
    )


def sent_days(session: Session, store_id: int, since: date) -> tuple[date, ...]:
    """The days whose brief has been sent, from `since` on."""
    query = select(brief.c.day).where(
        brief.c.store_id == store_id, brief.c.day >= since, brief.c.state == State.SENT
    )
    return tuple(session.scalars(query.order_by(brief.c.day)))


def _begin(session: Session, seen: BriefDue, until: datetime) -> BriefDue | None:
    row = insert(session, brief).values(
        store_id=seen.store.id,
        day=seen.day,
        state=State.WAITING,
        next_at=until,
        deadline=seen.deadline,
    )
    begun = session.execute(row.on_conflict_do_nothing().returning(brief.c.day)).all()
    return BriefDue(seen.store, seen.day, State.WAITING, until, seen.deadline) if begun else None


def _found(session: Session, query: Select[Any]) -> tuple[BriefDue, ...]:
    rows = session.execute(query).all()
    stores = {row.store_id: store_by_id(session, row.store_id) for row in rows}
    return tuple(
        BriefDue(its_store, row.day, State(row.state), row.next_at, row.deadline)
        for row in rows
        if (its_store := stores[row.store_id])
    )
