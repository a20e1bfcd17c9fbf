"""What the cards about sales, main products and scores say, in both languages, on a narrow phone."""

from datetime import date

import pytest

from messages.alerts import headline
from messages.post import plain
from messages.sales_alerts import CARDS
from messages.texts import NARROW, Texts, cells, lines
from metrics.alerts import Finding, Rule
from metrics.unusual import WELCOME, Beside, Figure, Way

EN, ZH = Texts("en"), Texts("zh")
DAY = date(2026, 11, 22)  # a Sunday
USUAL = {
    "day": str(DAY),
    "known": "56",
    "beside": "ordinary",
    "value": "8123.45",
    "usual": "15010.20",
    "low": "12001.00",
    "high": "18790.00",
    "change": "-0.4588",
}


def revenue(**changed: str) -> Finding:
    facts = {**USUAL, "figure": "revenue", "by_visitors": "-0.3820", **changed}
    return Finding(Rule.UNUSUAL_LOW, "revenue", facts, of=DAY)


def card(finding: Finding, texts: Texts) -> list[str]:
    return plain(lines(*CARDS[finding.rule](finding, texts))).splitlines()


def said(finding: Finding, texts: Texts) -> list[str]:
    return str(lines(*CARDS[finding.rule](finding, texts))).splitlines()


def test_revenue_that_fell() -> None:
    assert said(revenue(), EN) == [
        "<b>Revenue 22 Nov ▼45.9%</b>",
        "It was ¥8,123.45",
        "Sun usually ¥15,010.20",
        "4 of 5 days ¥12.0k–¥18.8k",
        "By 56 ordinary days before",
        "· Visitors ▼38.2%",
        "See what took it:",
        "/why revenue 11-22",
    ]
    assert said(revenue(), ZH) == [
        "<b>销售额 11月22日 ▼45.9%</b>",
        "实际 ¥8,123.45",
        "周日平时 ¥15,010.20",
        "八成日子 ¥1.20万–¥1.88万",
        "依据之前 56 个平日",
        "· 访客数 ▼38.2%",
        "看看少在哪里：",
        "/why revenue 11-22",
    ]


def test_the_second_day_in_a_row() -> None:
    assert "The second day in a row" in said(revenue(in_a_row="2"), EN)
    assert "已连续两天" in said(revenue(in_a_row="2"), ZH)


def test_beside_a_target_or_a_plan() -> None:
    assert said(revenue(beside="target"), EN)[1:4] == [
        "It was ¥8,123.45",
        "Target ¥15,010.20",
        "· Visitors ▼38.2%",
    ]
    assert said(revenue(beside="uplift"), ZH)[1:4] == [
        "实际 ¥8,123.45",
        "计划 ¥15,010.20",
        "（平日乘以计划涨幅）",
    ]


VALUES = {
    Figure.VISITORS: ("812", "1300", "1100", "1520"),
    Figure.CONVERSION: ("0.021000", "0.034000", "0.030000", "0.040000"),
    Figure.ROI: ("1.230000", "4.020000", "3.100000", "5.200000"),
}


def unusual(figure: Figure, way: Way) -> Finding:
    names = ("value", "usual", "low", "high")
    facts = {**USUAL, "figure": str(figure), **dict(zip(names, VALUES.get(figure, ()), strict=False))}
    facts["change"] = "-0.4588" if way is Way.FELL else "0.6123"
    rule = Rule.UNUSUAL_LOW if way is Way.FELL else Rule.UNUSUAL_HIGH
    return Finding(rule, figure, facts, of=DAY)


ALL = [unusual(figure, way) for figure in Figure for way in Way if (figure, way) not in WELCOME]


