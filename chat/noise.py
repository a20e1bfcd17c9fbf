"""Putting out what is proposed for a noisy rule: claimed, kept and said in one transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

import services.noise
from chat.outbox import put_post
from messages.noise import proposal_post
from messages.texts import Texts
from metrics.noise import Proposal
from services.noise import NoiseDue


def claim_and_put(session: Session, due: NoiseDue, found: Proposal | None, now: datetime) -> None:
    """Nothing is said where nothing was found, or another process was faster."""
    store = due.store
    proposed = services.noise.claim(session, due, found, now)
    if proposed is not None:
        post = proposal_post(proposed, store.id, Texts(store.language, store.zone))
        put_post(session, store.chat_id, post, now=now, dedupe=due.name, store_id=store.id)
