"""The watch over advertising: its money every ten minutes per store, all of it after each upload."""

from datetime import timedelta

import services.ads
import services.budgets
from chat.alerts import watch
from chat.house import House
from jobs.job import Job, each
from metrics.stores import Store
from metrics.tables import Kind


async def tick(house: House) -> None:
    stores = await house.read(services.budgets.due, house.clock())
    await each(watch(house, store, services.budgets.check_due) for store in stores)


async def after_upload(house: House, store: Store, _kinds: frozenset[Kind]) -> None:
    await watch(house, store, services.ads.check)


JOBS = (Job("ads", timedelta(seconds=30), tick),)
