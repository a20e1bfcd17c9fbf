"""When the brief goes out: which files it waits for, which have come, whom to ask meanwhile."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from metrics.ads import Report
from metrics.arrivals import Coming, Habit, habits, late_moment
from metrics.brief import BriefDue, MissingFile, State
from metrics.exports import FORMATS, Part, part_of
from metrics.periods import DAY
from metrics.sales import Origin, StoreDay
from metrics.stores import Store
from metrics.uploads import UploadState

ADS_EXPECTED_DAYS = 14
DETAILS = frozenset({Report.WORD, Report.CROWD})  # where others come: a part of the money
WAITED_FOR = 2  # days: of older briefs nothing is expected any more
MOST_UNSENT = 7
CATCH_UP = timedelta(minutes=2)  # what was sent while the bot was away is read before a brief goes out
READING = timedelta(minutes=5)  # how long a file that is being read may hold up a brief at its deadline
LOOK_AGAIN = timedelta(minutes=1)
LATE = timedelta(minutes=15)
AD_FORMATS = {
    Report.SCENE: "wxt_scenes",
    Report.PLAN: "wxt_plans",
    Report.ITEM: "wxt_items",
    Report.ITEM_FULL: "wxt_items",
    Report.WORD: "wxt_words",
    Report.CROWD: "wxt_crowds",
    Report.PROMOTED: "sycm_promoted",
    Report.ZTC: "ztc_items",
    Report.ZUANZHAN: "zuanzhan_plans",
    Report.OZON: "ozon_ads",
    Report.AMAZON: "amazon_terms",
}

# ----------------------------------------------------------------------------------- which files it waits for


@dataclass(frozen=True)
class FilesKnown:
    """What is known of a store's files when its brief for `day` is looked at.

    `comings` are those since four weeks before, in the order they came; `expected` is what the store has
    chosen to wait for, None where it is learned.
    """

    store: Store
    day: date
    figures: StoreDay | None  # of the day
    comings: tuple[Coming, ...] = ()
    expected: tuple[str, ...] | None = None
    ever_shop: bool = False
    ever_products: bool = False

    @property
    def told_on(self) -> date:
        return self.day + DAY

    @property
    def deadline(self) -> datetime:
        return self.store.moment(self.told_on, self.store.brief_at) + self.store.brief_patience


@dataclass(frozen=True)
class Awaited:
    """A file that the brief waits for. It may be asked for from its usual time on.

    `came_at` is when it was stored, None while it was not; `held`: it is here and waits for a decision.
    """

    format: str
    habit: Habit | None  # None: it has not come often enough to know when it does
    ask_from: datetime
    here: bool = False
    came_at: datetime | None = None
    held: bool = False
    person: str | None = None  # who usually sends it

    @property
    def user_id(self) -> int | None:
        return self.habit.user_id if self.habit else None

    @property
    def missing(self) -> MissingFile:
        return MissingFile(self.format, self.person, self.held)


def awaited(known: FilesKnown) -> tuple[Awaited, ...]:
    """The files that the brief waits for, in the order they are missed.

    Those that the store has chosen; else the one that revenue comes from, and what the team usually sends
    on this weekday, early enough for the deadline, of figures that the brief shows.
    """
    store, before = known.store, [one for one in known.comings if _came_on(known, one) < known.told_on]
    learned = {habit.format: habit for habit in habits(store, before, known.told_on)}
    if known.expected is not None:
        formats = list(dict.fromkeys(known.expected))
    else:
        usual = [habit.format for habit in learned.values() if _is_in_time(known, habit)]
        formats = list(dict.fromkeys([revenue_format(known), *_shown(known, usual)]))
    found = [_awaited(known, format, learned.get(format)) for format in formats]
    return tuple(sorted(found, key=lambda one: (_rank(one.format), one.ask_from)))


def _awaited(known: FilesKnown, format: str, habit: Habit | None) -> Awaited:
    time = known.store.moment(known.told_on, known.store.brief_at)
    ask_from = max(time, known.store.moment(known.told_on, habit.usual)) if habit else time
    stored = [one for one in _of_the_day(known, format) if one.state == UploadState.STORED]
    tells_revenue = format == revenue_format(known)
    here = has_revenue(known) if tells_revenue else bool(stored)
    came_at = max((one.finished_at or one.received_at for one in stored), default=None)
    held = any(one.state == UploadState.HELD for one in _of_the_day(known, format))
    person = habit.user_name if habit else None
    return Awaited(format, habit, ask_from, here, came_at if here else None, held and not here, person)


def _is_in_time(known: FilesKnown, habit: Habit) -> bool:
    on_the_day = known.told_on.weekday() in habit.weekdays
    return on_the_day and late_moment(known.store, habit, known.told_on) <= known.deadline


def _shown(known: FilesKnown, formats: Sequence[str]) -> Iterator[str]:
    """Those of the formats whose figures the brief shows in this store."""
    has_ads = any(part_of(format) is Part.ADS for format in formats)
    for format in formats:
        match part_of(format):
            case None:
                continue
            case Part.ORDERS if known.ever_shop or known.ever_products:
                continue  # revenue comes from elsewhere
            case Part.AD_DETAILS if has_ads:
                continue
        yield format


def revenue_format(known: FilesKnown) -> str:
    """The file that revenue comes from: the shop's where one ever came, else the products', else the orders'.

    Of several the one that came last.
    """
    if known.ever_shop:
        part, usual = Part.SHOP, "sycm_shop"
    elif known.ever_products:
        part, usual = Part.PRODUCTS, "sycm_products"
    else:
        part, usual = Part.ORDERS, "sycm_shop"
    stored = (one for one in reversed(known.comings) if one.state == UploadState.STORED and one.format)
    return next((one.format for one in stored if one.format and part_of(one.format) is part), usual)


def has_revenue(known: FilesKnown) -> bool:
    """Whether the file that revenue comes from has told the whole of the day."""
    figures = known.figures
    if figures is None or figures.origin is None:
        return False
    if known.ever_shop and figures.origin is not Origin.SHOP:
        return False
    return _tells_the_whole(known, revenue_format(known))


def _tells_the_whole(known: FilesKnown, format: str) -> bool:
    """Whether a file of this format came when the day was over; of what came otherwise, nothing is known."""
    told = [one for one in known.comings if one.format == format and _covers(one, known.day)]
    stored = [one for one in told if one.state == UploadState.STORED]
    return not stored or any(_came_on(known, one) >= known.told_on for one in stored)


def _of_the_day(known: FilesKnown, format: str) -> list[Coming]:
    """Files of this format that may tell of the day: those of the morning after it, later ones about it.

    What came on the day itself tells only a part of it, and what tells of the morning only, nothing.
    """
    found = []
    for one in known.comings:
        if one.format == format:
            came_on = _came_on(known, one)
            tells_before = one.first_day is None or one.first_day <= known.day
            if (came_on == known.told_on and tells_before) or (
                came_on > known.told_on and _covers(one, known.day)
            ):
                found.append(one)
    return found


def _covers(coming: Coming, day: date) -> bool:
    first, last = coming.first_day, coming.last_day
    return first is not None and last is not None and first <= day <= last


def _came_on(known: FilesKnown, coming: Coming) -> date:
    return known.store.today(coming.received_at)


def _rank(format: str) -> int:
    part = part_of(format)
    return len(FORMATS) if part is None else list(FORMATS).index(part)


def missing_files(known: FilesKnown, files: Sequence[Awaited], days: Sequence[StoreDay]) -> list[MissingFile]:
    """What the brief lacks: awaited files that are not here, and what else its figures show to be missing.

    `days` are known days up to the brief's.
    """
    found = [one.missing for one in files if not one.here]
    formats = {one.format for one in found}
    if not has_revenue(known) and revenue_format(known) not in formats:
        found.insert(0, MissingFile(revenue_format(known)))
    lacks_ads = any(part_of(format) in (Part.ADS, Part.AD_DETAILS) for format in formats)
    report = None if lacks_ads else _missing_ads(known, days)
    if report is not None:
        found.append(MissingFile(AD_FORMATS[report]))
    return sorted(found, key=lambda one: _rank(one.format))


def _missing_ads(known: FilesKnown, days: Sequence[StoreDay]) -> Report | None:
    """The report that told of ads lately, where none tells of the day, or one of only a part of the money or
    of the day.
    """
    told = known.figures if known.figures is not None and known.figures.ad_spend is not None else None
    if told is not None and told.ad_report not in DETAILS:
        report = told.ad_report
        return None if report is None or _tells_the_whole(known, AD_FORMATS[report]) else report
    since = known.day - timedelta(days=ADS_EXPECTED_DAYS)
    lately = [one for one in days if since <= one.day < known.day and one.ad_spend is not None]
    if told is not None:
        lately = [one for one in lately if one.ad_report not in DETAILS]
    return (lately[-1].ad_report or Report.PLAN) if lately else None


# ----------------------------------------------------------------------------------------- what is to be done


@dataclass(frozen=True)
class Outlook:
    """How the files of a brief stand. `reading`: who sent a file that we are reading; `puzzled`: who sent
    one that waits for an answer. It may be any file.
    """

    awaited: tuple[Awaited, ...]
    asked: frozenset[str] = frozenset()  # formats that somebody was asked for today
    reading: frozenset[int] = frozenset()
    puzzled: frozenset[int] = frozenset()
    is_off: bool = False  # nobody works today

    @property
    def lacking(self) -> tuple[Awaited, ...]:
        return tuple(one for one in self.awaited if not one.here)

    def may_be_here(self, file: Awaited) -> bool:
        """Whether it may be among the files that nobody has read so far."""
        if file.user_id is None:
            return bool(self.reading)
        return file.user_id in self.reading or file.user_id in self.puzzled


def outlook(
    known: FilesKnown, files: tuple[Awaited, ...], asked: Collection[str], is_off: bool, now: datetime
) -> Outlook:
    today = known.store.today(now)
    came = [one for one in known.comings if _came_on(known, one) == today]

    def senders(*states: UploadState) -> frozenset[int]:
        return frozenset(one.user_id for one in came if one.state in states)

    return Outlook(
        files,
        frozenset(asked),
        senders(UploadState.WAITING),
        senders(UploadState.ASKED, UploadState.LOCKED),
        is_off,
    )


class Step(StrEnum):
    SEND = "send"
    ASK = "ask"
    WAIT = "wait"


class Reason(StrEnum):
    ALL_HERE = "all_here"
    DEADLINE = "deadline"  # it goes out without what is missing
    MISSING = "missing"  # past their usual time, and nobody was asked so far
    ASKED = "asked"
    DAY_OFF = "day_off"  # nobody is asked on a day off
    NOT_YET = "not_yet"  # before the usual time of what is missing
    UNDECIDED = "undecided"  # what is missing is here, and waits for somebody's decision
    BEING_READ = "being_read"  # what is missing may be among the files that nobody has read so far
    CATCHING_UP = "catching_up"  # begun after its deadline: what was sent meanwhile is still to come in


@dataclass(frozen=True)
class Decision:
    """What is to be done with a brief, and why. `until`: when to look again; `files`: what to ask for."""

    step: Step
    reason: Reason
    until: datetime | None = None
    files: tuple[Awaited, ...] = ()


def decide(seen: BriefDue, files: Outlook, now: datetime) -> Decision:
    """What is to be done with a brief whose time has come."""
    if not files.lacking:
        return Decision(Step.SEND, Reason.ALL_HERE)
    if now >= seen.deadline:
        return _at_the_deadline(seen, files, now)
    if seen.state is State.ASKED:
        return Decision(Step.WAIT, Reason.ASKED, seen.deadline)
    if files.is_off:
        return Decision(Step.WAIT, Reason.DAY_OFF, seen.deadline)
    open_ones = [one for one in files.lacking if not one.held and one.format not in files.asked]
    if not open_ones:
        held = any(one.held for one in files.lacking)
        return Decision(Step.WAIT, Reason.UNDECIDED if held else Reason.ASKED, seen.deadline)
    to_ask = tuple(one for one in open_ones if not files.may_be_here(one))
    if not to_ask:
        return Decision(Step.WAIT, Reason.BEING_READ, min(seen.deadline, now + LOOK_AGAIN))
    first = min(one.ask_from for one in to_ask)
    if now < first:
        return Decision(Step.WAIT, Reason.NOT_YET, min(seen.deadline, first))
    return Decision(Step.ASK, Reason.MISSING, files=to_ask)


def _at_the_deadline(seen: BriefDue, files: Outlook, now: datetime) -> Decision:
    """A brief without patience never waits."""
    if seen.store.brief_patience:
        if seen.state is State.NEW:
            return Decision(Step.WAIT, Reason.CATCHING_UP, now + CATCH_UP)
        if files.reading and now < seen.deadline + READING:
            return Decision(Step.WAIT, Reason.BEING_READ, now + LOOK_AGAIN)
    return Decision(Step.SEND, Reason.DEADLINE)


def late_since(seen: BriefDue, files: Outlook, now: datetime) -> datetime | None:
    """When the brief was due, where it goes out late though nothing but the bot kept it; None else."""
    time = seen.store.moment(seen.day + DAY, seen.store.brief_at)
    came = max((one.came_at for one in files.awaited if one.came_at), default=time)
    ready = seen.deadline if files.lacking else max(time, came)
    return time if now - min(ready, seen.deadline) > LATE else None


# --------------------------------------------------------------------------------------- what came afterwards


@dataclass(frozen=True)
class PartialBrief:
    """A brief as it went out, and the formats that it still lacks."""

    store: Store
    day: date
    deadline: datetime
    sent_at: datetime
    missing: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it was put out as."""
        return f"brief:{self.store.id}:{self.day}"

    @property
    def late_since(self) -> datetime | None:
        """When it was due, where it went out late: a partial one waits for its deadline."""
        time = self.store.moment(self.day + DAY, self.store.brief_at)
        return time if self.sent_at - max(time, self.deadline) > LATE else None

    def still_missing(self, missing: Sequence[MissingFile]) -> tuple[str, ...]:
        """`missing` is what it would lack if it went out now."""
        formats = {file.format for file in missing}
        return tuple(format for format in self.missing if format in formats)


def unsent(store: Store, since: datetime, day: date, sent: Collection[date]) -> tuple[date, ...]:
    """The days right before `day` whose brief never went out, at most a week of them, the earliest first.

    `since` is when the store was made: a brief that would have been due before it was never to come.
    """
    found: list[date] = []
    for back in range(1, MOST_UNSENT + 1):
        one = day - back * DAY
        if one in sent or store.moment(one + DAY, store.brief_at) < since:
            break
        found.append(one)
    return tuple(reversed(found))
