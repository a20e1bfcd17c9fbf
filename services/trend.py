"""One figure day by day, and all that it is measured by."""

from datetime import timedelta

from sqlalchemy.orm import Session

import services.calendar
import storage.sales
from metrics.periods import Period
from metrics.stores import Store
from metrics.trend import Metric, Trend
from metrics.trend import trend as compose

LAST_YEAR = timedelta(days=430)  # also where a campaign was earlier last year


def trend(session: Session, store: Store, metric: Metric, period: Period) -> Trend:
    """One range of days, back to last year's or to the period before, whichever is further."""
    back = max(LAST_YEAR, timedelta(days=len(period)))
    whole = Period(period.start - back, period.end)
    days = storage.sales.store_days(session, store.id, whole)
    return compose(metric, period, days, services.calendar.calendar(session, store, whole))
