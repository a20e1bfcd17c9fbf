"""Only this machine's own pages and programs may act here: no other site, no other name."""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
EVERYWHERE = ("", "0.0.0.0", "::")
OUR_OWN = (None, "same-origin", "none")  # Sec-Fetch-Site: a program, our page, somebody's address bar
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def guard(host: str) -> Middleware:
    """A middleware that lets in who calls this server by its own name, and pages that came from it.

    A name of somebody else's that leads here (DNS rebinding) and a page of another site are turned away.
    A server that listens everywhere also goes by any address: no address can be made to lead elsewhere.
    """
    names = LOOPBACK | {host.lower()}

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        name = host_of(request.headers.get("Host", ""))
        if name not in names and not (host in EVERYWHERE and is_address(name)):
            raise web.HTTPForbidden(text="This server does not go by that name.")
        if is_of_another_site(request):
            raise web.HTTPForbidden(text="Another site may not act here.")
        return await handler(request)

    return check


def host_of(address: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return (urlsplit(f"//{address}").hostname or "").lower()
    except ValueError:
        return ""


def is_address(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


def is_of_another_site(request: web.Request) -> bool:
    """A form or script names its origin; of pictures and links only Sec-Fetch-Site tells.

    A link may lead to the page itself: it shows, and does nothing.
    """
    origin = request.headers.get("Origin")
    if origin is not None and origin.partition("://")[2].lower() != request.host.lower():
        return True
    followed = request.path == "/" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    return request.headers.get("Sec-Fetch-Site") not in OUR_OWN and not followed
