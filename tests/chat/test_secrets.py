"""No token in any log."""

import io
import logging

import pytest

from chat.secrets import RedactingFilter, hush, redact, redact_event

TOKEN = "123456:AAH-abcdefghijklmnopqrstuvwxyz_01234"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/getMe", "POST https://api.telegram.org/[token]/getMe"),
        ("https://x.y/file/bot1:TEST/documents/a.xls", "https://x.y/file/[token]/documents/a.xls"),
        (f"Bot(token={TOKEN})", "Bot(token=[token])"),
        ("at 09:00 the bot sent 12 of 30:31", "at 09:00 the bot sent 12 of 30:31"),
    ],
)
def test_redact(text: str, expected: str) -> None:
    assert redact(text) == expected


def test_messages_arguments_and_tracebacks() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(RedactingFilter())
    logger = logging.getLogger("test_secrets")
    logger.addHandler(handler)
    logger.propagate = False
    logger.warning("asked %s and %d", f"bot{TOKEN}", 7)
    try:
        raise ConnectionError(f"https://api.telegram.org/bot{TOKEN}/sendMessage")
    except ConnectionError:
        logger.exception("failed", stack_info=True)
    said = out.getvalue()
    assert TOKEN not in said
    assert "asked [token] and 7" in said
    assert "ConnectionError: https://api.telegram.org/[token]/sendMessage" in said


def test_structured_events() -> None:
    event = {
        "event": "x",
        "url": f"/bot{TOKEN}/a",
        "more": [{"of": TOKEN}],
        "n": 3,
        "error": ValueError(TOKEN),
    }
    found = redact_event(None, "", event)
    assert TOKEN not in repr(found)
    assert found["n"] == 3


def test_hush() -> None:
    hush()
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
