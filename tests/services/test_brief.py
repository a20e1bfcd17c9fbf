"""The facts of a brief, from the database."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event, insert
from sqlalchemy.orm import Session

import services.targets
from metrics.ads import AdTotals
from metrics.brief import MissingFile, State, Todo, compose
from metrics.periods import Period
from metrics.stores import Store
from metrics.targets import month_of
from services import brief
from storage import targets
from storage.tables import ad_day, ad_name, ad_total, product_day, review, shop_day, store_day, upload
from tests.uploading import make_store, make_upload

DAY = date(2026, 11, 21)
NOW = datetime.fromisoformat("2026-11-22T09:00:00+08:00")


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def send_shop_file(session: Session, store: Store, day: date, amount: str = "100.00") -> None:
    """What an upload of one day leaves behind."""
    upload_id = make_upload(session, store, message_id=day.toordinal()).id
    figures = {"paid_amount": Decimal(amount), "paid_buyers": 10, "visitors": 200}
    key = {"store_id": store.id, "day": day}
    session.execute(insert(shop_day).values(**key, **figures, upload_id=upload_id))
    session.execute(insert(store_day).values(**key, **figures, origin="shop"))


def send_ads(session: Session, store: Store, day: date) -> None:
    upload_id = make_upload(session, store, message_id=-day.toordinal()).id
    key = {"store_id": store.id, "day": day}
    money = {"spend": Decimal("30.00"), "ad_revenue": Decimal("60.00")}
    session.execute(insert(ad_day).values(**key, report="plan", plan_id="p1", **money, upload_id=upload_id))
    session.execute(insert(ad_total).values(**key, report="plan", **money))
    session.execute(
        insert(ad_name).values(store_id=store.id, cut="plan", key="p1", name="秋冬计划", upload_id=upload_id)
    )
    session.execute(
        insert(store_day).values(
            **key, ad_spend=Decimal("30.00"), ad_revenue=Decimal("60.00"), ad_report="plan"
        )
    )


def note_uploads(session: Session, format: str, by: str) -> None:
    session.execute(
        upload.update().where(upload.c.format.is_(None)).values(format=format, state="stored", user_name=by)
    )


def test_everything_the_brief_tells(session: Session, store: Store) -> None:
    send_shop_file(session, store, DAY - timedelta(days=31), "1.00")  # too long ago
    send_shop_file(session, store, DAY - timedelta(days=30), "2.00")
    send_shop_file(session, store, DAY)
    send_shop_file(session, store, DAY + timedelta(days=1))  # today's, so far
    send_ads(session, store, DAY - timedelta(days=3))
    note_uploads(session, "wxt_plans", "小李")
    targets.set_targets(session, store.id, {DAY: Decimal(90), date(2026, 11, 30): Decimal(80)}, 1)
    session.execute(
        insert(review).values(
            store_id=store.id,
            review_key="r",
            posted_at=NOW - timedelta(hours=30),
            grade="bad",
            body="差",
            upload_id=make_upload(session, store).id,
        )
    )
    facts = brief.load(session, store, DAY, NOW)
    assert [(day.day, day.paid_amount) for day in facts.days] == [
        (DAY - timedelta(days=30), Decimal("2.00")),
        (DAY - timedelta(days=3), None),
        (DAY, Decimal("100.00")),
    ]
    assert facts.targets == {DAY: Decimal(90), date(2026, 11, 30): Decimal(80)}
    assert facts.first_day == DAY - timedelta(days=31)
    assert facts.missing == (MissingFile("wxt_plans", "小李"),)
    assert (facts.reviews.count, facts.reviews.overdue) == (1, 1)
    assert compose(facts).todo is Todo.ANSWER_REVIEWS


def test_the_days_worst_plan_by_its_name(session: Session, store: Store) -> None:
    send_ads(session, store, DAY)
    facts = brief.load(session, store, DAY, NOW)
    (line,) = facts.ad_lines
    assert (line.name, line.totals) == ("秋冬计划", AdTotals(spend=Decimal(30), ad_revenue=Decimal(60)))


def test_a_new_store_is_asked_for_its_shop_file(session: Session, store: Store) -> None:
    facts = brief.load(session, store, DAY, NOW)
    assert facts.missing == (MissingFile("sycm_shop"),)
    assert (facts.days, facts.first_day, facts.moves) == ((), None, ())


def test_a_brief_is_due_at_its_time_and_ready_when_its_file_has_come(session: Session, store: Store) -> None:
    ten = NOW + timedelta(hours=1)  # the store is made at ten o'clock
    assert brief.due(session, ten) == ()
    tomorrow = NOW + timedelta(days=1)
    (seen,) = brief.due(session, tomorrow)
    assert (seen.day, seen.state) == (DAY + timedelta(days=1), State.NEW)
    claimed = brief.claim(session, seen, tomorrow)
    assert claimed
    brief.mark_asked(session, claimed, ["sycm_shop"], tomorrow)
    send_shop_file(session, store, DAY)  # the day before: not what is waited for
    assert brief.ready(session, store, tomorrow) == ()
    send_shop_file(session, store, DAY + timedelta(days=1))
    (ready,) = brief.ready(session, store, tomorrow)
    assert (ready.day, ready.state) == (DAY + timedelta(days=1), State.ASKED)


def fill(session: Session, store: Store, days: int, products: int) -> None:
    """A history that ends with `DAY`, every table filled."""
    upload_id = make_upload(session, store, message_id=store.id).id
    for back in range(days):
        key = {"store_id": store.id, "day": DAY - timedelta(days=back)}
        money = {"paid_amount": 100_00, "visitors": 10}
        rows = [(key["store_id"], key["day"], str(i), 10, upload_id) for i in range(products)]
        session.execute(
            insert(product_day),
            [
                dict(zip(("store_id", "day", "item_id", "visitors", "upload_id"), row, strict=True))
                for row in rows
            ],
        )
        session.execute(insert(store_day).values(**key, **money, origin="shop"))
        session.execute(insert(shop_day).values(**key, **money, upload_id=upload_id))


def test_a_long_history_takes_the_same_questions(session: Session) -> None:
    short, long = make_store(session), make_store(session, -101)
    fill(session, short, 30, 5)
    fill(session, long, 200, 5)

    def asked(store: Store) -> tuple[list[str], int]:
        said: list[str] = []

        def listen(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            said.append(statement)

        event.listen(session.get_bind(), "before_cursor_execute", listen)
        facts = brief.load(session, store, DAY, NOW)
        event.remove(session.get_bind(), "before_cursor_execute", listen)
        return said, len(facts.days)

    (short_said, short_days), (long_said, long_days) = asked(short), asked(long)
    assert short_said == long_said
    assert (short_days, long_days) == (30, 31)


def test_a_campaigns_day_finds_last_years_however_long_ago(session: Session, store: Store) -> None:
    last, this = date(2025, 11, 11), date(2026, 11, 11)
    send_shop_file(session, store, last, "700.00")
    send_shop_file(session, store, this - timedelta(days=7), "5.00")
    send_shop_file(session, store, this, "900.00")
    facts = brief.load(session, store, this, NOW)
    assert [one.day for one in facts.earlier] == [last]
    assert facts.history == {last: Decimal("700.00")}
    composed = compose(facts)
    assert composed.before is not None
    assert (composed.before.day, composed.change) == (last, Decimal(200) / Decimal(700))


def test_revenue_is_looked_up_where_the_month_is_foretold_from(session: Session, store: Store) -> None:
    for back in (0, 70, 149, 375, 580):  # 375 days ago was 双11, too
        send_shop_file(session, store, DAY - timedelta(days=back), f"{back + 1}.00")
    facts = brief.load(session, store, DAY, NOW)
    assert facts.history == {
        DAY - timedelta(days=375): Decimal("376.00"),
        DAY - timedelta(days=149): Decimal("150.00"),
        DAY - timedelta(days=70): Decimal("71.00"),
    }
    assert sorted(facts.revenue) == [DAY - timedelta(days=back) for back in (375, 149, 70, 0)]


def test_the_month_ends_in_the_brief_where_it_ends_in_its_target(session: Session, store: Store) -> None:
    """Last year's season has a part in both, and so have the campaigns; last month's targets in neither."""
    first = date(2025, 6, 1)
    for number in range((DAY - first).days + 1):
        day = first + timedelta(days=number)
        busy = 3 if (day.month, day.day) in ((11, 10), (11, 11)) else 1
        amount = (1000 + 7 * number % 40 + 100 * day.weekday()) * busy
        row = {"store_id": store.id, "day": day, "origin": "shop", "paid_amount": Decimal(amount)}
        session.execute(insert(store_day).values(row))
    target = Period(date(2026, 10, 22), date(2026, 12, 1))
    targets.set_targets(session, store.id, {day: Decimal(900 + day.day) for day in target.days()}, 1)
    told = compose(brief.load(session, store, DAY, NOW))
    shown = services.targets.month(session, store, month_of(DAY), NOW)
    assert told.forecast is not None
    assert told.forecast == shown.forecast
    assert told.month == shown.pace


def test_days_told_by_different_files_are_compared_by_their_products(session: Session, store: Store) -> None:
    before = date(2026, 10, 17)  # the last ordinary Saturday
    send_shop_file(session, store, before, "100.00")
    upload_id = make_upload(session, store, message_id=1).id
    for day in (before, DAY):
        for item, amount in (("1", "30.00"), ("2", "40.00")):
            figures = {"paid_amount": Decimal(amount), "paid_buyers": 2, "visitors": 50}
            key = {"store_id": store.id, "day": day, "item_id": item}
            session.execute(insert(product_day).values(**key, **figures, upload_id=upload_id))
    figures = {"paid_amount": Decimal("70.00"), "paid_buyers": 4, "visitors": 100}
    session.execute(insert(store_day).values(store_id=store.id, day=DAY, origin="products", **figures))
    composed = compose(brief.load(session, store, DAY, NOW))
    assert composed.before is not None
    assert (composed.before.day, composed.before.paid_amount) == (before, Decimal("70.00"))
    assert composed.change == 0
    assert composed.split is not None
    assert composed.split.undefined is None
