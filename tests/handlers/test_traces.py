"""[Source] as people press it."""

from datetime import datetime
from typing import cast

import pytest
from sqlalchemy import Engine

from chat.context import Context, Member
from handlers import traces
from messages.texts import Texts
from metrics.mistakes import Mistake
from metrics.stores import Chat, Role
from storage.engine import writing
from tests.handlers.test_brief import Said
from tests.uploading import make_store

NOW = datetime.fromisoformat("2026-11-22T10:00:00+08:00")


@pytest.fixture
def member(engine: Engine) -> Member:
    with writing(engine) as session:
        store = make_store(session)
    chat = Chat(store.chat_id, -100, "group", "Team")
    return Member(42, "小王", Role.VIEWER, store, chat, None, Texts("en"), NOW)


async def pressed(engine: Engine, member: Member, *args: str) -> list[tuple[str, str]]:
    said = Said(engine, *args)
    await traces.press(cast(Context, said), member)
    return [(how, post.text.split("\n", 1)[0]) for how, post in said.posts]


@pytest.mark.parametrize(
    ("what", "first"),
    [
        ("d20261121", "<b>Sources: Sat 21 Nov</b>"),
        ("w20261116", "<b>Sources: 16 Nov to 22 Nov</b>"),
        ("m202611", "<b>Sources: 1 Nov to 30 Nov</b>"),
    ],
)
async def test_it_opens_in_the_posts_place(engine: Engine, member: Member, what: str, first: str) -> None:
    assert await pressed(engine, member, str(member.store.id), what) == [("edit", first)]


async def test_another_stores_button_and_an_old_one(engine: Engine, member: Member) -> None:
    ((how, text),) = await pressed(engine, member, str(member.store.id + 1), "d20261121")
    assert (how, text) == ("answer", "This button belongs to another store. Send /brief for yours.")
    for old in (("d20261121",), (str(member.store.id), "x")):
        with pytest.raises(Mistake, match="old_button"):
            await pressed(engine, member, *old)
