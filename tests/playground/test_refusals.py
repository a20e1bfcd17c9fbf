"""What Telegram refuses, and in which words."""

import struct
from typing import Any

import pytest
from aiohttp import ClientSession

from playground.server import Playground
from tests.playground.scene import (
    ANN,
    ANN_WROTE,
    BASIC,
    BLOCKER,
    BOB,
    BOT_WROTE,
    CLOSED,
    CLOSED_TOPIC,
    ELSEWHERE,
    FORUM,
    GROUP,
    OPEN_TOPIC,
    TOKEN,
    Call,
    Files,
)


def png(width: int, height: int, padding: int = 20) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\0" * padding


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


BUTTON = {"text": "a", "callback_data": "x"}
PHOTO = {"type": "photo", "media": "attach://file"}
TWO = {"file": ("a.png", png(1200, 675))}

MESSAGES = [
    ({"text": ""}, "message text is empty"),
    ({"text": " \n "}, "message text is empty"),
    ({}, "message text is empty"),
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": "掌" * 11000}, "text is too long"),
    ({"text": "x", "parse_mode": "XML"}, "unsupported parse_mode"),
    ({"text": "x", "colour": "red"}, 'sendMessage has no parameter "colour"'),
    (
        {"text": "x", "disable_notification": "maybe"},
        'parameter "disable_notification" must be of type Boolean',
    ),
    ({"text": "x", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
    ({"text": "x", "chat_id": ""}, "chat_id is empty"),
    ({"text": "x", "chat_id": -999}, "chat not found"),
    ({"text": "x", "chat_id": 99}, "chat not found"),
    ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
    ({"text": "x", "chat_id": FORUM, "message_thread_id": 1}, "message thread not found"),
    ({"text": "x", "chat_id": FORUM, "message_thread_id": 99}, "message thread not found"),
    ({"text": "x", "chat_id": FORUM, "message_thread_id": CLOSED_TOPIC}, "TOPIC_CLOSED"),
]
HTML = [
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("掌<p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
    ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<a href="x>y</a>', 'Unclosed start tag "a" at byte offset 0'),
    ("<b =1>x</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
    ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
]
KEYBOARDS = [
    ([[{"text": "a"}]], "text buttons are unallowed in the inline keyboard"),
    ([[{"text": "", "callback_data": "x"}]], "inline keyboard button text must be non-empty"),
    ([[{**BUTTON, "url": "https://a.b"}]], "BUTTON_TYPE_INVALID"),
    ([[{"text": "a", "callback_data": "掌" * 22}]], "BUTTON_DATA_INVALID"),
    (
        [[{"text": "a", "url": "http://localhost/"}]],
        "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
    ),
    ([[BUTTON] * 9], "reply markup is too long"),
    ([[BUTTON] * 8] * 13, "reply markup is too long"),
]
MEDIA: list[tuple[str, dict[str, Any], Files, str]] = [
    ("sendPhoto", {}, {}, "there is no photo in the request"),
    ("sendPhoto", {"photo": "AgACnone"}, {}, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"photo": "http://a.b/c.png"}, {}, "failed to get HTTP URL content"),
    ("sendPhoto", {}, {"photo": ("a.png", b"")}, "file must be non-empty"),
    ("sendPhoto", {}, {"photo": ("a.png", b"%PDF-1.4")}, "IMAGE_PROCESS_FAILED"),
    ("sendPhoto", {}, {"photo": ("a.png", png(9000, 1001))}, "PHOTO_INVALID_DIMENSIONS"),
    ("sendPhoto", {}, {"photo": ("a.png", png(2100, 100))}, "PHOTO_INVALID_DIMENSIONS"),
    (
        "sendPhoto",
        {},
        {"photo": ("a.png", png(9, 9, 10 << 20))},
        "file of size 10485784 bytes is too big for a photo; the maximum size is 10485760 bytes",
    ),
    ("sendPhoto", {"caption": "x" * 1025}, {"photo": ("a.png", png(9, 9))}, "message caption is too long"),
    ("sendDocument", {}, {}, "there is no document in the request"),
    ("sendMediaGroup", {"media": [PHOTO]}, TWO, "an album must include 2-10 items"),
    ("sendMediaGroup", {"media": [PHOTO] * 11}, TWO, "too many messages to send as an album"),
    (
        "sendMediaGroup",
        {"media": [PHOTO, PHOTO | {"type": "document"}]},
        TWO,
        "document can't be mixed with other media types",
    ),
    ("sendMediaGroup", {"media": [PHOTO, {"type": "photo"}]}, TWO, 'field "media[1].media" must be present'),
]
OTHERS: list[tuple[str, dict[str, Any], str]] = [
    ("editMessageText", {"message_id": 999, "text": "x"}, "message to edit not found"),
    ("editMessageText", {"message_id": ANN_WROTE, "text": "x"}, "message can't be edited"),
    (
        "editMessageText",
        {"message_id": BOT_WROTE, "text": "yes?"},
        "message is not modified: specified new message content and reply markup are exactly the same as a "
        "current content and reply markup of the message",
    ),
    (
        "editMessageCaption",
        {"message_id": BOT_WROTE, "caption": "x"},
        "there is no caption in the message to edit",
    ),
    ("deleteMessage", {"message_id": 999}, "message to delete not found"),
    ("deleteMessage", {"chat_id": BASIC, "message_id": 1}, "message to delete not found"),
    ("setMessageReaction", {"message_id": 999}, "message to react not found"),
    (
        "setMessageReaction",
        {"message_id": 2, "reaction": [{"type": "emoji", "emoji": "✅"}]},
        "REACTION_INVALID",
    ),
    (
        "setMessageReaction",
        {"message_id": 2, "reaction": [{"type": "emoji", "emoji": emoji} for emoji in "👀👍"]},
        "REACTIONS_TOO_MANY",
    ),
    ("sendChatAction", {"action": "thinking"}, "wrong parameter action in request"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "1", "chat_id": None},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    ("getFile", {"file_id": "BQACnone", "chat_id": None}, "invalid file_id"),
    ("getChatMember", {"user_id": 999}, "user not found"),
    ("getChatMember", {}, "invalid user_id specified"),
    ("getChatAdministrators", {"chat_id": ANN}, "there are no administrators in the private chat"),
    ("createForumTopic", {"name": "x"}, "the chat is not a forum"),
]
COMMANDS = [
    ([{"command": "ROI", "description": "d"}], "BOT_COMMAND_INVALID"),
    ([{"command": "", "description": "d"}], "command must be non-empty"),
    ([{"command": "a" * 33, "description": "d"}], "command length must not exceed 32"),
    ([{"command": "roi", "description": " "}], "command description must be non-empty"),
    ([{"command": "roi", "description": "d" * 257}], "command description length must not exceed 256"),
    ([{"command": "roi", "description": "d"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
]
FORBIDDEN = [
    (CLOSED, "Forbidden: bot can't initiate conversation with a user"),
    (BLOCKER, "Forbidden: bot was blocked by the user"),
    (ELSEWHERE, "Forbidden: bot is not a member of the supergroup chat"),
]


def refusal(text: str, code: int = 400) -> dict[str, object]:
    return {"ok": False, "error_code": code, "description": text if code != 400 else f"Bad Request: {text}"}


@pytest.mark.parametrize(("params", "expected"), MESSAGES)
async def test_messages(call: Call, params: dict[str, Any], expected: str) -> None:
    assert await call("sendMessage", **{"chat_id": GROUP, **params}) == refusal(expected)


@pytest.mark.parametrize(("text", "expected"), HTML)
async def test_html(call: Call, text: str, expected: str) -> None:
    said = await call("sendMessage", chat_id=GROUP, text=text, parse_mode="HTML")
    assert said == refusal("can't parse entities: " + expected)


@pytest.mark.parametrize(("rows", "expected"), KEYBOARDS)
async def test_keyboards(call: Call, rows: list[list[dict[str, Any]]], expected: str) -> None:
    said = await call("sendMessage", chat_id=GROUP, text="x", reply_markup=keyboard(*rows))
    assert said == refusal(expected)


@pytest.mark.parametrize(("method", "params", "files", "expected"), MEDIA)
async def test_pictures_and_files(
    call: Call, method: str, params: dict[str, Any], files: Files, expected: str
) -> None:
    assert await call(method, files, chat_id=GROUP, **params) == refusal(expected)


@pytest.mark.parametrize(("method", "params", "expected"), OTHERS)
async def test_other_methods(call: Call, method: str, params: dict[str, Any], expected: str) -> None:
    given = {k: v for k, v in {"chat_id": GROUP, **params}.items() if v is not None}
    assert await call(method, **given) == refusal(expected)


@pytest.mark.parametrize(("commands", "expected"), COMMANDS)
async def test_commands(call: Call, commands: list[dict[str, str]], expected: str) -> None:
    assert await call("setMyCommands", commands=commands) == refusal(expected)


@pytest.mark.parametrize(("chat_id", "expected"), FORBIDDEN)
async def test_chats_that_are_closed_to_the_bot(call: Call, chat_id: int, expected: str) -> None:
    assert await call("sendMessage", chat_id=chat_id, text="x") == refusal(expected, 403)


async def test_nothing_of_a_refused_message_arrives(telegram: Playground, call: Call) -> None:
    before = len(telegram.world.chat(GROUP).records)
    await call("sendMessage", chat_id=GROUP, text="x" * 4097)
    assert len(telegram.world.chat(GROUP).records) == before


async def test_what_is_just_within_the_limits(call: Call) -> None:
    full = keyboard(*[[{"text": "a", "callback_data": "掌" * 21 + "a"}] * 8] * 12)
    said = await call("sendMessage", chat_id=GROUP, text="x" * 4096, reply_markup=full)
    assert said["ok"], said
    photo = {"photo": ("a.png", png(9500, 500))}
    assert (await call("sendPhoto", photo, chat_id=GROUP, caption="掌" * 1024))["ok"]
    assert (await call("sendMessage", chat_id=FORUM, text="x", message_thread_id=OPEN_TOPIC))["ok"]
    assert (await call("getChatMember", chat_id=GROUP, user_id=BOB))["result"]["status"] == "member"


async def test_entities_count_utf16_units_and_unaccepted_links_vanish(call: Call) -> None:
    text = '<b>掌😀</b><a href="http://localhost/">l</a> /roi <a href="https://a.b/">m</a>'
    said = await call("sendMessage", chat_id=GROUP, text=text, parse_mode="HTML")
    assert said["result"]["text"] == "掌😀l /roi m"
    assert [(e["type"], e["offset"], e["length"]) for e in said["result"]["entities"]] == [
        ("bold", 0, 3),
        ("bot_command", 5, 4),
        ("text_link", 10, 1),
    ]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/botnonsense/getMe", 404),
        ("/bot999:OTHER/getMe", 401),
        (f"/bot{TOKEN}/flyAway", 404),
        (f"/file/bot{TOKEN}/documents/none.csv", 404),
        (f"/bot{TOKEN}/getME", 200),
    ],
)
async def test_addresses(telegram: Playground, path: str, status: int) -> None:
    async with ClientSession() as http, http.get(telegram.url + path) as answer:
        assert answer.status == status
