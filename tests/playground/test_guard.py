"""Nobody but this computer's own programs and the page itself may act here."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from aiohttp import ClientSession

from playground import places
from playground.guard import host_of, is_address
from playground.server import Playground
from tests.playground.scene import BOB, GROUP, TOKEN

OURS: list[dict[str, str]] = [
    {},
    {"Host": "localhost:{port}"},
    {"Host": "LOCALHOST:{port}"},
    {"Host": "[::1]:{port}"},
    {"Origin": "http://127.0.0.1:{port}", "Sec-Fetch-Site": "same-origin"},
    {"Host": "localhost:{port}", "Origin": "http://localhost:{port}"},
    {"Sec-Fetch-Site": "none"},
]
THEIRS: list[dict[str, str]] = [
    {"Host": "rebound.example:{port}"},  # a name of theirs that was made to lead here
    {"Host": "rebound.example:{port}", "Origin": "http://rebound.example:{port}"},
    {"Host": "127.0.0.1.rebound.example:{port}"},
    {"Host": "localhost@rebound.example"},
    {"Host": "192.168.1.7:{port}"},
    {"Host": ""},
    {"Host": "[:{port}"},
    {"Origin": "https://shop.example"},
    {"Origin": "http://localhost:{port}"},  # another origin than the one that was asked
    {"Origin": "http://127.0.0.1:3000"},  # something else on this computer
    {"Origin": "http://127.0.0.1"},
    {"Origin": "http://127.0.0.1:{port}.shop.example"},
    {"Origin": "null"},  # a page in a sandbox, a file
    {"Origin": ""},
    {"Origin": "http://["},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
]
ADDRESSES = [
    ("POST", "/_control/send"),
    ("GET", "/_control/transcript"),
    ("GET", f"/bot{TOKEN}/getMe"),
    ("GET", "/page/start"),
    ("GET", "/page/stream"),
    ("GET", "/page/file/a.csv"),
    ("POST", "/page/travel"),
    ("GET", "/web/main.js"),
    ("GET", "/no/such/place"),
]
SAID = {"chat_id": GROUP, "user_id": BOB, "text": "was here"}


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as http:
        yield http


def with_port(telegram: Playground, headers: dict[str, str]) -> dict[str, str]:
    return {name: value.replace("{port}", str(telegram.port)) for name, value in headers.items()}


async def send(http: ClientSession, telegram: Playground, headers: dict[str, str]) -> int:
    url = f"{telegram.url}/_control/send"
    async with http.post(url, json=SAID, headers=with_port(telegram, headers)) as answer:
        return answer.status


@pytest.mark.parametrize("headers", OURS, ids=str)
async def test_this_computers_own_may_act(
    telegram: Playground, http: ClientSession, headers: dict[str, str]
) -> None:
    assert await send(http, telegram, headers) == 200


@pytest.mark.parametrize("headers", THEIRS, ids=str)
async def test_others_may_not(telegram: Playground, http: ClientSession, headers: dict[str, str]) -> None:
    before = len(telegram.world.events)
    assert await send(http, telegram, headers) == 403
    assert len(telegram.world.events) == before


@pytest.mark.parametrize("headers", [THEIRS[0], {"Origin": "https://shop.example"}, THEIRS[-1]], ids=str)
@pytest.mark.parametrize(("method", "path"), ADDRESSES)
async def test_nowhere(
    telegram: Playground, http: ClientSession, headers: dict[str, str], method: str, path: str
) -> None:
    async with http.request(method, telegram.url + path, headers=with_port(telegram, headers)) as answer:
        assert answer.status == 403


async def test_a_form_of_another_site_uploads_nothing(telegram: Playground, http: ClientSession) -> None:
    there = {"Origin": "https://shop.example"}
    for path in ("/_control/upload", f"/bot{TOKEN}/sendDocument"):
        form = {"chat_id": str(GROUP), "user_id": str(BOB), "file": BytesIO(b"a,b")}
        async with http.post(telegram.url + path, data=form, headers=there) as answer:
            assert answer.status == 403


async def test_a_link_leads_to_the_page_and_no_further(telegram: Playground, http: ClientSession) -> None:
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with http.get(telegram.url + "/", headers=followed) as answer:
        assert answer.status != 403
    framed = followed | {"Sec-Fetch-Mode": "no-cors"}
    async with http.get(telegram.url + "/", headers=framed) as answer:
        assert answer.status == 403


async def test_a_picture_cannot_act(telegram: Playground, http: ClientSession) -> None:
    """An old browser does not say where a GET comes from."""
    params = {name: str(value) for name, value in SAID.items()}
    async with http.get(f"{telegram.url}/_control/send", params=params) as answer:
        assert answer.status == 405
    assert len(telegram.world.chat(GROUP).records) == 2


@pytest.mark.parametrize(
    ("listens", "host", "status"),
    [
        ("0.0.0.0", "192.168.1.7:8081", 200),
        ("0.0.0.0", "[fe80::1]:8081", 200),
        ("0.0.0.0", "127.0.0.1", 200),
        ("0.0.0.0", "rebound.example", 403),
        ("localhost", "localhost:8081", 200),
        ("localhost", "192.168.1.7", 403),
    ],
)
async def test_told_to_listen_elsewhere(http: ClientSession, listens: str, host: str, status: int) -> None:
    async with Playground(host=listens) as telegram:
        places.bot(telegram.world, TOKEN)
        url = f"http://127.0.0.1:{telegram.port}/bot{TOKEN}/getMe"
        async with http.get(url, headers={"Host": host}) as answer:
            assert answer.status == status


async def test_the_url_of_a_server_with_a_long_address(http: ClientSession) -> None:
    try:
        async with Playground(host="::1") as telegram:
            places.bot(telegram.world, TOKEN)
            async with http.get(f"{telegram.url}/bot{TOKEN}/getMe") as answer:
                assert answer.status == 200
    except OSError:
        pytest.skip("there is no IPv6 here")


async def test_a_request_without_a_name(telegram: Playground) -> None:
    """As HTTP/1.0 allows: whom it means nobody knows."""
    reader, writer = await asyncio.open_connection("127.0.0.1", telegram.port)
    writer.write(b"GET /page/start HTTP/1.0\r\n\r\n")
    assert b" 403 " in await reader.readline()
    writer.close()


@pytest.mark.parametrize(
    ("header", "name"),
    [("LocalHost:8081", "localhost"), ("[::1]:80", "::1"), ("a.example", "a.example"), ("[", ""), ("", "")],
)
def test_the_name_in_a_header(header: str, name: str) -> None:
    assert host_of(header) == name


def test_addresses() -> None:
    assert is_address("10.0.0.7")
    assert is_address("fe80::1")
    assert not is_address("10.0.0.7.example")
    assert not is_address("")
