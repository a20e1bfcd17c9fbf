"""The day's other posts: each said once, silently where so chosen; a failure keeps no other back."""

import asyncio
import json
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, select, update

from chat.house import House
from jobs import regular
from jobs.regular import Maker
from messages.post import Post
from metrics.settings import Regular
from metrics.stores import Store
from storage import calendar, settings, tables
from storage.engine import reading, writing
from tests.houses import make_house
from tests.uploading import make_store

MONDAY = date(2026, 11, 23)
NOW = datetime.fromisoformat("2026-11-23T14:00:00+08:00")


@pytest.fixture
def store(engine: Engine) -> Store:
    with writing(engine) as session:
        store = make_store(session)
        session.execute(update(tables.store).values(created_at=NOW - timedelta(days=9)))
    return store


def house(engine: Engine, now: datetime = NOW) -> House:
    """One more process's."""
    return make_house(engine, lambda: now)


def said(engine: Engine) -> list[tuple[str, str, bool]]:
    """Under which name, what, and whether silently."""
    with reading(engine) as session:
        rows = session.execute(
            select(tables.outbox.c.dedupe, tables.outbox.c.body).order_by(tables.outbox.c.id)
        )
        bodies = [(row.dedupe, json.loads(row.body)) for row in rows]
    return [(name, body["text"], body.get("silent", False)) for name, body in bodies]


def making(
    monkeypatch: pytest.MonkeyPatch, post: Post | None, kind: Regular = Regular.HALF_DAY
) -> list[date]:
    """Puts a maker in place of all; returns the days it is asked for."""
    asked: list[date] = []

    async def make(_house: House, _store: Store, day: date) -> Post | None:
        asked.append(day)
        return post

    monkeypatch.setattr(regular, "MAKERS", (Maker(kind, make),))
    return asked


async def test_several_processes_say_it_once(
    engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = making(monkeypatch, Post("now"))
    await asyncio.gather(*(regular.tick(house(engine)) for _ in range(4)))
    assert said(engine) == [(f"regular:half_day:{store.id}:2026-11-23", "now", False)]
    del asked[:]
    await regular.tick(house(engine, NOW + timedelta(minutes=1)))
    assert asked == []  # nothing is worked out twice
    await regular.tick(house(engine, NOW + timedelta(days=1)))
    assert asked == [MONDAY + timedelta(days=1)]
    assert len(said(engine)) == 2


async def test_where_there_is_nothing_to_say_it_is_asked_again(
    engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = making(monkeypatch, None)
    for minutes in (0, 1, 119, 120):
        await regular.tick(house(engine, NOW + timedelta(minutes=minutes)))
    assert asked == [MONDAY] * 3
    assert said(engine) == []


@pytest.mark.parametrize(
    ("chosen", "expected"), [(None, [False]), ("silent", [True]), ("off", [])], ids=["on", "silent", "off"]
)
async def test_a_store_chooses_how_loud(
    engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch, chosen: str | None, expected: list[bool]
) -> None:
    making(monkeypatch, Post("now"))
    with writing(engine) as session:
        settings.change(session, store.id, "post.half_day", chosen)
    await regular.tick(house(engine))
    assert [silent for _, _, silent in said(engine)] == expected


async def test_on_a_day_off_the_week_is_told_without_a_sound(
    engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    making(monkeypatch, Post("the week"), Regular.WEEKLY)
    with writing(engine) as session:
        calendar.declare(session, store.id, MONDAY, works=False, set_by=1)
    await regular.tick(house(engine, NOW - timedelta(hours=4)))
    assert [(words, silent) for _, words, silent in said(engine)] == [("the week", True)]


async def test_one_that_fails_keeps_no_other_back(
    engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(engine) as session:
        other = make_store(session, -200)
        session.execute(update(tables.store).values(created_at=NOW - timedelta(days=9)))

    async def make(_house: House, asking: Store, _day: date) -> Post:
        if asking.id == store.id:
            raise ZeroDivisionError
        return Post("fine")

    monkeypatch.setattr(regular, "MAKERS", (Maker(Regular.HALF_DAY, make),))
    with pytest.raises(ZeroDivisionError):
        await regular.tick(house(engine))
    assert [name for name, _, _ in said(engine)] == [f"regular:half_day:{other.id}:2026-11-23"]
