"""The watch over ad money: due every ten minutes and after uploads, each card once, none lost."""

import asyncio
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine

import chat.alerts
from jobs import ads, unusual
from metrics.budgets import Budget, Span, SpendSaid
from metrics.stores import Store
from metrics.tables import Kind
from services import budgets
from storage.engine import writing
from tests.houses import Shift
from tests.uploading import NOW, make_store

MINUTES = timedelta(minutes=10)
FILE = frozenset({Kind.AD_DAY})


class Ads(Shift):
    def spends(self, amount: int) -> None:
        with writing(self.engine) as session:
            budgets.note(session, self.store, SpendSaid("直通车", Decimal(amount), None), 42, self.now)


FAST = "<b>直通车：花得太快</b>"
SLOW = "<b>直通车：花得太慢</b>"


@pytest.fixture
def shift(engine: Engine) -> Ads:
    with writing(engine) as session:
        store = make_store(session)
        budgets.change(session, store, Budget("直通车", Span.DAY, Decimal(480)), 42, NOW)
    return Ads(engine, store, NOW)


async def test_a_card_goes_out_once_and_is_edited_from_then_on(shift: Ads) -> None:
    house = shift.house()
    shift.spends(300)  # by ten o'clock: 720 of 480
    for _ in range(3):
        await ads.tick(house)
        shift.now += MINUTES
    assert shift.said() == [FAST]
    shift.spends(310)
    await ads.tick(house)
    shift.now += MINUTES
    assert shift.said("edit") == [FAST]
    shift.now = NOW + timedelta(days=1)  # nobody has said yet what today costs: yesterday's is over
    await ads.tick(house)
    shift.now += timedelta(hours=1)
    await ads.tick(house)
    shift.now += timedelta(hours=1)
    shift.spends(400)
    await ads.tick(house)
    assert shift.said() == [FAST, FAST]


async def test_several_processes_put_it_out_once(shift: Ads) -> None:
    shift.spends(300)
    await asyncio.gather(*(ads.tick(shift.house()) for _ in range(4)))
    await asyncio.gather(*(unusual.after_upload(shift.house(), shift.store, FILE) for _ in range(4)))
    assert shift.said() == [FAST]


async def test_an_upload_does_not_wait_for_the_ten_minutes(shift: Ads) -> None:
    house = shift.house()
    await ads.tick(house)
    shift.spends(300)
    await ads.tick(house)
    assert shift.said() == []
    await unusual.after_upload(house, shift.store, FILE)
    assert shift.said() == [FAST]


async def test_killed_before_it_is_said_nothing_has_happened(
    shift: Ads, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = shift.house()
    shift.spends(300)

    def killed(*_arguments: object, **_more: object) -> bool:
        raise ConnectionAbortedError

    with monkeypatch.context() as patched:
        patched.setattr(chat.alerts, "put_post", killed)
        with pytest.raises(ConnectionAbortedError):
            await ads.tick(house)
    assert shift.said() == []
    await ads.tick(house)
    assert shift.said() == [FAST]


async def test_killed_after_it_is_said_it_is_not_said_again(shift: Ads) -> None:
    shift.spends(300)
    await ads.tick(shift.house())
    again = shift.house()
    shift.now += MINUTES
    await ads.tick(again)
    assert shift.said() == [FAST]


async def test_another_cause_is_other_news(shift: Ads) -> None:
    house = shift.house()
    shift.spends(300)
    await ads.tick(house)
    shift.now += timedelta(hours=6)
    shift.spends(50)  # put right
    await ads.tick(house)
    assert shift.said() == [FAST, SLOW]


async def test_one_store_s_trouble_is_not_another_s(shift: Ads, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing(shift.engine) as session:
        other = make_store(session, telegram_id=-200)
        budgets.change(session, other, Budget("直通车", Span.DAY, Decimal(480)), 42, NOW)
        budgets.note(session, other, SpendSaid("直通车", Decimal(300), None), 42, NOW)
    load = budgets.load

    def fail(session: Any, store: Store, now: Any) -> Any:
        if store == shift.store:  # the first of the two
            raise ZeroDivisionError
        return load(session, store, now)

    monkeypatch.setattr(budgets, "load", fail)
    with pytest.raises(ZeroDivisionError):
        await ads.tick(shift.house())
    assert shift.said() == [FAST]
