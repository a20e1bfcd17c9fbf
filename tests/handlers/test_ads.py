"""/roi as people ask for it, and its buttons."""

from datetime import date, datetime
from typing import Any, cast

import pytest
from sqlalchemy import Engine

from chat.context import Context, Member
from handlers import ads
from messages.post import Post
from messages.texts import Texts
from metrics.ads import Report
from metrics.mistakes import Mistake
from metrics.stores import Chat, Role
from storage.engine import reading, writing
from tests.advertising import Files
from tests.uploading import make_store

NOW = datetime.fromisoformat("2026-11-22T10:00:00+08:00")


class Said:
    """Stands in for the context: runs services, and keeps what is said."""

    def __init__(self, engine: Engine, *args: str) -> None:
        self.engine, self.args = engine, list(args)
        self.posts: list[tuple[str, Post]] = []

    async def read(self, service: Any, *arguments: Any) -> Any:
        with reading(self.engine) as session:
            return service(session, *arguments)

    async def reply(self, post: Post) -> None:
        self.posts.append(("reply", post))

    async def edit(self, post: Post) -> None:
        self.posts.append(("edit", post))


@pytest.fixture
def member(engine: Engine) -> Member:
    with writing(engine) as session:
        store = make_store(session)
        row = {"scene_id": "s1", "plan_id": "p1", "spend": 100, "ad_revenue": 350}
        Files(session, store).ads(date(2026, 11, 21), Report.PLAN, row)
    chat = Chat(store.chat_id, -100, "group", "Team")
    return Member(42, "小王", Role.VIEWER, store, chat, None, Texts("en"), NOW)


async def tell(handler: Any, engine: Engine, member: Member, *args: str) -> tuple[str, list[str], list[str]]:
    """How it was said, the first two lines, and the chosen buttons."""
    said = Said(engine, *args)
    await handler(cast(Context, said), member)
    ((how, post),) = said.posts
    labels = [button.label for row in post.buttons for button in row]
    return how, post.text.split("\n")[:2], [label for label in labels if label.startswith("✓")]


async def test_without_a_word_it_is_seven_days_by_plan(engine: Engine, member: Member) -> None:
    assert await tell(ads.roi, engine, member) == (
        "reply",
        ["<b>ROI 3.50, pass: keep going</b>", "15 Nov – 21 Nov"],
        ["✓ 7 days", "✓ plan"],
    )


async def test_in_any_order_and_in_chinese(engine: Engine, member: Member) -> None:
    expected = ("reply", ["<b>ROI 3.50, pass: keep going</b>", "23 Oct – 21 Nov"], ["✓ 30 days", "✓ scene"])
    assert await tell(ads.roi, engine, member, "30d", "scene") == expected
    assert await tell(ads.roi, engine, member, "场景", "30天") == expected


async def test_a_button_changes_the_message_in_place(engine: Engine, member: Member) -> None:
    pressed = await tell(ads.change, engine, member, str(member.store.id), "today", "word")
    assert pressed == (
        "edit",
        ["<b>No ad figures for these days.</b>", "Sun 22 Nov"],
        ["✓ today", "✓ word"],
    )


async def test_what_cannot_be_read_is_a_mistake(engine: Engine, member: Member) -> None:
    with pytest.raises(Mistake) as caught:
        await tell(ads.roi, engine, member, "plans", "whenever")
    assert (caught.value.reason, caught.value.facts) == ("unknown_roi", {"given": "whenever"})
