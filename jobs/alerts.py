"""What time alone does to alerts: told in private, open again, over, told after quiet hours."""

from datetime import timedelta

import services.alerts
from chat.alerts import tick_and_tell
from chat.house import House
from jobs.job import Job, each
from metrics.stores import Store


async def tick(house: House) -> None:
    stores = await house.read(services.alerts.stirring, house.clock())
    await each(stir(house, store) for store in stores)


async def stir(house: House, store: Store) -> None:
    await house.run(tick_and_tell, store, house.clock())
    house.outbox.wake()


JOBS = (Job("alerts", timedelta(minutes=1), tick),)
