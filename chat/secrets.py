"""Keeps the bot's token, and those of programs that send files, out of the logs."""

import logging
import re
from collections.abc import Mapping, MutableMapping
from typing import Any

TOKEN = re.compile(r"zg_[\w-]{30,}|(?:bot)?\d+:[\w-]{30,}|bot\d+:[\w-]+")
HIDDEN = "[token]"
CHATTY = ("httpx", "httpcore", "telegram.Bot", "telegram.ext.ExtBot")  # below WARNING they name the token


def redact(text: str) -> str:
    """`text` without any token in it."""
    return TOKEN.sub(HIDDEN, text)


def hush() -> None:
    """Silences the libraries that log addresses with the token in them."""
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


class RedactingFilter(logging.Filter):
    """For handlers: rewrites each record, its arguments and its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str):
            record.msg, record.args = redact(record.getMessage()), ()
        elif isinstance(record.msg, dict):
            record.msg = _without_tokens(record.msg)
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text, record.exc_info = redact(record.exc_text), None
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


def redact_event(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """For structlog, behind the processor that makes a text of the traceback."""
    return {key: _without_tokens(value) for key, value in event.items()}


def _without_tokens(value: Any) -> Any:
    match value:
        case str():
            return redact(value)
        case bool() | int() | float() | None:
            return value
        case Mapping():
            return {key: _without_tokens(part) for key, part in value.items()}
        case list() | tuple():
            return [_without_tokens(part) for part in value]
    return redact(repr(value)) if TOKEN.search(repr(value)) else value
