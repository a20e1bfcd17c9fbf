"""Rows by business key: counts, partial columns, and which upload wins."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from metrics.packed import pack
from metrics.tables import Batch, Kind
from metrics.uploads import Counts
from storage import facts, tables
from tests.uploading import make_store, make_upload

DAY = date(2026, 11, 21)


def shop(columns: str, *rows: tuple[object, ...]) -> Batch:
    return Batch(Kind.SHOP_DAY, tuple(columns.split()), list(rows))


def test_counts_new_changed_and_unchanged_rows(session: Session) -> None:
    store = make_store(session)
    first, second = make_upload(session, store, 1), make_upload(session, store, 2)
    days = [date(2026, 11, day) for day in (18, 19, 20)]
    old = shop("day paid_amount visitors", *[(day, 100_00, 10) for day in days])
    new = shop("day paid_amount visitors", (days[1], 100_00, None), (days[2], 100_00, 10), (DAY, 5, 1))

    assert facts.merge(session, store.id, first.id, old) == Counts(3, 0, 0)
    assert facts.merge(session, store.id, first.id, old) == Counts(0, 0, 3)
    session.execute(update(tables.upload).where(tables.upload.c.id == first.id).values(state="stored"))
    assert facts.merge(session, store.id, second.id, new) == Counts(1, 1, 1)

    table = tables.shop_day.c
    rows = session.execute(select(table.day, table.paid_amount, table.visitors, table.upload_id)).all()
    assert sorted(rows) == [
        (days[0], Decimal(100), 10, first.id),
        (days[1], Decimal(100), None, second.id),
        (days[2], Decimal(100), 10, first.id),
        (DAY, Decimal("0.05"), 1, second.id),
    ]


def test_columns_that_a_file_does_not_have_stay(session: Session) -> None:
    store = make_store(session)
    upload = make_upload(session, store)
    facts.merge(session, store.id, upload.id, shop("day paid_amount visitors", (DAY, 100_00, 10)))
    assert facts.merge(session, store.id, upload.id, shop("visitors day", (12, DAY))) == Counts(0, 1, 0)
    row = session.execute(select(tables.shop_day)).one()
    assert (row.paid_amount, row.visitors) == (Decimal(100), 12)


def test_an_earlier_upload_that_is_finished_late_changes_nothing(session: Session) -> None:
    store = make_store(session)
    early, late = make_upload(session, store, 1), make_upload(session, store, 2)
    facts.merge(session, store.id, late.id, shop("day visitors", (DAY, 12)))
    assert facts.merge(session, store.id, early.id, shop("day visitors", (DAY, 9))) == Counts(0, 0, 1)
    assert session.execute(select(tables.shop_day.c.visitors)).scalar_one() == 12


def test_what_a_later_upload_only_confirmed_is_safe_from_an_earlier_one_too(session: Session) -> None:
    store = make_store(session)
    first, early, late = (make_upload(session, store, message_id) for message_id in (1, 2, 3))
    facts.merge(session, store.id, first.id, shop("day visitors", (DAY, 12)))
    assert facts.merge(session, store.id, late.id, shop("day visitors", (DAY, 12))) == Counts(0, 0, 1)
    assert facts.merge(session, store.id, early.id, shop("day visitors", (DAY, 9))) == Counts(0, 0, 1)
    assert session.execute(select(tables.shop_day.c.visitors)).scalar_one() == 12


def test_stores_do_not_see_each_other(session: Session) -> None:
    ours, theirs = make_store(session, -1), make_store(session, -2)
    upload = make_upload(session, ours)
    batch = shop("day visitors", (DAY, 9))
    facts.merge(session, theirs.id, upload.id, batch)
    assert facts.merge(session, ours.id, upload.id, batch) == Counts(1, 0, 0)


def test_key_parts_that_a_report_does_not_have_are_empty(session: Session) -> None:
    store = make_store(session)
    upload = make_upload(session, store)
    batch = Batch(
        Kind.AD_DAY, ("day", "report", "scene_id", "spend"), [(DAY, "scene", "a", 5), (DAY, "scene", "b", 6)]
    )
    assert facts.merge(session, store.id, upload.id, batch) == Counts(2, 0, 0)
    assert facts.merge(session, store.id, upload.id, batch) == Counts(0, 0, 2)
    row = session.execute(select(tables.ad_day).where(tables.ad_day.c.scene_id == "b")).one()
    assert (row.plan_id, row.word_id, row.spend, row.clicks) == ("", "", Decimal("0.06"), 0)


def test_moments_texts_and_fractions_come_back_as_they_were(session: Session) -> None:
    store = make_store(session)
    upload = make_upload(session, store)
    at = datetime(2026, 11, 21, 23, 59, 58, 120_000, tzinfo=UTC)
    columns = ("review_key", "posted_at", "grade", "stars", "body", "product")
    batch = Batch(Kind.REVIEW, columns, [("r1", at, "bad", 1, "线头\t多 \\N", None)])
    assert facts.merge(session, store.id, upload.id, batch) == Counts(1, 0, 0)
    assert facts.merge(session, store.id, upload.id, batch) == Counts(0, 0, 1)
    found = session.execute(select(*(tables.review.c[name] for name in columns))).one()
    assert tuple(found) == batch.rows[0]

    rivals = Batch(Kind.RIVAL_DAY, ("day", "shop", "rating", "amount_low"), [(DAY, "A店", 4.8, 10_000_00)])
    facts.merge(session, store.id, upload.id, rivals)
    found = session.execute(select(tables.rival_day)).one()
    assert (found.day, found.rating, found.amount_low, found.item) == (DAY, 4.8, Decimal(10_000), "")


def test_more_rows_than_are_converted_in_one_go(session: Session) -> None:
    store = make_store(session)
    upload = make_upload(session, store)
    rows: list[tuple[object, ...]] = [(DAY, str(i), i) for i in range(facts.CHUNK * 2 + 1)]
    batch = Batch(Kind.PRODUCT_DAY, ("day", "item_id", "visitors"), rows[::-1])
    assert facts.merge(session, store.id, upload.id, batch).new == len(rows)
    total = session.execute(select(func.sum(tables.product_day.c.visitors))).scalar_one()
    assert int(total) == sum(range(len(rows)))


def test_packed_rows_of_new_days_and_of_known_ones(session: Session) -> None:
    store = make_store(session)
    upload = make_upload(session, store)
    columns, days = "day visitors paid_amount stay_seconds", [date(2026, 11, day) for day in (17, 19, 20, 21)]
    old = shop(columns, *((day, 10, None, 1.5) for day in days[1:3]))
    new = shop(columns, *((day, 11, 100_00, None) for day in days))
    assert facts.merge(session, store.id, upload.id, replace(old, rows=pack(old.rows))) == Counts(2, 0, 0)
    assert facts.merge(session, store.id, upload.id, replace(new, rows=pack(new.rows))) == Counts(2, 2, 0)
    found = session.execute(select(*(tables.shop_day.c[name] for name in columns.split())))
    assert sorted(found) == [(day, 11, Decimal(100), None) for day in days]


def test_a_batch_without_figures_or_without_rows(session: Session) -> None:
    store = make_store(session)
    upload = make_upload(session, store)
    assert facts.merge(session, store.id, upload.id, shop("day visitors")) == Counts()
    assert facts.merge(session, store.id, upload.id, shop("day", (DAY,))) == Counts(1, 0, 0)
    assert facts.merge(session, store.id, upload.id, shop("day", (DAY,))) == Counts(0, 0, 1)


def test_what_was_compiled_for_one_file_serves_the_next(session: Session) -> None:
    store = make_store(session)
    batch = shop("day paid_amount visitors", *[(date(2026, 11, day), 100_00, 10) for day in (18, 19, 20)])

    def kept() -> int:
        cache = session.get_bind().engine._compiled_cache  # type: ignore[attr-defined]
        return len(cache or ())

    after: list[int] = []
    for number in range(1, 6):
        facts.merge(session, store.id, make_upload(session, store, number).id, batch)
        after.append(kept())
    assert after[-1] == after[2] > 0
