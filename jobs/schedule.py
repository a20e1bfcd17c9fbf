"""The clock: calls every job in its rhythm, one run of each at a time."""

from collections.abc import Iterable
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from chat.house import House
from jobs.job import Job

log = structlog.get_logger()


def schedule(house: House, jobs: Iterable[Job]) -> AsyncIOScheduler:
    """All jobs, not yet started. A run that comes late still comes; several missed ones come once."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for job in jobs:
        scheduler.add_job(
            run_once,
            "interval",
            seconds=job.every.total_seconds(),
            args=(house, job),
            id=job.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )
    return scheduler


async def run_once(house: House, job: Job) -> None:
    """One tick. An error is logged, and the job comes again at its next tick."""
    try:
        await job.run(house)
    except Exception:
        log.exception("job failed", job=job.name)
