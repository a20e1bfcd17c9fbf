"""One row of the outbox becomes one call of Telegram; where that is refused, it is said more simply."""

import hashlib
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

import structlog
import telegram
from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from charts.chart import CHART, Chart
from chat import parts
from chat.errors import Kind, classify
from chat.house import House
from chat.outbox import BODY, Body
from messages.post import MAX_CAPTION, plain
from storage.drawn import file_of, forget_file
from storage.outbox import Entry, put_out_as

log = structlog.get_logger()
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
MOST_WAYS = 5


@dataclass(frozen=True)
class Picture:
    """A chart as PNG, or the id of the file that Telegram already has."""

    chart: Chart
    digest: str
    content: bytes | str

    @property
    def file_name(self) -> str:
        return f"{self.digest[:16]}.png"


@dataclass(frozen=True)
class Call:
    """What is about to be said, and how."""

    entry: Entry
    body: Body
    picture: Picture | None
    thread_id: int | None
    has_markup: bool = True  # False: the words alone, without any HTML

    @property
    def text(self) -> str:
        return self.body.text if self.has_markup else plain(self.body.text)

    @property
    def parse_mode(self) -> str | None:
        return ParseMode.HTML if self.has_markup else None

    @property
    def markup(self) -> InlineKeyboardMarkup | ForceReply | None:
        """What hangs below a new message."""
        if not self.body.buttons and self.body.asks and self.entry.private:
            return ForceReply()
        return self.keyboard

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        rows = [
            [InlineKeyboardButton(label, callback_data=data) for label, data in row]
            for row in self.body.buttons
        ]
        return InlineKeyboardMarkup(rows) if rows else None


@dataclass(frozen=True)
class Sent:
    """`digest` and `file_id` name a picture that was uploaded for the first time."""

    message_id: int | None
    digest: str = ""
    file_id: str = ""


async def prepare(house: House, entry: Entry) -> Call:
    """All that can be done before speaking: the chart is drawn. Where it cannot be, its words go alone."""
    body = BODY.validate_json(entry.body)
    picture = None
    if body.chart is not None:
        try:
            picture = await _picture(house, body.chart)
        except Exception:
            if not body.text:
                raise
            log.exception("a chart could not be drawn", outbox=entry.id)
    return Call(await _addressed(house, entry, body), body, picture, entry.thread_id)


async def _addressed(house: House, entry: Entry, body: Body) -> Entry:
    """A correction, or an answer to a post of ours, finds its message only when it is sent."""
    if not body.of:
        return entry
    place = await house.read(put_out_as, body.of)
    found = place.message_id if place is not None else None
    if found is None and entry.kind == "edit":
        raise BadRequest("message to edit not found")
    return replace(entry, message_id=found)


async def carry_out(house: House, call: Call) -> Sent:
    """Says it. Raises TelegramError where there is no other way to say it."""
    speak = {"post": _post, "edit": _edit, "reaction": _react}[call.entry.kind]
    for _ in range(MOST_WAYS):
        try:
            return await speak(house.bot, call)
        except TelegramError as error:
            trouble = classify(error)
            other = await _other_way(house, call, trouble.kind)
            if other is None:
                raise
            log.warning("said in another way", outbox=call.entry.id, because=trouble.kind, said=trouble.text)
            call = other
    raise TelegramError("refused in every way")


async def _other_way(house: House, call: Call, trouble: Kind) -> Call | None:
    """The same said more simply, where the trouble has such a cure."""
    match trouble:
        case Kind.BAD_MARKUP if call.has_markup:
            return replace(call, has_markup=False)
        case Kind.NO_THREAD if call.thread_id is not None:
            return replace(call, thread_id=None)
        case Kind.NO_PICTURE | Kind.NO_RIGHTS if call.picture is not None and call.body.text:
            return replace(call, picture=None)
        case Kind.UNKNOWN_FILE if call.picture is not None and isinstance(call.picture.content, str):
            await house.run(forget_file, call.picture.digest, house.bot.id)
            return replace(call, picture=await _picture(house, call.picture.chart))
        case Kind.OTHER_PART:
            body = replace(
                call.body, has_photo=not call.body.has_photo, text=parts.cut(call.body.text, MAX_CAPTION)
            )
            return replace(call, body=body)
    return None


async def _picture(house: House, chart: Chart) -> Picture:
    # the program's version stands for how it draws
    digest = hashlib.sha256(version("zhanggui").encode() + b"\0" + CHART.dump_json(chart)).hexdigest()
    known = await house.read(file_of, digest, house.bot.id)
    return Picture(chart, digest, known or await house.drawing.draw(chart))


async def _post(bot: telegram.Bot, call: Call) -> Sent:
    entry, body = call.entry, call.body
    reply = None
    if entry.message_id is not None:
        reply = telegram.ReplyParameters(entry.message_id, allow_sending_without_reply=True)
    common: dict[str, Any] = {
        "chat_id": entry.telegram_id,
        "message_thread_id": call.thread_id,
        "disable_notification": body.silent,
        "reply_parameters": reply,
        "reply_markup": call.markup,
        "parse_mode": call.parse_mode,
    }
    if call.picture is not None:
        sent = await bot.send_photo(
            photo=call.picture.content, filename=call.picture.file_name, caption=call.text or None, **common
        )
        return _sent(sent, call.picture)
    if body.file_name:
        file = InputFile(entry.attachment or b"", filename=body.file_name)
        return _sent(await bot.send_document(document=file, caption=call.text or None, **common))
    return _sent(await bot.send_message(text=call.text, link_preview_options=NO_PREVIEW, **common))


async def _edit(bot: telegram.Bot, call: Call) -> Sent:
    entry, body = call.entry, call.body
    which: dict[str, Any] = {
        "chat_id": entry.telegram_id,
        "message_id": entry.message_id,
        "reply_markup": call.keyboard,
    }
    if call.picture is not None:
        media = InputMediaPhoto(
            call.picture.content,
            caption=call.text or None,
            parse_mode=call.parse_mode,
            filename=call.picture.file_name,
        )
        return _sent(await bot.edit_message_media(media, **which), call.picture)
    words = {"parse_mode": call.parse_mode, **which}
    if body.has_photo:
        return _sent(await bot.edit_message_caption(caption=call.text or None, **words))
    return _sent(await bot.edit_message_text(call.text, link_preview_options=NO_PREVIEW, **words))


async def _react(bot: telegram.Bot, call: Call) -> Sent:
    assert call.entry.message_id is not None
    await bot.set_message_reaction(call.entry.telegram_id, call.entry.message_id, call.body.emoji or None)
    return Sent(call.entry.message_id)


def _sent(message: telegram.Message | bool, picture: Picture | None = None) -> Sent:
    if isinstance(message, bool):
        return Sent(None)
    if picture is None or isinstance(picture.content, str) or not message.photo:
        return Sent(message.message_id)
    return Sent(message.message_id, picture.digest, message.photo[-1].file_id)
