"""The morning brief: it waits for its files, asks for what is missing, and is completed afterwards."""

from dataclasses import replace
from datetime import timedelta

from chat.brief import complete, correct
from chat.house import House
from jobs.job import Job, each
from messages.brief import brief_post
from messages.waiting import ask_post
from metrics.brief import BriefDue, compose
from metrics.readiness import Awaited, Outlook, Step, decide, late_since
from metrics.stores import Store
from metrics.tables import Kind
from services import brief as service
from services import readiness
from services.arrivals import AlreadyAsked


async def tick(house: House) -> None:
    await deliver_all(house, await house.read(service.due, house.clock()))
    # A process killed right after it stored a file could not send the brief that waited for it.
    await deliver_all(house, await house.read(service.ready, None, house.clock()))


async def tick_partial(house: House) -> None:
    """As after an upload, for what a killed process stored."""
    await complete_all(house, None)


async def after_upload(house: House, store: Store, _kinds: frozenset[Kind]) -> None:
    """A brief that waited goes out as soon as its files have come; one that went out without is completed,
    and one whose figures have changed is rewritten.
    """
    await deliver_all(house, await house.read(service.ready, store, house.clock()))
    await complete_all(house, store)
    if await house.run(correct, store, house.clock()):
        house.outbox.wake()


async def deliver_all(house: House, seen: tuple[BriefDue, ...]) -> None:
    await each(deliver(house, one) for one in seen)


async def complete_all(house: House, store: Store | None) -> None:
    await each(complete(house, one) for one in await house.read(service.partial, store, house.clock()))


async def deliver(house: House, seen: BriefDue) -> None:
    """Claim, decide, make, put out. Killed in between, the claim runs out and it is looked at again."""
    claimed = await house.run(service.claim, seen, house.clock())
    if claimed is None:
        return
    files = await house.read(readiness.look, claimed.store, claimed.day, house.clock())
    decision = decide(seen, files, house.clock())
    match decision.step:
        case Step.SEND:
            await send(house, claimed, files)
        case Step.ASK:
            await ask(house, claimed, decision.files)
        case Step.WAIT:
            await house.run(service.mark_waiting, claimed, decision.until or claimed.deadline)


async def send(house: House, claimed: BriefDue, files: Outlook) -> None:
    facts = await house.read(service.load, claimed.store, claimed.day, house.clock())
    now = house.clock()
    post = brief_post(
        compose(facts), house.texts(claimed.store), now=now, late=late_since(claimed, files, now)
    )
    await house.send(
        claimed.store.chat_id,
        replace(post, silent=post.silent or files.is_off),
        dedupe=f"brief:{claimed.store.id}:{claimed.day}",
        store_id=claimed.store.id,
        also=lambda session: service.mark_sent(session, claimed, now, facts.missing),
    )


async def ask(house: House, claimed: BriefDue, files: tuple[Awaited, ...]) -> None:
    """One message for all that are missing; noted with it, so that nobody is asked twice."""
    now, formats = house.clock(), [file.format for file in files]
    try:
        await house.send(
            claimed.store.chat_id,
            ask_post(claimed, files, house.texts(claimed.store)),
            dedupe=f"brief-ask:{claimed.store.id}:{claimed.day}",
            store_id=claimed.store.id,
            also=lambda session: service.mark_asked(session, claimed, formats, now),
        )
    except AlreadyAsked:
        return  # for one of them, just now: the brief is looked at again when its claim runs out


JOBS = (Job("brief", timedelta(seconds=15), tick), Job("partial", timedelta(minutes=1), tick_partial))
