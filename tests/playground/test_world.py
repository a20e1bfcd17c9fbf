"""What the playground plays: updates, privacy, floods, faults, files, migration."""

import asyncio
import json

import pytest
from aiohttp import ClientError, ClientSession

from playground import behaviour, looking, people, places
from playground.server import Playground
from playground.spec import TRIMMED
from playground.trim import one_a_line, trim
from tests.playground.scene import ANN, BASIC, BOB, GROUP, QUIET, TOKEN, Call


async def kinds(call: Call) -> list[str]:
    updates = (await call("getUpdates"))["result"]
    return [next(key for key in update if key != "update_id") for update in updates]


async def listening(telegram: Playground) -> None:
    """Until the bot's long poll has begun."""
    while telegram.world.bot().poll is None:  # noqa: ASYNC110 - each turn lets the server take one step
        await asyncio.sleep(0)


async def test_an_update_comes_again_until_it_is_confirmed(telegram: Playground, call: Call) -> None:
    people.send(telegram.world, GROUP, BOB, "one")
    people.send(telegram.world, GROUP, BOB, "two")
    first = (await call("getUpdates"))["result"]
    assert [update["message"]["text"] for update in first] == ["one", "two"]
    assert (await call("getUpdates"))["result"] == first
    assert (await call("getUpdates", offset=first[1]["update_id"]))["result"] == first[1:]


async def test_a_long_poll_wakes_up(telegram: Playground, call: Call) -> None:
    waiting = asyncio.create_task(call("getUpdates", timeout=30))
    await listening(telegram)
    people.send(telegram.world, GROUP, BOB, "now")
    assert (await waiting)["result"][0]["message"]["text"] == "now"


async def test_a_second_poller_ends_the_first(telegram: Playground, call: Call) -> None:
    first = asyncio.create_task(call("getUpdates", timeout=30))
    await listening(telegram)
    people.send(telegram.world, QUIET, BOB, "unseen")
    await call("getUpdates")
    assert (await first)["error_code"] == 409


async def test_privacy_mode_hides_what_is_not_for_the_bot(telegram: Playground, call: Call) -> None:
    world = telegram.world
    people.send(world, QUIET, BOB, "hello")
    people.send(world, QUIET, BOB, "/roi@fake_bot")
    people.send(world, QUIET, BOB, "/roi@other_bot")
    people.upload(world, QUIET, BOB, "a.csv", b"a,b")
    people.upload(world, QUIET, BOB, "b.csv", b"a,b", caption="/upload@fake_bot")
    people.upload(world, GROUP, BOB, "c.csv", b"a,b")  # where the bot is admin it sees all
    seen = (await call("getUpdates"))["result"]
    assert [u["message"].get("text", u["message"].get("caption", "–")) for u in seen] == [
        "/roi@fake_bot",
        "/upload@fake_bot",
        "–",
    ]


async def test_members_and_reactions_only_come_on_request(telegram: Playground, call: Call) -> None:
    world = telegram.world
    told = people.send(world, GROUP, BOB, "x")["message_id"]
    people.react(world, GROUP, BOB, told, "👍")
    places.member(world, GROUP, BOB, "administrator", by=ANN)
    assert await kinds(call) == ["message"]
    await call("getUpdates", offset=-1, allowed_updates=["message", "message_reaction", "chat_member"])
    people.react(world, GROUP, BOB, told)
    places.member(world, GROUP, BOB, "left")
    assert await kinds(call) == ["message", "message_reaction", "chat_member", "message"]


async def test_a_pressed_button_is_answered_once(telegram: Playground, call: Call) -> None:
    markup = {"inline_keyboard": [[{"text": "7 days", "callback_data": "roi:7d"}]]}
    sent = (await call("sendMessage", chat_id=GROUP, text="ROI", reply_markup=markup))["result"]
    people.press(telegram.world, GROUP, BOB, sent["message_id"], text="7 days")
    query = (await call("getUpdates"))["result"][0]["callback_query"]
    assert query["data"] == "roi:7d"
    assert query["message"]["text"] == "ROI"
    assert (await call("answerCallbackQuery", callback_query_id=query["id"], text="ok"))["ok"]
    assert not (await call("answerCallbackQuery", callback_query_id=query["id"]))["ok"]
    with pytest.raises(LookupError, match="no button '30 days'"):
        people.press(telegram.world, GROUP, BOB, sent["message_id"], text="30 days")


async def test_an_edit_without_buttons_takes_them_away(telegram: Playground, call: Call) -> None:
    markup = {"inline_keyboard": [[{"text": "7 days", "callback_data": "roi:7d"}]]}
    sent = (await call("sendMessage", chat_id=GROUP, text="ROI", reply_markup=markup))["result"]
    edited = await call("editMessageText", chat_id=GROUP, message_id=sent["message_id"], text="ROI")
    assert "reply_markup" not in edited["result"]
    assert looking.transcript(telegram.world, GROUP)[-1]["reply_markup"] is None


