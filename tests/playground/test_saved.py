"""A world that is saved comes back as it was, and goes on as it would have."""

import asyncio
import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground import behaviour, chats, editing, looking, people, places, polling, saved, sending
from playground.__main__ import main, serve
from playground.call import Call
from playground.saved import BrokenWorld
from playground.spec import TRIMMED, Json, Spec, Upload
from playground.world import World
from tests.playground.scene import ANN, BASIC, BOB, FORUM, GROUP
from tests.playground.test_refusals import png

SPEC = Spec()
TOKEN, OTHER = "123456:TEST", "654321:OTHER"
BUTTONS = {"inline_keyboard": [[{"text": "7 天", "callback_data": "roi:7d"}]]}
PASSING = {"spec", "now", "changed", "closing", "limits", "calls"}  # not of the world, or compared below


def made() -> World:
    """Two bots, a few people, every kind of chat."""
    world = World(SPEC, now=lambda: 1_795_000_000.5)
    places.bot(world, TOKEN, privacy=False, first_name="掌柜")
    places.bot(world, OTHER, "other_bot")
    places.user(world, ANN, "Ann", last_name="张", language_code="zh-hans")
    places.user(world, BOB, "Bob", username="bob")
    for user_id in (ANN, BOB):
        places.private(world, user_id)
    places.private(world, BOB, 654321, started=False, blocked=True)
    places.chat(world, GROUP, creator=ANN, members=[BOB], bot="administrator", username="pines")
    places.chat(world, FORUM, creator=ANN, members=[BOB], forum=True, bot="administrator")
    places.chat(world, BASIC, "group", "Basic", creator=ANN, admins=[BOB])
    return world


def bot_says(world: World, chat_id: int, **more: Any) -> Json:
    params = {"chat_id": chat_id, "text": "ROI 掌", "reply_markup": BUTTONS} | more
    return sending.send_message(by_bot(world, **params))


def by_bot(world: World, files: dict[str, Upload] | None = None, **params: Any) -> Call:
    return Call(world, world.bot(), params, files or {})


def on_a_message(act: Callable[[World, int], object]) -> Callable[[World, int], None]:
    def acted(world: World, n: int) -> None:
        if records := world.chat(GROUP).records:
            act(world, list(records)[n % len(records)])

    return acted


def deliver_some(world: World, n: int) -> None:
    bot = world.bot()
    bot.allowed = {"message", "callback_query"} if n % 2 else None
    for _ in range(min(n % 3, len(bot.queue))):
        bot.queue.popleft()


def bot_edits(world: World, n: int) -> None:
    sent = bot_says(world, GROUP)
    editing.edit_message_text(by_bot(world, chat_id=GROUP, message_id=sent["message_id"], text=f"now {n}"))


def press_and_answer(world: World, n: int) -> None:
    sent = bot_says(world, GROUP)
    query = people.press(world, GROUP, BOB, sent["message_id"], data="roi:7d")
    if n % 2:
        editing.answer_callback_query(by_bot(world, **query, text="好"))


def topics(world: World, n: int) -> None:
    thread = places.topic(world, FORUM, ANN, f"topic {n}")
    people.send(world, FORUM, BOB, "in it", thread=thread)
    bot_says(world, FORUM, message_thread_id=thread)
    (places.close_topic, places.delete_topic)[n % 2](world, FORUM, thread)


def bot_topic(world: World, n: int) -> None:
    chats.create_forum_topic(by_bot(world, chat_id=FORUM, name=f"of the bot {n}"))


def bot_photo(world: World, n: int) -> None:
    photo = Upload("a.png", png(1200, 675 + n), "")
    sending.send_photo(by_bot(world, chat_id=ANN, photo=photo, caption="<b>图</b>", parse_mode="HTML"))


def migrate(world: World, n: int) -> None:
    if not world.chat(BASIC).migrated_to:
        places.migrate(world, BASIC, ANN)


def commands(world: World, n: int) -> None:
    known = [{"command": f"c{n}", "description": "d"}]
    scope = {"type": "chat", "chat_id": GROUP}
    chats.set_my_commands(by_bot(world, commands=known, scope=scope, language_code="zh"))


