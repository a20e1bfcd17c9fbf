"""The demo's parts by themselves: its clock, its hours, its folder, its port, its way to give up."""

import asyncio
import json
import socket
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from rich.console import Console

import bot.demo.command
from bot.demo.clock import DemoClock
from bot.demo.command import REFUSAL_SENTENCES, Teller, Wishes, has_browser, play
from bot.demo.days import BRIEF_AT, DROP_AT, brief_moment, moment_of, stops
from bot.demo.ending import Ending
from bot.demo.kept import Folder, Refused, State, folder_of
from bot.demo.quiet import Stuck, heard
from bot.demo.theatre import is_free, serving
from messages.texts import Texts
from metrics.settings import Settings
from metrics.stores import Store
from playground.spec import TRIMMED, Spec
from playground.world import World

START = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
STATE = State("zh", START, date(2026, 11, 22), closed=True)


class NoEnding(Ending):
    """Hears no signals."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.told = False

    def listen(self, tell: object) -> None:
        pass


# ------------------------------------------------------------------------------------------------- the time


def test_the_clock_runs_and_goes_forward_only() -> None:
    seconds = 100.0
    clock = DemoClock(START, lambda: seconds)
    seconds += 5
    assert clock() == START + timedelta(seconds=5)
    clock.move_to(START + timedelta(hours=1))
    clock.move_to(START)
    seconds += 1
    assert clock() == START + timedelta(hours=1, seconds=1)
    assert clock.timestamp() == clock().timestamp()


def test_a_night_has_every_hour_the_exports_and_the_stores_own_times() -> None:
    day = date(2026, 11, 28)  # a Saturday
    store = Store(1, 1, "x", "zh", "Asia/Shanghai", time(8, 45), timedelta(hours=2), (time(21, 15),))
    stores = [(store, Settings({"post.evening.at": "20:40"}))]
    found = stops(moment_of(day, time(19, 30)), moment_of(date(2026, 11, 29), time(9, 1)), stores)
    told = [f"{moment:%H:%M}" for moment in (one.astimezone(moment_of(day, DROP_AT).tzinfo) for one in found)]
    assert told[:4] == ["20:00", "20:40", "21:00", "21:15"]
    assert told[-6:] == ["07:00", "08:00", "08:20", "08:45", "09:00", "09:01"]
    assert found == sorted(set(found))


def test_a_morning_is_over_when_files_and_brief_are_there() -> None:
    day = date(2026, 11, 24)
    early = Store(1, 1, "x", "zh", "Asia/Shanghai", time(7), timedelta(hours=2), ())
    assert brief_moment(day, []) == moment_of(day, BRIEF_AT)
    assert brief_moment(day, [early]) == moment_of(day, DROP_AT)


async def test_what_does_not_come_is_named() -> None:
    world = World(Spec(TRIMMED))
    world.note("time")
    assert (await heard(world, lambda event: event["kind"] == "time", 0, "x"))["seq"] == 1
    with pytest.raises(Stuck, match="in vain: the brief"):
        await heard(world, lambda event: event["kind"] == "brief", 0, "the brief", patience=0.05)


# ----------------------------------------------------------------------------------------------- the folder


def test_a_temporary_folder_goes_with_the_demo() -> None:
    ending = NoEnding()
    with folder_of(None, ending) as folder:
        assert folder.path == ending.folder
        (folder.path / "x").write_text("x")
    assert not folder.path.exists()


def test_a_kept_folder_is_locked_gone_on_with_and_begun_anew(tmp_path: Path) -> None:
    with folder_of(tmp_path / "new" / "one", NoEnding()) as folder:
        assert folder.state() is None
        with pytest.raises(Refused, match="demo_in_use"), folder_of(folder.path, NoEnding()):
            pass
        folder.keep(STATE)
    with folder_of(folder.path, NoEnding()) as folder:
        assert folder.state() == STATE
        folder.data.mkdir()
        folder.begin()
        assert folder.state() is None
        assert not folder.data.exists()


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [("other.txt", "mine", "demo_not_ours"), ("demo.json", "{", "demo_unreadable")],
)
def test_a_strange_folder_is_refused_and_left_alone(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(Refused) as refused, folder_of(tmp_path, NoEnding()) as folder:
        folder.state()
    assert refused.value.reason == reason
    assert (tmp_path / name).read_text() == text
    with pytest.raises(Refused, match="demo_no_folder"), folder_of(tmp_path / name, NoEnding()):
        pass


def test_every_refusal_has_its_sentence_in_both_languages() -> None:
    facts = dict.fromkeys(("path", "language", "port", "said", "log"), "7")
    for sentence in REFUSAL_SENTENCES.values():
        assert Texts("zh").t(sentence, **facts) != Texts("en").t(sentence, **facts)


# ------------------------------------------------------------------------------------------ port and browser


async def test_a_port_that_was_asked_for_is_not_exchanged() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not is_free(port)
        with pytest.raises(Refused, match="demo_port_taken"):
            async with serving(DemoClock(START), port):
                pass
    async with serving(DemoClock(START), None) as one, serving(DemoClock(START), None) as two:
        assert one.port != two.port


def test_no_browser_is_opened_where_nobody_sits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("sys.stdout.isatty", lambda: False)
    assert not has_browser()


# ------------------------------------------------------------------------------------------------ giving up


@pytest.mark.parametrize("error", [Stuck("no brief"), ZeroDivisionError("oh")])
def test_a_demo_that_fails_names_a_log_that_is_still_there(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def opened(*_: object) -> None:
        raise error

    monkeypatch.setattr(bot.demo.command, "opened_theatre", opened)
    with pytest.raises(Refused) as refused:
        asyncio.run(play(Wishes(), Teller(Console(quiet=True), Texts("en")), NoEnding()))
    log = Path(str(refused.value.facts["log"]))
    assert str(error) in log.read_text("utf-8")
    log.unlink()


async def test_another_language_than_the_kept_one_is_refused(tmp_path: Path) -> None:
    Folder(tmp_path, kept=True).keep(STATE)
    with pytest.raises(Refused, match="demo_other_language"):
        await play(Wishes("en", tmp_path), Teller(Console(quiet=True), Texts("en")), NoEnding())
    assert json.loads((tmp_path / "demo.json").read_text())["language"] == "zh"
