"""Readings of a day's sales, as stored."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from metrics.periods import Period
from metrics.sold import SalesReading
from storage import removal, sales_readings
from tests.uploading import NOW, make_store

TODAY = date(2026, 11, 22)
WHOLE = Period(TODAY, TODAY + timedelta(days=1))


def test_they_come_back_in_order_and_a_moment_counts_once(session: Session) -> None:
    store, later = make_store(session), NOW + timedelta(hours=1)
    sales_readings.note(session, store.id, later, TODAY, Decimal("12.34"), 42, "Li")
    sales_readings.note(session, store.id, NOW, TODAY, Decimal(5), 42, "Li")
    sales_readings.note(session, store.id, NOW, TODAY, Decimal(6), 43, "Wang")
    sales_readings.note(
        session, store.id, NOW - timedelta(days=1), TODAY - timedelta(days=1), Decimal(9), 42, "Li"
    )
    assert sales_readings.readings(session, store.id, WHOLE) == (
        SalesReading(NOW, TODAY, Decimal(6), "Wang"),
        SalesReading(later, TODAY, Decimal("12.34"), "Li"),
    )
    assert sales_readings.readings(session, make_store(session, -200).id, WHOLE) == ()


def test_what_a_file_told_goes_with_it_and_what_people_said_stays(session: Session) -> None:
    store, later = make_store(session), NOW + timedelta(hours=1)
    for at, user in ((NOW, 42), (later, 43)):
        sales_readings.note(session, store.id, at, TODAY, Decimal(6), user, "Li")
    removal.remove_readings(session, store.id, NOW, 43)  # somebody else's
    assert len(sales_readings.readings(session, store.id, WHOLE)) == 2
    removal.remove_readings(session, store.id, NOW, 42)
    (left,) = sales_readings.readings(session, store.id, WHOLE)
    assert left.at == later
