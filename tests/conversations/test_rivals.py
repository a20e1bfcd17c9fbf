"""Following other shops."""

import io
from pathlib import Path

import openpyxl

from readers.rivals import HEADERS
from tests.conversation import MANAGER, OWNER
from tests.conversations.conftest import Bot

SPRUCE = "云杉生活馆"
FILLED = {"sales": "200~300", "rating": 4.8, "picture": "白底", "video": "无", "discount": "满99减5"}


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
    assert receipt.text.startswith("✅ Competitor sheet (our template)\n21 Nov\n1 row new\n")


def sheet(folder: Path, *looks: tuple[str, float | str], name: str = "竞店.xlsx", **changed: object) -> Path:
    """Our own sheet, filled in: a day and a price in each line, all else as in FILLED but for `changed`."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(HEADERS["zh"])
    for day, price in looks:
        cells = {**FILLED, **changed}
        known = [cells[column] for column in ("picture", "video", "discount")]
        page.append([day, SPRUCE, "收纳箱", "", price, cells["sales"], "", cells["rating"], *known, ""])
    path = folder / name
    book.save(path)
    return path


async def follows(bot: Bot) -> None:
    bot.group.says(MANAGER, f"/follow {SPRUCE}")
    await bot.group.reads()


async def test_a_rival_cuts_its_price_and_somebody_answers(bot: Bot, tmp_path: Path) -> None:
    await follows(bot)
    await bot.takes(MANAGER, sheet(tmp_path, ("2026-11-22", 85)))
    await bot.is_silent()
    bot.clock.to("2026-11-23 10:00")
    await bot.takes(MANAGER, sheet(tmp_path, ("2026-11-23", 73)))
    card = await bot.group.reads()
    assert card.text == (
        "云杉生活馆 ▼ ¥85 → ¥73\n收纳箱\n-14.1% since 23 Nov\nOurs? /template prices\n"
        "Decide: press “We answer …”\n\n🔴 Open since 23 Nov 10:00"
    )
    bot.group.presses(MANAGER, card, "We answer …")
    asked = await bot.group.reads_edited()
    assert asked.buttons == ("Match the price", "A bundle or a gift", "Better service", "Nothing", "‹ Back")
    bot.group.presses(MANAGER, asked, "A bundle or a gift")
    answered = await bot.group.reads_edited()
    assert "\n✅ Solved by Li\n💬 Li: bundle\n" in answered.text
    bot.group.says(MANAGER, "/competitors")
    assert "\n23 Nov Li: bundle\n" in (await bot.group.reads()).text
    bot.clock.to("2026-11-24 10:00")
    await bot.takes(MANAGER, sheet(tmp_path, ("2026-11-24", 73)))
    await bot.is_silent()
    bot.clock.to("2026-11-25 10:00")
    await bot.takes(MANAGER, sheet(tmp_path, ("2026-11-25", 65)))
    assert (await bot.group.reads()).text.startswith("云杉生活馆 ▼ ¥85 → ¥65\n")


async def test_an_old_button_shows_the_newer_state(bot: Bot, tmp_path: Path) -> None:
    await follows(bot)
    await bot.takes(MANAGER, sheet(tmp_path, ("2026-11-21", 85), ("2026-11-22", 73)))
    card = await bot.group.reads()
    bot.group.presses(MANAGER, card, "We answer …")
    asked = await bot.group.reads_edited()
    bot.group.presses(OWNER, asked, "‹ Back")
    back = await bot.group.reads_edited()
    assert back.buttons == card.buttons
    bot.group.presses(OWNER, back, "I take it")
    taken = await bot.group.reads_edited()
    assert "✋ Zhang has it" in taken.text
    assert "We answer …" in taken.buttons


async def test_a_leap_waits_for_a_second_file(bot: Bot, tmp_path: Path) -> None:
    await follows(bot)
    await bot.takes(MANAGER, sheet(tmp_path, ("2026-11-21", 85), ("2026-11-22", 8.5)))
    await bot.is_silent()
    bot.group.says(MANAGER, "/competitors")
    assert "· 收纳箱\n? Price ¥8.50: seen once" in (await bot.group.reads()).text
    bot.clock.to("2026-11-22 11:00")
    await bot.takes(MANAGER, sheet(tmp_path, ("2026-11-22", 8.5), name="again.xlsx", sales="201~300"))
    assert (await bot.group.reads()).text.startswith("云杉生活馆 ▼ ¥85 → ¥8.50\n")


async def test_no_price_is_no_move(bot: Bot, tmp_path: Path) -> None:
    await follows(bot)
    await bot.takes(MANAGER, sheet(tmp_path, ("2026-11-20", 85), ("2026-11-21", ""), ("2026-11-22", 85)))
    await bot.is_silent()


async def test_what_looks_otherwise_is_one_card(bot: Bot, tmp_path: Path) -> None:
    await follows(bot)
    await bot.takes(MANAGER, sheet(tmp_path, ("2026-11-21", 85)))
    changed = {"picture": "红底", "discount": "满199减30"}
    await bot.takes(MANAGER, sheet(tmp_path, ("2026-11-22", 79), rating=4.6, **changed))
    card = await bot.group.reads()
    assert card.text == (
        "Competitors: 3 alerts are open\n\n"
        "1 🔴 云杉生…: looks different\n   收纳箱\n"
        "2 🔴 云杉生活馆 ▼ ¥85 → ¥79\n   收纳箱\n   Ours? /template prices\n"
        "3 🔴 云杉生活馆: rating ▼ 4.6\n   收纳箱"
    )
    await bot.is_silent()
    bot.group.presses(MANAGER, card, "1")
    one = await bot.group.reads_edited()
    assert "Main picture: 红底\n(before: 白底)\nDiscount: 满199减30\n(before: 满99减5)" in one.text
