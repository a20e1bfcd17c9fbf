"""Files that are pointed at with /import, or sent with a command in their caption."""

from pathlib import Path

from tests.conversation import GROUP, MANAGER, STRANGER, Message, message_of
from tests.conversations.conftest import Bot


def message(bot: Bot, number: int) -> Message:
    return message_of(bot.world, bot.world.chat(GROUP).records[number].message)


async def test_a_file_of_somebody_who_may_not_send_is_read_for_somebody_who_may(
    bot: Bot, files: dict[str, Path]
) -> None:
    sent = bot.group.uploads(STRANGER, files["sycm_shop"])
    assert "I have asked the managers" in (await bot.group.reads()).text
    bot.group.says(MANAGER, "/import", reply_to=message(bot, sent))
    receipt = await bot.group.reads()
    assert receipt.reply_to == sent
    assert receipt.text.startswith("✅ Sycm: shop by day")
    bot.group.says(MANAGER, "/import", reply_to=message(bot, sent))
    assert (await bot.group.reads()).text == "I know this file already: /uploads shows what became of it."


async def test_what_is_no_table_gets_a_clear_no_as_often_as_asked(bot: Bot, tmp_path: Path) -> None:
    document = tmp_path / "rules.pdf"
    document.write_bytes(b"%PDF-1.7 nothing of a table")
    sent = bot.group.uploads(MANAGER, document)
    await bot.is_silent()
    for _ in range(2):
        bot.group.says(MANAGER, "/import", reply_to=message(bot, sent))
        assert "This is no table but a PDF." in (await bot.group.reads()).text
        await bot.is_silent()


async def test_import_alone_explains_itself(bot: Bot) -> None:
    bot.group.says(MANAGER, "/import")
    assert (await bot.group.reads()).text == "Reply to a file with /import, and I read it."


async def test_a_command_in_the_caption_is_about_what_the_file_tells(
    bot: Bot, files: dict[str, Path]
) -> None:
    bot.group.uploads(MANAGER, files["sycm_shop"], caption="/brief")
    receipt, brief = await bot.group.reads(), await bot.group.reads()
    assert receipt.text.startswith("✅ Sycm: shop by day")
    assert brief.text.startswith("Sat 21 Nov: revenue down 4.58% on Sat 14 Nov.")
