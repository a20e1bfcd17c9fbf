"""Sending against a Telegram that refuses, fails, moves and throws us out."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from charts.chart import RoiChart
from chat.outbox import put_reply
from chat.sender import Sender
from messages.post import Attachment, Button, Post
from playground import behaviour, looking, places
from storage import chats, outbox, tables
from storage.engine import reading, writing
from storage.leases import take_lease
from tests.chat.conftest import BOSS, FORUM, GROUP, OTHER, Scene

CHART = RoiChart("zh", "店", (date(2026, 11, 21),), (1.0,), (3.0,), ((3.0, "及格"),), "花费", "投产比")


async def test_a_chat_hears_everything_in_order(scene: Scene) -> None:
    for word in "一二三":
        await scene.house.send(scene.group, Post(word), dedupe=word)
        await scene.house.send(scene.other, Post(word), dedupe=f"other {word}")
    await scene.deliver()
    assert scene.said() == ["一", "二", "三"]
    assert scene.said(OTHER) == ["一", "二", "三"]


async def test_a_group_hears_eighteen_messages_a_minute(scene: Scene) -> None:
    for i in range(19):
        await scene.house.send(scene.group, Post(str(i)), dedupe=None)
    await scene.deliver()
    assert scene.said() == [str(i) for i in range(19)]
    assert scene.time.seconds == pytest.approx(60)


async def test_words_buttons_and_reply(scene: Scene) -> None:
    asked = scene.world.post(scene.world.chat(GROUP), scene.world.users[BOSS], text="?").message
    buttons = ((Button("7天", "brief:7"),),)
    await scene.house.send(
        scene.group, Post("<b>好</b> &lt;", buttons, silent=True), dedupe=None, reply_to=asked["message_id"]
    )
    await scene.deliver()
    message = scene.messages()[-1]
    assert message["text"] == "好 <"
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert message["reply_to_message"]["message_id"] == asked["message_id"]
    assert message["reply_markup"]["inline_keyboard"] == [[{"text": "7天", "callback_data": "brief:7"}]]
    sent = looking.calls(scene.world, method="sendMessage")[-1]["params"]
    assert sent["disable_notification"] in ("true", True)
    assert scene.house.bot.id == message["from"]["id"]


async def test_what_was_answered_is_gone(scene: Scene) -> None:
    await scene.house.send(scene.group, Post("好"), dedupe=None, reply_to=4711)
    await scene.deliver()
    assert scene.said() == ["好"]


async def test_a_post_of_ours_is_answered_also_where_it_still_waits(scene: Scene) -> None:
    """The one it answers may be refused: then it stands alone."""
    for name in ("brief", "gone"):
        await scene.house.send(scene.group, Post(name), dedupe=name)
    now = scene.time.now()
    for name in ("brief", "brief", "gone", "never said"):
        await scene.house.run(put_reply, name, Post(f"re {name}"), now=now, dedupe=f"re {name}")
    with writing(scene.house.engine) as session:
        gone = tables.outbox.c.dedupe == "gone"
        session.execute(update(tables.outbox).where(gone).values(state="failed"))
    await scene.deliver()
    brief, *answers = scene.messages()
    said = [(one["text"], one.get("reply_to_message", {}).get("message_id")) for one in answers]
    assert said == [("re brief", brief["message_id"]), ("re gone", None)]


async def test_an_answer_finds_its_topic(scene: Scene) -> None:
    await scene.house.send(
        scene.group, Post("几点？", topic="ask:brief_at"), dedupe=None, store_id=scene.store.id
    )
    await scene.deliver()
    message = scene.messages()[-1]["message_id"]
    assert await scene.house.read(outbox.topic_of, scene.group, message) == "ask:brief_at"
    assert await scene.house.read(outbox.store_of, scene.group, message) == scene.store.id
    assert await scene.house.read(outbox.topic_of, scene.other, message) == ""
    await scene.house.edit(scene.group, message, Post("叫什么？", topic="ask:name"), has_photo=False)
    await scene.deliver()
    assert await scene.house.read(outbox.topic_of, scene.group, message) == "ask:name"
    assert await scene.house.read(outbox.store_of, scene.group, message) == scene.store.id
    await scene.house.react(scene.group, message, "👀")
    await scene.deliver()
    assert await scene.house.read(outbox.topic_of, scene.group, message) == "ask:name"


async def test_a_chart_is_drawn_and_uploaded_once(scene: Scene) -> None:
    await scene.house.send(scene.group, Post("早", chart=CHART), dedupe=None)
    await scene.deliver()
    await scene.house.send(scene.other, Post("早", chart=CHART), dedupe=None)
    await scene.deliver()
    assert len(scene.pencil.drawn) == 1
    first, second = scene.messages()[-1], scene.messages(OTHER)[-1]
    assert first["caption"] == second["caption"] == "早"
    assert first["photo"][-1]["file_id"] == second["photo"][-1]["file_id"]


async def test_a_forgotten_picture_is_drawn_again(scene: Scene) -> None:
    await scene.house.send(scene.group, Post("早", chart=CHART), dedupe=None)
    await scene.deliver()
    with writing(scene.house.engine) as session:
        session.execute(update(tables.drawn).values(file_id="unknown"))
    await scene.house.send(scene.group, Post("晚", chart=CHART), dedupe=None)
    await scene.deliver()
    assert scene.said() == ["早", "晚"]
    assert len(scene.pencil.drawn) == 2


async def test_without_ink_the_words_go_alone(scene: Scene) -> None:
    scene.pencil.broken = True
    await scene.house.send(scene.group, Post("早", chart=CHART), dedupe=None)
    await scene.deliver()
    assert scene.messages()[-1]["text"] == "早"


async def test_words_too_long_for_a_caption_follow_the_chart(scene: Scene) -> None:
    text = "\n".join("字" * 29 for _ in range(40))
    await scene.house.send(scene.group, Post(text, ((Button("x", "x"),),), chart=CHART), dedupe="brief")
    await scene.house.send(scene.group, Post(text, chart=CHART), dedupe="brief")
    await scene.deliver()
    picture, words = scene.messages()
    assert "caption" not in picture
    assert "reply_markup" not in picture
    assert words["text"] == text
    assert words["reply_markup"]


async def test_text_over_the_limit_is_split_between_lines(scene: Scene) -> None:
    lines = [f"<b>{i}</b> " + "字" * 20 for i in range(400)]
    await scene.house.send(scene.group, Post("\n".join(lines)), dedupe=None)
    await scene.deliver()
    said = scene.said()
    assert len(said) == 3
    assert "\n".join(said) == "\n".join(f"{i} " + "字" * 20 for i in range(400))


async def test_a_file_carries_its_words(scene: Scene) -> None:
    await scene.house.send(scene.group, Post("问题", attachment=Attachment("问题.csv", b"a,b")), dedupe=None)
    await scene.deliver()
    message = scene.messages()[-1]
    assert message["caption"] == "问题"
    assert message["document"]["file_name"] == "问题.csv"


async def test_bad_html_is_said_plainly(scene: Scene) -> None:
    await scene.house.send(scene.group, Post("<i>a &lt; <b>b</i>"), dedupe=None)
    await scene.deliver()
    assert scene.said() == ["a < b"]


async def test_a_deleted_topic_falls_back_to_the_group(scene: Scene) -> None:
    thread = places.topic(scene.world, FORUM, BOSS, "日报")
    await scene.house.send(scene.forum, Post("一"), dedupe=None, thread_id=thread)
    await scene.deliver()
    places.delete_topic(scene.world, FORUM, thread)
    await scene.house.send(scene.forum, Post("二"), dedupe=None, thread_id=thread)
    await scene.deliver()
    first, second = (m for m in scene.messages(FORUM) if m.get("text"))
    assert first["message_thread_id"] == thread
    assert (second["text"], second.get("message_thread_id")) == ("二", None)


async def test_edits_of_text_caption_and_chart(scene: Scene) -> None:
    await scene.house.send(scene.group, Post("旧"), dedupe=None)
    await scene.house.send(scene.group, Post("图", chart=CHART), dedupe=None)
    await scene.deliver()
    text, photo = (message["message_id"] for message in scene.messages())
    other = RoiChart("zh", "新", (date(2026, 11, 21),), (2.0,), (3.0,), (), "花费", "投产比")
    await scene.house.edit(scene.group, text, Post("新"), has_photo=False)
    await scene.house.edit(scene.group, text, Post("新"), has_photo=False)  # not modified: a success
    await scene.house.edit(scene.group, photo, Post("新图", chart=other), has_photo=True)
    await scene.deliver()
    assert scene.said() == ["新", "新图"]
    await scene.house.edit(scene.group, photo, Post("新词" + "字" * 2000), has_photo=True)
    await scene.house.edit(scene.group, text, Post("现在有图", chart=CHART), has_photo=False)
    await scene.deliver()
    assert scene.said()[1].startswith("新词")
    assert len(scene.said()[1]) <= 1024
    assert scene.messages()[0]["caption"] == "现在有图"
    assert {state for state, _ in scene.rows()} == {"sent"}


async def test_an_edit_that_mistakes_a_picture_for_text(scene: Scene) -> None:
    await scene.house.send(scene.group, Post("图", chart=CHART), dedupe=None)
    await scene.deliver()
    await scene.house.edit(scene.group, scene.messages()[-1]["message_id"], Post("新"), has_photo=False)
    await scene.deliver()
    assert scene.said() == ["新"]


async def test_an_edit_of_what_is_gone_is_dropped(scene: Scene) -> None:
    await scene.house.edit(scene.group, 4711, Post("新"), has_photo=False)
    await scene.house.send(scene.group, Post("后"), dedupe=None)
    await scene.deliver()
    assert [state for state, _ in scene.rows()] == ["failed", "sent"]


async def test_reactions(scene: Scene) -> None:
    asked = scene.world.post(scene.world.chat(GROUP), scene.world.users[BOSS], text="?").message
    await scene.house.react(scene.group, asked["message_id"], "👀")
    await scene.deliver()
    assert looking.transcript(scene.world, GROUP)[0]["reactions"] == {scene.house.bot.id: ["👀"]}


async def test_a_flood_holds_up_its_own_chat_only(scene: Scene) -> None:
    behaviour.fault(scene.world, "flood", chat_id=GROUP, retry_after=35)
    await scene.house.send(scene.group, Post("一"), dedupe=None)
    await scene.house.send(scene.group, Post("二"), dedupe=None)
    await scene.house.send(scene.other, Post("一"), dedupe=None)
    await scene.deliver()
    assert (scene.said(), scene.said(OTHER)) == ([], ["一"])
    scene.time.move(34)
    await scene.deliver()
    assert scene.said() == []
    scene.time.move(2)
    await scene.deliver()
    assert scene.said() == ["一", "二"]


@pytest.mark.parametrize("kind", ["http500", "html502"])
async def test_a_failing_server_is_tried_again_with_growing_pauses(scene: Scene, kind: str) -> None:
    behaviour.fault(scene.world, kind, times=3)
    await scene.house.send(scene.group, Post("一"), dedupe=None)
    await scene.deliver()
    tries = 1
    for pause in (1.1, 2.1, 4.1):
        scene.time.move(pause / 2)
        await scene.deliver()
        assert len(looking.calls(scene.world)) == tries + 1  # getMe was the first
        scene.time.move(pause / 2)
        await scene.deliver()
        tries += 1
    assert scene.said() == ["一"]


async def test_an_uncertain_send_is_repeated_only_after_a_minute(scene: Scene) -> None:
    behaviour.fault(scene.world, "drop")
    await scene.house.send(scene.group, Post("一"), dedupe=None)
    await scene.deliver()
    scene.time.move(59)
    await scene.deliver()
    assert scene.said() == []
    scene.time.move(2)
    await scene.deliver()
    assert scene.said() == ["一"]


async def test_an_uncertain_edit_is_repeated_soon(scene: Scene) -> None:
    await scene.house.send(scene.group, Post("一"), dedupe=None)
    await scene.deliver()
    behaviour.fault(scene.world, "lost_reply")
    await scene.house.edit(scene.group, scene.messages()[-1]["message_id"], Post("二"), has_photo=False)
    await scene.deliver()
    scene.time.move(2)
    await scene.deliver()
    assert scene.said() == ["二"]
    assert {state for state, _ in scene.rows()} == {"sent"}


async def test_a_day_later_nobody_wants_to_know(scene: Scene) -> None:
    behaviour.fault(scene.world, "http500", times=2)
    await scene.house.send(scene.group, Post("一"), dedupe=None)
    await scene.deliver()
    scene.time.move(25 * 3600)
    await scene.deliver()
    assert scene.rows() == [("failed", "Internal Server Error")]


async def test_the_group_becomes_a_supergroup(scene: Scene) -> None:
    places.chat(scene.world, -7, "group", "小店", creator=BOSS)
    chat = await scene.house.run(chats.chat_for, -7, "group", "小店")
    await scene.house.send(chat.id, Post("一"), dedupe=None)
    await scene.deliver()
    await scene.house.send(chat.id, Post("二"), dedupe=None, reply_to=1)
    await scene.house.edit(chat.id, 1, Post("新"), has_photo=False)
    new = places.migrate(scene.world, -7, BOSS)
    await scene.deliver()
    assert scene.said(new) == ["二"]
    assert [state for state, _ in scene.rows()] == ["sent", "sent", "failed"]
    assert (await scene.house.run(chats.chat_for, -7, "group", "小店")).telegram_id == new


async def test_thrown_out(scene: Scene) -> None:
    places.remove_bot(scene.world, GROUP, BOSS)
    for word in "一二":
        await scene.house.send(scene.group, Post(word), dedupe=None)
    await scene.deliver()
    await scene.house.send(scene.group, Post("三"), dedupe=None)
    await scene.deliver()
    assert scene.said(BOSS) == [
        "无法再向店的群发送消息。\n机器人已被移出该群，或该群已不存在。早报和提醒已停止。\n要恢复，请重新把机器人加入该群，无需重新设置。"
    ]
    assert [state for state, _ in scene.rows()] == ["failed", "failed", "sent", "failed"]
    with reading(scene.house.engine) as session:
        chat = chats.chat_by_id(session, scene.group)
    assert chat is not None
    assert chat.silenced
    await scene.house.run(chats.unsilence, scene.group)
    places.add_bot(scene.world, GROUP, BOSS)
    await scene.house.send(scene.group, Post("四"), dedupe=None)
    await scene.deliver()
    assert scene.said() == ["四"]


async def test_a_founder_who_blocks_us_is_not_told(scene: Scene) -> None:
    places.remove_bot(scene.world, GROUP, BOSS)
    places.private(scene.world, BOSS, blocked=True)
    await scene.house.send(scene.group, Post("一"), dedupe=None)
    await scene.deliver()
    assert [state for state, _ in scene.rows()] == ["failed", "failed"]


async def test_no_rights(scene: Scene) -> None:
    behaviour.fault(scene.world, "no_rights", chat_id=GROUP, times=2)
    for word in "一二三":
        await scene.house.send(scene.group, Post(word), dedupe=None)
    await scene.deliver()
    assert scene.said() == ["三"]
    assert len(scene.said(BOSS)) == 1


async def test_two_senders_never_send_the_same(scene: Scene) -> None:
    rival = Sender(scene.house, clock=scene.time.monotonic, sleep=scene.time.sleep)
    for i in range(10):
        await scene.house.send((scene.group, scene.other)[i % 2], Post(str(i)), dedupe=None)
    for _ in range(30):
        await scene.sender.turn()
        await rival.turn()
        await scene.sender.finish()
        await rival.finish()
        scene.time.move(1)
    assert sorted(scene.said() + scene.said(OTHER)) == [str(i) for i in range(10)]


async def test_a_killed_sender_is_succeeded_after_a_minute(scene: Scene) -> None:
    await scene.house.send(scene.group, Post("一"), dedupe=None)
    heads = await scene.house.read(outbox.ready, scene.time.now())
    await scene.house.run(outbox.claim, [head.id for head in heads], scene.time.now())  # … and dies
    await scene.deliver()
    assert scene.said() == []
    scene.time.move(61)
    await scene.deliver()
    assert scene.said() == ["一"]


async def until(scene: Scene, count: int) -> None:
    """Waits until the group has heard so many messages."""
    while len(scene.said()) < count:
        assert await looking.events(scene.world, after=len(scene.world.events), timeout=10)


async def test_it_sends_until_it_is_stopped(scene: Scene) -> None:
    running = asyncio.create_task(scene.sender.run())
    await scene.house.send(scene.group, Post("一"), dedupe=None)
    await until(scene, 1)
    scene.time.move(2)
    scene.pencil.released.clear()
    await scene.house.send(scene.group, Post("二", chart=CHART), dedupe=None)
    await scene.pencil.asked.wait()
    stopping = asyncio.create_task(scene.sender.stop())
    await scene.house.send(scene.other, Post("三"), dedupe=None)
    scene.pencil.released.set()
    await stopping
    await running
    assert (scene.said(), scene.said(OTHER)) == (["一", "二"], [])
    assert [state for state, _ in scene.rows()] == ["sent", "sent", "queued"]
    assert await scene.house.run(take_lease, "sender", "another", scene.time.now(), timedelta(seconds=1))


async def test_only_the_owner_of_the_lease_sends(scene: Scene) -> None:
    await scene.house.run(take_lease, "sender", "another", scene.time.now(), timedelta(seconds=30))
    await scene.house.send(scene.group, Post("一"), dedupe=None)
    running = asyncio.create_task(scene.sender.run())
    await scene.bell.waited.wait()
    assert not scene.sender.busy
    assert [state for state, _ in scene.rows()] == ["queued"]
    scene.time.move(31)
    scene.house.outbox.wake()
    await until(scene, 1)
    await scene.sender.stop()
    await running


async def test_a_failing_database_is_waited_for(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    ready, failures = outbox.ready, [OSError("disk"), OSError("disk")]

    def failing(*args: Any) -> Any:
        if failures:
            raise failures.pop()
        return ready(*args)

    monkeypatch.setattr(outbox, "ready", failing)
    await scene.house.send(scene.group, Post("一"), dedupe=None)
    running = asyncio.create_task(scene.sender.run())
    await until(scene, 1)
    await scene.sender.stop()
    await running
