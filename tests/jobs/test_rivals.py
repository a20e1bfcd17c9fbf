"""The watch over rivals: each morning and after their files, once, the critical ones also at night."""

import asyncio
import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine, insert, select

import chat.alerts
from jobs import rivals
from metrics.periods import DAY
from metrics.tables import Kind
from services import rivals as service
from storage import tables
from storage.engine import reading, writing
from tests.houses import Shift
from tests.uploading import NOW, make_store
from tests.watching import add_look, upload_of

TODAY = date(2026, 11, 22)
NIGHT = NOW + timedelta(hours=13)  # eleven in the evening
RIVALS = frozenset({Kind.RIVAL_DAY})
CUT = "<b>Nova ▼ ¥100 → ¥90</b>"


class Watch(Shift):
    def sees(self, price: str, back: int = 0, item: str = "Lamp") -> None:
        with writing(self.engine) as session:
            add_look(session, self.store, "Nova", TODAY - back * DAY, item=item, price=Decimal(price))

    def same_item(self, price: str, item: str) -> None:
        """Our item, which brings money, sells elsewhere for that."""
        with writing(self.engine) as session:
            row = {"store_id": self.store.id, "upload_id": upload_of(session, self.store), "item_id": item}
            sale = {"day": TODAY - DAY, "paid_amount": Decimal(890), "paid_items": 10}
            session.execute(insert(tables.product_day).values({**row, **sale}))
            there = {"day": TODAY, "shop": "Cedar", "link": "", "price": Decimal(price)}
            session.execute(insert(tables.rival_price).values({**row, **there, "own_price": Decimal(89)}))

    def said(self, kind: str = "post") -> list[str]:
        """But for who was told that nobody took it."""
        return [line for line in super().said(kind) if "无人接手" not in line]


@pytest.fixture
def watched(engine: Engine) -> Watch:
    """A store that follows a shop."""
    with writing(engine) as session:
        store = make_store(session)
        service.follow(session, store, "Nova", 1, NOW)
    return Watch(engine, store, NOW)


async def test_the_morning_s_look_tells_once_a_day(watched: Watch) -> None:
    watched.sees("100", back=1)
    watched.sees("90")
    for _ in range(3):
        await rivals.tick(watched.house())
    assert watched.said() == [CUT]
    watched.now += DAY
    await rivals.tick(watched.house())
    assert watched.said() == [CUT]


async def test_several_processes_tell_it_once(watched: Watch) -> None:
    watched.sees("100", back=1)
    watched.sees("90")
    await asyncio.gather(*(rivals.tick(watched.house()) for _ in range(4)))
    await asyncio.gather(*(rivals.after_upload(watched.house(), watched.store, RIVALS) for _ in range(4)))
    assert watched.said() == [CUT]


async def test_their_files_are_looked_at_at_once_and_others_are_not(watched: Watch) -> None:
    await rivals.tick(watched.house())
    watched.sees("100", back=1)
    watched.sees("90")
    await rivals.after_upload(watched.house(), watched.store, frozenset({Kind.SHOP_DAY}))
    assert watched.said() == []
    await rivals.after_upload(watched.house(), watched.store, RIVALS)
    assert watched.said() == [CUT]


async def test_killed_while_telling_it_is_told_later(watched: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    watched.sees("100", back=1)
    watched.sees("90")

    def killed(*_arguments: object, **_more: object) -> bool:
        raise ConnectionAbortedError

    with monkeypatch.context() as patched:
        patched.setattr(chat.alerts, "put_post", killed)
        with pytest.raises(ConnectionAbortedError):
            await rivals.tick(watched.house())
    await rivals.tick(watched.house())
    assert watched.said() == []  # the claim still runs
    watched.now += timedelta(minutes=5)
    await rivals.tick(watched.house())
    assert watched.said() == [CUT]


async def test_all_of_a_look_is_one_card(watched: Watch) -> None:
    for back, price in ((1, "100"), (0, "90")):
        watched.sees(price, back)
        watched.sees(price, back, item="Vase")
    watched.sees("70", item="Mug")
    await rivals.after_upload(watched.house(), watched.store, RIVALS)
    assert watched.said() == ["<b>竞店：3 条未处理</b>"]


async def test_at_night_only_a_main_product_that_is_undercut_is_told(watched: Watch) -> None:
    watched.now = NIGHT
    watched.sees("100", back=1)
    watched.sees("90")
    await rivals.after_upload(watched.house(), watched.store, RIVALS)
    assert watched.said() == []
    watched.same_item("79", "301")
    await rivals.after_upload(watched.house(), watched.store, frozenset({Kind.RIVAL_PRICE}))
    assert watched.said() == ["<b>Cedar：¥79，本店 ¥89</b>"]


async def test_what_drifts_is_told_on_monday_without_a_sound(watched: Watch) -> None:
    for back in range(31):
        watched.sees(str(Decimal(94) + Decimal("0.2") * back), back)
    await rivals.tick(watched.house())
    before = len(watched.said())  # the drift itself has been told when it added up
    watched.now += DAY  # a Monday
    await rivals.tick(watched.house())
    assert watched.said()[before:] == ["<b>竞店：1 处缓慢变化</b>"]
    with reading(watched.engine) as session:
        body = session.scalars(select(tables.outbox.c.body).order_by(tables.outbox.c.id.desc())).first()
    assert json.loads(body or "{}")["silent"] is True
    watched.now += timedelta(hours=1)
    await rivals.tick(watched.house())
    assert len(watched.said()) == before + 1
