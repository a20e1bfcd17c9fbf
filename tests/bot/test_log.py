"""The log, in both styles, keeps the token to itself."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.log import start_logging

TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi"


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


@pytest.mark.parametrize("style", ["text", "json"])
def test_no_token_in_events_arguments_or_tracebacks(style: str, capsys: pytest.CaptureFixture[str]) -> None:
    start_logging(style)  # type: ignore[arg-type]
    structlog.get_logger("ours").info("sent", url=f"https://host/bot{TOKEN}/getMe")
    logging.getLogger("theirs").warning("calling %s", f"bot{TOKEN}")
    try:
        raise ValueError(TOKEN)
    except ValueError:
        structlog.get_logger("ours").exception("failed")
        logging.getLogger("theirs").exception("failed too")
    said = capsys.readouterr().err
    assert said.count("[token]") >= 4
    assert "ABCDEFGH" not in said
    assert said.count("Traceback") == 2


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("json")
    structlog.get_logger("ours").info("stored", rows=3, store="旗舰店")
    logging.getLogger("theirs").warning("careful")
    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (first["event"], first["rows"], first["store"], first["level"]) == ("stored", 3, "旗舰店", "info")
    assert (second["event"], second["logger"]) == ("careful", "theirs")


def test_a_web_page_instead_of_an_answer_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("text")
    with pytest.raises(TelegramError):
        BaseRequest.parse_json_payload(b"<html><h1>502 Bad Gateway</h1></html>")
    assert capsys.readouterr().err == ""
