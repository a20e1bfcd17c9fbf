"""Following other shops."""

import io
from pathlib import Path

import openpyxl

from tests.conversation import MANAGER
from tests.conversations.conftest import Bot


async def test_follow_look_and_let_go(bot: Bot, files: dict[str, Path]) -> None:
    await bot.takes(MANAGER, files["sycm_shop"], files["sycm_rivals"], files["rivals_simple"])
    for name in ("云杉生活馆", "白桦日用", "银杏优品"):
        bot.group.says(MANAGER, f"/follow {name}")
        assert f"Done: {name} is followed." in (await bot.group.reads()).text
    bot.group.says(MANAGER, "/competitors")
    report = await bot.group.reads()
    assert report.photo == (1200, 675)
    for name in ("云杉生活馆", "白桦日用", "银杏优品"):
        assert name in report.text
    bot.group.presses(MANAGER, report, "7 days")
    week = await bot.group.reads_edited()
    assert week.id == report.id
    assert "● 7 days" in week.buttons
    bot.group.presses(MANAGER, week, "云杉生活馆")
    one = await bot.group.reads_edited()
    assert {"● 7 days", "● 云杉生活馆"} <= set(one.buttons)
    assert one.photo == (1200, 675)
    bot.group.says(MANAGER, "/unfollow 白桦日用")
    await bot.group.reads()
    bot.group.says(MANAGER, "/competitors")
    assert "白桦日用" not in (await bot.group.reads()).text


async def test_the_template_comes_back_filled_in(bot: Bot, tmp_path: Path) -> None:
    bot.group.says(MANAGER, "/template competitors")
    handed_out = await bot.group.reads()
    assert handed_out.file_name == "competitors.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(handed_out.file))
    assert book.active is not None
    columns = [cell.value for cell in book.active[1]]
    assert len(columns) == 12
    book.active.append(["2026-11-21", "云杉生活馆", "收纳箱", "", 85, "200~300", "", 4.8, "", "", "", ""])
    filled_in = tmp_path / handed_out.file_name
    book.save(filled_in)
    (receipt,) = await bot.takes(MANAGER, filled_in)
    assert receipt.text.startswith("✅ Competitor sheet (our template) · 21 Nov\nRows: 1 new")