@pytest.mark.parametrize("texts", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("finding", ALL, ids=lambda one: f"{one.subject} {one.rule}")
def test_every_figure_has_its_words_and_fits_a_phone(finding: Finding, texts: Texts) -> None:
    told = card(finding, texts)
    assert len(told) >= 6
    assert [line for line in told if cells(line) > NARROW] == []


@pytest.mark.parametrize(
    ("figure", "way", "last"),
    [
        (Figure.VISITORS, Way.FELL, ["See which source fell:", "/why visitors 11-22"]),
        (Figure.CONVERSION, Way.ROSE, ["Is a price set too low?", "/why conversion 11-22"]),
        (Figure.AD_SPEND, Way.FELL, ["Did a plan stop, or run dry?", "/roi 11-22"]),
        (Figure.ROI, Way.FELL, ["Stop what sells nothing:", "/why roi 11-22"]),
        (Figure.REFUNDS, Way.ROSE, ["By 56 ordinary days before", "Look at the refunds' reasons."]),
    ],
)
def test_it_says_what_to_do_and_where_to_ask(figure: Figure, way: Way, last: list[str]) -> None:
    assert said(unusual(figure, way), EN)[-2:] == last


def test_figures_in_their_own_units() -> None:
    assert said(unusual(Figure.VISITORS, Way.FELL), EN)[1:4] == [
        "It was 812",
        "Sun usually 1,300",
        "4 of 5 days 1,100–1,520",
    ]
    assert said(unusual(Figure.CONVERSION, Way.FELL), EN)[1:3] == ["It was 2.10%", "Sun usually 3.40%"]
    assert said(unusual(Figure.ROI, Way.FELL), EN)[1:3] == ["It was 1.23", "Sun usually 4.02"]


FELL = Finding(
    Rule.PRODUCT_FELL,
    "9",
    {**USUAL, "figure": "revenue", "title": "Winter coat with <fur> and a long hood"},
    of=DAY,
)


def test_a_product_that_fell() -> None:
    assert said(FELL, EN) == [
        "<b>Winter coat with… ▼45.9%</b>",
        "Revenue on 22 Nov",
        "It was ¥8,123.45",
        "Sun usually ¥15,010.20",
        "4 of 5 days ¥12.0k–¥18.8k",
        "By 56 ordinary days before",
        "Check price, stock, reviews:",
        "/why products 11-22",
    ]
    assert said(FELL, ZH)[1] == "11月22日 销售额"


def test_sold_out() -> None:
    facts = {"title": "羽绒服加长加厚过膝女款冬季新款", "day": str(DAY), "a_day": "1520.00"}
    finding = Finding(Rule.SOLD_OUT, "9", facts, of=DAY)
    assert said(finding, ZH) == [
        "<b>断货：羽绒服加长加厚过膝…</b>",
        "平时每天卖 ¥1,520.00",
        "尽快补货，或先停推广。",
    ]
    assert said(finding, EN)[1:] == ["It sold ¥1,520.00 a day", "Restock, or stop its ads."]


@pytest.mark.parametrize(
    ("about", "head", "todo"),
    [
        ("item", "<b>DSR 4.72: Item as described</b>", "Compare pages and bad reviews."),
        ("service", "<b>DSR 4.72: Service</b>", "Go through yesterday's chats."),
        ("logistics", "<b>DSR 4.72: Logistics</b>", "Check dispatch and the courier."),
    ],
)
def test_a_low_score(about: str, head: str, todo: str) -> None:
    finding = Finding(Rule.SCORE_LOW, about, {"score": "4.72", "limit": "4.80", "day": str(DAY)}, of=DAY)
    assert said(finding, EN) == [head, "On 22 Nov, limit 4.8", todo]


@pytest.mark.parametrize("texts", [EN, ZH], ids=["en", "zh"])
def test_headlines_stand_alone(texts: Texts) -> None:
    score = Finding(Rule.SCORE_LOW, "item", {"score": "4.72", "limit": "4.8", "day": str(DAY)}, of=DAY)
    out = Finding(Rule.SOLD_OUT, "9", {"title": "Winter coat", "day": str(DAY), "a_day": "1520.00"}, of=DAY)
    heads = [headline(one, texts) for one in (FELL, out, score)]
    assert [head for head in heads if not head or cells(head) > NARROW] == []


@pytest.mark.parametrize("texts", [EN, ZH], ids=["en", "zh"])
def test_on_a_card_of_several_nothing_of_a_figure_is_cut_off(texts: Texts) -> None:
    heads = [headline(one, texts) for one in ALL]
    assert [head for head in heads if not head or cells(head) > NARROW - 6] == []


def test_every_way_of_judging_has_its_lines() -> None:
    assert {len(said(revenue(beside=one), EN)) for one in Beside} == {6, 7, 8}
