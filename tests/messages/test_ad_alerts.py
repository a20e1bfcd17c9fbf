"""What alerts about ads say, in full, in both languages, on a narrow phone."""

import pytest
from markupsafe import Markup

import services.ads
from messages.ad_alerts import CARDS
from messages.alerts import headline
from messages.texts import NARROW, Texts, cells, lines
from metrics.alerts import Finding, Rule

PACE = {
    "spent": "320",
    "budget": "500",
    "projected": "780.00",
    "at": "10:30",
    "ends": "15:40",
    "learned_days": "0",
}
MONTH = {
    "spent": "9320",
    "budget": "12000",
    "projected": "15780.00",
    "ends": "2026-11-26",
    "land": "297",
    "land_from": "2026-11-23",
    "kept": "1200",
}
SHORT = {"balance": "100", "ends": "15:20", "lacking": "210.00", "top_up": "3100", "learned_days": "14"}
LOW = {
    "balance": "150",
    "told": "2026-11-21",
    "at": "23:30",
    "usual": "100.00",
    "ends_on": "2026-11-23",
    "ends": "11:00",
    "top_up": "700",
}
ROI = {"day": "2026-11-21", "roi": "2.41", "level": "3", "spend": "4310.20", "revenue": "10387.58"}
SHARE = {
    "day": "2026-11-21",
    "share": "0.128400",
    "limit": "0.10",
    "spend": "4310.20",
    "revenue": "33568.54",
    "lower": "953.35",
}
WASTE = {
    "name": "夏季新品",
    "spend": "812.40",
    "revenue": "0",
    "clicks": "390",
    "days": "7",
    "day": "2026-11-21",
    "a_day": "116.06",
    "a_week": "812.40",
}
CASES = [
    (
        Finding(Rule.BUDGET_OVER, "关键词推广", PACE),
        "<b>关键词推广：花得太快</b>\n到 10:30 已花 ¥320.00\n今天预计 ¥780.00\n预算 ¥500.00\n约 15:40 花完\n"
        "（按匀速估算）\n降出价，或暂停计划；\n或提高预算：/budget",
        "<b>关键词推广: spending too fast</b>\nSpent ¥320.00 by 10:30\nToday about ¥780.00\nBudget ¥500.00\n"
        "Gone about 15:40\n(at an even pace)\nLower bids, or pause plans,\nor raise it: /budget",
    ),
    (
        Finding(Rule.BUDGET_OVER, "", {**PACE, "spent": "500.01", "cost": "0.01", "learned_days": "14"}),
        "<b>全部推广：今天已超预算</b>\n到 10:30 已花 ¥500.01\n今天预计 ¥780.00\n预算 ¥500.00\n已超 ¥0.01\n"
        "约 15:40 花完\n降出价，或暂停计划；\n或提高预算：/budget",
        "<b>All ads: over budget today</b>\nSpent ¥500.01 by 10:30\nToday about ¥780.00\nBudget ¥500.00\n"
        "Over by ¥0.01\nGone about 15:40\nLower bids, or pause plans,\nor raise it: /budget",
    ),
    (
        Finding(Rule.BUDGET_UNDER, "A<b>", {**PACE, "learned_days": "20"}),
        "<b>A&lt;b&gt;：花得太慢</b>\n到 10:30 已花 ¥320.00\n今天预计 ¥780.00\n预算 ¥500.00\n约 15:40 花完\n"
        "提高出价或日限额，\n或把钱挪到更好的计划。",
        "<b>A&lt;b&gt;: spending too slowly</b>\nSpent ¥320.00 by 10:30\nToday about ¥780.00\n"
        "Budget ¥500.00\nGone about 15:40\nRaise bids or the daily cap,\nor give it to a better plan.",
    ),
    (
        Finding(Rule.MONTH_OVER, "", MONTH),
        "<b>全部推广：本月要超预算</b>\n本月已花 ¥9,320.00\n全月预计 ¥15,780.00\n预算 ¥12,000.00\n"
        "11月26日花完\n要正好花到预算：\n→ 11月23日起每天 ¥297.00\n   活动日另留 ¥1,200.00",
        "<b>All ads: month runs over</b>\nSpent ¥9,320.00 this month\nMonth about ¥15,780.00\n"
        "Budget ¥12,000.00\nGone on 26 Nov\nTo land on the budget:\n→ ¥297.00 a day from 23 Nov\n"
        "   campaign days: ¥1,200.00",
    ),
    (
        Finding(Rule.MONTH_OVER, "", {**MONTH, "spent": "12320", "cost": "320", "land": "0", "ends": ""}),
        "<b>全部推广：本月预算用完</b>\n本月已花 ¥12,320.00\n全月预计 ¥15,780.00\n预算 ¥12,000.00\n"
        "已超 ¥320.00\n月底前请暂停计划，\n或提高预算：/budget",
        "<b>All ads: month used up</b>\nSpent ¥12,320.00 this month\nMonth about ¥15,780.00\n"
        "Budget ¥12,000.00\nOver by ¥320.00\nPause plans until it ends,\nor raise it: /budget",
    ),
    (
        Finding(Rule.MONTH_UNDER, "", {name: MONTH[name] for name in ("spent", "budget", "projected")}),
        "<b>全部推广：本月花不完</b>\n本月已花 ¥9,320.00\n全月预计 ¥15,780.00\n预算 ¥12,000.00\n"
        "剩下的今天用完。",
        "<b>All ads: month runs short</b>\nSpent ¥9,320.00 this month\nMonth about ¥15,780.00\n"
        "Budget ¥12,000.00\nWhat is left is for today.",
    ),
    (
        Finding(Rule.BALANCE_SHORT, "", SHORT),
        "<b>全部推广：余额撑到 15:20</b>\n余额 ¥100.00\n今天还缺 ¥210.00\n15:20 前充值，或降出价。\n"
        "→ 充 ¥3,100.00 可用一周",
        "<b>All ads: balance ends 15:20</b>\nBalance ¥100.00\nLacking today ¥210.00\n"
        "Top up or lower bids by 15:20.\n→ ¥3,100.00 lasts a week",
    ),
    (
        Finding(Rule.BALANCE_LOW, "", LOW),
        "<b>全部推广：余额快用完</b>\n余额 ¥150.00\n（11月21日 23:30 的余额）\n一天约花 ¥100.00\n"
        "预计用到 11月23日 11:00\n→ 充 ¥700.00 可用一周",
        "<b>All ads: balance is low</b>\nBalance ¥150.00\n(told 21 Nov 23:30)\nA day costs about ¥100.00\n"
        "Lasts until 23 Nov 11:00\n→ ¥700.00 lasts a week",
    ),
    (
        Finding(Rule.BALANCE_EMPTY, "", {"balance": "0"}),
        "<b>全部推广：余额用完（欠费）</b>\n余额 ¥0.00\n请马上充值：没钱就停投。",
        "<b>All ads: balance used up</b>\nBalance ¥0.00\nTop up now: ads stand still.",
    ),
    (
        Finding(Rule.ROI_LOW, "", ROI),
        "<b>11月21日 ROI 2.41：低于 3</b>\n花费 ¥4,310.20\n推广成交 ¥10,387.58\n"
        "先停掉不成交的：\n/roi 2026-11-21",
        "<b>ROI 2.41 on 21 Nov: under 3</b>\nSpend ¥4,310.20\nAd revenue ¥10,387.58\n"
        "Stop what sells nothing:\n/roi 2026-11-21",
    ),
    (
        Finding(Rule.SPEND_SHARE, "", SHARE),
        "<b>11月21日 推广费占比 12.8%</b>\n上限 10.0%\n花费 ¥4,310.20\n销售额 ¥33,568.54\n"
        "少花 ¥953.35 就不超。\n该降哪些：/roi 2026-11-21",
        "<b>Ads 12.8% of sales, 21 Nov</b>\nLimit 10.0%\nSpend ¥4,310.20\nSales ¥33,568.54\n"
        "¥953.35 less keeps to it.\nWhat to cut: /roi 2026-11-21",
    ),
    (
        Finding(Rule.PLAN_WASTE, "p1", WASTE),
        "<b>夏季新品：只花不卖</b>\n计划，到11月21日共 7 天\n花费 ¥812.40\n390 次点击\n推广成交 ¥0.00\n"
        "暂停可省：\n每天 ¥116.06\n每周 ¥812.40",
        "<b>夏季新品: sells nothing</b>\nPlan, 7 days to 21 Nov\nSpend ¥812.40\n390 clicks\n"
        "Ad revenue ¥0.00\nPausing it saves:\n¥116.06 a day\n¥812.40 a week",
    ),
    (
        Finding(Rule.WORD_WASTE, "w1", {**WASTE, "name": "杯子", "revenue": "406.20"}),
        "<b>杯子：ROI 0.50</b>\n关键词，到11月21日共 7 天\n花费 ¥812.40\n390 次点击\n推广成交 ¥406.20\n"
        "暂停可省：\n每天 ¥116.06\n每周 ¥812.40",
        "<b>杯子: ROI 0.50</b>\nWord, 7 days to 21 Nov\nSpend ¥812.40\n390 clicks\n"
        "Ad revenue ¥406.20\nPausing it saves:\n¥116.06 a day\n¥812.40 a week",
    ),
]


