"""What the demo's page may ask for beyond the chats: who is who, files to drop in, and to let time pass."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import structlog
from markupsafe import Markup

from bot.demo.cast import EVERYBODY, ZONE
from bot.demo.days import HOUR, Days
from bot.demo.quiet import Stuck
from messages.texts import Texts
from playground.stage import StageFile
from playground.world import World

log = structlog.get_logger()
LOOK_EVERY = 1.0  # seconds between looks at the clock


class DemoStage:
    """A `playground.stage.Stage`. Busy until the story has been told, and while time passes."""

    def __init__(self, world: World, language: str) -> None:
        self.language, self.zone = language, ZONE
        self.world, self.texts = world, Texts(language)
        self.busy = True
        self._days: Days | None = None
        self._turn = asyncio.Lock()
        self._files: tuple[StageFile, ...] = ()

    def roles(self) -> Mapping[int, str]:
        return {person.id: person.role for person in EVERYBODY}

    def files(self) -> Sequence[StageFile]:
        """Today's exports, which staff sends tomorrow morning, and two files that cannot be read."""
        return self._files

    async def travel(self, to: str) -> None:
        """An hour on, or to where the next morning's brief is there; what is due on the way is done."""
        if self.busy or self._days is None:
            raise RuntimeError("time is passing already")
        days = self._days
        async with self.at_work():
            await days.walk(days.clock() + HOUR if to == "hour" else await days.after_the_brief())

    async def open(self, days: Days) -> None:
        """The story has been told: from now on visitors may act."""
        self._days = days
        async with self.at_work():
            pass

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """One thing happens to the time at once. Afterwards there are the files of the day it is then."""
        async with self._turn:
            self._be(busy=True)
            try:
                yield
            except Stuck:
                log.exception("the bot did not come along")
            finally:
                if self._days is not None:
                    self._files = await asyncio.to_thread(files_of, self._days, self.texts)
                    self.world.note("time", now=self._days.clock.timestamp())
                self._be(busy=False)

    async def keep_time(self) -> None:
        """Staff comes at twenty past eight also where nobody moves the clock."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            if self._days is not None and not self.busy and self._days.exports_are_due:
                async with self.at_work():
                    await self._days.be_at(self._days.clock())

    def _be(self, *, busy: bool) -> None:
        self.busy = busy
        self.world.note("stage", busy=busy)


def files_of(days: Days, texts: Texts) -> tuple[StageFile, ...]:
    """What a visitor may drop in: the day's exports as they will be tomorrow, and what goes wrong in life."""
    day = days.today
    about = texts.t("Figures of {day}. Staff sends it tomorrow at 08:20; you may now.", day=texts.day(day))
    whole = [(file, about) for file in days.morning(day)]
    odd = {
        "own": texts.t("A table the bot has never seen: it asks what it is, and remembers."),
        "broken": texts.t("Only half of it arrived: nothing of it may be stored."),
        "unknown": texts.t("No shop's figures: the bot asks, you may say that it is not for it."),
    }
    props = [(file, odd.get(file.key, Markup())) for file in days.shop.props(days.language)]
    return tuple(
        StageFile(file.name, file.title, said.striptags(), file.data) for file, said in whole + props
    )
