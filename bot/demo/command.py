"""`zhanggui demo`: what the terminal sees of it, from the first line to the last."""

import asyncio
import logging
import os
import shutil
import sys
import tempfile
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import structlog
from rich.console import Console
from rich.text import Text

from bot.demo.cast import GROUP_IN
from bot.demo.ending import Ending
from bot.demo.kept import Folder, Refused, folder_of
from bot.demo.quiet import Stuck
from bot.demo.theatre import Theatre, opened_theatre
from bot.log import start_logging
from messages.setup import OWN_NAME
from messages.texts import Texts

log = structlog.get_logger()

REFUSAL_SENTENCES = {
    "demo_unreadable": "{path} cannot be read: it is damaged, or of another program.",
    "demo_no_folder": "{path} is a file. Name a folder to keep the demo in.",
    "demo_not_ours": "{path} is not empty, and not a demo's. Name an empty folder, or a new one.",
    "demo_no_folder_made": "{path} cannot be made or written to: {said}",
    "demo_in_use": "Another demo is going on in {path}.",
    "demo_other_language": "The demo in {path} speaks {language}. Leave out --lang, or name another folder.",
    "demo_port_taken": "Port {port} is taken. Name another one, or leave out --port.",
    "demo_stuck": "The demo did not come to its end: {said}. See its log: {log}",
    "demo_failed": "The demo has failed. See its log: {log}",
    "demo_died": "The bot has died. See its log: {log}",
}


@dataclass(frozen=True)
class Wishes:
    """What the command line asks for. None: what fits."""

    language: str | None = None
    keep: Path | None = None
    port: int | None = None
    browser: bool | None = None


@dataclass
class Teller:
    """Speaks in the terminal; with `verbose` each line says how long after `began` it comes."""

    console: Console
    texts: Texts
    verbose: bool = False
    began: float = 0.0

    def say(self, sentence: str, style: str = "") -> None:
        after = f"{time.perf_counter() - self.began:5.1f} s  " if self.verbose else ""
        self.console.print(Text(after, style="dim") + Text(sentence, style=style))


def run(wishes: Wishes, teller: Teller, ending: Ending) -> None:
    """Until Ctrl-C. Raises Refused where it cannot begin, or does not come to its end."""
    try:
        asyncio.run(play(wishes, teller, ending))
    finally:
        ending.close()


async def play(wishes: Wishes, teller: Teller, ending: Ending) -> None:
    """The demo until it is cancelled: by a signal, or because the bot has died."""
    playing, died = asyncio.current_task(), asyncio.Event()
    assert playing is not None
    ending.listen(playing.cancel)
    watch = asyncio.create_task(cancel_when(died, playing))
    with folder_of(wishes.keep, ending) as folder, log_to(folder.log):
        try:
            language = language_of(wishes, folder, teller.texts)
            async with opened_theatre(folder, language, wishes.port, died) as theatre:
                await perform(theatre, wishes, teller)
        except Refused:
            raise
        except Stuck as stuck:
            log.exception("the demo is stuck")
            raise Refused("demo_stuck", said=stuck, log=lasting(folder)) from None
        except Exception:
            log.exception("the demo has failed")
            if not ending.told:  # else it is ending anyway
                raise Refused("demo_failed", log=lasting(folder)) from None
        except asyncio.CancelledError:
            if died.is_set():
                raise Refused("demo_died", log=lasting(folder)) from None
        finally:
            watch.cancel()
    texts = teller.texts
    kept = texts.t("Ended. Go on with it: zhanggui demo --keep {path}", path=wishes.keep)
    teller.say((kept if folder.kept else texts.t("Ended. Nothing is left behind.")).striptags())


async def cancel_when(event: asyncio.Event, task: asyncio.Task[None]) -> None:
    await event.wait()
    task.cancel()


async def perform(theatre: Theatre, wishes: Wishes, teller: Teller) -> None:
    """Tells the story, shows the page, and stays."""
    texts = teller.texts
    if not theatre.is_told:
        soon = texts.t("The chat: {page} (in some seconds it is the morning there)", page=theatre.page)
        teller.say(soon.striptags())
    await theatre.tell(teller.say)
    store = GROUP_IN[theatre.stage.language]
    when = texts.when(theatre.days.clock())
    teller.say(texts.t("Ready. {store}, {when}.", store=store, when=when).striptags(), "green")
    teller.say(theatre.page, "bold")
    where = texts.t("Everything stays on this computer, in {path}", path=theatre.folder.path)
    teller.say(where.striptags())
    teller.say(texts.t("Ctrl-C ends it.").striptags())
    if has_browser() if wishes.browser is None else wishes.browser:
        with suppress(Exception):
            await asyncio.to_thread(webbrowser.open, theatre.page)
    await asyncio.Event().wait()


def has_browser() -> bool:
    """Whether somebody sits here who could see it."""
    shows = sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return shows and sys.stdout.isatty()


def language_of(wishes: Wishes, folder: Folder, texts: Texts) -> str:
    """What was asked for, what was kept, or what the terminal speaks. Raises Refused."""
    state = folder.state()
    if state is None:
        return wishes.language or texts.language
    if wishes.language not in (None, state.language):
        raise Refused("demo_other_language", path=folder.path, language=OWN_NAME[state.language])
    return state.language


@contextmanager
def log_to(path: Path) -> Iterator[None]:
    """The log in a file, warnings too: the terminal stays clean."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    with path.open("a", encoding="utf-8") as file:
        start_logging("text", file)
        logging.captureWarnings(True)
        try:
            yield
        finally:
            logging.captureWarnings(False)
            root.handlers = before
            root.setLevel(level)


def lasting(folder: Folder) -> Path:
    """The log where it can still be read when the folder is gone."""
    if folder.kept:
        return folder.log
    number, name = tempfile.mkstemp(prefix="zhanggui-demo-", suffix=".log")
    os.close(number)
    return Path(shutil.copy(folder.log, name))
