"""Uploads that wait, for us or for people, are looked after now and then."""

from datetime import timedelta

from chat.house import House
from chat.undecided import give_up_undecided
from jobs.job import Job


async def wake(house: House) -> None:
    house.parsing.wake()


JOBS: tuple[Job, ...] = (
    Job("uploads", timedelta(seconds=10), wake),
    Job("undecided uploads", timedelta(minutes=5), give_up_undecided),
)
