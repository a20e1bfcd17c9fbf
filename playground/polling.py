"""The methods that fetch: who the bot is, its updates, files."""

import asyncio
import itertools
from contextlib import suppress

from playground.call import Call
from playground.refusals import ApiError, bad
from playground.spec import Json
from playground.world import MAX_DOWNLOAD

LONG_POLL_MAX = 50
SECOND_POLLER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


def get_me(call: Call) -> Json:
    return call.bot.user | {"can_read_all_group_messages": not call.bot.privacy}


async def get_updates(call: Call) -> list[Json]:
    bot, params = call.bot, call.params
    if "allowed_updates" in params:
        bot.allowed = set(params["allowed_updates"]) or None
    offset, limit = params.get("offset", 0), min(max(params.get("limit", 100), 1), 100)
    while bot.queue and (bot.queue[0]["update_id"] < offset or len(bot.queue) > -offset > 0):
        bot.queue.popleft()
    if bot.poll and not bot.poll.done():
        bot.poll.set_exception(ApiError(409, SECOND_POLLER))
    if not bot.queue and (timeout := min(params.get("timeout", 0), LONG_POLL_MAX)) > 0:
        bot.poll = asyncio.get_running_loop().create_future()
        with suppress(asyncio.TimeoutError):
            async with asyncio.timeout(timeout):
                await bot.poll
    return list(itertools.islice(bot.queue, limit))


def delete_webhook(call: Call) -> bool:
    if call.params.get("drop_pending_updates"):
        call.bot.queue.clear()
    return True


def get_webhook_info(call: Call) -> Json:
    """There is no webhook here; the number of waiting updates is what is asked for."""
    info = {"url": "", "has_custom_certificate": False, "pending_update_count": len(call.bot.queue)}
    return info | ({"allowed_updates": sorted(call.bot.allowed)} if call.bot.allowed else {})


def get_file(call: Call) -> Json:
    file = call.world.files.get(call.params["file_id"])
    if file is None or file.bot_id != call.bot.id:
        raise bad("invalid file_id")
    if file.size > MAX_DOWNLOAD:
        raise bad("file is too big")
    file.expired = False
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }
