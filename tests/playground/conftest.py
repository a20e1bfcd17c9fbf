"""A playground with a bot, a few people and their chats, and a way to call it as a bot does."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, FormData

from playground import places
from playground.server import Playground
from tests.playground.scene import (
    ANN,
    BASIC,
    BLOCKER,
    BOB,
    CLOSED,
    CLOSED_TOPIC,
    ELSEWHERE,
    FORUM,
    GROUP,
    OPEN_TOPIC,
    QUIET,
    TOKEN,
    Call,
    Files,
)


@pytest.fixture
async def telegram() -> AsyncIterator[Playground]:
    async with Playground() as telegram:
        world = telegram.world
        places.bot(world, TOKEN)
        places.user(world, ANN, "Ann")
        places.user(world, BOB, "Bob")
        places.private(world, ANN)
        places.private(world, CLOSED, started=False)
        places.private(world, BLOCKER, blocked=True)
        places.chat(world, GROUP, creator=ANN, members=[BOB], bot="administrator")
        places.chat(world, FORUM, creator=ANN, forum=True, bot="administrator")
        places.chat(world, ELSEWHERE, creator=ANN, bot="left")
        places.chat(world, QUIET, creator=ANN, members=[BOB])
        places.chat(world, BASIC, "group", creator=ANN)
        assert places.topic(world, FORUM, ANN, "open") == OPEN_TOPIC
        assert places.topic(world, FORUM, ANN, "closed") == CLOSED_TOPIC
        places.close_topic(world, FORUM, CLOSED_TOPIC)
        world.post(world.chat(GROUP), world.users[ANN], text="hello")
        bot = world.bot()
        world.post(world.chat(GROUP), bot.user, bot=bot, text="yes?")
        bot.queue.clear()
        yield telegram


@pytest.fixture
async def call(telegram: Playground) -> AsyncIterator[Call]:
    """`await call("sendMessage", chat_id=…, text=…)`: the answer's JSON; objects are sent as JSON texts."""
    async with ClientSession() as http:

        async def call(method: str, files: Files | None = None, **params: object) -> dict[str, Any]:
            form = FormData(default_to_multipart=True)
            for name, value in params.items():
                form.add_field(name, json.dumps(value) if isinstance(value, dict | list) else str(value))
            for name, (file_name, data) in (files or {}).items():
                form.add_field(name, data, filename=file_name, content_type="application/octet-stream")
            async with http.post(f"{telegram.url}/bot{TOKEN}/{method}", data=form) as answer:
                found: dict[str, Any] = await answer.json()
                return found

        yield call
