"""What is to be sent: put out once, claimed in order per chat, marked when Telegram has it."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from storage.tables import chat, outbox
from storage.upsert import insert

LEASE = timedelta(seconds=60)  # an uncertain send is repeated only after this
KEPT_FOR = timedelta(days=28)  # an alert's card is edited two weeks after somebody closed it
UNDER_WAY = outbox.c.state.in_(("queued", "sending"))


@dataclass(frozen=True)
class Entry:
    """One row: one call of Telegram. `chat_id` is ours, `telegram_id` Telegram's."""

    id: int
    chat_id: int
    telegram_id: int
    private: bool
    store_id: int | None
    thread_id: int | None
    kind: str  # post, edit, reaction
    message_id: int | None
    body: str
    attachment: bytes | None
    attempts: int  # this one included, once it is claimed
    created_at: datetime


@dataclass(frozen=True)
class Head:
    """The first row of a chat's queue."""

    id: int
    chat_id: int
    telegram_id: int
    private: bool
    kind: str


@dataclass(frozen=True)
class Place:
    """A message of ours in a chat (ours; Telegram's message id)."""

    chat_id: int
    message_id: int | None  # None: not sent yet
    has_photo: bool  # its words are a caption
    is_gone: bool = False  # it was sent, and is not there any more


def put(
    session: Session,
    *,
    chat_id: int,
    kind: str,
    body: str,
    now: datetime,
    dedupe: str | None,
    store_id: int | None = None,
    thread_id: int | None = None,
    message_id: int | None = None,
    topic: str = "",
    attachment: bytes | None = None,
) -> bool:
    """Whether it is new: the same `dedupe` is never put out twice.

    In a silenced chat the row is kept as failed, so that nothing stale is said when we are let in again.
    """
    silenced = session.scalar(select(chat.c.silenced_at).where(chat.c.id == chat_id))
    statement = insert(session, outbox).values(
        chat_id=chat_id,
        kind=kind,
        body=body,
        dedupe=dedupe,
        store_id=store_id,
        thread_id=thread_id,
        message_id=message_id,
        topic=topic,
        attachment=attachment,
        state="queued" if silenced is None else "failed",
        error=None if silenced is None else "silenced",
        not_before=now,
        created_at=now,
    )
    added = session.execute(
        statement.on_conflict_do_nothing(index_elements=["dedupe"]).returning(outbox.c.id)
    )
    return added.scalar() is not None


def ready(
    session: Session, now: datetime, but_not: Collection[int] = (), limit: int = 100
) -> tuple[Head, ...]:
    """The first row of each chat's queue, where its time has come; `but_not`: chats to pass over."""
    query = select(outbox.c.id, outbox.c.chat_id, chat.c.telegram_id, chat.c.kind == "private", outbox.c.kind)
    query = query.join(chat, chat.c.id == outbox.c.chat_id).where(_is_ready(now))
    query = query.where(outbox.c.chat_id.not_in(but_not)).order_by(outbox.c.id).limit(limit)
    return tuple(Head(*row) for row in session.execute(query))


def claim(session: Session, ids: Collection[int], now: datetime) -> tuple[Entry, ...]:
    """Takes those of the rows that are still first in their queue and due, for `LEASE`."""
    free = select(outbox.c.id).where(outbox.c.id.in_(ids), _is_ready(now))
    mine = session.scalars(free.with_for_update(skip_locked=True, of=outbox)).all()
    taken = {"state": "sending", "not_before": now + LEASE, "attempts": outbox.c.attempts + 1}
    session.execute(update(outbox).where(outbox.c.id.in_(mine)).values(taken))
    return tuple(_entry(row) for row in session.execute(_entries().where(outbox.c.id.in_(mine))))


def mark_sent(session: Session, entry_id: int, message_id: int | None, now: datetime) -> None:
    """Telegram has it. The attachment's bytes are no longer needed."""
    session.execute(
        update(outbox)
        .where(outbox.c.id == entry_id)
        .values(state="sent", sent_at=now, sent_message_id=message_id, attachment=None, error=None)
    )


def postpone(session: Session, entry_id: int, until: datetime, error: str) -> None:
    """Not before `until`; the rest of its chat's queue waits behind it."""
    session.execute(
        update(outbox).where(outbox.c.id == entry_id).values(state="queued", not_before=until, error=error)
    )


def keep_uncertain(session: Session, entry_id: int, error: str) -> None:
    """It may have arrived: it stays claimed until its lease ends, and is tried again only then."""
    session.execute(update(outbox).where(outbox.c.id == entry_id).values(error=error))


def fail(session: Session, entry_id: int, error: str) -> None:
    session.execute(
        update(outbox).where(outbox.c.id == entry_id).values(state="failed", attachment=None, error=error)
    )


def fail_chat(session: Session, chat_id: int, error: str) -> None:
    """Nothing that waits for this chat will be sent."""
    session.execute(
        update(outbox)
        .where(outbox.c.chat_id == chat_id, UNDER_WAY)
        .values(state="failed", attachment=None, error=error)
    )


