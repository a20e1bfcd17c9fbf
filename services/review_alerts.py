"""The watch over what reviews have in common."""

from datetime import datetime

from sqlalchemy.orm import Session

import storage.review_sums
import storage.reviews
import storage.rules
from metrics.review_alerts import RULES, WITHIN, judge
from metrics.stores import Store
from services.alerts import Found


def look(session: Session, store: Store, now: datetime) -> Found | None:
    """None where nothing new is known: what was wrong is not over because nobody has sent reviews."""
    newest = storage.review_sums.newest(session, store.id)
    if newest is None or newest < now - WITHIN:
        return None
    complaints = storage.reviews.complaints(session, store.id, now - WITHIN, now)
    listed = storage.reviews.newest_card(session, store.id)
    return Found(RULES, judge(complaints, now, storage.rules.rules(session, store.id), listed))
