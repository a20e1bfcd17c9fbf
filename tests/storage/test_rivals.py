"""Questions about rivals, asked of both kinds of database."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.periods import Period
from metrics.rivals import Range, RivalDay
from storage import rivals, tables

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
DAY = date(2026, 11, 21)
ALL = Period(date(2026, 1, 1), date(2027, 1, 1))


@pytest.fixture
def store_id(session: Session) -> int:
    chat = insert(tables.chat).values(telegram_id=-1, kind="group", title="Nova").returning(tables.chat.c.id)
    store = insert(tables.store).values(
        chat_id=session.execute(chat).scalar_one(), name="Nova", language="en", zone="Asia/Shanghai",
        brief_at=time(9), brief_patience_minutes=120, review_times="", created_by=1, created_at=NOW,
    )  # fmt: skip
    store_id: int = session.execute(store.returning(tables.store.c.id)).scalar_one()
    upload = insert(tables.upload).values(
        id=1, store_id=store_id, user_id=1, user_name="Li", file_id="f", file_name="a.csv", size=1,
        state="stored", received_at=NOW,
    )  # fmt: skip
    session.execute(upload)
    return store_id


def add(session: Session, store_id: int, shop: str, day: date = DAY, **figures: object) -> None:
    row = {"store_id": store_id, "upload_id": 1, "day": day, "shop": shop}
    session.execute(insert(tables.rival_day).values({**row, **figures}))


def test_following_twice_is_following_once(session: Session, store_id: int) -> None:
    assert rivals.follow(session, store_id, "Luna", 7, NOW)
    assert not rivals.follow(session, store_id, "Luna", 8, NOW)
    assert rivals.follow(session, store_id, "Atlas", 7, NOW)
    luna, atlas = rivals.followed(session, store_id)
    assert (luna.name, atlas.name) == ("Luna", "Atlas")
    rivals.unfollow(session, store_id, luna.id)
    assert rivals.followed(session, store_id) == (atlas,)
    assert rivals.followed(session, store_id + 1) == ()


def test_a_look_comes_back_as_it_was_stored(session: Session, store_id: int) -> None:
    add(
        session, store_id, "Luna", item="Lamp", link="https://a.example/1", price=Decimal("19.90"),
        items_low=10000, items_high=25000, amount_low=Decimal("1.50"), visitors_high=9, conversion_low=0.15,
        conversion_high=0.2, rating=4.8, note="new picture",
    )  # fmt: skip
    assert rivals.rival_days(session, store_id, ["Luna"], ALL) == (
        RivalDay(
            DAY, "Luna", "Lamp", "https://a.example/1", Decimal("19.90"), Range(10000, 25000),
            Range(Decimal("1.50"), Decimal("1.50")), Range(9, 9), Range(Decimal("0.15"), Decimal("0.2")),
            Decimal("4.8"), "new picture",
        ),
    )  # fmt: skip


def test_missing_is_not_zero(session: Session, store_id: int) -> None:
    add(session, store_id, "Luna", items_low=0, items_high=0)
    (look,) = rivals.rival_days(session, store_id, ["Luna"], ALL)
    assert (look.items, look.amount, look.price, look.rating, look.note) == (
        Range(0, 0),
        None,
        None,
        None,
        None,
    )


def test_only_the_shops_and_days_asked_for(session: Session, store_id: int) -> None:
    add(session, store_id, "Luna", date(2026, 11, 19))
    add(session, store_id, "Luna", date(2026, 11, 20))
    add(session, store_id, "Luna", DAY)
    add(session, store_id, "Atlas", date(2026, 11, 20))
    period = Period(date(2026, 11, 20), DAY)
    found = rivals.rival_days(session, store_id, ["Luna"], period)
    assert [(look.shop, look.day) for look in found] == [("Luna", date(2026, 11, 20))]
    assert rivals.rival_days(session, store_id, [], period) == ()
    assert rivals.shops(session, store_id, period) == ("Atlas", "Luna")
    assert rivals.shops(session, store_id, Period(DAY, date(2026, 11, 22))) == ("Luna",)
