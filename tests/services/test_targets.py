"""A target is set and the month shown."""

from datetime import date
from decimal import Decimal

from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.targets import month_of, parse_target
from services.targets import month, set_target
from storage.tables import store_day
from tests.uploading import make_store

TODAY = date(2026, 11, 21)
NOVEMBER = month_of(TODAY)


def test_a_month_is_set_and_shown(session: Session) -> None:
    store = make_store(session)
    assert month(session, store.id, NOVEMBER, TODAY) is None
    set_target(session, store.id, parse_target(["900000/month"], TODAY), 1)
    session.execute(insert(store_day).values(store_id=store.id, day=TODAY, paid_amount=Decimal(45000)))
    pace = month(session, store.id, NOVEMBER, TODAY)
    assert pace is not None
    assert (pace.target, pace.target_so_far, pace.revenue) == (
        Decimal(900000),
        Decimal(630000),
        Decimal(45000),
    )
    assert month(session, store.id, month_of(date(2026, 12, 1)), TODAY) is None
