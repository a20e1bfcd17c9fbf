"""Files in the group and in private, from the upload to the receipt, with the real readers."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import services.uploads
from chat.door import Door
from chat.parsing import Parsing
from chat.uploads import finish
from handlers import setup, templates, uploads
from services.uploads import LEASE
from tests.conversation import OWNER, STAFF, STRANGER
from tests.handlers.conftest import TOPICS, Talk
from tests.samples.make import make


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make(tmp_path_factory.mktemp("samples"), date(2026, 11, 21), days=3)


@pytest.fixture
async def shop(talk: Talk) -> AsyncIterator[Talk]:
    """A store whose files are really read."""
    parsing = Parsing(preload=["pytest"])
    house = replace(talk.house, parsing=parsing)
    topics = (*TOPICS, templates)
    door = Door(
        house,
        commands=[command for topic in topics for command in topic.COMMANDS],
        buttons=[button for topic in topics for button in getattr(topic, "BUTTONS", ())],
        answers=[answer for topic in TOPICS for answer in getattr(topic, "ANSWERS", ())],
        documents=uploads.document,
        found=setup.found,
    )
    shop = replace(talk, house=house, door=door)
    await shop.set_up()
    yield shop
    parsing.close()


async def work(shop: Talk) -> None:
    """What the worker does, until nothing waits."""
    await shop.settle()
    while claimed := await shop.house.run(services.uploads.claim, "me", shop.clock()):
        await finish(shop.house, *claimed, "me")
    await shop.deliver()


async def test_a_file_in_the_group_gets_one_receipt(shop: Talk, samples: dict[str, Path]) -> None:
    sent = shop.group.uploads(OWNER, samples["sycm_shop"])
    await work(shop)
    assert await shop.group.sees_reaction() == (sent, "👀")
    assert await shop.group.sees_reaction() == (sent, "👌")
    receipt = await shop.group.reads()
    assert receipt.reply_to == sent
    assert receipt.text.startswith("✅ Sycm: shop by day\n19 Nov to 21 Nov\n3 rows new\n")
    assert shop.group.unread() == []


async def test_the_same_file_again_changes_nothing(shop: Talk, samples: dict[str, Path]) -> None:
    for _ in range(2):
        shop.group.uploads(OWNER, samples["wxt_plans"])
        await work(shop)
        shop.clock.forward(seconds=11)  # sooner, they would share a receipt
    await shop.group.reads()
    again = await shop.group.reads()
    assert "The same file came from Zhang on 22 Nov 10:00. Nothing has changed." in again.text


async def test_a_killed_upload_is_finished_once(shop: Talk, samples: dict[str, Path]) -> None:
    sent = shop.group.uploads(OWNER, samples["reviews_rpa"])
    await shop.settle()
    killed = await shop.house.run(services.uploads.claim, "killed", shop.clock())
    assert killed is not None
    await work(shop)
    assert shop.group.unread() == []  # the claim still holds
    shop.clock.forward(seconds=LEASE.total_seconds())
    await work(shop)
    await work(shop)
    receipt = await shop.group.reads()
    assert receipt.reply_to == sent
    assert receipt.text.startswith("✅ Reviews: collected sheet")
    assert shop.group.unread() == []


async def test_an_unknown_table_is_refused_with_what_is_known(shop: Talk, samples: dict[str, Path]) -> None:
    sent = shop.group.uploads(OWNER, samples["parcels"])
    await work(shop)
    assert await shop.group.sees_reaction() == (sent, "👀")
    assert await shop.group.sees_reaction() == (sent, "🤔")
    answer = await shop.group.reads()
    assert answer.text.startswith("⚠️ 发货报表202611210915.csv\nNothing stored.\nI do not know this table.")
    assert answer.text.endswith("\nThe guide lists what I read; sheets to fill in: /template")


async def test_strangers_files_are_not_read(shop: Talk, samples: dict[str, Path]) -> None:
    shop.group.uploads(STRANGER, samples["sycm_shop"])
    await work(shop)
    question = await shop.group.reads()
    assert question.buttons != ()
    assert shop.group.unread() == []


async def test_a_file_in_private_is_answered_there(shop: Talk, samples: dict[str, Path]) -> None:
    private = shop.private(OWNER)
    private.uploads(OWNER, samples["wxt_cash"])
    await work(shop)
    assert (await private.reads()).text.startswith("✅ Wanxiangtai: account cash flow")
    assert shop.group.unread() == []


async def test_the_template_comes_back_as_rivals(shop: Talk, tmp_path: Path) -> None:
    shop.group.says(OWNER, "/template competitors")
    await shop.settle()
    sheet = await shop.group.reads()
    assert sheet.file_name == "competitors.xlsx"
    path = tmp_path / sheet.file_name
    path.write_bytes(sheet.file)
    shop.group.uploads(OWNER, path)
    await work(shop)
    assert "The table has its header but not one usable row" in (await shop.group.reads()).text


async def test_a_viewer_may_not_upload(shop: Talk, samples: dict[str, Path]) -> None:
    shop.group.says(STAFF, "/help")
    await shop.settle()
    shop.group.presses(OWNER, await shop.group.reads(), "Viewer")
    await shop.settle()
    shop.group.uploads(STAFF, samples["sycm_shop"])
    await work(shop)
    assert "✅" not in (await shop.group.reads()).text
