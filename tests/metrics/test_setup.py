"""What people write when they set a store up."""

from datetime import time

import pytest

from metrics.mistakes import Mistake
from metrics.setup import parse_name, parse_time, parse_times, parse_zone


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("9", time(9)),
        (" 09:30 ", time(9, 30)),
        ("9：05", time(9, 5)),
        ("0930", time(9, 30)),
        ("9点", time(9)),
        ("9点半", time(9, 30)),
        ("9点15分", time(9, 15)),
        ("23:59", time(23, 59)),
        ("0:00", time(0)),
    ],
)
def test_a_time_of_day_is_read_however_people_write_it(words: str, meant: time) -> None:
    assert parse_time(words) == meant


@pytest.mark.parametrize("words", ["", "24:00", "9:60", "nine", "9:5", "9:30pm", "-1", "99999"])
def test_anything_else_is_no_time(words: str) -> None:
    with pytest.raises(Mistake, match="bad_time"):
        parse_time(words)


def test_several_times_come_sorted_and_once() -> None:
    assert parse_times("20:00， 9:00、13 9:00") == (time(9), time(13), time(20))


@pytest.mark.parametrize(
    ("words", "reason"), [("1 2 3 4 5 6 7", "too_many_times"), ("9:00 x", "bad_time"), ("", "bad_time")]
)
def test_wrong_lists_of_times(words: str, reason: str) -> None:
    with pytest.raises(Mistake, match=reason):
        parse_times(words)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("asia/shanghai", "Asia/Shanghai"),
        ("utc", "UTC"),
        ("America/new york", "America/New_York"),
        ("america/port-au-prince", "America/Port-au-Prince"),
    ],
)
def test_a_zone_is_found_whatever_its_case(words: str, name: str) -> None:
    assert parse_zone(words) == name


@pytest.mark.parametrize("words", ["", "Shanghai", "../etc/passwd", "UTC+8"])
def test_no_zone_is_guessed(words: str) -> None:
    with pytest.raises(Mistake, match="bad_zone"):
        parse_zone(words)


def test_a_name_is_one_line_of_a_sensible_length() -> None:
    assert parse_name(" 旗舰\n 店 ") == "旗舰 店"
    for words in ("  ", "x" * 61):
        with pytest.raises(Mistake, match="bad_name"):
            parse_name(words)
