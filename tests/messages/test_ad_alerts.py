"""What alerts about ad money say, in full, in both languages."""

import pytest
from markupsafe import Markup

from messages.ad_alerts import CARDS
from messages.texts import Texts, cells, lines
from metrics.alerts import Finding, Rule
from metrics.budgets import RULES

PACE = {"spent": "320", "budget": "500", "projected": "780.00", "at": "10:30", "learned_days": "0"}
MONTH = {"spent": "9320", "budget": "12000", "projected": "15780.00", "per_day": "297.78"}
SHORT = {"balance": "100", "ends": "15:20", "lacking": "210.00", "learned_days": "14"}
ROI = {"day": "2026-11-21", "roi": "2.41", "level": "3", "spend": "4310.20", "revenue": "10387.58"}
SHARE = {
    "day": "2026-11-21",
    "share": "0.128400",
    "limit": "0.10",
    "spend": "4310.20",
    "revenue": "33568.54",
    "lower": "953.35",
}
CASES = [
    (
        Finding(Rule.BUDGET_OVER, "关键词推广", PACE),
        "<b>关键词推广：花得太快</b>\n到 10:30 已花 ¥320.00\n今天预计 ¥780.00\n预算 ¥500.00\n（按匀速估算）\n"
        "降出价或暂停计划，或用 /budget 提高预算。",
        "<b>关键词推广: spending too fast</b>\nSpent ¥320.00 by 10:30\nToday about ¥780.00\nBudget ¥500.00\n"
        "(at an even pace)\nLower bids or pause plans, or raise the budget with /budget.",
    ),
    (
        Finding(Rule.BUDGET_OVER, "", {**PACE, "spent": "500.01", "learned_days": "14"}),
        "<b>全部推广：今天的预算已花超</b>\n到 10:30 已花 ¥500.01\n今天预计 ¥780.00\n预算 ¥500.00\n"
        "降出价或暂停计划，或用 /budget 提高预算。",
        "<b>All ads: over today's budget</b>\nSpent ¥500.01 by 10:30\nToday about ¥780.00\nBudget ¥500.00\n"
        "Lower bids or pause plans, or raise the budget with /budget.",
    ),
    (
        Finding(Rule.BUDGET_UNDER, "A<b>", PACE),
        "<b>A&lt;b&gt;：花得太慢</b>\n到 10:30 已花 ¥320.00\n今天预计 ¥780.00\n预算 ¥500.00\n（按匀速估算）\n"
        "提高出价或平台日限额，或把钱挪到更好的计划。",
        "<b>A&lt;b&gt;: spending too slowly</b>\nSpent ¥320.00 by 10:30\nToday about ¥780.00\n"
        "Budget ¥500.00\n(at an even pace)\n"
        "Raise bids or the platform's daily cap, or move the money to a better plan.",
    ),
    (
        Finding(Rule.MONTH_OVER, "", MONTH),
        "<b>全部推广：本月要超预算</b>\n本月已花 ¥9,320.00\n全月预计 ¥15,780.00\n预算 ¥12,000.00\n"
        "要守住预算，从今天起每天最多花 ¥297.78。",
        "<b>All ads: the month runs over</b>\nSpent ¥9,320.00 this month\nMonth about ¥15,780.00\n"
        "Budget ¥12,000.00\nTo keep to the budget, spend at most ¥297.78 a day from today.",
    ),
    (
        Finding(Rule.MONTH_UNDER, "", MONTH),
        "<b>全部推广：本月预算花不完</b>\n本月已花 ¥9,320.00\n全月预计 ¥15,780.00\n预算 ¥12,000.00\n"
        "要花完预算，从今天起每天约花 ¥297.78。",
        "<b>All ads: the month runs short</b>\nSpent ¥9,320.00 this month\nMonth about ¥15,780.00\n"
        "Budget ¥12,000.00\nTo use the budget, spend about ¥297.78 a day from today.",
    ),
    (
        Finding(Rule.BALANCE_SHORT, "", SHORT),
        "<b>全部推广：余额约 15:20 用完</b>\n余额 ¥100.00\n今天还缺 ¥210.00\n请在 15:20 前充值，或降出价。",
        "<b>All ads: balance ends about 15:20</b>\nBalance ¥100.00\nLacking today ¥210.00\n"
        "Top up before 15:20, or lower bids.",
    ),
    (
        Finding(Rule.BALANCE_EMPTY, "", {"balance": "0"}),
        "<b>全部推广：余额已用完（欠费）</b>\n余额 ¥0.00\n请马上充值：没钱推广就停了。",
        "<b>All ads: balance used up</b>\nBalance ¥0.00\nTop up now: the ads stand still without money.",
    ),
    (
        Finding(Rule.ROI_LOW, "", ROI),
        "<b>11月21日 ROI 2.41：低于 3</b>\n花费 ¥4,310.20\n推广成交 ¥10,387.58\n"
        "先停掉不成交的：/roi 2026-11-21",
        "<b>ROI 2.41 on 21 Nov: under 3</b>\nSpend ¥4,310.20\nAd revenue ¥10,387.58\n"
        "Stop what sells nothing first: /roi 2026-11-21",
    ),
    (
        Finding(Rule.SPEND_SHARE, "", SHARE),
        "<b>11月21日 推广费占比 12.8%</b>\n上限 10.0%\n花费 ¥4,310.20\n销售额 ¥33,568.54\n"
        "少花 ¥953.35 就不超。该降哪些：/roi 2026-11-21",
        "<b>Ads took 12.8% of sales on 21 Nov</b>\nLimit 10.0%\nSpend ¥4,310.20\nSales ¥33,568.54\n"
        "¥953.35 less spend would have kept to it. What to cut: /roi 2026-11-21",
    ),
]


@pytest.mark.parametrize(("finding", "zh", "en"), CASES)
def test_cards(finding: Finding, zh: str, en: str) -> None:
    assert lines(*CARDS[finding.rule](finding, Texts("zh"))) == zh
    assert lines(*CARDS[finding.rule](finding, Texts("en"))) == en
    figures = zh.split("\n")[1:-1]
    assert max((cells(Markup(row).striptags()) for row in figures), default=0) <= 30


def test_every_rule_has_its_card() -> None:
    assert set(CARDS) == RULES
