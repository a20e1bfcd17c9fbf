"""Targets are kept a day each; the last one said counts."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from metrics.periods import Period
from storage.targets import set_targets, target_days
from tests.uploading import make_store

DAY = date(2026, 11, 21)
WEEK = Period(DAY, DAY + timedelta(days=7))


def test_the_last_target_counts_and_zero_takes_it_away(session: Session) -> None:
    store, other = make_store(session), make_store(session, -101)
    days = list(WEEK.days())
    set_targets(session, store.id, dict.fromkeys(days, Decimal("100.01")), 1)
    set_targets(session, store.id, {days[0]: Decimal("7.77"), days[1]: Decimal(0), WEEK.end: Decimal(5)}, 2)
    found = target_days(session, store.id, WEEK)
    assert found == {days[0]: Decimal("7.77")} | dict.fromkeys(days[2:], Decimal("100.01"))
    assert list(found) == sorted(found)
    assert target_days(session, other.id, WEEK) == {}
