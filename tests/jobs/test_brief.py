"""The morning brief: at its time, once, and after a crash once more rather than never."""

import asyncio
import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.orm import Session

from chat.drawing import Drawing
from chat.house import House
from chat.outbox import Outbox
from jobs import brief
from metrics.brief import BriefDue
from metrics.stores import Store
from metrics.tables import Kind
from services import brief as service
from storage import tables
from storage.engine import reading, writing
from tests.uploading import make_store, make_upload

DAY = date(2026, 11, 21)
NINE = datetime.fromisoformat("2026-11-22T09:00:00+08:00")
ELEVEN = NINE + timedelta(hours=2)
SHOP_FILE = frozenset({Kind.SHOP_DAY})


@dataclass
class Morning:
    """A store, a clock that the test turns, and what has been said."""

    engine: Engine
    store: Store
    now: datetime = NINE

    def house(self, data_dir: Path = Path()) -> House:
        """One more process's."""
        return House(
            engine=self.engine,
            clock=lambda: self.now,
            bot=cast(Any, SimpleNamespace()),
            owners=frozenset(),
            data_dir=data_dir,
            drawing=cast(Drawing, None),
            parsing=cast(Any, None),
            outbox=Outbox(),
        )

    def file_comes(self, day: date = DAY) -> None:
        with writing(self.engine) as session:
            upload_id = make_upload(session, self.store, message_id=day.toordinal()).id
            key = {"store_id": self.store.id, "day": day}
            money = {"paid_amount": Decimal(100), "paid_buyers": 10, "visitors": 200}
            session.execute(insert(tables.shop_day).values(**key, **money, upload_id=upload_id))
            session.execute(insert(tables.store_day).values(**key, **money, origin="shop"))

    def said(self) -> list[str]:
        """The first line of everything that was put out, without its todo."""
        with reading(self.engine) as session:
            bodies = session.scalars(select(tables.outbox.c.body).order_by(tables.outbox.c.id)).all()
        return [json.loads(body)["text"].split("</b>")[0].removeprefix("<b>") for body in bodies]

    def row(self) -> Any:
        with reading(self.engine) as session:
            return session.execute(select(tables.brief)).one()


BRIEF = "11月21日 周六：第一天有数据。"
ASKED = "11月21日 周六的早报在等生意参谋店铺文件。"
PARTIAL = "11月21日 周六：还没有销售数据。"


@pytest.fixture
def morning(engine: Engine) -> Morning:
    with writing(engine) as session:
        store = make_store(session)
        session.execute(update(tables.store).values(created_at=NINE - timedelta(days=1)))
    return Morning(engine, store)


async def test_the_brief_comes_at_its_time_and_once(morning: Morning) -> None:
    morning.file_comes()
    house = morning.house()
    morning.now = NINE - timedelta(seconds=1)
    await brief.tick(house)
    assert morning.said() == []
    for later in (0, 15, 200, 3600, 5 * 3600):
        morning.now = NINE + timedelta(seconds=later)
        await brief.tick(house)
    assert morning.said() == [BRIEF]
    row = morning.row()
    assert (row.state, row.partial, row.sent_at) == ("sent", False, NINE)


async def test_several_processes_send_one_brief(morning: Morning) -> None:
    morning.file_comes()
    await asyncio.gather(*(brief.tick(morning.house()) for _ in range(4)))
    assert morning.said() == [BRIEF]


async def test_a_missing_file_is_asked_for_once_and_the_brief_follows_it(morning: Morning) -> None:
    house = morning.house()
    for minutes in (0, 1, 30):
        morning.now = NINE + timedelta(minutes=minutes)
        await brief.tick(house)
        await brief.after_upload(house, morning.store, frozenset({Kind.REVIEW}))
    assert morning.said() == [ASKED]
    morning.file_comes()
    await brief.after_upload(house, morning.store, SHOP_FILE)
    await brief.after_upload(house, morning.store, SHOP_FILE)
    morning.now = ELEVEN
    await brief.tick(house)
    assert morning.said() == [ASKED, BRIEF]


