"""Readings on the third, seventh and fourteenth day after somebody solved an alert or did its task."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

import storage.ads
import storage.aftermath as kept
import storage.alerts
import storage.pages
import storage.products
import storage.review_sums
import storage.reviews
import storage.sales
import storage.stores
from metrics.aftermath import (
    PATIENCE,
    STEPS,
    Measure,
    Part,
    Watched,
    days_after,
    days_before,
    due_steps,
    is_ripe,
    part_of,
    read,
)
from metrics.alerts import Alert, Finding
from metrics.periods import DAY, Period
from metrics.spending import ALL, plan_name
from metrics.stores import Store
from metrics.topics import opinion
from metrics.watched import channel_of, day_of, item_of, watched
from storage.aftermath import Act

LONGEST = timedelta(days=max(STEPS) + 1) + 2 * PATIENCE


def due(session: Session, now: datetime) -> tuple[Store, ...]:
    """The stores in which something is to be read."""
    acts = kept.acts(session, now - LONGEST)
    if not acts:
        return ()
    about = {act.store_id for act in acts}
    stores = (store for store in storage.stores.all_stores(session) if store.id in about)
    return tuple(store for store in stores if any(_due(session, store, acts, now)))


def _due(
    session: Session, store: Store, acts: Iterable[Act], now: datetime
) -> Iterator[tuple[Act, date, int]]:
    """What is to be read in a store: the act, its day, and how many days later."""
    today = store.today(now)
    taken = kept.taken(session, today - LONGEST)
    for act in acts:
        acted_on = store.today(act.at)
        about = (None, act.task_id) if act.task_id else (act.alert_id, None)
        for step in due_steps(acted_on, today):
            if act.store_id == store.id and (*about, step, acted_on + step * DAY) not in taken:
                yield act, acted_on, step


def take(session: Session, store: Store, now: datetime) -> frozenset[int]:
    """Takes what is due and known, once; returns the cards on which there is something new to read."""
    storage.stores.lock_store(session, store.id)
    cards = set()
    acts = kept.acts(session, now - LONGEST, store.id)
    for act, acted_on, step in list(_due(session, store, acts, now)):
        alert = storage.alerts.alert_by_id(session, store.id, act.alert_id)
        if alert is not None and _take(session, store, alert, act, acted_on, step, now) and alert.card_id:
            cards.add(alert.card_id)
    return frozenset(cards)


def _take(
    session: Session, store: Store, alert: Alert, act: Act, acted_on: date, step: int, now: datetime
) -> bool:
    """Whether there is something new to read."""
    watch, due_day = watched(alert.finding), acted_on + step * DAY
    if watch is None:
        kept.keep(session, act, step, due_day, None, now)
        return False
    of = min(day_of(alert.finding, acted_on), acted_on)
    sides = days_before(of), days_after(acted_on, step)
    parts = {
        day: part
        for side in sides
        for day, part in _parts(session, store, alert.finding, watch, side).items()
    }
    if not is_ripe(parts, acted_on, step, store.today(now)):
        return False
    reading = read(watch, parts, of, acted_on, step)
    return kept.keep(session, act, step, due_day, reading, now) and reading is not None


# ------------------------------------------------------------------------------------------------- figures


def _parts(
    session: Session, store: Store, finding: Finding, watch: Watched, period: Period
) -> Mapping[date, Part]:
    """What is known of the figure, by day."""
    if watch.measure is Measure.PRODUCT_SALES:
        return _product(session, store, item_of(finding), period)
    if watch.measure is Measure.SCORE:
        return _scores(session, store, finding.subject, period)
    if watch.measure is Measure.COMPLAINTS:
        return _complaints(session, store, finding.subject, period)
    channel = channel_of(finding)
    if watch.measure is Measure.AD_SPEND and channel != ALL:
        return _channel(session, store, channel, period)
    days = storage.sales.store_days(session, store.id, period)
    parts = ((day.day, part_of(watch.measure, day)) for day in days)
    return {day: part for day, part in parts if part is not None}


def _product(session: Session, store: Store, item_id: str, period: Period) -> dict[date, Part]:
    """On a day whose file does not list it, nothing of it was sold."""
    known = storage.products.days_with_products(session, store.id, list(period.days()))
    sold = storage.products.item_days(session, store.id, [item_id], period)
    by_day = {one.day: one.paid_amount for one in sold}
    return {day: Part(by_day.get(day) or Decimal(0)) for day in known}


def _scores(session: Session, store: Store, about: str, period: Period) -> dict[date, Part]:
    scores = {one.day: getattr(one, about) for one in storage.pages.scores_of(session, store.id, period)}
    return {day: Part(Decimal(str(score))) for day, score in scores.items() if score is not None}


def _complaints(session: Session, store: Store, subject: str, period: Period) -> dict[date, Part]:
    """Of each day up to the newest review that is known; few as they are, weekdays say nothing."""
    item, topic = subject.rsplit("|", 1)
    newest = storage.review_sums.newest(session, store.id)
    since, until = (store.moment(day, time(0)) for day in (period.start, period.end))
    said = Counter(
        store.today(one.posted_at)
        for one in storage.reviews.complaints(session, store.id, since, until)
        if one.item == item and topic in opinion(one.words).topics
    )
    known = store.today(newest) if newest else period.start - DAY
    return {day: Part(Decimal(said[day]), Decimal(1)) for day in period.days() if day <= known}


def _channel(session: Session, store: Store, channel: str, period: Period) -> dict[date, Part]:
    """On a day whose file does not list it, nothing was spent in it."""
    plan = plan_name(channel)
    read_days = storage.ads.scene_days if plan is None else storage.ads.plan_days
    spends = read_days(session, store.id, period)
    days = {day for day, _ in spends}
    return {day: Part(spends.get((day, plan or channel), Decimal(0))) for day in days}