ACTS: tuple[Callable[[World, int], object], ...] = (
    lambda world, n: people.send(world, GROUP, BOB, f"/roi {n} 天 @bob"),
    lambda world, n: people.send(world, BOB, BOB, f"in private {n}"),
    lambda world, n: people.send(world, GROUP, ANN, "not my name", anonymous=True, reply_to=n),
    lambda world, n: people.upload(
        world, GROUP, BOB, "报表.csv", b"a,b\n" * (n % 3), album="7", caption="/upload"
    ),
    lambda world, n: people.upload(world, ANN, ANN, "a.png", png(1000, 500), kind="photo"),
    lambda world, n: people.upload(world, GROUP, BOB, "large.csv", b"a", size=n << 20),
    on_a_message(lambda world, message_id: people.react(world, GROUP, BOB, message_id, "👍")),
    on_a_message(lambda world, message_id: people.edit(world, GROUP, BOB, message_id, "changed")),
    on_a_message(lambda world, message_id: people.delete(world, GROUP, message_id)),
    lambda world, n: places.member(world, GROUP, BOB, ("left", "member", "administrator")[n % 3], by=ANN),
    lambda world, n: places.private(world, BOB, blocked=bool(n % 2)),
    lambda world, n: bot_says(world, ANN, reply_markup={"force_reply": True}),
    lambda world, n: behaviour.fault(world, "flood", "sendMessage", retry_after=n),
    lambda world, n: behaviour.set_limits(world, enabled=bool(n % 2), chat=[n, 1.5]),
    lambda world, n: behaviour.options(world, privacy_reads_captions=bool(n % 2)),
    lambda world, n: behaviour.expire_files(world),
    lambda world, n: world.note("time", now=n),
    deliver_some,
    bot_edits,
    press_and_answer,
    topics,
    bot_topic,
    bot_photo,
    migrate,
    commands,
)
STEPS = st.lists(st.tuples(st.sampled_from(range(len(ACTS))), st.integers(1, 9)), max_size=25)


def act(world: World, steps: list[tuple[int, int]]) -> None:
    random.seed(1)
    for number, n in steps:
        ACTS[number](world, n)


def everything(world: World) -> Json:
    found = {name: value for name, value in vars(world).items() if name not in PASSING}
    return found | {name: getattr(world.limits, name) for name in ("enabled", "factor", "rules")}


def again(folder: Path) -> World:
    world = World(SPEC, now=lambda: 1_795_000_000.5)
    assert saved.load(world, folder)
    return world


def all_that_can_happen() -> World:
    world = made()
    act(world, [(number, n) for n in (1, 2) for number in range(len(ACTS))])
    return world


def test_a_rich_world_comes_back(tmp_path: Path) -> None:
    world = all_that_can_happen()
    saved.save(world, tmp_path)
    assert everything(again(tmp_path)) == everything(world)


@settings(max_examples=60, deadline=None)
@given(before=STEPS, after=STEPS)
def test_whatever_happened_it_comes_back_and_goes_on(
    tmp_path_factory: pytest.TempPathFactory, before: list[tuple[int, int]], after: list[tuple[int, int]]
) -> None:
    """Also with what is counted: messages, updates, files, events."""
    folder, world = tmp_path_factory.mktemp("world"), made()
    act(world, before)
    saved.save(world, folder)
    other = again(folder)
    assert everything(other) == everything(world)
    act(world, after)
    act(other, after)
    assert everything(other) == everything(world)


def test_what_waited_for_the_bot_still_waits(tmp_path: Path) -> None:
    world = made()
    people.send(world, GROUP, BOB, "one")
    waiting = list(world.bot().queue)
    saved.save(world, tmp_path)
    other = again(tmp_path)
    people.send(other, GROUP, BOB, "two")
    assert other.bot().queue[0] == waiting[0]
    assert other.bot().queue[1]["update_id"] == waiting[0]["update_id"] + 1


def test_a_file_can_still_be_fetched_and_seen(tmp_path: Path) -> None:
    world = made()
    file_id = people.upload(world, GROUP, BOB, "报表.csv", b"a,b")["document"]["file_id"]
    saved.save(world, tmp_path)
    other = again(tmp_path)
    path = polling.get_file(by_bot(other, file_id=file_id))["file_path"]
    assert other.paths[path].data == b"a,b"
    assert looking.transcript(other, GROUP) == looking.transcript(world, GROUP)


def test_who_waits_for_events_is_told(tmp_path: Path) -> None:
    world = made()
    saved.save(world, tmp_path)
    seen = world.changed
    saved.load(world, tmp_path)
    assert seen.is_set()
    assert not world.changed.is_set()


def test_where_nothing_was_saved_nothing_changes(tmp_path: Path) -> None:
    world = made()
    before = everything(world)
    assert not saved.load(world, tmp_path / "none")
    assert everything(world) == before


def test_one_thing_a_line(tmp_path: Path) -> None:
    world = made()
    people.send(world, GROUP, BOB, "掌柜在吗")
    saved.save(world, tmp_path)
    lines = (tmp_path / saved.NAME).read_text(encoding="utf-8").splitlines()
    assert sum("掌柜在吗" in line for line in lines) == 3  # as a message, and as an update for each bot


def test_bytes_are_written_once_and_go_when_nothing_names_them(tmp_path: Path) -> None:
    world, files = made(), tmp_path / saved.FILES
    people.upload(world, GROUP, BOB, "a.csv", b"same")
    people.upload(world, GROUP, BOB, "b.csv", b"same")
    saved.save(world, tmp_path)
    (first,) = files.iterdir()
    written = first.stat()
    people.upload(world, GROUP, BOB, "c.csv", b"other")
    saved.save(world, tmp_path)
    assert first.stat() == written
    assert len(list(files.iterdir())) == 2
    (files / "of somebody.txt").write_text("x")
    saved.save(made(), tmp_path)
    assert [path.name for path in files.iterdir()] == ["of somebody.txt"]