async def test_a_file_whose_arrival_nobody_told_is_noticed(morning: Morning) -> None:
    house = morning.house()
    await brief.tick(house)
    morning.file_comes()  # stored by a process that was killed before it could say so
    morning.now = NINE + timedelta(minutes=1)
    await brief.tick(house)
    assert morning.said() == [ASKED, BRIEF]


async def test_at_the_deadline_a_partial_brief_goes_out(morning: Morning) -> None:
    house = morning.house()
    await brief.tick(house)
    morning.now = ELEVEN - timedelta(seconds=1)
    await brief.tick(house)
    assert morning.said() == [ASKED]
    morning.now = ELEVEN
    await brief.tick(house)
    assert morning.said() == [ASKED, PARTIAL]
    assert morning.row().partial
    morning.file_comes()
    await brief.after_upload(house, morning.store, SHOP_FILE)
    assert morning.said() == [ASKED, PARTIAL]  # one brief a day; its refresh button shows the rest


class KilledError(Exception):
    """What a process that dies at this very line does not survive."""


@pytest.mark.parametrize("line", ["load", "mark_sent"])
async def test_a_crash_between_claim_and_send_sends_once_more_not_never(
    morning: Morning, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    def die(*_arguments: object, **_more: object) -> None:
        raise KilledError

    morning.file_comes()
    with monkeypatch.context() as patch:
        patch.setattr(service, line, die)
        with pytest.raises(KilledError):
            await brief.tick(morning.house())
    assert morning.said() == []
    await brief.tick(morning.house())
    assert morning.said() == []  # still claimed by the one that died
    morning.now = NINE + timedelta(minutes=2)
    await brief.tick(morning.house())
    await brief.tick(morning.house())
    assert morning.said() == [BRIEF]


async def test_a_crash_while_asking_asks_again(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(_session: Session, _claimed: BriefDue) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(service, "mark_asked", die)
        with pytest.raises(KilledError):
            await brief.tick(morning.house())
    assert morning.said() == []
    morning.now = NINE + timedelta(minutes=2)
    await brief.tick(morning.house())
    assert morning.said() == [ASKED]


async def test_a_file_that_comes_while_it_is_asked_for_is_not_overlooked(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = brief.ask_post

    def slowly(*arguments: Any) -> Any:
        morning.file_comes()  # stored after we looked, before we wrote down that we wait
        return ask(*arguments)

    monkeypatch.setattr(brief, "ask_post", slowly)
    await brief.tick(morning.house())
    assert morning.said() == [ASKED, BRIEF]


async def test_one_stores_trouble_does_not_keep_the_others_waiting(
    morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    morning.file_comes()
    with writing(morning.engine) as session:
        other = make_store(session, -101)
        session.execute(update(tables.store).values(created_at=NINE - timedelta(days=1)))
    load = service.load

    def refuse_other(session: Session, store: Store, *rest: Any) -> Any:
        if store.id == other.id:
            raise KilledError
        return load(session, store, *rest)

    monkeypatch.setattr(service, "load", refuse_other)
    with pytest.raises(KilledError):
        await brief.tick(morning.house())
    assert morning.said() == [BRIEF]


async def test_a_start_that_is_hours_late_still_sends_todays_but_no_older_ones(morning: Morning) -> None:
    morning.file_comes()
    morning.now = NINE + timedelta(days=2, hours=5)
    await brief.tick(morning.house())
    assert morning.said() == ["11月23日 周一：还没有销售数据。"]


async def test_each_store_has_its_own_time(morning: Morning) -> None:
    morning.file_comes()
    with writing(morning.engine) as session:
        session.execute(update(tables.store).values(brief_at=time(9, 30)))
    house = morning.house()
    await brief.tick(house)
    assert morning.said() == []
    morning.now = NINE + timedelta(minutes=30)
    await brief.tick(house)
    assert morning.said() == [BRIEF]
