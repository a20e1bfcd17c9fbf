"""The chat's page, and what it asks: who is here, which chats there are, what was said, which commands."""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from aiohttp import web

from playground import looking
from playground.control import attachment
from playground.spec import Json
from playground.stage import JOURNEYS, Stage
from playground.state import Chat
from playground.stream import on_stream
from playground.world import World

WEB = Path(__file__).parent / "web"
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob: data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; object-src 'none'",
}
ROLES = {"creator": "owner", "administrator": "manager", "member": "staff", "restricted": "staff"}


class Page:
    """The page of one world. A `stage` is there where a demo has set one."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.stage: Stage | None = None

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/", self.on_static)
        app.router.add_get("/web/{name:[a-z0-9_-]+\\.[a-z]+}", self.on_static)
        app.router.add_get("/page/start", self.on_start)
        app.router.add_get("/page/chat", self.on_chat)
        app.router.add_get("/page/stream", partial(on_stream, self.world))
        app.router.add_get("/page/file/{name}", self.on_file)
        app.router.add_post("/page/travel", self.on_travel)

    async def on_static(self, request: web.Request) -> web.Response:
        path = WEB / request.match_info.get("name", "index.html")
        if path.suffix not in TYPES or not path.is_file():
            raise web.HTTPNotFound
        return web.Response(
            body=path.read_bytes(), content_type=TYPES[path.suffix], charset="utf-8", headers=HEADERS
        )

    async def on_start(self, _: web.Request) -> web.Response:
        world, stage = self.world, self.stage
        return web.json_response(
            {
                "language": stage.language if stage else "",
                "zone": stage.zone if stage else "",
                "now": world.now(),
                "seq": len(world.events),
                "bot": world.bot().user if world.bots else None,
                "people": people(world, stage.roles() if stage else {}),
                "chats": [chat_of(chat) for chat in world.chats.values() if not chat.migrated_to],
                "stage": props(stage) if stage else None,
            }
        )

    async def on_chat(self, request: web.Request) -> web.Response:
        try:
            chat_id, user_id = int(request.query["chat"]), int(request.query["user"])
            messages = looking.transcript(self.world, chat_id)
        except (KeyError, ValueError, StopIteration):
            raise web.HTTPNotFound from None
        shown = [message for message in messages if not message["deleted"]]
        return web.json_response({"messages": shown, "commands": commands(self.world, chat_id, user_id)})

    async def on_file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        files = self.stage.files() if self.stage else ()
        found = next((file for file in files if file.name == name), None)
        if found is None:
            raise web.HTTPNotFound
        return web.Response(
            body=found.data,
            content_type="application/octet-stream",
            headers={"Content-Disposition": attachment(name)},
        )

    async def on_travel(self, request: web.Request) -> web.Response:
        try:
            to = (await request.json())["to"]
        except (ValueError, LookupError, TypeError):
            raise web.HTTPBadRequest from None
        if self.stage is None or to not in JOURNEYS:
            raise web.HTTPNotFound
        if self.stage.busy:
            raise web.HTTPConflict
        await self.stage.travel(to)
        return web.json_response({"now": self.world.now()})


def people(world: World, roles: Mapping[int, str]) -> list[Json]:
    """Everybody one can speak as. Without a stage the first group says who is what."""
    first = next(iter(world.chats.values()), None)

    def role(user_id: int) -> str:
        return roles.get(user_id) or ROLES.get(first.status(user_id) if first else "", "stranger")

    return [
        {
            "id": user_id,
            "name": full_name(user),
            "username": user.get("username", ""),
            "language_code": user.get("language_code", ""),
            "role": role(user_id),
        }
        for user_id, user in world.users.items()
    ]


def full_name(user: Json) -> str:
    return " ".join(user[name] for name in ("first_name", "last_name") if user.get(name))


def chat_of(chat: Chat) -> Json:
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title,
        "is_forum": chat.is_forum,
        "topics": [{"id": thread, **topic} for thread, topic in chat.topics.items()],
        "members": [{"id": id, "status": member["status"]} for id, member in chat.members.items()],
    }


def props(stage: Stage) -> Json:
    files = [
        {"name": file.name, "title": file.title, "about": file.about, "size": len(file.data)}
        for file in stage.files()
    ]
    return {"busy": stage.busy, "files": files, "travel": list(JOURNEYS)}


# ------------------------------------------------------------------------------------------- the command menu


def commands(world: World, chat_id: int, user_id: int) -> list[Json]:
    """The list this person sees here: the narrowest scope that has one, in their language if there is one.

    https://core.telegram.org/bots/api#determining-list-of-commands
    """
    if not world.bots:
        return []
    known, user = world.bot().commands, world.users.get(user_id, {})
    language = str(user.get("language_code", ""))[:2]
    for scope in scopes(world, chat_id, user_id):
        for code in (language, ""):
            found = known.get(json.dumps([scope, code], sort_keys=True))
            if found:
                return found
    return []


def scopes(world: World, chat_id: int, user_id: int) -> list[Json]:
    """The narrowest first."""
    here = {"type": "chat", "chat_id": chat_id}
    if chat_id > 0:
        return [here, {"type": "all_private_chats"}, {"type": "default"}]
    among_admins: list[Json] = []
    if world.chat(chat_id).is_admin(user_id):
        among_admins = [{"type": "chat_administrators", "chat_id": chat_id}]
    of_admins: list[Json] = [{"type": "all_chat_administrators"}] if among_admins else []
    member = {"type": "chat_member", "chat_id": chat_id, "user_id": user_id}
    return [member, *among_admins, here, *of_admins, {"type": "all_group_chats"}, {"type": "default"}]
