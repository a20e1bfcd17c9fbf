"""`/roi` from stored files to its report."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.ads import Cut, Grade, Report
from metrics.periods import Period
from services import ads
from storage import tables
from tests.advertising import Files
from tests.uploading import make_store

DAY = date(2026, 11, 20)
PERIOD = Period(DAY, DAY + timedelta(days=2), "2d")


def test_a_report_by_plan(session: Session) -> None:
    files = Files(session, make_store(session))
    files.ads(
        DAY,
        Report.PLAN,
        {"plan_id": "good", "spend": 100, "ad_revenue": 600},
        {"plan_id": "bad", "spend": 100, "ad_revenue": 0},
    )
    files.sold(DAY, 2500)
    files.sold(DAY + timedelta(days=1), 900)
    made = ads.roi(session, files.store.id, PERIOD, Cut.PLAN)
    assert made.totals.roi == 3
    assert made.grade is Grade.PASS
    assert (made.spend_share, made.store_roi) == (Decimal("0.08"), Decimal("12.5"))
    assert [one.line.name for one in made.best] == ["good"]
    assert [one.line.name for one in made.worst] == ["bad"]
    assert made.missing == (DAY + timedelta(days=1),)
    assert made.to_cut == 1


def test_the_store_s_own_levels_count(session: Session) -> None:
    files = Files(session, make_store(session))
    session.execute(insert(tables.rule).values(store_id=files.store.id, name="roi_pass", value="3.5"))
    files.ads(DAY, Report.PLAN, {"plan_id": "p", "spend": 100, "ad_revenue": 300})
    assert ads.roi(session, files.store.id, PERIOD, Cut.PLAN).grade is Grade.FAIL
