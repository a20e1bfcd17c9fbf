"""A file taken back: everything is as if it had never come."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

import services.undo
from metrics.alerts import Rule
from metrics.budgets import Budget, Span
from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.stores import Store
from metrics.tables import Batch, Kind, Reading
from metrics.uploads import Upload, UploadState
from services.ingest import ingest
from storage import budgets, tables
from storage.sales import store_days
from tests.uploading import NOW, make_store, make_upload

TODAY = date(2026, 11, 22)
DAYS = [TODAY - timedelta(days=back) for back in range(1, 6)]
FACTS = (tables.shop_day, tables.product_day, tables.product, tables.ad_day, tables.ad_name, tables.store_day)
FIGURES = ("visitors", "paid_amount", "paid_buyers", "cart_items")


def sales(chance: Random) -> tuple[Batch, ...]:
    """Some days of some products, with some of the columns."""
    kept = sorted(chance.sample(FIGURES, chance.randint(1, len(FIGURES))), key=FIGURES.index)
    keys = sorted({(chance.choice(DAYS), str(chance.randint(1, 3))) for _ in range(4)})
    rows = [(*key, *(chance.randint(0, 99) for _ in kept)) for key in keys]
    names = [(item, f"name {chance.randint(1, 9)}") for item in sorted({item for _, item in keys})]
    return (
        Batch(Kind.PRODUCT_DAY, ("day", "item_id", *kept), rows),
        Batch(Kind.PRODUCT, ("item_id", "title"), names),
    )


def shop(chance: Random) -> tuple[Batch, ...]:
    rows: list[tuple[object, ...]] = [(day, chance.randint(1, 99)) for day in chance.sample(DAYS, 2)]
    return (Batch(Kind.SHOP_DAY, ("day", chance.choice(FIGURES)), rows),)


def ads(chance: Random) -> tuple[Batch, ...]:
    key = ("day", "report", "scene_id", "plan_id", "unit_id", "item_id", "word_id")
    figures = ("impressions", "clicks", "spend", "ad_revenue", "ad_orders")
    rows: list[tuple[object, ...]] = [
        (day, "plan", "1", str(chance.randint(1, 2)), "", "", "", *(chance.randint(0, 99) for _ in figures))
        for day in chance.sample(DAYS, 2)
    ]
    names: list[tuple[object, ...]] = [("plan", "1", f"plan {chance.randint(1, 9)}")]
    return (
        Batch(Kind.AD_DAY, key + figures, rows),
        Batch(Kind.AD_NAME, ("cut", "key", "name"), names),
    )


def send(session: Session, store: Store, batches: tuple[Batch, ...], number: int) -> Upload:
    upload = make_upload(session, store, number)
    ingest(session, store, upload, Reading("some", batches), NOW)
    session.execute(
        update(tables.upload).where(tables.upload.c.id == upload.id).values(state="stored", format="some")
    )
    return upload


def known(session: Session, store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every fact of a store, without who wrote it."""
    found = {}
    for table in FACTS:
        columns = [column for column in table.c if column.name not in ("store_id", "upload_id")]
        rows = session.execute(select(*columns).where(table.c.store_id == store.id))
        found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    return found


@pytest.mark.parametrize("seed", range(12))
def test_figures_are_what_they_would_be_had_the_file_never_come(session: Session, seed: int) -> None:
    chance = Random(seed)
    files = [chance.choice((sales, sales, shop, ads))(chance) for _ in range(6)]
    gone = chance.randrange(len(files))
    with_it, without_it = make_store(session, -1), make_store(session, -2)
    uploads = [send(session, with_it, file, number) for number, file in enumerate(files)]
    for number, file in enumerate(files):
        if number != gone:
            send(session, without_it, file, number)
    services.undo.take_back(session, with_it, uploads[gone].id, "Li", NOW)
    assert known(session, with_it) == known(session, without_it)


def test_sent_again_it_counts_again(session: Session) -> None:
    store = make_store(session)
    first = send(session, store, sales(Random(1)), 1)
    before = known(session, store)
    undone = services.undo.take_back(session, store, first.id, "Li", NOW)
    assert (undone.taken.removed, undone.taken.shown) == (len(before["product_day"]), 0)
    assert known(session, store)["product_day"] == []
    send(session, store, sales(Random(1)), 2)
    assert known(session, store) == before


def test_it_is_taken_back_once_and_by_whom_is_told(session: Session) -> None:
    store = make_store(session)
    upload = send(session, store, sales(Random(1)), 1)
    services.undo.take_back(session, store, upload.id, "Li", NOW)
    with pytest.raises(Mistake) as caught:
        services.undo.take_back(session, store, upload.id, "Wang", NOW)
    assert (caught.value.reason, caught.value.facts) == ("already_taken_back", {"person": "Li", "when": NOW})
    (line,) = services.undo.listed(session, store.id)
    assert (line.state, line.ended_by, line.can_be_taken_back) == (UploadState.TAKEN_BACK, "Li", False)


def test_what_cannot_be_taken_back_says_why(session: Session) -> None:
    store, other = make_store(session, -1), make_store(session, -2)
    waiting, old = make_upload(session, store, 1), make_upload(session, store, 2)
    session.execute(update(tables.upload).where(tables.upload.c.id == old.id).values(state="stored"))
    strange = send(session, other, sales(Random(1)), 3)
    for number, reason in (
        (waiting.id, "nothing_to_take_back"),
        (old.id, "too_old_to_take_back"),
        (strange.id, "unknown_upload"),
        (999, "unknown_upload"),
    ):
        with pytest.raises(Mistake) as caught:
            services.undo.take_back(session, store, number, "Li", NOW)
        assert caught.value.reason == reason


def test_todays_pace_forgets_what_the_file_said(session: Session) -> None:
    store = make_store(session)
    columns = ("day", "report", "scene_id", "plan_id", "unit_id", "item_id", "word_id", "spend")
    rows: list[tuple[object, ...]] = [(TODAY, "plan", "1", "1", "", "", "", 90_000)]
    budgets.set_budget(session, store.id, Budget("", Span.DAY, Decimal(100)), 1, NOW)
    upload = send(session, store, (Batch(Kind.AD_DAY, columns, rows),), 1)
    assert budgets.spend_readings(session, store.id, Period(TODAY, TODAY + timedelta(days=1)))
    services.alerts.judge(session, store, services.budgets.check(session, store, NOW), NOW)
    undone = services.undo.take_back(session, store, upload.id, "Li", NOW)
    assert budgets.spend_readings(session, store.id, Period(TODAY, TODAY + timedelta(days=1))) == ()
    assert [alert.finding.rule for alert in undone.ended] == [Rule.BUDGET_OVER]


def test_a_sent_brief_that_would_read_otherwise_is_told(session: Session) -> None:
    store = make_store(session)
    day = TODAY - timedelta(days=1)
    rows: list[tuple[object, ...]] = [(day, 100, 5000, 5)]
    shop_day = Batch(Kind.SHOP_DAY, ("day", "visitors", "paid_amount", "paid_buyers"), rows)
    upload = send(session, store, (shop_day,), 1)
    for told in (day, day - timedelta(days=40)):
        session.execute(
            insert(tables.brief).values(
                store_id=store.id, day=told, state="sent", next_at=NOW, deadline=NOW, sent_at=NOW
            )
        )
    undone = services.undo.take_back(session, store, upload.id, "Li", NOW)
    assert [brief.day for brief in undone.briefs] == [day]
    assert undone.briefs[0].revenue is None
    assert store_days(session, store.id, Period(day, TODAY)) == ()
