"""What is said about a file: a receipt of its own, or lines in that of all files sent together."""

from dataclasses import replace
from datetime import datetime

from markupsafe import Markup
from sqlalchemy.orm import Session

import storage.uploads
from chat.outbox import put_correction, put_post, put_reaction
from messages.post import Post
from messages.receipts import from_inbox, from_program, group_post
from messages.texts import Texts
from metrics.uploads import Upload, Way


def tell(
    session: Session, upload: Upload, post: Post, line: Markup, emoji: str, texts: Texts, now: datetime
) -> None:
    """The reaction and the receipt, put out with what they tell of. The command line tells by itself.

    Files sent together have one receipt, which grows: `line` is what it says of this one.
    """
    if upload.chat_id is None:
        return
    react(session, upload, emoji, now)
    if not shares_receipt(session, upload, line):
        put(session, upload, with_way(upload, post, texts), f"upload:{upload.id}", now)
        return
    put_group(session, upload, texts, now)
    if post.attachment is not None:
        file = Post("", attachment=post.attachment, silent=True)
        put(session, upload, file, f"upload:{upload.id}:file", now)


def ask(
    session: Session, upload: Upload, card: Post, line: Markup, name: str, texts: Texts, now: datetime
) -> None:
    """A question about one file: it needs a card and buttons of its own, whatever came with the file."""
    if upload.chat_id is None:
        return
    react(session, upload, "🤔", now)
    put(session, upload, with_way(upload, card, texts), f"{name}:{upload.id}", now)
    if shares_receipt(session, upload, line):
        put_group(session, upload, texts, now)


def retell(session: Session, upload: Upload, post: Post, line: Markup, texts: Texts, now: datetime) -> None:
    """Something has become of the file after its receipt."""
    if shares_receipt(session, upload, line):
        put_group(session, upload, texts, now)
    else:
        put_correction(session, f"upload:{upload.id}", post, now=now)


def shares_receipt(session: Session, upload: Upload, line: Markup) -> bool:
    """Notes what is to be said of the file; whether others came with it."""
    group_id = upload.group_id or upload.id
    storage.uploads.lock_group(session, group_id)
    storage.uploads.note_said(session, upload.id, str(line))
    return len(storage.uploads.group(session, group_id)) > 1


def put_group(session: Session, upload: Upload, texts: Texts, now: datetime) -> None:
    """The common receipt: put out with the first file that is done, rewritten with every other."""
    files = storage.uploads.group(session, upload.group_id or upload.id)
    post, name = group_post(files, texts), f"upload:{files[0].id}"
    if upload.way is Way.INBOX:
        post = from_inbox(post, "", texts)
    if not put_correction(session, name, post, now=now):
        put(session, replace(upload, message_id=files[0].message_id), post, name, now)


def with_way(upload: Upload, post: Post, texts: Texts) -> Post:
    """The receipt of a file that nobody sent in the chat says so."""
    if upload.way is Way.CHAT:
        return post
    whence = from_program if upload.way is Way.INGEST else from_inbox
    return whence(post, upload.file_name, texts)


def put(session: Session, upload: Upload, post: Post, dedupe: str, now: datetime) -> None:
    assert upload.chat_id is not None
    put_post(
        session,
        upload.chat_id,
        post,
        now=now,
        dedupe=dedupe,
        store_id=upload.store_id,
        thread_id=upload.thread_id,
        reply_to=upload.message_id,
    )


def react(session: Session, upload: Upload, emoji: str, now: datetime) -> None:
    if upload.chat_id is not None and upload.message_id is not None:
        put_reaction(session, upload.chat_id, upload.message_id, emoji, now=now)
