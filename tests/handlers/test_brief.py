"""/brief as people use it."""

from datetime import date, datetime
from typing import Any, cast

import pytest
from sqlalchemy import Engine

from chat.context import Context, Member
from handlers import brief
from messages.post import Post
from messages.texts import Texts
from metrics.mistakes import Mistake
from metrics.stores import Chat, Role
from storage.engine import reading, writing
from tests.uploading import make_store

NOW = datetime.fromisoformat("2026-11-22T10:00:00+08:00")


class Said:
    """Stands in for the context: runs services, and keeps what is said."""

    def __init__(self, engine: Engine, *args: str) -> None:
        self.engine, self.args = engine, list(args)
        self.posts: list[tuple[str, Post]] = []

    async def run(self, service: Any, *arguments: Any) -> Any:
        with writing(self.engine) as session:
            return service(session, *arguments)

    async def read(self, service: Any, *arguments: Any) -> Any:
        with reading(self.engine) as session:
            return service(session, *arguments)

    async def reply(self, post: Post) -> None:
        self.posts.append(("reply", post))

    async def answer(self, text: str) -> None:
        self.posts.append(("answer", Post(text)))

    async def edit(self, post: Post) -> None:
        self.posts.append(("edit", post))


@pytest.fixture
def member(engine: Engine) -> Member:
    with writing(engine) as session:
        store = make_store(session)
    chat = Chat(store.chat_id, -100, "group", "Team")
    return Member(42, "小王", Role.VIEWER, store, chat, None, Texts("en"), NOW)


async def tell(handler: Any, engine: Engine, member: Member, *args: str) -> list[tuple[str, str]]:
    said = Said(engine, *args)
    await handler(cast(Context, said), member)
    return [(how, post.text.split("\n", 1)[0]) for how, post in said.posts]


@pytest.mark.parametrize(
    ("args", "day"), [((), "Sat 21 Nov"), (("2026-11-11",), "Wed 11 Nov"), (("today",), "Sun 22 Nov")]
)
async def test_a_brief_on_demand(engine: Engine, member: Member, args: tuple[str, ...], day: str) -> None:
    expected = f"<b>{day}: no revenue figures yet.</b> Please send the shop file."
    assert await tell(brief.brief, engine, member, *args) == [("reply", expected)]


@pytest.mark.parametrize(("word", "reason"), [("2026-11-23", "day_ahead"), ("soon", "unknown_day")])
async def test_a_day_without_a_brief(engine: Engine, member: Member, word: str, reason: str) -> None:
    with pytest.raises(Mistake) as mistake:
        await tell(brief.brief, engine, member, word)
    assert mistake.value.reason == reason


async def test_buttons_edit_in_place_and_keep_the_day(engine: Engine, member: Member) -> None:
    store_id = str(member.store.id)
    assert await tell(brief.press, engine, member, store_id, "20261111", "7") == [
        ("edit", "<b>Wed 11 Nov: no revenue figures yet.</b> Please send the shop file.")
    ]
    assert await tell(brief.press, engine, member, store_id, "20261111", "ads") == [
        ("edit", "<b>Wed 11 Nov: no ad figures.</b>")
    ]


async def test_another_stores_button_changes_nothing(engine: Engine, member: Member) -> None:
    assert await tell(brief.press, engine, member, "99", "20261111", "7") == [
        ("answer", "This button belongs to another store. Send /brief for yours.")
    ]


@pytest.mark.parametrize(
    "args",
    [("99", "20261111", "7"), ("1", "20261311", "7"), ("1", "20261111", "8"), ("1",), ("x", "y", "z", "7")],
)
def test_strange_buttons_are_not_answered(args: tuple[str, ...]) -> None:
    assert brief.read_data(list(args), 1) is None
    assert brief.read_data(["1", "20261111", "7"], 1) == (date(2026, 11, 11), "7")
