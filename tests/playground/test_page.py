"""What the chat's page gets: itself, who and what there is, files to try, and time that passes."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, FormData

from playground import page, people, places
from playground.server import Playground
from playground.spec import Json
from playground.stage import StageFile
from tests.playground.scene import (
    ANN,
    ANN_WROTE,
    BASIC,
    BOB,
    BOT_WROTE,
    CLOSED,
    CLOSED_TOPIC,
    FORUM,
    GROUP,
    OPEN_TOPIC,
    Call,
)
from tests.playground.test_refusals import png


class DemoStage:
    """A stage on which one journey waits until it is let go."""

    language, zone = "zh", "Asia/Shanghai"

    def __init__(self) -> None:
        self.busy = False
        self.journeys: list[str] = []
        self.arrived = asyncio.Event()

    def roles(self) -> Mapping[int, str]:
        return {ANN: "owner", BOB: "manager"}

    def files(self) -> Sequence[StageFile]:
        return (StageFile("生意参谋 1/2.csv", "Sales", "Of yesterday", b"a,b"),)

    async def travel(self, to: str) -> None:
        self.busy = True
        self.journeys.append(to)
        await self.arrived.wait()
        self.busy = False


@pytest.fixture
async def http(telegram: Playground) -> AsyncIterator[ClientSession]:
    async with ClientSession(telegram.url) as http:
        yield http


async def get(http: ClientSession, path: str) -> Json:
    async with http.get(path) as answer:
        assert answer.status == 200
        found: Json = await answer.json()
        return found


# ------------------------------------------------------------------------------------------- the page itself


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("index.html", "text/html"),
        ("main.js", "text/javascript"),
        ("chat-2.css", "text/css"),
        ("icon.svg", "image/svg+xml"),
        ("icon.png", "image/png"),
        ("app.webmanifest", "application/manifest+json"),
    ],
)
async def test_static_files(
    http: ClientSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, mime: str
) -> None:
    monkeypatch.setattr(page, "WEB", tmp_path)
    (tmp_path / name).write_text("掌柜", "utf-8")
    async with http.get("/" if name == "index.html" else f"/web/{name}") as answer:
        assert (answer.status, answer.content_type) == (200, mime)
        assert await answer.text("utf-8") == "掌柜"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith(
            "default-src 'self'; img-src 'self' blob: data:;"
        )
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/web/none.js",
        "/web/",
        "/web/../page.py",
        "/web/..%2fpage.py",
        "/web/%2e%2e/page.py",
        "/web//etc/passwd",
        "/web/secret.txt",
        "/web/folder.js",
        "/web/a%00.js",
        "/index.html",
    ],
)
async def test_nothing_else_is_handed_out(
    telegram: Playground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    web = tmp_path / "web"
    (web / "folder.js").mkdir(parents=True)
    for file in (web / "secret.txt", tmp_path / "page.py", tmp_path / "page.js"):
        file.write_text("secret")
    monkeypatch.setattr(page, "WEB", web)
    reader, writer = await asyncio.open_connection("127.0.0.1", telegram.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    said = await reader.read()
    writer.close()
    assert said.startswith((b"HTTP/1.1 404 ", b"HTTP/1.1 400 "))
    assert b"secret" not in said


async def test_every_file_of_the_page_is_served(http: ClientSession) -> None:
    assert page.WEB / "index.html" in page.WEB.iterdir()
    for path in page.WEB.iterdir():
        async with http.get(f"/web/{path.name}") as answer:
            assert await answer.read() == path.read_bytes(), path.name


# ------------------------------------------------------------------------------------- who and what there is


async def test_the_start_without_a_stage(telegram: Playground, http: ClientSession) -> None:
    places.user(telegram.world, 77, "Cid", last_name="Li", username="cid", language_code="zh-hans")
    start = await get(http, "/page/start")
    assert (start["language"], start["zone"], start["stage"]) == ("", "", None)
    assert start["bot"]["id"] == 123456
    assert start["seq"] == len(telegram.world.events)
    assert abs(start["now"] - telegram.world.now()) < 5
    roles = {person["id"]: person["role"] for person in start["people"]}
    assert (roles[ANN], roles[BOB], roles[CLOSED], roles[77]) == ("owner", "staff", "stranger", "stranger")
    assert start["people"][-1] == {
        "id": 77,
        "name": "Cid Li",
        "username": "cid",
        "language_code": "zh-hans",
        "role": "stranger",
    }


async def test_the_groups_of_the_start(telegram: Playground, http: ClientSession) -> None:
    places.member(telegram.world, GROUP, BOB, "left")
    new = places.migrate(telegram.world, BASIC, ANN)
    chats = {chat["id"]: chat for chat in (await get(http, "/page/start"))["chats"]}
    assert new in chats
    assert BASIC not in chats
    assert all(chat_id < 0 for chat_id in chats)
    assert chats[FORUM]["is_forum"]
    assert chats[FORUM]["topics"] == [
        {"id": OPEN_TOPIC, "name": "open", "closed": False},
        {"id": CLOSED_TOPIC, "name": "closed", "closed": True},
    ]
    status = {member["id"]: member["status"] for member in chats[GROUP]["members"]}
    assert status == {ANN: "creator", BOB: "left", 123456: "administrator"}


async def test_the_start_with_a_stage(telegram: Playground, http: ClientSession) -> None:
    telegram.page.stage = DemoStage()
    start = await get(http, "/page/start")
    assert (start["language"], start["zone"]) == ("zh", "Asia/Shanghai")
    assert start["stage"] == {
        "busy": False,
        "files": [{"name": "生意参谋 1/2.csv", "title": "Sales", "about": "Of yesterday", "size": 3}],
        "travel": ["hour", "morning"],
    }
    roles = {person["id"]: person["role"] for person in start["people"]}
    assert (roles[ANN], roles[BOB]) == ("owner", "manager")


async def test_a_server_nobody_has_furnished(tmp_path: Path) -> None:
    async with Playground() as telegram, ClientSession(telegram.url) as http:
        start = await get(http, "/page/start")
        assert (start["bot"], start["people"], start["chats"], start["seq"]) == (None, [], [], 0)


async def test_a_chat_without_what_was_deleted(telegram: Playground, call: Call, http: ClientSession) -> None:
    await call("sendMessage", chat_id=GROUP, text="which?", reply_markup={"force_reply": True})
    people.delete(telegram.world, GROUP, ANN_WROTE)
    people.react(telegram.world, GROUP, BOB, BOT_WROTE, "👍")
    said = (await get(http, f"/page/chat?chat={GROUP}&user={BOB}"))["messages"]
    assert [entry["message"]["text"] for entry in said] == ["yes?", "which?"]
    assert said[0]["reactions"] == {str(BOB): ["👍"]}
    assert said[1]["reply_markup"] == {"force_reply": True}


async def test_a_private_chat_has_the_persons_number(telegram: Playground, http: ClientSession) -> None:
    people.send(telegram.world, ANN, ANN, "hello")
    said = (await get(http, f"/page/chat?chat={ANN}&user={ANN}"))["messages"]
    assert [entry["message"]["text"] for entry in said] == ["hello"]


@pytest.mark.parametrize(
    "query", ["", f"chat={GROUP}", "chat=-999&user=1", "chat=999&user=1", "chat=x&user=1"]
)
async def test_a_chat_that_is_none(http: ClientSession, query: str) -> None:
    async with http.get(f"/page/chat?{query}") as answer:
        assert answer.status == 404


MENUS: list[
    tuple[Json, str, set[str]]
] = [  # scope, language, and who then sees this list, by chat and person
    ({"type": "default"}, "", {"group owner", "group staff", "private"}),
    ({"type": "default"}, "zh", {"group owner"}),
    ({"type": "all_private_chats"}, "", {"private"}),
    ({"type": "all_group_chats"}, "", {"group owner", "group staff"}),
    ({"type": "all_chat_administrators"}, "", {"group owner"}),
    ({"type": "chat", "chat_id": GROUP}, "", {"group owner", "group staff"}),
    ({"type": "chat_administrators", "chat_id": GROUP}, "", {"group owner"}),
    ({"type": "chat_member", "chat_id": GROUP, "user_id": BOB}, "", {"group staff"}),
    ({"type": "chat", "chat_id": BOB}, "", {"private"}),
]
SEEN_BY = {"group owner": (GROUP, ANN), "group staff": (GROUP, BOB), "private": (BOB, BOB)}


@pytest.mark.parametrize("count", range(len(MENUS) + 1))
async def test_the_narrower_a_list_of_commands_the_sooner_it_is_seen(
    telegram: Playground, call: Call, http: ClientSession, count: int
) -> None:
    """Lists are set one by one, from the widest scope on; each hides the wider ones."""
    places.user(telegram.world, ANN, "Ann", language_code="zh-hans")
    places.private(telegram.world, BOB)
    expected = dict.fromkeys(SEEN_BY, "")
    for number, (scope, language, seers) in enumerate(MENUS[:count]):
        commands = [{"command": f"c{number}", "description": "d"}]
        assert (await call("setMyCommands", commands=commands, scope=scope, language_code=language))["ok"]
        expected |= dict.fromkeys(seers, f"c{number}")
    for who, (chat_id, user_id) in SEEN_BY.items():
        menu = (await get(http, f"/page/chat?chat={chat_id}&user={user_id}"))["commands"]
        assert "".join(command["command"] for command in menu) == expected[who], who


# ----------------------------------------------------------------------------------------------------- files


async def test_a_file_of_the_stage(telegram: Playground, http: ClientSession) -> None:
    telegram.page.stage = DemoStage()
    async with http.get("/page/file/%E7%94%9F%E6%84%8F%E5%8F%82%E8%B0%8B%201%2F2.csv") as answer:
        assert answer.status == 200
        assert await answer.read() == b"a,b"
        named = "attachment; filename*=UTF-8''%E7%94%9F%E6%84%8F%E5%8F%82%E8%B0%8B%201%2F2.csv"
        assert answer.headers["Content-Disposition"] == named
    async with http.get("/page/file/other.csv") as answer:
        assert answer.status == 404


async def test_without_a_stage_there_is_no_file(http: ClientSession) -> None:
    async with http.get("/page/file/a.csv") as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    ("name", "mime", "shown"),
    [
        ("a.png", "", "image/png"),
        ("a.gif", "", "image/gif"),
        ("报表; a.html", "", None),
        ("a.svg", "", None),
        ("a.pdf", "", None),
        ("a.png", "text/html", None),
        ("a.txt", "image/svg+xml", None),
    ],
)
async def test_only_pictures_are_shown_all_else_is_saved(
    telegram: Playground, http: ClientSession, name: str, mime: str, shown: str | None
) -> None:
    sent = people.upload(telegram.world, GROUP, BOB, name, b"<script>", mime=mime)
    async with http.get("/_control/file/" + sent["document"]["file_id"]) as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.content_type == (shown or "application/octet-stream")
        saved = answer.headers.get("Content-Disposition", "")
    assert saved.startswith("attachment; filename*=UTF-8''") != bool(shown)
    assert name.isascii() or saved.endswith("''%E6%8A%A5%E8%A1%A8%3B%20a.html")


async def test_a_photo_is_shown(telegram: Playground, http: ClientSession) -> None:
    picture = png(640, 480)
    sent = people.upload(telegram.world, GROUP, BOB, "a.png", picture, kind="photo")
    entry = (await get(http, f"/page/chat?chat={GROUP}&user={BOB}"))["messages"][-1]
    assert entry["files"][0]["file_id"] == sent["photo"][-1]["file_id"]
    async with http.get(entry["files"][0]["url"]) as answer:
        assert answer.content_type == "image/jpeg"
        assert await answer.read() == picture


async def test_a_file_that_is_none(http: ClientSession) -> None:
    async with http.get("/_control/file/none") as answer:
        assert answer.status == 404


def form(**fields: Any) -> FormData:
    """As a browser sends it, with the file's name as it is."""
    found = FormData(
        {name: str(value) for name, value in fields.items() if name != "file"}, quote_fields=False
    )
    if "file" in fields:
        found.add_field("file", fields["file"], filename="报表.csv")
    return found


