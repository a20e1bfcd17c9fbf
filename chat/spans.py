"""A week's or a month's post that went out: rewritten where it would read otherwise by now."""

from datetime import datetime

from markupsafe import Markup
from sqlalchemy.orm import Session

import services.month
import services.span_posts
from chat.outbox import put_correction, text_of
from messages.month import month_post
from messages.post import Post
from messages.texts import Texts
from messages.week import week_post
from metrics.settings import Regular
from metrics.stores import Store
from services.span_posts import SpanPost


def correct_all(session: Session, store: Store, now: datetime) -> bool:
    """Whether any of them is rewritten: figures of its days have come or changed since."""
    texts = Texts(store.language, store.zone)
    corrected = False
    for told in services.span_posts.as_they_read(session, store, now):
        post = written(session, told, texts, now)
        if not says_the_same(text_of(session, told.sent.name), post.text):
            corrected |= put_correction(session, told.sent.name, post, now=now)
    return corrected


def written(
    session: Session, told: SpanPost, texts: Texts, now: datetime, above: Markup | None = None
) -> Post:
    if told.sent.post is Regular.WEEKLY:
        return week_post(told.found, texts, now=now, above=above)
    plan = services.month.next_plan(session, told.sent.store, told.found.span, now)
    return month_post(told.found, plan, texts, now=now, above=above)


def says_the_same(said: str, anew: str) -> bool:
    """But for the last line, which tells the time, and for one above that tells why it was rewritten."""
    return said.rpartition("\n")[0].endswith(anew.rpartition("\n")[0])
