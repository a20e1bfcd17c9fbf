"""Campaigns planned by hand, as stored."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from metrics.campaigns import Campaign, CampaignKind
from metrics.periods import Period
from storage import plans, tables
from tests.uploading import make_store, make_upload

DECEMBER = Period(date(2026, 12, 1), date(2027, 1, 1))
SALE = Campaign(
    "双12",
    CampaignKind.PLATFORM,
    date(2026, 12, 9),
    date(2026, 12, 12),
    date(2026, 11, 26),
    Decimal("5.50"),
    0.4,
)


def test_a_campaign_is_planned_changed_and_removed(session: Session) -> None:
    store, other = make_store(session), make_store(session, -200)
    plans.set_campaign(session, store.id, SALE)
    plans.set_campaign(session, other.id, SALE)
    assert plans.campaigns(session, store.id, DECEMBER) == (SALE,)
    changed = replace(SALE, last_day=date(2026, 12, 14), planned_uplift=None)
    plans.set_campaign(session, store.id, changed)
    assert plans.campaigns(session, store.id, DECEMBER) == (changed,)
    plans.remove_campaign(session, store.id, changed)
    assert plans.campaigns(session, store.id, DECEMBER) == ()
    assert plans.campaigns(session, other.id, DECEMBER) == (SALE,)


def test_one_of_a_file_stays_that_file_s(session: Session) -> None:
    store = make_store(session)
    number = make_upload(session, store).id
    row = {"first_day": SALE.first_day, "last_day": SALE.last_day, "name": SALE.name, "note": "hot"}
    session.execute(insert(tables.campaign).values(store_id=store.id, upload_id=number, **row))
    plans.set_campaign(session, store.id, SALE)
    kept = session.execute(select(tables.campaign.c.upload_id, tables.campaign.c.note)).one()
    assert tuple(kept) == (number, "hot")
