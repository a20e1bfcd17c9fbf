"""What Telegram refuses, and in which words."""

import struct
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import ClientSession

from playground import behaviour, people, places
from playground.server import Playground
from playground.spec import Upload
from playground.world import World
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
    QUIET,
    TOKEN,
    Call,
    Files,
)


def png(width: int, height: int, padding: int = 20) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\0" * padding


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def restrict(world: World) -> None:
    """The group's admins let the bot read only."""
    picture(world)
    places.add_bot(world, GROUP, ANN, "restricted")


def picture(world: World) -> None:
    """The bot has sent a picture, which Telegram knows as PHOTO, and a file, FILE."""
    bot = world.bot()
    world.files["PHOTO"] = photo = world.store_photo(bot, Upload("a.png", png(9, 9), ""))
    world.files["FILE"] = world.store(bot, "a.csv", b"a")
    world.post(world.chat(GROUP), bot.user, bot=bot, photo=photo.sizes, caption="same")


def large(world: World) -> None:
    world.files["FILE"] = world.store(world.bot(), "a.csv", b"a", size=(20 << 20) + 1)


def delete(world: World) -> None:
    people.delete(world, GROUP, BOT_WROTE)


def ask(world: World) -> None:
    asked = world.post(world.chat(GROUP), world.bot().user, bot=world.bot(), text="which?")
    asked.reply_markup = {"force_reply": True}


def press(world: World, *, answered: bool = False) -> None:
    world.bot().callbacks["7"] = {"answered": answered, "chat_id": GROUP, "user_id": ANN}


def answered(world: World) -> None:
    press(world, answered=True)


