"""Each figure's file, who sent it and when, from the database."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

import services.targets
from metrics.periods import DAY, Period, before
from metrics.stores import Store
from metrics.tables import Batch, Kind
from metrics.targets import TargetChange
from metrics.traces import Figure, FileUsed, Said
from services.traces import traces
from storage import budgets, facts, rollups, sales_readings, tables
from tests.uploading import NOW, make_store, make_upload

SATURDAY = date(2026, 11, 21)
AD = ("day", "report", "plan_id", "spend", "ad_revenue")
ITEM = ("day", "item_id", "paid_amount")


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


class Desk:
    """Who sends files to a store."""

    def __init__(self, session: Session, store: Store) -> None:
        self.session, self.store, self.sent = session, store, 0

    def sends(self, format: str, kind: Kind, columns: tuple[str, ...], *rows: tuple[Any, ...]) -> int:
        self.sent += 1
        upload = make_upload(self.session, self.store, self.sent, by=f"person {self.sent}")
        named = {"format": format, "file_name": f"{format}.xlsx", "state": "stored"}
        self.session.execute(update(tables.upload).where(tables.upload.c.id == upload.id).values(named))
        facts.merge(self.session, self.store.id, upload.id, Batch(kind, columns, list(rows)))
        days = {row[0] for row in rows if isinstance(row[0], date) and not isinstance(row[0], datetime)}
        rollups.rebuild(self.session, self.store.id, days, ads=kind is Kind.AD_DAY)
        return upload.id

    def traced(self, period: Period | None = None) -> dict[tuple[Figure, ...], FileUsed | Said]:
        found = traces(self.session, self.store, period or before(SATURDAY, 1), NOW)
        assert len({trace.figures for trace in found}) == len(found)
        return {trace.figures: trace.source for trace in found}


@pytest.fixture
def desk(session: Session, store: Store) -> Desk:
    return Desk(session, store)


def test_a_day_without_files_has_no_traces(desk: Desk) -> None:
    desk.sends("sycm_shop", Kind.SHOP_DAY, ("day", "paid_amount"), (SATURDAY - DAY, 100))
    assert desk.traced() == {}


def test_every_figure_of_a_day(desk: Desk, session: Session, store: Store) -> None:
    shop = desk.sends("sycm_shop", Kind.SHOP_DAY, ("day", "paid_amount"), (SATURDAY, 100))
    items = desk.sends("sycm_products", Kind.PRODUCT_DAY, ITEM, (SATURDAY, "1", 100))
    sources = desk.sends("sycm_sources", Kind.SOURCE_DAY, ("day", "source", "visitors"), (SATURDAY, "a", 1))
    ads = desk.sends("wxt_plans", Kind.AD_DAY, AD, (SATURDAY, "plan", "p", 50, 100))
    desk.sends("wxt_words", Kind.AD_DAY, AD, (SATURDAY, "word", "p", 40, 80))  # not believed beside the plans
    rival = desk.sends("rivals_simple", Kind.RIVAL_DAY, ("day", "shop", "price"), (SATURDAY, "B", 9))
    scores = desk.sends("shop_scores", Kind.SCORE_DAY, ("day", "dsr_item"), (SATURDAY, 4.9))
    written = NOW - timedelta(days=3)
    columns = ("review_key", "posted_at", "grade", "body")
    reviews = desk.sends("reviews_rpa", Kind.REVIEW, columns, ("r", written, "bad", "差"))
    desk.sends("reviews_rpa", Kind.REVIEW, columns, ("good", written, "good", "好"))
    targets = desk.sends("targets", Kind.TARGET, ("day", "amount", "set_by"), (date(2026, 11, 30), 900, 1))
    found = desk.traced()
    assert {figures: getattr(source, "id", None) for figures, source in found.items()} == {
        (Figure.REVENUE,): shop,
        (Figure.PRODUCTS,): items,
        (Figure.SOURCES,): sources,
        (Figure.ADS,): ads,
        (Figure.REVIEWS,): reviews,
        (Figure.RIVALS,): rival,
        (Figure.SCORES,): scores,
        (Figure.TARGETS,): targets,
    }
    assert found[(Figure.REVENUE,)] == FileUsed(shop, "sycm_shop", "sycm_shop.xlsx", "person 1", NOW)
    assert Desk(session, make_store(session, -101)).traced() == {}


def test_revenue_comes_from_where_the_day_took_it(desk: Desk) -> None:
    items = desk.sends("sycm_products", Kind.PRODUCT_DAY, ITEM, (SATURDAY, "1", 100))
    orders = desk.sends(
        "shopify_orders",
        Kind.ORDER,
        ("order_id", "paid_day", "paid_at", "status", "paid_amount"),
        ("1", SATURDAY - DAY, NOW, "paid", 100),
    )
    rollups.rebuild(desk.session, desk.store.id, {SATURDAY - DAY}, ads=False)
    assert {key: one.id for key, one in desk.traced().items() if isinstance(one, FileUsed)} == {
        (Figure.REVENUE, Figure.PRODUCTS): items
    }
    found = traces(desk.session, desk.store, before(SATURDAY, 2), NOW)
    assert [trace.source.id for trace in found if isinstance(trace.source, FileUsed)] == [orders, items]


def test_the_latest_of_a_months_files_and_how_many_came_before(desk: Desk) -> None:
    for back in range(20, -1, -1):
        last = desk.sends("sycm_shop", Kind.SHOP_DAY, ("day", "paid_amount"), (SATURDAY - back * DAY, 100))
    (trace,) = traces(desk.session, desk.store, Period(date(2026, 11, 1), date(2026, 12, 1)), NOW)
    assert isinstance(trace.source, FileUsed)
    assert (trace.source.id, trace.more) == (last, 20)


def test_what_people_set_and_said(desk: Desk, session: Session, store: Store) -> None:
    desk.sends("targets", Kind.TARGET, ("day", "amount", "set_by"), (SATURDAY, 900, 1))
    change = TargetChange(before(SATURDAY, 1), (Decimal(10),))
    services.targets.set_target(session, store.id, change, 7, Said("Zhang", NOW))
    session.execute(
        insert(tables.member).values(store_id=store.id, user_id=7, name="Li", role="staff", at=NOW)
    )
    budgets.note_spend(session, store.id, "", NOW, SATURDAY, Decimal(5), None, 7)
    sales_readings.note(session, store.id, NOW, SATURDAY, Decimal(9), 8, "Wang")
    assert desk.traced() == {
        (Figure.TARGETS,): Said("Zhang", NOW),
        (Figure.SOLD_SO_FAR,): Said("Wang", NOW),
        (Figure.SPENT_SO_FAR,): Said("Li", NOW),
    }
    desk.sends("sycm_shop", Kind.SHOP_DAY, ("day", "paid_amount"), (SATURDAY, 100))
    desk.sends("wxt_plans", Kind.AD_DAY, AD, (SATURDAY, "plan", "p", 50, 100))
    assert [key for key, source in desk.traced().items() if isinstance(source, Said)] == [(Figure.TARGETS,)]
