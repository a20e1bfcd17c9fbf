"""The weekly and monthly posts that went out of late, as they read now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

import services.month
import services.week
import storage.outbox
from metrics.month import last_full_month
from metrics.periods import DAY
from metrics.regular import RegularDue
from metrics.settings import Regular
from metrics.spans import Summary, summarise
from metrics.stores import Store
from metrics.week import last_full_week


@dataclass(frozen=True)
class SpanPost:
    """A post of a week or a month, and the summary that it tells."""

    sent: RegularDue
    found: Summary


def as_they_read(session: Session, store: Store, now: datetime) -> tuple[SpanPost, ...]:
    """Those that can still be rewritten."""
    return tuple(SpanPost(one, summary(session, one, now)) for one in sent(session, store, now))


def summary(session: Session, one: RegularDue, now: datetime) -> Summary:
    if one.post is Regular.MONTHLY:
        return summarise(services.month.load(session, one.store, last_full_month(one.day), now))
    return summarise(services.week.load(session, one.store, last_full_week(one.day), now))


def sent(session: Session, store: Store, now: datetime) -> Iterator[RegularDue]:
    """The newest first, as long as the outbox remembers them."""
    today = store.today(now)
    for ago in range(storage.outbox.KEPT_FOR.days):
        day = today - ago * DAY
        posts = [Regular.WEEKLY] if day.weekday() == 0 else []
        posts += [Regular.MONTHLY] if day.day == 1 else []
        for post in posts:
            one = RegularDue(store, post, day, silent=True)
            if storage.outbox.put_out_as(session, one.name) is not None:
                yield one
