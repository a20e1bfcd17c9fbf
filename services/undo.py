"""Taking a file back: the store's figures become what they would be had it never come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

import metrics.rival_alerts
import metrics.sales_alerts
import services.ads
import services.alerts
import services.brief
import services.orders
import services.rival_alerts
import services.span_posts
import services.unusual
import storage.alerts
import storage.briefs
import storage.facts
import storage.layers
import storage.removal
import storage.reviews
import storage.stores
import storage.uploads
from metrics.alerts import Alert, Status
from metrics.brief import Brief, compose
from metrics.mistakes import Mistake
from metrics.stores import Store
from metrics.tables import Batch, Kind
from metrics.uploads import TakenBack, UploadLine, UploadState
from services.alerts import Found, Judged
from services.ingest import NAMES, add_up
from services.span_posts import SpanPost

LISTED = 30
LOOKS = (services.ads.check, services.rival_alerts.look, services.unusual.look_anew)
RULES = services.ads.RULES | set(metrics.rival_alerts.RULES) | metrics.sales_alerts.RULES
BRIEFS_OF = timedelta(days=30)  # older ones are history that nobody scrolls to


@dataclass(frozen=True)
class Undone:
    """What was taken back, and what had been said from it and has to be said anew."""

    taken: TakenBack
    briefs: tuple[Brief, ...]  # sent ones that would read otherwise, as they read now
    spans: tuple[SpanPost, ...]  # of weeks and months, the same
    ended: tuple[Alert, ...]  # open ones whose cause is gone with the file
    judged: Judged  # what there is to say of the others
    review_cards: tuple[datetime, ...]  # the moments of cards that told of reviews in the file


def listed(session: Session, store_id: int) -> tuple[UploadLine, ...]:
    """The last uploads, the newest first."""
    return storage.uploads.listed(session, store_id, LISTED)


def line(session: Session, store_id: int, upload_id: int) -> UploadLine:
    """Raises Mistake("unknown_upload")."""
    found = storage.uploads.listed(session, store_id, 1, upload_id)
    if not found:
        raise Mistake("unknown_upload")
    return found[0]


def take_back(session: Session, store: Store, upload_id: int, person: str, now: datetime) -> Undone:
    """Raises Mistake where there is no such upload, or it is not (or no longer) to be taken back."""
    storage.stores.lock_store(session, store.id)
    upload = takeable(session, store.id, upload_id)
    told, open_alerts = sent_briefs(session, store, now), running(session, store.id)
    spans = services.span_posts.as_they_read(session, store, now)
    batches = storage.layers.of_upload(session, upload_id)
    cards = cards_about(session, store.id, batches)
    paid_before = services.orders.days_paid(session, store.id, batches)
    storage.uploads.end(session, upload_id, UploadState.STORED, UploadState.TAKEN_BACK, person, now)
    removed = shown = 0
    for batch in batches:
        back = lay_anew(session, store, upload_id, batch)
        if batch.kind not in NAMES:
            removed, shown = removed + len(batch.rows), shown + back
    storage.layers.forget(session, [upload_id])
    sender = storage.uploads.by_id(session, store.id, upload_id)
    if sender is not None:
        storage.removal.remove_readings(session, store.id, sender.received_at, sender.user_id)
    add_up(session, store, batches, paid_before)
    judged = judge_anew(session, store, now)
    still = running(session, store.id)
    gone = tuple(alert for number, alert in open_alerts.items() if number not in still)
    services.alerts.withdraw(session, store.id, gone, now)
    return Undone(
        taken=TakenBack(upload, person, now, removed, shown),
        briefs=tuple(brief for day, brief in sent_briefs(session, store, now).items() if brief != told[day]),
        spans=tuple(one for one in services.span_posts.as_they_read(session, store, now) if one not in spans),
        ended=gone,
        judged=judged,
        review_cards=cards,
    )


def judge_anew(session: Session, store: Store, now: datetime) -> Judged:
    """What is watched, as it stands without the file."""
    found = [look(session, store, now) for look in LOOKS]
    rules = frozenset(rule for one in found for rule in one.rules)
    findings = [finding for one in found for finding in one.findings]
    return services.alerts.judge(session, store, Found(rules, findings), now)


def takeable(session: Session, store_id: int, upload_id: int) -> UploadLine:
    upload = line(session, store_id, upload_id)
    if upload.state == UploadState.TAKEN_BACK:
        raise Mistake("already_taken_back", person=upload.ended_by, when=upload.ended_at)
    if upload.state != UploadState.STORED:
        raise Mistake("nothing_to_take_back")
    if not upload.can_be_taken_back:
        raise Mistake("too_old_to_take_back")
    return upload


def lay_anew(session: Session, store: Store, upload_id: int, batch: Batch) -> int:
    """Removes the batch's rows and lays what other files say of the same keys, the oldest first.

    Returns how many rows show again.
    """
    wanted = set(storage.removal.keys_of(batch))
    days = sorted(storage.layers.days_of(batch, store.zone))
    first, last = (days[0], days[-1]) if days else (None, None)
    storage.removal.remove(session, store.id, batch)
    shown: set[tuple[object, ...]] = set()
    for layer in storage.layers.others(session, store.id, upload_id, batch.kind, first, last):
        part = storage.removal.only(layer.batch, wanted)
        storage.facts.merge(session, store.id, layer.upload_id, part)
        shown.update(storage.removal.keys_of(part))
    return len(shown)


def sent_briefs(session: Session, store: Store, now: datetime) -> Mapping[date, Brief]:
    """The briefs sent of late, as they read now."""
    since = store.today(now) - BRIEFS_OF
    days = storage.briefs.sent_days(session, store.id, since)
    return {day: compose(services.brief.load(session, store, day, now)) for day in days}


def running(session: Session, store_id: int) -> Mapping[int, Alert]:
    """The alerts whose cause is there, by number."""
    known = storage.alerts.last_alerts(session, store_id, RULES).values()
    there = (Status.OPEN, Status.TAKEN, Status.MUTED)
    return {alert.id: alert for alert in known if alert.state.status in there}


def cards_about(session: Session, store_id: int, batches: tuple[Batch, ...]) -> tuple[datetime, ...]:
    """When the reviews of the file were told: each moment is a card."""
    told = (batch for batch in batches if batch.kind is Kind.REVIEW)
    keys = [str(key) for batch in told for key in batch.column("review_key")]
    return storage.reviews.told_at(session, store_id, keys) if keys else ()
