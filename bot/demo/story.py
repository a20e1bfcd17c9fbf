"""What has happened in the demo when its visitor comes: an evening, and the morning after."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.demo.cast import MANAGER, OWNER, STAFF, Team
from bot.demo.days import Days, in_order, moment_of
from messages.texts import Texts
from metrics.periods import DAY
from playground.shop.files import ShopFile

ADDED_AT = time(18, 30)
HISTORY = 120  # days, up to the last evening


@dataclass(frozen=True)
class Lines:
    """Commands as people of a language write them."""

    targets: tuple[str, ...]
    budget: str
    roi: str


LINES = {
    "zh": Lines(
        ("/target 15500/天 2026-11", "/target 2026-11-10 5万", "/target 2026-11-11 10万"),
        "/budget 全部 4.5万/月",
        "/roi 7天",
    ),
    "en": Lines(
        ("/target 15500/day 2026-11", "/target 2026-11-10 50000", "/target 2026-11-11 100000"),
        "/budget all 45000/month",
        "/roi 7d",
    ),
}


def first_moment(today: date) -> datetime:
    return moment_of(today - DAY, ADDED_AT)


class Story:
    """Told once, through the bot's own door: people act, the bot answers, the next thing waits for that."""

    def __init__(self, days: Days, texts: Texts) -> None:
        self.days, self.texts, self.lines = days, texts, LINES[texts.language]
        self.team = Team(days.world)

    async def arrival(self) -> None:
        """The bot comes into the group, and the group becomes a store."""
        await self.team.adds_the_bot(OWNER)
        self._later(20)
        await self.team.asks(OWNER, "/setup")
        self._later(70)
        self.team.says(OWNER, self.texts.t("From tomorrow all morning files go in here.").striptags())

    async def files(self, history: list[ShopFile]) -> None:
        self._later(120)
        self.team.says(MANAGER, self.texts.t("And here are the last months.").striptags())
        self._later(20)
        await self.team.uploads(MANAGER, *in_order(history))
        await self.days.settle()

    async def plan(self) -> None:
        """What the month is to bring, and may cost."""
        self._later(120)
        for target in self.lines.targets:  # the sale's two days have their own
            self._later(30)
            await self.team.asks(MANAGER, target)
        self._later(40)
        await self.team.asks(MANAGER, self.lines.budget)

    async def rivals(self) -> None:
        """Whom the store watches: all of whom there are figures."""
        self._later(90)
        answer = await self.team.asks(MANAGER, "/competitors")
        while offered := self.team.buttons(answer["message_id"], "follow:"):
            self._later(3)
            await self.team.presses(MANAGER, answer["message_id"], offered[0])

    async def colleague(self) -> None:
        """Staff is let in."""
        self._later(180)
        question = await self.team.asks(STAFF, self.lines.roi)
        self._later(40)
        await self.team.presses(MANAGER, question["message_id"], f"people:decide:{STAFF.id}:staff")
        self._later(15)
        await self.team.asks(STAFF, self.lines.roi)

    async def morning(self) -> None:
        """The night passes, staff sends yesterday's files, the brief comes."""
        await self.days.walk(await self.days.after_the_brief())

    def _later(self, seconds: float) -> None:
        clock = self.days.clock
        clock.move_to(clock() + timedelta(seconds=seconds))
