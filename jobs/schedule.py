"""The clock: calls every job in its rhythm, one run of each at a time."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from chat.house import House
from jobs.job import Job

log = structlog.get_logger()


class Schedule:
    """Starts and stops all jobs. A run that comes late still comes; several missed ones come once."""

    def __init__(self, house: House, jobs: Iterable[Job]) -> None:
        self._running: set[asyncio.Task[None]] = set()
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for job in jobs:
            self._scheduler.add_job(
                self._tick,
                "interval",
                seconds=job.every.total_seconds(),
                args=(house, job),
                id=job.name,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
                next_run_time=datetime.now(UTC),
            )

    def start(self) -> None:
        self._scheduler.start()

    async def stop(self) -> None:
        """Begins no new run, and waits for those under way."""
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running)
        self._scheduler.shutdown(wait=False)

    async def _tick(self, house: House, job: Job) -> None:
        run = asyncio.create_task(run_once(house, job))
        self._running.add(run)
        run.add_done_callback(self._running.discard)
        await run


async def run_once(house: House, job: Job) -> None:
    """One tick. An error is logged, and the job comes again at its next tick."""
    try:
        await job.run(house)
    except Exception:
        log.exception("job failed", job=job.name)
