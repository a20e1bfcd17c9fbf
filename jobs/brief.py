"""The morning brief at each store's own time; where a file is missing it is asked for, and waited for."""

from datetime import timedelta

from chat.house import House
from jobs.job import Job, each
from messages.brief import ask_post, brief_post
from metrics.brief import Brief, BriefDue, State, compose
from metrics.stores import Store
from metrics.tables import Kind
from services import brief as service


async def tick(house: House) -> None:
    await deliver_all(house, await house.read(service.due, house.clock()))
    # A process killed right after it stored a file could not send the brief that waited for it.
    await deliver_all(house, await house.read(service.ready, None, house.clock()))


async def after_upload(house: House, store: Store, _kinds: frozenset[Kind]) -> None:
    """A brief that waited for a file goes out as soon as it has come."""
    await deliver_all(house, await house.read(service.ready, store, house.clock()))


async def deliver_all(house: House, seen: tuple[BriefDue, ...]) -> None:
    await each(deliver(house, one) for one in seen)


async def deliver(house: House, seen: BriefDue) -> None:
    """Claim, make, put out. Killed in between, the claim runs out and the brief is made again."""
    claimed = await house.run(service.claim, seen, house.clock())
    if claimed is None:
        return
    facts = await house.read(service.load, claimed.store, claimed.day, house.clock())
    made = compose(facts)
    if made.partial and house.clock() < claimed.deadline:
        await wait_for_file(house, claimed, made)
    else:
        await send(house, claimed, made)


async def send(house: House, claimed: BriefDue, made: Brief) -> None:
    now = house.clock()
    await house.send(
        claimed.store.chat_id,
        brief_post(made, house.texts(claimed.store), now=now),
        dedupe=f"brief:{claimed.store.id}:{claimed.day}",
        store_id=claimed.store.id,
        also=lambda session: service.mark_sent(session, claimed, now, partial=made.partial),
    )


async def wait_for_file(house: House, claimed: BriefDue, made: Brief) -> None:
    if claimed.state is State.ASKED:
        await house.run(service.mark_asked, claimed)
        return
    await house.send(
        claimed.store.chat_id,
        ask_post(claimed, made.facts.missing, house.texts(claimed.store)),
        dedupe=f"brief-ask:{claimed.store.id}:{claimed.day}",
        store_id=claimed.store.id,
        also=lambda session: service.mark_asked(session, claimed),
    )
    # A file stored while we were asking found nothing that waited for it: look once more.
    await deliver_all(house, await house.read(service.ready, claimed.store, house.clock()))


JOBS = (Job("brief", timedelta(seconds=15), tick),)
