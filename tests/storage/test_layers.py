"""Rows of uploads as bytes, and which of them lie over the same days."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from metrics.tables import Batch, Kind
from storage import layers, tables
from tests.uploading import make_store, make_upload

DAY = date(2026, 11, 20)
CELLS = st.one_of(
    st.lists(st.one_of(st.none(), st.integers()), min_size=3, max_size=3),
    st.lists(st.one_of(st.none(), st.text()), min_size=3, max_size=3),
    st.lists(st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)), min_size=3, max_size=3),
    st.lists(st.one_of(st.none(), st.dates()), min_size=3, max_size=3),
    st.lists(st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))), min_size=3, max_size=3),
)


@given(st.lists(CELLS, min_size=1, max_size=6))
def test_rows_come_back_as_they_were(columns: list[list[object]]) -> None:
    rows = list(zip(*columns, strict=True))
    assert layers.decoded(layers.encoded(rows)) == rows


def test_many_rows_and_none() -> None:
    rows: list[tuple[object, ...]] = [(DAY, str(number), number) for number in range(2 * layers.CHUNK + 1)]
    assert layers.decoded(layers.encoded(rows)) == rows
    assert layers.decoded(layers.encoded([])) == []


def test_moments_are_kept_in_utc() -> None:
    there = datetime(2026, 11, 20, 8, tzinfo=timezone(timedelta(hours=8)))
    assert layers.decoded(layers.encoded([(there,)])) == [(datetime(2026, 11, 20, tzinfo=UTC),)]


def test_days_of_moments_are_the_stores() -> None:
    late = datetime(2026, 11, 20, 18, tzinfo=UTC)
    batch = Batch(Kind.AD_BALANCE, ("at", "entry", "amount", "balance"), [(late, "001", 1, 2)])
    assert layers.days_of(batch, "Asia/Shanghai") == {date(2026, 11, 21)}
    assert layers.days_of(Batch(Kind.PRODUCT, ("item_id", "title"), [("1", "a")]), "UTC") == set()


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2026, 11, 1), date(2026, 11, 19), []),
        (date(2026, 11, 1), DAY, [1]),
        (DAY, DAY, [1]),
        (date(2026, 11, 21), date(2026, 12, 1), []),
        (None, None, [1]),
    ],
)
def test_others_are_found_by_their_days(
    session: Session, first: date | None, last: date | None, found: list[int]
) -> None:
    store = make_store(session)
    one, other = make_upload(session, store, 1), make_upload(session, store, 2)
    for upload in (one, other):
        layers.keep(session, store.id, upload.id, [day_batch(upload.id)])
    session.execute(tables.upload.update().values(state="stored"))
    seen = [
        layer.upload_id for layer in layers.others(session, store.id, other.id, Kind.SHOP_DAY, first, last)
    ]
    assert seen == [one.id for _ in found]
    assert list(layers.others(session, store.id, other.id, Kind.REVIEW, first, last)) == []


def test_only_stored_uploads_count_and_each_is_kept_once(session: Session) -> None:
    store = make_store(session)
    one, other = make_upload(session, store, 1), make_upload(session, store, 2)
    for _ in range(2):
        layers.keep(session, store.id, one.id, [day_batch(1), day_batch(2)])
    assert list(layers.others(session, store.id, other.id, Kind.SHOP_DAY, None, None)) == []
    assert layers.of_upload(session, one.id) == (day_batch(1), day_batch(2))
    layers.forget(session, [one.id])
    assert not layers.has_layers(session, one.id)


def day_batch(visitors: int) -> Batch:
    return Batch(Kind.SHOP_DAY, ("day", "visitors"), [(DAY, visitors)])
