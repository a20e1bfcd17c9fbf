"""What is said of reviews that have waited too long, in private and in the group."""

from datetime import UTC, datetime, timedelta

from messages.late_reviews import late_post, named_post
from messages.post import plain
from messages.texts import Texts, cells
from metrics.reviews import Case, Grade, Review, ReviewCase

ZH, EN = Texts("zh"), Texts("en")
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def case(
    key: str, hours: float, product: str = "北欧台灯<儿童>护眼学习🌙&专用书桌", body: str = ""
) -> ReviewCase:
    review = Review(key, NOW - timedelta(days=9), Grade.BAD, product=product, body=body)
    return ReviewCase(review, Case(first_told_at=NOW - timedelta(hours=hours)))


def test_in_private_they_are_listed_with_where_their_cards_are() -> None:
    post = late_post([case("a", 25), case("b", 70, "", "broke <b>")], "Tea & House 🍵" * 4, 7, NOW, EN)
    assert post.text == (
        "<b>⏰ 2 bad reviews are late</b>\n"
        "25 hours: 北欧台灯&lt;儿童&gt;护眼…\n"
        "2 days: broke &lt;b&gt;\n"
        "\n"
        "Their cards are in the group:\n"
        "Tea &amp; House 🍵Tea &amp; House 🍵T…"
    )
    assert [[button.data for button in row] for row in post.buttons] == [["reviews:7:0:0"]]
    assert max(cells(line) for line in plain(post.text).split("\n")) <= 30


def test_in_the_group_whoever_has_them_is_named() -> None:
    post = named_post([case(str(i), 24) for i in range(7)], (5, "小王<&>"), 7, NOW, ZH)
    assert post.text == (
        "<b>⏰ 7 条中差评超时未回复</b>\n" + "24 小时：北欧台灯&lt;儿童&gt;护眼学…\n" * 5 + "…… 还有 2 个\n\n"
        '<a href="tg://user?id=5">小王&lt;&amp;&gt;</a>，请尽快回复。'
    )
    nameless = named_post([case("a", 24)], (5, ""), 7, NOW, EN)
    assert "founder of this store</a>, please answer." in nameless.text
