"""POST /ingest: programs send a store's files with its token. They take the same road as the chat's."""

import asyncio
import secrets
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import structlog
from aiohttp import BodyPartReader, MultipartReader, StreamReader, web
from sqlalchemy.orm import Session

import services.tokens
import storage.uploads
from chat.house import House
from chat.originals import hold, keep
from messages.texts import Texts
from messages.tokens import answer_text
from metrics.stores import Store
from metrics.uploads import Incoming

log = structlog.get_logger()
PREFIX = "ingest:"
BIGGEST = 50  # megabytes: a file is held in memory while it comes
MEGABYTE = 1 << 20
A_MINUTE = 30  # files with one token
AT_ONCE = 2
MAY_TAKE = 120.0  # seconds for a file to come
NAME_LENGTH = 200


class Refused(Exception):  # noqa: N818 - it says what happened
    """What the program is told. `reason` names a sentence of `messages.tokens`."""

    def __init__(self, status: int, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.status, self.reason, self.facts = status, reason, facts


@dataclass
class Ingest:
    house: House
    sent: dict[int, deque[float]] = field(default_factory=dict)  # by store: when files came
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    def app(self) -> web.Application:
        app = web.Application(client_max_size=BIGGEST * MEGABYTE)
        app.router.add_post("/ingest", self.post)
        return app

    async def post(self, request: web.Request) -> web.Response:
        """202 with the upload's number; what becomes of the file is told in the store's group."""
        texts = Texts("en")
        try:
            store = await self.store_of(request)
            texts = Texts(store.language, store.zone)
            self.count(store)
            async with self.places, asyncio.timeout(MAY_TAKE):
                name, data = await file_in(request)
                upload_id = await self.take(store, name, data, texts)
        except Refused as refused:
            said = answer_text(refused.reason, texts, **refused.facts)
            headers = {401: {"WWW-Authenticate": "Bearer"}, 429: {"Retry-After": "60"}}.get(refused.status)
            return web.json_response({"error": said}, status=refused.status, headers=headers)
        except TimeoutError:
            return web.json_response({"error": answer_text("too_slow", texts)}, status=408)
        return web.json_response({"upload": upload_id, "file": name}, status=202)

    async def store_of(self, request: web.Request) -> Store:
        """Raises Refused, before anything of the file is read."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        store = None
        if scheme.lower() == "bearer" and token.strip().isascii():
            store = await self.house.read(services.tokens.store_of, token.strip())
        if store is None:
            raise Refused(401, "no_token")
        return store

    def count(self, store: Store) -> None:
        """Raises Refused where this store's program sends too many."""
        now, sent = time.monotonic(), self.sent.setdefault(store.id, deque())
        while sent and sent[0] <= now - 60:
            sent.popleft()
        if len(sent) >= A_MINUTE:
            raise Refused(429, "too_often")
        sent.append(now)

    async def take(self, store: Store, name: str, data: bytes, texts: Texts) -> int:
        """Kept, then written down: whoever has the answer may forget the file."""
        digest = await asyncio.to_thread(keep, self.house.data_dir, data)
        incoming = Incoming(
            store_id=store.id,
            chat_id=store.chat_id,
            message_id=None,
            thread_id=None,
            user_id=0,
            user_name=str(texts.t("program")),
            file_id=f"{PREFIX}{secrets.token_hex(8)}",
            file_name=name,
            size=len(data),
            received_at=self.house.clock(),
        )
        upload_id = await self.house.run(write_down, incoming, self.house.data_dir, data, digest)
        self.house.parsing.wake()
        log.info("file ingested", upload=upload_id, store=store.id)
        return upload_id


def write_down(session: Session, incoming: Incoming, data_dir: Path, data: bytes, digest: str) -> int:
    upload = storage.uploads.write_down(session, incoming)
    assert upload is not None  # no message of the chat's, so there is none to be the same
    hold(session, data_dir, data, digest)
    storage.uploads.note_hash(session, upload.id, digest)
    return upload.id


@asynccontextmanager
async def serving(house: House, host: str, port: int) -> AsyncIterator[int]:
    """The door, open; its port. Raises OSError where the port cannot be had."""
    runner = web.AppRunner(Ingest(house).app(), access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        opened_port: int = runner.addresses[0][1]
        log.info("files are taken by POST /ingest", host=host, port=opened_port)
        yield opened_port
    finally:
        await runner.cleanup()


# ------------------------------------------------------------------------------------------ the request


async def file_in(request: web.Request) -> tuple[str, bytes]:
    """Its name and its bytes: a part of a form, or the whole body with its name in X-File-Name."""
    if (request.content_length or 0) > BIGGEST * MEGABYTE + MEGABYTE:
        raise Refused(413, "too_big", limit=BIGGEST)
    if request.content_type == "multipart/form-data":
        part = await file_part(request)
        name, data = file_name(part.filename or ""), await read(part)
    elif given := request.headers.get("X-File-Name"):
        name, data = file_name(given), await read(request.content)
    else:
        raise Refused(415, "no_file")
    if not data:
        raise Refused(400, "empty")
    return name, data


async def file_part(request: web.Request) -> BodyPartReader:
    try:
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if not isinstance(part, MultipartReader) and part.filename:
                return part
    except ValueError:  # no boundary, or a broken form
        pass
    raise Refused(415, "no_file")


async def read(source: BodyPartReader | StreamReader) -> bytes:
    data = bytearray()
    while chunk := await next_chunk(source):
        data += chunk
        if len(data) > BIGGEST * MEGABYTE:
            raise Refused(413, "too_big", limit=BIGGEST)
    return bytes(data)


async def next_chunk(source: BodyPartReader | StreamReader) -> bytes:
    if isinstance(source, BodyPartReader):
        return await source.read_chunk(1 << 16)
    return await source.read(1 << 16)


def file_name(given: str) -> str:
    """No folders and nothing invisible: it is shown to people. Many clients write %20 and the like."""
    last = PurePosixPath(unquote(given).replace("\\", "/")).name
    name = "".join(character for character in last if character.isprintable())[-NAME_LENGTH:].strip()
    return name or "file"
