"""Weeks and months from the database: what is compared, added up and asked for."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Table, event, insert
from sqlalchemy.orm import Session

from metrics.mistakes import Mistake
from metrics.pages import Check
from metrics.periods import DAY, Period
from metrics.service import ScoresHeadline
from metrics.settings import Regular
from metrics.spans import Against, Todo, Verdict, summarise
from metrics.stores import Store
from metrics.targets import month_of
from metrics.week import week_of
from services import month, spans, targets, week
from storage import tables
from storage.targets import set_targets
from tests.uploading import make_store, make_upload
from tests.weeks import before

WEEK = week_of(date(2026, 11, 16))
LAST = week_of(date(2026, 11, 9))
MESSAGES = count(1)  # each upload is a message of its own


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def put(session: Session, store: Store, table: Table, days: Iterable[date], **figures: object) -> None:
    upload = {"upload_id": make_upload(session, store, next(MESSAGES)).id} if "upload_id" in table.c else {}
    rows = [{"store_id": store.id, "day": day, **figures, **upload} for day in days]
    session.execute(insert(table), rows)


def sell(session: Session, store: Store, days: Iterable[date], amount: int = 100, **more: object) -> None:
    figures = {"paid_amount": Decimal(amount), "paid_buyers": 10, "visitors": 200, "page_views": 600}
    put(session, store, tables.store_day, days, **{**figures, "origin": "shop", **more})


def now(store: Store, day: date) -> Any:
    return store.moment(day, store.brief_at)


def test_a_week_beside_the_one_before_it(session: Session, store: Store) -> None:
    ordinary = week_of(date(2026, 11, 23))
    sell(session, store, [*WEEK.days()], 100)
    sell(session, store, [*ordinary.days()], 120, ad_spend=Decimal(6), ad_revenue=Decimal(30))
    sell(session, store, [ordinary.end], 999)  # Monday itself: today is not over
    set_targets(session, store.id, dict.fromkeys(ordinary.days(), Decimal(125)), 1)
    found = summarise(week.load(session, store, ordinary, now(store, ordinary.end)))
    assert (found.revenue, found.verdict, found.reached) == (
        Decimal(840),
        Verdict.TARGET_MISSED,
        Decimal("0.96"),
    )
    assert found.main is not None
    assert (found.main.against, found.main.change) == (Against.BEFORE, Decimal("0.2"))
    assert found.ads is not None
    assert (found.ads.share, found.ads.roi) == (Decimal("0.05"), Decimal(5))
    assert found.facts.first_day == WEEK.start


def test_a_campaigns_week_beside_last_years(session: Session, store: Store) -> None:
    sell(session, store, LAST.days(), 900)
    sell(session, store, before(LAST.start, 30).days(), 100)
    year_ago = [day - timedelta(days=365) for day in LAST.days()]
    sell(session, store, year_ago, 600)
    found = summarise(week.load(session, store, LAST, now(store, LAST.end)))
    assert found.main is not None
    assert (found.main.against, found.main.days_before) == (Against.CAMPAIGN, tuple(year_ago))
    assert [(one.against, one.is_fair) for one in found.facts.compared] == [
        (Against.CAMPAIGN, True),
        (Against.BEFORE, False),
        (Against.ORDINARY, False),
    ]


def product(
    session: Session, store: Store, item: str, days: Iterable[date], amount: int, **more: object
) -> None:
    figures = {
        "paid_amount": Decimal(amount),
        "paid_buyers": 2,
        "paid_items": 3,
        "visitors": 40,
        "page_views": 90,
    }
    put(session, store, tables.product_day, days, item_id=item, **{**figures, **more})


def test_products_are_added_up_over_the_days_that_both_sides_have(session: Session, store: Store) -> None:
    ordinary = week_of(date(2026, 11, 23))
    sell(session, store, [*WEEK.days(), *ordinary.days()])
    upload_id = make_upload(session, store, next(MESSAGES)).id
    session.execute(
        insert(tables.product).values(store_id=store.id, item_id="1", title="大衣<&>", upload_id=upload_id)
    )
    days = [day for day in ordinary.days() if day != ordinary.start]  # Monday's product file never came
    product(session, store, "1", days, 50)
    product(session, store, "2", days, 10)
    product(session, store, "1", WEEK.days(), 30)
    facts = week.load(session, store, ordinary, now(store, ordinary.end))
    assert [(one.title, one.paid_amount, one.visitors) for one in facts.products] == [
        ("大衣<&>", Decimal(300), 240),
        ("2", Decimal(60), 240),
    ]
    assert [(one.title, one.paid_amount) for one in facts.products_before] == [("大衣<&>", Decimal(180))]
    best = summarise(facts).products.best
    assert [(one.name, one.change) for one in best] == [("大衣<&>", Decimal(120)), ("2", Decimal(60))]


def test_products_without_anything_before_are_told_alone(session: Session, store: Store) -> None:
    sell(session, store, [*LAST.days(), *WEEK.days()])
    product(session, store, "1", WEEK.days(), 30)
    facts = week.load(session, store, WEEK, now(store, WEEK.end))
    assert (len(facts.products), facts.products_before) == (1, ())


def test_products_as_the_orders_tell_where_no_product_file_does(session: Session, store: Store) -> None:
    sell(session, store, WEEK.days(), origin="orders")
    sold = {"paid_items": 2, "paid_amount": Decimal(20), "paid_orders": 1}
    put(session, store, tables.product_sale_day, WEEK.days(), item_id="9", sku="red", **sold)
    put(session, store, tables.product_sale_day, WEEK.days(), item_id="9", sku="blue", **sold)
    put(session, store, tables.product_sale_day, WEEK.days(), item_id="", sku="loose", **sold)
    facts = week.load(session, store, WEEK, now(store, WEEK.end))
    assert [(one.item_id, one.paid_amount, one.paid_items) for one in facts.products] == [
        ("9", Decimal(280), 28),
        ("loose", Decimal(140), 14),
    ]


def test_sources_of_like_days(session: Session, store: Store) -> None:
    ordinary = week_of(date(2026, 11, 23))
    sell(session, store, [*WEEK.days(), *ordinary.days()])
    for days, visitors in ((WEEK.days(), 10), (ordinary.days(), 15)):
        put(session, store, tables.source_day, days, source="平台 > 搜索", visitors=visitors)
    found = summarise(week.load(session, store, ordinary, now(store, ordinary.end))).sources
    assert [(one.name, one.now, one.before) for one in found.best] == [
        ("平台 > 搜索", Decimal(105), Decimal(70))
    ]


def test_bounce_from_the_shops_file_or_weighted_over_products(session: Session, store: Store) -> None:
    sell(session, store, WEEK.days())
    product(session, store, "1", [WEEK.start], 1, bounce_rate=0.5, visitors=100)
    product(session, store, "2", [WEEK.start], 1, bounce_rate=0.9, visitors=300)
    product(session, store, "3", [WEEK.start], 1, bounce_rate=None, visitors=500)

    def told() -> Decimal | None:
        facts = week.load(session, store, WEEK, now(store, WEEK.end))
        return next(one.value for one in summarise(facts).checks if one.check is Check.BOUNCE)

    assert told() == Decimal("0.8")
    put(session, store, tables.shop_day, [WEEK.start], bounce_rate=0.4, visitors=100)
    put(session, store, tables.shop_day, [WEEK.last], bounce_rate=0.6, visitors=300)
    assert told() == Decimal("0.55")


def test_the_latest_scores_of_the_half_year_first_and_none_that_are_old(
    session: Session, store: Store
) -> None:
    sell(session, store, WEEK.days())
    put(session, store, tables.score_day, [WEEK.start], dsr_item=4.9, half_item=4.7, half_service=4.81)
    put(session, store, tables.score_day, [WEEK.last], dsr_logistics=4.75)
    put(session, store, tables.score_day, [WEEK.end], dsr_item=1.0)  # behind the week

    def scores(shown: Period) -> ScoresHeadline | None:
        return week.load(session, store, shown, now(store, shown.end)).pages.scores

    assert scores(WEEK) == ScoresHeadline(WEEK.last, None, None, 4.75)
    assert scores(LAST) is None
    assert scores(Period(WEEK.start - 5 * DAY, WEEK.start + DAY)) == ScoresHeadline(
        WEEK.start, 4.7, 4.81, None
    )
    assert scores(week_of(date(2026, 12, 28))) is None


def test_nothing_known(session: Session, store: Store) -> None:
    found = summarise(week.load(session, store, WEEK, now(store, WEEK.end)))
    assert (found.verdict, found.todo, found.facts.first_day) == (Verdict.UNKNOWN, Todo.SEND_FILES, None)


def test_a_post_may_wait_for_an_hour_and_a_half(session: Session, store: Store) -> None:
    def may_wait(at: str) -> bool:
        hour, minute = map(int, at.split(":"))
        moment = store.moment(WEEK.end, store.brief_at.replace(hour=hour, minute=minute))
        return spans.may_wait(session, store, Regular.WEEKLY, WEEK.end, moment)

    assert (may_wait("10:59"), may_wait("11:00")) == (True, False)


def test_a_long_history_takes_the_same_questions(session: Session) -> None:
    short, long = make_store(session), make_store(session, -101)
    for store, days in ((short, 60), (long, 700)):
        sell(session, store, before(WEEK.end, days).days())
        product(session, store, "1", before(WEEK.end, days).days(), 5)

    def asked(store: Store) -> tuple[list[str], int]:
        said: list[str] = []

        def listen(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            said.append(statement)

        event.listen(session.get_bind(), "before_cursor_execute", listen)
        facts = week.load(session, store, WEEK, now(store, WEEK.end))
        event.remove(session.get_bind(), "before_cursor_execute", listen)
        return said, len(facts.days)

    (short_said, short_days), (long_said, long_days) = asked(short), asked(long)
    assert len(short_said) == len(long_said)
    assert (short_days, long_days) == (60, 157)


# -------------------------------------------------------------------------------------------------- months

OCTOBER, NOVEMBER = month_of(date(2026, 10, 1)), month_of(date(2026, 11, 1))


def test_a_month_beside_last_years_and_the_one_before(session: Session, store: Store) -> None:
    year_ago = month_of(date(2025, 10, 1))
    sell(session, store, OCTOBER.days(), 110)
    sell(session, store, year_ago.days(), 100)
    sell(session, store, month_of(date(2026, 9, 1)).days(), 55)
    found = summarise(month.load(session, store, OCTOBER, now(store, OCTOBER.end)))
    assert [(one.against, one.change) for one in found.facts.compared] == [
        (Against.YEAR, Decimal("0.1")),
        (Against.BEFORE, change(3410, 1650)),
    ]
    assert found.verdict is Verdict.UP


def change(after: int, before: int) -> Decimal:
    return Decimal(after - before) / before


def test_the_next_months_plan_is_shown_or_proposed_and_confirmed_once(session: Session, store: Store) -> None:
    first = now(store, OCTOBER.end)
    assert month.next_plan(session, store, OCTOBER, first) is None  # nothing is known
    sell(session, store, before(OCTOBER.end, 120).days(), 1000)
    proposed = month.next_plan(session, store, OCTOBER, first)
    assert proposed is not None
    assert (proposed.month, proposed.is_proposed) == (NOVEMBER, True)
    assert proposed.target > 20000
    assert proposed.draft is not None
    targets.save(session, store, proposed.draft, 5, first)
    saved = month.next_plan(session, store, OCTOBER, first)
    assert saved is not None
    assert (saved.target, saved.is_proposed) == (proposed.target, False)
    with pytest.raises(Mistake):
        targets.save(session, store, proposed.draft, 5, first)


def test_no_plan_is_proposed_for_a_month_that_is_over(session: Session, store: Store) -> None:
    sell(session, store, before(OCTOBER.end, 120).days(), 1000)
    assert month.next_plan(session, store, OCTOBER, now(store, NOVEMBER.end)) is None
    assert month.next_plan(session, store, month_of(date(2026, 9, 1)), now(store, OCTOBER.end)) is None
