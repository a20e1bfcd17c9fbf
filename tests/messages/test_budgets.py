"""`/budget` and `/spend` in full, in both languages."""

from datetime import date
from decimal import Decimal

import pytest

from messages.budgets import budgets_post, changed_post, noted_post
from messages.post import Post
from messages.texts import Texts
from metrics.ad_facts import Verdict
from metrics.budgets import Budget, BudgetOff, Span, SpendSaid
from metrics.pacing import Band, BudgetsShown, Ends, Landing, Pace
from metrics.rules import Rules
from metrics.spending import ALL, plan_channel

ZH, EN = Texts("zh"), Texts("en")
BAND = Band(Decimal("0.82"), Decimal("1.18"))
MONTHLY = Pace(
    Budget(ALL, Span.MONTH, Decimal(12000)),
    Verdict.FINE,
    Decimal(9000),
    Decimal(16000),
    BAND,
    Ends(date(2026, 11, 26)),
    Landing(Decimal(312), date(2026, 11, 23), 6, Decimal(1200)),
)
UNKNOWN = Pace(Budget("关键词推广", Span.DAY, Decimal(500)), Verdict.NO_READING)
EARLY = Pace(Budget("人群推广", Span.DAY, Decimal(500)), Verdict.TOO_EARLY, Decimal(5))
ON_PACE = Pace(Budget("人群推广", Span.DAY, Decimal(500)), Verdict.FINE, Decimal(200), Decimal(480), BAND)
SLOW = Pace(Budget("人群推广", Span.DAY, Decimal(500)), Verdict.FINE, Decimal(50), Decimal(120), BAND)
SCENES = ("人群推广", "关键词推广")


def shown(*paces: Pace) -> BudgetsShown:
    return BudgetsShown(paces, Rules(), SCENES)


def test_all_budgets() -> None:
    assert budgets_post(shown(MONTHLY, UNKNOWN, EARLY), ZH).text == (
        "<b>1 个预算要超</b>\n\n全部推广\n每月 ¥12,000.00\n已花 ¥9,000.00\n▲ 预计 ¥1.60万，133%\n"
        "正常范围 82.0%–118%\n11月26日花完\n→ 11月23日起每天 ¥312.00\n   活动日另留 ¥1,200.00\n\n"
        "关键词推广\n每天 ¥500.00\n已花：还不知道\n\n人群推广\n每天 ¥500.00\n已花 ¥5.00\n太早，还估不准"
    )
    assert budgets_post(shown(MONTHLY, UNKNOWN, EARLY), EN).text == (
        "<b>1 budget runs over</b>\n\nAll ads\n¥12,000.00 a month\nSpent ¥9,000.00\n▲ about ¥16.0k, 133%\n"
        "As planned: 82.0%–118%\nGone on 26 Nov\n→ ¥312.00 a day from 23 Nov\n"
        "   campaign days: ¥1,200.00\n\n"
        "关键词推广\n¥500.00 a day\nSpent: not known yet\n\n"
        "人群推广\n¥500.00 a day\nSpent ¥5.00\nToo early to project"
    )


@pytest.mark.parametrize(
    ("paces", "verdict"),
    [
        ((MONTHLY, MONTHLY, SLOW), "<b>2 budgets run over</b>"),
        ((ON_PACE, SLOW), "<b>1 budget is not used</b>"),
        ((ON_PACE, EARLY), "<b>Budgets: spent as planned</b>"),
        ((UNKNOWN, EARLY), "<b>Budgets: nothing to judge yet</b>"),
    ],
)
def test_the_verdict_comes_first(paces: tuple[Pace, ...], verdict: str) -> None:
    assert budgets_post(shown(*paces), EN).text.split("\n")[0] == verdict


def test_none_is_set() -> None:
    assert budgets_post(shown(), ZH).text == (
        "<b>还没有设预算。</b>\n由管理者设置，例如：\n/budget 全部 12000/月\n/budget 关键词推广 500/天"
    )
    assert budgets_post(shown(), EN).text == (
        "<b>No budget is set.</b>\nA manager sets one, for example:\n"
        "/budget all 12000/month\n/budget 关键词推广 500/day"
    )


def test_set_and_taken_away() -> None:
    assert changed_post(SLOW.budget, shown(MONTHLY, SLOW), ZH) == Post(
        "<b>预算已设好</b>\n人群推广\n每天 ¥500.00\n已花 ¥50.00\n▼ 预计 ¥120，24.0%\n正常范围 82.0%–118%"
    )
    assert changed_post(BudgetOff("人群推广"), shown(), EN) == Post("<b>Budget taken away: 人群推广</b>")


def test_a_channel_that_no_file_names_may_be_a_slip() -> None:
    slip = Pace(Budget("关建词", Span.DAY, Decimal(500)), Verdict.NO_READING)
    assert changed_post(slip.budget, shown(slip), EN).text == (
        "<b>Budget set</b>\n关建词\n¥500.00 a day\nSpent: not known yet\n"
        "No file names this channel. Files name: 人群推广, 关键词推广"
    )
    before_any_file = BudgetsShown((slip,), Rules())
    assert "No file names" not in changed_post(slip.budget, before_any_file, EN).text


def test_noted_tells_of_the_budgets_it_counts_towards() -> None:
    said = SpendSaid("人群推广", Decimal(200), Decimal(800))
    assert noted_post(said, shown(UNKNOWN, ON_PACE), ZH).text == (
        "<b>已登记：人群推广 ¥200.00</b>\n余额 ¥800.00\n\n"
        "人群推广\n每天 ¥500.00\n已花 ¥200.00\n预计 ¥480，96.0%\n正常范围 82.0%–118%"
    )
    assert (
        noted_post(SpendSaid(ALL, Decimal(5), None), shown(UNKNOWN), EN).text == "<b>Noted: All ads ¥5.00</b>"
    )


def test_a_day_says_when_its_money_is_gone_and_a_plan_is_called_by_its_name() -> None:
    budget = Budget(plan_channel("夏季"), Span.DAY, Decimal(500))
    fast = Pace(budget, Verdict.FINE, Decimal(400), Decimal(800), BAND, Ends(date(2026, 11, 22), 15.5))
    assert budgets_post(shown(fast), EN).text == (
        "<b>1 budget runs over</b>\n\n夏季\n¥500.00 a day\nSpent ¥400.00\n▲ about ¥800, 160%\n"
        "As planned: 82.0%–118%\nGone about 15:30"
    )
    gone = Pace(budget, Verdict.FINE, Decimal(600), Decimal(600), Band(Decimal(1), Decimal(1)))
    assert budgets_post(shown(gone), ZH).text.endswith("▲ 预计 ¥600，120%\n已用完")
