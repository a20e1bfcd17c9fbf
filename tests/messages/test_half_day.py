"""The half-day check as people read it, in both languages, on a narrow phone."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from messages.half_day import half_day_post, sold_post
from messages.post import plain
from messages.texts import Texts, cells
from metrics.ads import AdLine, AdTotals
from metrics.campaigns import Campaign, CampaignKind
from metrics.half_day import HalfDay, HalfDayFacts, half_day
from metrics.rivals import Move, What
from metrics.sold import SalesReading, SoFar, UsualShare

DAY = date(2026, 11, 24)
LONG = "🍵秋冬新品<b>加厚&保暖</b>主推款计划A很长很长的名字测试一二三四五六七八九十"
BEST = AdLine("1", "Autumn plan", AdTotals(spend=Decimal(100), ad_revenue=Decimal(520)))
CUT = Move("Rival", "", What.PRICE_DOWN, Decimal(20), Decimal(18))
SALE = Campaign("Anniversary", CampaignKind.OTHER, DAY + timedelta(days=1), DAY + timedelta(days=2))


def moment(clock: str) -> datetime:
    return datetime.fromisoformat(f"{DAY} {clock}+08:00")


def check(
    amount: str | None,
    at: str = "13:40",
    now: str = "14:00",
    target: int | None = 30000,
    person: str = "Li",
    usual: UsualShare | None = None,
    **more: object,
) -> HalfDay:
    reading = None if amount is None else SalesReading(moment(at), DAY, Decimal(amount), person)
    so_far = SoFar(DAY, None if target is None else Decimal(target), reading, usual)
    facts = HalfDayFacts(so_far, moment("14:00"), moment("00:00") + timedelta(days=1), moment(now))
    return half_day(replace(facts, **more))  # type: ignore[arg-type]


ADS = {"roi": Decimal("4.8"), "best": BEST}
USUAL = UsualShare(Decimal("0.49"), 12)
CASES = {
    "behind": check("11800", usual=USUAL, budget_left=Decimal("320.5"), overdue=3, **ADS),
    "nothing sold": check("0", tomorrow=SALE),
    "behind in the evening": check("22000", "19:00", "19:00", cheaper=CUT, **(ADS | {"best": None})),
    "no money left": check("9000", budget_left=Decimal(0), **ADS),
    "on course": check("18000", usual=UsualShare(Decimal("0.5"), 9)),
    "reached": check("31000", overdue=1),
    "missed by a hair": check("29999.99", "23:00", "23:00"),
    "not known": check(None),
    "known too long ago": check("3000", "09:00"),
    "before mid-day": check("3000", "11:00", "11:00"),
    "no target": check("3000", target=None),
}
EN = {
    "behind": (
        "Half-day: ¥3,200.00 behind\nSold ¥11,800.00, 39.3%\nTarget ¥30,000.00\n13:40 · Li\n"
        "Heading for ¥24.1k, 80.2%\nas on 12 earlier days\nDue by 14:00: ¥15,000.00\n\n"
        "→ Raise “Autumn plan”\nROI 5.20, ¥320 left today\n→ 3 reviews late: /reviews"
    ),
    "nothing sold": (
        "Nothing is sold today\nSold ¥0.00, 0.00%\nTarget ¥30,000.00\n13:40 · Li\n\n"
        "→ Are shop and items online?\nTry to buy something yourself.\n"
        "→ Tomorrow: Anniversary\nBuyers wait: fill their carts."
    ),
    "behind in the evening": (
        "Today: ¥500.00 behind\nSold ¥22,000.00, 73.3%\nTarget ¥30,000.00\n19:00 · Li\n"
        "Due by 19:00: ¥22,500.00\n\n"
        "→ Rival cut a price\nAnswer it or not: /competitors\n→ Remind those with full carts"
    ),
    "no money left": (
        "Half-day: ¥6,000.00 behind\nSold ¥9,000.00, 30.0%\nTarget ¥30,000.00\n13:40 · Li\n"
        "Due by 14:00: ¥15,000.00\n\n"
        "→ Today's ad budget is gone\nROI 4.80 pays: /budget\n→ Remind those with full carts"
    ),
    "on course": (
        "Half-day: on course\nSold ¥18,000.00, 60.0%\nTarget ¥30,000.00\n13:40 · Li\n"
        "Heading for ¥36.0k, 120%\nas on 9 earlier days\n\n→ Keep going."
    ),
    "reached": (
        "Today's target is reached\nSold ¥31,000.00, 103%\nTarget ¥30,000.00\n13:40 · Li\n\n"
        "→ 1 review late: /reviews"
    ),
    "missed by a hair": (
        "Today: on course\nSold ¥29,999.99, 99.9%\nTarget ¥30,000.00\n23:00 · Li\n\n→ Keep going."
    ),
    "not known": (
        "How much is sold so far?\nBy 14:00 it should be ¥15.0k:\nhalf of ¥30,000.00\n\n"
        "Reply with the figure."
    ),
    "known too long ago": (
        "How much is sold so far?\nBy 14:00 it should be ¥15.0k:\nhalf of ¥30,000.00\n"
        "Last heard: ¥3,000.00\n09:00 · Li\n\nReply with the figure."
    ),
    "before mid-day": (
        "10.0% of the target so far\nSold ¥3,000.00, 10.0%\nTarget ¥30,000.00\n11:00 · Li\n"
        "By 14:00 sell ¥12,000.00 more"
    ),
    "no target": "¥3,000.00 sold so far\n13:40 · Li\nToday has no target: /target",
}
ZH = {
    "behind": (
        "半日检查：落后 ¥3,200.00\n已卖 ¥11,800.00，39.3%\n目标 ¥30,000.00\n13:40 · Li\n"
        "全天预计 ¥2.41万，80.2%\n按之前12天的进度\n到 14:00 应卖 ¥15,000.00\n\n"
        "→ 给“Autumn plan”加预算\nROI 5.20，今天还剩 ¥320\n→ 3条差评超时：/reviews"
    ),
    "nothing sold": (
        "今天还没有成交\n已卖 ¥0.00，0.00%\n目标 ¥30,000.00\n13:40 · Li\n\n"
        "→ 店铺和商品都在线吗？\n自己下一单试试。\n→ 明天：Anniversary开始\n买家在等：今天促加购。"
    ),
    "not known": (
        "今天到现在卖了多少？\n到 14:00 应卖 ¥1.50万，\n是目标 ¥30,000.00 的一半\n\n"
        "请回复这条消息，写上金额。"
    ),
}


@pytest.mark.parametrize("name", EN)
def test_in_english(name: str) -> None:
    assert plain(half_day_post(CASES[name], Texts("en")).text) == EN[name]


@pytest.mark.parametrize("name", ZH)
def test_in_chinese(name: str) -> None:
    assert plain(half_day_post(CASES[name], Texts("zh")).text) == ZH[name]


@pytest.mark.parametrize(
    ("name", "silent"),
    [
        ("behind", False),
        ("nothing sold", False),
        ("not known", False),
        ("on course", True),
        ("reached", True),
        ("before mid-day", True),
    ],
)
def test_only_where_somebody_has_to_act_it_makes_a_sound(name: str, silent: bool) -> None:
    assert half_day_post(CASES[name], Texts("en")).silent is silent


def test_whoever_says_the_figure_is_told_quietly_and_may_correct_it_only_where_asked() -> None:
    assert sold_post(CASES["behind"], Texts("en")).silent
    assert sold_post(CASES["not known"], Texts("en")).topic == "sold"
    assert sold_post(CASES["behind"], Texts("en")).topic == ""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_names_and_sums_of_any_length_fit_a_phone(language: str) -> None:
    plan = replace(BEST, name=LONG)
    cases = [
        check("1", person=LONG, roi=Decimal(9), best=plan, budget_left=Decimal("123456789.99"), overdue=999),
        check("1", person=LONG, tomorrow=replace(SALE, name=LONG), cheaper=replace(CUT, shop=LONG)),
        check("1", person=LONG, cheaper=replace(CUT, shop=LONG), overdue=1),
        check("4999999999.99", target=10**10, usual=UsualShare(Decimal("0.01"), 60)),
        check("4999999998", "09:00", target=10**10, person=LONG),
        *CASES.values(),
    ]
    for one in cases:
        text = half_day_post(one, Texts(language)).text
        assert "<b>加厚" not in text
        assert len(plain(text)) <= 900
        assert [line for line in plain(text).splitlines() if cells(line) > 30] == []
