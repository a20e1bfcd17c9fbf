"""The road of an upload: seen, fetched, kept, stored and answered, exactly once."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import Engine, select, update
from telegram.error import BadRequest, InvalidToken, TimedOut

import services.uploads
import storage.uploads
from chat.drawing import Drawing
from chat.house import House
from chat.imports import import_file
from chat.originals import keep, path_of
from chat.parsing import Parsing, Passwords
from chat.uploads import SMALL, AfterUpload, finish, received, work_uploads
from metrics.mistakes import Mistake
from metrics.stores import Store
from metrics.tables import Batch, Kind, Reading
from metrics.uploads import Counts
from services.uploads import LEASE
from storage import tables
from storage.engine import reading, writing
from tests import bombs
from tests.conversation import becomes
from tests.houses import make_house
from tests.uploading import NOW, incoming, make_store

DATA = b"day,visitors\n"
DIGEST = sha256(DATA).hexdigest()
MEGABYTE = 1 << 20


class Bot:
    """Hands over one file, after some errors."""

    def __init__(self, *errors: Exception) -> None:
        self.base_url = "https://api.telegram.org/bot1:a"
        self.errors = list(errors)
        self.asked = 0

    async def get_file(self, file_id: str) -> Any:
        self.asked += 1
        if self.errors:
            raise self.errors.pop(0)
        return self

    async def download_as_bytearray(self, read_timeout: float) -> bytearray:
        return bytearray(DATA)


class Reader:
    """In place of the child process: what the file holds, or why not."""

    def __init__(self, outcome: Reading | Exception) -> None:
        self.outcome = outcome
        self.woken = asyncio.Event()
        self.passwords = Passwords()

    async def parse(self, path: Path, *_known: object) -> Reading:
        assert await asyncio.to_thread(path.read_bytes) == DATA
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    def start(self) -> None:
        self.woken.set()

    def wake(self) -> None:
        self.woken.set()

    async def wait(self, seconds: float) -> None:
        await self.woken.wait()
        self.woken.clear()


DAY = NOW.date()
READING = Reading(
    "sycm_shop", (Batch(Kind.SHOP_DAY, ("day", "visitors"), [(DAY, 9)]),), first_day=DAY, last_day=DAY
)


@pytest.fixture
def store(engine: Engine) -> Store:
    with writing(engine) as session:
        return make_store(session)


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    return make_house(engine, lambda: NOW, tmp_path, bot=Bot(), drawing=Drawing(), parsing=Reader(READING))


def said(house: House) -> list[str]:
    """Reactions and the first lines of posts, in order."""
    with reading(house.engine) as session:
        rows = session.execute(select(tables.outbox).order_by(tables.outbox.c.id)).all()
    bodies = [json.loads(row.body) for row in rows]
    return [body["emoji"] or body["text"].split("\n")[0] for body in bodies]


def uploaded(house: House) -> Any:
    with reading(house.engine) as session:
        return session.execute(select(tables.upload)).one()


async def work(house: House, store: Store, *hooks: AfterUpload, **changed: Any) -> None:
    """Writes one upload down, claims it and brings it to its end."""
    await house.run(storage.uploads.write_down, replace(incoming(store), **changed))
    claimed = await house.run(services.uploads.claim, "me", house.clock())
    assert claimed is not None
    await finish(house, *claimed, "me", hooks)


def context(house: House, store: Store) -> tuple[Any, Any]:
    document = SimpleNamespace(file_id="f", file_name="店铺.xlsx", file_size=9)
    message = SimpleNamespace(message_id=7, document=document, media_group_id=None)
    member = SimpleNamespace(
        store=store, chat=SimpleNamespace(id=store.chat_id), thread_id=3, user_id=42, name="小王"
    )
    return SimpleNamespace(house=house, message=message), member


async def test_a_document_is_written_down_and_seen_once(house: House, store: Store) -> None:
    for _ in range(2):
        await received(*context(house, store))
    assert said(house) == ["👀"]
    row = uploaded(house)
    assert (row.state, row.file_id, row.file_name, row.thread_id) == ("waiting", "f", "店铺.xlsx", 3)
    assert cast(Reader, house.parsing).woken.is_set()


async def test_a_photo_is_not_a_file(house: House, store: Store) -> None:
    asked, member = context(house, store)
    asked.message.document = None
    with pytest.raises(Mistake, match="not_a_file"):
        await received(asked, member)


async def test_a_file_is_stored_kept_and_answered(house: House, store: Store) -> None:
    hooked: list[tuple[Store, frozenset[Kind]]] = []

    async def broken(_house: House, _store: Store, _kinds: frozenset[Kind]) -> None:
        raise ZeroDivisionError

    async def hook(_house: House, store: Store, kinds: frozenset[Kind]) -> None:
        hooked.append((store, kinds))

    await work(house, store, broken, hook)
    assert said(house) == ["👌", "✅ <b>生意参谋 店铺</b> · 11月22日"]
    assert hooked == [(store, frozenset({Kind.SHOP_DAY}))]
    assert path_of(house.data_dir, DIGEST).read_bytes() == DATA
    assert (uploaded(house).state, uploaded(house).sha256, uploaded(house).rows_new) == ("stored", DIGEST, 1)


async def test_rejected_rows_are_answered_with_doubt(house: House, store: Store) -> None:
    doubtful = replace(house, parsing=cast(Any, Reader(replace(READING, rejected=1))))
    await work(doubtful, store)
    assert said(house) == ["🤔", "⚠️ <b>生意参谋 店铺</b> · 11月22日"]


async def test_a_file_with_peoples_data_is_read_and_not_kept(house: House, store: Store) -> None:
    personal = replace(house, parsing=cast(Any, Reader(replace(READING, notes=("personal_dropped",)))))
    await work(personal, store)
    assert uploaded(house).state == "stored"
    assert not path_of(house.data_dir, DIGEST).exists()


async def test_a_refused_file_is_answered_and_not_kept(house: House, store: Store) -> None:
    refusing = replace(house, parsing=cast(Any, Reader(Mistake("unknown_table", columns=("收货人",)))))
    await work(refusing, store)
    assert said(house) == ["🤔", "⚠️ <b>a.csv</b>：未入库"]
    assert (uploaded(house).state, uploaded(house).refusal) == ("refused", "unknown_table")
    assert not path_of(house.data_dir, DIGEST).exists()


@pytest.mark.parametrize(
    ("address", "size", "reason"),
    [
        ("https://api.telegram.org/bot1:a", 20 * MEGABYTE + 1, "file_too_big"),
        ("http://127.0.0.1:8081/bot1:a", 200 * MEGABYTE + 1, "file_over_limit"),
    ],
)
async def test_what_is_too_big_is_not_asked_for(
    house: House, store: Store, address: str, size: int, reason: str
) -> None:
    bot = cast(Bot, house.bot)
    bot.base_url = address
    await work(house, store, size=size)
    assert uploaded(house).refusal == reason
    assert bot.asked == 0


@pytest.mark.parametrize(
    ("errors", "age", "state", "refusal"),
    [
        ([InvalidToken()], timedelta(0), "stored", None),  # an expired link
        ([InvalidToken(), InvalidToken()], timedelta(0), "waiting", None),
        ([TimedOut()], timedelta(0), "waiting", None),
        ([BadRequest("file is too big")], timedelta(0), "refused", "file_too_big"),
        ([BadRequest("wrong file_id or the file is temporarily unavailable")], timedelta(0), "waiting", None),
        ([BadRequest("wrong file_id")], timedelta(minutes=11), "refused", "file_gone"),
    ],
)
async def test_what_telegram_does_not_hand_over(
    house: House, store: Store, errors: list[Exception], age: timedelta, state: str, refusal: str | None
) -> None:
    failing = replace(house, bot=cast(Any, Bot(*errors)))
    await work(failing, store, received_at=NOW - age)
    row = uploaded(house)
    assert (row.state, row.refusal, row.attempts) == (state, refusal, 0 if state == "waiting" else 1)


async def test_a_kept_original_is_not_fetched_again(house: House, store: Store) -> None:
    keep(house.data_dir, DATA)
    await house.run(storage.uploads.write_down, incoming(store))
    with writing(house.engine) as session:
        session.execute(update(tables.upload).values(sha256=DIGEST))
    claimed = await house.run(services.uploads.claim, "me", NOW)
    assert claimed is not None
    await finish(house, *claimed, "me")
    assert (uploaded(house).state, cast(Bot, house.bot).asked) == ("stored", 0)


async def test_a_file_that_killed_three_readers_is_refused(house: House, store: Store) -> None:
    await house.run(storage.uploads.write_down, incoming(store))
    now = NOW
    for _ in range(3):
        assert await house.run(services.uploads.claim, "dead", now) is not None
        now += LEASE
    claimed = await house.run(services.uploads.claim, "me", now)
    assert claimed is not None
    await finish(house, *claimed, "me")
    assert (uploaded(house).state, uploaded(house).refusal) == ("refused", "reader_died")


async def test_what_was_taken_over_is_answered_by_the_other_one_only(house: House, store: Store) -> None:
    await house.run(storage.uploads.write_down, incoming(store))
    mine = await house.run(services.uploads.claim, "me", NOW)
    theirs = await house.run(services.uploads.claim, "other", NOW + LEASE)
    assert mine is not None
    assert theirs is not None
    await finish(house, *mine, "me")
    assert said(house) == []
    with reading(house.engine) as session:
        assert session.execute(select(tables.shop_day)).all() == []
    await finish(house, *theirs, "other")
    assert said(house) == ["👌", "✅ <b>生意参谋 店铺</b> · 11月22日"]


async def test_an_error_of_ours_leaves_the_upload_for_another_try(house: House, store: Store) -> None:
    await work(replace(house, parsing=cast(Any, Reader(ZeroDivisionError()))), store)
    assert (uploaded(house).state, said(house)) == ("waiting", [])


@pytest.fixture
async def worker(house: House) -> AsyncIterator[asyncio.Queue[Store]]:
    """The worker, running; the stores of finished uploads come out of the queue."""
    finished: asyncio.Queue[Store] = asyncio.Queue()

    async def hook(_house: House, store: Store, _kinds: frozenset[Kind]) -> None:
        finished.put_nowait(store)

    task = asyncio.create_task(work_uploads(house, [hook]))
    yield finished
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_the_worker_is_woken_and_finishes_everything(
    house: House, store: Store, worker: asyncio.Queue[Store]
) -> None:
    for message_id in range(5):
        await house.run(storage.uploads.write_down, incoming(store, message_id))
    house.parsing.wake()
    for _ in range(5):
        await asyncio.wait_for(worker.get(), 20)
    with reading(house.engine) as session:
        assert set(session.scalars(select(tables.upload.c.state))) == {"stored"}
    assert len(said(house)) == 10


class Slow(Reader):
    """Reads small files at once and large ones never, until `let_go`."""

    def __init__(self) -> None:
        super().__init__(READING)
        self.let_go = asyncio.Event()
        self.held = 0

    async def parse(self, path: Path, *known: object) -> Reading:
        if known[0] == "large.csv":
            self.held += 1
            await self.let_go.wait()
        return await super().parse(path, *known)


async def test_large_files_never_keep_small_ones_waiting(house: House, store: Store) -> None:
    reader = Slow()
    house = replace(house, parsing=cast(Any, reader))
    for number in range(6):
        large = replace(incoming(store, number), file_name="large.csv", size=SMALL + 1)
        small = replace(incoming(store, 10 + number), size=SMALL)
        await house.run(storage.uploads.write_down, large if number < 3 else small)
    done: asyncio.Queue[frozenset[Kind]] = asyncio.Queue()

    async def hook(_house: House, _store: Store, kinds: frozenset[Kind]) -> None:
        done.put_nowait(kinds)

    task = asyncio.create_task(work_uploads(house, [hook]))
    for _ in range(3):
        await asyncio.wait_for(done.get(), 20)
    await becomes(lambda: reader.held == 2)
    with reading(house.engine) as session:
        left = session.execute(select(tables.upload.c.size).where(tables.upload.c.state == "waiting")).all()
    assert [size for (size,) in left] == [SMALL + 1] * 3
    reader.let_go.set()
    for _ in range(3):
        await asyncio.wait_for(done.get(), 20)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_file_from_the_command_line(engine: Engine, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "商品.xls"
    path.write_bytes(DATA)
    parsing = Parsing(read=bombs.many_rows, preload=["pytest"])
    now: datetime = NOW
    receipts = [
        receipt
        for _ in range(2)
        for receipt in await import_file(engine, parsing, store, path, "小王", now, tmp_path / "data")
    ]
    parsing.close()
    assert [receipt.counts for receipt in receipts] == [Counts(12_001, 0, 0), Counts(0, 0, 12_001)]
    assert receipts[1].same_as is not None
    assert path_of(tmp_path / "data", DIGEST).exists()
    with reading(engine) as session:
        assert session.scalars(select(tables.outbox.c.id)).all() == []


async def test_a_refused_file_from_the_command_line(engine: Engine, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(DATA)
    parsing = Parsing(read=bombs.mistaken, preload=["pytest"])
    with pytest.raises(Mistake, match="unknown_table"):
        await import_file(engine, parsing, store, path, "小王", NOW, tmp_path / "data")
    parsing.close()
    assert not path_of(tmp_path / "data", DIGEST).exists()
