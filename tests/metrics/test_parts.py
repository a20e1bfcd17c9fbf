"""Changes over factors and over members: whatever the figures, the parts add up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.numbers import CENT, in_steps, share_out
from metrics.parts import Effect, Member, in_step, logarithmic_mean, split_product, split_ratio

D = Decimal
money = st.integers(1, 10**13).map(lambda fen: D(fen) / 100)
counts = st.integers(1, 10**9)


@given(money, money, counts, counts, counts, counts)
def test_factors_add_up_to_the_cent(
    before: Decimal, after: Decimal, visitors: int, more: int, buyers: int, others: int
) -> None:
    old = (visitors, D(buyers) / visitors, before / buyers)
    new = (more, D(others) / more, after / others)
    parts = split_product(before, after, old, new)
    assert sum(parts) == after - before
    assert all(part == part.quantize(CENT) for part in parts)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_ratios_factors_add_up_to_the_change_that_is_shown(
    spend: int, sold: int, cost: int, brought: int
) -> None:
    before, after = D(sold) / spend, D(brought) / cost
    parts = split_product(before, after, (sold, D(1) / spend), (brought, D(1) / cost))
    assert sum(parts) == in_step(after) - in_step(before)


def test_one_factor_alone_has_all_of_the_change() -> None:
    assert split_product(D(100), D(150), (10, 10), (15, 10)) == (D("50.00"), D("0.00"))
    assert split_product(D(100), D(100), (10, 10), (10, 10)) == (D("0.00"), D("0.00"))


def test_the_logarithmic_mean_lies_between() -> None:
    assert logarithmic_mean(D(5), D(5)) == 5
    assert D(50) < logarithmic_mean(D(50), D(100)) < D(75)


@given(st.lists(st.decimals(-1000, 1000, places=6), min_size=1, max_size=12), st.integers(-9999, 9999))
def test_rounded_parts_add_up_and_stay_near(exact: list[Decimal], cents: int) -> None:
    whole = sum(exact, D(0)).quantize(CENT) + D(cents % 3 - 1) * CENT
    parts = in_steps(exact, whole)
    assert sum(parts) == whole
    assert all(abs(part - value) <= 3 * CENT for part, value in zip(parts, exact, strict=True))


def test_nothing_is_split_into_nothing() -> None:
    assert in_steps([], D(0)) == ()
    assert in_steps([D("0.4"), D("0.4"), D("0.2")], D(1), D(1)) == (D(1), D(0), D(0))
    assert share_out(D("-0.10"), [1, 1, 1]) == (D("-0.03"), D("-0.03"), D("-0.04"))


# -------------------------------------------------------------------------------------------------- ratios

members = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.builds(Member, st.integers(0, 10**6).map(D), st.integers(0, 10**6).map(D)),
    max_size=8,
)


@given(st.decimals("0.001", 50, places=4), st.decimals("0.001", 50, places=4), members, members)
def test_a_ratios_members_add_up(
    before: Decimal, after: Decimal, old: dict[str, Member], new: dict[str, Member]
) -> None:
    found = split_ratio(before, after, old, new)
    counted = [[one for one in side.values() if one.whole] for side in (old, new)]
    if found is None:
        assert any(not sum(one.part for one in side) for side in counted)
    else:
        assert abs(found.rate + found.mix + found.rest - (after - before)) < D("1e-12")


def member(part: int, whole: int) -> Member:
    return Member(D(part), D(whole))


@pytest.mark.parametrize(
    ("old", "new", "effects"),
    [
        # its own ratio changed: half of all the visitors, from 10 % to 20 %
        (
            {"a": member(10, 100), "b": member(10, 100)},
            {"a": member(20, 100), "b": member(10, 100)},
            {"a": Effect(D("0.05"), D(0)), "b": Effect(D(0), D(0))},
        ),
        # only the mix changed: more of those who buy more often
        (
            {"a": member(20, 100), "b": member(10, 100)},
            {"a": member(30, 150), "b": member(5, 50)},
            {"a": Effect(D(0), D("0.0094")), "b": Effect(D(0), D("0.0156"))},
        ),
        # a new member changes the mix alone, one that is gone as well
        (
            {"a": member(10, 100)},
            {"b": member(30, 100)},
            {"a": Effect(D(0), D("0.1")), "b": Effect(D(0), D("0.1"))},
        ),
    ],
)
def test_rate_and_mix(old: dict[str, Member], new: dict[str, Member], effects: dict[str, Effect]) -> None:
    before, after = (
        sum((one.part for one in side.values()), D(0)) / sum(one.whole for one in side.values())
        for side in (old, new)
    )
    found = split_ratio(before, after, old, new)
    assert found is not None
    assert found.rest == 0
    rounded = {key: Effect(round(one.rate, 4), round(one.mix, 4)) for key, one in found.effects.items()}
    assert rounded == effects


def test_what_is_counted_in_several_members_is_the_rest() -> None:
    old, new = {"a": member(10, 100)}, {"a": member(10, 100)}
    found = split_ratio(D("0.2"), D("0.25"), old, new)
    assert found is not None
    assert (found.rate, found.mix, found.rest) == (0, 0, D("0.05"))


def test_where_nobody_bought_there_is_nothing_to_split() -> None:
    assert split_ratio(D("0.1"), D("0.1"), {"a": member(0, 100)}, {"a": member(1, 100)}) is None
    assert split_ratio(D("0.1"), D("0.1"), {}, {"a": member(1, 100)}) is None
    assert split_ratio(D("0.1"), D("0.1"), {"a": member(5, 0)}, {"a": member(1, 100)}) is None