async def test_a_visitor_uploads_with_a_form(telegram: Playground, http: ClientSession) -> None:
    sent = {"chat_id": FORUM, "user_id": ANN, "thread": OPEN_TOPIC, "caption": "here", "album": "7"}
    async with http.post("/_control/upload", data=form(file=b"a,b", **sent)) as answer:
        message = await answer.json()
    assert (message["document"]["file_name"], message["caption"]) == ("报表.csv", "here")
    assert (message["message_thread_id"], message["media_group_id"]) == (OPEN_TOPIC, "7")


@pytest.mark.parametrize(
    "fields",
    [
        {"chat_id": GROUP, "user_id": BOB},
        {"chat_id": GROUP, "user_id": BOB, "file": "no file name"},
        {"chat_id": "x", "user_id": BOB, "file": b"a"},
        {"chat_id": -999, "user_id": BOB, "file": b"a"},
        {"chat_id": GROUP, "user_id": BOB, "colour": "red", "file": b"a"},
        {"chat_id": GROUP, "user_id": BOB, "kind": "photo", "file": b"no picture"},
    ],
)
async def test_a_form_that_makes_no_sense(telegram: Playground, http: ClientSession, fields: Json) -> None:
    data = form(**fields) if isinstance(fields.get("file"), bytes) else FormData(fields_of(fields))
    before = len(telegram.world.events)
    async with http.post("/_control/upload", data=data) as answer:
        assert answer.status == 400
        assert (await answer.json())["error"]
    assert len(telegram.world.events) == before


