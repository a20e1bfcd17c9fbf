"""The demo as it is typed: what it tells the terminal, whom it talks to, and how it ends."""

import asyncio
import os
import random
import re
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "zhanggui"
ENDS_WITHIN = 15.0  # seconds; three at most where nothing else is going on
NOWHERE = "http://127.0.0.1:1"
WATCH = """
import os, sys
def heard(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        place = args[1] if event in ("socket.connect", "socket.sendto") else args[0]
        with open(os.environ["HEARD"], "a") as file:
            print(event, repr(place), file=file)
sys.addaudithook(heard)
"""


class Terminal:
    """A demo in a process group of its own, as a shell starts it; all it says goes into one text."""

    def __init__(self, *words: str) -> None:
        self.words = ("demo", "--no-browser", "--port", "0", "--lang", "en", *words)
        # A short path: the sockets of our children lie there, and a socket's path may have 100 characters.
        self.temporary = Path(tempfile.mkdtemp(prefix="zg"))
        self.said = ""
        self.writers: list[asyncio.StreamWriter] = []

    async def __aenter__(self) -> "Terminal":
        environment = os.environ | {"TMPDIR": str(self.temporary), "LANG": "en_US.UTF-8"}
        self.process = await asyncio.create_subprocess_exec(
            PROGRAM,
            *self.words,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        await self.process.wait()
        shutil.rmtree(self.temporary, ignore_errors=True)
        for writer in self.writers:
            writer.close()

    async def hears(self, words: str, within: float = 60) -> None:
        assert self.process.stdout is not None
        async with asyncio.timeout(within):
            while words not in self.said:
                line = await self.process.stdout.readline()
                assert line, f"ended without {words!r}:\n{self.said}"
                self.said += line.decode()

    async def reads(self, what: str, body: str = "") -> asyncio.StreamReader:
        """Asks the page for something, and does not wait for the answer."""
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.said)
        assert found
        reader, writer = await asyncio.open_connection("127.0.0.1", int(found[1]))
        head = f"{what} HTTP/1.1\r\nHost: 127.0.0.1:{found[1]}\r\nContent-Type: application/json\r\n"
        self.writers.append(writer)
        writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        await writer.drain()
        return reader

    async def ends(self) -> None:
        assert self.process.stdout is not None
        self.said += (await self.process.stdout.read()).decode()
        await self.process.wait()

    async def is_told(self, number: signal.Signals) -> None:
        """Ctrl-C reaches all processes of the terminal; it ends, and leaves nothing."""
        if number is signal.SIGINT:
            os.killpg(self.process.pid, number)
        else:
            self.process.send_signal(number)
        async with asyncio.timeout(ENDS_WITHIN):
            await self.process.wait()
        await asyncio.wait_for(self.ends(), ENDS_WITHIN)  # the children, which hold the pipe, are gone too
        assert self.process.returncode == 0, self.said
        assert "Traceback" not in self.said
        assert "Warning" not in self.said
        assert list(self.temporary.iterdir()) == []


async def test_it_talks_to_this_computer_only_and_to_nobodys_bot(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(WATCH)
    path = os.pathsep.join(filter(None, [str(tmp_path / "site"), os.environ.get("PYTHONPATH")]))
    settings = {
        "HEARD": tmp_path / "heard",
        "PYTHONPATH": path,
        "ZHANGGUI_BOT_TOKEN": "1:REAL",
        "ZHANGGUI_TELEGRAM_URL": NOWHERE,
        "ZHANGGUI_DATA_DIR": tmp_path / "real",
        "ZHANGGUI_DATABASE_URL": "sqlite:////nowhere/x",
        **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), NOWHERE),
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "zhanggui.toml").write_text("owners = 'nonsense'")
    kept = tmp_path / "kept"
    async with Terminal("--keep", str(kept)) as demo:
        await demo.hears("Ctrl-C ends it.")
        async with Terminal("--keep", str(kept)) as second:
            await second.ends()
            assert second.process.returncode == 1
            assert f"Another demo is going on in {kept}." in second.said
        stream = await demo.reads("GET /page/stream")
        await demo.reads("POST /page/travel", '{"to": "morning"}')
        await asyncio.sleep(random.uniform(0, 2))
        await demo.is_told(signal.SIGINT)
        assert b'"busy": true' in await stream.read()  # which ends with the demo
    log = (kept / "demo.log").read_text("utf-8")
    assert [line for line in log.splitlines() if "[error" in line or "[critical" in line] == []
    assert f"Ended. Go on with it: zhanggui demo --keep {kept}" in demo.said
    assert re.search(r"http://127\.0\.0\.1:\d+/", demo.said)
    assert not (tmp_path / "real").exists()
    heard = (tmp_path / "heard").read_text().splitlines()
    assert any(line.startswith("socket.connect ('127.0.0.1', ") for line in heard)
    assert [line for line in heard if not re.search(r"\('127\.0\.0\.1', |^socket.connect ['b]", line)] == []


async def test_it_ends_at_any_moment() -> None:
    """Two at once: one is told while it loads, the other while the story is told."""

    async def end_one(number: signal.Signals, words: str, pause: float) -> None:
        async with Terminal() as demo:
            await demo.hears(words)
            await asyncio.sleep(pause)
            await demo.is_told(number)

    numbers = random.sample((signal.SIGINT, signal.SIGTERM), 2)
    await asyncio.gather(
        end_one(numbers[0], "Starting", random.uniform(0, 1.5)),
        end_one(numbers[1], "Reading", random.uniform(0, 2)),
    )
