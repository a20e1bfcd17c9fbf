"""The watch over sales from the database: which day it looks at, what it finds, and when it keeps still."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

import services.alerts
import storage.rules
import storage.targets
from metrics.alerts import Finding, Level, Reason, Rule, Status
from metrics.periods import DAY
from metrics.stores import Store
from metrics.unusual import Figure, Verdict
from services import unusual
from services.alerts import Judged
from storage import alerts as kept
from storage import tables
from tests.shops import add_day, add_days, add_product
from tests.uploading import incoming, make_store
from tests.watching import upload_of

TODAY = date(2026, 8, 13)  # a Thursday, no season around
YESTERDAY = TODAY - DAY
NOW = datetime(2026, 8, 13, 2, 0, tzinfo=UTC)  # ten in the morning in the shop


@pytest.fixture
def store(session: Session) -> Store:
    store = make_store(session)
    add_days(session, store, TODAY)
    return store


def found(session: Session, store: Store, now: datetime = NOW) -> dict[tuple[Rule, str], Finding]:
    return {one.cause: one for one in unusual.look(session, store, now).findings}


def firing(session: Session, store: Store, now: datetime = NOW) -> set[tuple[str, str]]:
    return {
        (str(rule), subject)
        for (rule, subject), one in found(session, store, now).items()
        if one.level is Level.FIRING
    }


def judge(session: Session, store: Store, now: datetime = NOW) -> Judged:
    judged = services.alerts.judge(session, store, unusual.look(session, store, now), now)
    if judged.told:
        services.alerts.told(session, store, judged.told, now)
    return judged


def fall(session: Session, store: Store, day: date = YESTERDAY) -> None:
    """Half of the visitors stayed away."""
    add_day(session, store, day, 1.0, visitors=5_000, paid_buyers=250, paid_amount=25_000)


def test_a_day_as_ever_is_no_alert(session: Session, store: Store) -> None:
    assert firing(session, store) == set()
    assert judge(session, store).told == ()


def test_a_day_that_fell_is_one_alert_and_its_parts_are_explained(session: Session, store: Store) -> None:
    fall(session, store)
    assert firing(session, store) == {("unusual_low", "revenue"), ("unusual_low", "visitors")}
    (told,) = judge(session, store).told
    assert (told.finding.subject, told.finding.of) == ("revenue", YESTERDAY)
    assert told.finding.facts["by_visitors"].startswith("-0.")
    last = kept.last_alerts(session, store.id, [Rule.UNUSUAL_LOW])
    assert last[Rule.UNUSUAL_LOW, "visitors"].reason is Reason.SUPPRESSED


def test_it_is_over_with_the_next_whole_day_that_is_fine(session: Session, store: Store) -> None:
    fall(session, store)
    judge(session, store)
    add_day(session, store, TODAY)
    judge(session, store, NOW + DAY)
    last = kept.last_alerts(session, store.id, [Rule.UNUSUAL_LOW])
    assert {one.state.status for one in last.values()} == {Status.ENDED}


def test_a_file_that_tells_the_day_otherwise_withdraws_it(session: Session, store: Store) -> None:
    fall(session, store)
    judge(session, store)
    days = tables.store_day.update().where(tables.store_day.c.day == YESTERDAY)
    session.execute(days.values(visitors=10_000, paid_buyers=500, paid_amount=50_000))
    assert len(judge(session, store).cards) == 1
    last = kept.last_alerts(session, store.id, [Rule.UNUSUAL_LOW])[Rule.UNUSUAL_LOW, "revenue"]
    assert (last.state.status, last.reason) == (Status.WITHDRAWN, Reason.CORRECTED)
    assert last.state.ended_at == NOW


def test_a_file_that_has_not_come_changes_nothing(session: Session, store: Store) -> None:
    fall(session, store)
    judge(session, store)
    for _ in range(2):  # two days without a file
        assert judge(session, store, NOW + 2 * DAY) == Judged()
    alert = kept.last_alerts(session, store.id, [Rule.UNUSUAL_LOW])[Rule.UNUSUAL_LOW, "revenue"]
    assert alert.state.status is Status.OPEN
    assert found(session, store, NOW + 5 * DAY)[Rule.UNUSUAL_LOW, "revenue"].level is Level.UNKNOWN


def test_the_day_before_counts_as_long_as_yesterday_is_not_here(session: Session, store: Store) -> None:
    fall(session, store)
    tomorrow = NOW + DAY
    assert found(session, store, tomorrow)[Rule.UNUSUAL_LOW, "revenue"].of == YESTERDAY


def test_a_file_of_the_day_itself_tells_a_part_of_it(session: Session, store: Store) -> None:
    fall(session, store)
    noon = store.moment(YESTERDAY, time(12))
    told = {"state": "stored", "format": "sycm_shop", "first_day": YESTERDAY, "last_day": YESTERDAY}
    row = {**vars(incoming(store, 99, at=noon)), "finished_at": noon, **told}
    session.execute(insert(tables.upload).values(row))
    assert unusual.newest_day(session, store, NOW) == YESTERDAY - DAY
    assert firing(session, store) == set()


def test_days_that_another_kind_of_file_tells_are_not_compared(session: Session, store: Store) -> None:
    session.execute(
        tables.store_day.update().where(tables.store_day.c.day < YESTERDAY).values(origin="products")
    )
    fall(session, store)
    judged = unusual.judged(session, store, YESTERDAY)
    assert {one.verdict for one in judged if one.figure is Figure.REVENUE} == {Verdict.FEW_DAYS}


def test_the_stores_own_thresholds_hold(session: Session, store: Store) -> None:
    fall(session, store)
    storage.rules.change(session, store.id, "unusual_change", "0.7")
    assert firing(session, store) == set()


def test_a_campaign_is_judged_by_its_target(session: Session, store: Store) -> None:
    plan = {
        "first_day": YESTERDAY,
        "last_day": YESTERDAY,
        "name": "店庆",
        "upload_id": upload_of(session, store),
    }
    session.execute(insert(tables.campaign).values(store_id=store.id, **plan))
    assert {one.verdict for one in unusual.judged(session, store, YESTERDAY)} == {Verdict.NO_PLAN}
    storage.targets.set_targets(session, store.id, {YESTERDAY: 200_000}, 1)  # type: ignore[dict-item]
    assert firing(session, store) == {("unusual_low", "revenue")}


def test_an_odd_day_is_history_after_some_that_cannot_be_judged(session: Session, store: Store) -> None:
    fall(session, store)
    judge(session, store)
    plan = {"first_day": TODAY, "last_day": TODAY + 9 * DAY, "name": "店庆"}
    session.execute(
        insert(tables.campaign).values(store_id=store.id, upload_id=upload_of(session, store), **plan)
    )
    for days, status in ((3, Status.OPEN), (4, Status.ENDED)):
        add_day(session, store, YESTERDAY + days * DAY)
        judge(session, store, NOW + days * DAY)
        alert = kept.last_alerts(session, store.id, [Rule.UNUSUAL_LOW])[Rule.UNUSUAL_LOW, "revenue"]
        assert alert.state.status is status


def test_without_its_ad_file_nothing_is_said_of_ads(session: Session, store: Store) -> None:
    add_day(session, store, YESTERDAY, ad_spend=None, ad_revenue=None, ad_report=None)
    assert found(session, store)[Rule.UNUSUAL_LOW, "ad_spend"].level is Level.UNKNOWN
    assert (Rule.UNUSUAL_LOW, "revenue") not in found(session, store)


def test_an_ad_file_that_never_came_again_after_the_morning_is_lacking(
    session: Session, store: Store
) -> None:
    """Ads come every morning; yesterday's came at noon of the day itself, and tells half of it."""
    for back in range(14):
        day = TODAY - back * DAY
        moment = store.moment(day, time(9)) if back else store.moment(YESTERDAY, time(12))
        first = day - DAY
        told = {"state": "stored", "format": "wxt_plans", "first_day": first, "last_day": first}
        row = {**vars(incoming(store, 200 + back, at=moment)), "finished_at": moment, **told}
        session.execute(insert(tables.upload).values(row))
    add_day(session, store, YESTERDAY, ad_spend=1_500, ad_revenue=6_000)
    assert found(session, store)[Rule.UNUSUAL_LOW, "ad_spend"].level is Level.UNKNOWN


