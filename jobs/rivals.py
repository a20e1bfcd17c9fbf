"""The watch over rivals: each morning at the time of the brief, and after files that tell of them."""

from datetime import timedelta

import services.rival_alerts as service
from chat.alerts import watch
from chat.house import House
from jobs.job import Job, each
from messages.rival_alerts import drift_post
from metrics.stores import Store
from metrics.tables import Kind

TELL_OF_RIVALS = frozenset({Kind.RIVAL_DAY, Kind.RIVAL_PRICE, Kind.COST})


async def tick(house: House) -> None:
    await each(look(house, store) for store in await house.read(service.due, house.clock()))


async def after_upload(house: House, store: Store, kinds: frozenset[Kind]) -> None:
    if kinds & TELL_OF_RIVALS:
        await watch(house, store, service.look)


async def look(house: House, store: Store) -> None:
    """Claim, look, plan the next. Killed in between, the claim runs out and the look is made again."""
    if await house.run(service.claim, store, house.clock()):
        await watch(house, store, service.look)
        await tell_drifts(house, store)
        await house.run(service.settle, store, house.clock())


async def tell_drifts(house: House, store: Store) -> None:
    """Once on a Monday, without a sound, where anything has gone far slowly."""
    now = house.clock()
    if found := await house.read(service.drifts, store, now):
        post = drift_post(found, store.id, house.texts(store))
        dedupe = f"rivals:drift:{store.id}:{store.today(now)}"
        await house.send(store.chat_id, post, dedupe=dedupe, store_id=store.id)


JOBS = (Job("rivals", timedelta(seconds=30), tick),)
