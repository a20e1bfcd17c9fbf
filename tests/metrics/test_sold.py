"""Sales of a day that is not over: what is usual at that hour, and what people write."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from metrics.mistakes import Mistake
from metrics.sold import SalesReading, SoFar, UsualShare, latest, parse_sold, usual_share
from metrics.stores import Store

STORE = Store(1, 1, "Tea", "en", "Asia/Shanghai", time(9), timedelta(hours=2), ())
TODAY = date(2026, 11, 24)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def reading(day: date, clock: str, amount: int) -> SalesReading:
    return SalesReading(moment(f"{day} {clock}"), day, Decimal(amount), "Li")


def days_ago(number: int) -> date:
    return TODAY - timedelta(days=number)


def test_the_usual_share_is_the_median_of_earlier_days_at_about_the_hour() -> None:
    readings = [reading(days_ago(n), "14:20", 30 + 5 * n) for n in range(1, 6)]
    readings += [reading(days_ago(n), "09:00", 5) for n in range(1, 6)]  # another hour
    readings += [reading(days_ago(1), "13:05", 99)]  # the same hour, but not the nearest
    finals = {days_ago(n): Decimal(100) for n in range(1, 6)}
    assert usual_share(readings, finals, STORE, moment(f"{TODAY} 14:00")) == UsualShare(Decimal("0.45"), 5)


@pytest.mark.parametrize(
    ("final", "known", "why"),
    [
        (100, True, "the day went on"),
        (40, False, "it ended as it was read: its last figures never came"),
        (30, False, "it ended with less: the reading was wrong"),
        (None, False, "how it ended is not known"),
        (0, False, "nothing to be a part of"),
    ],
)
def test_a_day_that_tells_nothing_does_not_count(final: int | None, known: bool, why: str) -> None:
    readings = [reading(days_ago(n), "14:00", 40) for n in range(1, 6)]
    finals = {days_ago(n): Decimal(100) for n in range(1, 5)}
    if final is not None:
        finals[days_ago(5)] = Decimal(final)
    found = usual_share(readings, finals, STORE, moment(f"{TODAY} 14:00"))
    assert (found is not None) == known, why


def test_four_days_are_too_few() -> None:
    readings = [reading(days_ago(n), "14:00", 40) for n in range(1, 5)]
    finals = {days_ago(n): Decimal(100) for n in range(1, 5)}
    assert usual_share(readings, finals, STORE, moment(f"{TODAY} 14:00")) is None


def test_where_the_day_is_heading() -> None:
    so_far = SoFar(TODAY, Decimal(30000), reading(TODAY, "14:00", 11800), UsualShare(Decimal("0.49"), 12))
    assert so_far.heading_for == Decimal("24081.63")
    assert so_far.will_reach == Decimal("24081.63") / 30000
    assert so_far.reached == Decimal(11800) / 30000


def test_without_a_reading_nothing_is_known() -> None:
    so_far = SoFar(TODAY, Decimal(30000), None)
    assert (so_far.amount, so_far.reached, so_far.heading_for, so_far.will_reach) == (None,) * 4


def test_the_latest_counts_also_where_it_is_less() -> None:
    readings = [reading(TODAY, "13:00", 900), reading(TODAY, "14:00", 800)]
    assert latest(reversed(readings)) == readings[1]
    assert latest([]) is None


@pytest.mark.parametrize(
    ("words", "amount"),
    [("18200", "18200"), (" 18,200.50 元 ", "18200.50"), ("1.82万", "18200"), ("¥0", "0")],
)
def test_amounts_as_people_write_them(words: str, amount: str) -> None:
    assert parse_sold(words) == Decimal(amount)


@pytest.mark.parametrize("words", ["", "much", "-5", "1e9", "99999999999999", "12.345"])
def test_what_is_no_amount(words: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_sold(words)
    assert caught.value.reason == "unknown_sold"
