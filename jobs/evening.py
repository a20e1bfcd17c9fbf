"""The evening meeting's sheet, on working days."""

from datetime import date

import services.evening
from chat.house import House
from messages.evening import evening_post
from messages.post import Post
from metrics.stores import Store


async def evening(house: House, store: Store, day: date) -> Post | None:
    sheet = await house.read(services.evening.sheet, store, day, house.clock())
    return evening_post(sheet, house.texts(store))
