"""A file with several exports: each is an upload of its own, all in one receipt."""

import zipfile
from pathlib import Path

from tests.conversation import MANAGER
from tests.conversations.conftest import Bot


def archive(folder: Path, *paths: Path) -> Path:
    path = folder / "reports.zip"
    with zipfile.ZipFile(path, "w") as together:
        for one in paths:
            together.write(one, one.name)
    return path


async def last_receipt(bot: Bot, sent: int) -> str:
    while await bot.group.sees_reaction() != (sent, "👌"):
        pass
    (receipt,) = await bot.everything_said()
    edits = [message for message in bot.group.unread_edits() if message.id == receipt.id]
    return (edits or [receipt])[-1].text


async def test_every_export_of_an_archive_is_stored_once(
    bot: Bot, files: dict[str, Path], tmp_path: Path
) -> None:
    path = archive(tmp_path, files["sycm_shop"], files["wxt_plans"], files["wxt_cash"])
    text = await last_receipt(bot, bot.group.uploads(MANAGER, path))
    assert text.startswith("✅ All 3 files stored\n\n✅ Sycm: shop by day")
    assert "✅ Wanxiangtai: plans" in text
    assert "✅ Wanxiangtai: account cash flow" in text
    bot.clock.forward(seconds=11)
    again = await last_receipt(bot, bot.group.uploads(MANAGER, path))
    assert again.count("nothing new in it") == 3


async def test_one_export_of_it_is_taken_back(bot: Bot, files: dict[str, Path], tmp_path: Path) -> None:
    await last_receipt(
        bot, bot.group.uploads(MANAGER, archive(tmp_path, files["sycm_shop"], files["wxt_plans"]))
    )
    bot.group.says(MANAGER, "/uploads")
    listed = await bot.group.reads()
    assert "reports.zip › " in listed.text
    bot.group.presses(MANAGER, listed, "1")
    one = await bot.group.reads_edited()
    while "reports.zip › " not in one.text:
        one = await bot.group.reads_edited()
    bot.group.presses(MANAGER, one, "Take back")
    bot.group.presses(MANAGER, await bot.group.reads(), "Yes, take it back")
    await bot.everything_said()
    assert any("1 of 2 files stored" in message.text for message in bot.group.unread_edits())
    bot.group.says(MANAGER, "/brief")
    brief = await bot.group.reads()
    assert "revenue" in brief.text
    assert "Ad spend" not in brief.text


async def test_what_nobody_knows_in_it_is_named(bot: Bot, files: dict[str, Path], tmp_path: Path) -> None:
    picture = tmp_path / "read me.pdf"
    picture.write_bytes(b"%PDF-1.7 nothing of a table")
    sent = bot.group.uploads(MANAGER, archive(tmp_path, files["sycm_shop"], picture))
    text = await last_receipt(bot, sent)
    assert text.startswith("✅ Sycm: shop by day")
    assert text.endswith("Left out, I know no such table:\nread me.pdf")
