"""What uploads said, and which of them lie over the same days."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from metrics.tables import Batch, Kind
from storage import layers, tables
from tests.uploading import make_store, make_upload

DAY = date(2026, 11, 20)


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
    assert layers.of_upload(session, one.id) == ()


def day_batch(visitors: int) -> Batch:
    return Batch(Kind.SHOP_DAY, ("day", "visitors"), [(DAY, visitors)])
