"""Who is away, and who stands in for them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from metrics.arrivals import Habit
from metrics.mistakes import Mistake
from metrics.periods import Period, planned_days

Who = tuple[int, str]  # Telegram's id, and the name
OFF = ("off", "取消", "结束")


@dataclass(frozen=True)
class Absence:
    """`last_day` is included. `stand_in`: None where nobody was named."""

    id: int
    user_id: int
    name: str
    first_day: date
    last_day: date
    stand_in: Who | None

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def away(absences: Iterable[Absence], user_id: int, day: date) -> Absence | None:
    """The absence of somebody that is on that day; of several, the one noted last."""
    found = [one for one in absences if one.user_id == user_id and one.covers(day)]
    return max(found, key=lambda one: one.id, default=None)


def instead(absences: Iterable[Absence], who: Who, day: date) -> Who | None:
    """Who is there: the person, whoever stands in, or in for that one; None where nobody is."""
    known, seen = tuple(absences), set[int]()
    there: Who | None = who
    while there is not None and there[0] not in seen:
        absence = away(known, there[0], day)
        if absence is None:
            return there
        seen.add(there[0])
        there = absence.stand_in
    return None


def stood_in(habit: Habit, absences: Iterable[Absence], day: date) -> Habit:
    """Who usually sends a file is not asked for it while away: whoever stands in is."""
    known = tuple(absences)
    if away(known, habit.user_id, day) is None:
        return habit
    return replace(habit, is_away=True, stand_in=instead(known, (habit.user_id, habit.user_name), day))


@dataclass(frozen=True)
class AwayWish:
    """What `/away` was told; `days` None: back again. `stand_in` is a name as it was written."""

    days: Period | None
    stand_in: str = ""


def parse_away(words: str, today: date) -> AwayWish:
    """`11-26..11-30`, `11-26..11-30 @Wang`, `off`.

    Raises Mistake("unknown_planned_days"), Mistake("absence_is_past").
    """
    said = words.strip()
    if said.lower() in OFF:
        return AwayWish(None)
    days, _, name = said.partition("@")
    try:
        found = planned_days(days, today)
    except Mistake:
        days, _, name = days.strip().rpartition(" ")
        if not days or "@" in said:
            raise
        found = planned_days(days, today)
    if found.last < today:
        raise Mistake("absence_is_past")
    return AwayWish(found, name.strip())
