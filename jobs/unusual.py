"""The watch over sales: each morning at the time of the brief, and after files, then with that over ads."""

from datetime import timedelta

import services.unusual
from chat.alerts import watch
from chat.house import House
from jobs.job import Job, each
from metrics.stores import Store
from metrics.tables import Kind


async def tick(house: House) -> None:
    stores = await house.read(services.unusual.due, house.clock())
    await each(watch(house, store, services.unusual.look_due) for store in stores)


async def after_upload(house: House, store: Store, _kinds: frozenset[Kind]) -> None:
    await watch(house, store, services.unusual.look_with_ads)


JOBS = (Job("unusual", timedelta(seconds=30), tick),)
