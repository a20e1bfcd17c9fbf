"""Targets: what people write, a month shared out, and how it stands."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.sales import StoreDay
from metrics.targets import month_of, month_pace, parse_amount, parse_target

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("words", "first", "last", "amount"),
    [
        ("30000/day", "2026-11-21", "2026-12-31", "30000"),
        ("30000/天 2026-12", "2026-12-01", "2026-12-31", "30000"),
        ("2027-02 3万/日", "2027-02-01", "2027-02-28", "30000"),
        ("2026-11-11 300000", "2026-11-11", "2026-11-11", "300000"),
        ("12-12 ¥300,000", "2026-12-12", "2026-12-12", "300000"),
        ("11-11 1", "2027-11-11", "2027-11-11", "1"),
        ("0/day 202612", "2026-12-01", "2026-12-31", "0"),
    ],
)
def test_a_target_of_days(words: str, first: str, last: str, amount: str) -> None:
    change = parse_target(words.split(), TODAY)
    assert (change.period.start, change.period.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert set(change.amounts) == {Decimal(amount)}


@pytest.mark.parametrize(
    ("words", "month", "amount"),
    [
        ("900000/month", "2026-11", "900000.00"),
        ("100000/月 2026-12", "2026-12", "100000.00"),
        ("0.05/m 2027-02", "2027-02", "0.05"),
    ],
)
def test_a_month_is_shared_out_evenly_and_to_the_cent(words: str, month: str, amount: str) -> None:
    change = parse_target(words.split(), TODAY)
    assert change.period == month_of(date.fromisoformat(f"{month}-01"))
    assert len(change.amounts) == len(change.period)
    assert change.amount == Decimal(amount)
    assert max(change.amounts) - min(change.amounts) <= Decimal("0.01")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "unknown_target"),
        ("30000", "unknown_target"),
        ("30000/year", "unknown_target"),
        ("2026-13 30000/day", "unknown_target"),
        ("2026-11-31 5", "unknown_target"),
        ("1 2 3", "unknown_target"),
        ("many/day", "unknown_amount"),
        ("-5/day", "unknown_amount"),
        ("1e9/day", "unknown_amount"),
        ("nan/day", "unknown_amount"),
        ("0.001/day", "unknown_amount"),
        ("99999999999/day", "target_too_high"),
        ("9999-12 5/day", "unknown_target"),
        ("2036-11-11 5", "target_day_too_far"),
    ],
)
def test_what_cannot_be_read_is_said(words: str, reason: str) -> None:
    with pytest.raises(Mistake) as mistake:
        parse_target(words.split(), TODAY)
    assert mistake.value.reason == reason


def test_the_29th_of_february_of_a_year_without_one() -> None:
    with pytest.raises(Mistake):
        parse_target(["2-29", "5"], TODAY)


def test_amounts_as_people_write_them() -> None:
    written = ("1,234.50", "1.5万", "￥20元", "2k", "0")
    assert [parse_amount(word) for word in written] == [
        Decimal("1234.50"),
        Decimal(15000),
        Decimal(20),
        Decimal(2000),
        Decimal(0),
    ]


NOVEMBER = month_of(TODAY)
EVERY_DAY = dict.fromkeys(NOVEMBER.days(), Decimal(100))


def sold(*amounts: str | None) -> list[StoreDay]:
    """From the first of November on; None is a day that is not known."""
    return [
        StoreDay(NOVEMBER.start + timedelta(days=i), paid_amount=Decimal(amount))
        for i, amount in enumerate(amounts)
        if amount is not None
    ]


def test_how_the_month_stands() -> None:
    pace = month_pace(sold("80", None, "100"), EVERY_DAY, NOVEMBER, date(2026, 11, 3))
    assert pace is not None
    assert (pace.target, pace.target_so_far, pace.revenue) == (Decimal(3000), Decimal(300), Decimal(180))
    assert pace.reached == Decimal("0.6")
    assert (pace.days_left, pace.unknown_days) == (27, 1)
    assert pace.needed_per_day == Decimal("104.45")  # 2,820 in 27 days, rounded up to the cent


@pytest.mark.parametrize(
    ("upto", "so_far", "left", "needed"),
    [
        (date(2026, 10, 31), "0", 30, "100.00"),  # not begun
        (date(2026, 11, 30), "3000", 0, None),  # over
        (date(2026, 12, 24), "3000", 0, None),
    ],
)
def test_before_and_behind_the_month(upto: date, so_far: str, left: int, needed: str | None) -> None:
    pace = month_pace([], EVERY_DAY, NOVEMBER, upto)
    assert pace is not None
    assert (pace.target_so_far, pace.days_left) == (Decimal(so_far), left)
    assert pace.needed_per_day == (None if needed is None else Decimal(needed))
    assert pace.reached is None


def test_a_month_that_is_made_needs_nothing_more() -> None:
    pace = month_pace(sold("5000"), EVERY_DAY, NOVEMBER, NOVEMBER.start)
    assert pace is not None
    assert pace.needed_per_day == 0


def test_no_target_no_pace() -> None:
    assert month_pace(sold("80"), {date(2026, 12, 1): Decimal(5)}, NOVEMBER, TODAY) is None


def test_december_ends_with_the_year() -> None:
    assert month_of(date(2026, 12, 5)) == Period(date(2026, 12, 1), date(2027, 1, 1), "2026-12")
