"""A program sends a file by POST /ingest with the token a manager made; it is told in the store's group."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from aiohttp import ClientSession, FormData
from sqlalchemy import select

from bot.application import open_door
from bot.settings import WrongSettings
from chat import ingest
from chat.ingest import serving
from chat.secrets import redact
from storage import tables
from storage.engine import reading
from tests.conversation import MANAGER, OWNER, Place, becomes
from tests.conversations.conftest import Bot


@pytest.fixture
async def url(bot: Bot) -> AsyncIterator[str]:
    async with serving(bot.house, "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}/ingest"


@pytest.fixture
async def client() -> AsyncIterator[ClientSession]:
    async with ClientSession() as client:
        yield client


async def make_token(private: Place, label: str = "Make a token") -> str:
    private.says(OWNER, "/token")
    card = await private.reads()
    private.presses(OWNER, card, label)
    shown = (await private.reads()).text
    assert (await private.reads_edited()).buttons == ("Renew", "Remove")
    found = re.search(r"zg_[\w-]{43}", shown)
    assert found is not None
    return found[0]


def bearer(token: str, **headers: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", **headers}


async def test_a_form_and_a_body_take_the_chats_road(
    bot: Bot, files: dict[str, Path], url: str, client: ClientSession
) -> None:
    token = await make_token(bot.private(OWNER))
    form = FormData()
    form.add_field("note", "not a file")
    form.add_field("file", files["sycm_shop"].read_bytes(), filename="C:\\reports\\shop.xlsx")
    async with client.post(url, data=form, headers=bearer(token)) as response:
        assert (response.status, await response.json()) == (202, {"upload": 1, "file": "shop.xlsx"})
    receipt = await bot.group.reads()
    assert receipt.text.startswith("✅ Sycm: shop by day\n23 Oct to 21 Nov")
    assert receipt.text.endswith("\n\n📥 Sent by a program\nshop.xlsx")
    name = "%E8%AE%A1%E5%88%92.csv"
    data = files["wxt_plans"].read_bytes()
    async with client.post(url, data=data, headers=bearer(token, **{"X-File-Name": name})) as response:
        assert (response.status, (await response.json())["file"]) == (202, "计划.csv")
    assert (await bot.group.reads()).text.startswith("✅ Wanxiangtai: plans")


async def test_a_token_is_kept_nowhere_and_ends_when_it_is_renewed_or_removed(
    bot: Bot, url: str, client: ClientSession
) -> None:
    async def status(token: str) -> int:
        async with client.post(url, data=b"%PDF", headers=bearer(token, **{"X-File-Name": "a"})) as response:
            return response.status

    private = bot.private(OWNER)
    first = await make_token(private)
    with reading(bot.house.engine) as session:
        everything = [
            str(row) for table in tables.metadata.tables.values() for row in session.execute(select(table))
        ]
    assert not [row for row in everything if first in row]
    assert redact(f"said {first}.") == "said [token]."
    assert await status(first) == 202
    bot.clock.forward(minutes=1)
    second = await make_token(private, "Renew")
    assert (await status(first), await status(second)) == (401, 202)
    private.says(OWNER, "/token")
    private.presses(OWNER, await private.reads(), "Remove")
    assert (await private.reads_edited()).buttons == ("Make a token",)
    assert await status(second) == 401


async def test_it_is_made_in_private_only(bot: Bot) -> None:
    bot.group.says(MANAGER, "/token")
    assert "private chat" in (await bot.group.reads()).text
    with reading(bot.house.engine) as session:
        assert session.execute(select(tables.store_token)).all() == []


async def test_what_is_refused_is_refused_in_words(
    bot: Bot, url: str, client: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def said(data: object, **headers: str) -> tuple[int, str]:
        async with client.post(url, data=data, headers=headers) as response:
            return response.status, (await response.json())["error"]

    token = await make_token(bot.private(OWNER))
    named, own = {"X-File-Name": "a.csv"}, bearer(token)
    monkeypatch.setattr(ingest, "BIGGEST", 1)
    for wrong in ({}, bearer("zg_wrong"), {"Authorization": f"Basic {token}"}, bearer("é")):
        status, words = await said(b"a", **wrong, **named)
        assert (status, words[:27]) == (401, "This token is not known. A ")
    assert (await said(b"a", **own))[0] == 415
    assert (await said(FormData({"text": "no file"}), **own))[0] == 415
    assert (await said(b"a", **own, **{"Content-Type": "multipart/form-data"}))[0] == 415
    assert (await said(b"", **own, **named))[0] == 400
    big = b"x" * ((1 << 20) + 1)
    assert await said(big, **own, **named) == (413, "The file has more than 1 MB. Export a shorter period.")
    form = FormData()
    form.add_field("file", big, filename="a.csv")
    assert (await said(form, **own))[0] == 413
    assert (await said(b"x" * (3 << 20), **own, **named))[0] == 413
    monkeypatch.setattr(ingest, "A_MINUTE", 8)
    statuses = [(await said(b"", **own, **named))[0] for _ in range(3)]
    assert statuses[-1] == 429
    async with client.get(url, headers=own) as response:
        assert response.status == 405
    async with client.get(url.removesuffix("ingest"), headers=own) as response:
        assert response.status == 404
    await bot.is_silent()


@pytest.mark.parametrize(
    ("given", "shown"),
    [("../../etc/passwd", "passwd"), ("a\x00\u202eb.csv", "ab.csv"), ("", "file"), ("..", "..")],
)
def test_names_are_made_harmless(given: str, shown: str) -> None:
    assert ingest.file_name(given) == shown


async def test_the_same_bytes_at_once_lose_no_original(bot: Bot, url: str, client: ClientSession) -> None:
    token = await make_token(bot.private(OWNER))
    for n in range(4):
        named = bearer(token, **{"X-File-Name": f"{n}.pdf"})
        async with client.post(url, data=b"%PDF-1.7", headers=named) as response:
            assert response.status == 202
    said = [await bot.group.reads() for _ in range(4)]
    assert [one.text for one in said if "This is no table but a PDF" not in one.text] == []
    kept = bot.settings.data_dir / "uploads"
    await becomes(lambda: not any(path.is_file() for path in kept.rglob("*")))


async def test_a_port_that_is_taken_is_named(bot: Bot, url: str) -> None:
    port = int(url.split(":")[2].partition("/")[0])
    with pytest.raises(WrongSettings, match=f"ZHANGGUI_INGEST_PORT {port}"):
        await open_door(bot.house, AsyncExitStack(), "127.0.0.1", port)
