"""The half-day check, for a day that has a target."""

from datetime import date

import services.half_day
from chat.house import House
from messages.half_day import half_day_post
from messages.post import Post
from metrics.stores import Store


async def half_day(house: House, store: Store, day: date) -> Post | None:
    check = await house.read(services.half_day.check_target, store, day, house.clock())
    return None if check is None else half_day_post(check, house.texts(store))
