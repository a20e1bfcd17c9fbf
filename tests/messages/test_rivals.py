"""How rivals read, in both languages, with the names that shops really have."""

import html
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from messages.post import MAX_CAPTION
from messages.rivals import follow_post, number, rivals_post, span_of, unfollow_post
from messages.texts import NARROW, Texts, cells
from metrics.rivals import (
    AnswerKind,
    Band,
    Drift,
    Follow,
    Measure,
    Move,
    Offer,
    OwnFigures,
    OwnRating,
    Range,
    Rival,
    RivalAnswer,
    RivalDay,
    RivalReport,
    RivalsReport,
    ShopLook,
    What,
)

ZH, EN = Texts("zh"), Texts("en")
DAY = date(2026, 11, 21)
DAYS = tuple(DAY - timedelta(days=29 - i) for i in range(30))
STAR, NOVA = Rival(1, "星河家居旗舰店<&>🌟分店"), Rival(2, "Nova Home")
LAMP = "北欧台灯<儿童>护眼学习写字专用"
LOOK = ShopLook(
    day=DAY,
    price=Range(Decimal("89"), Decimal("120.50")),
    items=Range(10_000, 25_000),
    amount=None,
    visitors=Range(3200, 3200),
    rating=Range(Decimal("4.8"), Decimal("4.8")),
    notes=("新主图 <b>&",),
    listed=(
        RivalDay(DAY, STAR.name, LAMP, "https://a.example/?a=1&b=2", Decimal(89), Range(100, 250)),
        RivalDay(DAY, STAR.name, "花瓶", "javascript:alert(1)", amount=Range(Decimal(5), Decimal(9))),
    ),
    from_items=2,
)
MOVES = (
    Move(STAR.name, "", What.PRICE_DOWN, Decimal("99.90"), Decimal(89)),
    Move(STAR.name, "", What.RATING_DOWN, Decimal("4.9"), Decimal("4.8")),
    Move(STAR.name, LAMP, What.SALES_UP, Range(100, 250), Range(10_000, 25_000)),
    Move(STAR.name, "花瓶", What.NEW_ITEM),
)
OURS = OwnFigures(Decimal("92.104"), 312, Decimal(28736), 2100)
REPORT = RivalsReport(
    followed=(STAR, NOVA),
    chosen=None,
    shops=(RivalReport(STAR, LOOK, OURS, MOVES), RivalReport(NOVA, None, OwnFigures(), ())),
    rating=OwnRating(Decimal("4.6"), 320),
    offers=(Offer("Atlas & <Söhne>", "0123456789"),),
    days=DAYS,
    own=(*(None,) * 29, 312),
    bands=(Band(STAR.name, (*(None,) * 29, Range(10_000, 25_000))), Band(NOVA.name, (None,) * 30)),
    measure=Measure.ITEMS,
    advised=(3, 5),
)
ALONE = replace(REPORT, chosen=STAR, shops=REPORT.shops[:1], bands=REPORT.bands[:1])


def labels(report: RivalsReport, texts: Texts) -> list[list[str]]:
    return [[button.label for button in row] for row in rivals_post(report, 7, texts).buttons]


def test_all_followed_shops() -> None:
    assert rivals_post(REPORT, 7, EN).text == (
        "<b>1 followed shop made a move.</b>\n"
        "Each line: theirs / ours.\n"
        "\n"
        "<b>星河家居旗舰店&lt;&amp;&gt;…</b> · 21 Nov\n"
        "From 2 items of the shop:\n"
        "Price ¥89–¥120.50 / ¥92.10\n"
        "Sales 10k–25k / 312\n"
        "Visitors 3,200 / 2,100\n"
        "Rating 4.8 / 4.6\n"
        "▼ Price ¥99.90 → ¥89 -10.9%\n"
        "▼ Rating 4.9 → 4.8\n"
        "· 北欧台灯&lt;儿童&gt;护眼学习写字…\n"
        "▲ Sales 10k–25k, usually 100–250\n"
        "… and 1 more change\n"
        "\n"
        "<b>Nova Home</b> · no data\n"
        "\n"
        "Our price: paid per item, on average.\n"
        "Our rating: mean of 320 reviews uploaded.\n"
        "Send the competitor export of Sycm (竞店 or 竞品) here, or fill in the sheet from "
        "/template competitors.\n"
        "2 shops are followed, 3–5 are advised: /follow, /unfollow."
    )


