"""Readings after somebody acted: taken on their day, once, when the figures are there."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from metrics.aftermath import Measure, Reading, Trend
from metrics.alerts import Alert, Finding, Rule, Status
from metrics.periods import DAY
from metrics.reviews import ReviewTopic
from metrics.stores import Store
from services import aftermath, alerts
from services.alerts import Found, Press
from storage import aftermath as kept_readings
from storage import alerts as kept
from storage import tables
from tests.shops import add_day, add_product
from tests.uploading import make_store
from tests.watching import add_review, upload_of

TODAY = date(2026, 8, 13)  # a Thursday
NOW = datetime(2026, 8, 13, 2, 0, tzinfo=UTC)  # ten in the morning in the shop
ROI = Finding(Rule.ROI_LOW, "", {"day": str(TODAY - DAY), "roi": "2.00"})


@pytest.fixture
def store(session: Session) -> Store:
    """A week of ROI 2 up to yesterday."""
    store = make_store(session)
    for ago in range(1, 8):
        add_day(session, store, TODAY - ago * DAY, ad_revenue=10_000)
    return store


def told(session: Session, store: Store, finding: Finding = ROI) -> Alert:
    judged = alerts.judge(session, store, Found([finding.rule], [finding]), NOW)
    alerts.told(session, store, judged.told, NOW)
    return kept.last_alerts(session, store.id, [finding.rule])[finding.cause]


def solve(session: Session, store: Store, alert: Alert, status: Status = Status.SOLVED) -> Alert:
    return alerts.close(session, store, Press(alert.id, alert.version, "小王", 7), status, NOW)


def days_later(session: Session, store: Store, *days: int, **figures: object) -> None:
    for after in days:
        add_day(session, store, TODAY + after * DAY, **figures)


def at(days: int) -> datetime:
    return NOW + timedelta(days=days)


def readings(session: Session, alert: Alert) -> tuple[Reading, ...]:
    return kept_readings.readings(session, [alert.id]).get(alert.id, ())


def test_the_third_day_tells_what_has_become_of_it(session: Session, store: Store) -> None:
    alert = solve(session, store, told(session, store))
    days_later(session, store, 1, 2, ad_revenue=18_000)
    assert aftermath.due(session, at(2)) == ()
    assert aftermath.due(session, at(3)) == (store,)
    assert aftermath.take(session, store, at(3)) == {alert.card_id}
    expected = Reading(3, Measure.ROI, Decimal(2), Decimal("3.6"), 2, Trend.BETTER)
    assert readings(session, alert) == (expected,)
    assert alerts.card(session, store, alert.card_id or 0).readings == {alert.id: (expected,)}


def test_each_reading_is_taken_once(session: Session, store: Store) -> None:
    alert = solve(session, store, told(session, store))
    days_later(session, store, *range(1, 14))
    assert aftermath.take(session, store, at(3))
    assert aftermath.take(session, store, at(3)) == frozenset()
    assert aftermath.due(session, at(4)) == ()
    for days in (7, 14):
        assert aftermath.take(session, store, at(days)) == {alert.card_id}
    assert [one.step for one in readings(session, alert)] == [3, 7, 14]
    assert aftermath.due(session, at(15)) == ()


def test_a_reading_waits_two_days_for_the_last_file(session: Session, store: Store) -> None:
    alert = solve(session, store, told(session, store))
    days_later(session, store, 1)
    assert aftermath.take(session, store, at(3)) == frozenset()
    assert aftermath.due(session, at(4)) == (store,)
    assert aftermath.take(session, store, at(5)) == {alert.card_id}
    assert [one.days for one in readings(session, alert)] == [1]


def test_where_nothing_is_known_nothing_is_read_and_it_is_not_asked_again(
    session: Session, store: Store
) -> None:
    alert = solve(session, store, told(session, store))
    assert aftermath.take(session, store, at(5)) == frozenset()
    assert readings(session, alert) == ()
    assert aftermath.due(session, at(5)) == ()


@pytest.mark.parametrize("status", [Status.DISMISSED])
def test_only_what_was_solved_is_read(session: Session, store: Store, status: Status) -> None:
    solve(session, store, told(session, store), status)
    days_later(session, store, 1, 2)
    assert aftermath.due(session, at(3)) == ()


def test_what_was_opened_again_is_read_from_when_it_is_solved_again(session: Session, store: Store) -> None:
    alert = solve(session, store, told(session, store))
    press = Press(alert.id, alert.version, "小王", 7)
    alert = alerts.reopen(session, store, press, at(1))
    assert aftermath.due(session, at(3)) == ()
    again = Press(alert.id, alert.version, "小王", 7)
    alerts.close(session, store, again, Status.SOLVED, at(2))
    assert aftermath.due(session, at(4)) == ()
    assert aftermath.due(session, at(5)) == (store,)


def test_after_a_task_is_done_its_alerts_figure_is_read(session: Session, store: Store) -> None:
    alert = told(session, store)
    values = {"store_id": store.id, "kind": "cap", "alert_id": alert.id, "facts": "{}", "made_by": 1}
    session.execute(insert(tables.task).values(**values, made_by_name="老张", made_at=NOW, done_at=NOW))
    days_later(session, store, 1, 2, ad_revenue=18_000)
    assert aftermath.take(session, store, at(3)) == {alert.card_id}
    assert [one.trend for one in readings(session, alert)] == [Trend.BETTER]
    assert aftermath.take(session, store, at(3)) == frozenset()


def test_a_task_of_a_solved_alert_is_not_read_twice(session: Session, store: Store) -> None:
    alert = solve(session, store, told(session, store))
    values = {"store_id": store.id, "kind": "cap", "alert_id": alert.id, "facts": "{}", "made_by": 1}
    session.execute(insert(tables.task).values(**values, made_by_name="老张", made_at=NOW, done_at=NOW))
    days_later(session, store, 1, 2)
    aftermath.take(session, store, at(3))
    assert session.query(tables.follow_up).count() == 1


def test_a_product_that_a_file_does_not_list_sold_nothing(session: Session, store: Store) -> None:
    finding = Finding(Rule.PRODUCT_FELL, "7", {"day": str(TODAY - DAY)})
    for ago in range(1, 8):
        add_product(session, store, TODAY - ago * DAY, "7", 1_000)
    alert = solve(session, store, told(session, store, finding))
    days_later(session, store, 1, 2)
    add_product(session, store, TODAY + DAY, "7", 3_000)
    add_product(session, store, TODAY + 2 * DAY, "8", 3_000)
    aftermath.take(session, store, at(3))
    (reading,) = readings(session, alert)
    assert (reading.before, reading.after) == (Decimal(1_000), Decimal(1_500))


def test_a_balance_has_no_figure_that_tells_whether_it_helped(session: Session, store: Store) -> None:
    solve(session, store, told(session, store, Finding(Rule.BALANCE_EMPTY, "", {"balance": "0"})))
    days_later(session, store, 1, 2)
    assert aftermath.take(session, store, at(3)) == frozenset()
    assert aftermath.due(session, at(3)) == ()


def test_another_stores_readings_are_its_own(session: Session, store: Store) -> None:
    other = make_store(session, telegram_id=-200)
    solve(session, store, told(session, store))
    days_later(session, store, 1, 2)
    assert aftermath.take(session, other, at(3)) == frozenset()
    assert aftermath.take(session, store, at(3))


def test_long_after_nothing_is_told(session: Session, store: Store) -> None:
    alert = solve(session, store, told(session, store))
    days_later(session, store, *range(1, 20))
    session.execute(update(tables.alert).values(ended_at=at(1)))
    assert aftermath.take(session, store, at(19)) == frozenset()
    assert readings(session, alert) == ()


def test_complaints_are_counted_up_to_the_newest_review(session: Session, store: Store) -> None:
    """Seven of a kind before, one in two days since."""
    topic = ReviewTopic.LOGISTICS
    for ago in range(1, 8):
        add_review(session, store, f"b{ago}", NOW - timedelta(days=ago), item_id="7", body="物流太慢了")
    add_review(session, store, "a1", at(1), item_id="7", body="物流太慢了")
    add_review(session, store, "a2", at(2), item_id="8", body="物流太慢了")
    finding = Finding(Rule.REVIEW_TOPIC, f"7|{topic}", of=TODAY - DAY)
    alert = solve(session, store, told(session, store, finding))
    aftermath.take(session, store, at(3))
    (reading,) = readings(session, alert)
    assert (reading.before, reading.after, reading.days) == (Decimal(1), Decimal("0.5"), 2)
    assert reading.trend is Trend.BETTER


def test_a_score_is_read_as_it_stood_each_day(session: Session, store: Store) -> None:
    for after, score in ((-1, 4.72), (1, 4.76), (2, 4.80)):
        row = {"store_id": store.id, "day": TODAY + after * DAY, "upload_id": upload_of(session, store)}
        session.execute(insert(tables.score_day).values(**row, dsr_item=score))
    for after in (-6, -5):  # the weekdays that the days since have
        row = {"store_id": store.id, "day": TODAY + after * DAY, "upload_id": upload_of(session, store)}
        session.execute(insert(tables.score_day).values(**row, dsr_item=4.72))
    alert = solve(session, store, told(session, store, Finding(Rule.SCORE_LOW, "item", of=TODAY - DAY)))
    aftermath.take(session, store, at(3))
    (reading,) = readings(session, alert)
    assert (reading.before, reading.after, reading.trend) == (Decimal("4.72"), Decimal("4.78"), Trend.BETTER)
