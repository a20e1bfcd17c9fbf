"""A brief's figures for a store with years of products and sources, beside one with 30 days, and how many
briefs two cores compose and draw beside Telegram's own limit: `python -m bench.brief`."""

import asyncio
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import click
from sqlalchemy import Engine, insert

from bench.timing import pairs
from chat.drawing import Drawing
from messages.brief import brief_post
from messages.post import Post
from messages.texts import Texts
from metrics.ads import Report
from metrics.brief import Brief, compose
from metrics.periods import Period
from metrics.stores import Store
from metrics.tables import Batch, Kind
from metrics.targets import month_of
from services.brief import load
from services.stores import create_local
from storage import facts, rollups, tables
from storage.engine import open_database, reading, writing
from storage.migrate import migrate
from storage.targets import set_targets

LAST = date(2026, 8, 21)  # far from seasons and holidays: both stores know enough to foretell the month
NOW = datetime(2026, 8, 22, 1, 5, tzinfo=UTC)
FIGURES = ("visitors", "page_views", "paid_amount", "paid_buyers", "paid_items")
PLANS = 20
SOURCES = 20
TELEGRAM = 30  # messages a second that Telegram takes from one bot


def fill(engine: Engine, name: str, days: int, products: int) -> Store:
    """A store whose every product and plan has figures on every day up to yesterday."""
    with writing(engine) as session:
        store = create_local(session, name, NOW)
        upload = tables.upload
        made = insert(upload).values(
            store_id=store.id, user_id=1, user_name="bench", file_id="", file_name="", size=0, state="stored",
            received_at=NOW,
        )  # fmt: skip
        upload_id = session.execute(made.returning(upload.c.id)).scalar_one()
        period = Period(LAST - timedelta(days=days - 1), LAST + timedelta(days=1))
        for batch in (
            product_days(period, products),
            shop_days(period),
            ad_days(period),
            source_days(period),
        ):
            facts.merge(session, store.id, upload_id, batch)
        rollups.rebuild(session, store.id, set(period.days()), ads=True)
        month = month_of(LAST).days()
        set_targets(session, store.id, dict.fromkeys(month, Decimal(20_000)), 1)
    return store


def product_days(period: Period, products: int) -> Batch:
    rows = [
        (day, f"{700_000_000_000 + item}", 40 + item % 60, 130, 10_000 + item, 2, 2)
        for day in period.days()
        for item in range(products)
    ]
    return Batch(Kind.PRODUCT_DAY, ("day", "item_id", *FIGURES), rows)


def shop_days(period: Period) -> Batch:
    rows = [(day, 5_000 + day.day, 15_000, 2_000_000 + 1_000 * day.day, 200, 230) for day in period.days()]
    return Batch(Kind.SHOP_DAY, ("day", *FIGURES), list(rows))


def ad_days(period: Period) -> Batch:
    keys = ("day", "report", "scene_id", "plan_id", "unit_id", "item_id", "word_id")
    columns = (*keys, "impressions", "clicks", "spend", "ad_revenue", "ad_orders")
    rows = [
        (day, Report.PLAN.value, "1", str(plan), "", "", "", 9_000, 300, 9_000, 30_000 + 100 * plan, 3)
        for day in period.days()
        for plan in range(PLANS)
    ]
    return Batch(Kind.AD_DAY, columns, list(rows))


def source_days(period: Period) -> Batch:
    columns = ("day", "item_id", "carrier", "source", "visitors", "paid_buyers", "paid_amount")
    rows = [
        (day, "", "", f"source {source:02}", 250, 10, 100_000)
        for day in period.days()
        for source in range(SOURCES)
    ]
    return Batch(Kind.SOURCE_DAY, columns, list(rows))


async def in_parallel(engine: Engine, store: Store, count: int) -> tuple[float, float]:
    """Seconds to compose `count` briefs of different days and draw their pictures, and to compose them only.

    As in the bot: figures and words in a thread, pictures in the one drawing process.
    """

    def composed(back: int) -> Post:
        with reading(engine) as session:
            facts = load(session, store, LAST - timedelta(days=back), NOW)
        return brief_post(compose(facts), Texts("zh"), now=NOW)

    drawing, ahead = Drawing(), asyncio.Semaphore(4)

    async def one(back: int) -> None:
        async with ahead:
            post = await asyncio.to_thread(composed, back)
            assert post.chart is not None
            await drawing.draw(post.chart)

    try:
        await one(0)  # starts the process
        start = time.perf_counter()
        await asyncio.gather(*(one(back) for back in range(1, count + 1)))
        whole = time.perf_counter() - start
        start = time.perf_counter()
        for back in range(1, count + 1):
            composed(back)
        return whole, time.perf_counter() - start
    finally:
        drawing.close()


def brief_of(engine: Engine, store: Store) -> Callable[[], Brief]:
    def once() -> Brief:
        with reading(engine) as session:
            return compose(load(session, store, LAST, NOW))

    return once


@click.command()
@click.option("--database", default="", help="Another database than a new SQLite file.")
@click.option("--days", default=1095, show_default=True)
@click.option("--products", default=1_000, show_default=True)
@click.option("--runs", default=60, show_default=True)
@click.option("--briefs", default=300, show_default=True, help="How many are composed and drawn at the most.")
def main(database: str, days: int, products: int, runs: int, briefs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        engine = open_database(database or f"sqlite:///{Path(name) / 'bench.db'}")
        migrate(engine)
        large, small = (fill(engine, f"{span} days", span, products) for span in (days, 30))
        long, short, ratio = pairs(brief_of(engine, large), brief_of(engine, small), runs)
        click.echo(f"figures: {days} days × {products:,} products {long * 1000:.2f} ms")
        click.echo(f"         30 days {short * 1000:.2f} ms, ratio {ratio:.2f}")
        brief, texts = brief_of(engine, large)(), Texts("zh")
        words, _, _ = pairs(lambda: brief_post(brief, texts, now=NOW), lambda: None, runs)
        click.echo(f"words:   {words * 1000:.2f} ms")
        count = min(briefs, days - 60)
        whole, composing = asyncio.run(in_parallel(engine, large, count))
        limit = "composing" if composing > whole * 0.9 else "drawing"
        click.echo(
            f"briefs:  {count / whole:.0f}/s drawn, limited by {limit} ({count / composing:.0f}/s composed)"
        )
        click.echo(f"         Telegram takes {TELEGRAM}/s from one bot")
        engine.dispose()


if __name__ == "__main__":
    main()
