"""A store's calendar: what it declared and planned, laid over the public one."""

from datetime import timedelta

from sqlalchemy.orm import Session

import storage.calendar
import storage.plans
import storage.settings
from metrics.calendar import Calendar
from metrics.periods import Period
from metrics.stores import Store

A_YEAR_BEFORE = timedelta(days=430)  # the same campaign last year, and what led up to it


def calendar(session: Session, store: Store, shown: Period) -> Calendar:
    """The calendar as far as the days of `shown` need it: with the campaigns of a year before them."""
    whole = Period(shown.start - A_YEAR_BEFORE, shown.end)
    return Calendar(
        campaigns=storage.plans.campaigns(session, store.id, whole),
        changed=storage.calendar.changed_days(session, store.id, whole),
        seasons_off=storage.settings.settings(session, store.id).seasons_off,
        zone=store.zone,
    )
