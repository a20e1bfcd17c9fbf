"""The page's line to the server: what happens comes at once, and nothing is lost when the line breaks."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession

from playground import people, places, stream
from playground.server import Playground
from playground.spec import Json
from playground.world import World
from tests.playground.scene import ANN, BOB, BOT_WROTE, FORUM, GROUP, OPEN_TOPIC, Call

BUTTONS = {"inline_keyboard": [[{"text": "7 days", "callback_data": "roi:7d"}]]}


class Line:
    """An open stream, read event by event."""

    def __init__(self, answer: ClientResponse) -> None:
        self.answer = answer

    async def block(self) -> list[str]:
        """The lines up to the next empty one."""
        lines: list[str] = []
        while (line := (await asyncio.wait_for(self.answer.content.readline(), 5)).decode()) != "\n":
            assert line.endswith("\n"), "the stream has ended"
            lines.append(line.rstrip("\n"))
        return lines

    async def event(self) -> Json:
        number, data = await self.block()
        found: Json = json.loads(data.removeprefix("data: "))
        assert number == f"id: {found['seq']}"
        return found


@asynccontextmanager
async def opened(telegram: Playground, after: int | None = None, **headers: str) -> AsyncIterator[Line]:
    """From now on, if it is not said after which event."""
    start = len(telegram.world.events) if after is None else after
    url = f"{telegram.url}/page/stream?after={start}"
    async with ClientSession() as http, http.get(url, headers=headers) as answer:
        assert answer.status == 200
        assert answer.content_type == "text/event-stream"
        yield Line(answer)


async def test_a_message_comes_with_its_entry(telegram: Playground, call: Call) -> None:
    async with opened(telegram) as line:
        sent = (await call("sendMessage", chat_id=GROUP, text="ROI 掌柜", reply_markup=BUTTONS))["result"]
        event = await line.event()
    assert (event["kind"], event["chat_id"], event["by"]) == ("message", GROUP, "bot")
    assert "message" not in event
    assert event["entry"]["message"] == sent
    assert event["entry"]["reply_markup"] == BUTTONS


async def test_what_becomes_of_a_message_comes_as_it_is_now(telegram: Playground, call: Call) -> None:
    world = telegram.world
    async with opened(telegram) as line:
        await call("editMessageText", chat_id=GROUP, message_id=BOT_WROTE, text="no")
        edited = await line.event()
        people.react(world, GROUP, BOB, BOT_WROTE, "👍")
        reacted = await line.event()
        people.delete(world, GROUP, BOT_WROTE)
        deleted = await line.event()
    assert [event["kind"] for event in (edited, reacted, deleted)] == ["edit", "reaction", "delete"]
    assert edited["entry"]["message"]["text"] == "no"
    assert edited["entry"]["edits"][0]["text"] == "yes?"
    assert (reacted["by"], reacted["entry"]["reactions"]) == ("user", {str(BOB): ["👍"]})
    assert deleted["entry"]["deleted"]


async def test_a_line_taken_up_again_shows_messages_as_they_are_now(telegram: Playground) -> None:
    world, seen = telegram.world, len(telegram.world.events)
    sent = people.send(world, GROUP, BOB, "one")["message_id"]
    people.edit(world, GROUP, BOB, sent, "two")
    async with opened(telegram, seen) as line:
        events = [await line.event(), await line.event()]
    assert [event["kind"] for event in events] == ["message", "edit"]
    assert {event["entry"]["message"]["text"] for event in events} == {"two"}


def typing(world: World) -> None:
    world.note("action", chat_id=GROUP, action="typing")


ACTS: list[tuple[Callable[[World], object], Json]] = [
    (typing, {"kind": "action", "chat_id": GROUP, "action": "typing"}),
    (
        lambda world: places.member(world, GROUP, ANN, "administrator", by=BOB),
        {"kind": "member", "chat_id": GROUP, "user_id": ANN, "status": "administrator"},
    ),
    (
        lambda world: places.close_topic(world, FORUM, OPEN_TOPIC),
        {"kind": "topic", "chat_id": FORUM, "thread": OPEN_TOPIC, "name": "open", "closed": True},
    ),
    (
        lambda world: places.close_topic(world, FORUM, OPEN_TOPIC, closed=False),
        {"kind": "topic", "chat_id": FORUM, "thread": OPEN_TOPIC, "closed": False},
    ),
    (lambda world: world.note("time", now=5.5), {"kind": "time", "now": 5.5}),
    (lambda world: world.note("stage", busy=True), {"kind": "stage", "busy": True}),
]


@pytest.mark.parametrize(("act", "expected"), ACTS)
async def test_other_things_that_happen(
    telegram: Playground, act: Callable[[World], object], expected: Json
) -> None:
    async with opened(telegram) as line:
        act(telegram.world)
        event = await line.event()
    assert expected.items() <= event.items()


async def test_a_topic_made_and_gone(telegram: Playground, call: Call) -> None:
    async with opened(telegram) as line:
        made = (await call("createForumTopic", chat_id=FORUM, name="Ads"))["result"]
        service, told = await line.event(), await line.event()
        places.delete_topic(telegram.world, FORUM, made["message_thread_id"])
        deleted, gone = await line.event(), await line.event()
    thread = made["message_thread_id"]
    assert service["entry"]["message"]["message_thread_id"] == thread
    assert (told["kind"], told["thread"], told["name"]) == ("topic", thread, "Ads")
    assert (deleted["kind"], deleted["message_id"]) == ("delete", thread)
    assert (gone["kind"], gone["thread"], gone["gone"]) == ("topic", thread, True)


async def test_a_press_and_who_is_answered(telegram: Playground, call: Call) -> None:
    sent = (await call("sendMessage", chat_id=GROUP, text="ROI", reply_markup=BUTTONS))["result"]
    async with opened(telegram) as line:
        query = people.press(telegram.world, GROUP, BOB, sent["message_id"], data="roi:7d")
        pressed = await line.event()
        await call("answerCallbackQuery", text="Not yours", show_alert=True, **query)
        answered = await line.event()
    about = {"chat_id": GROUP, "user_id": BOB, **query}
    assert (about | {"kind": "press", "message_id": sent["message_id"]}).items() <= pressed.items()
    said = {"kind": "callback_answer", "text": "Not yours", "show_alert": True}
    assert (about | said).items() <= answered.items()


async def test_after_a_break_it_goes_on_where_it_was(telegram: Playground) -> None:
    world = telegram.world
    async with opened(telegram) as line:
        people.send(world, GROUP, BOB, "one")
        last = (await line.event())["seq"]
    people.send(world, GROUP, BOB, "two")
    people.send(world, GROUP, BOB, "three")
    async with opened(telegram, 0, **{"Last-Event-ID": str(last)}) as line:
        texts = [(await line.event())["entry"]["message"]["text"] for _ in range(2)]
    assert texts == ["two", "three"]


@pytest.mark.parametrize("after", ["", "0", "-3", "x", "²"])
async def test_from_the_beginning(telegram: Playground, after: Any) -> None:
    async with opened(telegram, after) as line:
        assert (await line.event())["seq"] == 1


async def test_a_page_that_has_seen_another_world_is_told_what_is_new(telegram: Playground) -> None:
    seen = len(telegram.world.events)
    async with opened(telegram, seen + 1000) as line:
        people.send(telegram.world, GROUP, BOB, "new")
        assert (await line.event())["seq"] == seen + 1


async def test_several_pages_at_once(telegram: Playground) -> None:
    async with opened(telegram) as first, opened(telegram) as second:
        people.send(telegram.world, GROUP, BOB, "one")
        assert await first.event() == await second.event()
        first.answer.close()
        people.send(telegram.world, GROUP, BOB, "two")
        assert (await second.event())["entry"]["message"]["text"] == "two"


async def test_a_private_chat_with_another_bot(telegram: Playground) -> None:
    world = telegram.world
    places.bot(world, "654321:OTHER", "other_bot")
    places.user(world, 77, "Cid")
    places.private(world, 77, 654321)
    async with opened(telegram) as line:
        people.send(world, 77, 77, "psst", bot_id=654321)
        assert (await line.event())["entry"] is None


async def test_a_quiet_line_is_kept_alive(telegram: Playground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT", 0.01)
    async with opened(telegram) as line:
        assert [await line.block(), await line.block()] == [[": still here"]] * 2
        people.send(telegram.world, GROUP, BOB, "one")
        while (block := await line.block()) == [": still here"]:
            pass
        assert block[0].startswith("id: ")


async def test_when_the_server_goes_the_line_ends_at_once() -> None:
    async with ClientSession() as http, Playground() as telegram:
        async with http.get(f"{telegram.url}/page/stream") as answer:
            began = time.monotonic()
            await telegram.runner.cleanup()
            assert await answer.content.read() == b""
        assert time.monotonic() - began < 0.5


async def test_a_page_that_does_not_listen_holds_nobody_up() -> None:
    async with Playground() as telegram:
        places.bot(telegram.world, "123456:TEST")
        reader, writer = await asyncio.open_connection("127.0.0.1", telegram.port, limit=1)
        writer.write(b"GET /page/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await reader.readexactly(1)
        telegram.world.note("time", now="x" * (32 << 20))
        async with opened(telegram) as line:
            telegram.world.note("time", now=1)
            assert (await line.event())["now"] == 1
        began = time.monotonic()
    assert time.monotonic() - began < 3
    writer.close()
