"""What Telegram's texts mean, whatever their case."""

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from chat.errors import Kind, Trouble, classify


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (
            BadRequest("Message is not modified: specified new message content and reply markup …"),
            Kind.UNCHANGED,
        ),
        (BadRequest("Can't parse entities: unsupported start tag"), Kind.BAD_MARKUP),
        (BadRequest("Message thread not found"), Kind.NO_THREAD),
        (BadRequest("Topic_closed"), Kind.NO_THREAD),
        (BadRequest("Message to edit not found"), Kind.GONE),
        (BadRequest("Message to react not found"), Kind.GONE),
        (BadRequest("Message can't be edited"), Kind.GONE),
        (BadRequest("Chat not found"), Kind.LOST),
        (BadRequest("Not enough rights to send text messages to the chat"), Kind.NO_RIGHTS),
        (BadRequest("Wrong file identifier/HTTP URL specified"), Kind.UNKNOWN_FILE),
        (BadRequest("Photo_invalid_dimensions"), Kind.NO_PICTURE),
        (BadRequest("There is no caption in the message to edit"), Kind.OTHER_PART),
        (BadRequest("Button_data_invalid"), Kind.REFUSED),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), Kind.LOST),
        (Forbidden("Forbidden: bot was blocked by the user"), Kind.LOST),
        (Forbidden("Forbidden: bot is not a member of the supergroup chat"), Kind.LOST),
        (Forbidden("Forbidden: user is deactivated"), Kind.LOST),
        (Forbidden("Forbidden: not enough rights to send photos"), Kind.NO_RIGHTS),
        (InvalidToken("Unauthorized"), Kind.TOKEN),
        (Conflict("Conflict: terminated by other getUpdates request"), Kind.TWO_POLLERS),
        (NetworkError("Bad Gateway"), Kind.BUSY),
        (NetworkError("Internal Server Error"), Kind.BUSY),
        (caused(NetworkError("Bad Gateway (502)"), TelegramError("Invalid server response")), Kind.BUSY),
        (caused(NetworkError("httpx.ConnectError: "), httpx.ConnectError("")), Kind.UNREACHED),
        (caused(TimedOut(), httpx.ConnectTimeout("")), Kind.UNREACHED),
        (caused(TimedOut("Pool timeout"), httpx.PoolTimeout("")), Kind.UNREACHED),
        (caused(TimedOut(), httpx.ReadTimeout("")), Kind.UNCERTAIN),
        (caused(NetworkError("httpx.ReadError: "), httpx.ReadError("")), Kind.UNCERTAIN),
        (TelegramError("Invalid server response"), Kind.UNCERTAIN),
        (ValueError("of our own"), Kind.REFUSED),
    ],
)
def test_kinds(error: Exception, kind: Kind) -> None:
    assert classify(error).kind is kind


def test_flood_says_how_long_and_a_move_where_to() -> None:
    assert classify(RetryAfter(35)).retry_after == 35
    moved = classify(ChatMigrated(-1007))
    assert moved == Trouble(Kind.MIGRATED, moved.text, new_chat_id=-1007)
