"""The bot's way to Telegram: through the proxy of the environment, but never to this very computer."""

import pytest

from chat.client import is_here, open_bot
from playground import places
from playground.server import Playground

TOKEN = "123456:TEST"


async def test_no_proxy_is_asked_for_a_server_on_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")  # nobody answers there
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    async with Playground() as telegram:
        places.bot(telegram.world, TOKEN)
        async with open_bot(TOKEN, telegram.url) as bot:
            assert (await bot.get_me()).username == "fake_bot"


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8081", True),
        ("http://127.3.2.1", True),
        ("http://[::1]:80/x", True),
        ("http://localhost:8081/", True),
        ("https://api.telegram.org", False),
        ("https://localhost.example.org", False),
        ("http://192.168.1.4:8081", False),
    ],
)
def test_which_addresses_are_here(url: str, here: bool) -> None:
    assert is_here(url) is here
