"""Only this machine's own pages and programs may act here: no other site, no other name."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def guard(host: str) -> Middleware:
    """A middleware that lets in who calls this server by its own name, and pages that came from it.

    A name of somebody else's that leads here (DNS rebinding) and a page of another site are turned away.
    """
    names = LOOPBACK | {host}

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if host_of(f"//{request.host}") not in names:
            raise web.HTTPForbidden(text="This server does not go by that name.")
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc.lower() != request.host.lower():
            raise web.HTTPForbidden(text="Another site may not act here.")
        return await handler(request)

    return check


def host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
