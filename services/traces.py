"""Where the figures of a day, a week or a month come from."""

from datetime import datetime, time

from sqlalchemy.orm import Session

import storage.traces
from metrics.periods import DAY, Period
from metrics.reviews import HISTORY
from metrics.stores import Store
from metrics.targets import month_of
from metrics.traces import Trace, grouped


def traces(session: Session, store: Store, period: Period, now: datetime) -> tuple[Trace, ...]:
    """Each figure's file, who sent it and when; or who said it. Targets are those of the whole months."""
    months = Period(month_of(period.start).start, month_of(period.last).end)
    first = store.moment(period.start, time())
    until = min(now, store.moment(period.end + DAY, time()))  # told the day after the last
    files = storage.traces.files(session, store.id, period, months, first - HISTORY, until)
    return grouped(files, storage.traces.said(session, store.id, period, months))
