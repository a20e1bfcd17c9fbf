"""What the command line does without Telegram: read files into a store, write its brief."""

import asyncio
import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

import services.brief
import services.stores
from bot.settings import Settings
from chat.imports import import_file
from chat.parsing import Parsing
from messages.brief import brief_post
from messages.post import Post, plain
from messages.texts import Texts
from messages.uploads import receipt_post, refusal_post
from metrics.brief import compose
from metrics.mistakes import Mistake
from metrics.periods import parse_day
from metrics.stores import Store
from storage.engine import open_database, reading, writing
from storage.migrate import migrate


@contextmanager
def database(settings: Settings) -> Iterator[Engine]:
    """The database, brought up to date, closed at the end."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    engine = open_database(settings.database)
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()


def import_files(
    settings: Settings, files: tuple[Path, ...], name: str, *, create: bool
) -> Iterator[tuple[Path, str, bool]]:
    """One file after the other: the file, its receipts in words, and whether it was understood."""
    with database(settings) as engine:
        store = store_for(engine, name, create=create)
        texts, parsing = Texts(store.language, store.zone), Parsing(preload=["bot.cli"])
        try:
            for file in files:
                posts, understood = asyncio.run(
                    _import(engine, parsing, store, file, settings.data_dir, texts)
                )
                for post in posts:
                    if post.attachment is not None:
                        Path(post.attachment.name).write_bytes(post.attachment.data)
                    yield file, plain(post.text), understood
        finally:
            parsing.close()


async def _import(
    engine: Engine, parsing: Parsing, store: Store, file: Path, data_dir: Path, texts: Texts
) -> tuple[tuple[Post, ...], bool]:
    now = datetime.now(UTC)
    try:
        receipts = await import_file(engine, parsing, store, file, getpass.getuser(), now, data_dir)
    except Mistake as mistake:
        return (refusal_post(file.name, mistake, texts),), False
    return tuple(receipt_post(receipt, texts) for receipt in receipts), True


def store_for(engine: Engine, name: str, *, create: bool) -> Store:
    """Raises Mistake where there is no store of that name and none is to be made."""
    with writing(engine) as session:
        try:
            return services.stores.named(session, name)
        except Mistake as mistake:
            if create and mistake.reason in ("unknown_store", "no_stores"):
                return services.stores.create_local(session, name, datetime.now(UTC))
            raise


def write_brief(settings: Settings, name: str, day: str, out: Path) -> tuple[str, Path | None]:
    """The brief in words, and where its chart was put. Raises Mistake for an unknown store or day."""
    now = datetime.now(UTC)
    with database(settings) as engine, reading(engine) as session:
        store = services.stores.named(session, name)
        told = parse_day(day, store.today(now))
        facts = services.brief.load(session, store, told, now)
    post = brief_post(compose(facts), Texts(store.language, store.zone), now=now)
    if post.chart is None:
        return plain(post.text), None
    from charts.draw import draw  # matplotlib takes a second to load

    out.mkdir(parents=True, exist_ok=True)
    picture = out / f"brief-{told}.png"
    picture.write_bytes(draw(post.chart))
    return plain(post.text), picture
