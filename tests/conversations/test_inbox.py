"""The folder that other programs drop files into: the same road, told in the store's group."""

import asyncio
import os
from pathlib import Path
from shutil import copy

from sqlalchemy import select

from chat.inbox import Inbox
from storage import tables
from storage.engine import reading
from tests.conversation import MANAGER, becomes
from tests.conversations.conftest import Bot


def folder(bot: Bot, name: str = "Tea House") -> Path:
    path = bot.settings.data_dir / "inbox" / name
    path.mkdir(parents=True, exist_ok=True)
    return path


async def test_a_file_in_a_folder_is_read_and_told_in_the_group(bot: Bot, files: dict[str, Path]) -> None:
    shop = folder(bot)
    copy(files["sycm_shop"], shop / ".unfinished.xlsx")
    os.rename(shop / ".unfinished.xlsx", shop / "shop.xlsx")  # as careful programs do it
    receipt = await bot.group.reads()
    assert receipt.text.startswith("✅ Sycm: shop by day\n23 Oct to 21 Nov\n30 rows new")
    assert receipt.text.endswith("\n\n📁 From the inbox folder\nshop.xlsx")
    assert receipt.buttons == ("Take back",)
    assert receipt.reply_to == 0
    await becomes(lambda: sorted(os.listdir(shop)) == ["done"])
    assert (shop / "done" / "shop.xlsx").read_bytes() == files["sycm_shop"].read_bytes()
    bot.group.says(MANAGER, "/uploads")
    assert (await bot.group.reads()).text.splitlines()[2] == "1 · 22 Nov 08:00 · inbox"


async def test_a_file_that_is_refused_lies_beside_the_reason(bot: Bot) -> None:
    shop = folder(bot, "1")  # by its number
    (shop / "notes.pdf").write_bytes(b"%PDF-1.7 ...")
    refusal = await bot.group.reads()
    assert refusal.text.startswith("⚠️ notes.pdf: nothing stored\n")
    assert refusal.text.endswith("\n\n📁 From the inbox folder")
    await becomes(lambda: sorted(os.listdir(shop)) == ["refused"])
    assert sorted(os.listdir(shop / "refused")) == ["notes.pdf", "notes.pdf.txt"]
    assert "This is no table but a PDF" in (shop / "refused" / "notes.pdf.txt").read_text("utf-8")


async def test_what_was_there_before_the_start_is_read_and_the_same_name_is_kept_twice(
    bot: Bot, files: dict[str, Path]
) -> None:
    await bot.stop()
    shop = folder(bot)
    copy(files["sycm_shop"], shop / "a.xlsx")
    await bot.start()
    await bot.group.reads()
    await becomes(lambda: sorted(os.listdir(shop)) == ["done"])
    copy(files["sycm_shop"], shop / "a.xlsx")
    assert "Nothing has changed." in (await bot.group.reads()).text
    await becomes(lambda: len(os.listdir(shop / "done")) == 2)


async def test_a_folder_of_no_store_gets_a_note(bot: Bot, files: dict[str, Path]) -> None:
    other = folder(bot, "Coffee House")
    copy(files["sycm_shop"], other / "a.xlsx")
    await becomes(lambda: (other / "NOT READ.txt").exists())
    assert "There is no store “Coffee House”" in (other / "NOT READ.txt").read_text("utf-8")
    assert sorted(os.listdir(other)) == ["NOT READ.txt", "a.xlsx"]
    await bot.is_silent()
    other.rename(other.with_name("1"))
    await bot.group.reads()
    await becomes(lambda: sorted(os.listdir(other.with_name("1"))) == ["done"])


async def test_links_and_what_is_being_written_are_left_alone(bot: Bot, files: dict[str, Path]) -> None:
    shop, inbox = folder(bot), folder(bot).parent
    secret = bot.settings.data_dir / "secret"
    secret.mkdir()
    copy(files["sycm_shop"], secret / "secret.xlsx")
    (shop / "link.xlsx").symlink_to(secret / "secret.xlsx")
    (inbox / "Other").symlink_to(secret)
    os.mkfifo(shop / "pipe.csv")
    for name in ("~$open.xlsx", "half.xlsx.part", "half.TMP", ".hidden.xlsx"):
        copy(files["sycm_shop"], shop / name)
    look = Inbox(bot.house)
    await look.look()
    assert look.since == {}
    copy(files["wxt_plans"], shop / "plans.csv")
    await bot.group.reads()
    await becomes(lambda: (shop / "done" / "plans.csv").exists())
    await bot.is_silent()
    assert (secret / "secret.xlsx").exists()


async def test_a_file_that_is_still_growing_is_waited_for(bot: Bot, files: dict[str, Path]) -> None:
    shop, data = folder(bot), files["wxt_plans"].read_bytes()
    with (shop / "plans.csv").open("wb") as file:
        for place in range(0, len(data), len(data) // 5 + 1):
            file.write(data[place : place + len(data) // 5 + 1])
            file.flush()
            await asyncio.sleep(0.4)
    assert (await bot.group.reads()).text.startswith("✅ Wanxiangtai: plans")
    with reading(bot.house.engine) as session:
        assert session.scalars(select(tables.upload.c.size)).all() == [len(data)]
