"""What happens, told to every open page as it happens: server-sent events that can be taken up again."""

import asyncio
import json
from contextlib import suppress

from aiohttp import web

from playground.looking import entry
from playground.spec import Json
from playground.state import Record
from playground.world import World

HEARTBEAT = 15.0  # seconds: nothing between us and the page may think the line dead
ABOUT_A_MESSAGE = frozenset({"message", "edit", "delete", "reaction"})


async def on_stream(world: World, request: web.Request) -> web.StreamResponse:
    """GET /page/stream?after=SEQ, or with the Last-Event-ID of the line that broke."""
    after = number(request.headers.get("Last-Event-ID")) or number(request.query.get("after"))
    after = min(after, len(world.events))  # a page that was open before a restart may have seen more
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store"}
    )
    await response.prepare(request)
    with suppress(ConnectionError):
        while not world.closing:
            changed = world.changed
            for event in world.events[after:]:
                await response.write(line(world, event))
                after = event["seq"]
            try:
                async with asyncio.timeout(HEARTBEAT):
                    await changed.wait()
            except TimeoutError:
                await response.write(b": still here\n\n")
    return response


def line(world: World, event: Json) -> bytes:
    """An event with its message as it is now, so that a page needs no second question."""
    told = dict(event)
    if event["kind"] in ABOUT_A_MESSAGE:
        record = record_of(world, event)
        told.pop("message", None)
        told["entry"] = entry(world, record) if record else None
    return f"id: {event['seq']}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n".encode()


def record_of(world: World, event: Json) -> Record | None:
    """None where the page cannot look: in a private chat with another bot than the first."""
    try:
        return world.chat(event["chat_id"]).records.get(event["message_id"])
    except LookupError:
        return None


def number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
