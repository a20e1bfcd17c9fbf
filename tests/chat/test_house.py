"""The house: what is said goes into the outbox, once, together with what is recorded."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, insert, select, update
from sqlalchemy.orm import Session

from chat.drawing import Drawing
from chat.house import House
from messages.post import Post
from storage import outbox, tables
from storage.engine import reading, writing
from tests.houses import make_house

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    with writing(engine) as session:
        session.execute(insert(tables.chat).values(id=1, telegram_id=-100, kind="supergroup", title="店"))
    return make_house(engine, lambda: NOW, tmp_path, drawing=Drawing())


def kept(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(tables.kept)) or 0


async def test_the_same_thing_is_said_and_recorded_once(house: House) -> None:
    def record(session: Session) -> None:
        session.execute(insert(tables.kept).values(name=f"n{kept(session)}", value=""))

    for _ in range(2):
        await house.send(1, Post("早"), dedupe="brief:1", also=record)
    await house.send(1, Post("晚"), dedupe=None)
    with reading(house.engine) as session:
        assert outbox.waiting(session) == 2
        assert kept(session) == 1


async def test_what_cannot_be_recorded_is_not_said(house: House) -> None:
    def refuse(_session: Session) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await house.send(1, Post("早"), dedupe="brief:1", also=refuse)
    assert await house.read(outbox.waiting) == 0


async def test_two_that_wait_for_each_other_are_both_done(house: House) -> None:
    is_postgres = house.engine.dialect.name == "postgresql"
    both = Barrier(2 if is_postgres else 1)  # SQLite's writers take turns
    begun: list[str] = []

    def write(session: Session, *names: str) -> None:
        begun.append(names[0])
        for name in names if len(begun) <= 2 else sorted(names):
            session.execute(update(tables.kept).where(tables.kept.c.name == name).values(value=names[0]))
            if len(begun) <= 2 and name == names[0]:
                both.wait(20)

    await house.run(
        lambda session: session.execute(insert(tables.kept), [{"name": n, "value": ""} for n in "ab"])
    )
    await asyncio.gather(house.run(write, "a", "b"), house.run(write, "b", "a"))
    assert sorted(begun) in ([["a", "a", "b"], ["a", "b", "b"]] if is_postgres else [["a", "b"]])
    with reading(house.engine) as session:
        assert set(session.scalars(select(tables.kept.c.value))) == {begun[-1]}


async def test_sending_rings_the_bell(house: House) -> None:
    await house.react(1, 5, "👀")
    await house.outbox.wait(0)  # returns at once, and takes the ring away
    entries = await house.read(outbox.ready, NOW)
    assert [(entry.kind, entry.telegram_id) for entry in entries] == [("reaction", -100)]
