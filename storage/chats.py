"""Questions about chats: ours and Telegram's ids, moves to another id, silence."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, or_, select, update
from sqlalchemy.orm import Session

from metrics.stores import Chat
from storage.tables import chat, greeting, outbox, store, upload
from storage.upsert import insert


def chat_for(session: Session, telegram_id: int, kind: str, title: str) -> Chat:
    """The chat with Telegram's id, as it is called now; a new one where it was not known.

    An empty title is one that the caller does not know: a known one stays.
    """
    row = _row_of(session, telegram_id)
    if row is None:
        values = {"telegram_id": telegram_id, "kind": kind, "title": title}
        session.execute(insert(session, chat).values(values).on_conflict_do_nothing())
        row = _row_of(session, telegram_id)
        assert row is not None
    title = title or row.title
    if row.telegram_id == telegram_id and (row.kind, row.title) != (kind, title):
        session.execute(update(chat).where(chat.c.id == row.id).values(kind=kind, title=title))
        row = _row_of(session, telegram_id)
        assert row is not None
    return _chat(row)


def chat_by_id(session: Session, chat_id: int) -> Chat | None:
    """The chat with our id."""
    row = session.execute(select(chat).where(chat.c.id == chat_id)).first()
    return _chat(row) if row else None


def private_with(session: Session, user_id: int) -> Chat | None:
    """The private chat with somebody who has spoken to us there and may still be spoken to."""
    row = _row_of(session, user_id)
    found = _chat(row) if row is not None and row.kind == "private" else None
    return None if found is None or found.silenced else found


def chats_of_kind(session: Session, kind: str) -> tuple[Chat, ...]:
    return tuple(_chat(row) for row in session.execute(select(chat).where(chat.c.kind == kind)))


def migrate(session: Session, old: int, new: int) -> None:
    """The group `old` goes on as the supergroup `new` (Telegram's ids). Harmless when it is done again.

    Message ids start anew there, so what we know by the old ones is forgotten: a new message must not be
    taken for an old one.
    """
    row = session.execute(select(chat).where(chat.c.telegram_id == old)).first()
    if row is None:
        return
    _forget_message_ids(session, row.id)
    meanwhile = session.scalar(select(chat.c.id).where(chat.c.telegram_id == new))
    if meanwhile is not None and not _absorb(session, meanwhile, row.id):
        return
    moved = {"telegram_id": new, "former_telegram_id": old, "kind": "supergroup"}
    unsilenced = {"silenced_at": None, "silenced_reason": None}
    session.execute(update(chat).where(chat.c.id == row.id).values(moved | unsilenced))


def silence(session: Session, chat_id: int, reason: str, now: datetime) -> bool:
    """Nothing more is sent to this chat (our id). Whether it was not silent before."""
    statement = update(chat).where(chat.c.id == chat_id, chat.c.silenced_at.is_(None))
    statement = statement.values(silenced_at=now, silenced_reason=reason)
    return session.execute(statement.returning(chat.c.id)).scalar() is not None


def unsilence(session: Session, chat_id: int) -> datetime | None:
    """We are in this chat (our id) again. Returns since when it was silent; None where it was not."""
    since = session.scalar(select(chat.c.silenced_at).where(chat.c.id == chat_id))
    session.execute(update(chat).where(chat.c.id == chat_id).values(silenced_at=None, silenced_reason=None))
    return since


def greet_once(session: Session, chat_id: int, user_id: int, now: datetime) -> bool:
    """Whether this person has not yet had the polite line in this chat (our id). From now on they have."""
    statement = insert(session, greeting).values(chat_id=chat_id, user_id=user_id, at=now)
    added = statement.on_conflict_do_nothing().returning(greeting.c.user_id)
    return session.execute(added).scalar() is not None


def _row_of(session: Session, telegram_id: int) -> Row[Any] | None:
    known = or_(chat.c.telegram_id == telegram_id, chat.c.former_telegram_id == telegram_id)
    return session.execute(select(chat).where(known).order_by(chat.c.id)).first()


def _forget_message_ids(session: Session, chat_id: int) -> None:
    session.execute(update(upload).where(upload.c.chat_id == chat_id).values(message_id=None))
    here = outbox.c.chat_id == chat_id
    undone = outbox.c.state.in_(("queued", "sending"))
    of_old_messages = {"state": "failed", "error": "the group became a supergroup"}
    session.execute(
        update(outbox).where(here, undone, outbox.c.kind.in_(("edit", "reaction"))).values(of_old_messages)
    )
    session.execute(update(outbox).where(here).values(message_id=None, sent_message_id=None))


def _absorb(session: Session, other: int, into: int) -> bool:
    """Takes over what came in under the new id before we knew of the move.

    Where somebody has already set up a store there, that one stays and nothing is moved: False.
    """
    if session.scalar(select(store.c.id).where(store.c.chat_id == other)) is not None:
        return False
    session.execute(delete(greeting).where(greeting.c.chat_id == other))
    session.execute(update(upload).where(upload.c.chat_id == other).values(chat_id=into))
    session.execute(update(outbox).where(outbox.c.chat_id == other).values(chat_id=into))
    session.execute(delete(chat).where(chat.c.id == other))
    return True


def _chat(row: Row[Any]) -> Chat:
    return Chat(row.id, row.telegram_id, row.kind, row.title, silenced=row.silenced_at is not None)
