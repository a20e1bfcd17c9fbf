"""What looks wrong about a file, and what does not."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.preview import Oddity, Overlap, Size, What, oddities

DAY = date(2026, 11, 21)
NOTHING = Overlap(0, 0)


@pytest.mark.parametrize(
    ("known", "changed", "is_odd"),
    [(0, 0, False), (100, 20, False), (100, 21, True), (9, 9, False), (10, 3, True), (10, 2, False)],
)
def test_rewriting_more_than_a_fifth_of_what_is_known(known: int, changed: int, is_odd: bool) -> None:
    found = oddities(Overlap(known, changed), ())
    assert found == ((Oddity(What.REWRITES, Decimal(changed), Decimal(known), days=1),) if is_odd else ())


@pytest.mark.parametrize(
    ("figure", "value", "usual", "days", "what"),
    [
        ("paid_amount", 1000, 100, 7, What.LARGE),
        ("paid_amount", 999, 100, 7, None),
        ("paid_amount", 10, 100, 7, What.SMALL),
        ("paid_amount", 11, 100, 7, None),
        ("paid_amount", 0, 100, 7, What.SMALL),
        ("paid_amount", 1000, 100, 6, None),
        ("paid_amount", 5000, 99, 28, None),
        ("visitors", 5, 50, 28, What.SMALL),
        ("visitors", 500, 49, 28, None),
        ("spend", 500, 50, 28, What.LARGE),
        ("spend", 0, 0, 28, None),
    ],
)
def test_another_size(figure: str, value: int, usual: int, days: int, what: What | None) -> None:
    found = oddities(NOTHING, [Size(figure, DAY, Decimal(value), [Decimal(usual)] * days)])
    assert [odd.what for odd in found] == ([what] if what else [])


def test_one_busy_day_before_does_not_change_what_is_usual() -> None:
    before = [Decimal(100)] * 7 + [Decimal(90_000)]
    assert oddities(NOTHING, [Size("paid_amount", DAY, Decimal(900), before)]) == ()


def test_many_days_of_the_same_are_told_once_by_the_latest() -> None:
    sizes = [Size("spend", DAY - timedelta(days=back), Decimal(5), [Decimal(80)] * 9) for back in range(3)]
    assert oddities(NOTHING, sizes) == (Oddity(What.SMALL, Decimal(5), Decimal(80), "spend", DAY, 3),)
