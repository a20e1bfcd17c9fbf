"""Advice on a line of advertising, as a table of numbers."""

from decimal import Decimal

import pytest

from metrics.ads import (
    ORDER,
    AdLine,
    AdTotals,
    Advice,
    Grade,
    Report,
    Why,
    advise,
    believed,
    grade,
    tell_alike,
)
from metrics.rules import Rules

RULES = Rules()


@pytest.mark.parametrize(
    ("roi", "expected"),
    [
        (None, None),
        ("0", Grade.FAIL),
        ("2.99", Grade.FAIL),
        ("3", Grade.PASS),
        ("4", Grade.GOOD),
        ("4.999", Grade.GOOD),
        ("5", Grade.EXCELLENT),
    ],
)
def test_grade(roi: str | None, expected: Grade | None) -> None:
    assert grade(None if roi is None else Decimal(roi), RULES) is expected


def test_a_store_sets_its_own_levels() -> None:
    assert grade(Decimal(3), Rules(roi_pass=Decimal("3.5"))) is Grade.FAIL


@pytest.mark.parametrize(
    ("clicks", "spend", "revenue", "why", "advice"),
    [
        (100, 0, 0, Why.NO_SPEND, Advice.KEEP),
        (29, 100, 0, Why.FEW_CLICKS, Advice.WATCH),
        (29, 100, 900, Why.FEW_CLICKS, Advice.WATCH),  # one lucky order
        (30, 100, 0, Why.SELLS_NOTHING, Advice.STOP),
        (30, 100, 299, Why.TOO_LOW, Advice.LOWER),
        (30, 100, 300, Why.PASSES, Advice.KEEP),
        (30, 100, 499, Why.PASSES, Advice.KEEP),
        (30, 100, 500, Why.EXCELLENT_AND_SMALL, Advice.RAISE),
        (30, 249, 1245, Why.EXCELLENT_AND_SMALL, Advice.RAISE),
        (30, 250, 1250, Why.EXCELLENT_AND_LARGE, Advice.KEEP),  # a quarter of all: no longer small
    ],
)
def test_advise(clicks: int, spend: int, revenue: int, why: Why, advice: Advice) -> None:
    line = AdLine("1", "plan", AdTotals(1000, clicks, Decimal(spend), Decimal(revenue), 1))
    advised = advise(line, Decimal(1000), RULES)
    assert (advised.why, advised.advice) == (why, advice)


@pytest.mark.parametrize(
    ("spends", "expected"),
    [
        ({}, ()),
        ({Report.SCENE: 5, Report.PLAN: 5, Report.ITEM: 5}, (Report.SCENE,)),
        ({Report.SCENE: 5, Report.PLAN: 7}, (Report.PLAN,)),  # downloaded later
        ({Report.ITEM: 5, Report.ITEM_FULL: 5}, (Report.ITEM_FULL,)),
        ({Report.WORD: 9, Report.CROWD: 8, Report.ITEM: 1}, (Report.ITEM,)),
        ({Report.WORD: 8, Report.CROWD: 9}, (Report.CROWD,)),
        ({Report.WORD: 9, Report.CROWD: 9}, (Report.WORD,)),
        ({Report.PROMOTED: 1, Report.WORD: 9}, (Report.PROMOTED,)),
        ({Report.PROMOTED: 9, Report.ITEM: 1}, (Report.ITEM,)),
        ({Report.PROMOTED: 9, Report.ZTC: 1}, (Report.ZTC,)),  # it may have told of the same
        ({Report.ZUANZHAN: 2, Report.ZTC: 3, Report.PLAN: 1}, (Report.PLAN, Report.ZTC, Report.ZUANZHAN)),
        ({Report.ZTC: 3, Report.WORD: 9}, (Report.WORD, Report.ZTC)),
        (
            {Report.PROMOTED: 9, Report.OZON: 1, Report.AMAZON: 2},
            (Report.PROMOTED, Report.OZON, Report.AMAZON),
        ),
        ({Report.PROMOTED: 9, Report.PLAN: 5, Report.OZON: 1}, (Report.PLAN, Report.OZON)),
    ],
)
def test_each_purse_is_counted_once(spends: dict[Report, int], expected: tuple[Report, ...]) -> None:
    assert believed({report: Decimal(spend) for report, spend in spends.items()}) == expected


def test_every_report_has_its_place() -> None:
    assert set(ORDER) == set(Report)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({Report.SCENE}, {Report.PLAN, Report.ITEM_FULL}, True),
        ({Report.PLAN, Report.ZTC}, {Report.SCENE, Report.ZTC}, True),
        ({Report.PLAN}, {Report.PLAN, Report.ZTC}, False),
        ({Report.WORD}, {Report.PLAN}, False),
        ({Report.WORD}, {Report.WORD}, True),
        ({Report.ITEM}, {Report.SCENE}, True),
        ({Report.PROMOTED}, {Report.ITEM}, False),
    ],
)
def test_which_days_are_told_alike(one: set[Report], other: set[Report], alike: bool) -> None:
    assert tell_alike(one, other) is alike
    assert tell_alike(other, one) is alike
