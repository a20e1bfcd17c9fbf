"""A real Chromium, driven by Playwright, and a demo to look at, in a process of its own."""

import asyncio
import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

PROGRAM = Path(sys.executable).parent / "zhanggui"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = os.environ.get("ZHANGGUI_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
QUIET = (
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
MISSING = "needs Chromium: `apt-get install chromium fonts-noto-cjk`, or its path in ZHANGGUI_TEST_CHROMIUM"
READY_WITHIN = 90.0  # seconds; about ten where nothing else is going on
expect.set_options(timeout=20_000)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        await browser.close()


@pytest.fixture
async def demo() -> AsyncIterator[str]:
    """The address of the page, when the morning is there."""
    folder = tempfile.mkdtemp(prefix="zg")  # a short path: sockets lie there
    process = await asyncio.create_subprocess_exec(
        *(PROGRAM, "demo", "--no-browser", "--port", "0", "--lang", "zh"),
        env=os.environ | {"TMPDIR": folder},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    assert process.stdout is not None
    said = ""
    async with asyncio.timeout(READY_WITHIN):
        while "Ctrl-C" not in said:
            line = await process.stdout.readline()
            assert line, said
            said += line.decode()
    address = re.search(r"http://127\.0\.0\.1:\d+/", said)
    assert address
    yield address[0]
    os.killpg(process.pid, signal.SIGTERM)
    await process.wait()
    shutil.rmtree(folder, ignore_errors=True)


async def opened(browser: Browser, address: str, *, width: int, height: int, **more: object) -> Page:
    """A page that fails the test when it complains, or asks anybody else for anything."""
    context = await browser.new_context(viewport={"width": width, "height": height}, **more)  # type: ignore[arg-type]
    page = await context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: hosts.add(asked.url.split("/")[2]) if "//" in asked.url else None)
    complaints: list[str] = []
    hosts: set[str] = set()
    page.complaints, page.hosts = complaints, hosts  # type: ignore[attr-defined]
    await page.goto(address)
    return page
