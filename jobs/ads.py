"""The watch over ad money: every ten minutes per store, and after each upload."""

from datetime import timedelta

import services.budgets
from chat.alerts import put_out
from chat.house import House
from jobs.job import Job, each
from metrics.stores import Store
from metrics.tables import Kind


async def tick(house: House) -> None:
    stores = await house.read(services.budgets.due, house.clock())
    await each(watch(house, store) for store in stores)


async def watch(house: House, store: Store) -> None:
    """Claims and makes the check; where another process was faster there is nothing to put out."""
    now = house.clock()
    alerts = await house.run(services.budgets.check_due, store, now)
    await put_out(house, store, alerts, store.today(now))


async def after_upload(house: House, store: Store, _kinds: frozenset[Kind]) -> None:
    now = house.clock()
    alerts = await house.run(services.budgets.check, store, now)
    await put_out(house, store, alerts, store.today(now))


JOBS = (Job("ads", timedelta(seconds=30), tick),)
