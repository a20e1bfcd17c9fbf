"""Whether the bot has done all it has to do: its jobs and hooks are counted, its queues are asked."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import ParamSpec

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import storage.outbox
from chat.house import House
from chat.uploads import AfterUpload
from jobs.job import Job
from jobs.registry import AFTER_UPLOAD, JOBS
from jobs.schedule import run_once
from metrics.uploads import UploadState
from playground.spec import Json
from playground.world import World
from storage.tables import upload

P = ParamSpec("P")
PATIENCE = 60.0  # seconds; a step takes one or two, on a computer that has other things to do some more
LOOK = 0.02  # seconds between two looks


class Stuck(Exception):  # noqa: N818 - it says what is the matter
    """Something that had to come did not; the text says what."""


class Work:
    """The bot's jobs and what it does after an upload, counted while they run."""

    def __init__(
        self, jobs: Sequence[Job] = JOBS, after_upload: Sequence[AfterUpload] = AFTER_UPLOAD
    ) -> None:
        self.under_way = 0
        self.jobs = tuple(replace(job, run=self._counted(job.run)) for job in jobs)
        self.after_upload = tuple(self._counted(hook) for hook in after_upload)

    def _counted(self, run: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
        async def counted(*args: P.args, **kwargs: P.kwargs) -> None:
            self.under_way += 1
            try:
                await run(*args, **kwargs)
            finally:
                self.under_way -= 1

        return counted

    async def tick(self, house: House) -> None:
        """All that is due now, without waiting for the schedule's next round."""
        for job in self.jobs:
            await run_once(house, job)

    async def settled(self, house: House, world: World, patience: float = PATIENCE) -> None:
        """Returns when nothing is left to do. Raises Stuck.

        Two looks in a row: a file is marked as stored a moment before what follows from it begins.
        """
        ends, quiet = time.monotonic() + patience, 0
        while quiet < 2:
            seen, changed = len(world.events), world.changed
            left = self.under_way or sum(len(bot.queue) for bot in world.bots.values())
            left = left or await house.read(left_to_do)
            quiet = quiet + 1 if not left and len(world.events) == seen else 0
            if time.monotonic() > ends:
                raise Stuck(f"the bot is still at work after {patience:.0f} seconds")
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await changed.wait()


def left_to_do(session: Session) -> int:
    """Files that wait for us, and what is not yet said."""
    waiting = select(func.count()).where(upload.c.state == UploadState.WAITING)
    return storage.outbox.waiting(session) + (session.scalar(waiting) or 0)


async def heard(
    world: World, wanted: Callable[[Json], bool], after: int, what: str, patience: float = PATIENCE
) -> Json:
    """The first event behind `after` that is wanted. Raises Stuck, naming `what` did not come."""
    ends, seen = time.monotonic() + patience, after
    while True:
        changed = world.changed
        for event in world.events[seen:]:
            if wanted(event):
                return event
        seen = len(world.events)
        left = ends - time.monotonic()
        if left <= 0:
            raise Stuck(f"waited {patience:.0f} seconds in vain: {what}")
        with suppress(TimeoutError):
            async with asyncio.timeout(left):
                await changed.wait()
