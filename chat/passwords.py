"""Passwords of workbooks: asked for in private, held in memory for an hour at most, written down nowhere."""

from datetime import datetime

import structlog
from sqlalchemy.orm import Session
from telegram.error import TelegramError

import services.passwords
import storage.chats
import storage.outbox
from chat.context import Context, Member
from chat.house import House
from chat.outbox import put_correction, put_post
from chat.receipts import ask
from messages.passwords import locked_post, question_post, unlocked_post
from messages.receipts import asked_line
from messages.texts import Texts
from metrics.mistakes import Mistake
from metrics.stores import Store
from metrics.uploads import Upload, UploadLine, Way

log = structlog.get_logger()


async def asked_for_password(
    house: House, upload: Upload, store: Store, owner: str, mistake: Mistake
) -> bool:
    """Whether the file is not refused, but its password is asked for: somebody in a chat has sent it."""
    if mistake.reason not in ("encrypted_file", "wrong_password") or upload.way is not Way.CHAT:
        return False
    house.parsing.passwords.forget(upload.id)
    was_wrong = mistake.reason == "wrong_password"
    await house.run(lock_and_ask, upload, store, owner, house.bot.username, was_wrong, house.clock())
    house.outbox.wake()
    return True


def lock_and_ask(
    session: Session, upload: Upload, store: Store, owner: str, bot: str, was_wrong: bool, now: datetime
) -> None:
    """A card where the file is, once; and the question in private, where we may speak to who sent it.

    What was told before a restart is forgotten: then it is asked again.
    """
    services.passwords.lock(session, upload, owner, now)
    texts = Texts(store.language, store.zone)
    private = storage.chats.private_with(session, upload.user_id)
    is_there = private is not None and private.id == upload.chat_id
    question = question_post(upload.id, upload.file_name, texts, was_wrong=was_wrong, is_card=is_there)
    is_first = storage.outbox.put_out_as(session, f"locked:{upload.id}") is None
    if is_there:
        card = question
    else:
        link = f"https://t.me/{bot}?start=password_{store.id}_{upload.id}"
        card = locked_post(upload.id, upload.file_name, link, texts, is_asked=private is not None)
    ask(session, upload, card, asked_line(upload.file_name, texts), "locked", texts, now)
    if private is not None and not (is_there and is_first):
        put_post(session, private.id, question, now=now, dedupe=None, store_id=store.id)


async def take(context: Context, member: Member, upload_id: int) -> UploadLine:
    """Somebody has told the password: the file is read with it, and their message deleted. Raises Mistake."""
    house = context.house
    try:
        await context.read(services.passwords.locked, member.store.id, upload_id)
        house.parsing.passwords.give(upload_id, context.text)
        line = await context.run(read_again, member.store, upload_id, member.name, member.now)
    finally:
        await delete(context)
    house.parsing.wake()
    house.outbox.wake()
    return line


def read_again(session: Session, store: Store, upload_id: int, person: str, now: datetime) -> UploadLine:
    line = services.passwords.told(session, store.id, upload_id)
    card = unlocked_post(line.file_name, person, Texts(store.language, store.zone))
    put_correction(session, f"locked:{upload_id}", card, now=now)
    return line


async def delete(context: Context) -> None:
    """At once and straight to Telegram: what somebody told us is not to stand in the chat."""
    message = context.message
    if message is None:
        return
    try:
        await context.house.bot.delete_message(message.chat.id, message.message_id)
    except TelegramError as error:
        log.warning("a password could not be deleted", error=type(error).__name__)
