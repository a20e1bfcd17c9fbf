"""The calendar as people change it: days off, seasons, campaigns by hand."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

import storage.plans
from metrics.agenda import What, parse_declaration
from metrics.campaigns import Campaign, CampaignKind, CampaignWish, parse_campaign
from metrics.mistakes import Mistake
from metrics.stores import Store
from metrics.tables import Batch, Kind, Reading
from metrics.targets import month_of
from services import agenda, campaigns
from services.ingest import ingest
from tests.uploading import NOW, make_store, make_upload

TODAY = date(2026, 11, 24)
NOVEMBER, DECEMBER = month_of(TODAY), month_of(date(2026, 12, 1))


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def wish(words: str) -> CampaignWish:
    return parse_campaign(words.split(), TODAY)


def test_days_are_declared_and_taken_back(session: Session, store: Store) -> None:
    agenda.declare(session, store, parse_declaration("12-25..12-27", TODAY), 1)
    shown = agenda.month(session, store, DECEMBER, TODAY)
    assert [(one.what, one.first.day, one.last.day) for one in shown.events if one.season is None] == [
        (What.OFF, 25, 27)
    ]
    assert shown.working_days == 22  # one Friday less
    agenda.declare(session, store, parse_declaration("12-25..12-27 usual", TODAY), 1)
    assert agenda.month(session, store, DECEMBER, TODAY).working_days == 23


def test_a_season_is_left_and_joined(session: Session, store: Store) -> None:
    assert agenda.switch_season(session, store, "double11") == {"double11"}
    assert agenda.switch_season(session, store, "618") == {"double11", "618"}
    assert agenda.month(session, store, NOVEMBER, TODAY).events == ()
    assert agenda.switch_season(session, store, "double11") == {"618"}
    assert agenda.switch_season(session, store, "618") == frozenset()
    assert len(agenda.month(session, store, NOVEMBER, TODAY).events) == 2
    with pytest.raises(Mistake):
        agenda.switch_season(session, store, "black friday")


def test_the_enrolment_of_a_campaign_far_ahead_ends_now(session: Session, store: Store) -> None:
    campaigns.plan(session, store, wish("Spring 2027-03-01..2027-03-05 enrol 11-26"), TODAY)
    shown = agenda.month(session, store, NOVEMBER, TODAY)
    assert shown.upcoming is not None
    assert (shown.upcoming.what, shown.upcoming.first) == (What.ENROL, date(2026, 11, 26))


def test_a_campaign_is_planned_moved_and_removed(session: Session, store: Store) -> None:
    planned = campaigns.plan(session, store, wish("Sale 12-01..12-05 +40% enrol 11-26"), TODAY)
    first, last, enrol = date(2026, 12, 1), date(2026, 12, 5), date(2026, 11, 26)
    assert planned == Campaign("Sale", CampaignKind.OTHER, first, last, enrol, None, 0.4)
    moved = campaigns.plan(session, store, wish("sale 12-03..12-07"), TODAY)
    assert (moved.name, moved.first_day, moved.planned_uplift, moved.enrol_by) == (
        "Sale",
        date(2026, 12, 3),
        0.4,
        enrol,
    )
    assert campaigns.coming(session, store, TODAY) == (moved,)
    again = campaigns.plan(session, store, wish("Sale 12-20"), TODAY)  # another one
    assert campaigns.coming(session, store, TODAY) == (moved, again)
    assert campaigns.plan(session, store, wish("SALE off"), TODAY) == moved
    assert campaigns.remove(session, store, again.mark, TODAY) == again
    assert campaigns.coming(session, store, TODAY) == ()
    for words in ("Sale off", "never off"):
        with pytest.raises(Mistake) as caught:
            campaigns.plan(session, store, wish(words), TODAY)
        assert caught.value.reason == "unknown_campaign"
    with pytest.raises(Mistake):
        campaigns.marked(session, store, moved.mark, TODAY)


def test_a_file_may_plan_what_was_planned_by_hand(session: Session, store: Store) -> None:
    campaigns.plan(session, store, wish("Sale 12-01..12-05 +40%"), TODAY)
    columns = ("first_day", "name", "last_day", "kind", "planned_revenue")
    row = (date(2026, 12, 1), "Sale", date(2026, 12, 6), "members", 500_00)
    made = Batch(Kind.CAMPAIGN, columns, [row])
    upload = make_upload(session, store)
    ingest(session, store, upload, Reading("campaigns", (made,), (), None, None), NOW)
    (planned,) = storage.plans.campaigns(session, store.id, DECEMBER)
    assert (planned.last_day.day, planned.planned_revenue, planned.planned_uplift) == (6, Decimal(500), 0.4)
