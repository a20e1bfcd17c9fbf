"""The day's other posts: which are due now and not yet said."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy.orm import Session

import metrics.regular
import services.calendar
import storage.briefs
import storage.outbox
import storage.settings
from metrics.brief import Schedule
from metrics.periods import DAY, Period
from metrics.regular import RegularDue, is_silent, told_on
from metrics.settings import Regular


def due(session: Session, posts: Collection[Regular], now: datetime) -> tuple[RegularDue, ...]:
    """Those of `posts` to be made now, of all stores that can be spoken to."""
    schedules = storage.briefs.schedules(session)
    return tuple(one for schedule in schedules for one in _of_store(session, schedule, posts, now))


def _of_store(
    session: Session, schedule: Schedule, posts: Collection[Regular], now: datetime
) -> Iterator[RegularDue]:
    """Only a store with a post whose time has come needs its calendar."""
    store, since = schedule.store, schedule.since
    settings = storage.settings.settings(session, store.id)
    waiting = [post for post in posts if any(told_on(store, settings, post, since, now))]
    if not waiting:
        return
    today = store.today(now)
    calendar = services.calendar.calendar(session, store, Period(today - DAY, today + DAY))
    for post in waiting:
        day = metrics.regular.due(store, settings, post, calendar, since, now)
        if day is not None:
            one = RegularDue(store, post, day, is_silent(settings, post, day, calendar))
            if storage.outbox.put_out_as(session, one.name) is None:
                yield one
