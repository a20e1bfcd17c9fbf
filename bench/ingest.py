"""From a file received to its receipt, beside the bare read of that file: `python -m bench.ingest`.

The whole road: kept by its hash, read in a child process, stored in one transaction on SQLite, receipt made.
Bare: python-calamine's rows of the xlsx; decode and csv.reader of the CSV.
"""

import asyncio
import csv
import io
import itertools
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click
from python_calamine import CalamineWorkbook

from bench.timing import pairs
from chat.parsing import Parsing
from chat.uploads import import_file
from messages.texts import Texts
from messages.uploads import receipt_post
from services.stores import create_local
from storage.engine import open_database, writing
from storage.migrate import migrate
from tests.samples.make import big

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)


def bare(path: Path) -> object:
    if path.suffix == ".xlsx":
        return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return list(csv.reader(io.StringIO(path.read_bytes().decode("gb18030"))))


def road(path: Path, folder: Path, parsing: Parsing, number: "itertools.count[int]") -> Callable[[], None]:
    """Each call takes the file into a store that has not seen it."""
    engine = open_database(f"sqlite:///{folder / 'bench.db'}")
    migrate(engine)

    def once() -> None:
        with writing(engine) as session:
            store = create_local(session, f"store {next(number)}", NOW)
        receipt = asyncio.run(import_file(engine, parsing, store, path, "bench", NOW, folder))
        receipt_post(receipt, Texts("zh"))

    return once


@click.command()
@click.option("--rows", type=int, multiple=True, default=(1_000, 10_000, 100_000), show_default=True)
@click.option("--columns", default=30, show_default=True)
@click.option("--runs", default=3, show_default=True)
def main(rows: tuple[int, ...], columns: int, runs: int) -> None:
    parsing = Parsing(preload=["chat.uploads", "storage.migrate", "tests.samples.make"])
    number = itertools.count()
    click.echo(f"{'file':>20} {'receipt':>9} {'bare read':>9} {'ratio':>6}")
    with tempfile.TemporaryDirectory() as name:
        for count, container in itertools.product(rows, ("xlsx", "csv")):
            path = big(Path(name) / f"{count}.{container}", count, columns, container)
            whole = road(path, Path(name), parsing, number)
            ours, least, ratio = pairs(whole, lambda path=path: bare(path), runs)  # type: ignore[misc]
            click.echo(f"{count:>9,} rows {container:>5} {ours:>8.3f}s {least:>8.3f}s {ratio:>6.2f}")
    parsing.close()


if __name__ == "__main__":
    main()
