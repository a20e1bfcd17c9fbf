"""How days pass in the demo: hour after hour, staff sends the exports in the morning, what is due is done."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import storage.settings
import storage.stores
from bot.demo.cast import STAFF, ZONE, Team
from bot.demo.clock import DemoClock
from bot.demo.quiet import Work
from chat.house import House
from metrics.periods import DAY
from metrics.settings import Regular, Settings
from metrics.stores import Store
from playground.shop.files import ShopFile
from playground.world import World

DROP_AT = time(8, 20)  # the stand-up
BRIEF_AT = time(9)  # where the store's own time is not known
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LAG = timedelta(seconds=4)  # people and programs are never there on the dot


class Shop(Protocol):
    """Where the files come from: `playground.shop.files`."""

    def history(self, last: date, days: int, language: str) -> list[ShopFile]: ...

    def morning(self, day: date, language: str) -> list[ShopFile]: ...

    def props(self, language: str) -> list[ShopFile]: ...


class Days:
    """Time in the demo. `sent` is the last day whose exports staff has sent."""

    def __init__(
        self, house: House, world: World, clock: DemoClock, work: Work, shop: Shop, language: str, sent: date
    ) -> None:
        self.house, self.world, self.clock, self.work = house, world, clock, work
        self.shop, self.language, self.sent = shop, language, sent
        self._mornings: dict[date, list[ShopFile]] = {}

    @property
    def today(self) -> date:
        return self.clock().astimezone(ZoneInfo(ZONE)).date()

    async def walk(self, until: datetime) -> None:
        """Time passes until then; everything happens at its hour."""
        await self.settle()
        for moment in stops(self.clock(), until, await self.house.read(stores_and_settings)):
            await self.be_at(moment)

    async def be_at(self, moment: datetime) -> None:
        """Time jumps to `moment`, and the bot does all that is due then."""
        self.clock.move_to(moment)
        self.world.note("time", now=self.clock.timestamp())
        await self._send_exports()
        await self.work.tick(self.house)
        await self.settle()

    async def settle(self) -> None:
        await self.work.settled(self.house, self.world)

    async def after_the_brief(self) -> datetime:
        """The next minute past a morning's brief: the store may have chosen another time for it."""
        now, stores = self.clock(), await self.house.read(storage.stores.all_stores)
        mornings = (brief_moment(self.today + number * DAY, stores) + MINUTE for number in range(3))
        return next(moment for moment in mornings if moment > now)

    @property
    def exports_are_due(self) -> bool:
        return self.sent < self.today - DAY and self.clock() >= moment_of(self.today, DROP_AT)

    def morning(self, day: date) -> list[ShopFile]:
        """The exports of a day, made once: the same files for whoever sends them."""
        if day not in self._mornings:
            self._mornings = {day: self.shop.morning(day, self.language)} | {
                known: files for known, files in self._mornings.items() if known == day - DAY
            }
        return self._mornings[day]

    async def _send_exports(self) -> None:
        """Once a morning, yesterday's; also those a visitor has sent already, as in life: what came before
        midnight told, as far as the bot knows, of a part of the day only."""
        if not self.exports_are_due:
            return
        yesterday = self.today - DAY
        files = await asyncio.to_thread(self.morning, yesterday)
        self.sent = yesterday
        await Team(self.world).uploads(STAFF, *in_order(files))


def in_order(files: Iterable[ShopFile]) -> list[ShopFile]:
    """The ads' plans first, their keywords last: these are a part of the money only."""
    return sorted(files, key=lambda file: {"wxt_plans": 0, "wxt_words": 2}.get(file.key, 1))


def moment_of(day: date, at: time, zone: str = ZONE) -> datetime:
    return datetime.combine(day, at, ZoneInfo(zone))


def brief_moment(day: date, stores: Sequence[Store]) -> datetime:
    """When the exports and the brief of a morning are there."""
    briefs = [store.moment(day, store.brief_at) for store in stores] or [moment_of(day, BRIEF_AT)]
    return max(moment_of(day, DROP_AT), *briefs)


def stores_and_settings(session: Session) -> list[tuple[Store, Settings]]:
    return [
        (store, storage.settings.settings(session, store.id)) for store in storage.stores.all_stores(session)
    ]


def stops(now: datetime, until: datetime, stores: Sequence[tuple[Store, Settings]]) -> list[datetime]:
    """The moments between now and then at which something may be due, and then itself."""
    first, last = (moment.astimezone(ZoneInfo(ZONE)).date() for moment in (now, until))
    found = {until}
    for number in range(-1, (last - first).days + 2):  # a day of another zone may begin earlier, or end later
        day = first + number * DAY
        found |= {moment_of(day, time(hour)) for hour in range(24)} | {moment_of(day, DROP_AT)}
        for store, settings in stores:
            times = [store.brief_at, *store.review_times, *map(settings.at, Regular)]
            found |= {store.moment(day, at) for at in times}
            found.add(store.moment(day, store.brief_at) + store.brief_patience)
    return sorted(min(moment + LAG, until) for moment in found if now < moment <= until)
