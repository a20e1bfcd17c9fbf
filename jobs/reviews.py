"""Bad reviews: told at the store's review times and with their file, and again once they are late."""

from dataclasses import replace
from datetime import timedelta

import services.late_reviews
import services.review_alerts
from chat.alerts import watch
from chat.house import House
from chat.reviews import escalate, name_of, note_answers
from jobs.job import Job, each
from messages.reviews import listing_post
from metrics.review_cases import card_of
from metrics.reviews import AlreadyToldError
from metrics.stores import Store
from metrics.tables import Kind
from services import reviews as service


async def tick(house: House) -> None:
    due = await house.read(service.due, house.clock())
    await each(check_if_due(house, store) for store in due)


async def after_upload(house: House, store: Store, kinds: frozenset[Kind]) -> None:
    """New reviews are told as soon as they are here; replies to others close what was open."""
    if Kind.REVIEW in kinds:
        await house.run(note_answers, store, house.clock())
        house.outbox.wake()
        await check_all(house, store)


async def check_if_due(house: House, store: Store) -> None:
    """Claim, check, plan the next. Killed in between, the claim runs out and the check is made again."""
    if await house.run(service.claim, store, house.clock()):
        await check_all(house, store)
        await house.run(service.settle, store, house.clock())


async def check_all(house: House, store: Store) -> None:
    """What is new, and what several of them have in common: one sound for both."""
    has_told = await check(house, store)
    await watch(house, store, services.review_alerts.look, silent=has_told)


async def check(house: House, store: Store) -> bool:
    """Tells what is new and what is open again, in quiet hours without a sound; whether there was any."""
    now = house.clock().replace(microsecond=0)  # the card's name in its buttons
    found = await house.read(service.check, store, now)
    if found.is_empty:
        return False
    is_quiet = await house.read(services.late_reviews.is_quiet_now, store, now)
    post = listing_post(card_of(found, now), store.id, now, house.texts(store))
    try:
        await house.send(
            store.chat_id,
            replace(post, silent=post.silent or is_quiet),
            dedupe=name_of(store, now),
            store_id=store.id,
            also=lambda session: service.tell(session, store, found, now),
        )
    except AlreadyToldError:
        pass  # somebody else told them just now; what they did not tell is told at the next check
    return bool(found.new or found.reopened)


async def tick_late(house: House) -> None:
    stores = await house.read(services.late_reviews.stores, house.clock())
    await each(tell_late(house, store) for store in stores)


async def tell_late(house: House, store: Store) -> None:
    """Judged, written down and told in one transaction."""
    await house.run(escalate, store, house.clock())
    house.outbox.wake()


JOBS = (
    Job("reviews", timedelta(seconds=20), tick),
    Job("late_reviews", timedelta(minutes=1), tick_late),
)
