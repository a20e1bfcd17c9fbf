"""From a file received to its receipt, beside the bare read of that file: `python -m bench.ingest`.

The whole road: kept by its hash, read in a child process, stored in one transaction on SQLite, receipt made.
Bare: python-calamine's rows of the xlsx; decode and csv.reader of the CSV.

Meanwhile: what the bot's process grew by, the longest that its event loop stood still, and the longest that
somebody else's small question took until its answer was put out.
"""

import asyncio
import csv
import gc
import io
import itertools
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import click
from python_calamine import CalamineWorkbook
from sqlalchemy import Engine

import storage.rollups
from bench.timing import pairs
from chat.imports import import_file
from chat.outbox import put_post
from chat.parsing import Parsing
from messages.post import Post
from messages.texts import Texts
from messages.uploads import receipt_post
from services.stores import create_local
from storage.engine import open_database, reading, writing
from storage.migrate import migrate
from tests.samples.make import big

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)
TICK = 0.005  # seconds between two looks at the loop and at the memory


def bare(path: Path) -> object:
    if path.suffix == ".xlsx":
        return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return list(csv.reader(io.StringIO(path.read_bytes().decode("gb18030"))))


class Road:
    """Each walk takes the file into a store that has not seen it."""

    def __init__(self, path: Path, folder: Path, parsing: Parsing, number: "itertools.count[int]") -> None:
        self.path, self.folder, self.parsing, self.number = path, folder, parsing, number
        self.engine = open_database(f"sqlite:///{folder / 'bench.db'}")
        migrate(self.engine)

    def __call__(self) -> None:
        asyncio.run(self.walk())

    async def walk(self) -> None:
        with writing(self.engine) as session:
            store = create_local(session, f"store {next(self.number)}", NOW)
        (receipt,) = await import_file(self.engine, self.parsing, store, self.path, "bench", NOW, self.folder)
        receipt_post(receipt, Texts("zh"))


# ------------------------------------------------------------------------------------------------ meanwhile


async def watched(road: Road) -> tuple[float, float, float]:
    """MB that the process grew by; seconds of the longest stand-still, and of the slowest small question."""
    gc.collect()
    before, most, ended = resident(), [0.0], threading.Event()

    def look() -> None:
        while not ended.wait(TICK):
            most[0] = max(most[0], resident())

    watcher = threading.Thread(target=look)
    watcher.start()
    loop, questions = asyncio.create_task(longest_pause()), asyncio.create_task(longest_answer(road.engine))
    await road.walk()
    ended.set()
    watcher.join()
    return most[0] - before, await stopped(loop), await stopped(questions)


async def longest_pause() -> float:
    longest = 0.0
    with suppress(asyncio.CancelledError):
        while True:
            start = time.perf_counter()
            await asyncio.sleep(TICK)
            longest = max(longest, time.perf_counter() - start - TICK)
    return longest


async def longest_answer(engine: Engine) -> float:
    """The small question: how a store's day was; and its answer put out, which waits for whoever writes."""

    def ask() -> None:
        with reading(engine) as session:
            storage.rollups.store_day_of(session, 1, date(2026, 1, 1))
        with writing(engine) as session:
            put_post(session, 1, Post("fine"), now=NOW, dedupe=None)

    longest = 0.0
    with suppress(asyncio.CancelledError):
        while True:
            start = time.perf_counter()
            await asyncio.to_thread(ask)
            longest = max(longest, time.perf_counter() - start)
            await asyncio.sleep(10 * TICK)
    return longest


async def stopped(task: "asyncio.Task[float]") -> float:
    task.cancel()
    wait: Awaitable[float] = task
    return await wait


def resident() -> float:
    """MB of memory that this process, not its children, has now; only Linux tells."""
    if sys.platform != "linux":
        return 0.0
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / (1 << 20)


@click.command()
@click.option("--rows", type=int, multiple=True, default=(1_000, 10_000, 100_000), show_default=True)
@click.option("--columns", default=30, show_default=True)
@click.option("--runs", default=3, show_default=True)
def main(rows: tuple[int, ...], columns: int, runs: int) -> None:
    parsing = Parsing(preload=["chat.uploads", "storage.migrate", "tests.samples.make"])
    number = itertools.count()
    heads = (f"{'file':>20}", "  receipt", "bare read", " ratio", "bot grows", "loop stalls", "question")
    click.echo(" ".join(heads))
    with tempfile.TemporaryDirectory() as name:
        for count, container in itertools.product(rows, ("xlsx", "csv")):
            path = big(Path(name) / f"{count}.{container}", count, columns, container)
            whole: Callable[[], object] = (road := Road(path, Path(name), parsing, number))
            whole()  # what is loaded at the first use is no growth
            grown, stall, answer = asyncio.run(watched(road))
            ours, least, ratio = pairs(whole, lambda path=path: bare(path), runs)  # type: ignore[misc]
            click.echo(
                f"{count:>9,} rows {container:>5} {ours:>8.3f}s {least:>8.3f}s {ratio:>6.2f}"
                f" {grown:>6.1f} MB {stall * 1000:>8.0f} ms {answer * 1000:>5.0f} ms"
            )
    parsing.close()


if __name__ == "__main__":
    main()
