"""Good reviews to be refreshed: what there is to remind of at noon."""

from datetime import date, datetime, time

from sqlalchemy.orm import Session

import storage.review_sums
import storage.reviews
from metrics.good_reviews import KNOWN_WITHIN, LATELY, GoodReviews, thin_ones, total
from metrics.periods import DAY, before
from metrics.reviews import TRAFFIC_DAYS
from metrics.stores import Store


def good_reviews(session: Session, store: Store, day: date, now: datetime) -> GoodReviews | None:
    """Of the day before `day`; None where no reviews are sent here, or there is nothing to say."""
    newest = storage.review_sums.newest(session, store.id)
    if newest is None or newest < now - KNOWN_WITHIN:
        return None
    start, end = store.moment(day - DAY, time(0)), store.moment(day, time(0))
    yesterday = storage.review_sums.items(session, store.id, start, end)
    lately = storage.review_sums.items(session, store.id, end - LATELY, now)
    traffic = storage.reviews.traffic(session, store.id, before(day - DAY, TRAFFIC_DAYS))
    count = total(one.grades.good for one in yesterday)
    thin = thin_ones(traffic, {one.name: one.grades.good for one in lately})
    return None if count is None and not thin else GoodReviews(count, thin)
