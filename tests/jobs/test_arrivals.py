"""Late files: several processes ask for each once, and no kill asks twice or never."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select

from chat.house import House
from jobs import arrivals
from metrics.arrivals import Arrival
from metrics.stores import Store
from services import arrivals as service
from storage import calendar, tables
from storage.engine import reading, writing
from tests.houses import make_house
from tests.uploading import incoming, make_store

NOON = datetime.fromisoformat("2026-11-22T12:00:00+08:00")


class KilledError(Exception):
    """What a process that dies at this very line does not survive."""


@pytest.fixture
def store(engine: Engine) -> Store:
    """Two files that no brief waits for came every day; today neither has."""
    with writing(engine) as session:
        store = make_store(session)
        for n in range(1, 15):
            for format, hours in (("jst_stock", 3), ("shop_scores", 2)):
                at = NOON - timedelta(days=n, hours=hours)
                values = {**vars(incoming(store, n * 10 + hours, at=at)), "state": "stored", "format": format}
                session.execute(insert(tables.upload).values(values))
    return store


def house(engine: Engine, now: datetime = NOON) -> House:
    """One more process's."""
    return make_house(engine, lambda: now)


def said(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return list(session.scalars(select(tables.outbox.c.body).order_by(tables.outbox.c.id)))


async def test_all_that_are_late_are_asked_for_in_one_message_by_one_process(
    engine: Engine, store: Store
) -> None:
    await asyncio.gather(*(arrivals.tick(house(engine)) for _ in range(4)))
    await arrivals.tick(house(engine, NOON + timedelta(hours=1)))
    (body,) = said(engine)
    assert body.count("tg://user?id=42") == 2


async def test_each_is_asked_for_when_it_is_late(engine: Engine, store: Store) -> None:
    await arrivals.tick(house(engine, NOON - timedelta(hours=2)))
    await arrivals.tick(house(engine))
    assert [body.count("tg://user?id=42") for body in said(engine)] == [1, 1]
    await arrivals.tick(house(engine, NOON + timedelta(days=1)))
    assert len(said(engine)) == 3  # another day, another question


async def test_nobody_is_asked_on_a_day_off(engine: Engine, store: Store) -> None:
    with writing(engine) as session:
        calendar.declare(session, store.id, NOON.date(), works=False, set_by=1)
    await arrivals.tick(house(engine))
    assert said(engine) == []
    with writing(engine) as session:
        calendar.declare(session, store.id, NOON.date(), works=None, set_by=1)
    await arrivals.tick(house(engine))
    assert len(said(engine)) == 1


async def test_what_another_process_asks_for_meanwhile_is_not_asked_for_again(
    engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = service.late

    def overtaken(*arguments: Any) -> tuple[Arrival, ...]:
        found = late(*arguments)
        with writing(engine) as session:
            service.mark_asked(session, store, ["shop_scores"], NOON)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(service, "late", overtaken)
        await arrivals.tick(house(engine))
    assert said(engine) == []
    await arrivals.tick(house(engine))
    (body,) = said(engine)
    assert body.count("tg://user?id=42") == 1


async def test_a_kill_while_asking_asks_later(
    engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_arguments: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(service, "mark_asked", die)
        with pytest.raises(KilledError):
            await arrivals.tick(house(engine))
    assert said(engine) == []
    await arrivals.tick(house(engine))
    assert len(said(engine)) == 1
