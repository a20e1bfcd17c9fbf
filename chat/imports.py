"""The road of an upload for a file on disk, without Telegram."""

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

import services.uploads
import storage.uploads
from chat.originals import drop, keep, path_of
from chat.parsing import Parsing
from chat.uploads import PERSONAL
from metrics.mistakes import Mistake
from metrics.stores import Store
from metrics.uploads import Incoming, Receipt
from storage.engine import writing

P = ParamSpec("P")
T = TypeVar("T")


async def import_file(
    engine: Engine,
    parsing: Parsing,
    store: Store,
    path: Path,
    user_name: str,
    now: datetime,
    data_dir: Path,
) -> tuple[Receipt, ...]:
    """The same road for a file on disk, a receipt for each export in it.

    Raises Mistake where it is refused, OSError where it is not there.
    """
    data = await asyncio.to_thread(path.read_bytes)
    digest, owner = await asyncio.to_thread(keep, data_dir, data), secrets.token_hex(8)
    incoming = Incoming(store.id, None, None, None, 0, user_name, "", path.name, len(data), now)
    upload = await in_transaction(engine, services.uploads.claim_new, incoming, digest, owner)
    original = path_of(data_dir, digest)
    try:
        reading = await parsing.parse(original, path.name, store.today(now), store.zone)
    except Mistake as mistake:
        await in_transaction(engine, services.uploads.refuse_upload, upload, owner, mistake.reason, now)
        if not await in_transaction(engine, storage.uploads.same_file, upload):
            await asyncio.to_thread(drop, data_dir, digest)
        raise
    stored = await in_transaction(engine, services.uploads.store_all, store, upload, owner, reading, now)
    if any(PERSONAL in receipt.notes for _, receipt in stored):
        await asyncio.to_thread(drop, data_dir, digest)
    return tuple(receipt for _, receipt in stored)


async def in_transaction(
    engine: Engine, service: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    def run() -> T:
        with writing(engine) as session:
            return service(session, *args, **kwargs)

    return await asyncio.to_thread(run)
