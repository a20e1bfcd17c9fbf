"""Whatever a file does to its reader, the bot gets a reading or a Mistake."""

import asyncio
from pathlib import Path

import pytest
import structlog

from chat.parsing import KNOWN_FOR, Limits, Parsing, Passwords, Read
from metrics.mistakes import Mistake
from tests import bombs
from tests.bombs import DAY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "kept"
    path.write_bytes(b"12345")
    return path


async def parse(path: Path, read: Read, limits: Limits | None = None) -> object:
    parsing = Parsing(limits, read, ["pytest"])
    try:
        return await parsing.parse(path, "a.csv", DAY, "Asia/Tokyo")
    finally:
        parsing.close()


async def test_a_reading_arrives_whole(path: Path) -> None:
    assert await parse(path, bombs.many_rows) == bombs.many_rows(b"12345", "a.csv", DAY, "Asia/Tokyo")


async def test_a_mistake_arrives_with_its_facts(path: Path) -> None:
    with pytest.raises(Mistake) as caught:
        await parse(path, bombs.mistaken)
    assert (caught.value.reason, caught.value.facts) == ("unknown_table", {"columns": ("甲", "乙")})


@pytest.mark.parametrize(
    ("read", "reason"),
    [
        (bombs.greedy, "file_too_heavy"),
        (bombs.aborting, "file_too_heavy"),
        (bombs.crashing, "reader_died"),
        (bombs.leaving, "reader_died"),
        (bombs.buggy, "reader_died"),
    ],
)
async def test_a_child_that_dies_is_a_mistake(path: Path, read: Read, reason: str) -> None:
    with pytest.raises(Mistake) as caught:
        await parse(path, read)
    assert caught.value.reason == reason


async def test_a_child_that_does_not_end_is_ended(path: Path) -> None:
    with pytest.raises(Mistake) as caught:
        await parse(path, bombs.endless, Limits(seconds=0.3))
    assert caught.value.reason == "file_too_slow"


async def test_a_file_that_is_gone_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(Mistake) as caught:
        await parse(tmp_path / "gone", bombs.many_rows)
    assert caught.value.reason == "reader_died"


async def test_what_a_file_holds_is_not_logged(path: Path) -> None:
    with structlog.testing.capture_logs() as logs, pytest.raises(Mistake):
        await parse(path, bombs.buggy)
    assert logs[0]["error"] == "ValueError"
    assert any(place.startswith("bombs.py:") for place in logs[0]["where"])
    assert "张三" not in str(logs)


async def test_a_real_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_bytes(b"")
    parsing = Parsing(preload=["pytest"])
    with pytest.raises(Mistake) as caught:
        await parsing.parse(path, "a.csv", DAY)
    parsing.close()
    assert caught.value.reason == "empty_file"


async def test_the_bell_is_heard_once() -> None:
    parsing = Parsing(preload=["pytest"])
    parsing.wake()
    async with asyncio.timeout(5):
        await parsing.wait(60)
    with pytest.raises(TimeoutError):  # not rung again
        async with asyncio.timeout(0.05):
            await parsing.wait(60)
    parsing.close()


def test_a_password_is_known_for_an_hour_and_until_it_is_forgotten() -> None:
    now = [0.0]
    passwords = Passwords(lambda: now[0])
    passwords.give(1, "sesame")
    passwords.give(2, "other")
    now[0] = KNOWN_FOR - 1
    assert (passwords.of(1), passwords.of(2), passwords.of(3)) == ("sesame", "other", None)
    passwords.forget(1)
    passwords.forget(3)
    assert passwords.of(1) is None
    now[0] = KNOWN_FOR
    assert passwords.of(2) is None
