"""Targets: change them, and see how the month stands."""

from datetime import date

from sqlalchemy.orm import Session

import storage.sales
import storage.targets
from metrics.periods import Period
from metrics.targets import MonthPace, TargetChange, month_pace


def set_target(session: Session, store_id: int, change: TargetChange, set_by: int) -> None:
    storage.targets.set_targets(session, store_id, change.by_day(), set_by)


def month(session: Session, store_id: int, shown: Period, upto: date) -> MonthPace | None:
    """How a month stands at the end of `upto`; None where it has no target."""
    days = storage.sales.store_days(session, store_id, shown)
    return month_pace(days, storage.targets.target_days(session, store_id, shown), shown, upto)
