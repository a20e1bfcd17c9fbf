"""What becomes of a row that Telegram did not take: again later, given up, the chat moved or silenced."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from chat.errors import Kind, Trouble
from chat.outbox import BODY, put_post
from messages.delivery import lost_post, no_rights_post
from messages.post import Post
from messages.texts import Texts
from storage import chats, outbox, stores
from storage.outbox import Entry

log = structlog.get_logger()
LONGEST_PAUSE = 300.0  # seconds
GIVEN_UP_AFTER = timedelta(hours=24)  # yesterday's words are of no use


def pause_after(attempts: int, chance: float) -> timedelta:
    """Growing with each attempt (1, 2, 4 … 300 s), a quarter more or less by `chance` (0 to 1)."""
    seconds = min(LONGEST_PAUSE, 2.0 ** min(attempts - 1, 16))
    return timedelta(seconds=seconds * (0.75 + chance / 2))


def settle(session: Session, entry: Entry, trouble: Trouble, now: datetime, chance: float) -> None:
    """Writes down what is to become of the row, and of its chat."""
    match trouble.kind:
        case Kind.UNCHANGED:
            outbox.mark_sent(session, entry.id, entry.message_id, now)
        case Kind.FLOOD:
            until = now + timedelta(seconds=trouble.retry_after + chance)
            outbox.postpone(session, entry.id, until, trouble.text)
        case Kind.MIGRATED if trouble.new_chat_id is not None:
            _move(session, entry, trouble.new_chat_id, now)
        case Kind.LOST:
            lose_chat(session, entry.chat_id, trouble.text, now)
        case Kind.GONE:
            _note_gone(session, entry, trouble)
        case Kind.NO_RIGHTS:
            outbox.fail(session, entry.id, trouble.text)
            _tell_founder(
                session, entry.chat_id, no_rights_post, now, f"no_rights:{entry.chat_id}:{now:%Y-%m-%d}"
            )
        case Kind.UNCERTAIN if entry.kind == "post" and not _is_stale(entry, now):
            outbox.keep_uncertain(session, entry.id, trouble.text)
        case Kind.UNCERTAIN | Kind.BUSY | Kind.UNREACHED | Kind.TOKEN if not _is_stale(entry, now):
            outbox.postpone(session, entry.id, now + pause_after(entry.attempts, chance), trouble.text)
        case _:
            log.error("given up", outbox=entry.id, because=trouble.kind, said=trouble.text)
            outbox.fail(session, entry.id, trouble.text)


def _note_gone(session: Session, entry: Entry, trouble: Trouble) -> None:
    """Somebody has deleted the message: whoever has more to say of it has to say it anew."""
    of = BODY.validate_json(entry.body).of
    if entry.kind == "edit" and of:
        outbox.note_gone(session, of)
    log.warning("given up", outbox=entry.id, because=trouble.kind, said=trouble.text)
    outbox.fail(session, entry.id, trouble.text)


def _is_stale(entry: Entry, now: datetime) -> bool:
    return now - entry.created_at >= GIVEN_UP_AFTER


def _move(session: Session, entry: Entry, new_telegram_id: int, now: datetime) -> None:
    chats.migrate(session, entry.telegram_id, new_telegram_id)
    chat = chats.chat_by_id(session, entry.chat_id)
    if chat is None or chat.telegram_id != new_telegram_id:  # a store has been set up anew in the supergroup
        chats.silence(session, entry.chat_id, "migrated", now)
        outbox.fail_chat(session, entry.chat_id, "the group became a supergroup with a store of its own")
    elif entry.kind == "post":
        outbox.postpone(session, entry.id, now, "the group became a supergroup")


def lose_chat(session: Session, chat_id: int, because: str, now: datetime) -> None:
    """We are no longer in a chat (our id): nothing more is sent there, and its founder is told, once."""
    is_new = chats.silence(session, chat_id, because, now)
    outbox.fail_chat(session, chat_id, because)
    if is_new:
        _tell_founder(session, chat_id, lost_post, now, f"lost:{chat_id}:{now.isoformat()}")


def _tell_founder(
    session: Session, chat_id: int, post: Callable[[str, Texts], Post], now: datetime, dedupe: str
) -> None:
    """Tells whoever set up the chat's store, in private. A chat that is nobody's store has nobody to tell."""
    store = stores.store_of_chat(session, chat_id)
    if store is None:
        return
    founder = chats.chat_for(session, stores.founder(session, store.id), "private", "")
    said = post(store.name, Texts(store.language, store.zone))
    put_post(session, founder.id, said, now=now, dedupe=dedupe, store_id=store.id)
