"""What the clock alone does to alerts: once, whoever does it, and never lost to a kill."""

import asyncio
import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, delete, select

import chat.alerts
from jobs import alerts
from metrics.alerts import Finding, Rule
from services.alerts import Found
from storage import chats, settings, tables
from storage.engine import reading, writing
from tests.houses import Shift
from tests.uploading import NOW, make_store

MONDAY = NOW + timedelta(days=1)  # ten o'clock of a working day
NIGHT = NOW + timedelta(hours=13)  # eleven in the evening before
RULES = (Rule.ROI_LOW, Rule.BALANCE_SHORT)
MINUTE = timedelta(minutes=1)
LOW = Finding(Rule.ROI_LOW, "", {"roi": "2", "level": "3", "spend": "800", "revenue": "1600"})


class Alerts(Shift):
    async def finds(self, *findings: Finding) -> None:
        await chat.alerts.watch(self.house(), self.store, lambda *_: Found(RULES, findings))

    def rows(self, kind: str = "post") -> Sequence[Any]:
        query = select(tables.outbox).where(tables.outbox.c.kind == kind).order_by(tables.outbox.c.id)
        with reading(self.engine) as session:
            return session.execute(query).all()


def low(subject: str = "") -> Finding:
    day = (MONDAY - timedelta(days=1)).date()
    return Finding(LOW.rule, subject, {**LOW.facts, "day": day.isoformat()}, of=day)


CARD = "<b>11月22日 ROI 2.00：低于 3</b>"


@pytest.fixture
def shift(engine: Engine) -> Alerts:
    """A store whose founder can be spoken to."""
    with writing(engine) as session:
        store = make_store(session)
        chats.chat_for(session, 1, "private", "Zhang")
    return Alerts(engine, store, MONDAY)


async def test_a_daily_rule_reaches_its_owner_without_any_new_upload(shift: Alerts) -> None:
    await shift.finds(low())
    shift.now += 29 * MINUTE
    await alerts.tick(shift.house())
    assert shift.said() == [CARD]
    shift.now += MINUTE
    await asyncio.gather(*(alerts.tick(shift.house()) for _ in range(4)))
    assert shift.said() == [CARD, CARD]  # the second in private
    assert {row.chat_id for row in shift.rows()} != {shift.store.chat_id}
    for _ in range(3):
        shift.now += timedelta(hours=2)
        await alerts.tick(shift.house())
    assert len(shift.said()) == 2  # the founder is owner and manager, and told once


async def test_all_that_waits_is_told_together(shift: Alerts) -> None:
    await shift.finds(low("a"), low("b"))
    shift.now += 30 * MINUTE
    await alerts.tick(shift.house())
    assert shift.said()[1:] == ["<b>2 条提醒等您处理</b>"]
    with writing(shift.engine) as session:
        settings.change(session, shift.store.id, "owner.managers", "9")
        settings.change(session, shift.store.id, "owner.managers.name", "Li")
    shift.now += 90 * MINUTE
    await alerts.tick(shift.house())
    assert shift.said()[2:] == ['<a href="tg://user?id=9">Li</a> 2 条提醒还没有人接手。']


async def test_several_processes_sum_up_the_night_once(shift: Alerts) -> None:
    shift.now = NIGHT
    await shift.finds(low("a"), low("b"))
    await alerts.tick(shift.house())
    assert shift.said() == []
    shift.now = NIGHT + timedelta(hours=9)
    await asyncio.gather(*(alerts.tick(shift.house()) for _ in range(4)))
    assert shift.said() == ["<b>免打扰时段：2 条新问题</b>"]


async def test_killed_before_it_is_said_nothing_has_happened(
    shift: Alerts, monkeypatch: pytest.MonkeyPatch
) -> None:
    await shift.finds(low())
    shift.now += 30 * MINUTE

    def killed(*_arguments: object, **_more: object) -> bool:
        raise ConnectionAbortedError

    with monkeypatch.context() as patched:
        patched.setattr(chat.alerts, "put_post", killed)
        with pytest.raises(ConnectionAbortedError):
            await alerts.tick(shift.house())
    assert shift.said() == [CARD]
    await alerts.tick(shift.house())
    assert shift.said() == [CARD, CARD]


async def test_a_card_that_was_forgotten_goes_on_on_a_silent_one(shift: Alerts) -> None:
    await shift.finds(low("a"), low("b"))
    with writing(shift.engine) as session:
        session.execute(delete(tables.outbox))
    await shift.finds(low("a"))  # b is over
    (row,) = shift.rows()
    body = json.loads(row.body)
    assert (body["text"].split("\n")[0], body["silent"]) == (CARD, True)
    with writing(shift.engine) as session:
        session.execute(delete(tables.outbox))
    await shift.finds()
    assert shift.rows() == []  # nothing is left to be said


async def test_nothing_is_put_out_where_nobody_listens(shift: Alerts) -> None:
    await shift.finds(low())
    with writing(shift.engine) as session:
        chats.silence(session, shift.store.chat_id, "removed", shift.now)
        session.execute(delete(tables.outbox))
    await shift.finds(Finding(LOW.rule, "", {**low().facts, "roi": "1"}, of=low().of))
    assert shift.rows() == []
