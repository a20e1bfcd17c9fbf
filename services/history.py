"""A store's alerts of the last year, with what became of them."""

from datetime import datetime

from sqlalchemy.orm import Session

import storage.aftermath
import storage.alerts
from metrics.history import LOOKED_BACK, Entry, History
from metrics.quiet import MINUTE
from metrics.stores import Store


def history(session: Session, store: Store, now: datetime) -> History:
    """Those that people were told of, the newest first."""
    known = storage.alerts.between(session, store.id, now - LOOKED_BACK, now + MINUTE)
    told = [one for one in reversed(known) if one.state.told_at is not None]
    numbers = [one.id for one in told]
    stories, readings = storage.alerts.events(session, numbers), storage.aftermath.readings(session, numbers)
    entries = (Entry(one, stories[one.id], readings.get(one.id, ())) for one in told)
    return History(store, tuple(entries), now)
