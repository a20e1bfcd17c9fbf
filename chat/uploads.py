"""An upload's road: written down, fetched, kept, read in a child, stored and answered in one transaction."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

import structlog
import telegram
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from telegram.error import TelegramError

import services.questions
import services.uploads
import storage.stores
import storage.uploads
from chat.context import Context, Member
from chat.fetching import fetched
from chat.house import House
from chat.memory import give_back_large_blocks
from chat.originals import drop, drop_unneeded, path_of
from chat.outbox import put_reaction
from chat.parsing import AT_ONCE
from chat.passwords import asked_for_password
from chat.receipts import ask, tell
from messages.preview import held_post
from messages.questions import question_post
from messages.receipts import asked_line, ignored_line, refused_line, stored_line
from messages.texts import Texts, lines
from messages.uploads import receipt_post, refusal_post
from metrics.mistakes import Mistake
from metrics.questions import AskedTable
from metrics.stores import Store
from metrics.tables import Kind, Reading
from metrics.uploads import Incoming, Upload
from services.uploads import ATTEMPTS, LEASE, TakenOver

log = structlog.get_logger()
P = ParamSpec("P")
T = TypeVar("T")
AfterUpload = Callable[[House, Store, frozenset[Kind]], Awaitable[None]]  # what kinds of thing have come
# A bot may react only with what is on Telegram's list, and ✅ and ⚠️ are not: the receipt begins with them.
SEEN, STORED, DOUBTED = "👀", "👌", "🤔"
LARGE_AT_ONCE = 2  # one place is left to the small: a monster or two never keep them waiting
SMALL = 1 << 20  # bytes
PERSONAL = "personal_dropped"  # the reader's note on a file with columns about people
PAUSE = timedelta(seconds=15)  # until a file that Telegram did not hand over is asked for again
CAPTION_WAITS, LOOKS = 20.0, 0.1  # seconds: a command in a file's caption is about what the file tells


async def received(context: Context, member: Member, message: telegram.Message | None = None) -> bool:
    """A document: written down and seen, in one transaction; the work begins when that is safe.

    `message` is another one than the update's, where somebody points at it. Whether the file was new.
    """
    house, pointed_at, message = context.house, message is not None, message or context.message
    if message is None or message.document is None:
        raise Mistake("not_a_file")
    document, message_id, now = message.document, message.message_id, house.clock()
    incoming = Incoming(
        store_id=member.store.id,
        chat_id=member.chat.id,
        message_id=message_id,
        thread_id=member.thread_id,
        user_id=member.user_id,
        user_name=member.name,
        file_id=document.file_id,
        file_name=document.file_name or "",
        size=document.file_size or 0,
        received_at=now,
        album=message.media_group_id,
    )

    def note(session: Session) -> bool:
        if pointed_at:
            storage.uploads.let_come_again(session, member.chat.id, message_id)
        upload = storage.uploads.write_down(session, incoming)
        if upload is not None:
            storage.uploads.join_group(session, upload, incoming.album)
            put_reaction(session, member.chat.id, message_id, SEEN, now=now)
        return upload is not None

    is_new = await house.run(note)
    house.outbox.wake()
    house.parsing.wake()
    return is_new


async def until_read(house: House, chat_id: int, message_id: int) -> None:
    """Waits for the file of a message (Telegram's id), as long as a person would."""
    ends = time.monotonic() + CAPTION_WAITS
    while time.monotonic() < ends:
        if not await house.read(storage.uploads.is_waiting, chat_id, message_id):
            return
        await asyncio.sleep(LOOKS)


async def work_uploads(house: House, after_upload: Iterable[AfterUpload] = ()) -> None:
    """Works on what waits, also what a killed process left behind, until it is cancelled.

    What is under way then is finished first.
    """
    give_back_large_blocks()
    hooks, running = tuple(after_upload), dict[asyncio.Task[None], Upload]()
    await asyncio.to_thread(house.parsing.start)
    try:
        while True:
            try:
                await start_waiting(house, running, hooks)
            except SQLAlchemyError:
                log.exception("uploads cannot be claimed")
            await house.parsing.wait(PAUSE.total_seconds())
    finally:
        if running:
            await asyncio.wait(running)


async def start_waiting(
    house: House, running: dict[asyncio.Task[None], Upload], hooks: tuple[AfterUpload, ...]
) -> None:
    """Begins as many waiting uploads as may be worked on at once."""
    while len(running) < AT_ONCE:
        owner = secrets.token_hex(8)  # of this one claim: whoever takes over is another, in this process too
        large = sum(upload.size > SMALL for upload in running.values())
        most = SMALL if large >= LARGE_AT_ONCE else None
        claimed = await house.run(services.uploads.claim, owner, house.clock(), most)
        if claimed is None:
            return
        task = asyncio.create_task(finish(house, *claimed, owner, hooks))
        running[task] = claimed[0]
        task.add_done_callback(running.pop)
        task.add_done_callback(lambda _task: house.parsing.wake())


async def finish(
    house: House, upload: Upload, store: Store, owner: str, hooks: tuple[AfterUpload, ...] = ()
) -> None:
    """One claimed upload, to its end. What cannot be helped now stays waiting and is claimed again."""
    try:
        async with kept_claimed(house, upload, owner):
            await read_and_store(house, upload, store, owner)
    except TakenOver:
        log.info("upload taken over", upload=upload.id)
        return
    except TelegramError as error:
        log.warning("file not fetched", upload=upload.id, error=type(error).__name__)
        await house.run(storage.uploads.put_back, upload.id, owner, house.clock() + PAUSE)
        return
    except Exception:
        log.exception("upload failed", upload=upload.id, attempt=upload.attempts)
        return
    kinds = await house.read(services.uploads.kinds_to_look_at, upload)
    for hook in hooks if kinds else ():
        try:
            await hook(house, store, kinds)
        except Exception:
            log.exception("after upload", upload=upload.id, hook=getattr(hook, "__module__", ""))


async def read_and_store(house: House, upload: Upload, store: Store, owner: str) -> None:
    """Stored, refused, or held because it looks wrong: answered in any case."""
    try:
        if upload.attempts > ATTEMPTS:
            raise Mistake("reader_died")
        upload = await fetched(house, upload, owner)
        path = path_of(house.data_dir, upload.sha256 or "")
        day = store.today(upload.received_at)
        learned = await house.read(services.questions.known, store.id)
        password = house.parsing.passwords.of(upload.id)
        reading = await house.parsing.parse(path, upload.file_name, day, store.zone, learned, password)
    except Mistake as mistake:
        if await asked_instead(house, upload, store, owner, mistake):
            return
        house.parsing.passwords.forget(upload.id)
        await house.run(refuse_and_tell, upload, store, owner, mistake, house.clock())
        await house.run(drop_unneeded, house.data_dir, upload)
        house.outbox.wake()
        return
    stored = await house.run(store_and_tell, upload, store, owner, reading, house.clock())
    house.outbox.wake()
    if not stored:
        return
    house.parsing.passwords.forget(upload.id)
    if any(PERSONAL in one.notes for one in (reading, *reading.more)):
        await asyncio.to_thread(drop, house.data_dir, upload.sha256 or "")


def store_and_tell(
    session: Session, upload: Upload, store: Store, owner: str, reading: Reading, now: datetime
) -> bool:
    """Whether it was stored: what looks wrong is held, and people are asked."""
    texts = Texts(store.language, store.zone)
    if odd := services.uploads.hold_if_odd(session, store, upload, owner, reading, now):
        card, line = held_post(upload, reading, odd, texts), asked_line(upload.file_name, texts)
        ask(session, upload, card, line, "held", texts, now)
        return False
    told = services.uploads.store_all(session, store, upload, owner, reading, now)
    for number, (part, receipt) in enumerate(told, 1):
        emoji = DOUBTED if receipt.rejected else STORED
        post, line = receipt_post(receipt, texts), stored_line(receipt, texts)
        if reading.ignored and number == len(told):
            left_out = ignored_line(reading.ignored, texts)
            post, line = replace(post, text=lines(post.text, "", left_out)), lines(line, "", left_out)
        tell(session, part, post, line, emoji, texts, now)
    return True


async def asked_instead(house: House, upload: Upload, store: Store, owner: str, mistake: Mistake) -> bool:
    """Whether the file is not refused, but people are asked what its table is, or for its password."""
    if await asked_for_password(house, upload, store, owner, mistake):
        return True
    table = mistake.facts.get("table")
    if not isinstance(table, AskedTable):
        return False
    await house.run(ask_about_table, upload, store, owner, table, house.clock())
    house.outbox.wake()
    return True


def ask_about_table(
    session: Session, upload: Upload, store: Store, owner: str, table: AskedTable, now: datetime
) -> None:
    question = services.questions.ask(session, store, upload, owner, table, now)
    texts = Texts(store.language, store.zone)
    card, line = question_post(upload.file_name, question, texts), asked_line(upload.file_name, texts)
    ask(session, upload, card, line, "asked", texts, now)


def refuse_and_tell(
    session: Session, upload: Upload, store: Store, owner: str, mistake: Mistake, now: datetime
) -> None:
    services.uploads.refuse_upload(session, upload, owner, mistake.reason, now)
    texts = Texts(store.language, store.zone)
    post = refusal_post(upload.file_name, mistake, texts)
    line = refused_line(upload.file_name, mistake, texts)
    tell(session, upload, post, line, DOUBTED, texts, now)


@asynccontextmanager
async def kept_claimed(house: House, upload: Upload, owner: str) -> AsyncIterator[None]:
    """Renews the claim while the work goes on, so that only a dead process loses it."""

    async def renew() -> None:
        mine = True
        while mine:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            with suppress(SQLAlchemyError):
                mine = await house.run(storage.uploads.renew, upload.id, owner, house.clock() + LEASE)

    renewing = asyncio.create_task(renew())
    try:
        yield
    finally:
        renewing.cancel()
        with suppress(asyncio.CancelledError):
            await renewing
