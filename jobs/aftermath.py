"""Readings before and after, on the third, seventh and fourteenth day after somebody acted."""

from datetime import timedelta

import services.aftermath
from chat.aftermath import take_and_show
from chat.house import House
from jobs.job import Job, each
from metrics.stores import Store


async def tick(house: House) -> None:
    stores = await house.read(services.aftermath.due, house.clock())
    await each(show(house, store) for store in stores)


async def show(house: House, store: Store) -> None:
    await house.run(take_and_show, store, house.clock())
    house.outbox.wake()


JOBS = (Job("aftermath", timedelta(minutes=5), tick),)
