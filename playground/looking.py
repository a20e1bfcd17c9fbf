"""What there is to see: the chats, what happened, what was called. First argument: the world."""

import asyncio
import time
from contextlib import suppress

from playground.spec import Json
from playground.state import Record
from playground.world import World


def transcript(world: World, chat_id: int, bot_id: int = 0) -> list[Json]:
    """Every message of a chat in order: content, earlier versions, deletion, reactions, files."""
    return [entry(world, record) for record in world.chat(chat_id, bot_id).records.values()]


def entry(world: World, record: Record) -> Json:
    return {
        "message": record.message,
        "by": "bot" if record.bot_id else "user",
        "edits": record.edits,
        "deleted": record.deleted,
        "reactions": record.reactions,
        "files": files_of(world, record.message),
        "reply_markup": record.reply_markup,
    }


def files_of(world: World, message: Json) -> list[Json]:
    ids = [message["document"]["file_id"]] if "document" in message else []
    ids += [message["photo"][-1]["file_id"]] if "photo" in message else []
    return [
        {
            "file_id": file.file_id,
            "name": file.name,
            "mime": file.mime,
            "size": file.size,
            "sha256": file.sha256,
            "url": "/_control/file/" + file.file_id,
        }
        for file in (world.files[file_id] for file_id in ids)
    ]


async def events(
    world: World,
    after: int = 0,
    timeout: float = 0,  # noqa: ASYNC109 - to wait in vain is an answer here, not an error
    chat_id: int = 0,
    kind: str = "",
    by: str = "",
) -> list[Json]:
    """What happened since event `after`: message, edit, delete, reaction, action,
    callback_answer, press, member, topic, fault; time and stage, where there is one.
    With `timeout` it waits for the first one that matches."""
    deadline = time.monotonic() + timeout
    while True:
        changed = world.changed
        found = [
            event
            for event in world.events[after:]
            if (not chat_id or event.get("chat_id") == chat_id)
            and (not kind or event["kind"] == kind)
            and (not by or event.get("by") == by)
        ]
        left = deadline - time.monotonic()
        if found or left <= 0:
            return found
        with suppress(asyncio.TimeoutError):
            async with asyncio.timeout(left):
                await changed.wait()


def calls(world: World, after: int = 0, method: str = "") -> list[Json]:
    return [c for c in world.calls[after:] if not method or c["method"].lower() == method.lower()]


def state(world: World) -> Json:
    bots = [
        {
            "id": bot.id,
            "pending": len(bot.queue),
            "allowed": sorted(bot.allowed) if bot.allowed is not None else None,
            "commands": bot.commands,
        }
        for bot in world.bots.values()
    ]
    return {
        "version": world.spec.version,
        "bots": bots,
        "chats": [chat.json() for chat in world.chats.values()],
        "events": len(world.events),
        "calls": len(world.calls),
        "faults": world.faults,
    }