async def test_flood_limits_say_how_long_to_wait(telegram: Playground, call: Call) -> None:
    behaviour.set_limits(telegram.world, chat=[2, 60])
    answers = [await call("sendMessage", chat_id=GROUP, text="x") for _ in range(3)]
    assert [answer["ok"] for answer in answers] == [True, True, False]
    assert answers[2]["error_code"] == 429
    assert 58 <= answers[2]["parameters"]["retry_after"] <= 60
    assert (await call("sendMessage", chat_id=ANN, text="x"))["ok"]


async def test_faults_in_the_order_they_were_asked_for(telegram: Playground, call: Call) -> None:
    world = telegram.world
    behaviour.fault(world, "flood", "sendMessage", retry_after=9)
    behaviour.fault(world, "http500", chat_id=GROUP, skip=1)
    flooded = await call("sendMessage", chat_id=GROUP, text="x")
    assert flooded["parameters"] == {"retry_after": 9}
    assert (await call("sendMessage", chat_id=GROUP, text="x"))["ok"]
    assert (await call("sendMessage", chat_id=GROUP, text="x"))["error_code"] == 500
    assert (await call("sendMessage", chat_id=GROUP, text="x"))["ok"]
    assert [event["method"] for event in await looking.events(world, kind="fault")] == ["sendMessage"] * 2


async def test_a_lost_reply_was_carried_out_and_a_drop_was_not(telegram: Playground, call: Call) -> None:
    for kind in ("lost_reply", "drop"):
        behaviour.fault(telegram.world, kind, "sendMessage")
        with pytest.raises(ClientError):
            await call("sendMessage", chat_id=GROUP, text=kind)
    said = [entry["message"].get("text") for entry in looking.transcript(telegram.world, GROUP)]
    assert "lost_reply" in said
    assert "drop" not in said


async def test_a_file_can_be_fetched_until_its_link_expires(telegram: Playground, call: Call) -> None:
    world = telegram.world
    message = people.upload(world, GROUP, BOB, "报表.csv", b"a,b")
    file_id = message["document"]["file_id"]
    path = (await call("getFile", file_id=file_id))["result"]["file_path"]
    async with ClientSession() as http:
        url = f"{telegram.url}/file/bot{TOKEN}/{path}"
        async with http.get(url) as answer:
            assert await answer.read() == b"a,b"
        behaviour.expire_files(world)
        async with http.get(url) as answer:
            assert answer.status == 404
        await call("getFile", file_id=file_id)
        async with http.get(url) as answer:
            assert answer.status == 200


async def test_a_large_file_cannot_be_fetched(telegram: Playground, call: Call) -> None:
    message = people.upload(telegram.world, GROUP, BOB, "a.csv", b"a", size=(20 << 20) + 1)
    said = await call("getFile", file_id=message["document"]["file_id"])
    assert said["description"] == "Bad Request: file is too big"


async def test_a_group_that_became_a_supergroup(telegram: Playground, call: Call) -> None:
    new = places.migrate(telegram.world, BASIC, ANN)
    said = await call("sendMessage", chat_id=BASIC, text="x")
    assert said["parameters"] == {"migrate_to_chat_id": new}
    assert (await call("sendMessage", chat_id=new, text="x"))["ok"]
    updates = (await call("getUpdates"))["result"]
    assert [u["message"].get("migrate_to_chat_id") for u in updates] == [new, None]
    assert updates[1]["message"]["migrate_from_chat_id"] == BASIC


async def test_removed_and_invited_again(telegram: Playground, call: Call) -> None:
    places.remove_bot(telegram.world, GROUP, ANN)
    said = await call("sendMessage", chat_id=GROUP, text="x")
    assert said["description"] == "Forbidden: bot was kicked from the supergroup chat"
    places.add_bot(telegram.world, GROUP, ANN)
    assert (await call("sendMessage", chat_id=GROUP, text="x"))["ok"]
    assert await kinds(call) == ["my_chat_member", "my_chat_member", "message"]


async def test_waiting_for_what_happens(telegram: Playground, call: Call) -> None:
    seen = len(telegram.world.events)
    waiting = asyncio.create_task(looking.events(telegram.world, after=seen, timeout=5, by="bot"))
    people.send(telegram.world, GROUP, BOB, "hello?")
    await call("sendMessage", chat_id=GROUP, text="here")
    assert [event["message"]["text"] for event in await waiting] == ["here"]
    assert await looking.events(telegram.world, after=len(telegram.world.events), timeout=0.01) == []


async def test_people_act_over_http_too(telegram: Playground) -> None:
    async with ClientSession() as http:
        sent = {"chat_id": GROUP, "user_id": BOB, "text": "over HTTP"}
        async with http.post(f"{telegram.url}/_control/send", json=sent) as answer:
            assert (await answer.json())["text"] == "over HTTP"
        async with http.get(f"{telegram.url}/_control/transcript?chat_id={GROUP}") as answer:
            assert (await answer.json())[-1]["message"]["text"] == "over HTTP"
        async with http.post(f"{telegram.url}/_control/rob_a_bank") as answer:
            assert answer.status == 400


def test_the_specification_we_ship_is_what_is_served_and_no_more() -> None:
    shipped = TRIMMED.read_text(encoding="utf-8")
    assert one_a_line(trim(json.loads(shipped))) == shipped
