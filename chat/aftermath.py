"""Telling what came of an alert: under its card, in place, without a sound."""

from datetime import datetime

from sqlalchemy.orm import Session

import services.aftermath
import services.alerts
from chat.alerts import name_of
from chat.outbox import put_correction
from messages.alerts import card_post
from messages.texts import Texts
from metrics.stores import Store


def take_and_show(session: Session, store: Store, now: datetime) -> None:
    """Where a card's message is gone, what was read stays in /history."""
    texts = Texts(store.language, store.zone)
    for number in services.aftermath.take(session, store, now):
        card = services.alerts.card(session, store, number)
        put_correction(session, name_of(number), card_post(card, texts), now=now)