# ------------------------------------------------------------------------------------------------- products


def add_products(session: Session, store: Store, last: int, visitors: int = 2_000) -> None:
    for ago in range(60, 1, -1):
        day = TODAY - ago * DAY
        add_product(session, store, day, "9", 10_000 + 200 * (ago % 3))
        add_product(session, store, day, "8", 5_000 + 100 * (ago % 3))
        add_product(session, store, day, "7", 100)  # a small one
    add_product(session, store, YESTERDAY, "9", last, visitors)
    add_product(session, store, YESTERDAY, "8", 5_000)


def test_a_main_product_that_fell(session: Session, store: Store) -> None:
    add_products(session, store, 3_000)
    assert firing(session, store) == {("product_fell", "9")}


def test_the_whole_stores_fall_explains_it(session: Session, store: Store) -> None:
    add_products(session, store, 3_000)
    fall(session, store)
    assert [alert.finding.subject for alert in judge(session, store).told] == ["revenue"]


def test_so_does_an_empty_warehouse(session: Session, store: Store) -> None:
    add_products(session, store, 3_000)
    upload_id = upload_of(session, store)
    product = {
        "store_id": store.id,
        "item_id": "9",
        "title": "Coat",
        "article": "C-1",
        "upload_id": upload_id,
    }
    session.execute(insert(tables.product).values(product))
    stock = {"store_id": store.id, "day": YESTERDAY, "sku": "C-1", "on_hand": 0, "upload_id": upload_id}
    session.execute(insert(tables.stock_day).values(stock))
    assert firing(session, store) == {("product_fell", "9"), ("sold_out", "9")}
    (told,) = judge(session, store).told
    assert (told.finding.rule, told.finding.facts["title"]) == (Rule.SOLD_OUT, "Coat")


