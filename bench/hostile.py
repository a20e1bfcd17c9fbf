"""A thousand bad files on the road of an upload: `python -m bench.hostile`.

Every one is fetched, kept, read in a child with limits, stored or refused, and answered, as the bot does it.
Ends with 1 where one was not answered, or not within a minute of its turn.
"""

import asyncio
import itertools
import json
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any, cast

import click
import structlog
from sqlalchemy import select

import storage.uploads
from bench.ingest import resident
from chat.drawing import Drawing
from chat.house import House
from chat.outbox import Outbox
from chat.parsing import AT_ONCE, Parsing
from chat.uploads import SMALL, work_uploads
from metrics.stores import Store
from metrics.uploads import Incoming
from services.stores import create_local
from storage import tables
from storage.engine import open_database, reading, writing
from storage.migrate import migrate
from tests.samples.hostile import BOMBS, MUTATIONS, mutated
from tests.samples.make import make

LAST, NOW = date(2026, 11, 21), datetime(2026, 11, 22, 1, tzinfo=UTC)
MOST, LOST = 60.0, 300.0  # seconds: for an answer; until a file is given up
TOLD_AS = ("upload", "held", "asked", "locked")  # a receipt, or one of the cards that ask
GAP = 0.02  # seconds between two looks


class Shelf:
    """In place of Telegram: hands over the files of a folder by their names."""

    base_url, username = "http://127.0.0.1/bot", "bench_bot"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def get_file(self, file_id: str) -> "File":
        return File(self.folder / file_id)


@dataclass(frozen=True)
class File:
    path: Path

    async def download_as_bytearray(self, read_timeout: float) -> bytearray:
        return bytearray(await asyncio.to_thread(self.path.read_bytes))


@dataclass(frozen=True)
class Answer:
    how: str
    size: int
    seconds: float
    said: str  # "" where nothing was


@dataclass(frozen=True)
class Bad:
    how: str
    name: str
    size: int


def make_corpus(folder: Path, count: int, seed: int) -> None:
    """Every mutation equally often, the bombs strewn in; and what there is, in `list.json`."""
    chance = Random(seed)
    files = [(path.name, path.read_bytes()) for path in make(folder / "samples", LAST, days=3).values()]
    bombs = {(i + 1) * count // (len(BOMBS) + 1): name for i, name in enumerate(BOMBS)}
    listed = []
    for number, how in zip(range(count), itertools.cycle(MUTATIONS), strict=False):
        if number in bombs:
            how, name, data = bombs[number], "bomb.xlsx", BOMBS[bombs[number]]()
        else:
            name, data = chance.choice(files)
            name, data = mutated(data, name, how, chance)
        (folder / str(number)).write_bytes(data)
        listed.append((how, name, len(data)))
    (folder / "list.json").write_text(json.dumps(listed))


def corpus(folder: Path, count: int, seed: int) -> list[Bad]:
    """Made by another process: what it took to make is not the bot's."""
    folder.mkdir()
    maker = multiprocessing.get_context("spawn").Process(target=make_corpus, args=(folder, count, seed))
    maker.start()
    maker.join()
    return [Bad(*one) for one in json.loads((folder / "list.json").read_text())]


async def sent(house: House, store: Store, number: int, bad: Bad) -> int:
    """Everybody sends one file, so that each has a receipt of its own."""
    incoming = Incoming(
        store.id, store.chat_id, number, None, number, "bench", str(number), bad.name, bad.size, NOW
    )
    upload = await house.run(storage.uploads.write_down, incoming)
    assert upload is not None
    await house.run(storage.uploads.join_group, upload, None)
    house.parsing.wake()
    return upload.id


def answers(house: House, waiting: dict[int, Any]) -> dict[int, str]:
    """What was said of those that waited: the state, or why they were refused."""
    upload, outbox = tables.upload.c, tables.outbox.c
    with reading(house.engine) as session:
        names = [f"{kind}:{one}" for one in waiting for kind in TOLD_AS]
        told = set(session.scalars(select(outbox.dedupe).where(outbox.dedupe.in_(names))))
        query = select(upload.id, upload.state, upload.refusal).where(upload.id.in_(waiting))
        ended = session.execute(query.where(upload.state != "waiting")).all()
    return {
        one: refusal or state for one, state, refusal in ended if told & {f"{kind}:{one}" for kind in TOLD_AS}
    }


async def all_answered(house: House, store: Store, files: list[Bad], first: int = 0) -> list[Answer]:
    """Sends as many at once as are worked on at once, and one more."""
    waiting: dict[int, tuple[Bad, float]] = {}
    found: list[Answer] = []
    numbered = list(enumerate(files, first))
    while numbered or waiting:
        while numbered and len(waiting) <= AT_ONCE:
            number, bad = numbered.pop(0)
            waiting[await sent(house, store, number, bad)] = bad, time.perf_counter()
        await asyncio.sleep(GAP)
        said = await asyncio.to_thread(answers, house, waiting)
        for one, (bad, start) in list(waiting.items()):
            seconds = time.perf_counter() - start
            if one in said or seconds > LOST:
                found.append(Answer(bad.how, bad.size, seconds, said.get(one, "")))
                del waiting[one]
    return found


async def run(folder: Path, count: int, seed: int) -> tuple[list[Answer], list[float]]:
    """The answers; and MB that the process had when all was loaded, at most, and at the end."""
    files = corpus(folder / "files", count, seed)
    engine = open_database(f"sqlite:///{folder / 'bench.db'}")
    migrate(engine)
    with writing(engine) as session:
        store = create_local(session, "bench", NOW)
    parsing = Parsing(preload=["chat.uploads", "storage.migrate", "tests.samples.make"])
    bot, drawing = cast(Any, Shelf(folder / "files")), Drawing()
    house = House(engine, lambda: datetime.now(UTC), bot, frozenset(), folder, drawing, parsing, Outbox())
    working = asyncio.create_task(work_uploads(house))
    start = len(files) // 10  # what is loaded at first use is no growth
    found = await all_answered(house, store, files[:start])
    before, most = resident(), [0.0]
    looking = asyncio.create_task(highest(most))
    found += await all_answered(house, store, files[start:], start)
    for task in (working, looking):
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    parsing.close()
    return found, [before, most[0], resident()]


async def highest(most: list[float]) -> None:
    while True:
        most[0] = max(most[0], resident())
        await asyncio.sleep(GAP)


@click.command()
@click.option("--count", default=1000, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(count: int, seed: int) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        found, memory = asyncio.run(run(Path(name), count, seed))
    click.echo(f"{len(found)} files in {time.perf_counter() - start:.0f} s")
    for said, number in Counter(one.said or "UNANSWERED" for one in found).most_common():
        click.echo(f"{number:>6}  {said}")
    slow = sorted(found, key=lambda one: -one.seconds)
    for one in slow[:8]:
        click.echo(f"{one.seconds:6.1f} s  {one.how}, {one.size >> 10:,} KB: {one.said or 'UNANSWERED'}")
    small = max((one.seconds for one in found if one.size <= SMALL and one.how in MUTATIONS), default=0.0)
    click.echo(f"slowest small file: {small:.1f} s")
    click.echo("the bot's memory: {:.0f} MB before, {:.0f} at most, {:.0f} after".format(*memory))
    if not all(one.said for one in found) or slow[0].seconds > MOST:
        sys.exit(1)


if __name__ == "__main__":
    main()
