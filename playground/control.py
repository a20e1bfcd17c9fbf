"""The people and the weather over HTTP: POST /_control/<action> with the arguments as a JSON object."""

import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from aiohttp import web

from playground import behaviour, looking, people, places
from playground.spec import Json
from playground.world import World

ROOMS: tuple[tuple[object, tuple[str, ...]], ...] = (
    (places, ("bot", "user", "private", "chat", "add_bot", "remove_bot", "member", "topic")),
    (places, ("close_topic", "delete_topic", "migrate")),
    (people, ("send", "upload", "press", "edit", "delete", "react")),
    (behaviour, ("set_limits", "fault", "clear_faults", "options", "expire_files")),
    (looking, ("transcript", "events", "calls", "state")),
)
ACTIONS: dict[str, Callable[..., Any]] = {
    name: getattr(room, name) for room, names in ROOMS for name in names
}
NUMBERS = ("chat_id", "user_id", "thread", "reply_to", "size", "bot_id")  # in a form all values are texts


async def act(world: World, action: str, args: Json) -> web.Response:
    try:
        result = ACTIONS[action](world, **args)
        return web.json_response(await result if isinstance(result, Awaitable) else result)
    except Exception as error:  # noqa: BLE001 - whoever tries things out is told what was wrong with it
        return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)


async def on_action(world: World, request: web.Request) -> web.Response:
    args: Json = {k: int(v) if re.fullmatch(r"-?\d+", v) else v for k, v in request.query.items()}
    if request.can_read_body:
        args |= await request.json()
    return await act(world, request.match_info["action"], args)


async def on_upload(world: World, request: web.Request) -> web.Response:
    """POST /_control/upload also takes a form with a part `file`; its file name unless `name` is given."""
    if request.content_type == "application/json":
        return await act(world, "upload", await request.json())
    form = await request.post()
    part = form["file"]
    if not isinstance(part, web.FileField):
        return web.json_response({"error": "the part `file` is not a file"}, status=400)
    args: Json = {"name": part.filename, "data": part.file.read()}
    args |= {k: int(str(v)) if k in NUMBERS else v for k, v in form.items() if k != "file"}
    return await act(world, "upload", args)


def on_file(world: World, request: web.Request) -> web.Response:
    file = world.files.get(request.match_info["file_id"])
    if file is None:
        return web.Response(status=404)
    picture = file.mime in ("image/jpeg", "image/png", "image/gif")  # all else could act as a page of ours
    mime = file.mime if picture else "application/octet-stream"
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=86400"}
    if not picture:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return web.Response(body=file.data, content_type=mime, headers=headers)
