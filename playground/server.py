"""The HTTP server: the Bot API and its files, /_control/<action> for the people, and the page at /."""

import asyncio
import re
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from playground import control
from playground.call import Call
from playground.faults import take_fault
from playground.guard import guard
from playground.methods import BY_LOWER_NAME, carry_out
from playground.page import Page
from playground.refusals import ApiError, bad
from playground.spec import TRIMMED, Json, Spec, Upload
from playground.world import MAX_UPLOAD, MIB, World


class Playground:
    """`async with Playground() as telegram:` serves `telegram.world` at `telegram.url`, on any free port."""

    def __init__(
        self,
        spec: str | Path = TRIMMED,
        host: str = "127.0.0.1",
        port: int = 0,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.world = World(Spec(spec), now)
        self.host, self.port, self.url = host, port, ""
        self.page = Page(self.world)
        app = web.Application(client_max_size=MAX_UPLOAD + MIB, middlewares=[guard(host)])
        self.page.add_to(app)
        app.router.add_route("*", "/bot{token:[^/]+}/{method}", self.on_call)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self.on_download)
        app.router.add_get("/_control/file/{file_id}", self.on_file)
        app.router.add_post("/_control/upload", partial(control.on_upload, self.world))
        app.router.add_route("*", "/_control/{action:[a-z_]+}", partial(control.on_action, self.world))
        app.on_shutdown.append(self.on_shutdown)
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)

    async def __aenter__(self) -> Self:
        await self.runner.setup()
        await web.TCPSite(self.runner, self.host, self.port).start()
        self.port = self.runner.addresses[0][1]
        self.url = f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.runner.cleanup()

    async def on_shutdown(self, _: web.Application) -> None:
        self.world.closing = True
        self.world.changed.set()
        for bot in self.world.bots.values():
            if bot.poll and not bot.poll.done():
                bot.poll.set_result(None)

    async def on_call(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        raw: Json = {}
        uploads: dict[str, Upload] = {}
        fault: Json | None = None
        try:
            bot = self.caller(request.match_info["token"])
            raw, uploads = await read(request)
            if fault := self.meets(name, raw):
                await suffer(fault)
            method = self.world.spec.methods.get(name.lower())
            if method is None or name.lower() not in BY_LOWER_NAME:
                raise ApiError(404, "Not Found: method not found")
            fields = {f["name"] for f in method.get("fields", ())}
            params = self.world.spec.read(method, raw | {k: u for k, u in uploads.items() if k in fields})
            result = await carry_out(Call(self.world, bot, params, uploads), method["name"])
            self.world.spec.check(result, method["returns"])
            status, body = 200, {"ok": True, "result": result}
        except ApiError as error:
            status, body = error.code, refusal(error)
        if name.lower() != "getupdates" or status != 200:
            self.write_down(name, raw, uploads, status, body, fault)
        await asyncio.sleep(fault.get("late", 0) if fault else 0)
        return answer(request, status, body, fault)

    def caller(self, token: str) -> Any:
        if not re.fullmatch(r"\d+:[\w-]+", token):
            raise ApiError(404, "Not Found")
        bot = self.world.bots.get(token)
        if bot is None:
            raise ApiError(401, "Unauthorized")
        return bot

    def meets(self, method: str, raw: Json) -> Json | None:
        """The fault that is in the way of this call."""
        fault = take_fault(self.world.faults, method, raw)
        if fault:
            self.world.note("fault", method=method)
        return fault

    def write_down(
        self, name: str, raw: Json, uploads: dict[str, Upload], status: int, body: Json, fault: Json | None
    ) -> None:
        self.world.calls.append(
            {
                "seq": len(self.world.calls) + 1,
                "time": self.world.now(),
                "method": name,
                "params": raw,
                "files": {k: repr(u) for k, u in uploads.items()},
                "status": status,
                "answer": body,
                "fault": bool(fault),
            }
        )

    async def on_download(self, request: web.Request) -> web.Response:
        bot = self.world.bots.get(request.match_info["token"])
        file = self.world.paths.get(request.match_info["path"])
        if bot is None or file is None or file.bot_id != bot.id or file.expired:
            return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
        if fault := self.meets("download", {}):
            await asyncio.sleep(fault.get("delay", 0))
            if fault.get("drop"):
                abort(request)
            if not fault.get("execute"):
                return web.Response(status=fault.get("status", 500))
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def on_file(self, request: web.Request) -> web.Response:
        return control.on_file(self.world, request)


async def read(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """Query string, form, multipart or JSON: the Bot API takes them all."""
    raw: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    try:
        if request.content_type == "application/json":
            if request.can_read_body:
                raw |= await request.json()
        elif request.can_read_body:
            for name, value in (await request.post()).items():
                if isinstance(value, web.FileField):
                    uploads[name] = Upload(value.filename, value.file.read(), value.content_type)
                else:
                    raw[name] = value
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None
    except ValueError:
        raise bad("can't parse JSON object") from None
    return raw, uploads


async def suffer(fault: Json) -> None:
    """Waits as the fault says, and fails unless the call is to be carried out all the same."""
    await asyncio.sleep(fault.get("delay", 0))
    if not fault.get("execute"):
        told = {k: fault[k] for k in ("retry_after", "migrate_to_chat_id") if k in fault}
        default = f"Too Many Requests: retry after {fault.get('retry_after')}"
        raise ApiError(fault.get("status", 0), fault.get("description", default), **told)


def refusal(error: ApiError) -> Json:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    return body | ({"parameters": error.parameters} if error.parameters else {})


def answer(request: web.Request, status: int, body: Json, fault: Json | None) -> web.StreamResponse:
    if fault and fault.get("drop"):
        abort(request)
        return web.Response()
    if fault and "html" in fault:
        return web.Response(status=status, text=fault["html"], content_type="text/html")
    headers = {"Retry-After": str(body["parameters"]["retry_after"])} if status == 429 else {}
    return web.json_response(body, status=status, headers=headers)


def abort(request: web.Request) -> None:
    if isinstance(request.transport, asyncio.Transport):
        request.transport.abort()
