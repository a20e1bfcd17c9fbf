"""Reviews that have waited too long: to whoever looks after them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from markupsafe import Markup

from messages.arrivals import mention
from messages.post import Button, Post
from messages.texts import NARROW, Texts, cells, lines, shorten
from metrics.absences import Who
from metrics.reviews import ReviewCase

MOST = 5
PERSON = 14


def late_post(cases: Sequence[ReviewCase], group: str, store_id: int, now: datetime, texts: Texts) -> Post:
    """In private."""
    text = lines(
        *_what(cases, now, texts),
        "",
        texts.t("Their cards are in the group:"),
        Markup("{}").format(shorten(group, NARROW)),
    )
    return Post(text, _show(store_id, texts))


def named_post(cases: Sequence[ReviewCase], who: Who, store_id: int, now: datetime, texts: Texts) -> Post:
    """In the group, to whom nothing can be said in private."""
    user_id, name = who
    named = mention(user_id, shorten(name, PERSON) if name else str(texts.t("founder of this store")))
    text = lines(*_what(cases, now, texts), "", texts.t("{person}, please answer.", person=named))
    return Post(text, _show(store_id, texts))


def _what(cases: Sequence[ReviewCase], now: datetime, texts: Texts) -> tuple[Markup | None, ...]:
    one, many = "<b>⏰ {count} bad review is late</b>", "<b>⏰ {count} bad reviews are late</b>"
    left = len(cases) - MOST
    return (
        texts.n(one, many, len(cases)),
        *(_line(case, now, texts) for case in cases[:MOST]),
        texts.n("… and {count} more", "… and {count} more", left) if left > 0 else None,
    )


def _line(one: ReviewCase, now: datetime, texts: Texts) -> Markup:
    """How long it has waited, and what it is about."""
    since = one.case.reopened_at or one.case.first_told_at or one.review.posted_at
    waited = texts.span(max(now - since, timedelta(0)))
    name = one.review.product or one.review.body
    return texts.t("{waited}: {product}", waited=waited, product=shorten(name, NARROW - 2 - cells(waited)))


def _show(store_id: int, texts: Texts) -> tuple[tuple[Button, ...], ...]:
    return ((Button(str(texts.t("Show them")), f"reviews:{store_id}:0:0"),),)