def test_one_shop_alone_with_its_items() -> None:
    assert rivals_post(ALONE, 7, ZH).text == (
        "<b>星河家居旗舰店&lt;&amp;&gt;🌟分店</b> 有动作。\n"
        "每行：竞店 / 本店。\n"
        "\n"
        "<b>星河家居旗舰店&lt;&amp;&gt;…</b> · 11月21日\n"
        "由该店 2 个商品汇总：\n"
        "价格 ¥89–¥120.50 / ¥92.10\n"
        "销量 1万–2.5万 / 312\n"
        "访客 3,200 / 2,100\n"
        "评分 4.8 / 4.6\n"
        "▼ 价格 ¥99.90 → ¥89 -10.9%\n"
        "▼ 评分 4.9 → 4.8\n"
        "· 北欧台灯&lt;儿童&gt;护眼学习写字…\n"
        "▲ 销量 1万–2.5万，平时 100–250\n"
        "· 花瓶\n"
        "＋ 新品\n"
        "备注：新主图 &lt;b&gt;&amp;\n"
        "\n"
        "<b>2 个商品</b>\n"
        '<a href="https://a.example/?a=1&amp;b=2">北欧台灯&lt;儿童…</a> · ¥89 · 100–250\n'
        "花瓶 · ¥5–¥9\n"
        "\n"
        "本店价格：件均支付金额。\n"
        "本店评分：已上传 320 条评价的均值。\n"
        "关注了 2 家，建议 3–5 家：/follow、/unfollow。"
    )


@pytest.mark.parametrize("report", [REPORT, ALONE])
def test_figures_fit_a_narrow_phone(report: RivalsReport) -> None:
    for line in rivals_post(report, 7, ZH).text.split("\n")[1:-4]:
        said = html.unescape(re.sub("<[^>]+>", "", line))
        assert cells(said) <= NARROW or "/template" in said, said


def test_buttons_lead_to_each_shop_and_period_and_offer_more_shops() -> None:
    assert labels(REPORT, ZH) == [
        ["● 全部", "星河家居旗舰…", "Nova Home"],
        ["7 天", "● 30 天"],
        ["＋ 关注 Atlas & <Söhn…"],
    ]
    assert labels(replace(ALONE, days=DAYS[-7:], offers=()), EN) == [
        ["All", "● 星河家居旗舰…", "Nova Home"],
        ["● 7 days", "30 days"],
    ]
    data = [[button.data for button in row] for row in rivals_post(ALONE, 7, EN).buttons]
    assert data == [
        ["rivals:7:0:30", "rivals:7:1:30", "rivals:7:2:30"],
        ["rivals:7:1:7", "rivals:7:1:30"],
        ["follow:7:1:30:0123456789"],
    ]


def test_the_picture_has_our_line_and_their_bands() -> None:
    chart = rivals_post(REPORT, 7, EN).chart
    assert chart is not None
    assert chart.kind == "rivals"
    assert (chart.title, chart.own_label, chart.sales_label) == (
        "Ours and theirs, 30 days",
        "Ours",
        "paid items",
    )
    assert chart.own[-2:] == (None, 312.0)
    assert [(band.name, band.low[-1], band.high[-1]) for band in chart.rivals] == [
        (STAR.name, 10_000.0, 25_000.0),
        (NOVA.name, None, None),
    ]


def test_no_picture_of_nothing() -> None:
    empty = replace(REPORT, own=(None,) * 30, bands=(Band(NOVA.name, (None,) * 30),))
    assert rivals_post(empty, 7, EN).chart is None


