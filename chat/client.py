"""The bot as a client of Telegram: its address and its patience. We limit our own pace (`chat.limits`)."""

from functools import cache
from ipaddress import ip_address
from ssl import SSLContext
from urllib.parse import urlsplit

import telegram
from httpx import create_ssl_context
from telegram.request import HTTPXRequest

TELEGRAM = "https://api.telegram.org"
CONNECTIONS = 64


def open_bot(token: str, url: str = TELEGRAM) -> telegram.Bot:
    """A bot that is not yet initialized. `url` is Telegram's, or that of a Bot API server of one's own."""
    url = url.rstrip("/")
    # A proxy of the environment cannot know this very computer, and must not be told the token.
    trusted = not is_here(url)
    environment = {"trust_env": trusted, "verify": certificates(trusted)}
    request = HTTPXRequest(
        connection_pool_size=CONNECTIONS,
        connect_timeout=10,
        read_timeout=20,
        write_timeout=20,
        pool_timeout=10,
        media_write_timeout=45,
        httpx_kwargs=environment,
    )
    polling = HTTPXRequest(
        connection_pool_size=2, connect_timeout=10, read_timeout=10, pool_timeout=10, httpx_kwargs=environment
    )
    return telegram.Bot(
        token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=request,
        get_updates_request=polling,
    )


@cache
def certificates(trust_env: bool) -> SSLContext:
    """Whom we believe to be Telegram; read once, it takes a while."""
    return create_ssl_context(trust_env=trust_env)


def is_here(url: str) -> bool:
    """Whether the address is this computer's own."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
