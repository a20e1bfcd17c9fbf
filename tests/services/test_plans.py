"""Sheets filled in and sent: stored, told in the receipt, corrected by the next, taken back."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

import services.undo
import storage.plans
import storage.stock
import storage.targets
from metrics.campaigns import (
    Campaign,
    CampaignKind,
    CampaignsHeadline,
    PricesHeadline,
    RivalPrice,
    TargetsHeadline,
)
from metrics.orders import CostsHeadline
from metrics.periods import DAY, Period
from metrics.stores import Store
from metrics.targets import TargetChange, month_of
from metrics.uploads import Receipt
from readers.forms import CAMPAIGNS, COSTS, PRICES, TARGETS, Form
from readers.read import read
from services.ingest import ingest
from services.targets import set_target
from storage import tables
from tests.samples.forms import filled
from tests.uploading import NOW, make_store, make_upload

TODAY = date(2026, 11, 22)
TWELFTH = date(2026, 12, 12)
DECEMBER = month_of(TWELFTH)
Send = Callable[..., Receipt]


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


@pytest.fixture
def send(session: Session, store: Store) -> Send:
    sent = 0

    def send(form: Form, *rows: list[Any]) -> Receipt:
        nonlocal sent
        sent += 1
        upload = make_upload(session, store, sent)
        receipt = ingest(session, store, upload, read(filled(form, "zh", rows), form.file_name, TODAY), NOW)
        session.execute(update(tables.upload).where(tables.upload.c.id == upload.id).values(state="stored"))
        return receipt

    return send


def targets(session: Session, store: Store) -> dict[date, Decimal]:
    return storage.targets.target_days(session, store.id, DECEMBER)


def test_targets_are_set_by_whoever_sent_them(session: Session, store: Store, send: Send) -> None:
    receipt = send(TARGETS, ["按日", "2026-12-12", 310000, None], ["按月", "2026-12", 900000, None])
    assert receipt.headline == TargetsHeadline(DECEMBER.start, DECEMBER.last, 31, Decimal(900000))
    found = targets(session, store)
    assert (len(found), sum(found.values()), found[TWELFTH]) == (31, 900000, 310000)
    rows = session.execute(tables.target_day.select()).all()
    assert {row.set_by for row in rows} == {42}


def test_a_month_in_a_sheet_is_split_by_weekday_and_campaigns(
    session: Session, store: Store, send: Send
) -> None:
    sold = [
        {"store_id": store.id, "day": day, "paid_amount": Decimal(200 if day.weekday() == 5 else 100)}
        for day in Period(date(2026, 8, 1), TODAY).days()
    ]
    session.execute(insert(tables.store_day), sold)
    send(CAMPAIGNS, ["会员日", None, date(2026, 12, 22), None, None, None, 1.0, None, None])
    send(CAMPAIGNS, ["店庆", None, date(2026, 12, 23), None, None, 50000, None, None, None])
    receipt = send(
        TARGETS,
        ["按日", "2026-12-01", 7, None],
        ["按月", "2026-12", 900000, None],
        ["按月", "2027-01", 40000, None],
    )
    assert receipt.notes == ("month_shared_out",)
    found = targets(session, store)
    assert sum(found.values()) == 900000
    assert (found[DECEMBER.start], found[date(2026, 12, 23)]) == (7, 50000)
    plain, saturday, special = (found[date(2026, 12, day)] for day in (21, 26, 22))
    assert saturday / plain == pytest.approx(Decimal(2), rel=Decimal("0.001"))
    assert special / plain == pytest.approx(Decimal(2), rel=Decimal("0.001"))
    january = storage.targets.target_days(session, store.id, month_of(date(2027, 1, 1)))
    assert sum(january.values()) == 40000


def test_campaigns_that_want_more_than_the_sheets_month_only_weigh(
    session: Session, store: Store, send: Send
) -> None:
    send(CAMPAIGNS, ["店庆", None, date(2026, 12, 23), None, None, 50000, None, None, None])
    send(TARGETS, ["按月", "2026-12", 31000, None])
    assert set(targets(session, store).values()) == {Decimal(1000)}


def test_targets_by_hand_and_by_file_correct_one_another(session: Session, store: Store, send: Send) -> None:
    change = TargetChange(DECEMBER, (Decimal(10),) * 31)
    set_target(session, store.id, change, 7)
    send(TARGETS, ["按日", "2026-12-12", 500, None], ["按日", "2026-12-13", 0, None])
    found = targets(session, store)
    assert (found[TWELFTH], found[date(2026, 12, 11)]) == (500, 10)
    assert date(2026, 12, 13) not in found  # nothing to sell is no target
    set_target(session, store.id, change, 7)
    assert targets(session, store)[TWELFTH] == 10
    send(TARGETS, ["按日", "2026-12-12", 600, None])
    assert targets(session, store)[TWELFTH] == 600


def test_targets_taken_back(session: Session, store: Store, send: Send) -> None:
    send(TARGETS, ["按日", "2026-12-12", 500, None])
    receipt = send(TARGETS, ["按日", "2026-12-12", 5000, None], ["按日", "2026-12-13", 1, None])
    services.undo.take_back(session, store, receipt.upload_id, "小王", NOW)
    assert targets(session, store) == {TWELFTH: Decimal(500)}


def test_costs_hold_from_their_day(session: Session, store: Store, send: Send) -> None:
    receipt = send(
        COSTS,
        ["700100200301", None, None, 35.6, 4.5, 0.8, None],
        ["700100200301", None, None, 40, 4.5, 0.8, TWELFTH],
        [None, "A-1", None, 9.99, None, None, None],
    )
    assert receipt.headline == CostsHeadline(2)
    before, after = (storage.stock.costs_on(session, store.id, day) for day in (TODAY, TWELFTH))
    assert before["700100200301"].each == Decimal("40.90")
    assert after["700100200301"].each == Decimal("45.30")
    assert after["A-1"].each == Decimal("9.99")
    send(COSTS, ["700100200301", None, None, 36, None, None, None])
    assert storage.stock.costs_on(session, store.id, TODAY)["700100200301"].goods == 36


def test_campaigns(session: Session, store: Store, send: Send) -> None:
    tenth = date(2026, 12, 10)
    receipt = send(
        CAMPAIGNS,
        ["双12", "平台大促", tenth, TWELFTH, date(2026, 11, 28), 300000, 0.3, 24000, None],
        ["双11", "平台大促", date(2026, 11, 1), date(2026, 11, 11), None, None, None, None, None],
    )
    assert receipt.headline == CampaignsHeadline(2, "双12", tenth)
    wanted = Campaign(
        name="双12",
        kind=CampaignKind.PLATFORM,
        first_day=tenth,
        last_day=TWELFTH,
        enrol_by=date(2026, 11, 28),
        planned_revenue=Decimal(300000),
        planned_uplift=0.3,
        budget=Decimal(24000),
    )
    assert storage.plans.campaigns(session, store.id, DECEMBER) == (wanted,)
    assert storage.plans.campaigns(session, store.id, Period(TWELFTH, date(2026, 12, 13))) == (wanted,)
    assert storage.plans.campaigns(session, store.id, Period(date(2026, 12, 13), DECEMBER.end)) == ()


def test_rivals_prices(session: Session, store: Store, send: Send) -> None:
    day, before = date(2026, 11, 21), date(2026, 11, 20)
    receipt = send(
        PRICES,
        [before, "7001", None, 89, "云杉", None, 60, None],
        [day, "7001", None, 89, "云杉", None, 79, None],
        [day, "7001", None, 89, "杉木", None, 69, None],
        [day, "7001", None, 89, "松木", None, 99, None],
        [day, "7002", None, None, "松木", None, 1, None],
    )
    spruce = RivalPrice(day, "7001", "云杉", "", Decimal(79), Decimal(89))
    cedar = RivalPrice(day, "7001", "杉木", "", Decimal(69), Decimal(89))
    assert receipt.headline == PricesHeadline(day, 4, (cedar, spruce))
    assert {cedar, spruce} < set(storage.plans.rival_price_days(session, store.id, Period(day, day + DAY)))
    (old,) = storage.plans.rival_price_days(session, store.id, Period(before, day))
    assert old.price == 60
