"""What people write about budgets and spend, and which channel they mean."""

from decimal import Decimal

import pytest

from metrics.budgets import Budget, BudgetOff, Span, SpendSaid, meant, parse_budget, parse_spend
from metrics.mistakes import Mistake
from metrics.spending import ALL, plan_channel


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        (ALL, ALL),
        ("关键词推广", "关键词推广"),
        ("Summer", plan_channel("Summer")),
        ("summer", plan_channel("Summer")),
        ("plan Summer", plan_channel("Summer")),
        ("计划 Summer", plan_channel("Summer")),
        ("计划A", plan_channel("计划A")),
        ("Both", "Both"),  # a scene before a plan
        ("plan Both", plan_channel("Both")),
        ("计划：Both", "计划：Both"),  # only as tidied
        ("nobody's", "nobody's"),
        ("plan nobody's", "plan nobody's"),
        (plan_channel("gone"), plan_channel("gone")),
    ],
)
def test_which_channel_a_name_means(name: str, channel: str) -> None:
    assert meant(name, ("关键词推广", "Both"), ("Summer", "计划A", "Both")) == channel


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("关键词推广 500/day", Budget("关键词推广", Span.DAY, Decimal(500))),
        ("关键词推广500/天", Budget("关键词推广", Span.DAY, Decimal(500))),
        ("关键词推广 ￥1,500.50 / 日", Budget("关键词推广", Span.DAY, Decimal("1500.50"))),
        ("关键词推广 每天500元", Budget("关键词推广", Span.DAY, Decimal(500))),
        ("all 12000/month", Budget(ALL, Span.MONTH, Decimal(12000))),
        ("全部 1.2万/月", Budget(ALL, Span.MONTH, Decimal(12000))),
        ("ALL 12k a month", Budget(ALL, Span.MONTH, Decimal(12000))),
        ("500/d", Budget(ALL, Span.DAY, Decimal(500))),
        ("Smart Ads 2 500 per day", Budget("Smart Ads 2", Span.DAY, Decimal(500))),
        ("关键词推广 off", BudgetOff("关键词推广")),
        ("全部 取消", BudgetOff(ALL)),
    ],
)
def test_parse_budget(words: str, expected: Budget | BudgetOff) -> None:
    assert parse_budget(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("关键词推广 320 balance 800", SpendSaid("关键词推广", Decimal(320), Decimal(800))),
        ("关键词推广 320 余额 800", SpendSaid("关键词推广", Decimal(320), Decimal(800))),
        ("关键词推广 320，余额：800元", SpendSaid("关键词推广", Decimal(320), Decimal(800))),
        ("关键词推广 ¥1,320.50", SpendSaid("关键词推广", Decimal("1320.50"), None)),
        ("全部 320", SpendSaid(ALL, Decimal(320), None)),
        ("0", SpendSaid(ALL, Decimal(0), None)),
        ("Plan 2 30 Balance 0", SpendSaid("Plan 2", Decimal(30), Decimal(0))),
    ],
)
def test_parse_spend(words: str, expected: SpendSaid) -> None:
    assert parse_spend(words) == expected


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("关键词推广 500", "unknown_budget"),
        ("关键词推广", "unknown_budget"),
        ("关键词推广 0/day", "unknown_budget"),
        ("关键词推广 1.234/day", "unknown_budget"),
        ("off", "unknown_budget"),
        ("x" * 200 + " 500/day", "unknown_budget"),
        ("关键词推广 200000000/day", "amount_too_high"),
    ],
)
def test_budget_mistakes(words: str, reason: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_budget(words)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "unknown_spend"),
        ("关键词推广", "unknown_spend"),
        ("1e9", "unknown_spend"),
        ("关键词推广 320 balance", "unknown_spend"),
        ("关键词推广 320.555", "unknown_spend"),
        ("320 balance 1.001", "unknown_spend"),
        ("320 balance 999999999", "amount_too_high"),
    ],
)
def test_spend_mistakes(words: str, reason: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse_spend(words)
    assert caught.value.reason == reason
