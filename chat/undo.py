"""Taking a file back in the chat: the figures, and every message that told of them, in one transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

import chat.alerts
import chat.spans
import services.brief
import services.reviews
import services.undo
import storage.uploads
from chat.house import House
from chat.outbox import put_correction
from chat.receipts import retell
from messages.brief import brief_post
from messages.post import Post
from messages.reviews import listing_post
from messages.texts import Texts
from messages.undo import because, corrected, done_line, done_post, withdrawn_reviews
from metrics.mistakes import Mistake
from metrics.stores import Store
from services.undo import Undone


async def take_back(house: House, store: Store, upload_id: int, person: str) -> Undone:
    """Raises Mistake where it is not to be taken back."""
    now = house.clock().replace(microsecond=0)
    undone = await house.run(take_back_and_correct, store, upload_id, person, now)
    house.outbox.wake()
    return undone


def take_back_and_correct(
    session: Session, store: Store, upload_id: int, person: str, now: datetime
) -> Undone:
    undone = services.undo.take_back(session, store, upload_id, person, now)
    texts, taken = Texts(store.language, store.zone), undone.taken

    def edit(of: str, post: Post) -> None:
        put_correction(session, of, post, now=now)

    upload = storage.uploads.by_id(session, store.id, upload_id)
    if upload is not None:
        retell(session, upload, done_post(taken, texts), done_line(taken, texts), texts, now)
    for brief in undone.briefs:
        services.brief.mark_lacking(session, brief)
        edit(f"brief:{store.id}:{brief.day}", corrected(brief_post(brief, texts, now=now), taken, texts))
    for told in undone.spans:
        edit(told.sent.name, chat.spans.written(session, told, texts, now, because(taken, texts)))
    withdrawn = {alert.card_id for alert in undone.ended if alert.card_id is not None}
    chat.alerts.tell(session, store, undone.judged, now)
    chat.alerts.redraw(session, store, withdrawn, now)
    for told_at in undone.review_cards:
        post = review_card(session, store, told_at, now, texts)
        said = withdrawn_reviews(taken, texts) if post is None else corrected(post, taken, texts)
        edit(f"reviews:{store.id}:{told_at.timestamp():.0f}", said)
    return undone


def review_card(
    session: Session, store: Store, told_at: datetime, now: datetime, texts: Texts
) -> Post | None:
    """The card as it reads now; None where no review is left on it."""
    try:
        card = services.reviews.listing(session, store, told_at, 0, now)
    except Mistake:
        return None
    return listing_post(card, store.id, now, texts) if card.reviews else None
