"""/template: which sheets there are, each by its name or its button, with the store's own items in it."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from chat.door import Door
from handlers import setup, templates
from metrics.tables import Batch, Kind
from metrics.uploads import Incoming
from readers.templates import HEADER
from storage import facts
from storage.tables import store
from storage.uploads import write_down
from tests.conversation import OWNER, Message
from tests.handlers.conftest import TOPICS, Talk
from tests.uploading import NOW


@pytest.fixture
async def shop(talk: Talk) -> Talk:
    topics = (*TOPICS, templates)
    door = Door(
        talk.house,
        commands=[command for topic in topics for command in topic.COMMANDS],
        buttons=[button for topic in topics for button in getattr(topic, "BUTTONS", ())],
        answers=[],
        documents=templates.templates,
        found=setup.found,
    )
    shop = replace(talk, door=door)
    await shop.set_up()
    return shop


async def asks(shop: Talk, said: str) -> Message:
    shop.group.says(OWNER, said)
    await shop.settle()
    return await shop.group.reads()


def row(message: Message, number: int) -> list[object]:
    page = load_workbook(BytesIO(message.file)).worksheets[0]
    return [cell.value for cell in page[number]]


async def test_which_there_are(shop: Talk) -> None:
    answer = await asks(shop, "/template")
    assert answer.text == (
        "Sheets to fill in\n• /template competitors · Competitors\n• /template costs · Costs\n"
        "• /template targets · Targets\n• /template campaigns · Campaigns\n"
        "• /template prices · Same-item prices"
    )
    shop.group.presses(OWNER, answer, "Targets")
    await shop.settle()
    sheet = await shop.group.reads()
    assert sheet.file_name == "targets.xlsx"
    assert row(sheet, HEADER + 1) == ["By", "Day or month", "Target amount", "Note"]


async def test_one_that_nobody_has(shop: Talk) -> None:
    answer = await asks(shop, "/template nonsense")
    assert answer.text == "I have no sheet “nonsense”. Send /template to see which there are."


async def test_the_stores_items_without_a_cost_stand_in_it(shop: Talk) -> None:
    await shop.house.run(furnish)
    sheet = await asks(shop, "/template 成本")
    assert (sheet.file_name, sheet.text) == (
        "costs.xlsx",
        "Fill in what each item costs, and send the sheet back as a file.\n"
        "2 items of yours stand in it already.",
    )
    assert row(sheet, HEADER + 3)[:3] == ["700100200303", None, "=亚克力盒"]  # sells more than the next
    assert row(sheet, HEADER + 4)[:3] == ["700100200302", None, "压缩袋"]
    prices = await asks(shop, "/template prices")
    assert prices.text.endswith("3 items of yours stand in it already.")


def furnish(session: Session) -> None:
    (store_id,) = session.execute(store.select().with_only_columns(store.c.id)).one()
    upload = uploaded(session, store_id)
    titles = [("700100200301", "收纳箱"), ("700100200302", "压缩袋"), ("700100200303", "=亚克力盒")]
    for batch in (
        Batch(Kind.PRODUCT, ("item_id", "title"), list(titles)),
        Batch(
            Kind.COST,
            ("item_id", "sku", "from_day", "goods_cost"),
            [("700100200301", "", date(2026, 1, 1), 9)],
        ),
        Batch(Kind.PRODUCT_DAY, ("day", "item_id", "paid_amount"), [(date(2026, 11, 20), "700100200303", 9)]),
    ):
        facts.merge(session, store_id, upload, batch)


def uploaded(session: Session, store_id: int) -> int:
    found = write_down(session, Incoming(store_id, None, None, None, 1, "W", "f", "a.csv", 1, NOW))
    assert found is not None
    return found.id
