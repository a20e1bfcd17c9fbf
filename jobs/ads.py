"""The watch over ad money: every ten minutes per store, and after each upload."""

import asyncio
from datetime import timedelta

import services.budgets
from chat.alerts import put_out
from chat.house import House
from jobs.job import Job
from metrics.stores import Store
from metrics.tables import Reading


async def tick(house: House) -> None:
    """Each store by itself: what goes wrong with one is raised only after all others had their turn."""
    stores = await house.read(services.budgets.due, house.clock())
    results = await asyncio.gather(*(watch(house, store) for store in stores), return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result


async def watch(house: House, store: Store) -> None:
    """Claims and makes the check; where another process was faster there is nothing to put out."""
    now = house.clock()
    alerts = await house.run(services.budgets.check_due, store, now)
    await put_out(house, store, alerts, store.today(now))


async def after_upload(house: House, store: Store, _reading: Reading) -> None:
    now = house.clock()
    alerts = await house.run(services.budgets.check, store, now)
    await put_out(house, store, alerts, store.today(now))


JOBS = (Job("ads", timedelta(seconds=30), tick),)