def fields_of(fields: Json) -> dict[str, str]:
    return {name: str(value) for name, value in fields.items()}


@pytest.mark.parametrize("body", ["", "{", "[]", "7", '{"chat_id": 1}', '{"colour": "red"}'])
async def test_an_action_that_makes_no_sense(http: ClientSession, body: str) -> None:
    async with http.post("/_control/send", data=body) as answer:
        assert answer.status == 400
        assert (await answer.json())["error"]


# ------------------------------------------------------------------------------------------------------ time


async def test_time_passes_once_at_a_time(telegram: Playground, http: ClientSession) -> None:
    telegram.page.stage = stage = DemoStage()

    async def travel(to: str) -> tuple[int, str]:
        async with http.post("/page/travel", json={"to": to}) as answer:
            return answer.status, await answer.text()

    first = asyncio.create_task(travel("morning"))
    while not stage.busy:  # noqa: ASYNC110 - each turn lets the server take one step
        await asyncio.sleep(0)
    assert (await get(http, "/page/start"))["stage"]["busy"]
    assert (await travel("hour"))[0] == 409
    stage.arrived.set()
    status, said = await first
    assert status == 200
    assert '"now"' in said
    assert (await travel("hour"))[0] == 200
    assert stage.journeys == ["morning", "hour"]


@pytest.mark.parametrize(
    ("body", "status"),
    [('{"to": "year"}', 404), ("{}", 400), ("", 400), ("[]", 400), ("{", 400), ('{"to": ["hour"]}', 404)],
)
async def test_journeys_that_are_none(
    telegram: Playground, http: ClientSession, body: str, status: int
) -> None:
    telegram.page.stage = stage = DemoStage()
    async with http.post("/page/travel", data=body) as answer:
        assert answer.status == status
    assert stage.journeys == []


async def test_without_a_stage_no_time_passes(http: ClientSession) -> None:
    async with http.post("/page/travel", json={"to": "hour"}) as answer:
        assert answer.status == 404
