"""The evening sheet from the database: what people did today, what is open, tomorrow."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

import storage.sales_readings
import storage.targets
from metrics.alerts import Alert, Finding, Rule, Status
from metrics.budgets import Budget, Span
from metrics.campaigns import parse_campaign
from metrics.evening import Deed, Done
from metrics.spending import ALL
from metrics.stores import Person, Role, Store
from metrics.traces import Said
from services import alerts, budgets, campaigns, evening
from storage import deeds, members, tables
from tests.uploading import incoming, make_store
from tests.watching import add_case, add_review

TODAY = date(2026, 11, 24)
NOW = datetime.fromisoformat("2026-11-24T17:30:00+08:00")
START = datetime.fromisoformat("2026-11-24T00:00:00+08:00")
MORNING = NOW - timedelta(hours=8)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def send(
    session: Session, store: Store, number: int, at: datetime, state: str = "stored", by: str = "Li"
) -> None:
    values = {**vars(incoming(store, number, by=by, at=at)), "state": state}
    session.execute(insert(tables.upload).values(values))


def done(session: Session, store: Store) -> set[Done]:
    return set(deeds.done(session, store.id, START, START + timedelta(days=1)))


def test_files_of_the_store_s_own_day(session: Session, store: Store) -> None:
    send(session, store, 1, START - timedelta(seconds=1))
    send(session, store, 2, START)
    send(session, store, 3, MORNING)
    send(session, store, 4, MORNING, by="Wang")
    send(session, store, 5, MORNING, state="refused")
    send(session, store, 6, START + timedelta(days=1))
    send(session, make_store(session, -200), 7, MORNING)
    assert done(session, store) == {Done("Li", Deed.FILES, 2), Done("Wang", Deed.FILES, 1)}


def test_reviews_that_were_taken_or_solved(session: Session, store: Store) -> None:
    for key, case in {
        "solved": {"taken_by": "Li", "taken_at": MORNING, "solved_by": "Wang", "solved_at": NOW},
        "taken": {"taken_by": "Li", "taken_at": MORNING},
        "yesterday": {"taken_by": "Li", "taken_at": MORNING - timedelta(days=1)},
    }.items():
        add_review(session, store, key, MORNING)
        add_case(session, store, key, first_told_at=MORNING, last_told_at=MORNING, **case)
    found = {one for one in done(session, store) if one.deed is not Deed.FILES}
    assert found == {Done("Wang", Deed.REVIEWS_SOLVED, 1), Done("Li", Deed.REVIEWS_TAKEN, 1)}


def press(session: Session, store: Store, name: str, alert: Alert) -> alerts.Press:
    """What `name` presses on the card as it stands now."""
    version = alerts.known(session, store.id, alert.id).version
    return alerts.Press(alert.id, version, name, 42)


def test_alerts_that_were_taken_or_closed(session: Session, store: Store) -> None:
    findings = [Finding(Rule.BUDGET_OVER, name) for name in "abcd"]
    judged = alerts.judge(session, store, alerts.Found([Rule.BUDGET_OVER], findings), MORNING)
    alerts.told(session, store, judged.told, MORNING)
    taken, solved, dismissed, _ = judged.told
    alerts.take(session, store, press(session, store, "Li", taken), None, MORNING)
    alerts.take(session, store, press(session, store, "Li", solved), None, MORNING)
    alerts.close(session, store, press(session, store, "Li", solved), Status.SOLVED, NOW)
    alerts.close(session, store, press(session, store, "Wang", dismissed), Status.DISMISSED, NOW)
    assert done(session, store) == {
        Done("Li", Deed.ALERTS_TAKEN, 1),
        Done("Li", Deed.ALERTS_CLOSED, 1),
        Done("Wang", Deed.ALERTS_CLOSED, 1),
    }
    assert deeds.done(session, store.id, START - timedelta(days=1), START) == ()
    assert done(session, make_store(session, -200)) == set()


def test_targets_in_one_go_and_budgets_by_name(session: Session, store: Store) -> None:
    days = {TODAY + timedelta(days=n): Decimal(5) for n in range(30)}
    storage.targets.set_targets(session, store.id, days, 42, Said("Li", MORNING))
    storage.targets.set_targets(session, store.id, {TODAY: Decimal(6)}, 42, Said("Li", NOW))
    budgets.change(session, store, Budget(ALL, Span.DAY, Decimal(5)), 43, MORNING)
    budgets.change(session, store, Budget("x", Span.DAY, Decimal(5)), 43, MORNING - timedelta(days=1))
    assert done(session, store) == {Done("Li", Deed.TARGETS, 2), Done("", Deed.BUDGETS, 1)}
    storage.sales_readings.note(session, store.id, MORNING, TODAY, Decimal(5), 43, "W.")
    assert Done("W.", Deed.BUDGETS, 1) in done(session, store)
    members.remember(session, store.id, Person(43, "Wang", Role.STAFF), 1, MORNING)
    assert Done("Wang", Deed.BUDGETS, 1) in done(session, store)


def test_the_sheet(session: Session, store: Store) -> None:
    send(session, store, 1, MORNING)
    add_review(session, store, "open", MORNING)
    found = alerts.Found([Rule.ROI_LOW], [Finding(Rule.ROI_LOW, "")])
    alerts.judge(session, store, found, MORNING)
    storage.targets.set_targets(session, store.id, {TODAY + timedelta(days=1): Decimal(5)}, 42)
    campaigns.plan(session, store, parse_campaign(["Sale", "2027-03-01", "enrol", "11-25"], TODAY), TODAY)
    sheet = evening.sheet(session, store, TODAY, NOW)
    assert [person.name for person in sheet.people][-1:] == ["Li"]
    assert [one.finding.rule for one in sheet.alerts] == [Rule.ROI_LOW]
    assert (sheet.reviews.count, sheet.reviews.overdue) == (1, 0)
    assert sheet.tomorrow.target == Decimal(5)
    assert [one.campaign.name for one in sheet.tomorrow.deadlines if one.campaign] == ["Sale"]