NEXT = BOT_WROTE + 1  # the id of what is said next
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
    ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
    ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
    ({"text": "<b>" + "x" * 4097 + "</b>", "parse_mode": "HTML"}, "message is too long"),
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
    ([[{"text": "a", "callback_data": "x" * 65}]], "BUTTON_DATA_INVALID"),
    ([[{"text": "a", "callback_data": ""}]], "BUTTON_DATA_INVALID"),
    ([[{"text": "a", "web_app": {"url": "https://a.b/"}}]], "BUTTON_TYPE_INVALID"),
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
    (
        "sendPhoto",
        {"caption": "<p>", "parse_mode": "HTML"},
        {"photo": ("a.png", png(9, 9))},
        'can\'t parse entities: Unsupported start tag "p" at byte offset 0',
    ),
    ("sendDocument", {}, {}, "there is no document in the request"),
    ("sendDocument", {}, {"document": ("a.csv", b"")}, "file must be non-empty"),
    ("sendDocument", {"document": "BQACnone"}, {}, "wrong file identifier/HTTP URL specified"),
    ("sendDocument", {"caption": "x" * 1025}, {"document": ("a.csv", b"a")}, "message caption is too long"),
    ("sendMediaGroup", {"media": []}, {}, "an album must include 2-10 items"),
    ("sendMediaGroup", {"media": [PHOTO, PHOTO]}, {}, "there is no photo in the request"),
    (
        "sendMediaGroup",
        {"media": [PHOTO, PHOTO | {"caption": "x" * 1025}]},
        TWO,
        "message caption is too long",
    ),
    (
        "sendMediaGroup",
        {"media": [PHOTO, PHOTO], "reply_markup": keyboard([BUTTON])},
        TWO,
        'sendMediaGroup has no parameter "reply_markup"',
    ),
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
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
OTHERS: list[tuple[str, dict[str, Any], str]] = [
    ("editMessageText", {"message_id": 999, "text": "x"}, "message to edit not found"),
    ("editMessageText", {"message_id": ANN_WROTE, "text": "x"}, "message can't be edited"),
    ("editMessageText", {"message_id": BOT_WROTE, "text": " "}, "message text is empty"),
    ("editMessageText", {"message_id": BOT_WROTE, "text": "x" * 4097}, "message is too long"),
    ("editMessageText", {"text": "x"}, "message to edit not found"),
    ("editMessageReplyMarkup", {"message_id": BOT_WROTE}, NOT_MODIFIED),
    (
        "editMessageText",
        {"message_id": BOT_WROTE, "text": "yes?"},
        NOT_MODIFIED,
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
    (
        "setMessageReaction",
        {"message_id": 2, "reaction": [{"type": "custom_emoji", "custom_emoji_id": "1"}]},
        "REACTION_INVALID",
    ),
    ("deleteMessages", {"message_ids": list(range(101))}, "too many message identifiers specified"),
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
    ("getChat", {"chat_id": -999}, "chat not found"),
    ("getMyCommands", {"chat_id": None, "language_code": "zho"}, "invalid language code specified"),
    (
        "getMyCommands",
        {"chat_id": None, "scope": {"type": "chat", "chat_id": -999}},
        "chat not found",
    ),
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
SAID = {"text": "x"}
KICKED = "Forbidden: bot was kicked from the {} chat"
AFTER: list[tuple[Callable[[World], object], str, dict[str, Any], str, int]] = [
    (
        lambda world: places.remove_bot(world, GROUP, ANN),
        "sendMessage",
        SAID,
        KICKED.format("supergroup"),
        403,
    ),
    (lambda world: places.remove_bot(world, GROUP, ANN), "getChat", {}, KICKED.format("supergroup"), 403),
    (
        lambda world: places.remove_bot(world, BASIC, ANN),
        "sendMessage",
        SAID | {"chat_id": BASIC},
        KICKED.format("group"),
        403,
    ),
    (
        lambda world: places.private(world, ANN, blocked=True),
        "sendChatAction",
        {"chat_id": ANN, "action": "typing"},
        "Forbidden: bot was blocked by the user",
        403,
    ),
    (restrict, "sendMessage", SAID, "not enough rights to send text messages to the chat", 400),
    (restrict, "sendPhoto", {"photo": "PHOTO"}, "not enough rights to send photos to the chat", 400),
    (restrict, "sendDocument", {"document": "FILE"}, "not enough rights to send documents to the chat", 400),
    (
        lambda world: places.add_bot(world, FORUM, ANN, "member"),
        "createForumTopic",
        {"chat_id": FORUM, "name": "x"},
        "not enough rights to create a topic",
        400,
    ),
    (
        lambda world: places.delete_topic(world, FORUM, OPEN_TOPIC),
        "sendMessage",
        SAID | {"chat_id": FORUM, "message_thread_id": OPEN_TOPIC},
        "message thread not found",
        400,
    ),
    (delete, "editMessageText", SAID | {"message_id": BOT_WROTE}, "message to edit not found", 400),
    (delete, "deleteMessage", {"message_id": BOT_WROTE}, "message to delete not found", 400),
    (delete, "setMessageReaction", {"message_id": BOT_WROTE}, "message to react not found", 400),
    (
        delete,
        "sendMessage",
        SAID | {"reply_parameters": {"message_id": BOT_WROTE}},
        "message to be replied not found",
        400,
    ),
    (
        lambda world: world.post(world.chat(GROUP), world.users[ANN], date=1_000_000_000, text="old"),
        "deleteMessage",
        {"message_id": NEXT},
        "message can't be deleted for everyone",
        400,
    ),
    (
        lambda world: places.add_bot(world, GROUP, ANN, "member"),
        "deleteMessage",
        {"message_id": ANN_WROTE},
        "message can't be deleted for everyone",
        400,
    ),
    (ask, "editMessageText", SAID | {"message_id": NEXT}, "message can't be edited", 400),
    (picture, "editMessageText", SAID | {"message_id": NEXT}, "there is no text in the message to edit", 400),
    (picture, "editMessageCaption", {"message_id": NEXT, "caption": "same"}, NOT_MODIFIED, 400),
    (
        press,
        "answerCallbackQuery",
        {"chat_id": None, "callback_query_id": "7", "text": "x" * 201},
        "MESSAGE_TOO_LONG",
        400,
    ),
    (
        answered,
        "answerCallbackQuery",
        {"chat_id": None, "callback_query_id": "7"},
        "query is too old and response timeout expired or query ID is invalid",
        400,
    ),
    (large, "getFile", {"chat_id": None, "file_id": "FILE"}, "file is too big", 400),
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


@pytest.mark.parametrize(("before", "method", "params", "expected", "code"), AFTER)
async def test_after_something_has_happened(
    telegram: Playground,
    call: Call,
    before: Callable[[World], object],
    method: str,
    params: dict[str, Any],
    expected: str,
    code: int,
) -> None:
    before(telegram.world)
    given = {k: v for k, v in {"chat_id": GROUP, **params}.items() if v is not None}
    assert await call(method, **given) == refusal(expected, code)


@pytest.mark.parametrize("more", [1, 2 << 20], ids=["the file", "the request"])
async def test_a_file_beyond_fifty_megabytes(call: Call, more: int) -> None:
    said = await call("sendDocument", {"document": ("a.zip", bytes((50 << 20) + more))}, chat_id=GROUP)
    assert said == refusal("Request Entity Too Large", 413)


async def test_a_flood_says_how_long_to_wait_in_body_and_header(telegram: Playground) -> None:
    behaviour.set_limits(telegram.world, chat=[1, 60])
    async with ClientSession() as http:
        for status in (200, 429):
            url = f"{telegram.url}/bot{TOKEN}/sendMessage"
            async with http.post(url, json={"chat_id": GROUP, "text": "x"}) as answer:
                assert answer.status == status
                said = await answer.json()
    pause = said["parameters"]["retry_after"]
    assert 58 <= pause <= 60
    assert said["description"] == f"Too Many Requests: retry after {pause}"
    assert answer.headers["Retry-After"] == str(pause)


UNTOUCHED = {"chat": [99, 60], "group": [99, 60], "total": [99, 60]}


@pytest.mark.parametrize(
    ("rule", "most", "chats", "refused"),
    [
        ("chat", 2, [GROUP, GROUP, FORUM, GROUP], [False, False, False, True]),
        ("group", 3, [GROUP, ANN, "album", GROUP, FORUM], [False, False, False, True, False]),
        ("group", 2, [GROUP, "album", GROUP], [False, True, False]),
        ("group", 1, [ANN, ANN, GROUP], [False, False, False]),
        ("total", 3, [GROUP, ANN, FORUM, QUIET], [False, False, False, True]),
        ("total", 2, ["album", ANN], [False, True]),
    ],
)
async def test_each_rate_counts_what_it_is_about(
    telegram: Playground, call: Call, rule: str, most: int, chats: list[int | str], refused: list[bool]
) -> None:
    """One chat's, one group's in a minute, all chats' in a second; every picture of an album counts."""
    behaviour.set_limits(telegram.world, **UNTOUCHED | {rule: [most, 60]})
    found = []
    for chat in chats:
        if chat == "album":
            said = await call("sendMediaGroup", TWO, chat_id=GROUP, media=[PHOTO, PHOTO])
        else:
            said = await call("sendMessage", chat_id=chat, text="x")
        found.append(said.get("error_code") == 429)
    assert found == refused


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "getChat", "sendChatAction"])
async def test_a_group_that_has_moved_says_where_to(telegram: Playground, call: Call, method: str) -> None:
    new = places.migrate(telegram.world, BASIC, ANN)
    wanted = {"getChat": {}, "sendChatAction": {"action": "typing"}}.get(method, {"text": "x"})
    assert await call(method, chat_id=BASIC, **wanted) == {
        **refusal("group chat was upgraded to a supergroup chat"),
        "parameters": {"migrate_to_chat_id": new},
    }


async def test_nothing_of_a_refused_message_arrives(telegram: Playground, call: Call) -> None:
    before = len(telegram.world.chat(GROUP).records)
    await call("sendMessage", chat_id=GROUP, text="x" * 4097)
    assert len(telegram.world.chat(GROUP).records) == before


async def test_what_is_just_within_the_limits(call: Call) -> None:
    marked = "<b>" + "x" * 4096 + "</b>"
    assert (await call("sendMessage", chat_id=GROUP, text=marked, parse_mode="HTML"))["ok"]
    app = keyboard([{"text": "a", "web_app": {"url": "https://a.b/"}}])
    assert (await call("sendMessage", chat_id=ANN, text="x", reply_markup=app))["ok"]
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
