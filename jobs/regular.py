"""The day's other posts, each at the store's own time: made once, said once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chat.house import House
from jobs.evening import evening
from jobs.good_reviews import good_reviews
from jobs.half_day import half_day
from jobs.job import Job, each
from jobs.week import make_month, make_week
from messages.post import Post
from metrics.regular import RegularDue
from metrics.settings import Regular
from metrics.stores import Store
from services import regular as service


@dataclass(frozen=True)
class Maker:
    """Who makes a post for a day of a store. None: there is nothing to say (yet)."""

    post: Regular
    make: Callable[[House, Store, date], Awaitable[Post | None]]


MAKERS: tuple[Maker, ...] = (
    Maker(Regular.HALF_DAY, half_day),
    Maker(Regular.EVENING, evening),
    Maker(Regular.GOOD_REVIEWS, good_reviews),
    Maker(Regular.WEEKLY, make_week),
    Maker(Regular.MONTHLY, make_month),
)


async def tick(house: House) -> None:
    makers = {maker.post: maker for maker in MAKERS}
    found = await house.read(service.due, tuple(makers), house.clock())
    await each(send(house, one, makers[one.post]) for one in found)


async def send(house: House, due: RegularDue, maker: Maker) -> None:
    post = await maker.make(house, due.store, due.day)
    if post is None:
        return
    await house.send(
        due.store.chat_id,
        replace(post, silent=post.silent or due.silent),
        dedupe=due.name,
        store_id=due.store.id,
    )


JOBS = (Job("regular", timedelta(seconds=20), tick),)
