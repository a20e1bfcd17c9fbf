"""Cards of reviews that are rewritten where they stand, and people told of what is late."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

import services.late_reviews
import services.reviews
import storage.chats
from chat.outbox import put_correction, put_post
from messages.late_reviews import late_post, named_post
from messages.reviews import listing_post
from messages.texts import Texts
from metrics.mistakes import Mistake
from metrics.stores import Store


def note_answers(session: Session, store: Store, now: datetime) -> None:
    """After a file: replies in it are answers, on the cards too."""
    redraw(session, store, services.reviews.note_answers(session, store, now), now)


def redraw(session: Session, store: Store, cards: Iterable[datetime], now: datetime) -> None:
    """The cards that told reviews at these moments, as they stand now."""
    texts = Texts(store.language, store.zone)
    for told_at in cards:
        try:
            card = services.reviews.listing(session, store, told_at, 0, now)
        except Mistake:
            continue
        put_correction(session, name_of(store, told_at), listing_post(card, store.id, now, texts), now=now)


def escalate(session: Session, store: Store, now: datetime) -> None:
    """What is late is told once: in private, or by name in the group where that cannot be; on a weekend
    without a sound.
    """
    late = services.late_reviews.escalate(session, store, now)
    texts = Texts(store.language, store.zone)
    group = storage.chats.chat_by_id(session, store.chat_id)
    title = group.title if group and group.title else store.name
    for who, cases in late.by_person.items():
        chat = storage.chats.private_with(session, who[0])
        name = f"late:{store.id}:{now.timestamp():.0f}:{who[0]}"
        if chat is None:
            place, post = store.chat_id, named_post(cases, who, store.id, now, texts)
        else:
            place, post = chat.id, late_post(cases, title, store.id, now, texts)
        post = replace(post, silent=not late.is_worked)
        put_post(session, place, post, now=now, dedupe=name, store_id=store.id)
    redraw(session, store, late.cards, now)


def name_of(store: Store, told_at: datetime) -> str:
    """What a card is put out as."""
    return f"reviews:{store.id}:{told_at.timestamp():.0f}"