def is_expecting(session: Session, chat_id: int, message_id: int) -> bool:
    """Whether a message (Telegram's id) may be the one that is being sent to this chat of ours: it is not
    known, and Telegram has not answered yet.
    """
    known = exists().where(outbox.c.chat_id == chat_id, outbox.c.sent_message_id == message_id)
    sending = exists().where(outbox.c.chat_id == chat_id, outbox.c.state == "sending")
    return bool(session.scalar(select(and_(sending, ~known))))


def topic_of(session: Session, chat_id: int, message_id: int) -> str:
    """What an answer to this message of ours (Telegram's id) is about, as it reads now; "" is nothing."""
    query = select(outbox.c.topic).where(
        outbox.c.chat_id == chat_id, outbox.c.sent_message_id == message_id, outbox.c.kind != "reaction"
    )
    return session.scalar(query.order_by(outbox.c.id.desc()).limit(1)) or ""


def store_of(session: Session, chat_id: int, message_id: int) -> int | None:
    """Which store a message of ours (Telegram's id) is about."""
    query = select(outbox.c.store_id).where(
        outbox.c.chat_id == chat_id, outbox.c.sent_message_id == message_id, outbox.c.kind == "post"
    )
    return session.scalar(query.order_by(outbox.c.id.desc()).limit(1))


def put_out_as(session: Session, dedupe: str) -> Place | None:
    """The post put out under this name, also one still to be sent; None where there is none any more."""
    query = select(outbox.c.chat_id, outbox.c.sent_message_id, outbox.c.body, outbox.c.state).where(
        outbox.c.dedupe == dedupe, outbox.c.state != "failed"
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    body = json.loads(row.body)
    is_gone = row.state == "sent" and row.sent_message_id is None
    return Place(row.chat_id, row.sent_message_id, bool(body.get("chart") or body.get("file_name")), is_gone)


def newest_body(session: Session, dedupe: str, prefix: str) -> str | None:
    """Of the post put out under this name and of its edits, whose names begin with `prefix`."""
    named = or_(outbox.c.dedupe == dedupe, outbox.c.dedupe.startswith(prefix, autoescape=True))
    query = select(outbox.c.body).where(named, outbox.c.state != "failed")
    body: str | None = session.scalar(query.order_by(outbox.c.id.desc()).limit(1))
    return body


def last_said(session: Session, dedupe: str, place: Place) -> str | None:
    """The body of the newest of the calls that made the message of `place`, put out as `dedupe`, what it is
    or, once they are sent, will be; None where they are forgotten.
    """
    under_way = (
        (outbox.c.dedupe == dedupe)
        | outbox.c.dedupe.startswith(f"edit:{dedupe}:", autoescape=True)
        | (outbox.c.message_id == place.message_id)
    )
    sent = outbox.c.sent_message_id == place.message_id
    query = select(outbox.c.body).where(
        outbox.c.chat_id == place.chat_id,
        outbox.c.kind.in_(("post", "edit")),
        or_(and_(UNDER_WAY, under_way), and_(outbox.c.state == "sent", sent)),
    )
    return session.scalar(query.order_by(outbox.c.id.desc()).limit(1))


def note_gone(session: Session, dedupe: str) -> None:
    """The message of the post put out under this name was deleted."""
    session.execute(
        update(outbox).where(outbox.c.dedupe == dedupe, outbox.c.state == "sent").values(sent_message_id=None)
    )


def replace_queued(session: Session, prefix: str, body: str, topic: str) -> bool:
    """Whether a row whose `dedupe` begins so still waited, and says this now instead."""
    change = (
        update(outbox)
        .where(outbox.c.dedupe.startswith(prefix, autoescape=True), outbox.c.state == "queued")
        .values(body=body, topic=topic)
        .returning(outbox.c.id)
    )
    return session.execute(change).first() is not None


def waiting(session: Session) -> int:
    """How many rows are not yet sent."""
    return session.scalar(select(func.count()).select_from(outbox).where(UNDER_WAY)) or 0


def forget_old(session: Session, now: datetime) -> int:
    """Removes what was sent, or given up, more than four weeks ago. Returns how many rows."""
    old = and_(~UNDER_WAY, outbox.c.created_at < now - KEPT_FOR)
    gone = session.scalars(delete(outbox).where(old).returning(outbox.c.id)).all()
    return len(gone)


def _is_ready(now: datetime) -> ColumnElement[bool]:
    earlier = outbox.alias("earlier")
    is_first = ~exists().where(
        earlier.c.chat_id == outbox.c.chat_id,
        earlier.c.state.in_(("queued", "sending")),
        earlier.c.id < outbox.c.id,
    )
    return and_(UNDER_WAY, outbox.c.not_before <= now, is_first)


def _entries() -> Select[tuple[Any, ...]]:
    columns = (column for column in outbox.c if column.name in Entry.__dataclass_fields__)
    known = chat.c.telegram_id, chat.c.kind.label("chat_kind")
    return select(*columns, *known).join(chat, chat.c.id == outbox.c.chat_id).order_by(outbox.c.id)


def _entry(row: Row[tuple[Any, ...]]) -> Entry:
    values = dict(row._mapping)
    return Entry(private=values.pop("chat_kind") == "private", **values)
