"""What alerts about rivals say, in full, in both languages, with the names that shops really have."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from markupsafe import Markup

from messages.alerts import alert_text, card_post
from messages.post import plain
from messages.rival_alerts import CARDS, answers_post, below, drift_post
from messages.texts import NARROW, Texts, cells, lines
from metrics.alerts import Alert, AlertState, Card, Event, Finding, Rule, Status
from metrics.rival_alerts import RULES
from metrics.rivals import ANSWER, Drift, Range

ZH, EN = Texts("zh"), Texts("en")
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
STAR, LAMP = "星河家居旗舰店<&>🌟分店", "北欧台灯<儿童>护眼学习写字专用"
PRICE = {"shop": "Nova", "item": "Lamp", "price": "85.50", "before": "100", "since": "2026-11-23"}
OURS = {
    "our_item": "301",
    "our_title": "Our lamp",
    "own": "89",
    "own_is_mean": "",
    "margin": "0.2405",
    "left": "19",
}
SALES = {"sales_low": "400", "sales_high": "2500", "usual_low": "100", "usual_high": "120", "in_money": ""}
CHEAPER = {
    "shop": "云杉生活", "gap": "-0.1124", "is_main": "1", "price": "79", "before": "95",
    "since": "2026-11-23", **OURS,
}  # fmt: skip
CASES = [
    (
        Finding(Rule.SAME_ITEM_CHEAPER, "301|云杉生活", CHEAPER),
        "<b>云杉生活：¥79，本店 ¥89</b>\nOur lamp\n比本店低 11.2%\n11月23日前为 ¥95\n跟价后毛利率 24.0%\n"
        "这是本店主推款。\n点“我们的应对…”做决定",
        "<b>云杉生活: ¥79, ours ¥89</b>\nOur lamp\n11.2% below ours\nIt was ¥95 until 23 Nov\n"
        "Match it: 24.0% margin\nIt is among our best sellers.\nDecide: press “We answer …”",
    ),
    (
        Finding(Rule.RIVAL_PRICE, "Nova|Lamp", PRICE),
        "<b>Nova ▼ ¥100 → ¥85.50</b>\nLamp\n11月23日起 -14.5%\n对应哪款？/template prices\n"
        "点“我们的应对…”做决定",
        "<b>Nova ▼ ¥100 → ¥85.50</b>\nLamp\n-14.5% since 23 Nov\nOurs? /template prices\n"
        "Decide: press “We answer …”",
    ),
    (
        Finding(Rule.RIVAL_PRICE, "Nova|Lamp", {**PRICE, **OURS, **SALES, "left": "-3.2", "margin": "-0.04"}),
        "<b>Nova ▼ ¥100 → ¥85.50</b>\nLamp\n11月23日起 -14.5%\n▲ 销量 400–2,500\n平时 100–120\n本店 ¥89\n"
        "跟价每件亏 ¥3.20\n点“我们的应对…”做决定",
        "<b>Nova ▼ ¥100 → ¥85.50</b>\nLamp\n-14.5% since 23 Nov\n▲ Sales 400–2,500\nUsually 100–120\n"
        "Ours ¥89\nMatch it: ¥3.20 lost each\nDecide: press “We answer …”",
    ),
    (
        Finding(Rule.RIVAL_PRICE, "Nova|", {**PRICE, "item": "", "price": "120", **OURS, "own_is_mean": "1"}),
        "<b>Nova ▲ ¥100 → ¥120</b>\n11月23日起 +20.0%\n本店约 ¥89\n我们有空间：可加大推广。",
        "<b>Nova ▲ ¥100 → ¥120</b>\n+20.0% since 23 Nov\nOurs about ¥89\nRoom for us: raise ads.",
    ),
    (
        Finding(Rule.RIVAL_SALES, "Nova|Lamp", {"shop": "Nova", "item": "Lamp", "way": "up", **SALES}),
        "<b>Nova：销量 ▲ 400–2,500</b>\nLamp\n平时 100–120\n看看它的推广和优惠。",
        "<b>Nova: sales ▲ 400–2,500</b>\nLamp\nUsually 100–120\nLook at their ads and coupons.",
    ),
    (
        Finding(
            Rule.RIVAL_SALES, "Nova|", {"shop": "Nova", "item": "", "way": "down", **SALES, "in_money": "1"}
        ),
        "<b>Nova：销量 ▼ ¥400–¥2,500</b>\n平时 ¥100–¥120\n趁机多展示本店商品。",
        "<b>Nova: sales ▼ ¥400–¥2,500</b>\nUsually ¥100–¥120\nShow ours to their buyers.",
    ),
    (
        Finding(Rule.RIVAL_NEW_ITEM, "Nova", {"shop": "Nova", "items": "A\nB\nC\nD", "count": "4"}),
        "<b>Nova：上新 4 款</b>\n· A\n· B\n· C\n… 另有 1 个商品\n我们有同类商品吗？",
        "<b>Nova: 4 new items</b>\n· A\n· B\n· C\n… and 1 more item\nHave we something like it?",
    ),
    (
        Finding(
            Rule.RIVAL_LOOK,
            "Nova|Lamp",
            {"shop": "Nova", "item": "Lamp", "video_before": "none", "video_after": "unboxing"},
        ),
        "<b>Nova：换了视频</b>\nLamp\n视频：unboxing\n（之前：none）\n更好的话，我们也试一版。",
        "<b>Nova: new video</b>\nLamp\nVideo: unboxing\n(before: none)\nBetter? Try one like it.",
    ),
    (
        Finding(
            Rule.RIVAL_RATING, "Nova|", {"shop": "Nova", "item": "", "before": "4.9", "rating": "4.75"}
        ),
        "<b>Nova：评分 ▼ 4.75</b>\n之前 4.9\n突出本店做得更好的地方。",
        "<b>Nova: rating ▼ 4.75</b>\nIt was 4.9\nSay what ours does better.",
    ),
]  # fmt: skip
UGLY = [
    *(replace(finding, facts={**finding.facts, "shop": STAR}) for finding, _, _ in CASES),
    *(
        replace(finding, facts={**finding.facts, "shop": STAR, "item": LAMP, "our_title": LAMP})
        for finding, _, _ in CASES
    ),
    Finding(Rule.RIVAL_PRICE, "", {**PRICE, "shop": STAR, "price": "1299.90", "before": "1399.90"}),
    Finding(Rule.RIVAL_PRICE, "", {**PRICE, "shop": STAR, "price": "12999.90", "before": "13999.90"}),
    Finding(Rule.SAME_ITEM_CHEAPER, "", {**CHEAPER, "shop": STAR, "price": "1299.90", "own": "1399.90"}),
    Finding(
        Rule.RIVAL_LOOK,
        "",
        {
            "shop": STAR,
            "item": LAMP,
            "picture_before": LAMP,
            "picture_after": LAMP,
            "discount_before": LAMP,
            "discount_after": LAMP,
        },
    ),
    Finding(Rule.RIVAL_NEW_ITEM, "", {"shop": STAR, "items": LAMP, "count": "1"}),
]


@pytest.mark.parametrize(("finding", "zh", "en"), CASES)
def test_each_card(finding: Finding, zh: str, en: str) -> None:
    card = CARDS[finding.rule]
    assert (lines(*card(finding, ZH)), lines(*card(finding, EN))) == (zh, en)


def test_every_rule_has_its_card() -> None:
    assert set(CARDS) == set(RULES)


@pytest.mark.parametrize("texts", [ZH, EN])
@pytest.mark.parametrize("finding", UGLY)
def test_every_line_fits_a_narrow_phone(finding: Finding, texts: Texts) -> None:
    said = plain(lines(*CARDS[finding.rule](finding, texts))).split("\n")
    assert all(cells(line) <= NARROW for line in said), said
    assert all(cells(f"   {line}") <= NARROW for line in map(str, below(finding, texts)))
    assert cells(said[0]) <= NARROW - 3


def test_what_is_written_in_a_sheet_is_no_markup() -> None:
    text = lines(*CARDS[Rule.RIVAL_LOOK](UGLY[-2], EN))
    assert "<儿童>" not in text
    assert "&lt;儿童&gt;" in text


def test_without_a_cost_it_says_where_to_send_it() -> None:
    facts = {name: value for name, value in CHEAPER.items() if name not in ("margin", "left")}
    finding = Finding(Rule.SAME_ITEM_CHEAPER, "", facts)
    assert "No cost: /template costs" in lines(*CARDS[finding.rule](finding, EN))


def test_where_ours_costs_no_more_there_is_nothing_to_match() -> None:
    finding = Finding(Rule.RIVAL_PRICE, "", {**PRICE, **OURS, "price": "95"})
    assert "Ours is not dearer." in lines(*CARDS[finding.rule](finding, EN))


# ------------------------------------------------------------------------------------- cards and answers


def alert(finding: Finding, number: int = 1, status: Status = Status.OPEN) -> Alert:
    return Alert(number, finding, NOW, AlertState(status, told_at=NOW), person="Li")


def test_several_stand_on_one_card_with_what_matching_leaves() -> None:
    findings = [CASES[0][0], CASES[2][0], CASES[4][0], CASES[6][0]]
    card = Card(1, "rivals", tuple((alert(one, i), ()) for i, one in enumerate(findings, 1)))
    assert card_post(card, EN).text == (
        "<b>Competitors: 4 alerts are open</b>\n\n"
        "1 🔴 云杉生活: ¥79, ours ¥89\n   Our lamp\n   Match it: 24.0% margin\n"
        "2 🔴 Nova ▼ ¥100 → ¥85.50\n   Lamp\n   Match it: ¥3.20 lost each\n"
        "3 🔴 Nova: sales ▲ 400–2,500\n   Lamp\n"
        "4 🔴 Nova: 4 new items"
    )


def test_an_answer_is_asked_for_and_seen() -> None:
    one = alert(CASES[1][0])
    first_row = card_post(Card(1, "rivals", ((one, ()),)), ZH).buttons[0]
    assert [(button.label, button.data) for button in first_row] == [("我们的应对…", "answer:ask:1:0")]
    asked = answers_post(one, Markup("card"), EN)
    assert [row[0].data for row in asked.buttons] == [
        "answer:price:1:0", "answer:bundle:1:0", "answer:service:1:0", "answer:nothing:1:0", "alert:show:1",
    ]  # fmt: skip
    assert [row[0].label for row in answers_post(one, Markup("card"), ZH).buttons][:4] == [
        "跟价", "组合或赠品", "加强服务", "不动",
    ]  # fmt: skip
    story = (Event(NOW, "new", None, ""), Event(NOW, ANSWER, "Li", "bundle"), Event(NOW, "solved", "Li", ""))
    solved = alert(CASES[1][0], status=Status.SOLVED)
    assert "✅ Solved by Li\n💬 Li: bundle\n" in alert_text(solved, story, EN)
    assert "💬 Li：组合\n" in alert_text(solved, story, ZH)
    assert card_post(Card(1, "rivals", ((solved, story),)), EN).buttons[0][0].label == "Open again"


def test_other_topics_are_not_asked_for_an_answer() -> None:
    other = alert(Finding(Rule.BALANCE_EMPTY, "", {"balance": "0"}))
    labels = [button.label for row in card_post(Card(1, "ads", ((other, ()),)), EN).buttons for button in row]
    assert "We answer …" not in labels


# --------------------------------------------------------------------------------------------------- drift


def test_what_drifts() -> None:
    drifts = (
        Drift("Nova", "Lamp", Decimal(94), Decimal("-0.0147"), Decimal("-0.06")),
        Drift("Nova", "", before=Range(85, 120), now=Range(127, 180)),
        Drift(STAR, LAMP, Decimal(94), None, Decimal("0.105"), Range(1000, 2500), Range(2500, 5000)),
    )
    post = drift_post(drifts, 7, EN)
    assert post.text == (
        "<b>Competitors: 3 slow changes</b>\n\n"
        "<b>Nova</b>\n· Lamp\nPrice 7d -1.47%, 30d -6.00%\nSales 85–120 → 127–180\n\n"
        "<b>星河家居旗舰店&lt;&amp;&gt;🌟分店</b>\n· 北欧台灯&lt;儿童&gt;护眼学习写字…\n"
        "Price 30d +10.5%\nSales 1,000–2,500 → 2,500–5,000"
    )
    assert (post.silent, post.buttons[0][0].data) == (True, "rivals:7:0:30")
    assert drift_post(drifts[:1], 7, ZH).text == (
        "<b>竞店：1 处缓慢变化</b>\n\n<b>Nova</b>\n· Lamp\n价格 7天 -1.47%，30天 -6.00%"
    )
    still = replace(drifts[0], week=Decimal(0))
    assert drift_post([still], 7, EN).text.endswith("· Lamp\nPrice 30d -6.00%")
    assert drift_post([replace(still, week=Decimal("-0.06"), month=None)], 7, ZH).text.endswith(
        "价格 7天 -6.00%"
    )
    many = drift_post(tuple(replace(drifts[0], item=f"Lamp {i}") for i in range(12)), 7, EN).text
    assert many.endswith("… and 4 more")
