"""Who is away, who stands in, and what /away was told."""

from datetime import date, time, timedelta

import pytest

from metrics.absences import Absence, away, instead, parse_away, stood_in
from metrics.arrivals import Habit
from metrics.mistakes import Mistake

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
LI, WANG, ZHAO = (2, "Li"), (3, "Wang"), (4, "Zhao")
LI_AWAY = Absence(1, 2, "Li", TODAY, TODAY + 2 * DAY, WANG)
WANG_AWAY = Absence(2, 3, "Wang", TODAY + DAY, TODAY + DAY, ZHAO)
ZHAO_AWAY = Absence(3, 4, "Zhao", TODAY + DAY, TODAY + DAY, LI)
ALONE = Absence(4, 4, "Zhao", TODAY, TODAY, None)


@pytest.mark.parametrize(
    ("who", "day", "absences", "there"),
    [
        (LI, TODAY - DAY, (LI_AWAY,), LI),
        (LI, TODAY, (LI_AWAY,), WANG),
        (LI, TODAY + 2 * DAY, (LI_AWAY,), WANG),  # the last day is one
        (LI, TODAY + 3 * DAY, (LI_AWAY,), LI),
        (WANG, TODAY, (LI_AWAY,), WANG),
        (LI, TODAY + DAY, (LI_AWAY, WANG_AWAY), ZHAO),  # who stands in is away, too
        (LI, TODAY + DAY, (LI_AWAY, WANG_AWAY, ZHAO_AWAY), None),  # each for another: nobody is there
        (ZHAO, TODAY, (ALONE,), None),
    ],
)
def test_who_is_there(
    who: tuple[int, str], day: date, absences: tuple[Absence, ...], there: tuple[int, str] | None
) -> None:
    assert instead(absences, who, day) == there


def test_of_several_the_last_word_counts() -> None:
    later = Absence(9, 2, "Li", TODAY, TODAY, ZHAO)
    assert away((later, LI_AWAY), 2, TODAY) == later


def test_who_usually_sends_a_file_is_not_asked_while_away() -> None:
    habit = Habit("sycm_shop", frozenset({1}), time(9), timedelta(0), *LI)
    assert stood_in(habit, (LI_AWAY,), TODAY - DAY) == habit
    asked = stood_in(habit, (LI_AWAY,), TODAY)
    assert (asked.user_id, asked.is_away, asked.stand_in) == (2, True, WANG)


@pytest.mark.parametrize(
    ("words", "first", "last", "name"),
    [
        ("11-26..11-30", date(2026, 11, 26), date(2026, 11, 30), ""),
        ("11-26..11-30 @Wang Fang", date(2026, 11, 26), date(2026, 11, 30), "Wang Fang"),
        ("11月26日至11月30日 小王", date(2026, 11, 26), date(2026, 11, 30), "小王"),
        ("tomorrow", date(2026, 11, 25), date(2026, 11, 25), ""),
        ("今天 @小王", TODAY, TODAY, "小王"),
        ("12-30..1-2", date(2026, 12, 30), date(2027, 1, 2), ""),
    ],
)
def test_days_and_a_name(words: str, first: date, last: date, name: str) -> None:
    wish = parse_away(words, TODAY)
    assert wish.days is not None
    assert (wish.days.start, wish.days.last, wish.stand_in) == (first, last, name)


@pytest.mark.parametrize("words", ["off", "OFF", "取消"])
def test_back_again(words: str) -> None:
    assert parse_away(words, TODAY).days is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("soon", "unknown_planned_days"),
        ("@Wang", "unknown_planned_days"),
        ("soon @Wang", "unknown_planned_days"),
        ("2026-11-20..2026-11-23", "absence_is_past"),
    ],
)
def test_what_is_not_understood(words: str, reason: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_away(words, TODAY)
    assert caught.value.reason == reason
