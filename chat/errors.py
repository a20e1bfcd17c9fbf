"""What Telegram's refusals mean, decided in one place."""

import os
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

os.environ.setdefault("PTB_TIMEDELTA", "1")  # else the library warns whenever it is asked how long to wait


class Kind(StrEnum):
    FLOOD = "flood"  # too much: wait `retry_after`
    MIGRATED = "migrated"  # the group has become the supergroup `new_chat_id`
    LOST = "lost"  # removed, blocked, or the chat is gone
    NO_RIGHTS = "no_rights"  # still inside, but may not say this
    GONE = "gone"  # the message to edit or react to
    UNCHANGED = "unchanged"  # the edit changes nothing
    BAD_MARKUP = "bad_markup"
    NO_THREAD = "no_thread"  # the topic is deleted or closed
    NO_PICTURE = "no_picture"  # this picture is not taken
    UNKNOWN_FILE = "unknown_file"  # the file id is not valid any more
    OTHER_PART = "other_part"  # the message has a caption where we thought of text, or the other way round
    REFUSED = "refused"  # any other no: saying it again will not help
    TOKEN = "token"  # noqa: S105 - the bot's token is not accepted
    TWO_POLLERS = "two_pollers"  # somebody else takes the updates
    BUSY = "busy"  # the server failed: later
    UNREACHED = "unreached"  # it was surely not sent
    UNCERTAIN = "uncertain"  # it may have been sent, or not


@dataclass(frozen=True)
class Trouble:
    kind: Kind
    text: str
    retry_after: float = 0.0  # seconds
    new_chat_id: int | None = None


NEVER_LEFT = ("ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol")
REFUSALS: tuple[tuple[str, Kind], ...] = (  # parts of Telegram's texts, in small letters; the first that fits
    ("message is not modified", Kind.UNCHANGED),
    ("can't parse entities", Kind.BAD_MARKUP),
    ("message thread not found", Kind.NO_THREAD),
    ("topic_closed", Kind.NO_THREAD),
    ("topic_deleted", Kind.NO_THREAD),
    ("there is no text in the message to edit", Kind.OTHER_PART),
    ("there is no caption in the message to edit", Kind.OTHER_PART),
    ("message to edit not found", Kind.GONE),
    ("message to react not found", Kind.GONE),
    ("message can't be edited", Kind.GONE),
    ("message_id_invalid", Kind.GONE),
    ("chat not found", Kind.LOST),
    ("peer_id_invalid", Kind.LOST),
    ("group chat was deactivated", Kind.LOST),
    ("not enough rights", Kind.NO_RIGHTS),
    ("have no rights", Kind.NO_RIGHTS),
    ("chat_write_forbidden", Kind.NO_RIGHTS),
    ("chat_send_", Kind.NO_RIGHTS),
    ("chat_restricted", Kind.NO_RIGHTS),
    ("wrong file identifier", Kind.UNKNOWN_FILE),
    ("wrong remote file", Kind.UNKNOWN_FILE),
    ("file_reference_", Kind.UNKNOWN_FILE),
    ("photo_invalid", Kind.NO_PICTURE),
    ("image_process_failed", Kind.NO_PICTURE),
    ("photo_save_file_invalid", Kind.NO_PICTURE),
    ("photo_ext_invalid", Kind.NO_PICTURE),
    ("file is too big", Kind.NO_PICTURE),
)


def classify(error: Exception) -> Trouble:
    """What an error of a call of Telegram means. Errors that are not Telegram's are REFUSED."""
    text = str(error)
    if isinstance(error, RetryAfter):
        pause = error.retry_after
        seconds = pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
        return Trouble(Kind.FLOOD, text, retry_after=seconds)
    if isinstance(error, ChatMigrated):
        return Trouble(Kind.MIGRATED, text, new_chat_id=error.new_chat_id)
    return Trouble(_kind(error, text.lower()), text)


def _kind(error: Exception, text: str) -> Kind:
    match error:
        case InvalidToken() | EndPointNotFound():
            return Kind.TOKEN
        case Conflict():
            return Kind.TWO_POLLERS
        case Forbidden():
            return _refusal(text, Kind.LOST)
        case BadRequest():
            return _refusal(text, Kind.REFUSED)
        case TimedOut() | NetworkError():
            return _network(error)
        case TelegramError():  # an answer that cannot be read
            return Kind.UNCERTAIN
    return Kind.REFUSED


def _refusal(text: str, otherwise: Kind) -> Kind:
    return next((kind for part, kind in REFUSALS if part in text), otherwise)


def _network(error: NetworkError) -> Kind:
    cause = type(error.__cause__).__name__
    if cause in NEVER_LEFT:
        return Kind.UNREACHED
    # The library raises the same class for an answer of 5xx (without a cause, or that of unreadable JSON)
    # and for a connection that broke, whose cause is httpx's.
    if isinstance(error, TimedOut) or type(error.__cause__).__module__.startswith("httpx"):
        return Kind.UNCERTAIN
    return Kind.BUSY
