"""The watch over advertising: its money every ten minutes, what sells nothing daily."""

from datetime import timedelta

import services.budgets
import services.waste
from chat.alerts import watch
from chat.house import House
from jobs.job import Job, each


async def tick(house: House) -> None:
    stores = await house.read(services.budgets.due, house.clock())
    await each(watch(house, store, services.budgets.check_due) for store in stores)
    wasting = await house.read(services.waste.due, house.clock())
    await each(watch(house, store, services.waste.check_due) for store in wasting)


JOBS = (Job("ads", timedelta(seconds=30), tick),)
