"""What is wrong with ad money, with a reason each; and what people write."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from metrics.alerts import Rule
from metrics.budgets import (
    RULES,
    Budget,
    BudgetOff,
    MonthSpend,
    Span,
    SpendFacts,
    SpendSaid,
    Verdict,
    judge_spend,
    pace,
    parse_budget,
    parse_spend,
)
from metrics.mistakes import Mistake
from metrics.rules import Rules
from metrics.sales import StoreDay
from metrics.spending import ALL, EVEN, Profile, SpendReading
from metrics.stores import Store

STORE = Store(1, 1, "店", "zh", "Asia/Shanghai", time(9), timedelta(hours=2), ())
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
YESTERDAY = TODAY - timedelta(days=1)
DAILY = Budget("直通车", Span.DAY, Decimal(500))
MONTHLY = Budget(ALL, Span.MONTH, Decimal(3000))


def reading(hour: float, spend: int, channel: str = "直通车", balance: int | None = None) -> SpendReading:
    at = STORE.moment(TODAY, time()) + timedelta(hours=hour)
    return SpendReading(channel, at, TODAY, Decimal(spend), None if balance is None else Decimal(balance))


def facts(*readings: SpendReading, **other: object) -> SpendFacts:
    known = SpendFacts(store=STORE, now=NOW, rules=Rules(), budgets=(), readings=readings)
    return replace(known, **other)  # type: ignore[arg-type]


def verdicts(known: SpendFacts) -> dict[tuple[Rule, str], Verdict]:
    return {(one.rule, one.subject): one.verdict for one in judge_spend(known)}


def found(known: SpendFacts, rule: Rule) -> dict[str, str]:
    """The figures of the one finding of that rule."""
    (finding,) = [one.finding for one in judge_spend(known) if one.rule is rule and one.finding]
    return dict(finding.facts)


@pytest.mark.parametrize(
    ("readings", "over", "under"),
    [
        ([], Verdict.NO_READING, Verdict.NO_READING),
        ([reading(3, 300)], Verdict.TOO_EARLY, Verdict.TOO_EARLY),  # an eighth of the day
        ([reading(3, 501)], Verdict.FOUND, Verdict.FINE),  # more than all of it, at any hour
        ([reading(12, 250)], Verdict.FINE, Verdict.FINE),
        ([reading(12, 312)], Verdict.FINE, Verdict.FINE),  # 624 of 500: 1.248
        ([reading(12, 313)], Verdict.FOUND, Verdict.FINE),  # 1.252
        ([reading(12, 188)], Verdict.FINE, Verdict.FINE),  # 0.752
        ([reading(12, 187)], Verdict.FINE, Verdict.FOUND),  # 0.748
        ([reading(24, 500)], Verdict.FINE, Verdict.FINE),
        ([reading(24, 501)], Verdict.FOUND, Verdict.FINE),
        ([reading(12, 400, ALL)], Verdict.NO_READING, Verdict.NO_READING),  # not of this channel
    ],
)
def test_budget_of_the_day(readings: list[SpendReading], over: Verdict, under: Verdict) -> None:
    judged = verdicts(facts(*readings, budgets=(DAILY,)))
    assert judged[Rule.BUDGET_OVER, "直通车"] is over
    assert judged[Rule.BUDGET_UNDER, "直通车"] is under


def test_the_store_s_own_day_decides_what_is_fast() -> None:
    morning = Profile(tuple(min(hour / 12, 1.0) for hour in range(25)), known_days=20)  # all is spent by noon
    assert found(facts(reading(12, 400), budgets=(DAILY,)), Rule.BUDGET_OVER) == {
        "spent": "400",
        "at": "12:00",
        "budget": "500",
        "projected": "800.00",
        "learned_days": "0",
    }
    judged = verdicts(facts(reading(12, 400), budgets=(DAILY,), profile=morning))
    assert judged[Rule.BUDGET_OVER, "直通车"] is Verdict.FINE
    assert (
        found(facts(reading(12, 300), budgets=(DAILY,), profile=morning), Rule.BUDGET_UNDER)["projected"]
        == "300.00"
    )


@pytest.mark.parametrize(
    ("spend", "days", "today", "over", "under"),
    [
        (0, 0, 0, Verdict.FEW_DAYS, Verdict.FEW_DAYS),
        (900, 2, 0, Verdict.FEW_DAYS, Verdict.FEW_DAYS),
        (2900, 2, 200, Verdict.FOUND, Verdict.FINE),
        (2100, 21, 0, Verdict.FINE, Verdict.FINE),
        (2700, 21, 0, Verdict.FOUND, Verdict.FINE),  # 3857 of 3000
        (1500, 21, 0, Verdict.FINE, Verdict.FOUND),  # 2143
        (1500, 15, 0, Verdict.FINE, Verdict.FINE),  # days without a file are not days without spend
    ],
)
def test_budget_of_the_month(spend: int, days: int, today: int, over: Verdict, under: Verdict) -> None:
    readings = (reading(12, today, ALL),) if today else ()
    known = facts(*readings, budgets=(MONTHLY,), months={ALL: MonthSpend(Decimal(spend), days)})
    judged = verdicts(known)
    assert judged[Rule.MONTH_OVER, ALL] is over
    assert judged[Rule.MONTH_UNDER, ALL] is under


def test_a_month_says_what_is_left_a_day() -> None:
    known = facts(budgets=(MONTHLY,), months={ALL: MonthSpend(Decimal(2700), 21)})
    assert found(known, Rule.MONTH_OVER) == {
        "spent": "2700",
        "budget": "3000",
        "projected": "3857.14",
        "per_day": "33.33",  # 300 over the nine days from the 22nd to the 30th
    }


@pytest.mark.parametrize(
    ("readings", "empty", "short"),
    [
        ([reading(12, 100)], Verdict.NO_BALANCE, Verdict.NO_BALANCE),
        ([reading(12, 100, balance=0)], Verdict.FOUND, Verdict.FINE),
        ([reading(12, 100, balance=-5)], Verdict.FOUND, Verdict.FINE),
        ([reading(3, 100, balance=5)], Verdict.FINE, Verdict.TOO_EARLY),
        ([reading(12, 100, balance=100)], Verdict.FINE, Verdict.FINE),
        ([reading(12, 100, balance=99)], Verdict.FINE, Verdict.FOUND),
        ([reading(9, 60, balance=100), reading(12, 160)], Verdict.FOUND, Verdict.FINE),  # spent since
        ([reading(9, 60, balance=100), reading(12, 100)], Verdict.FINE, Verdict.FOUND),
        ([reading(9, 60, balance=1), reading(12, 100, balance=500)], Verdict.FINE, Verdict.FINE),  # topped up
    ],
)
def test_balance(readings: list[SpendReading], empty: Verdict, short: Verdict) -> None:
    judged = verdicts(facts(*readings))
    assert judged[Rule.BALANCE_EMPTY, "直通车"] is empty
    assert judged[Rule.BALANCE_SHORT, "直通车"] is short


def test_a_short_balance_says_when_it_ends() -> None:
    assert found(facts(reading(12, 120, balance=40)), Rule.BALANCE_SHORT) == {
        "balance": "40",
        "ends": "16:00",
        "lacking": "80.00",
        "learned_days": "0",
    }


def test_the_account_s_own_list_counts_when_it_is_newer_and_of_today() -> None:
    told = reading(12, 120, ALL, balance=500)
    later = told.at + timedelta(minutes=1)
    short = facts(told, statement=(later, Decimal(40)))
    assert found(short, Rule.BALANCE_SHORT)["ends"] == "16:00"
    for old in ((told.at - timedelta(minutes=1), Decimal(0)), (told.at - timedelta(days=1), Decimal(0))):
        assert verdicts(facts(told, statement=old))[Rule.BALANCE_EMPTY, ALL] is Verdict.FINE
    empty = facts(statement=(later, Decimal(0)))
    assert verdicts(empty)[Rule.BALANCE_EMPTY, ALL] is Verdict.FOUND
    unspent = facts(statement=(later, Decimal(10)))
    assert verdicts(unspent)[Rule.BALANCE_SHORT, ALL] is Verdict.NO_READING
    yesterday = facts(statement=(later - timedelta(days=1), Decimal(0)))
    assert verdicts(yesterday)[Rule.BALANCE_EMPTY, ALL] is Verdict.NO_BALANCE


@pytest.mark.parametrize(
    ("spend", "revenue", "paid", "roi", "share"),
    [
        (None, None, 1000, Verdict.NO_DAY, Verdict.NO_DAY),
        (100, 300, None, Verdict.FINE, Verdict.NO_SALES),
        (100, 299, 1000, Verdict.FOUND, Verdict.FINE),
        (101, 400, 1000, Verdict.FINE, Verdict.FOUND),
        (100, 300, 0, Verdict.FINE, Verdict.NO_SALES),
        (0, 0, 1000, Verdict.FINE, Verdict.FINE),
    ],
)
def test_the_last_full_day(
    spend: int | None, revenue: int | None, paid: int | None, roi: Verdict, share: Verdict
) -> None:
    spend_, revenue_, paid_ = (None if one is None else Decimal(one) for one in (spend, revenue, paid))
    day = StoreDay(YESTERDAY, paid_amount=paid_, ad_spend=spend_, ad_revenue=revenue_)
    judged = verdicts(facts(yesterday=day))
    assert (judged[Rule.ROI_LOW, ALL], judged[Rule.SPEND_SHARE, ALL]) == (roi, share)


def test_no_file_of_yesterday_is_no_judgement() -> None:
    judged = verdicts(facts())
    assert judged[Rule.ROI_LOW, ALL] is judged[Rule.SPEND_SHARE, ALL] is Verdict.NO_DAY


def test_figures_of_the_last_full_day() -> None:
    day = StoreDay(YESTERDAY, paid_amount=Decimal(1000), ad_spend=Decimal(150), ad_revenue=Decimal(300))
    known = facts(yesterday=day)
    assert found(known, Rule.ROI_LOW) == {
        "day": "2026-11-21",
        "roi": "2.00",
        "level": "3",
        "spend": "150",
        "revenue": "300",
    }
    assert found(known, Rule.SPEND_SHARE) == {
        "day": "2026-11-21",
        "share": "0.150000",
        "limit": "0.10",
        "spend": "150",
        "revenue": "1000",
        "lower": "50.00",
    }


def test_every_cause_is_among_the_rules_judged() -> None:
    known = facts(reading(12, 400, balance=0), budgets=(DAILY, MONTHLY))
    assert {one.rule for one in judge_spend(known)} == RULES


def test_a_pace_that_cannot_be_judged_has_no_projection() -> None:
    early = pace(facts(reading(3, 10)), DAILY)
    assert (early.reason, early.gone, early.projected, early.ratio) == (
        Verdict.TOO_EARLY,
        Decimal(10),
        None,
        None,
    )
    assert not early.is_over(Rules())
    assert not early.is_under(Rules())
    assert pace(facts(reading(12, 10), profile=EVEN), DAILY).is_under(Rules())


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
