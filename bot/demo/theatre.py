"""A demo that is open: the playground and the bot in one process, and all that is around them."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

import structlog
from pydantic import SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from bot.application import opened
from bot.demo.cast import OWNER, TOKEN, furnish
from bot.demo.clock import DemoClock
from bot.demo.days import Days
from bot.demo.kept import Folder, Refused, State
from bot.demo.quiet import Work
from bot.demo.stage import DemoStage
from bot.demo.story import HISTORY, Story, first_moment
from bot.settings import Settings
from charts.chart import BriefChart
from chat.house import House
from metrics.periods import DAY
from playground import saved
from playground.server import Playground
from playground.shop import files as shop
from playground.shop.files import TODAY, ShopFile
from playground.world import World

log = structlog.get_logger()
HERE, PORT = "127.0.0.1", 8765
SAVED_EVERY = 2.0  # seconds
LOST = 1000  # more than can be said in that time


class DemoSettings(Settings):
    """Only what the demo says: nothing of the environment, and no file."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


@dataclass
class Theatre:
    """Bot and playground at work. `is_told`: the visitor finds a morning that has happened."""

    playground: Playground
    house: House
    days: Days
    stage: DemoStage
    folder: Folder
    history: asyncio.Future[list[ShopFile]]
    is_told: bool

    @property
    def page(self) -> str:
        return f"{self.playground.url}/"

    async def tell(self, say: Callable[[str], None] = lambda _: None) -> None:
        """From the evening on which the bot comes to the first brief. Raises Stuck."""
        if not self.is_told:
            texts = self.stage.texts
            story = Story(self.days, texts)
            await story.arrival()
            say(texts.t("Reading {count} days of an invented store …", count=HISTORY).striptags())
            await story.files(await self.history)
            await story.plan()
            await story.rivals()
            await story.colleague()
            say(texts.t("The night passes; the morning's files; the brief …").striptags())
            await story.morning()
            self.is_told = True
        await self.stage.open(self.days)
        self.keep()

    def keep(self, *, closed: bool = False) -> None:
        """Everything as it is now, to go on with. A story that was broken off is told anew."""
        if self.is_told and self.folder.kept:
            saved.save(self.playground.world, self.folder.world)
            self.folder.keep(State(self.stage.language, self.days.clock(), self.days.sent, closed))


@asynccontextmanager
async def opened_theatre(
    folder: Folder, language: str, port: int | None, died: asyncio.Event
) -> AsyncIterator[Theatre]:
    """Serves the page; the story is yet to be told. A part of the bot that dies sets `died`.

    Raises Refused where the port is taken.
    """
    state = folder.state()
    clock = DemoClock(state.now if state else first_moment(TODAY))
    async with AsyncExitStack() as stack:
        history = asyncio.ensure_future(history_of(language, wanted=state is None))
        stack.callback(history.cancel)
        playground = await stack.enter_async_context(serving(clock, port))
        world = playground.world
        if state is None:
            folder.begin()
            furnish(world, language)
        else:
            go_on(world, folder, state)
        stage, work = DemoStage(world, language), Work()
        playground.page.stage = stage
        keeping = AsyncExitStack()  # closed when the bot has said its last
        await stack.enter_async_context(keeping)
        house = await stack.enter_async_context(
            opened(settings_for(playground, folder), died, clock, hurry(), work.jobs, work.after_upload)
        )
        sent = state.sent if state else TODAY - 2 * DAY
        days = Days(house, world, clock, work, shop, language, sent)
        theatre = Theatre(playground, house, days, stage, folder, history, is_told=state is not None)
        keeping.callback(theatre.keep, closed=True)
        for work_on in (warm(house), stage.keep_time(), keep_now_and_then(theatre)):
            beside(stack, work_on)
        yield theatre


def go_on(world: World, folder: Folder, state: State) -> None:
    """The world as it was kept. Raises Refused where it cannot be read."""
    try:
        if not saved.load(world, folder.world):
            raise Refused("demo_unreadable", path=folder.world)
    except saved.BrokenWorld as broken:
        raise Refused("demo_unreadable", path=broken.path) from None
    if state.closed:
        return
    # It was killed: the bot may know messages and updates that the world has lost. Their numbers are not
    # given twice, else the bot would take what is new for what it has answered.
    world.last_box_id += LOST
    world.last_file += LOST
    for chat in world.chats.values():
        chat.next_id += LOST
    for bot in world.bots.values():
        bot.next_update += LOST


async def history_of(language: str, *, wanted: bool) -> list[ShopFile]:
    """All that was before the evening: the last evening's own day comes with the morning's files."""
    return await asyncio.to_thread(shop.history, TODAY - 2 * DAY, HISTORY, language) if wanted else []


@asynccontextmanager
async def serving(clock: DemoClock, port: int | None) -> AsyncIterator[Playground]:
    """On the port that was asked for, else on the usual one where it is free. Raises Refused."""
    chosen = PORT if port is None else port
    if not is_free(chosen):
        if port is not None:
            raise Refused("demo_port_taken", port=port)
        chosen = 0
    async with Playground(host=HERE, port=chosen, now=clock.timestamp) as playground:
        yield playground


def is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HERE, port))
        except (OSError, OverflowError):
            return False
    return True


def settings_for(playground: Playground, folder: Folder) -> Settings:
    return DemoSettings(
        bot_token=SecretStr(TOKEN),
        telegram_url=playground.url,
        owners=frozenset({OWNER.id}),
        data_dir=folder.data,
    )


def hurry() -> Callable[[], float]:
    """A pace at which Telegram's limits, which the playground has not, make nobody wait."""
    looks = count(step=100)
    return lambda: float(next(looks))


def beside(stack: AsyncExitStack, work: Coroutine[Any, Any, None]) -> None:
    """Goes on until the stack is closed; what goes wrong is in the log."""
    task = asyncio.create_task(work)

    async def end() -> None:
        task.cancel()
        await asyncio.wait({task})

    def look(task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() is not None:
            log.error("something beside the bot has died", exc_info=task.exception())

    task.add_done_callback(look)
    stack.push_async_callback(end)


async def warm(house: House) -> None:
    """The drawing process is started while files are read: the first chart need not wait for it."""
    day, figure = (TODAY,), (1.0,)
    await house.drawing.draw(BriefChart("zh", "掌柜", day, figure, figure, figure, TODAY, "", "", ""))


async def keep_now_and_then(theatre: Theatre) -> None:
    """A demo that is killed has lost seconds, no more."""
    seen = -1
    while True:
        await asyncio.sleep(SAVED_EVERY)
        if len(theatre.playground.world.events) != seen:
            seen = len(theatre.playground.world.events)
            theatre.keep()
