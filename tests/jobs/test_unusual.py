"""The watch over sales: each morning and after files, by several processes at once, each card once."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import Engine

from jobs import unusual
from metrics.periods import DAY
from metrics.tables import Kind
from storage.engine import writing
from tests.houses import Shift
from tests.shops import add_day, add_days, add_product
from tests.uploading import make_store

TODAY = date(2026, 8, 13)
YESTERDAY = TODAY - DAY


@pytest.fixture
def shift(engine: Engine) -> Shift:
    """A store whose visitors stayed away yesterday."""
    with writing(engine) as session:
        store = make_store(session)
        add_days(session, store, TODAY)
        add_day(session, store, YESTERDAY, visitors=5_000, paid_buyers=250, paid_amount=25_000)
    return Shift(engine, store, store.moment(TODAY, store.brief_at))


REVENUE = "<b>销售额 8月12日 ▼51.4%</b>"


async def test_each_morning_by_however_many(shift: Shift) -> None:
    await asyncio.gather(*(unusual.tick(shift.house()) for _ in range(3)))
    assert shift.said() == [REVENUE]
    await unusual.tick(shift.house())
    assert shift.said() == [REVENUE]


async def test_after_files_only_what_is_new_is_told(shift: Shift) -> None:
    await unusual.after_upload(shift.house(), shift.store, frozenset({Kind.SHOP_DAY}))
    assert shift.said() == [REVENUE]
    with writing(shift.engine) as session:
        add_day(session, shift.store, YESTERDAY)  # a corrected file
        for ago in range(60, 0, -1):
            sold = 3_000 if ago == 1 else 10_000 + 200 * (ago % 3)
            add_product(session, shift.store, TODAY - ago * DAY, "9", sold)
    await unusual.after_upload(shift.house(), shift.store, frozenset({Kind.PRODUCT_DAY}))
    assert [line for line in shift.said() if line != REVENUE] == ["<b>9 ▼70.6%</b>"]


async def test_found_at_night_it_waits_for_the_morning(shift: Shift) -> None:
    shift.now = shift.store.moment(TODAY, shift.store.brief_at.replace(hour=3))
    await unusual.tick(shift.house())
    assert shift.said() == []
