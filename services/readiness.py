"""How the files of a store's brief stand: what it waits for, what has come, what it goes out without."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

import services.calendar
import storage.absences
import storage.arrivals
import storage.briefs
import storage.sales
import storage.settings
import storage.uploads
from metrics.absences import Absence, stood_in
from metrics.arrivals import LOOK_BACK
from metrics.brief import MissingFile, known_day
from metrics.exports import Part, part_of
from metrics.periods import DAY, Period
from metrics.readiness import (
    ADS_EXPECTED_DAYS,
    WAITED_FOR,
    Awaited,
    FilesKnown,
    Outlook,
    awaited,
    missing_files,
    outlook,
)
from metrics.sales import StoreDay
from metrics.stores import Store

SOON = timedelta(hours=1)  # what the brief will ask for within it, nobody else asks for


def missing(
    session: Session, store: Store, day: date, days: Sequence[StoreDay], now: datetime
) -> tuple[MissingFile, ...]:
    """The files that the brief for `day` lacks, with who usually sends them.

    `days` are known days up to `day`. Of days that are over for long, or not over yet, nothing is expected
    but what their figures show to be missing.
    """
    figures = known_day(days, day)
    if store.today(now) - WAITED_FOR * DAY <= day < store.today(now):
        known = files_known(session, store, day, figures)
        found = missing_files(known, awaited(known), days)
    else:
        found = missing_files(replace(_bare(session, store, day, figures), expected=()), (), days)
    return tuple(replace(file, person=_person(session, store, file, now)) for file in found)


def missing_now(session: Session, store: Store, day: date, now: datetime) -> tuple[MissingFile, ...]:
    """As `missing`, without the rest of the brief."""
    period = Period(day - timedelta(days=ADS_EXPECTED_DAYS), day + DAY)
    return missing(session, store, day, storage.sales.store_days(session, store.id, period), now)


def lacking_parts(session: Session, store: Store, day: date, now: datetime) -> frozenset[Part | None]:
    """Of which figures the day's files have not come, or tell only a part of the day."""
    return frozenset(part_of(file.format) for file in missing_now(session, store, day, now))


def look(session: Session, store: Store, day: date, now: datetime) -> Outlook:
    """How the files stand that the brief for `day` waits for."""
    known = files_known(session, store, day, _figures(session, store, day))
    today = store.today(now)
    asked = storage.arrivals.asked(session, store.id, today)
    absences = storage.absences.absences(session, store.id, today)
    files = (_with_person(session, store, one, absences, now) for one in awaited(known))
    return outlook(known, tuple(files), asked, is_off(session, store, now), now)


def is_off(session: Session, store: Store, now: datetime) -> bool:
    """Whether today is a day on which nobody is asked for anything."""
    today = store.today(now)
    return services.calendar.calendar(session, store, Period(today, today + DAY)).is_off(today)


def lacking(session: Session, store: Store, day: date) -> tuple[Awaited, ...]:
    """The files that the brief for `day` waits for and that are not here."""
    known = files_known(session, store, day, _figures(session, store, day))
    return tuple(one for one in awaited(known) if not one.here)


def left_to_brief(session: Session, store: Store, now: datetime) -> frozenset[str]:
    """What today's brief asks for itself, or will soon: nobody else has to."""
    day = store.today(now) - DAY
    time = store.moment(day + DAY, store.brief_at)
    is_near = time - SOON <= now < time + store.brief_patience
    if not is_near or storage.briefs.sent_days(session, store.id, day):
        return frozenset()
    return frozenset(one.format for one in lacking(session, store, day))


def files_known(session: Session, store: Store, day: date, figures: StoreDay | None) -> FilesKnown:
    since = store.moment(day + DAY, store.brief_at) - LOOK_BACK
    return replace(
        _bare(session, store, day, figures),
        comings=storage.arrivals.comings(session, store.id, since),
        expected=storage.settings.settings(session, store.id).expected,
    )


def _bare(session: Session, store: Store, day: date, figures: StoreDay | None) -> FilesKnown:
    return FilesKnown(
        store,
        day,
        figures,
        ever_shop=storage.sales.ever_sent_shop(session, store.id),
        ever_products=storage.sales.ever_sent_products(session, store.id),
    )


def _figures(session: Session, store: Store, day: date) -> StoreDay | None:
    return known_day(storage.sales.store_days(session, store.id, Period(day, day + DAY)), day)


def _with_person(
    session: Session, store: Store, file: Awaited, absences: Sequence[Absence], now: datetime
) -> Awaited:
    """With who usually sends it, and who is asked for it now."""
    habit = stood_in(file.habit, absences, store.today(now)) if file.habit is not None else None
    person = file.person if file.here else _person(session, store, file, now)
    return replace(file, habit=habit, person=person)


def _person(session: Session, store: Store, file: MissingFile | Awaited, now: datetime) -> str | None:
    """Who usually sends it, also where that is no habit so far."""
    return file.person or storage.uploads.usual_uploader(session, store.id, file.format, now)