def test_where_only_revenue_is_known_it_is_said() -> None:
    look = replace(LOOK, items=None, amount=Range(Decimal(10_000), Decimal(20_000)), from_items=0)
    shop = RivalReport(
        STAR, look, OURS, (Move(STAR.name, "", What.SALES_UP, Range(1, 2), Range(10_000, 20_000), True),)
    )
    post = rivals_post(replace(REPORT, shops=(shop,), measure=Measure.AMOUNT), 7, EN)
    assert "Revenue ¥10k–¥20k / ¥28.7k\n" in post.text
    assert "▲ Sales ¥10k–¥20k, usually ¥1–¥2\n" in post.text
    assert "Only revenue is known of these shops; the picture shows revenue." in post.text
    assert "Sales 1" not in post.text
    assert post.chart is not None
    assert post.chart.kind == "rivals"
    assert post.chart.sales_label == "revenue (¥)"


def test_what_we_do_not_know_of_ourselves_is_a_dash() -> None:
    shop = RivalReport(STAR, LOOK, OwnFigures(), ())
    text = rivals_post(replace(REPORT, shops=(shop,), rating=None), 7, EN).text
    assert "Price ¥89–¥120.50 / –\nSales 10k–25k / –\nVisitors 3,200 / –\nRating 4.8 / –" in text
    assert text.startswith("<b>No followed shop changed since the look before.</b>")
    assert "Our rating" not in text


def test_five_shops_with_many_moves_still_fit_below_the_picture() -> None:
    shops = tuple(RivalReport(Rival(i, f"Shop {i}"), LOOK, OURS, MOVES * 3) for i in range(5))
    post = rivals_post(replace(REPORT, followed=tuple(shop.rival for shop in shops), shops=shops), 7, EN)
    plain = html.unescape(re.sub("<[^>]+>", "", post.text))
    assert len(plain.encode("utf-16-le")) // 2 <= MAX_CAPTION
    assert "12 more changes" not in rivals_post(REPORT, 7, EN).text
    assert "are advised" not in plain  # five are as many as they should be


def test_nobody_is_followed() -> None:
    empty = replace(REPORT, followed=(), shops=(), bands=())
    post = rivals_post(empty, 7, ZH)
    assert post.text == (
        "<b>还没有关注竞店。</b>\n"
        "发送 /follow 加店名即可关注。建议 3–5 家：两家卖得比我们好，两家差不多。\n"
        "已有这些店的数据，按一下即可关注。"
    )
    assert post.chart is None
    assert labels(empty, ZH) == [["＋ 关注 Atlas & <Söhn…"]]
    assert rivals_post(replace(empty, offers=()), 7, EN).text.endswith("/template competitors.")


@pytest.mark.parametrize(
    ("chosen", "look", "moves", "verdict"),
    [
        (NOVA, None, (), "<b>Nova Home</b>: nothing is known yet."),
        (NOVA, LOOK, (), "<b>Nova Home</b>: no change since the look before."),
        (NOVA, LOOK, MOVES, "<b>Nova Home</b> made a move."),
        (None, None, (), "<b>Nothing is known of the followed shops yet.</b>"),
    ],
)
def test_verdicts(chosen: Rival | None, look: ShopLook | None, moves: tuple[Move, ...], verdict: str) -> None:
    report = replace(REPORT, chosen=chosen, shops=(RivalReport(NOVA, look, OURS, moves),))
    assert rivals_post(report, 7, EN).text.split("\n")[0] == verdict


