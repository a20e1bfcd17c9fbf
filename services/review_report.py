"""What reviews say of one product, and of other shops; which shops are ours."""

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

import storage.review_sums
import storage.reviews
import storage.settings
import storage.stores
import storage.uploads
from metrics.mistakes import Mistake
from metrics.periods import DAY
from metrics.review_report import (
    LATELY,
    MOST_PRODUCTS,
    SHOPS_SINCE,
    WEEKS,
    Complaint,
    Grades,
    Item,
    Overview,
    ProductReport,
    ShopReport,
    meant,
    product_report,
    shop_report,
)
from metrics.stores import Store

KNOWN = timedelta(days=365)  # products reviewed within that are found by name
NONE = Grades()


def overview(session: Session, store: Store, now: datetime) -> Overview:
    items = storage.review_sums.items(session, store.id, now - LATELY, now)
    complained_of = tuple(one for one in items if one.grades.complaints)[:MOST_PRODUCTS]
    return Overview(complained_of, storage.review_sums.has_others(session, store.id, now - SHOPS_SINCE))


def find(session: Session, store: Store, wanted: str, now: datetime) -> tuple[Item, ...]:
    """By a part of the name, or the id. Raises Mistake("unknown_reviewed_product")."""
    found = meant(storage.review_sums.items(session, store.id, now - KNOWN, now), wanted)
    if not found:
        raise Mistake("unknown_reviewed_product", given=wanted)
    return found[:MOST_PRODUCTS]


def product(session: Session, store: Store, mark: str, now: datetime) -> ProductReport:
    """Raises Mistake("old_button")."""
    known = storage.review_sums.items(session, store.id, now - KNOWN, now)
    item = next((one for one in known if one.mark == mark), None)
    if item is None:
        raise Mistake("old_button")
    today = store.today(now)
    since = store.moment(today - (7 * WEEKS - 1) * DAY, time(0))
    complaints = (
        Complaint(store.local(one.posted_at).date(), one.words)
        for one in storage.reviews.complaints(session, store.id, since, now)
        if one.item == item.name
    )
    lately = _grades(session, store, item, now - LATELY, now)
    before = _grades(session, store, item, now - 2 * LATELY, now - LATELY)
    return product_report(item, lately, before, complaints, today)


def _grades(session: Session, store: Store, item: Item, since: datetime, until: datetime) -> Grades:
    found = storage.review_sums.items(session, store.id, since, until)
    return next((one.grades for one in found if one.name == item.name), NONE)


def shops(session: Session, store: Store, now: datetime) -> tuple[ShopReport, ...]:
    found = storage.review_sums.other_shops(session, store.id, now - SHOPS_SINCE)
    return tuple(shop_report(shop, written) for shop, written in found.items())


def is_ours(session: Session, store: Store, mark: str, now: datetime) -> tuple[ShopReport, ...]:
    """From now on reviews of this shop count as ours. Raises Mistake("old_button")."""
    storage.stores.lock_store(session, store.id)
    known = shops(session, store, now)
    shop = next((one.shop for one in known if one.mark == mark), None)
    if shop is None:
        raise Mistake("old_button")
    names = (*storage.settings.settings(session, store.id).own_shops, shop)
    storage.settings.change(session, store.id, "own_shops", "\n".join(names))
    return shops(session, store, now)
