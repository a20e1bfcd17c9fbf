"""The posts of Monday and of the 1st: whether they come yet, and with a sound or without."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Engine, insert

from jobs.week import make_month, make_week
from messages.post import Post
from metrics.periods import DAY
from metrics.stores import Store
from storage import settings, tables, targets
from storage.engine import writing
from tests.houses import make_house
from tests.uploading import make_store
from tests.weeks import before

MONDAY, FIRST = date(2026, 8, 24), date(2026, 9, 1)


class Shop:
    """A store whose days and clock the test sets."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.now = datetime.fromisoformat(f"{MONDAY}T09:30:00+08:00")
        with writing(engine) as session:
            self.store: Store = make_store(session)
        self.house = make_house(engine, lambda: self.now)

    def sells(self, days: Iterable[date], amount: int = 100, page_views: int = 600) -> None:
        figures = {
            "paid_amount": Decimal(amount),
            "paid_buyers": 10,
            "visitors": 200,
            "page_views": page_views,
        }
        rows = [{"store_id": self.store.id, "day": one, "origin": "shop", **figures} for one in days]
        with writing(self.engine) as session:
            session.execute(insert(tables.store_day), rows)

    def wants(self, days: Iterable[date], amount: int) -> None:
        with writing(self.engine) as session:
            targets.set_targets(session, self.store.id, dict.fromkeys(days, Decimal(amount)), 1)

    async def monday(self, at: str = "09:30") -> Post | None:
        self.now = datetime.fromisoformat(f"{MONDAY}T{at}:00+08:00")
        return await make_week(self.house, self.store, MONDAY)

    async def first(self, at: str = "09:45") -> Post | None:
        self.now = datetime.fromisoformat(f"{FIRST}T{at}:00+08:00")
        return await make_month(self.house, self.store, FIRST)


@pytest.fixture
def shop(engine: Engine) -> Shop:
    return Shop(engine)


async def test_nothing_known_is_nothing_said(shop: Shop) -> None:
    assert await shop.monday() is None
    assert await shop.first() is None


async def test_an_ordinary_week_makes_no_sound(shop: Shop) -> None:
    shop.sells(before(MONDAY, 30).days())
    post = await shop.monday()
    assert post is not None
    assert post.silent
    assert post.chart is not None


@pytest.mark.parametrize(("amount", "page_views"), [(90, 600), (100, 400)])
async def test_a_missed_target_or_a_broken_rule_does(shop: Shop, amount: int, page_views: int) -> None:
    shop.sells(before(MONDAY, 7).days(), amount, page_views)
    shop.wants(before(MONDAY, 7).days(), 95)
    post = await shop.monday()
    assert post is not None
    assert not post.silent


async def test_sundays_file_is_waited_for_but_not_for_ever(shop: Shop) -> None:
    shop.sells(before(MONDAY - DAY, 30).days())
    assert await shop.monday("10:59") is None
    assert await shop.monday("11:00") is not None
    with writing(shop.engine) as session:
        settings.change(session, shop.store.id, "post.weekly.at", "12:00")
    assert await shop.monday("11:00") is None


async def test_a_plan_to_confirm_makes_a_sound_and_one_that_stands_none(shop: Shop) -> None:
    shop.sells(before(FIRST, 90).days())
    proposed = await shop.first()
    assert proposed is not None
    assert not proposed.silent
    assert proposed.buttons[0][0].data.startswith(f"month:{shop.store.id}:202608:plan:")
    shop.wants([FIRST], 100)
    settled = await shop.first()
    assert settled is not None
    assert settled.silent
    assert settled.buttons[0][0].data == f"month:{shop.store.id}:202607"