def test_following_and_unfollowing() -> None:
    result = Follow("星河<&>🌟", True, 1, False, (3, 5))
    assert follow_post(result, ZH).text == (
        "已关注 <b>星河&lt;&amp;&gt;🌟</b>。\n"
        "现在共关注 1 家。\n"
        "建议 3–5 家：两家卖得比我们好，两家差不多。\n"
        "请把生意参谋的竞店或竞品导出文件发到这里，或填写 /template competitors 的表格。"
    )
    again = follow_post(replace(result, changed=False, count=4, has_data=True), EN).text
    assert again == (
        "<b>星河&lt;&amp;&gt;🌟</b> is followed already.\n"
        "4 shops are followed now.\n"
        "3–5 are advised: two that sell better than we do, two that sell about the same."
    )
    assert unfollow_post(result, EN).text.startswith(
        "Done: <b>星河&lt;&amp;&gt;🌟</b> is no longer followed.\n1 shop is followed now."
    )


@pytest.mark.parametrize(
    ("span", "zh", "en"),
    [
        (Range(10_000, 25_000), "1万–2.5万", "10k–25k"),
        (Range(0, 0), "0", "0"),
        (Range(950, 9_999), "950–9,999", "950–9,999"),
        (Range(100_000, 1_230_000), "10万–123万", "100k–1.23M"),
        (Range(123_456, 123_456), "12.3万", "123k"),
        (None, None, None),
    ],
)
def test_ranges(span: Range | None, zh: str | None, en: str | None) -> None:
    assert (span_of(span, number, ZH), span_of(span, number, EN)) == (zh, en)


TOLD = RivalReport(
    STAR,
    LOOK,
    OURS,
    (
        Move(STAR.name, "", What.PRICE_BACK, Decimal(89), Decimal("99.90")),
        Move(STAR.name, "", What.PICTURE, "白底", "红底"),
        Move(STAR.name, "", What.VIDEO, "无", "开箱"),
        Move(STAR.name, "", What.DISCOUNT, "满99减5", "满199减30，限前 100 名"),
    ),
    waiting=(Move(STAR.name, LAMP, What.PRICE_DOWN, Decimal(89), Decimal("8.90")),),
    answers=tuple(
        RivalAnswer(STAR.name, kind, "Zhang Wei Ming", datetime(2026, 11, 20, 17, tzinfo=UTC))
        for kind in AnswerKind
    ),
    drifts=(
        Drift(STAR.name, LAMP, Decimal(89), Decimal("-0.0147"), Decimal("-0.1234")),
        Drift(STAR.name, "", before=Range(100, 250), now=Range(1250, 2500)),
    ),
)


def test_what_is_doubted_answered_and_drifts_of_one_shop() -> None:
    text = rivals_post(replace(ALONE, shops=(TOLD,)), 7, EN).text
    assert (
        "＝ Price back at ¥99.90\n＊ New main picture\n＊ New video\n＊ Discount: 满199减30，限前…\n"
        "· 北欧台灯&lt;儿童&gt;护眼学习写字…\n? Price ¥8.90: seen once\n"
        "21 Nov Zhang W…: same price\n21 Nov Zhang W…: bundle\n21 Nov Zhang W…: service\n"
        "· 北欧台灯&lt;儿童&gt;护眼学习写字…\nPrice 7d -1.47%, 30d -12.3%\nSales 100–250 → 1,250–2,500\n"
    ) in text
    zh = rivals_post(replace(ALONE, shops=(TOLD,)), 7, ZH).text
    assert "？价格 ¥8.90：只看到一次\n11月21日 Zhang W…：跟价\n" in zh
    assert "价格 7天 -1.47%，30天 -12.3%\n销量 100–250 → 1,250–2,500\n" in zh


def test_among_all_shops_only_the_last_answer_is_told() -> None:
    text = rivals_post(replace(REPORT, shops=(TOLD,)), 7, EN).text
    assert text.count("Zhang W…") == 1
    assert "Price 7d" not in text


@pytest.mark.parametrize("texts", [ZH, EN])
def test_what_came_of_it_fits_a_narrow_phone(texts: Texts) -> None:
    text = rivals_post(replace(ALONE, shops=(TOLD,)), 7, texts).text
    figures = html.unescape(re.sub("<[^>]+>", "", text)).split("\n\n")[1]
    assert [line for line in figures.split("\n") if cells(line) > NARROW] == []
