"""The review check: at its times and after uploads, each review once, whatever restarts."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobs import reviews
from metrics.stores import Store
from metrics.tables import Kind
from services import reviews as service
from storage import tables
from storage.engine import reading, writing
from tests.houses import Shift
from tests.uploading import make_store
from tests.watching import add_case, add_review

NINE = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)  # in Shanghai, when the store's check is due
UPLOAD = frozenset({Kind.REVIEW})
NEW = "<b>新增中差评 1 条</b>"
LATE = "<b>⏰ 1 条中差评超时未回复</b>"


class Reviews(Shift):
    def review_comes(self, key: str, *, hours_ago: float = 1, **more: object) -> None:
        with writing(self.engine) as session:
            add_review(session, self.store, key, self.now - timedelta(hours=hours_ago), **more)


@pytest.fixture
def shift(engine: Engine) -> Reviews:
    with writing(engine) as session:
        store = make_store(session)
    return Reviews(engine, store, NINE)


async def test_a_check_tells_what_is_new_and_the_clock_once_what_is_late(shift: Reviews) -> None:
    house = shift.house()
    shift.review_comes("a")
    for hours in (0, 0.01, 5, 23.9, 24, 24.1, 47, 48):
        shift.now = NINE + timedelta(hours=hours)
        await reviews.tick(house)
        await reviews.tick_late(house)
    assert shift.said() == [NEW, LATE]
    assert shift.said("edit") == [NEW]  # the card is redrawn, too


async def test_in_quiet_hours_nobody_is_told_what_is_late(shift: Reviews) -> None:
    house = shift.house()
    shift.now = NINE + timedelta(hours=12)  # 21:00
    shift.review_comes("a")
    await reviews.check(house, shift.store)
    for hours in (37, 46.9, 47, 48):  # 22:00, until 07:54, 08:00 of the day after
        shift.now = NINE + timedelta(hours=hours)
        await reviews.tick_late(house)
        assert (LATE in shift.said()) is (hours >= 47)
    assert shift.said().count(LATE) == 1


async def test_a_file_in_the_night_makes_no_sound(shift: Reviews) -> None:
    for hours, silent in ((15, True), (25, False)):  # midnight, ten in the morning
        shift.now = NINE + timedelta(hours=hours)
        shift.review_comes(f"{hours}")
        await reviews.after_upload(shift.house(), shift.store, UPLOAD)
        with reading(shift.engine) as session:
            body = session.scalar(select(tables.outbox.c.body).order_by(tables.outbox.c.id.desc()).limit(1))
        assert body is not None
        assert json.loads(body)["silent"] is silent


@pytest.mark.parametrize(("told", "silent"), [(NINE - timedelta(days=1), True), (NINE, False)])
async def test_what_is_late_on_a_weekend_makes_no_sound(
    shift: Reviews, told: datetime, *, silent: bool
) -> None:
    shift.now = told
    shift.review_comes("a")
    await reviews.check(shift.house(), shift.store)
    shift.now += timedelta(days=1)  # Sunday, Monday
    await reviews.tick_late(shift.house())
    assert shift.said() == [NEW, LATE]
    with reading(shift.engine) as session:
        bodies = session.scalars(
            select(tables.outbox.c.body).where(tables.outbox.c.dedupe.startswith("late:"))
        )
        assert [json.loads(body)["silent"] for body in bodies] == [silent]


async def test_several_of_a_kind_are_heard_once_and_read_once(shift: Reviews) -> None:
    shift.review_comes("old", hours_ago=30, item_id="7", body="缺件")
    await reviews.after_upload(shift.house(), shift.store, UPLOAD)
    shift.now += timedelta(hours=2)
    for key in "ab":
        shift.review_comes(key, item_id="7", body="少了两颗螺丝")
    await reviews.after_upload(shift.house(), shift.store, UPLOAD)
    with reading(shift.engine) as session:
        bodies = [
            json.loads(one)
            for one in session.scalars(select(tables.outbox.c.body).order_by(tables.outbox.c.id))
        ]
    first, card, alert = bodies
    assert [one["silent"] for one in bodies] == [False, False, True]
    assert card["text"].count("少了两颗螺丝") == 2
    assert "缺件" in first["text"]
    assert alert["text"].startswith("<b>缺件差评 3 条")
    assert "“缺件”" in alert["text"]
    assert "少了两颗螺丝" not in alert["text"]


async def test_several_processes_tell_once_what_is_late(shift: Reviews) -> None:
    shift.review_comes("a")
    await reviews.check(shift.house(), shift.store)
    shift.now = NINE + timedelta(days=1)
    await asyncio.gather(*(reviews.tick_late(shift.house()) for _ in range(4)))
    assert shift.said().count(LATE) == 1


async def test_nothing_to_tell_is_not_told(shift: Reviews) -> None:
    await reviews.tick(shift.house())
    await reviews.after_upload(shift.house(), shift.store, UPLOAD)
    assert shift.said() == []


async def test_reviews_that_were_uploaded_are_told_at_once_and_not_again_at_the_check(shift: Reviews) -> None:
    house = shift.house()
    await reviews.tick(house)
    shift.now = NINE + timedelta(hours=2)
    shift.review_comes("a")
    await reviews.tick(house)
    assert shift.said() == []
    await reviews.after_upload(house, shift.store, frozenset({Kind.SHOP_DAY}))
    assert shift.said() == []
    await reviews.after_upload(house, shift.store, UPLOAD)
    await reviews.after_upload(house, shift.store, UPLOAD)
    shift.now = NINE + timedelta(hours=24)
    await reviews.tick(house)
    assert shift.said() == [NEW]


async def test_several_processes_tell_once(shift: Reviews) -> None:
    shift.review_comes("a")
    checks = [reviews.tick(shift.house()) for _ in range(3)]
    uploads = [reviews.after_upload(shift.house(), shift.store, UPLOAD) for _ in range(3)]
    await asyncio.gather(*checks, *uploads)
    assert shift.said() == [NEW]


async def test_processes_whose_clocks_differ_tell_once(shift: Reviews) -> None:
    shift.review_comes("a")
    houses = [replace(shift.house(), clock=lambda i=i: NINE + timedelta(seconds=i)) for i in range(4)]
    await asyncio.gather(*(reviews.check(house, shift.store) for house in houses))
    assert shift.said() == [NEW]


async def test_after_days_of_rest_there_is_one_check(shift: Reviews) -> None:
    house = shift.house()
    await reviews.tick(house)
    shift.now = NINE + timedelta(days=4, hours=7)
    shift.review_comes("a")
    for _ in range(3):
        await reviews.tick(house)
        shift.now += timedelta(seconds=20)
    assert shift.said() == [NEW]


async def test_what_cannot_be_marked_is_not_told(shift: Reviews, monkeypatch: pytest.MonkeyPatch) -> None:
    shift.review_comes("a")

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(service, "tell", die)
        with pytest.raises(KeyboardInterrupt):
            await reviews.check(shift.house(), shift.store)
    assert shift.said() == []
    shift.now += timedelta(minutes=5)  # the claim of the process that died runs out
    await reviews.tick(shift.house())
    assert shift.said() == [NEW]


async def test_a_store_that_fails_keeps_no_other_from_its_check(
    shift: Reviews, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(shift.engine) as session:
        other = make_store(session, -200)
        add_review(session, other, "b", NINE - timedelta(hours=1))
    check = service.check

    def fail(session: Session, store: Store, now: datetime) -> object:
        if store.id == shift.store.id:
            raise ZeroDivisionError
        return check(session, store, now)

    monkeypatch.setattr(service, "check", fail)
    with pytest.raises(ZeroDivisionError):
        await reviews.tick(shift.house())
    assert shift.said() == [NEW]


async def test_muted_and_solved_ones_stay_quiet(shift: Reviews) -> None:
    earlier = NINE - timedelta(days=2)
    for key in ("muted", "solved", "answered", "neither"):
        shift.review_comes(key, hours_ago=60)
    done = {"first_told_at": earlier, "last_told_at": earlier}
    with writing(shift.engine) as session:
        add_case(session, shift.store, "muted", **done, muted_until=NINE + timedelta(hours=1))
        add_case(session, shift.store, "solved", **done, solved_at=earlier, solved_by="Li")
        add_case(session, shift.store, "answered", **done, answered_at=earlier, answered_by="Li")
        add_case(session, shift.store, "neither", **done)
    await reviews.tick(shift.house())
    await reviews.tick_late(shift.house())
    assert shift.said() == [LATE]