@pytest.mark.parametrize(("finding", "zh", "en"), CASES)
def test_cards(finding: Finding, zh: str, en: str) -> None:
    assert lines(*CARDS[finding.rule](finding, Texts("zh"))) == zh
    assert lines(*CARDS[finding.rule](finding, Texts("en"))) == en


UGLY = "🍵秋冬新品<b>加厚&保暖</b>主推款计划A很长很长的名字测试一二三四五六七八九十"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("finding", [case[0] for case in CASES])
def test_cards_fit_a_phone_with_ugly_names_and_large_sums(finding: Finding, language: str) -> None:
    money = {
        "spent",
        "budget",
        "projected",
        "balance",
        "spend",
        "revenue",
        "land",
        "kept",
        "top_up",
        "a_week",
    }
    large = {name: "12345678.90" if name in money else value for name, value in finding.facts.items()}
    named = {**large, **({"name": UGLY} if "name" in large else {})}
    said = lines(*CARDS[finding.rule](Finding(finding.rule, UGLY, named), Texts(language)))
    wide = [row for row in said.split("\n") if cells(Markup(row).striptags()) > NARROW]
    assert wide == []


def test_where_there_is_little_room_the_name_is_cut_and_not_what_is_said_of_it() -> None:
    poor = Finding(
        Rule.PLAN_WASTE, "p1", {**WASTE, "name": "关键词-大词测试-秋冬第二轮", "revenue": "674.29"}
    )
    assert headline(poor, Texts("zh"), 25) == "关键词-大词测…：ROI 0.83"
    assert headline(Finding(Rule.BALANCE_SHORT, "", SHORT), Texts("en"), 25) == "All…: balance ends 15:20"


def test_cards_of_alerts_that_were_opened_before_these_figures_were_kept() -> None:
    old = {"spent": "9320", "budget": "12000", "projected": "15780.00", "per_day": "297.78"}
    assert "Pause plans until it ends," in lines(
        *CARDS[Rule.MONTH_OVER](Finding(Rule.MONTH_OVER, "", old), Texts("en"))
    )


def test_every_rule_has_its_card() -> None:
    assert set(CARDS) == services.ads.RULES
