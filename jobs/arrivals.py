"""Files that are late are asked for, once a day each, from who usually sends them."""

from datetime import timedelta

from chat.house import House
from jobs.job import Job, each
from messages.arrivals import late_post
from metrics.stores import Store
from services import arrivals as service


async def tick(house: House) -> None:
    await each(ask(house, store) for store in await house.read(service.stores))


async def ask(house: House, store: Store) -> None:
    """One message for all that are late together; noted with it, so that no kill asks twice or never."""
    now = house.clock()
    late = await house.read(service.late, store, now)
    if not late:
        return
    formats = [one.habit.format for one in late]
    try:
        await house.send(
            store.chat_id,
            late_post(late, house.texts(store)),
            dedupe=f"arrivals:{store.id}:{store.today(now)}:{formats[0]}",
            store_id=store.id,
            also=lambda session: service.mark_asked(session, store, formats, now),
        )
    except service.AlreadyAsked:
        return  # another process asked for one of them just now; the others are asked for at the next tick


JOBS = (Job("arrivals", timedelta(minutes=1), tick),)
