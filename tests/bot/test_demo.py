"""The demo, told once: what its visitor finds, how time passes there, and how it is gone on with."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.demo.cast import GROUP, MANAGER, STAFF, ZONE
from bot.demo.command import log_to
from bot.demo.kept import Folder
from bot.demo.theatre import Theatre, opened_theatre
from playground import looking, people
from playground.spec import Json

EXPORTS = 9  # on a morning
pytestmark = pytest.mark.asyncio(loop_scope="module")


class Visitor:
    """Who looks at the group, and acts in it."""

    def __init__(self, theatre: Theatre) -> None:
        self.theatre, self.world = theatre, theatre.playground.world

    def group(self, after: int = 0) -> list[Json]:
        return [one for one in looking.transcript(self.world, GROUP) if one["message"]["message_id"] > after]

    def said(self, after: int = 0) -> list[str]:
        """What the bot has said, and how: a photo's words begin with 📷."""
        return [
            ("📷" if "photo" in one["message"] else "") + words(one["message"])
            for one in self.group(after)
            if one["by"] == "bot"
        ]

    def briefs(self, after: int = 0) -> list[str]:
        """The words of those with a picture and the brief's own buttons, whatever they say."""
        messages = [one["message"] for one in self.group(after)]
        return [words(one) for one in messages if "photo" in one and '"brief:' in json.dumps(one)]

    @property
    def last(self) -> int:
        return int(self.group()[-1]["message"]["message_id"])

    @property
    def time(self) -> datetime:
        return self.theatre.days.clock().astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)


def words(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def theatre(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Theatre]:
    folder = Folder(tmp_path_factory.mktemp("demo"), kept=True)
    with log_to(folder.log):
        async with opened_theatre(folder, "en", 0, asyncio.Event()) as theatre:
            assert theatre.stage.busy
            await theatre.tell()
            yield theatre
    assert wrong_in(folder.log) == []


def wrong_in(log: Path) -> list[str]:
    return [line for line in log.read_text("utf-8").splitlines() if "[error" in line or "[critical" in line]


@pytest.fixture
def visitor(theatre: Theatre) -> Visitor:
    return Visitor(theatre)


async def test_the_visitor_finds_a_morning_that_has_happened(visitor: Visitor) -> None:
    assert visitor.time.isoformat(" ", "minutes") == "2026-11-24 09:01"
    midnight = datetime(2026, 11, 24, tzinfo=ZoneInfo(ZONE)).timestamp()
    morning = [one for one in visitor.group() if one["message"]["date"] > midnight]
    receipt, *others = [words(one["message"]) for one in morning if one["by"] == "bot"]
    assert receipt.startswith(f"✅ All {EXPORTS} files stored")
    first_lines = [other.partition("\n")[0] for other in others]
    assert [line for line in first_lines if line.endswith("new bad reviews")]
    assert [other for other in others if "Ads 11.2% of sales, 23" in other]
    (brief,) = visitor.briefs()
    assert "23 Nov" in brief
    assert others[-1] == brief
    assert not visitor.theatre.stage.busy


async def test_every_file_is_stored_and_nobody_is_left_without_an_answer(visitor: Visitor) -> None:
    files = [one for one in visitor.group() if "document" in one["message"] and one["by"] == "user"]
    assert len(files) == 2 * EXPORTS
    assert {emoji for one in files for given in one["reactions"].values() for emoji in given} == {"👌"}
    answered = {one["message"].get("reply_to_message", {}).get("message_id") for one in visitor.group()}
    asked = [one["message"] for one in visitor.group() if words(one["message"]).startswith("/")]
    assert [words(one) for one in asked if one["message_id"] not in answered] == []


async def test_all_rivals_are_followed_and_one_has_cut_its_price(visitor: Visitor) -> None:
    messages = [json.dumps(one["message"]) for one in visitor.group()]
    (view,) = [text for text in messages if '"rivals:' in text]
    assert '"follow:' not in view
    assert "Spruce Living" in visitor.briefs()[0]


async def test_visitors_can_be_taken_apart_by_source(visitor: Visitor) -> None:
    last = visitor.last
    people.send(visitor.world, GROUP, MANAGER.id, "/why visitors")
    await visitor.theatre.days.settle()
    (answer,) = visitor.said(last)
    assert "平台流量" in answer


async def test_the_page_knows_roles_and_files(visitor: Visitor) -> None:
    stage = visitor.theatre.stage
    assert set(stage.roles().values()) == {"owner", "manager", "staff", "stranger"}
    files = stage.files()
    assert len({file.name for file in files}) == len(files)
    assert len(files) > EXPORTS
    assert all(file.title and file.about and file.data for file in files)
    assert "24 Nov" in files[0].about


async def test_an_hour_is_an_hour_and_there_is_one_at_once(visitor: Visitor) -> None:
    before, last = visitor.time, visitor.last
    going = asyncio.create_task(visitor.theatre.stage.travel("hour"))
    await asyncio.sleep(0)
    assert visitor.theatre.stage.busy
    with pytest.raises(RuntimeError):
        await visitor.theatre.stage.travel("hour")
    await going
    assert timedelta(hours=1) <= visitor.time - before < timedelta(hours=1, minutes=1)
    (said,) = visitor.said(last)  # at half past nine, of all that nobody has taken
    assert said.endswith(" alerts wait for somebody.")


async def test_a_kept_demo_goes_on_where_it_was(visitor: Visitor, tmp_path: Path) -> None:
    visitor.theatre.keep()
    before, said = visitor.time, visitor.said()
    shutil.copytree(visitor.theatre.folder.path, tmp_path / "copy")  # as a kill would leave it
    folder = Folder(tmp_path / "copy", kept=True)
    state = folder.state()
    assert state is not None
    assert not state.closed
    async with opened_theatre(folder, state.language, 0, asyncio.Event()) as again:
        await again.tell()
        other = Visitor(again)
        assert other.said() == said
        assert timedelta(0) <= other.time - before < timedelta(minutes=1)
        last = other.last
        people.send(again.playground.world, GROUP, STAFF.id, "/brief")
        await again.days.settle()
        assert other.briefs(last) != []
        assert len(other.said(last)) == 1
    state = folder.state()
    assert state is not None
    assert state.closed


async def test_the_next_morning_comes_with_all_files_also_where_a_visitor_sent_one(visitor: Visitor) -> None:
    last, stage = visitor.last, visitor.theatre.stage
    shop = stage.files()[0]
    people.upload(visitor.world, GROUP, MANAGER.id, shop.name, shop.data)
    await visitor.theatre.days.settle()
    assert visitor.said(last)[0].startswith("✅ Sycm: shop by day · 24 Nov")
    last = visitor.last
    await stage.travel("morning")
    assert visitor.time.isoformat(" ", "minutes") == "2026-11-25 09:01"
    names = [one["message"]["document"]["file_name"] for one in visitor.group(last) if one["by"] == "user"]
    assert len(set(names)) == EXPORTS
    assert shop.name in names
    (brief,) = visitor.briefs(last)
    assert "24 Nov" in brief
    assert "25 Nov" in stage.files()[0].about
