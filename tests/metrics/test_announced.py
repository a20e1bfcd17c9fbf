"""Prices beside the last announced one: small steps add up, leaps wait, what is no price is no move."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from metrics.announced import TOLD, Announced, PriceLook, PriceReason, Step, price_steps
from metrics.rules import Rules

FIRST, SMALL, MOVED, BACK = (PriceReason.FIRST, PriceReason.SMALL, PriceReason.MOVED, PriceReason.BACK)
WAITING, UNREADABLE = PriceReason.WAITING_FOR_SECOND_LOOK, PriceReason.UNREADABLE
START = date(2026, 11, 1)
RULES = Rules()


def on(day: int) -> date:
    return START + timedelta(days=day)


def looks(*prices: str | None) -> list[PriceLook]:
    """One look a day."""
    return [PriceLook(on(day), None if one is None else Decimal(one)) for day, one in enumerate(prices)]


@pytest.mark.parametrize(
    ("name", "prices", "reasons"),
    [
        ("five steps", ("100", "98.5", "97", "95.6", "94.1", "93"), "first small small small moved small"),
        ("steps up", ("100", "102", "104", "106", "108"), "first small small moved small"),
        ("a spike of one day", ("100", "60", "100", "100"), "first waiting small small"),
        ("a spike up", ("100", "180", "100"), "first waiting small"),
        ("believed when it stays", ("100", "60", "60", "60"), "first waiting moved small"),
        ("believed when it stays nearly", ("100", "60", "63"), "first waiting moved"),
        ("two odd ones that disagree", ("100", "1", "60", "60"), "first waiting waiting moved"),
        ("a leap, then less", ("100", "60", "80"), "first waiting moved"),
        ("unreadable is no move", ("100", None, "100"), "first unreadable small"),
        ("nothing is not free", ("100", "0", "-5", "100"), "first unreadable unreadable small"),
        ("unreadable between two looks", ("100", "60", None, "60"), "first waiting unreadable moved"),
        ("comes back", ("100", "90", "100"), "first moved back"),
        ("comes nearly back", ("100", "90", "98"), "first moved back"),
        ("comes half back", ("100", "90", "95"), "first moved moved"),
        ("comes back from far", ("100", "60", "60", "99.90"), "first waiting moved back"),
        ("goes further down", ("100", "90", "85", "100"), "first moved moved back"),
        ("exactly at the threshold", ("100", "95"), "first moved"),
        ("just below it", ("100", "95.01"), "first small"),
        ("exactly at the leap", ("100", "70"), "first moved"),
        ("never seen", (None, None), "unreadable unreadable"),
    ],
)  # fmt: skip
def test_what_counts_as_a_move(name: str, prices: tuple[str | None, ...], reasons: str) -> None:
    short = {str(reason): reason for reason in PriceReason} | {"waiting": WAITING}
    found = price_steps(looks(*prices), RULES)
    assert [step.reason for step in found] == [short[reason] for reason in reasons.split()], name


def test_a_drift_is_told_from_where_it_began_not_from_yesterday() -> None:
    steps = price_steps(looks("100", "98.5", "97.02", "95.57", "94.13"), RULES)
    assert steps[-1].previous == 100
    assert steps[-1].announced == Announced(on(4), Decimal("94.13"), Decimal(100), on(4))


def test_several_moves_one_way_are_one_way_back() -> None:
    steps = price_steps(looks("100", "90", "85"), RULES)
    assert steps[-1].previous == 90
    assert steps[-1].announced == Announced(on(2), Decimal(85), Decimal(100), on(1))
    turned = price_steps(looks("100", "90", "85", "92"), RULES)[-1].announced
    assert turned == Announced(on(3), Decimal(92), Decimal(85), on(3))


def test_moves_far_apart_are_two() -> None:
    late = PriceLook(on(40), Decimal(85))
    last = price_steps([*looks("100", "90"), late], RULES)[-1].announced
    assert last == Announced(on(40), Decimal(85), Decimal(90), on(40))


def test_two_files_of_one_day_are_two_looks() -> None:
    leap = PriceLook(on(1), Decimal(60), files=2)
    assert [step.reason for step in price_steps([*looks("100"), leap], RULES)] == [FIRST, MOVED]


def test_a_first_price_far_below_ours_waits_too() -> None:
    ours = Decimal(100)
    assert [step.reason for step in price_steps(looks("10", "10"), RULES, beside=ours)] == [WAITING, FIRST]
    assert [step.reason for step in price_steps(looks("85"), RULES, beside=ours)] == [FIRST]
    assert [step.reason for step in price_steps(looks("300"), RULES, beside=ours)] == [FIRST]


def test_thresholds_are_the_store_s() -> None:
    strict = Rules(rival_price_change=Decimal("0.01"), rival_second_look=Decimal("0.05"))
    assert [step.reason for step in price_steps(looks("100", "98", "90"), strict)] == [FIRST, MOVED, WAITING]


def remembered(*prices: tuple[int, str]) -> list[Step]:
    return [Step(on(day), FIRST, Decimal(price), Announced(on(day), Decimal(price))) for day, price in prices]


def test_what_was_announced_is_what_the_next_price_is_held_against() -> None:
    """The looks before are no longer loaded: 97 is near the day's before, but far from what was told."""
    known = remembered((-200, "103"))
    found = price_steps(looks("97.5", "97"), RULES, known, known_from=on(0))
    assert [step.reason for step in found] == [FIRST, MOVED, SMALL]
    assert found[1].previous == 103


def test_what_a_corrected_file_no_longer_says_was_never_announced() -> None:
    known = [*remembered((0, "100")), *remembered((1, "60")), *remembered((2, "61"))]
    found = price_steps(looks("100", "99", "99"), RULES, known, known_from=on(0))
    assert [step.reason for step in found] == [FIRST, SMALL, SMALL]
    gone = price_steps(looks("100")[:1], RULES, known, known_from=on(0))
    assert [step.price for step in gone] == [100]


def test_announced_are_only_prices_that_are_believed() -> None:
    steps = price_steps(looks("100", "60", None, "98", "90"), RULES)
    assert [step.day for step in steps if step.reason in TOLD] == [on(0), on(4)]
