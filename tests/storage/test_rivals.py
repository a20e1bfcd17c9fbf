"""Questions about rivals, asked of both kinds of database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.announced import Announced, PriceReason, Step
from metrics.campaigns import RivalPrice
from metrics.periods import Period
from metrics.rivals import Range, RivalDay
from metrics.stores import Store
from storage import plans, rivals, tables
from tests.uploading import make_store
from tests.watching import add_look, upload_of

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
DAY = date(2026, 11, 21)
DAYS = timedelta(days=3)
ALL = Period(date(2026, 1, 1), date(2027, 1, 1))


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def test_following_twice_is_following_once(session: Session, store: Store) -> None:
    assert rivals.follow(session, store.id, "Luna", 7, NOW)
    assert not rivals.follow(session, store.id, "Luna", 8, NOW)
    assert rivals.follow(session, store.id, "Atlas", 7, NOW)
    luna, atlas = rivals.followed(session, store.id)
    assert (luna.name, atlas.name) == ("Luna", "Atlas")
    rivals.unfollow(session, store.id, luna.id)
    assert rivals.followed(session, store.id) == (atlas,)
    assert rivals.followed(session, store.id + 1) == ()


def test_a_look_comes_back_as_it_was_stored(session: Session, store: Store) -> None:
    add_look(
        session, store, "Luna", DAY, item="Lamp", link="https://a.example/1", price=Decimal("19.90"),
        items_low=10000, items_high=25000, amount_low=Decimal("1.50"), visitors_high=9, conversion_low=0.15,
        conversion_high=0.2, rating=4.8, note="new picture",
    )  # fmt: skip
    assert rivals.rival_days(session, store.id, ["Luna"], ALL) == (
        RivalDay(
            DAY, "Luna", "Lamp", "https://a.example/1", Decimal("19.90"), Range(10000, 25000),
            Range(Decimal("1.50"), Decimal("1.50")), Range(9, 9), Range(Decimal("0.15"), Decimal("0.2")),
            Decimal("4.8"), "new picture",
        ),
    )  # fmt: skip


def test_missing_is_not_zero(session: Session, store: Store) -> None:
    add_look(session, store, "Luna", DAY, items_low=0, items_high=0)
    (look,) = rivals.rival_days(session, store.id, ["Luna"], ALL)
    assert (look.items, look.amount, look.price, look.rating, look.note) == (
        Range(0, 0),
        None,
        None,
        None,
        None,
    )


def test_only_the_shops_and_days_asked_for(session: Session, store: Store) -> None:
    add_look(session, store, "Luna", date(2026, 11, 19))
    add_look(session, store, "Luna", date(2026, 11, 20))
    add_look(session, store, "Luna", DAY)
    add_look(session, store, "Atlas", date(2026, 11, 20))
    period = Period(date(2026, 11, 20), DAY)
    found = rivals.rival_days(session, store.id, ["Luna"], period)
    assert [(look.shop, look.day) for look in found] == [("Luna", date(2026, 11, 20))]
    assert rivals.rival_days(session, store.id, [], period) == ()
    assert rivals.shops(session, store.id, period) == ("Atlas", "Luna")
    assert rivals.shops(session, store.id, Period(DAY, date(2026, 11, 22))) == ("Luna",)


def step(day: date, price: str, reason: PriceReason = PriceReason.MOVED, **more: object) -> Step:
    known = Announced(day, Decimal(price), Decimal("9.50"), DAY)
    return Step(day, reason, Decimal(price), known, **more)  # type: ignore[arg-type]


def test_announced_prices_come_back_as_they_were(session: Session, store: Store) -> None:
    first, second = step(DAY, "9.90", PriceReason.FIRST), step(DAY + DAYS, "8.90", previous=Decimal("9.90"))
    rivals.announce(session, store.id, "luna|Lamp", (first, second))
    rivals.announce(session, store.id, "atlas|", (first,))
    assert rivals.announced(session, store.id, DAY + DAYS) == {
        "atlas|": (first,),
        "luna|Lamp": (first, second),
    }
    assert rivals.announced(session, store.id, DAY)["luna|Lamp"] == (first,)
    rivals.announce(session, store.id, "luna|Lamp", (second,))
    rivals.announce(session, store.id, "atlas|", ())
    assert rivals.announced(session, store.id, DAY + DAYS) == {"luna|Lamp": (second,)}
    assert rivals.announced(session, store.id + 1, DAY + DAYS) == {}


def test_prices_of_the_same_item_day_by_day(session: Session, store: Store) -> None:
    row = {"store_id": store.id, "upload_id": upload_of(session, store), "item_id": "301", "shop": "Luna"}
    for day in (DAY - DAYS, DAY, DAY + DAYS):
        priced = {"day": day, "link": "", "price": Decimal(79)}
        session.execute(insert(tables.rival_price).values({**row, **priced}))
    found = plans.rival_price_days(session, store.id, Period(DAY - DAYS, DAY + DAYS))
    assert found == tuple(RivalPrice(day, "301", "Luna", "", Decimal(79)) for day in (DAY - DAYS, DAY))


def test_what_a_look_says_of_pictures_comes_back(session: Session, store: Store) -> None:
    add_look(session, store, "Luna", DAY, picture="red", video="", discount="5 off")
    (look,) = rivals.rival_days(session, store.id, ["Luna"], ALL)
    assert (look.picture, look.video, look.discount) == ("red", None, "5 off")
