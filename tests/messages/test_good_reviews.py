"""The noon reminder of good reviews, in both languages."""

from messages.good_reviews import good_reviews_post
from messages.post import plain
from messages.texts import Texts, cells
from metrics.good_reviews import GoodReviews, Thin

ZH, EN = Texts("zh"), Texts("en")
THIN = Thin("北欧ins风<四层>置物架🌙&厨房落地多层收纳架", 1, 900)


def test_what_came_where_it_is_thin_and_what_to_do() -> None:
    post = good_reviews_post(GoodReviews(1234, (THIN,) * 4), EN)
    assert post.text == (
        "<b>Good reviews: 1,234 yesterday</b>\nMuch visited, few in 30 days:\n"
        + "1 · 北欧ins风&lt;四层&gt;置物架🌙&amp;…\n" * 3
        + "Ask last week's buyers."
    )
    assert post.silent
    zh = good_reviews_post(GoodReviews(None, (THIN,)), ZH).text
    assert zh.startswith("<b>昨日好评：没有数据</b>\n访客多、近30天好评少：\n1 · ")
    assert zh.endswith("请上周的买家补个好评。")
    assert all(cells(line) <= 30 for line in plain(f"{post.text}\n{zh}").split("\n"))


def test_where_nothing_is_thin_it_is_one_line() -> None:
    assert good_reviews_post(GoodReviews(3, ()), ZH).text == "<b>昨日好评 3 条</b>"
