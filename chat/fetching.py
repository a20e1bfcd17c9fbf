"""Getting an upload's file: from Telegram, or from the folder it was dropped into."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import telegram
from sqlalchemy.orm import Session
from telegram.error import BadRequest, InvalidToken

import storage.uploads
from chat.house import House
from chat.inbox import BIGGEST, content
from chat.originals import hold, keep, path_of
from metrics.mistakes import Mistake
from metrics.uploads import Upload, Way
from services.uploads import TakenOver

PATIENCE = timedelta(minutes=10)  # Telegram calls a file "temporarily unavailable" that is gone for good
OFFICIAL = "https://api.telegram.org"
MEGABYTE = 1 << 20
LIMIT, OWN_SERVER_LIMIT = 20, 200  # megabytes: what Telegram hands to bots; what we take of one's own server


async def fetched(house: House, upload: Upload, owner: str) -> Upload:
    """The upload with its hash, its original kept on disk."""
    if upload.sha256 and path_of(house.data_dir, upload.sha256).exists():
        return upload
    if upload.way is not Way.CHAT:
        return await fetched_from_inbox(house, upload, owner)
    check_size(upload.size, house.bot)
    data = await download(house, upload)
    check_size(len(data), house.bot)
    return await kept(house, upload, owner, data)


async def fetched_from_inbox(house: House, upload: Upload, owner: str) -> Upload:
    """One that is too big, or whose original another file of the same bytes took along."""
    if upload.size > BIGGEST * MEGABYTE:
        raise Mistake("file_over_limit", megabytes=megabytes(upload.size), limit=BIGGEST)
    data = await asyncio.to_thread(content, house.data_dir, upload.file_id)
    if data is None:
        raise Mistake("inbox_gone")
    return await kept(house, upload, owner, data)


async def kept(house: House, upload: Upload, owner: str, data: bytes) -> Upload:
    """The upload with its hash, its original on disk. Raises TakenOver."""
    digest = await asyncio.to_thread(keep, house.data_dir, data)

    def note(session: Session) -> bool:
        hold(session, house.data_dir, data, digest)
        return storage.uploads.note_kept(session, upload.id, owner, digest)

    if not await house.run(note):
        raise TakenOver
    return replace(upload, sha256=digest)


async def download(house: House, upload: Upload) -> bytes:
    """The file's bytes. Raises Mistake where Telegram never will hand it over, TelegramError where it may."""
    try:
        try:
            return await download_once(house.bot, upload.file_id)
        except InvalidToken:  # the link to the file has expired
            return await download_once(house.bot, upload.file_id)
    except BadRequest as error:
        if "too big" in error.message.lower():
            size = megabytes(upload.size)
            raise Mistake("file_too_big", megabytes=size, limit=LIMIT) from error
        if house.clock() - upload.received_at > PATIENCE:
            raise Mistake("file_gone") from error
        raise


async def download_once(bot: telegram.Bot, file_id: str) -> bytes:
    file = await bot.get_file(file_id)
    return bytes(await file.download_as_bytearray(read_timeout=60))


def check_size(size: int, bot: telegram.Bot) -> None:
    """Raises Mistake for what is too big: known in advance, so it is not even asked for."""
    is_official = bot.base_url.startswith(OFFICIAL)
    limit = LIMIT if is_official else OWN_SERVER_LIMIT
    if size > limit * MEGABYTE:
        reason = "file_too_big" if is_official else "file_over_limit"
        raise Mistake(reason, megabytes=megabytes(size), limit=limit)


def megabytes(size: int) -> int:
    return -(-size // MEGABYTE)
