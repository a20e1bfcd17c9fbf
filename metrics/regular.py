"""When the day's other posts are due: by the store's clock, its calendar and its settings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from metrics.calendar import Calendar
from metrics.periods import DAY
from metrics.settings import Loudness, Regular, Settings
from metrics.stores import Store

LATEST = timedelta(hours=2)  # what could not go out for longer is no longer wanted


@dataclass(frozen=True)
class RegularDue:
    """A post to be made now, for a day of the store's. `silent`: without a sound, whatever it says."""

    store: Store
    post: Regular
    day: date
    silent: bool

    @property
    def name(self) -> str:
        """What it is put out as: each post once for its day."""
        return f"regular:{self.post}:{self.store.id}:{self.day}"


def due(
    store: Store, settings: Settings, post: Regular, calendar: Calendar, since: datetime, now: datetime
) -> date | None:
    """The store's day for which the post is due now; None where it is not, or switched off.

    `since` is when the store was made: what was to come before it does not.
    """
    days = told_on(store, settings, post, since, now)
    return next((day for day in days if suits(post, day, calendar)), None)


def told_on(
    store: Store, settings: Settings, post: Regular, since: datetime, now: datetime
) -> Iterator[date]:
    """The days whose time for the post has come, at most `LATEST` ago; the calendar is not looked at.

    A time shortly before midnight may still be kept, late, on the next calendar day.
    """
    if settings.loudness(post) is Loudness.OFF:
        return
    today = store.today(now)
    for day in (today, today - DAY):
        moment = store.moment(day, settings.at(post))
        if since <= moment <= now < moment + LATEST:
            yield day


def suits(post: Regular, day: date, calendar: Calendar) -> bool:
    """Whether the post belongs to such a day."""
    match post:
        case Regular.HALF_DAY:
            return not calendar.is_off(day)
        case Regular.EVENING | Regular.GOOD_REVIEWS:
            return calendar.is_working(day)
        case Regular.WEEKLY:
            return day.weekday() == 0
        case Regular.MONTHLY:
            return day.day == 1


def is_silent(settings: Settings, post: Regular, day: date, calendar: Calendar) -> bool:
    """On a day off nothing makes a sound."""
    return settings.loudness(post) is Loudness.SILENT or calendar.is_off(day)
