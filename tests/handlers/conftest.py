"""The door and all handlers behind it, spoken to step by step: nothing runs in the background."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
import telegram
from sqlalchemy import Engine

from chat.client import open_bot
from chat.door import Context, Door, Member
from chat.drawing import Drawing
from chat.house import House
from chat.outbox import Outbox
from chat.sender import Sender
from handlers import alerts, answers, budgets, people, reviews, rivals, setup
from handlers import help as help_topic
from metrics.stores import Role
from playground.server import Playground
from playground.world import World
from storage import outbox
from tests.conversation import GROUP, OWNER, TOKEN, Clock, Person, Place, furnish

TOPICS = (budgets, alerts, setup, people, reviews, answers, rivals, help_topic)


@dataclass
class Talk:
    """People speak, `settle` lets the bot hear and answer everything, then people read."""

    world: World
    house: House
    door: Door
    sender: Sender
    clock: Clock
    seconds: list[float]
    files: list[tuple[str, str]] = field(default_factory=list)  # (store, file name) that went to the uploads
    offset: int = 0

    def __post_init__(self) -> None:
        self.group = Place(self.world, GROUP)

    def private(self, person: Person) -> Place:
        return Place(self.world, person.id)

    async def settle(self) -> None:
        while updates := await self.hear():
            for update in updates:
                await self.door.handle(update)
            await self.deliver()

    async def hear(self) -> tuple[telegram.Update, ...]:
        """The updates nobody has handled yet."""
        updates = await self.house.bot.get_updates(
            offset=self.offset, timeout=0, allowed_updates=telegram.Update.ALL_TYPES
        )
        self.offset = updates[-1].update_id + 1 if updates else self.offset
        return updates

    async def deliver(self) -> None:
        while True:
            pause = await self.sender.turn()
            await self.sender.finish()
            if not await self.house.read(outbox.ready, self.clock()):
                return
            self.seconds[0] += pause

    async def set_up(self) -> None:
        """The owner makes the group a store; its card has been read."""
        self.group.says(OWNER, "/setup")
        await self.settle()
        await self.group.reads()


@pytest.fixture
async def talk(engine: Engine, tmp_path: Path) -> AsyncIterator[Talk]:
    files: list[tuple[str, str]] = []

    async def take(context: Context, member: Member) -> None:
        assert member.role.may(Role.STAFF)
        assert context.message is not None
        assert context.message.document is not None
        files.append((member.store.name, context.message.document.file_name or ""))

    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(Playground())
        furnish(server.world)
        bot = await stack.enter_async_context(open_bot(TOKEN, server.url))
        clock, seconds = Clock("2026-11-22 10:00"), [0.0]
        house = House(
            engine=engine,
            clock=clock,
            bot=bot,
            owners=frozenset({OWNER.id}),
            data_dir=tmp_path,
            drawing=cast(Drawing, None),
            parsing=cast(Any, None),
            outbox=Outbox(),
        )
        door = Door(
            house,
            commands=[command for topic in TOPICS for command in topic.COMMANDS],
            buttons=[button for topic in TOPICS for button in getattr(topic, "BUTTONS", ())],
            answers=[answer for topic in TOPICS for answer in getattr(topic, "ANSWERS", ())],
            documents=take,
            found=setup.found,
        )

        async def sleep(length: float) -> None:
            seconds[0] += length
            await asyncio.sleep(0)

        sender = Sender(house, clock=lambda: seconds[0], sleep=sleep)
        yield Talk(server.world, house, door, sender, clock, seconds, files)
        await sender.finish()
