"""The weekly post: what it is made of."""

from datetime import datetime

from sqlalchemy.orm import Session

import services.calendar
import services.spans
from metrics.periods import Period
from metrics.spans import SpanFacts
from metrics.stores import Store
from metrics.week import candidates


def load(session: Session, store: Store, week: Period, now: datetime) -> SpanFacts:
    calendar = services.calendar.calendar(session, store, week)
    return services.spans.load(session, store, week, calendar, candidates(week, calendar), now)