def test_a_product_that_the_file_no_longer_lists_sold_nothing(session: Session, store: Store) -> None:
    add_products(session, store, 3_000)
    session.execute(
        tables.product_day.delete().where(
            tables.product_day.c.day == YESTERDAY, tables.product_day.c.item_id == "9"
        )
    )
    assert found(session, store)[Rule.PRODUCT_FELL, "9"].facts["value"] == "0.00"


def test_without_the_products_file_nothing_is_said_of_products(session: Session, store: Store) -> None:
    add_products(session, store, 3_000)
    judge(session, store)
    add_day(session, store, TODAY)
    look = unusual.look(session, store, NOW + DAY)
    assert Rule.PRODUCT_FELL not in look.rules
    judge(session, store, NOW + DAY)
    fell = kept.last_alerts(session, store.id, [Rule.PRODUCT_FELL])[Rule.PRODUCT_FELL, "9"]
    assert fell.state.status is Status.OPEN


# -------------------------------------------------------------------------------------- scores, and the clock


def test_a_low_score_is_told_without_any_sales(session: Session) -> None:
    store = make_store(session, telegram_id=-300)
    scores = {"dsr_item": 4.9, "half_item": 4.75, "dsr_service": 4.9, "dsr_logistics": 4.9}
    row = {"store_id": store.id, "day": YESTERDAY, "upload_id": upload_of(session, store), **scores}
    session.execute(insert(tables.score_day).values(row))
    assert firing(session, store) == {("score_low", "item")}


def test_each_morning_is_looked_at_once(session: Session, store: Store) -> None:
    early = store.moment(TODAY, time(6))
    assert store in unusual.due(session, early)
    assert unusual.look_due(session, store, early) is not None
    assert unusual.look_due(session, store, early) is None
    assert store not in unusual.due(session, early)
    morning = store.moment(TODAY, store.brief_at)
    assert unusual.look_due(session, store, morning) is not None
    assert unusual.look_due(session, store, morning.replace(hour=12)) is None
    assert unusual.look_due(session, store, morning + DAY) is not None


def test_figures_of_a_later_day_go_on_the_same_card(session: Session, store: Store) -> None:
    fall(session, store)
    (first,) = judge(session, store).told
    fall(session, store, TODAY)
    later = judge(session, store, NOW + DAY)
    assert (later.told, len(later.cards)) == ((), 1)
    last = kept.last_alerts(session, store.id, [Rule.UNUSUAL_LOW])[Rule.UNUSUAL_LOW, "revenue"]
    assert (last.id, last.finding.facts["day"]) == (first.id, str(TODAY))
    assert replace(last.finding, facts={}).of == TODAY


def test_a_file_taken_back_ends_what_only_it_told(session: Session, store: Store) -> None:
    fall(session, store)
    judge(session, store)
    cause = (Rule.UNUSUAL_LOW, "revenue")
    later = NOW + 5 * DAY  # no file has come since
    assert cause in {one.cause for one in unusual.look_anew(session, store, later).findings}
    session.execute(tables.store_day.delete().where(tables.store_day.c.day == YESTERDAY))
    assert cause not in {one.cause for one in unusual.look_anew(session, store, later).findings}
    assert cause in {one.cause for one in unusual.look(session, store, later).findings}
