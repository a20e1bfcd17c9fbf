"""Why revenue changed: parts that add up to the cent."""

import random
from datetime import date
from decimal import Decimal

import pytest

from metrics.sales import NoSplit, Origin, StoreDay, split, sum_roi

DAY = date(2026, 11, 21)


def day(
    amount: str | None, buyers: int | None, visitors: int | None, origin: Origin = Origin.SHOP
) -> StoreDay:
    return StoreDay(DAY, origin, None if amount is None else Decimal(amount), buyers, None, visitors)


@pytest.mark.parametrize(
    ("before", "after", "visitors", "conversion", "aov"),
    [
        # only one factor moved: all of the change is its own
        (("100.00", 10, 100), ("200.00", 20, 200), "100.00", "0.00", "0.00"),
        (("100.00", 10, 100), ("50.00", 5, 100), "0.00", "-50.00", "0.00"),
        (("100.00", 10, 100), ("130.00", 10, 100), "0.00", "0.00", "30.00"),
        # two factors grew alike: half each, the odd cent to one of them
        (("100.00", 10, 100), ("400.01", 20, 200), "150.00", "0.00", "150.01"),
        # revenue stayed, but its factors moved against each other
        (("100.00", 10, 100), ("100.00", 5, 100), "0.00", "-69.31", "69.31"),
        # all three fell: L(50, 100) × ln of each ratio
        (("100.00", 10, 100), ("50.00", 7, 80), "-16.10", "-9.63", "-24.27"),
    ],
)
def test_a_change_is_split_over_its_factors(
    before: tuple[str, int, int], after: tuple[str, int, int], visitors: str, conversion: str, aov: str
) -> None:
    found = split(day(*before), day(*after))
    assert (found.visitors, found.conversion, found.aov) == tuple(map(Decimal, (visitors, conversion, aov)))
    assert found.change == Decimal(after[0]) - Decimal(before[0])


def test_parts_always_add_up_to_the_cent() -> None:
    dice = random.Random(4)
    for _ in range(2000):
        one, other = (
            day(
                str(Decimal(dice.randint(1, 10 ** dice.randint(1, 12))) / 100),
                dice.randint(1, 9999),
                dice.randint(1, 999_999),
            )
            for _ in range(2)
        )
        found = split(one, other)
        assert found.visitors is not None
        assert found.conversion is not None
        assert found.aov is not None
        assert found.visitors + found.conversion + found.aov == found.change


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (day("100.00", 10, 100), day("0.00", 0, 80), NoSplit.ZERO),
        (day("100.00", 10, 0), day("90.00", 9, 80), NoSplit.ZERO),
        (day("100.00", 10, None), day("90.00", 9, 80), NoSplit.UNKNOWN),
        (day("100.00", None, 100), day("90.00", 9, 80), NoSplit.UNKNOWN),
        (day("100.00", 10, 100), day("90.00", 9, 80, Origin.PRODUCTS), NoSplit.MIXED),
    ],
)
def test_without_a_split_the_reason_and_the_raw_change_are_given(
    before: StoreDay, after: StoreDay, reason: NoSplit
) -> None:
    found = split(before, after)
    assert found.undefined is reason
    assert (found.visitors, found.conversion, found.aov) == (None, None, None)
    assert after.paid_amount is not None
    assert found.change == after.paid_amount - Decimal(100)


def test_unknown_revenue_has_no_change() -> None:
    assert split(day(None, 1, 1), day("5.00", 1, 1)).change is None


def test_visitors_added_up_over_products_are_labelled() -> None:
    found = split(day("100.00", 10, 100, Origin.PRODUCTS), day("90.00", 9, 90, Origin.PRODUCTS))
    assert found.visitors_summed
    assert found.undefined is None
    assert not split(day("100.00", 10, 100), day("90.00", 9, 90)).visitors_summed


def test_roi_of_several_days_is_made_from_sums() -> None:
    days = [
        StoreDay(DAY, ad_spend=Decimal(100), ad_revenue=Decimal(100)),
        StoreDay(DAY, ad_spend=Decimal(300), ad_revenue=Decimal(1500)),
        StoreDay(DAY),
    ]
    assert sum_roi(days) == Decimal(4)
    assert sum_roi([StoreDay(DAY)]) is None
