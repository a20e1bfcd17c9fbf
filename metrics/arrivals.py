"""Which files a team sends, and when: learned from what came, compared with what came today."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from statistics import median

from metrics.periods import DAY
from metrics.stores import Store
from metrics.uploads import UploadState

LOOK_BACK = timedelta(days=28)
DAYS_NEEDED = 3  # a file that came on fewer days is no habit
LEAST_MARGIN = timedelta(minutes=45)
SPREADS = 2  # a file whose time varies is given twice what it usually varies by
ASK_FROM, ASK_UNTIL = time(8), time(20)
TOGETHER = 15  # minutes: questions fall on the quarters of an hour, so that one message asks for several
NO_PERSON = frozenset({0, 1087968824})  # a file from a folder or the command line; an anonymous admin
UNREAD = (UploadState.WAITING, UploadState.ASKED, UploadState.LOCKED)  # it may be any file


class Standing(StrEnum):
    """How an expected file stands today."""

    CAME = "came"
    HELD = "held"  # it looks wrong and waits for somebody's decision
    COMING = "coming"  # it is not yet time to miss it
    LATE = "late"


@dataclass(frozen=True)
class Coming:
    """A file as it came in, and the days it tells of. `format` is None while nobody knows what it is."""

    format: str | None
    received_at: datetime
    user_id: int
    user_name: str
    file_name: str
    state: str
    finished_at: datetime | None = None  # when it was stored, or held
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Habit:
    """A file the team sends: on which weekdays (Monday is 0), when by the store's clock, and mostly who.

    `stand_in` is asked for it while that person is away; None: nobody is.
    """

    format: str
    weekdays: frozenset[int]
    usual: time
    spread: timedelta
    user_id: int
    user_name: str
    is_away: bool = False
    stand_in: tuple[int, str] | None = None

    @property
    def has_person(self) -> bool:
        return self.user_id not in NO_PERSON


@dataclass(frozen=True)
class Arrival:
    """An expected file today. `came` is its first upload, None while there is none."""

    habit: Habit
    standing: Standing
    late_at: datetime
    came: Coming | None = None


@dataclass(frozen=True)
class Board:
    """A day's files: those expected, in their usual order; others that came; some that nobody has read."""

    day: date
    expected: tuple[Arrival, ...]
    others: tuple[Coming, ...]
    unread: tuple[Coming, ...]
    has_habits: bool = True  # on whatever weekday


def board(store: Store, comings: Sequence[Coming], now: datetime) -> Board:
    """`comings` of `LOOK_BACK`, in the order they came, today's too."""
    today = store.today(now)
    earlier = [one for one in comings if store.today(one.received_at) < today]
    came = [one for one in comings if store.today(one.received_at) == today]
    all_habits = habits(store, earlier, today)
    known = [habit for habit in all_habits if today.weekday() in habit.weekdays]
    firsts: dict[str, Coming] = {}
    for one in came:
        if one.format is not None and one.state not in UNREAD:
            first = firsts.get(one.format)
            if first is None or (first.state, one.state) == (UploadState.HELD, UploadState.STORED):
                firsts[one.format] = one
    formats = {habit.format for habit in known}
    return Board(
        today,
        tuple(arrival(store, habit, firsts.get(habit.format), today, now) for habit in known),
        tuple(one for format, one in firsts.items() if format not in formats),
        tuple(one for one in came if one.state in UNREAD),
        bool(all_habits),
    )


def habits(store: Store, earlier: Iterable[Coming], today: date) -> tuple[Habit, ...]:
    """What is expected at all, by usual time. Only what was stored counts; a day's first file is its time."""
    by_format: dict[str, list[Coming]] = {}
    for one in earlier:
        if one.format is not None and one.state == UploadState.STORED:
            by_format.setdefault(one.format, []).append(one)
    found = (habit_of(store, format, sent, today) for format, sent in by_format.items())
    return tuple(sorted((habit for habit in found if habit), key=lambda habit: (habit.usual, habit.format)))


def habit_of(store: Store, format: str, sent: Sequence[Coming], today: date) -> Habit | None:
    """None where it came on too few days, or on no weekday at least every other time."""
    minutes: dict[date, int] = {}
    for one in sent:
        local = store.local(one.received_at)
        minute = local.hour * 60 + local.minute
        minutes[local.date()] = min(minute, minutes.get(local.date(), minute))
    weekdays = usual_weekdays(minutes, today)
    if len(minutes) < DAYS_NEEDED or not weekdays:
        return None
    usual = median(minutes.values())
    spread = median(abs(minute - usual) for minute in minutes.values())
    user_id = usual_sender(sent)
    name = next(one.user_name for one in reversed(sent) if one.user_id == user_id)
    at = time(int(usual) // 60, int(usual) % 60)
    return Habit(format, weekdays, at, timedelta(minutes=spread), user_id, name)


def usual_weekdays(days: Mapping[date, object], today: date) -> frozenset[int]:
    """The weekdays on at least half of which it came, since its first day (today does not count)."""
    first = min(days)
    all_days = Counter((first + i * DAY).weekday() for i in range((today - first).days))
    came = Counter(day.weekday() for day in days)
    return frozenset(weekday for weekday, count in came.items() if 2 * count >= all_days[weekday])


def usual_sender(sent: Sequence[Coming]) -> int:
    """Who sent most; of several, who sent the latest."""
    counts = Counter(one.user_id for one in sent)
    last = {one.user_id: place for place, one in enumerate(sent)}
    return max(counts, key=lambda user_id: (counts[user_id], last[user_id]))


def arrival(store: Store, habit: Habit, came: Coming | None, today: date, now: datetime) -> Arrival:
    late_at = late_moment(store, habit, today)
    if came is not None:
        standing = Standing.HELD if came.state == UploadState.HELD else Standing.CAME
    else:
        standing = Standing.LATE if now >= late_at else Standing.COMING
    return Arrival(habit, standing, late_at, came)


def late_moment(store: Store, habit: Habit, today: date) -> datetime:
    """Its usual time and a margin, at the next quarter of an hour."""
    margin = max(LEAST_MARGIN, SPREADS * habit.spread)
    late_at = store.moment(today, habit.usual) + margin
    return late_at + timedelta(minutes=-store.local(late_at).minute % TOGETHER)


def to_ask(store: Store, found: Board, left_out: Iterable[str], now: datetime) -> tuple[Arrival, ...]:
    """The late files to be asked for now; `left_out` are formats that were asked for, or are by others.

    Nobody is asked early or late in the day, nor for a file while one they sent today is still unread.
    """
    if not ASK_FROM <= store.local(now).time() < ASK_UNTIL:
        return ()
    done, busy = set(left_out), {one.user_id for one in found.unread}
    return tuple(
        one
        for one in found.expected
        if one.standing is Standing.LATE
        and one.habit.format not in done
        and one.habit.user_id not in busy
        and store.today(one.late_at) == found.day
        and store.local(one.late_at).time() < ASK_UNTIL
    )
