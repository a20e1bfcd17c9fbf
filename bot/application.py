"""Puts the rooms together: one process that hears, thinks, draws and speaks, until it is told to stop."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any

import structlog
import telegram
from telegram.error import InvalidToken, TelegramError

from bot import __version__
from bot.settings import Settings, WrongSettings
from chat.client import open_bot
from chat.door import Door
from chat.drawing import Drawing
from chat.house import House
from chat.inbox import Inbox
from chat.ingest import serving
from chat.outbox import Outbox
from chat.parsing import Parsing
from chat.polling import Polling
from chat.sender import Sender
from chat.uploads import AfterUpload, work_uploads
from handlers import setup
from handlers.help import announce
from handlers.registry import ANSWERS, BUTTONS, COMMANDS
from handlers.uploads import document
from jobs.job import Job
from jobs.registry import AFTER_UPLOAD, JOBS
from jobs.schedule import Schedule
from storage.engine import open_database
from storage.migrate import migrate

log = structlog.get_logger()
LONGEST_PAUSE = 60.0  # seconds between attempts to reach Telegram at the start
UPLOADS_MAY_TAKE = 70.0  # seconds to finish the files under way; later they are taken up at the next start


class Stopped(Exception):  # noqa: N818 - it says what happened
    """We were told to stop before Telegram could be reached."""


async def run(settings: Settings) -> None:
    """The bot, until SIGTERM or SIGINT; a second one ends it at once.

    Raises WrongSettings, DatabaseAway, DatabaseTooNew, and whatever a part of the bot died of.
    """
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def told_to_stop() -> None:
        stop.set()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told_to_stop)
    with suppress(Stopped):
        async with opened(settings, stop) as house:
            log.info("ready", version=__version__, bot=house.bot.username)
            await stop.wait()
            log.info("stopping")
    log.info("stopped")


@asynccontextmanager
async def opened(
    settings: Settings,
    stop: asyncio.Event,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    pace: Callable[[], float] = time.monotonic,
    jobs: Sequence[Job] = JOBS,
    after_upload: Sequence[AfterUpload] = AFTER_UPLOAD,
) -> AsyncIterator[House]:
    """A bot at work; at the end it finishes what is under way. A part that dies sets `stop`.

    `clock` tells what is due, `pace` gives the seconds that Telegram's limits are counted in. `jobs` and
    `after_upload` are ours, perhaps watched by who opens the bot.

    Raises Stopped where `stop` was set before Telegram could be reached.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        engine = open_database(settings.database)
        stack.callback(engine.dispose)
        await asyncio.to_thread(migrate, engine)
        bot = open_bot(settings.token, settings.telegram_url)
        stack.push_async_callback(bot.shutdown)
        await reach(bot, stop)
        drawing, parsing = Drawing(), Parsing(preload=["bot.cli"])
        stack.callback(parsing.close)
        stack.callback(drawing.close)
        house = House(engine, clock, bot, settings.owners, settings.data_dir, drawing, parsing, Outbox())
        start_all(house, stack, stop, pace, jobs, after_upload)
        if settings.ingest_port is not None:
            await open_door(house, stack, settings.ingest_bind, settings.ingest_port)
        yield house


def start_all(
    house: House,
    stack: AsyncExitStack,
    stop: asyncio.Event,
    pace: Callable[[], float],
    jobs: Sequence[Job],
    after_upload: Sequence[AfterUpload],
) -> None:
    """Starts everything that runs by itself; `stack` stops it, last started first."""
    background = partial(in_background, stack, stop)
    sender = Sender(house, clock=pace)
    background("sender", sender.run(), sender.stop)
    uploads = background("uploads", work_uploads(house, after_upload))
    stack.push_async_callback(finish_uploads, uploads)
    background("inbox", Inbox(house).run())
    schedule = Schedule(house, jobs)
    schedule.start()
    stack.push_async_callback(schedule.stop)
    door = Door(
        house, commands=COMMANDS, buttons=BUTTONS, answers=ANSWERS, documents=document, found=setup.found
    )
    polling = Polling(house.bot, door.handle)
    background("polling", polling.run(), polling.stop)
    background("commands", list_commands(house.bot))


def in_background(
    stack: AsyncExitStack,
    stop_all: asyncio.Event,
    name: str,
    work: Coroutine[Any, Any, None],
    stop: Callable[[], Awaitable[None]] | None = None,
) -> asyncio.Task[None]:
    """A task of its own; at the end it is asked to `stop`, and cancelled if it goes on.

    A task that dies stops the whole bot, so that whoever started it can start it again.
    """
    task = asyncio.create_task(work, name=name)

    def look(task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            log.critical("a part of the bot has died", part=name, exc_info=error)
            stop_all.set()

    async def end() -> None:
        if stop is not None and not task.done():
            await stop()
        task.cancel()
        await asyncio.wait({task})
        if not task.cancelled():
            task.result()

    task.add_done_callback(look)
    stack.push_async_callback(end)
    return task


async def open_door(house: House, stack: AsyncExitStack, host: str, port: int) -> None:
    """POST /ingest, until the end. Raises WrongSettings."""
    try:
        await stack.enter_async_context(serving(house, host, port))
    except OSError as error:
        problem = f"ZHANGGUI_INGEST_PORT {port} at {host} cannot be opened: {error.strerror or error}."
        raise WrongSettings([problem]) from None


async def finish_uploads(uploads: asyncio.Task[None]) -> None:
    """Files under way are finished; what takes too long is left to the next start."""
    uploads.cancel()
    _, unfinished = await asyncio.wait({uploads}, timeout=UPLOADS_MAY_TAKE)
    if unfinished:
        log.warning("files are left to the next start")


async def reach(bot: telegram.Bot, stop: asyncio.Event) -> None:
    """Waits for Telegram, however long it takes. Raises Stopped, WrongSettings."""
    pause = 1.0
    while not stop.is_set():
        try:
            await bot.initialize()
            await bot.delete_webhook()  # one that is left over would keep all updates from us
        except InvalidToken:
            problem = "ZHANGGUI_BOT_TOKEN is not accepted by Telegram: copy it again from @BotFather."
            raise WrongSettings([problem]) from None
        except TelegramError as error:
            log.warning("Telegram cannot be reached", said=str(error), again_in=pause)
        else:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await stop.wait()
        pause = min(2 * pause, LONGEST_PAUSE)
    raise Stopped


async def list_commands(bot: telegram.Bot) -> None:
    try:
        await announce(bot, COMMANDS)
    except TelegramError as error:
        log.warning("Telegram does not list the commands yet", said=str(error))
