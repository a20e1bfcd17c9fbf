"""The log: one line an event, as text for people or JSON for machines, never with a token in it."""

import logging
import sys
from typing import Literal, TextIO

import structlog
from structlog.typing import Processor

from chat.secrets import hush, redact_event


def start_logging(style: Literal["text", "json"], to: TextIO | None = None) -> None:
    """Sends our own events and those of all libraries to a stream, by default standard error."""
    to = to or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(to)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                redact_event,
                _renderer(style, to),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for chatty in ("apscheduler", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # A server in trouble answers with web pages, which the library prints, each with a traceback: we say it
    # in a line.
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)
    hush()


def _renderer(style: Literal["text", "json"], to: TextIO) -> Processor:
    if style == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    # Plain tracebacks: the pretty ones print local variables, and with them what must stay secret.
    return structlog.dev.ConsoleRenderer(
        colors=to.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
