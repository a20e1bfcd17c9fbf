"""The one way out: posts, edits and reactions become rows of the outbox, each one call of Telegram."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass
from sqlalchemy.orm import Session

import storage.drawn
import storage.outbox
from charts.chart import Chart
from chat import parts
from chat.bell import Bell
from messages.post import MAX_CAPTION, MAX_TEXT, Post, length, plain


@dataclass(frozen=True)
class Body:
    """What one call says, as it is kept in the database."""

    text: str = ""
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()  # rows of (label, data)
    chart: Annotated[Chart, Field(discriminator="kind")] | None = None
    file_name: str = ""
    silent: bool = False
    has_photo: bool = False  # of an edit: the message is a picture with a caption
    emoji: str = ""
    asks: bool = False  # an answer is waited for: in private, the field for it opens by itself
    of: str = ""  # of an edit or answer without a message id: the name its post was put out as


BODY: TypeAdapter[Body] = TypeAdapter(Body)


class Outbox(Bell):
    """Tells the sender of something new; what is to be sent is in the database."""


def put_post(
    session: Session,
    chat_id: int,
    post: Post,
    *,
    now: datetime,
    dedupe: str | None,
    store_id: int | None = None,
    thread_id: int | None = None,
    reply_to: int | None = None,
) -> bool:
    """Whether it is new. What is too long for one message becomes several rows, sent one after the other."""
    is_new = True
    for i, (body, data) in enumerate(bodies(post)):
        is_new = storage.outbox.put(
            session,
            chat_id=chat_id,
            kind="post",
            body=BODY.dump_json(body).decode(),
            now=now,
            dedupe=dedupe if i == 0 or dedupe is None else f"{dedupe}/{i + 1}",
            store_id=store_id,
            thread_id=thread_id,
            message_id=reply_to if i == 0 else None,
            topic=post.topic,
            attachment=data,
        )
        if not is_new:
            break
    return is_new


def put_edit(
    session: Session,
    chat_id: int,
    message_id: int,
    post: Post,
    *,
    now: datetime,
    has_photo: bool,
    dedupe: str | None = None,
) -> bool:
    """Whether it is new. An edit stays one message: what does not fit is cut."""
    return storage.outbox.put(
        session,
        chat_id=chat_id,
        kind="edit",
        body=BODY.dump_json(edited(post, has_photo)).decode(),
        now=now,
        dedupe=dedupe,
        message_id=message_id,
        topic=post.topic,
    )


def put_correction(session: Session, of: str, post: Post, *, now: datetime) -> bool:
    """Rewrites the post that was put out as `of`, be it sent or still to be; False where there is none,
    or its message is known to be gone.

    The chat's queue is in order, so its message is known when the correction's turn comes. One that still
    waits says what the later one says, and nothing is put out where that is what it says already.
    """
    place = storage.outbox.put_out_as(session, of)
    if place is None or place.is_gone:
        return False
    body = BODY.dump_json(replace(edited(post, place.has_photo), of=of)).decode()
    if says_the_same(storage.outbox.last_said(session, of, place), body):
        return True
    name = f"edit:{of}:"
    if storage.outbox.replace_queued(session, name, body, post.topic):
        return True
    return storage.outbox.put(
        session,
        chat_id=place.chat_id,
        kind="edit",
        body=body,
        now=now,
        dedupe=f"{name}{uuid.uuid4().hex}",
        topic=post.topic,
    )


def text_of(session: Session, of: str) -> str:
    """What the post that was put out as `of` says by now; "" where there is none."""
    body = storage.outbox.newest_body(session, of, f"edit:{of}:")
    return "" if body is None else BODY.validate_json(body).text


def says_the_same(before: str | None, after: str) -> bool:
    """Whether a message would look as it does: Telegram refuses to edit it then."""
    if before is None:
        return False
    was, is_now = json.loads(before), json.loads(after)
    return all(was.get(part) == is_now[part] for part in ("text", "buttons", "chart"))


def put_reply(
    session: Session, of: str, post: Post, *, now: datetime, dedupe: str, store_id: int | None = None
) -> bool:
    """Answers the post that was put out as `of`, be it sent or still to be, in one message.

    Whether it is new; False, too, where there is no such post.
    """
    place = storage.outbox.put_out_as(session, of)
    if place is None:
        return False
    body, _ = bodies(post)[0]
    return storage.outbox.put(
        session,
        chat_id=place.chat_id,
        kind="post",
        body=BODY.dump_json(replace(body, of=of)).decode(),
        now=now,
        dedupe=dedupe,
        store_id=store_id,
        topic=post.topic,
    )


def edited(post: Post, has_photo: bool) -> Body:
    is_caption = has_photo or (post.chart is not None and length(post.text) <= MAX_CAPTION)
    return Body(
        text=parts.cut(post.text, MAX_CAPTION if is_caption else MAX_TEXT),
        buttons=_buttons(post),
        chart=post.chart if is_caption else None,
        has_photo=has_photo,
    )


def put_reaction(
    session: Session, chat_id: int, message_id: int, emoji: str, *, now: datetime, dedupe: str | None = None
) -> bool:
    """Whether it is new. The bot's one reaction to a message; "" takes it away."""
    body = BODY.dump_json(Body(emoji=emoji)).decode()
    return storage.outbox.put(
        session, chat_id=chat_id, kind="reaction", body=body, now=now, dedupe=dedupe, message_id=message_id
    )


def tidy(session: Session, now: datetime) -> None:
    """Forgets what was sent long ago, and pictures that nobody has asked for in months."""
    storage.outbox.forget_old(session, now)
    storage.drawn.forget_old_files(session, now)


def bodies(post: Post) -> tuple[tuple[Body, bytes | None], ...]:
    """The messages a post becomes, with a file's bytes: one where Telegram's limits allow it.

    Only the first may make a sound; the buttons hang on the last of the words.
    """
    found = list(_bodies(post))
    if not found:
        raise ValueError("a post that says nothing")
    last_words = max((i for i, (body, _) in enumerate(found) if body.text), default=0)
    for i, (body, data) in enumerate(found):
        buttons = _buttons(post) if i == last_words else ()
        asks = bool(post.topic) and i == last_words
        found[i] = (replace(body, buttons=buttons, silent=post.silent or i > 0, asks=asks), data)
    return tuple(found)


def _bodies(post: Post) -> Iterator[tuple[Body, bytes | None]]:
    has_words = bool(plain(post.text).strip())
    fits = length(post.text) <= MAX_CAPTION and has_words
    words = () if not has_words else parts.split(post.text, MAX_TEXT)
    if post.chart is not None:
        yield Body(text=post.text if fits else "", chart=post.chart), None
        words = () if fits else words
    elif post.attachment is not None and fits:
        yield Body(text=post.text, file_name=post.attachment.name), post.attachment.data
        return
    for part in words:
        yield Body(text=part), None
    if post.attachment is not None:
        yield Body(file_name=post.attachment.name), post.attachment.data


def _buttons(post: Post) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(tuple((button.label, button.data) for button in row) for row in post.buttons)