@pytest.mark.parametrize("written", [0, 1, 2])
def test_broken_off_at_any_file_the_former_world_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    world = made()
    people.upload(world, GROUP, BOB, "a.csv", b"before")
    saved.save(world, tmp_path)
    before = everything(again(tmp_path))
    people.upload(world, GROUP, BOB, "b.csv", b"new")
    people.upload(world, GROUP, BOB, "c.csv", b"newer")
    done: list[Path] = []

    def replace(new: Path, path: Path) -> None:
        if len(done) == written:
            raise KeyboardInterrupt
        done.append(path)
        new.rename(path)

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", replace)
        with pytest.raises(KeyboardInterrupt):
            saved.save(world, tmp_path)
    assert everything(again(tmp_path)) == before
    saved.save(world, tmp_path)
    assert everything(again(tmp_path)) == everything(world)
    assert not list(tmp_path.rglob("*.new"))


BREAKAGES: dict[str, Callable[[str], str]] = {
    "half of it": lambda text: text[: len(text) // 2],
    "empty": lambda text: "",
    "another JSON": lambda text: "[]",
    "a number": lambda text: "7",
    "no users": lambda text: text.replace('"users"', '"people"'),
    "another field": lambda text: text.replace('"title"', '"heading"'),
    "a chat without a bot": lambda text: text.replace('{"bot": "123456:TEST"', '{"bot": "1:GONE"'),
    "a shape that is none": lambda text: text.replace('"shape": 1', '"shape": "one"'),
}


@pytest.mark.parametrize("breakage", BREAKAGES.values(), ids=BREAKAGES.keys())
def test_a_broken_world_says_so_and_changes_nothing(tmp_path: Path, breakage: Callable[[str], str]) -> None:
    path = tmp_path / saved.NAME
    saved.save(all_that_can_happen(), tmp_path)
    path.write_text(breakage(path.read_text("utf-8")), "utf-8")
    world = made()
    before = everything(world)
    with pytest.raises(BrokenWorld, match="damaged, or not a saved world") as broken:
        saved.load(world, tmp_path)
    assert broken.value.path == path
    assert everything(world) == before


def test_a_newer_world_says_so(tmp_path: Path) -> None:
    path = tmp_path / saved.NAME
    path.write_text(json.dumps({"shape": saved.SHAPE + 1}))
    with pytest.raises(BrokenWorld, match=r"world\.json: a newer version of this program has written it"):
        saved.load(made(), tmp_path)


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"x"), Path.unlink], ids=["other", "gone"])
def test_damaged_bytes_say_so(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    world = made()
    people.upload(world, GROUP, BOB, "a.csv", b"a,b")
    saved.save(world, tmp_path)
    (path,) = (tmp_path / saved.FILES).iterdir()
    damage(path)
    with pytest.raises(BrokenWorld) as broken:
        saved.load(made(), tmp_path)
    assert broken.value.path == path


async def test_kept_at_intervals_only_when_something_happened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, written = made(), asyncio.Queue[str]()
    monkeypatch.setattr(saved, "write", lambda now, folder: written.put_nowait(now.text))
    keeping = asyncio.create_task(saved.keep(world, tmp_path, 0.001))
    await written.get()
    people.send(world, GROUP, BOB, "new")
    assert '"new"' in await written.get()
    world.bot().queue.clear()  # an update that was confirmed is no event
    assert '"queue": []' in await written.get()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(written.get(), 0.05)
    keeping.cancel()
    await asyncio.wait({keeping})


async def test_kept_once_more_at_the_end(tmp_path: Path) -> None:
    world = made()
    keeping = asyncio.create_task(saved.keep(world, tmp_path, 3600))
    await asyncio.sleep(0)
    people.send(world, GROUP, BOB, "last words")
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping
    assert everything(again(tmp_path)) == everything(world)


async def test_a_playground_by_itself_goes_on_where_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = made()
    people.send(world, GROUP, BOB, "still here?")
    saved.save(world, tmp_path)
    serving = asyncio.create_task(serve("127.0.0.1", 0, [TOKEN, "777:NEW"], TRIMMED, tmp_path))
    while not (serving.done() or capsys.readouterr().out):  # noqa: ASYNC110 - each turn lets the server take one step
        await asyncio.sleep(0)
    serving.cancel()
    await asyncio.wait({serving})
    other = again(tmp_path)
    assert other.chats == world.chats
    assert list(other.bots) == [TOKEN, OTHER, "777:NEW"]
    assert other.bots[TOKEN] == world.bots[TOKEN]


def test_a_playground_that_cannot_go_on_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / saved.NAME).write_text("{")
    monkeypatch.setattr("sys.argv", ["playground", "--port", "0", "--keep", str(tmp_path)])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 1
    assert str(tmp_path / saved.NAME) in capsys.readouterr().err
