"""A brief that went out: without files, completed when they come; with figures that changed, rewritten."""

from datetime import datetime

from sqlalchemy.orm import Session

import services.brief
import storage.briefs
from chat.house import House
from chat.outbox import put_correction, put_reply, text_of
from messages.brief import brief_post, tells_the_figures
from messages.texts import Texts
from messages.waiting import complete_post
from metrics.brief import compose
from metrics.readiness import PartialBrief
from metrics.stores import Store


async def complete(house: House, seen: PartialBrief) -> None:
    """Says anew what is known by now, where any of its files has come."""
    now, texts = house.clock(), house.texts(seen.store)
    facts = await house.read(services.brief.load, seen.store, seen.day, now)
    left = seen.still_missing(facts.missing)
    if left == seen.missing:
        return
    anew = brief_post(compose(facts), texts, now=now, late=seen.late_since)
    came = [format for format in seen.missing if format not in left]

    def retell(session: Session) -> None:
        """Together, so that no kill leaves one out; whoever is slower says nothing."""
        if not storage.briefs.note_missing(session, seen, left):
            return
        is_there = put_correction(session, seen.name, anew, now=now)
        if is_there and not left:
            done = complete_post(came, texts)
            put_reply(
                session, seen.name, done, now=now, dedupe=f"{seen.name}:complete", store_id=seen.store.id
            )

    await house.run(retell)
    house.outbox.wake()


def correct(session: Session, store: Store, now: datetime) -> bool:
    """Whether the newest brief is rewritten: a later file tells other figures of its day."""
    day = services.brief.newest_sent(session, store, now)
    if day is None:
        return False
    name, texts = f"brief:{store.id}:{day}", Texts(store.language, store.zone)
    brief, said = compose(services.brief.load(session, store, day, now)), text_of(session, name)
    if not said or tells_the_figures(said, brief, texts):
        return False
    return put_correction(session, name, brief_post(brief, texts, now=now), now=now)
