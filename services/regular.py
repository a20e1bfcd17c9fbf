"""The day's other posts: which are due now and not yet said."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy.orm import Session

import services.calendar
import storage.briefs
import storage.outbox
import storage.settings
from metrics.brief import Schedule
from metrics.periods import DAY, Period
from metrics.regular import RegularDue, is_silent, suits, told_on
from metrics.settings import Regular


def due(session: Session, posts: Collection[Regular], now: datetime) -> tuple[RegularDue, ...]:
    """Those of `posts` to be made now, of all stores that can be spoken to."""
    schedules = storage.briefs.schedules(session)
    return tuple(one for schedule in schedules for one in _of_store(session, schedule, posts, now))


def _of_store(
    session: Session, schedule: Schedule, posts: Collection[Regular], now: datetime
) -> Iterator[RegularDue]:
    """Only a store with a post whose time has come needs its calendar."""
    store = schedule.store
    settings = storage.settings.settings(session, store.id)
    for post in posts:
        for day in told_on(store, settings, post, schedule.since, now):
            calendar = services.calendar.calendar(session, store, Period(day, day + DAY))
            one = RegularDue(store, post, day, is_silent(settings, post, day, calendar))
            if suits(post, day, calendar) and storage.outbox.put_out_as(session, one.name) is None:
                yield one
