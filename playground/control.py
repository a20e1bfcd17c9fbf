"""The people and the weather over HTTP: POST /_control/<action> with the arguments as a JSON object."""

import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from aiohttp import web

from playground import behaviour, looking, people, places
from playground.spec import Json
from playground.world import World

LOOKS = ("transcript", "events", "calls", "state")
ROOMS: tuple[tuple[object, tuple[str, ...]], ...] = (
    (places, ("bot", "user", "private", "chat", "add_bot", "remove_bot", "member", "topic")),
    (places, ("close_topic", "delete_topic", "migrate")),
    (people, ("send", "upload", "press", "edit", "delete", "react")),
    (behaviour, ("set_limits", "fault", "clear_faults", "options", "expire_files")),
    (looking, LOOKS),
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


def wrong(why: str) -> web.Response:
    return web.json_response({"error": why}, status=400)


async def on_action(world: World, request: web.Request) -> web.Response:
    """To look may be asked with GET; to act may not: any page's picture could ask for it so."""
    action = request.match_info["action"]
    if request.method != "POST" and action not in LOOKS:
        raise web.HTTPMethodNotAllowed(request.method, ["POST"])
    return await act_as_told(world, action, request)


async def act_as_told(world: World, action: str, request: web.Request) -> web.Response:
    args: Json = {k: int(v) if re.fullmatch(r"-?\d+", v) else v for k, v in request.query.items()}
    try:
        args |= await request.json() if request.can_read_body else {}
    except (ValueError, TypeError):
        return wrong("the arguments are not a JSON object")
    return await act(world, action, args)


async def on_upload(world: World, request: web.Request) -> web.Response:
    """POST /_control/upload also takes a form with a part `file`; its file name unless `name` is given."""
    if request.content_type == "application/json":
        return await act_as_told(world, "upload", request)
    form = await request.post()
    part = form.get("file")
    if not isinstance(part, web.FileField):
        return wrong("the part `file` is not a file")
    args: Json = {"name": part.filename, "data": part.file.read()}
    try:
        args |= {k: int(str(v)) if k in NUMBERS else v for k, v in form.items() if k != "file"}
    except ValueError:
        return wrong(f"numbers are wanted for {', '.join(NUMBERS)}")
    return await act(world, "upload", args)


def on_file(world: World, request: web.Request) -> web.Response:
    file = world.files.get(request.match_info["file_id"])
    if file is None:
        return web.Response(status=404)
    picture = file.mime in ("image/jpeg", "image/png", "image/gif")  # all else could act as a page of ours
    mime = file.mime if picture else "application/octet-stream"
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=86400"}
    if not picture:
        headers["Content-Disposition"] = attachment(file.name)
    return web.Response(body=file.data, content_type=mime, headers=headers)


def attachment(name: str) -> str:
    """To be saved under this name, whatever is in it. https://www.rfc-editor.org/rfc/rfc6266"""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
