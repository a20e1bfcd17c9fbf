"""The half-day check from the database: today so far, what is usual, what the ads may still cost."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

import storage.plans
import storage.sales_readings
import storage.settings
import storage.targets
from metrics.ads import Cut, Report
from metrics.budgets import Budget, Span, SpendSaid
from metrics.half_day import Todo, Verdict
from metrics.rivals import What
from metrics.sold import UsualShare
from metrics.spending import ALL
from metrics.stores import Store
from metrics.tables import Batch, Kind, Reading
from services import budgets, half_day, rivals, undo
from services.ingest import ingest
from storage import tables
from tests.advertising import Files
from tests.uploading import make_store, make_upload
from tests.watching import add_look

TODAY = date(2026, 11, 24)
NOON = datetime.fromisoformat("2026-11-24T14:00:00+08:00")


@pytest.fixture
def store(session: Session) -> Store:
    store = make_store(session)
    storage.targets.set_targets(session, store.id, {TODAY: Decimal(30000)}, 1)
    return store


def say(session: Session, store: Store, at: datetime, amount: int) -> None:
    storage.sales_readings.note(session, store.id, at, store.today(at), Decimal(amount), 42, "Li")


def send(session: Session, store: Store, day: date, amount: int, at: datetime, number: int) -> int:
    """A shop file as an upload, received `at`."""
    made = Batch(Kind.SHOP_DAY, ("day", "paid_amount"), [(day, amount * 100)])
    upload = make_upload(session, store, number)
    session.execute(
        tables.upload.update().where(tables.upload.c.id == upload.id).values(received_at=at, state="stored")
    )
    ingest(session, store, replace(upload, received_at=at), Reading("sycm_shop", (made,), (), day, day), at)
    return upload.id


def test_without_a_word_of_today_nothing_is_known(session: Session, store: Store) -> None:
    check = half_day.check(session, store, TODAY, NOON)
    assert check.verdict is Verdict.UNKNOWN
    assert check.due == Decimal(15000)
    assert (check.facts.half_at, check.facts.end) == (NOON, NOON + timedelta(hours=10))


def test_a_day_without_a_target_is_not_checked(session: Session, store: Store) -> None:
    say(session, store, NOON, 100)
    assert half_day.check_target(session, store, TODAY - timedelta(days=1), NOON) is None
    assert half_day.check_target(session, store, TODAY, NOON) == half_day.check(session, store, TODAY, NOON)


def test_on_a_weekend_nobody_is_asked_but_who_says_something_is_answered(
    session: Session, store: Store
) -> None:
    saturday, noon = date(2026, 11, 28), NOON + timedelta(days=4)
    storage.targets.set_targets(session, store.id, {saturday: Decimal(30000)}, 1)
    assert half_day.check_target(session, store, saturday, noon) is None
    say(session, store, noon, 100)
    assert half_day.check_target(session, store, saturday, noon) is not None


def test_what_somebody_says_counts_until_somebody_says_more(session: Session, store: Store) -> None:
    check = half_day.note(session, store, Decimal(12000), 42, "Li", NOON)
    assert (check.verdict, check.facts.so_far.amount) == (Verdict.BEHIND, Decimal(12000))
    later = half_day.note(session, store, Decimal(16000), 43, "Wang", NOON + timedelta(minutes=9))
    assert later.verdict is Verdict.ON_COURSE
    assert later.facts.so_far.reading is not None
    assert later.facts.so_far.reading.person == "Wang"


def test_a_file_of_today_tells_it_too_until_it_is_taken_back(session: Session, store: Store) -> None:
    say(session, store, NOON - timedelta(minutes=50), 9000)
    number = send(session, store, TODAY, 15500, NOON - timedelta(minutes=20), 1)
    check = half_day.check(session, store, TODAY, NOON)
    assert check.verdict is Verdict.ON_COURSE
    assert check.facts.so_far.reading is not None
    assert check.facts.so_far.reading.at == NOON - timedelta(minutes=20)
    assert check.facts.so_far.reading.person == "小王"
    undo.take_back(session, store, number, "Li", NOON)
    assert half_day.check(session, store, TODAY, NOON).facts.so_far.amount == Decimal(9000)


def test_a_file_of_yesterday_tells_nothing_of_today(session: Session, store: Store) -> None:
    send(session, store, TODAY - timedelta(days=1), 15500, NOON, 1)
    assert half_day.check(session, store, TODAY, NOON).verdict is Verdict.UNKNOWN


def test_the_usual_share_comes_from_earlier_days_that_were_ordinary(session: Session, store: Store) -> None:
    files = Files(session, store)
    for n in range(1, 8):
        day = TODAY - timedelta(days=n)
        say(session, store, NOON - timedelta(days=n, minutes=5), 40 if n < 7 else 90)
        files.sold(day, 100)
    plan = {"first_day": TODAY - timedelta(days=7), "last_day": TODAY - timedelta(days=7), "name": "sale"}
    session.execute(insert(tables.campaign).values(store_id=store.id, upload_id=files.upload_id, **plan))
    say(session, store, NOON, 12000)
    so_far = half_day.check(session, store, TODAY, NOON).facts.so_far
    assert so_far.usual == UsualShare(Decimal("0.4"), 6)
    assert so_far.heading_for == Decimal(30000)


def test_a_special_day_runs_otherwise(session: Session, store: Store) -> None:
    eleventh = datetime.fromisoformat("2026-11-11T14:00:00+08:00")
    files = Files(session, store)
    for n in range(1, 30):
        say(session, store, eleventh - timedelta(days=n), 40)
        files.sold(store.today(eleventh) - timedelta(days=n), 100)
    say(session, store, eleventh, 12000)
    assert half_day.check(session, store, store.today(eleventh), eleventh).facts.so_far.usual is None


def test_what_the_ads_may_still_cost(session: Session, store: Store) -> None:
    assert half_day.budget_left(session, store, NOON) is None
    budgets.change(session, store, Budget(ALL, Span.MONTH, Decimal(1400)), 1, NOON)
    assert half_day.budget_left(session, store, NOON) is None  # nobody has said what is spent
    budgets.note(session, store, SpendSaid(ALL, Decimal(150), None), 1, NOON)
    assert half_day.budget_left(session, store, NOON) == Decimal(50)  # 1400 over the month's last seven days
    budgets.change(session, store, Budget(ALL, Span.DAY, Decimal(500)), 1, NOON)
    assert half_day.budget_left(session, store, NOON) == Decimal(350)


def test_all_that_bears_on_it(session: Session, store: Store) -> None:
    files = Files(session, store)
    files.ads(TODAY - timedelta(days=1), Report.PLAN, {"plan_id": "p1", "spend": 100, "ad_revenue": 520})
    files.names(Cut.PLAN, p1="Autumn")
    rivals.follow(session, store, "Nova", 1, NOON)
    for day, price in ((TODAY - timedelta(days=3), 20), (TODAY, 18)):
        add_look(session, store, "Nova", day, price=Decimal(price))
    say(session, store, NOON, 100)
    check = half_day.check(session, store, TODAY, NOON)
    assert check.facts.best is not None
    assert check.facts.best.name == "Autumn"
    assert check.facts.roi == Decimal("5.2")
    assert check.facts.cheaper is not None
    assert (check.facts.cheaper.shop, check.facts.cheaper.what) == ("Nova", What.PRICE_DOWN)
    assert check.todos == (Todo.RAISE_PLAN, Todo.ANSWER_RIVAL)


def test_a_store_may_have_its_mid_day_at_another_hour(session: Session, store: Store) -> None:
    storage.settings.change(session, store.id, "post.half_day.at", "13:00")
    say(session, store, NOON - timedelta(minutes=61), 100)
    assert half_day.check(session, store, TODAY, NOON - timedelta(minutes=61)).verdict is Verdict.EARLY
    assert half_day.check(session, store, TODAY, NOON - timedelta(minutes=60)).verdict is Verdict.BEHIND
