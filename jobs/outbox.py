"""Keeps the outbox small."""

from datetime import timedelta

from chat.house import House
from chat.outbox import tidy
from jobs.job import Job


async def forget_old(house: House) -> None:
    await house.run(tidy, house.clock())


JOBS: tuple[Job, ...] = (Job("outbox", timedelta(hours=6), forget_old),)
