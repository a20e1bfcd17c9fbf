"""Targets: what people write, and how a month stands."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.sales import StoreDay
from metrics.targets import (
    PlanWish,
    TargetChange,
    month_of,
    month_pace,
    parse_amount,
    parse_days,
    parse_months,
    parse_shown,
    parse_target,
)

TODAY = date(2026, 11, 21)
NOVEMBER = month_of(TODAY)


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
    assert isinstance(change, TargetChange)
    assert (change.period.start, change.period.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert set(change.amounts) == {Decimal(amount)}


@pytest.mark.parametrize(
    ("words", "period", "amount"),
    [
        ("900000/month", "2026-11", "900000.00"),
        ("100000/月 2026-12", "2026-12", "100000.00"),
        ("2026-12 100万/month", "2026-12", "1000000.00"),
        ("0.05/m 2027-02", "2027-02", "0.05"),
        ("1200万/year 2027", "2027", "12000000.00"),
        ("1200万/年", "2026", "12000000.00"),
        ("2027年 5/y", "2027", "5.00"),
    ],
)
def test_months_and_years_are_to_be_drafted(words: str, period: str, amount: str) -> None:
    wish = parse_target(words.split(), TODAY)
    assert isinstance(wish, PlanWish)
    assert (wish.period.name, wish.amount, wish.is_year) == (period, Decimal(amount), len(period) == 4)


@pytest.mark.parametrize(("words", "days"), [("0/month", 30), ("0/year 2027", 365)])
def test_nothing_takes_a_months_or_years_targets_away(words: str, days: int) -> None:
    change = parse_target(words.split(), TODAY)
    assert isinstance(change, TargetChange)
    assert (change.amount, len(change.amounts)) == (0, days)


@pytest.mark.parametrize(
    ("words", "name"),
    [("2026-12", "2026-12"), ("2026年1月", "2026-01"), ("2027", "2027"), ("2027年", "2027")],
)
def test_a_month_or_year_to_look_at(words: str, name: str) -> None:
    shown = parse_shown(words.split(), TODAY)
    assert shown is not None
    assert shown.name == name


@pytest.mark.parametrize("words", ["", "30000", "2026-11-11 300000", "30000/day", "202612", "12"])
def test_what_is_not_to_be_looked_at(words: str) -> None:
    assert parse_shown(words.split(), TODAY) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("11-11 300000", {11: "300000"}),
        ("11 30万", {11: "300000"}),
        ("11日 30万\n12号：5k", {11: "300000", 12: "5000"}),
        ("2026-11-01 0; 2026/11/30 7.50", {1: "0", 30: "7.50"}),
        ("11月11日 ¥1,000", {11: "1000"}),
        (" 20261111 = 5 \n\n", {11: "5"}),
    ],
)
def test_days_of_a_draft_as_people_write_them(text: str, found: dict[int, str]) -> None:
    expected = {date(2026, 11, day): Decimal(amount) for day, amount in found.items()}
    assert parse_days(text, TODAY, NOVEMBER) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "unknown_day_line"),
        ("11-11", "unknown_day_line"),
        ("tomorrow 5", "unknown_day_line"),
        ("31 5", "unknown_day_line"),
        ("11-31 5", "unknown_day_line"),
        ("0 5", "unknown_day_line"),
        ("12-01 5", "day_of_another_month"),
        ("2027-11-11 5", "day_of_another_month"),
        ("11 many", "unknown_amount"),
        ("11 999999999999", "target_too_high"),
        ("1" * 300, "unknown_day_line"),
    ],
)
def test_lines_that_are_no_days(text: str, reason: str) -> None:
    with pytest.raises(Mistake) as mistake:
        parse_days(text, TODAY, NOVEMBER)
    assert mistake.value.reason == reason
    assert all(len(str(fact)) <= 40 for fact in mistake.value.facts.values())


def test_months_of_a_year_as_people_write_them() -> None:
    said = "11 1000000\n12月 100万; 2027-01：5"
    assert parse_months(said, 2027) == {11: Decimal(1000000), 12: Decimal(1000000), 1: Decimal(5)}


@pytest.mark.parametrize("text", ["", "13 5", "0 5", "2026-11 5", "11", "Nov 5"])
def test_lines_that_are_no_months(text: str) -> None:
    with pytest.raises(Mistake) as mistake:
        parse_months(text, 2027)
    assert mistake.value.reason == "unknown_month_line"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "unknown_target"),
        ("30000", "unknown_target"),
        ("30000/week", "unknown_target"),
        ("30000/year 2026-12", "unknown_target"),
        ("30000/year 27", "unknown_target"),
        ("30000/year 2036", "target_day_too_far"),
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
    assert (pace.target, pace.target_so_far, pace.revenue) == (Decimal(3000), Decimal(200), Decimal(180))
    assert pace.reached == Decimal("0.9")  # of the two days that are known
    assert (pace.is_whole, pace.without_target) == (True, Decimal(0))
    assert (pace.days_left, pace.unknown_days) == (27, 1)
    assert pace.needed_per_day == Decimal("100.75")  # 2,720 in 27 days, rounded up to the cent


@pytest.mark.parametrize(
    ("upto", "so_far", "left", "needed"),
    [
        (date(2026, 10, 31), "0", 30, "100.00"),  # not begun
        (date(2026, 11, 30), "0", 0, None),  # over, and nothing known
        (date(2026, 12, 24), "0", 0, None),
    ],
)
def test_before_and_behind_the_month(upto: date, so_far: str, left: int, needed: str | None) -> None:
    pace = month_pace([], EVERY_DAY, NOVEMBER, upto)
    assert pace is not None
    assert (pace.target_so_far, pace.days_left) == (Decimal(so_far), left)
    assert pace.needed_per_day == (None if needed is None else Decimal(needed))
    assert pace.reached is None


def test_days_without_a_target_are_told_apart() -> None:
    late = {day: amount for day, amount in EVERY_DAY.items() if day.day > 2}
    pace = month_pace(sold("80", "70", "90"), late, NOVEMBER, date(2026, 11, 3))
    assert pace is not None
    assert (pace.revenue, pace.target_so_far, pace.reached) == (Decimal(90), Decimal(100), Decimal("0.9"))
    assert (pace.is_whole, pace.without_target) == (False, Decimal(150))


def test_a_month_that_is_made_needs_nothing_more() -> None:
    pace = month_pace(sold("5000"), EVERY_DAY, NOVEMBER, NOVEMBER.start)
    assert pace is not None
    assert pace.needed_per_day == 0


def test_no_target_no_pace() -> None:
    assert month_pace(sold("80"), {date(2026, 12, 1): Decimal(5)}, NOVEMBER, TODAY) is None


def test_december_ends_with_the_year() -> None:
    assert month_of(date(2026, 12, 5)) == Period(date(2026, 12, 1), date(2027, 1, 1), "2026-12")
