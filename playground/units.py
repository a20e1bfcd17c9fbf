"""What Telegram counts in: UTF-16 units; and which links it takes."""

from contextlib import suppress
from urllib.parse import urlsplit


def utf16_len(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def valid_url(url: str) -> bool:
    """Telegram wants a dot in the host: http://localhost/ is 'Wrong HTTP URL'."""
    if url.startswith(("tg://", "ton://")):
        return True
    with suppress(ValueError):
        parts = urlsplit(url if "://" in url else "http://" + url)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    return False
