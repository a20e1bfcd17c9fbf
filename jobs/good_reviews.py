"""The reminder of good reviews, on working days."""

from datetime import date

import services.good_reviews
from chat.house import House
from messages.good_reviews import good_reviews_post
from messages.post import Post
from metrics.stores import Store


async def good_reviews(house: House, store: Store, day: date) -> Post | None:
    found = await house.read(services.good_reviews.good_reviews, store, day, house.clock())
    return None if found is None else good_reviews_post(found, house.texts(store))
