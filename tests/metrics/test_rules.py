"""Thresholds: which there are, what they may be, and values as people write them."""

from dataclasses import fields
from decimal import Decimal

import pytest

from metrics.mistakes import Mistake
from metrics.rules import (
    RISING,
    THRESHOLDS,
    Group,
    Rules,
    Unit,
    changed,
    parse_value,
    plain,
    threshold_of,
    told,
)


def test_every_rule_is_a_threshold_within_its_bounds() -> None:
    assert sorted(one.name for one in THRESHOLDS) == sorted(field.name for field in fields(Rules))
    outside = [one.name for one in THRESHOLDS if not one.lowest <= one.value(Rules()) <= one.highest]
    assert outside == []
    assert {one.group for one in THRESHOLDS} == set(Group)


def test_the_usual_levels_rise() -> None:
    for chain in RISING:
        values = [threshold_of(name).value(Rules()) for name in chain]
        assert values == sorted(values)


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("roi_pass", "3.5", "3.5"),
        ("roi_pass", " 3,5 ", "3.5"),
        ("spend_share_limit", "12%", "0.12"),
        ("spend_share_limit", "12", "0.12"),
        ("spend_share_limit", "0.12", "0.12"),
        ("pace_high", "1.3", "1.3"),
        ("pace_high", "130", "1.3"),
        ("unusual_orders", "40", "40"),
        ("unusual_spend", "¥200", "200"),
        ("unusual_spend", "200元", "200"),
        ("review_overdue_hours", "12小时", "12"),
        ("balance_days", "3 days", "3"),
    ],
)
def test_values_as_people_write_them(name: str, words: str, value: str) -> None:
    assert parse_value(threshold_of(name), words) == Decimal(value)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("roi_pass", "lots"),
        ("roi_pass", "12%"),
        ("unusual_orders", "2.5"),
        ("roi_pass", ""),
        ("roi_pass", "-1"),
    ],
)
def test_what_is_no_value_is_said_so(name: str, words: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_value(threshold_of(name), words)
    assert caught.value.reason == "unknown_value"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("roi_pass", "3.5", None),
        ("roi_pass", "0.4", "threshold_out_of_range"),
        ("roi_pass", "4.5", "threshold_out_of_order"),  # above what is good
        ("pace_low", "0.99", None),
        ("spend_share_limit", "0.7", "threshold_out_of_range"),
    ],
)
def test_another_value_has_to_fit(name: str, value: str, reason: str | None) -> None:
    one = threshold_of(name)
    if reason is None:
        assert one.value(changed(Rules(), one, Decimal(value))) == Decimal(value)
        return
    with pytest.raises(Mistake) as caught:
        changed(Rules(), one, Decimal(value))
    assert caught.value.reason == reason


def test_the_kind_of_a_value_stays() -> None:
    found = changed(Rules(), threshold_of("unusual_orders"), Decimal(30))
    assert (found.unusual_orders, type(found.unusual_orders)) == (30, int)


def test_an_unknown_threshold_is_said_so() -> None:
    with pytest.raises(Mistake) as caught:
        threshold_of("moon")
    assert caught.value.reason == "unknown_threshold"


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        (Unit.PERCENT, "0.10", "10%"),
        (Unit.PERCENT, "0.125", "12.5%"),
        (Unit.MONEY, "1500", "¥1,500"),
        (Unit.TIMES, "3.50", "3.5"),
        (Unit.COUNT, "100", "100"),
    ],
)
def test_values_as_they_are_told(unit: Unit, value: str, said: str) -> None:
    assert told(unit, Decimal(value)) == said


def test_kept_values_have_no_noughts_at_their_end() -> None:
    assert (plain(Decimal("0.10")), plain(Decimal(100))) == ("0.1", "100")
