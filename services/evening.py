"""The evening meeting's sheet, put together from what the day has brought."""

from datetime import date, datetime, time

from sqlalchemy.orm import Session

import services.calendar
import services.half_day
import storage.alerts
import storage.deeds
import storage.reviews
import storage.rules
import storage.targets
import storage.tasks
from metrics.evening import NEXT_WORKING, Evening, open_alerts, open_reviews, people, tomorrow
from metrics.periods import DAY, Period
from metrics.stores import Store
from services.agenda import LATER


def sheet(session: Session, store: Store, day: date, now: datetime) -> Evening:
    start, end = store.moment(day, time()), store.moment(day + DAY, time())
    ahead = Period(day, day + (NEXT_WORKING + 1) * DAY)
    calendar = services.calendar.calendar(session, store, Period(ahead.start, ahead.end + LATER))
    rules = storage.rules.rules(session, store.id)
    return Evening(
        check=services.half_day.check(session, store, day, now),
        people=people(storage.deeds.done(session, store.id, start, end)),
        alerts=open_alerts(storage.alerts.not_over(session, store.id)),
        reviews=open_reviews(storage.reviews.open_cases(session, store.id, now), rules, now),
        tasks=storage.tasks.open_tasks(session, store.id),
        tomorrow=tomorrow(calendar, day, storage.targets.target_days(session, store.id, ahead)),
    )
