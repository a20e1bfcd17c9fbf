"""A workbook with a password: asked for in private, used once, found nowhere afterwards."""

from pathlib import Path

import pytest

from playground import looking
from tests.conversation import MANAGER, Message, Place
from tests.conversations.conftest import Bot
from tests.samples.containers import locked

PASSWORD = "/芝麻 Open-7731"


@pytest.fixture
def secret(files: dict[str, Path], tmp_path: Path) -> Path:
    path = tmp_path / "店铺日报.xlsx"
    path.write_bytes(locked(files["sycm_shop"].read_bytes(), PASSWORD))
    return path


async def shown(bot: Bot, secret: Path) -> Message:
    """The card in the group."""
    sent = bot.group.uploads(MANAGER, secret)
    card = await bot.group.reads()
    assert card.reply_to == sent
    return card


def is_deleted(place: Place, message_id: int) -> bool:
    return any(
        event["kind"] == "delete" and (event["chat_id"], event["message_id"]) == (place.chat_id, message_id)
        for event in place.world.events
    )


async def test_it_is_asked_for_in_private_and_kept_nowhere(
    bot: Bot, secret: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    li = bot.private(MANAGER)
    li.says(MANAGER, "/help")
    await li.reads()
    card = await shown(bot, secret)
    assert card.text == (
        "🔒 The file has a password\n店铺日报.xlsx\n\nI have asked for it in private.\n"
        "Tell me in private, not here."
    )
    assert card.buttons == ("Discard",)
    question = await li.reads()
    assert question.text == (
        "🔒 The file has a password\n店铺日报.xlsx\n\nAnswer this message with it.\n"
        "It is used once, never stored.\nI delete your answer at once."
    )
    assert looking.transcript(bot.world, MANAGER.id)[-1]["reply_markup"] == {"force_reply": True}
    wrong = li.says(MANAGER, "sesame", reply_to=question)
    assert (await li.reads()).text == "🔓 Thank you, I am reading it.\n店铺日报.xlsx"
    again = await li.reads()
    assert again.text.startswith("🔒 That is not its password\n店铺日报.xlsx")
    right = li.says(MANAGER, PASSWORD, reply_to=again)
    receipt = await bot.group.reads()
    assert receipt.text.startswith("✅ Sycm: shop by day\n23 Oct to 21 Nov\n30 rows new")
    assert receipt.reply_to == card.reply_to
    edits = [message.text for message in bot.group.unread_edits() if message.id == card.id]
    assert edits[-1] == "🔓 Li has told me the password: it is being read.\n店铺日报.xlsx"
    assert all(is_deleted(li, number) for number in (wrong, right))
    await bot.stop()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    said = "".join(capfd.readouterr())
    for password in (PASSWORD, "sesame"):
        assert password.encode() not in kept
        assert password not in said


async def test_who_has_never_spoken_to_us_is_led_there(bot: Bot, secret: Path) -> None:
    card = await shown(bot, secret)
    assert card.text == "🔒 The file has a password\n店铺日报.xlsx\n\nTell me in private, not here."
    (link,) = [entity["url"] for entity in card.raw["entities"] if entity["type"] == "text_link"]
    address, _, words = link.partition("?start=")
    assert address == "https://t.me/zhanggui_bot"
    li = bot.private(MANAGER)
    li.says(MANAGER, f"/start {words}")
    question = await li.reads()
    li.says(MANAGER, PASSWORD, reply_to=question)
    assert (await bot.group.reads()).text.startswith("✅ Sycm: shop by day")
    li.says(MANAGER, f"/start {words}")
    assert (await li.reads()).text.startswith("🔓 Thank you")
    assert (await li.reads()).text.startswith("This has been decided already")


async def test_sent_in_private_it_is_asked_there(bot: Bot, secret: Path) -> None:
    li = bot.private(MANAGER)
    sent = li.uploads(MANAGER, secret)
    question = await li.reads()
    assert (question.reply_to, question.buttons) == (sent, ("Discard",))
    li.says(MANAGER, PASSWORD, reply_to=question)
    assert (await li.reads()).text.startswith("🔓 Thank you")
    assert (await li.reads()).text.startswith("✅ Sycm: shop by day")
    await bot.is_silent()


async def test_it_is_let_go(bot: Bot, secret: Path) -> None:
    card = await shown(bot, secret)
    bot.group.says(MANAGER, "/uploads")
    assert "waits for its password" in (await bot.group.reads()).text
    bot.group.presses(MANAGER, card, "Discard")
    assert (await bot.group.reads_edited()).text == "🗑 Discarded by Li, nothing was stored.\n店铺日报.xlsx"
    late = await shown(bot, secret)
    await bot.after(hours=49)
    await bot.everything_said()
    (given_up,) = bot.group.unread_edits()
    assert given_up.id == late.id
    assert given_up.text.startswith("🗑 Discarded: nobody has decided in two days.")


async def test_a_restart_forgets_the_password_and_asks_again(bot: Bot, secret: Path) -> None:
    li = bot.private(MANAGER)
    li.uploads(MANAGER, secret)
    question = await li.reads()
    bot.house.parsing.passwords.give = lambda *_args: None  # type: ignore[method-assign]  as if it died here
    li.says(MANAGER, PASSWORD, reply_to=question)
    assert (await li.reads()).text.startswith("🔓 Thank you")
    await bot.stop()
    await bot.start()
    assert (await li.reads()).text.startswith("🔒 The file has a password")
