"""Questions about briefs: whose time has come, who makes them, which are sent, and what they lack."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, select, update
from sqlalchemy.orm import Session

from metrics.brief import LATE_START, BriefDue, Schedule, State
from metrics.periods import DAY
from metrics.readiness import MOST_UNSENT, PartialBrief, unsent
from metrics.stores import Store
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
        brief.c.state != State.SENT,
        brief.c.next_at <= now,
        brief.c.next_at > now - LATE_START,
    )
    return _found(session, query.order_by(brief.c.next_at))


def awaiting(session: Session, store_id: int | None, now: datetime) -> tuple[BriefDue, ...]:
    """The briefs of a store, or of all, that wait for files."""
    waiting = brief.c.state.in_((State.PATIENT, State.ASKED))
    query = select(brief).where(waiting, brief.c.next_at > now - LATE_START)
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


def mark_waiting(session: Session, claimed: BriefDue, state: State, until: datetime) -> None:
    """Files are missing: the brief waits for them, and is looked at again at `until` at the latest."""
    session.execute(
        update(brief)
        .where(
            brief.c.store_id == claimed.store.id,
            brief.c.day == claimed.day,
            brief.c.state != State.SENT,
        )
        .values(state=state, next_at=until)
    )


def mark_sent(session: Session, claimed: BriefDue, now: datetime, missing: Iterable[str]) -> None:
    """`missing`: the formats it went out without."""
    without = _joined(missing)
    session.execute(
        update(brief)
        .where(brief.c.store_id == claimed.store.id, brief.c.day == claimed.day)
        .values(state=State.SENT, sent_at=now, partial=bool(without), missing=without)
    )


def sent_days(session: Session, store_id: int, since: date) -> tuple[date, ...]:
    """The days whose brief has been sent, from `since` on."""
    query = select(brief.c.day).where(
        brief.c.store_id == store_id, brief.c.day >= since, brief.c.state == State.SENT
    )
    return tuple(session.scalars(query.order_by(brief.c.day)))


def unsent_days(session: Session, store_id: int, day: date) -> tuple[date, ...]:
    """The days right before `day` whose brief never went out, at most a week of them, the earliest first."""
    row = session.execute(select(store.c.created_at).where(store.c.id == store_id)).one_or_none()
    its_store = store_by_id(session, store_id)
    if row is None or its_store is None:
        return ()
    sent = sent_days(session, store_id, day - MOST_UNSENT * DAY)
    return unsent(its_store, row.created_at, day, sent)


# ------------------------------------------------------------------------------- what went out without files


def partial_briefs(session: Session, store_id: int | None, since: datetime) -> tuple[PartialBrief, ...]:
    """The briefs of a store, or of all, that went out since then and still lack files."""
    # next_at is when its last claim would have run out: right after it went out
    query = select(brief).where(brief.c.state == State.SENT, brief.c.next_at >= since, brief.c.missing != "")
    if store_id is not None:
        query = query.where(brief.c.store_id == store_id)
    return tuple(
        PartialBrief(its_store, row.day, row.deadline, row.sent_at, tuple(row.missing.split(",")))
        for row, its_store in _with_stores(session, query.order_by(brief.c.day))
    )


def note_missing(session: Session, seen: PartialBrief, left: Iterable[str]) -> bool:
    """What it still lacks; False where somebody else was quicker."""
    change = (
        update(brief)
        .where(
            brief.c.store_id == seen.store.id,
            brief.c.day == seen.day,
            brief.c.missing == _joined(seen.missing),
        )
        .values(missing=_joined(left))
        .returning(brief.c.day)
    )
    return session.execute(change).first() is not None


def set_missing(session: Session, store_id: int, day: date, formats: Iterable[str]) -> None:
    """What a sent brief lacks, as it reads now."""
    change = update(brief).where(
        brief.c.store_id == store_id, brief.c.day == day, brief.c.state == State.SENT
    )
    session.execute(change.values(missing=_joined(formats)))


def _joined(formats: Iterable[str]) -> str:
    return ",".join(formats)


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
    return tuple(
        BriefDue(its_store, row.day, State(row.state), row.next_at, row.deadline)
        for row, its_store in _with_stores(session, query)
    )


def _with_stores(session: Session, query: Select[Any]) -> list[tuple[Row[Any], Store]]:
    rows = session.execute(query).all()
    stores = {row.store_id: store_by_id(session, row.store_id) for row in rows}
    return [(row, its_store) for row in rows if (its_store := stores[row.store_id])]
