"""Whom a store follows, how they stand beside it, and what they did, from the database."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from metrics.mistakes import Mistake
from metrics.periods import DAY
from metrics.rivals import Measure, Move, OwnFigures, Range, What
from metrics.stores import Store
from services import rivals
from storage import tables
from tests.uploading import NOW, make_store
from tests.watching import add_look, add_review

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - DAY


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def follow(session: Session, store: Store, *names: str) -> None:
    for name in names:
        rivals.follow(session, store, name, 1, NOW)


def test_a_name_is_followed_however_it_is_written(session: Session, store: Store) -> None:
    first = rivals.follow(session, store, "  ＮＯＶＡ　 Home ", 1, NOW)
    assert (first.name, first.changed, first.count, first.has_data) == ("NOVA Home", True, 1, False)
    add_look(session, store, "nova home ", YESTERDAY)
    again = rivals.follow(session, store, "nova HOME", 1, NOW)
    assert (again.name, again.changed, again.count, again.has_data) == ("NOVA Home", False, 1, True)
    assert again.advised == (3, 5)
    gone = rivals.unfollow(session, store, "NoVa hOmE", NOW)
    assert (gone.name, gone.count) == ("NOVA Home", 0)


@pytest.mark.parametrize(
    ("name", "reason"),
    [(" 　", "no_rival_named"), ("x" * 61, "rival_name_too_long"), ("eleventh", "too_many_rivals")],
)
def test_what_cannot_be_followed(session: Session, store: Store, name: str, reason: str) -> None:
    follow(session, store, *(f"Shop {i}" for i in range(10)))
    with pytest.raises(Mistake) as mistake:
        rivals.follow(session, store, name, 1, NOW)
    assert mistake.value.reason == reason


def test_our_own_shop_is_neither_followed_nor_offered(session: Session, store: Store) -> None:
    add_look(session, store, store.name.upper(), YESTERDAY)
    with pytest.raises(Mistake) as mistake:
        rivals.follow(session, store, f" {store.name.upper()} ", 1, NOW)
    assert mistake.value.reason == "own_shop"
    assert rivals.report(session, store, 0, 30, NOW).offers == ()


def test_the_eleventh_name_may_be_one_that_is_followed(session: Session, store: Store) -> None:
    follow(session, store, *(f"Shop {i}" for i in range(10)))
    assert not rivals.follow(session, store, "shop 3", 1, NOW).changed


def test_a_shop_is_found_by_its_name_or_the_only_part_that_fits(session: Session, store: Store) -> None:
    follow(session, store, "星河家居旗舰店", "星河女装", "Nova")
    assert rivals.find(session, store, "nova").name == "Nova"
    assert rivals.find(session, store, "家居").name == "星河家居旗舰店"
    for unclear in ("星河", "Atlas", ""):
        with pytest.raises(Mistake) as mistake:
            rivals.find(session, store, unclear)
        assert mistake.value.reason == "not_followed"


def test_a_name_that_is_part_of_another_is_still_found(session: Session, store: Store) -> None:
    follow(session, store, "Nova", "Nova Home")
    assert rivals.find(session, store, "NOVA").name == "Nova"


def test_nobody_is_found_where_nobody_is_followed(session: Session, store: Store) -> None:
    with pytest.raises(Mistake) as mistake:
        rivals.unfollow(session, store, "Nova", NOW)
    assert mistake.value.reason == "nobody_followed"


def test_moves_are_those_of_followed_shops_on_that_day(session: Session, store: Store) -> None:
    follow(session, store, "Nova", "Luna")
    for shop in ("NOVA", "Luna", "Atlas"):
        add_look(session, store, shop, YESTERDAY - DAY, price=Decimal(100))
    add_look(session, store, "Luna", YESTERDAY, price=Decimal(110))
    add_look(session, store, "nova", YESTERDAY, price=Decimal(90))
    add_look(session, store, "Atlas", YESTERDAY, price=Decimal(1))
    assert rivals.moves(session, store, YESTERDAY) == (
        Move("Nova", "", What.PRICE_DOWN, Decimal(100), Decimal(90), day=YESTERDAY),
        Move("Luna", "", What.PRICE_UP, Decimal(100), Decimal(110), day=YESTERDAY),
    )
    assert rivals.moves(session, store, TODAY) == ()


def test_the_report_holds_the_last_look_beside_ours_of_that_day(session: Session, store: Store) -> None:
    follow(session, store, "Nova", "Luna")
    add_look(session, store, "Nova", YESTERDAY - 2 * DAY, items_low=100, items_high=250, price=Decimal(99))
    sold = {"items_low": 10_000, "items_high": 25_000}
    add_look(session, store, "Nova", YESTERDAY - DAY, price=Decimal(89), **sold)
    ours = {"store_id": store.id, "paid_amount": Decimal(800), "paid_items": 10, "visitors": 300}
    for days, more in ((1, {}), (2, {"paid_items": 40})):
        session.execute(insert(tables.store_day).values({**ours, "day": TODAY - days * DAY, **more}))
    add_review(session, store, "r", NOW - timedelta(days=1), stars=4)
    report = rivals.report(session, store, 0, 7, NOW)
    nova, luna = report.shops
    assert nova.look is not None
    assert (nova.look.day, nova.look.items) == (YESTERDAY - DAY, Range(10_000, 25_000))
    assert nova.own == OwnFigures(Decimal(20), 40, Decimal(800), 300)
    assert [move.what for move in nova.moves] == [What.PRICE_DOWN]
    assert (luna.look, luna.moves, luna.own) == (None, (), OwnFigures())
    assert (report.days[0], report.days[-1], len(report.days)) == (TODAY - 7 * DAY, YESTERDAY, 7)
    assert report.own == (None, None, None, None, None, 40, 10)
    assert report.bands[0].ranges[-3:] == (Range(100, 250), Range(10_000, 25_000), None)
    assert set(report.bands[1].ranges) == {None}
    assert report.measure is Measure.ITEMS
    assert report.rating is not None
    assert report.rating.stars == 4


def test_one_shop_may_be_looked_at_alone(session: Session, store: Store) -> None:
    follow(session, store, "Nova", "Luna")
    luna = rivals.find(session, store, "Luna")
    report = rivals.report(session, store, luna.id, 30, NOW)
    assert report.chosen == luna
    assert [shop.rival for shop in report.shops] == [luna]
    assert [band.name for band in report.bands] == ["Luna"]
    rivals.unfollow(session, store, "Luna", NOW)
    assert rivals.report(session, store, luna.id, 30, NOW).chosen is None


def test_the_picture_ends_today_where_somebody_has_looked_today(session: Session, store: Store) -> None:
    follow(session, store, "Nova")
    add_look(session, store, "Nova", TODAY, amount_low=Decimal(5), amount_high=Decimal(9))
    report = rivals.report(session, store, 0, 999, NOW)
    assert (report.days[-1], len(report.days)) == (TODAY, 30)
    assert report.measure is Measure.AMOUNT


def test_shops_with_data_that_nobody_follows_are_offered(session: Session, store: Store) -> None:
    follow(session, store, "Nova")
    for shop in ("Nova", "Luna", "ＬＵＮＡ", "Atlas"):
        add_look(session, store, shop, YESTERDAY)
    add_look(session, store, "long gone", TODAY - 90 * DAY)
    offers = rivals.report(session, store, 0, 30, NOW).offers
    assert [offer.name for offer in offers] == ["Atlas", "Luna"]
    rivals.follow_offered(session, store, offers[1].key, 1, NOW)
    rivals.follow_offered(session, store, "unknown", 1, NOW)
    report = rivals.report(session, store, 0, 30, NOW)
    assert [rival.name for rival in report.followed] == ["Nova", "Luna"]
    assert [offer.name for offer in report.offers] == ["Atlas"]


def test_a_store_sees_nothing_of_another_one(session: Session, store: Store) -> None:
    other = make_store(session, -200)
    follow(session, other, "Nova")
    add_look(session, other, "Luna", YESTERDAY)
    report = rivals.report(session, store, 0, 30, NOW)
    assert (report.followed, report.offers) == ((), ())
