"""Uploads that wait, or that a killed process left behind, are looked for now and then."""

from datetime import timedelta

from chat.house import House
from jobs.job import Job


async def wake(house: House) -> None:
    house.parsing.wake()


JOBS: tuple[Job, ...] = (Job("uploads", timedelta(seconds=10), wake),)
