"""The bot as a client of Telegram: its address and its patience. We limit our own pace (`chat.limits`)."""

import telegram
from telegram.request import HTTPXRequest

TELEGRAM = "https://api.telegram.org"
CONNECTIONS = 64


def open_bot(token: str, url: str = TELEGRAM) -> telegram.Bot:
    """A bot that is not yet initialized. `url` is Telegram's, or that of a Bot API server of one's own."""
    url = url.rstrip("/")
    request = HTTPXRequest(
        connection_pool_size=CONNECTIONS,
        connect_timeout=10,
        read_timeout=20,
        write_timeout=20,
        pool_timeout=10,
        media_write_timeout=45,
    )
    polling = HTTPXRequest(connection_pool_size=2, connect_timeout=10, read_timeout=10, pool_timeout=10)
    return telegram.Bot(
        token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=request,
        get_updates_request=polling,
    )
