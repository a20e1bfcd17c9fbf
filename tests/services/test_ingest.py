"""From a reading to a receipt: headline, repetition, today's spend."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

import storage.budgets
from metrics.ads import AdTotals
from metrics.budgets import Budget, Span
from metrics.periods import Period
from metrics.sales import Origin, StoreDay
from metrics.spending import plan_channel
from metrics.stores import Store
from metrics.tables import Batch, Kind, Problem, Reading
from metrics.uploads import (
    AdsHeadline,
    BalanceHeadline,
    Counts,
    Headline,
    ReviewsHeadline,
    RivalsHeadline,
    Upload,
)
from services.ingest import ingest
from services.uploads import TakenOver, claim, claim_new, refuse_upload, store_upload
from storage import tables
from tests.uploading import NOW, incoming, make_store, make_upload

YESTERDAY, TODAY = date(2026, 11, 21), date(2026, 11, 22)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


@pytest.fixture
def upload(session: Session, store: Store) -> Upload:
    return replace(make_upload(session, store), sha256="ab12")


def batch(kind: Kind, columns: str, *rows: tuple[object, ...]) -> Batch:
    return Batch(kind, tuple(columns.split()), list(rows))


def shop(visitors: int) -> Reading:
    made = batch(Kind.SHOP_DAY, "day visitors paid_amount paid_buyers", (YESTERDAY, visitors, 100_00, 5))
    return Reading("sycm_shop", (made,), (), YESTERDAY, YESTERDAY)


def test_a_receipt_says_what_changed(session: Session, store: Store, upload: Upload) -> None:
    problem = Problem("Sheet1", 3, "支付金额", "abc", "not_a_number")
    reading = replace(shop(100), problems=(problem,), rejected=1, notes=("totals_dropped",))
    receipt = ingest(session, store, upload, reading, NOW)
    assert receipt.counts == Counts(1, 0, 0)
    assert (receipt.rejected, receipt.problems, receipt.notes) == (1, (problem,), ("totals_dropped",))
    assert (receipt.first_day, receipt.last_day) == (YESTERDAY, YESTERDAY)
    assert receipt.headline == StoreDay(
        YESTERDAY, Origin.SHOP, paid_amount=Decimal(100), paid_buyers=5, visitors=100
    )
    assert receipt.same_as is None


def test_the_same_file_twice_changes_nothing_and_a_corrected_one_does(session: Session, store: Store) -> None:
    receipts = []
    for sha256, visitors in (("ab12", 100), ("ab12", 100), ("cd34", 90), ("ab12", 100)):
        upload = claim_new(session, incoming(store, None), sha256, "me")
        receipts.append(store_upload(session, store, upload, "me", shop(visitors), NOW))
    assert [receipt.counts for receipt in receipts] == [
        Counts(1, 0, 0),
        Counts(0, 0, 1),
        Counts(0, 1, 0),
        Counts(0, 1, 0),  # the old file again: it is the latest that counts
    ]
    assert [receipt.same_as.id if receipt.same_as else None for receipt in receipts] == [
        None,
        receipts[0].upload_id,
        None,
        receipts[1].upload_id,
    ]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            batch(Kind.PRODUCT_DAY, "day item_id visitors", (YESTERDAY, "1", 3), (YESTERDAY, "2", 4)),
            StoreDay(YESTERDAY, Origin.PRODUCTS, visitors=7),
        ),
        (
            batch(Kind.AD_DAY, "day report scene_id spend ad_revenue", (YESTERDAY, "scene", "1", 500, 2500)),
            AdsHeadline(YESTERDAY, AdTotals(spend=Decimal(5), ad_revenue=Decimal(25))),
        ),
        (
            batch(
                Kind.AD_BALANCE, "at entry amount balance", (NOW, "1", -100, 900_00), (NOW, "0", -5, 901_00)
            ),
            BalanceHeadline(NOW, Decimal(900)),
        ),
        (
            batch(Kind.REVIEW, "review_key posted_at grade", ("a", NOW, "bad"), ("b", NOW, "good")),
            ReviewsHeadline(bad=1, neutral=0, good=1),
        ),
        (
            batch(Kind.RIVAL_DAY, "day shop item", (YESTERDAY, "A店", "1"), (YESTERDAY, "A店", "2")),
            RivalsHeadline(YESTERDAY, ("A店",)),
        ),
        (batch(Kind.PRODUCT, "item_id title", ("1", "胶带")), None),
    ],
)
def test_the_headline_of_each_kind(
    session: Session, store: Store, upload: Upload, made: Batch, expected: Headline | None
) -> None:
    receipt = ingest(session, store, upload, Reading("any", (made,)), NOW)
    assert receipt.headline == expected


def test_advertising_of_today_is_noted_as_spent_so_far(
    session: Session, store: Store, upload: Upload
) -> None:
    names = batch(Kind.AD_NAME, "cut key name", ("scene", "s1", "关键词推广"))
    rows = [(TODAY, "scene", "s1", 300), (TODAY, "scene", "s2", 200), (YESTERDAY, "scene", "s1", 999)]
    spend = batch(Kind.AD_DAY, "day report scene_id spend", *rows)
    reading = Reading("wxt_scenes", (names, spend), (), YESTERDAY, TODAY)
    ingest(session, store, upload, reading, NOW + timedelta(minutes=1))
    ingest(session, store, upload, reading, NOW + timedelta(hours=3))  # nothing new: not a later reading
    found = storage.budgets.spend_readings(session, store.id, Period(YESTERDAY, date(2026, 12, 1)))
    assert {(one.channel, one.at, one.day, one.spend) for one in found} == {
        ("", NOW, TODAY, Decimal(5)),
        ("关键词推广", NOW, TODAY, Decimal(3)),
        ("s2", NOW, TODAY, Decimal(2)),
    }


def test_plans_with_a_budget_of_their_own_are_noted_too(
    session: Session, store: Store, upload: Upload
) -> None:
    wanted = Budget(plan_channel("夏季"), Span.DAY, Decimal(500))
    storage.budgets.set_budget(session, store.id, wanted, 42, NOW)
    names = batch(Kind.AD_NAME, "cut key name", ("plan", "p1", "夏季"), ("plan", "p2", "冬季"))
    rows = [(TODAY, "plan", "p1", 300), (TODAY, "plan", "p2", 200)]
    spend = batch(Kind.AD_DAY, "day report plan_id spend", *rows)
    ingest(session, store, upload, Reading("wxt_plans", (names, spend), (), TODAY, TODAY), NOW)
    found = storage.budgets.spend_readings(session, store.id, Period(TODAY, date(2026, 12, 1)))
    assert {(one.channel, one.spend) for one in found} == {
        ("", Decimal(5)),
        (plan_channel("夏季"), Decimal(3)),
    }


def test_all_platforms_together_are_what_was_spent_so_far(session: Session, store: Store) -> None:
    for number, (report, fen) in enumerate((("plan", 500), ("ztc", 70), ("item", 400)), 1):
        made = batch(Kind.AD_DAY, "day report spend", (TODAY, report, fen))
        upload = replace(make_upload(session, store, number), received_at=NOW + timedelta(hours=number))
        ingest(session, store, upload, Reading("any", (made,), (), TODAY, TODAY), NOW)
    found = storage.budgets.spend_readings(session, store.id, Period(TODAY, date(2026, 12, 1)))
    assert sorted((one.at, one.channel, one.spend) for one in found) == [
        (NOW + timedelta(hours=1), "", Decimal(5)),
        (NOW + timedelta(hours=2), "", Decimal("5.7")),
        (NOW + timedelta(hours=3), "", Decimal("5.7")),  # items tell of the same money as plans
    ]


@pytest.mark.parametrize(("day", "report"), [(YESTERDAY, "scene"), (TODAY, "word")])
def test_other_advertising_is_not(
    session: Session, store: Store, upload: Upload, day: date, report: str
) -> None:
    spend = batch(Kind.AD_DAY, "day report scene_id spend", (day, report, "s1", 300))
    ingest(session, store, upload, Reading("any", (spend,), (), day, day), NOW)
    assert session.execute(select(func.count()).select_from(tables.spend_reading)).scalar_one() == 0


def test_what_another_process_took_over_is_not_finished_here(session: Session, store: Store) -> None:
    make_upload(session, store)
    assert claim(session, "dead", NOW) is not None
    later: datetime = NOW + timedelta(minutes=1)
    claimed = claim(session, "me", later)
    assert claimed is not None
    upload, found = claimed
    assert found == store
    with pytest.raises(TakenOver):
        store_upload(session, store, upload, "dead", shop(1), later)
    with pytest.raises(TakenOver):
        refuse_upload(session, upload, "dead", "broken_file", later)
    refuse_upload(session, upload, "me", "broken_file", later)
    assert session.execute(select(tables.upload.c.refusal)).scalar_one() == "broken_file"
