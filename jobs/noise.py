"""Mondays, after the weekly post: a quieter threshold for the rule that nobody acts on."""

from datetime import timedelta

import services.noise
from chat.house import House
from chat.noise import claim_and_put
from jobs.job import Job, each
from services.noise import NoiseDue


async def tick(house: House) -> None:
    await each(look(house, one) for one in await house.read(services.noise.due, house.clock()))


async def look(house: House, due: NoiseDue) -> None:
    """Trying thresholds takes seconds: nothing is locked meanwhile."""
    found = await house.read(services.noise.find, due.store, house.clock())
    await house.run(claim_and_put, due, found, house.clock())
    house.outbox.wake()


JOBS = (Job("noise", timedelta(minutes=1), tick),)
