"""The morning brief: what it is made of, and whose time has come."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

import services.rivals
import storage.ads
import storage.briefs
import storage.reviews
import storage.rules
import storage.sales
import storage.targets
import storage.uploads
from metrics.ads import AdLine, Cut
from metrics.brief import BriefDue, BriefFacts, MissingFile, is_partial, missing_formats, new_brief
from metrics.periods import DAY, Period
from metrics.sales import StoreDay
from metrics.stores import Store
from metrics.targets import month_of

LOOK_BACK = timedelta(days=60)  # thirty days, and the thirty before to compare them with


def load(session: Session, store: Store, day: date, now: datetime) -> BriefFacts:
    """Everything the brief for `day` needs: ranges and single rows by their keys, whatever the history."""
    days = storage.sales.store_days(session, store.id, Period(day - LOOK_BACK + DAY, day + DAY))
    shown = Period(day - LOOK_BACK + DAY, month_of(day).end)
    return BriefFacts(
        store=store,
        day=day,
        days=days,
        targets=storage.targets.target_days(session, store.id, shown),
        rules=storage.rules.rules(session, store.id),
        first_day=storage.sales.first_day(session, store.id),
        missing=_missing(session, store.id, day, days, now),
        ad_lines=_ad_lines(session, store.id, day),
        reviews=storage.reviews.open_count(session, store.id, now),
        moves=services.rivals.moves(session, store, day),
    )


def due(session: Session, now: datetime) -> tuple[BriefDue, ...]:
    """All briefs to be made now: those whose time has come, and those left over by a crash or a deadline."""
    fresh = (new_brief(schedule, now) for schedule in storage.briefs.schedules(session))
    return storage.briefs.due(session, now) + tuple(one for one in fresh if one)


def ready(session: Session, store: Store | None, now: datetime) -> tuple[BriefDue, ...]:
    """The briefs of a store, or of all, that waited for a file which has come."""
    waiting = storage.briefs.asked(session, None if store is None else store.id, now)
    return tuple(one for one in waiting if _sales_have_come(session, one, now))


def claim(session: Session, seen: BriefDue, now: datetime) -> BriefDue | None:
    """The brief, ours to make; None where somebody else was quicker."""
    return storage.briefs.claim(session, seen, now)


def mark_asked(session: Session, claimed: BriefDue) -> None:
    storage.briefs.mark_asked(session, claimed)


def mark_sent(session: Session, claimed: BriefDue, now: datetime, *, partial: bool) -> None:
    storage.briefs.mark_sent(session, claimed, now, partial)


def _missing(
    session: Session, store_id: int, day: date, days: tuple[StoreDay, ...], now: datetime
) -> tuple[MissingFile, ...]:
    formats = missing_formats(
        day,
        days,
        storage.sales.ever_sent_shop(session, store_id),
        storage.sales.ever_sent_products(session, store_id),
    )
    return tuple(
        MissingFile(format, storage.uploads.usual_uploader(session, store_id, format, now))
        for format in formats
    )


def _sales_have_come(session: Session, waiting: BriefDue, now: datetime) -> bool:
    day = Period(waiting.day, waiting.day + DAY)
    days = storage.sales.store_days(session, waiting.store.id, day)
    return not is_partial(_missing(session, waiting.store.id, waiting.day, days, now))


def _ad_lines(session: Session, store_id: int, day: date) -> tuple[AdLine, ...]:
    """The day's plans; scenes or items where no report by plan has come."""
    for cut in (Cut.PLAN, Cut.SCENE, Cut.ITEM):
        if lines := storage.ads.ad_lines(session, store_id, Period(day, day + DAY), cut):
            return lines
    return ()
