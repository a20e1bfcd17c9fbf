"""The check for bad reviews: at the store's review times, and whenever reviews have come."""

from datetime import timedelta

from chat.house import House
from jobs.job import Job, each
from messages.reviews import listing_post
from metrics.reviews import AlreadyToldError, card_of
from metrics.stores import Store
from metrics.tables import Kind
from services import reviews as service


async def tick(house: House) -> None:
    due = await house.read(service.due, house.clock())
    await each(check_if_due(house, store) for store in due)


async def after_upload(house: House, store: Store, kinds: frozenset[Kind]) -> None:
    """New reviews are told as soon as they are here."""
    if Kind.REVIEW in kinds:
        await check(house, store)


async def check_if_due(house: House, store: Store) -> None:
    """Claim, check, plan the next. Killed in between, the claim runs out and the check is made again."""
    if await house.run(service.claim, store, house.clock()):
        await check(house, store)
        await house.run(service.settle, store, house.clock())


async def check(house: House, store: Store) -> None:
    """Tells what is new and what is overdue; nothing to tell, nothing sent."""
    now = house.clock().replace(microsecond=0)  # the card's name in its buttons
    found = await house.read(service.check, store, now)
    if found.is_empty:
        return
    try:
        await house.send(
            store.chat_id,
            listing_post(card_of(found, now), store.id, now, house.texts(store)),
            dedupe=f"reviews:{store.id}:{now.timestamp():.0f}",
            store_id=store.id,
            also=lambda session: service.tell(session, store, found, now),
        )
    except AlreadyToldError:
        return  # somebody else told them just now; what they did not tell is told at the next check


JOBS = (Job("reviews", timedelta(seconds=20), tick),)
