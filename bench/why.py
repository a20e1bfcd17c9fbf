"""Each level of /why for a store with years of products, beside one of 90 days: `python -m bench.why`."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import click
from sqlalchemy import Engine

from bench.brief import LAST, NOW, SOURCES, fill
from bench.timing import pairs
from metrics.stores import Store
from metrics.why import Level, Question, Why, period_of
from services.why import why
from storage.engine import open_database, reading
from storage.migrate import migrate

SPANS = {"day": f"{LAST:%Y%m%d}", "week": "w20260810", "month": "m202607"}


def asked(engine: Engine, store: Store, level: Level, code: str) -> Callable[[], Why]:
    period = period_of(code)
    assert period is not None

    def once() -> Why:
        with reading(engine) as session:
            return why(session, store, Question(period, level), NOW)

    assert once().answer.undefined is None
    return once


@click.command()
@click.option("--database", default="", help="Another database than a new SQLite file.")
@click.option("--days", default=1095, show_default=True)
@click.option("--products", default=1_000, show_default=True)
@click.option("--runs", default=30, show_default=True)
def main(database: str, days: int, products: int, runs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        engine = open_database(database or f"sqlite:///{Path(name) / 'bench.db'}")
        migrate(engine)
        large, small = (fill(engine, f"{span} days", span, products) for span in (days, 90))
        click.echo(f"{days} days × {products:,} products × {SOURCES} sources, beside 90 days")
        for span, code in SPANS.items():
            for level in Level:
                both = [asked(engine, store, level, code) for store in (large, small)]
                long, short, ratio = pairs(both[0], both[1], runs)
                figures = f"{long * 1000:6.1f} ms, 90 days {short * 1000:6.1f} ms, ratio {ratio:.2f}"
                click.echo(f"{span:5} {level:10} {figures}")
        engine.dispose()


if __name__ == "__main__":
    main()
