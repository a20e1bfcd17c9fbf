"""The half-day check, for a day that has a target."""

from datetime import date

import services.half_day
from chat.house import House
from messages.half_day import half_day_post
from messages.post import Post
from metrics.half_day import Verdict
from metrics.stores import Store


async def half_day(house: House, store: Store, day: date) -> Post | None:
    check = await house.read(services.half_day.check, store, day, house.clock())
    if check.verdict is Verdict.NO_TARGET:
        return None
    return half_day_post(check, house.texts(store))
