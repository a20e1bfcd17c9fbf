"""The usual answers in both languages, drafts from them, and how /answers reads."""

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from messages.answers import answers_post, ask_post, draft_of, kept_post, topic_post, usual
from messages.post import plain
from messages.texts import Texts, cells
from metrics.answers import LONGEST, checked, filled
from metrics.reviews import Case, Grade, Review, ReviewCase, ReviewTopic
from metrics.stores import Store

ZH, EN = Texts("zh"), Texts("en")
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
STORE = Store(1, 1, "Nova <&>", "zh", "Asia/Shanghai", time(9), timedelta(hours=2), ())
LAMP = Review(
    "a",
    NOW,
    Grade.BAD,
    product="北欧台灯<儿童>&🌙",
    body="少了两个螺丝",
    variant="暖白",
    ordered_at=NOW - timedelta(days=12),
)


@pytest.mark.parametrize("topic", list(ReviewTopic))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_topic_has_two_usual_answers_in_each_language(language: str, topic: ReviewTopic) -> None:
    first, second = usual(language, topic)
    assert first != second
    for template in (first, second):
        assert checked(template) == template
        assert len(template) < LONGEST
        assert (re.search("[\u4e00-\u9fff]", template) is not None) is (language == "zh")
        only_product = filled(template, {"product": "X", "store": "S"})
        assert "___" not in only_product  # whatever else is not known is left out
        assert not set("[]{}") & set(only_product)


def test_a_draft_has_the_order_s_facts_in_the_buyer_s_language() -> None:
    one = ReviewCase(LAMP, Case(draft=2))
    draft = draft_of(one, {}, STORE, EN, 12)
    assert (draft.number, draft.count) == (2, 4)
    assert draft.text == "这是我们打包的疏忽。请告诉我们北欧台灯<儿童>&🌙（暖白）缺了什么，今天就寄出。"
    english = replace(one, review=replace(LAMP, body="two screws missing", variant=""))
    said = draft_of(english, {}, STORE, ZH, None).text
    assert "what is missing from 北欧台灯<儿童>&🌙, and it is" in said


def test_a_store_s_own_answers_come_in_place_of_the_usual_ones() -> None:
    own = {ReviewTopic.MISSING: ("{store}: {days} 天前 {ordered} {product}",)}
    draft = draft_of(ReviewCase(LAMP, Case(draft=1)), own, STORE, ZH, 12)
    assert (draft.text, draft.count) == ("Nova <&>: 12 天前 11月10日 北欧台灯<儿童>&🌙", 3)


def test_a_review_without_a_product_is_answered_all_the_same() -> None:
    nameless = ReviewCase(Review("a", NOW, Grade.BAD, body=""), Case(draft=1))
    assert "很抱歉您购买的商品没能" in draft_of(nameless, {}, STORE, EN, None).text


def test_all_topics_are_buttons() -> None:
    post = answers_post({ReviewTopic.SIZE: ("x",)}, "zh", 7, ZH)
    assert post.text == (
        "<b>评价回复模板</b>\n给写中文的买家\n\n评价卡片上的“拟回复”\n会自动填入订单信息。\n✎ 已改成自己的"
    )
    assert [[button.label for button in row] for row in post.buttons] == [
        *(["质量", "✎ 尺寸"], ["颜色", "物流"], ["服务", "包装"]),
        *(["价格", "真伪"], ["缺件", "未判定"], ["看英文模板"]),
    ]
    assert post.buttons[0][1].data == "answers:topic:7:zh:size"
    assert "✎" not in answers_post({}, "en", 7, EN).text


def test_a_topic_s_answers_may_be_changed_and_own_ones_removed() -> None:
    templates = ("抱歉 {product} <b>",)
    post = topic_post(templates, "zh", ReviewTopic.SIZE, True, 7, ZH)
    assert post.text == "<b>回复模板：尺寸</b>\n自己的模板\n\n1. 抱歉 {商品} &lt;b&gt;"
    assert [[button.label for button in row] for row in post.buttons] == [
        ["✎ 1", "🗑 1"],
        ["恢复默认模板"],
        ["＋ 再加一条", "‹ 返回"],
    ]
    usual_ones = topic_post(usual("en", ReviewTopic.SIZE), "en", ReviewTopic.SIZE, False, 10**12, EN)
    assert [[button.label for button in row] for row in usual_ones.buttons] == [
        ["✎ 1"],
        ["✎ 2"],
        ["＋ One more", "‹ Back"],
    ]
    full = topic_post(["a"] * 6, "zh", ReviewTopic.AUTHENTICITY, True, 10**12, EN)
    assert [button.label for button in full.buttons[-1]] == ["‹ Back"]


def test_what_is_asked_tells_what_can_be_filled_in() -> None:
    post = ask_post("抱歉 {product}", "zh", ReviewTopic.SIZE, "0123abcd", 55, ZH)
    assert post.text == (
        "<b>回复模板：尺寸</b>\n请直接回复新的内容。\n{商品} {规格} {天数}\n{下单日} {店铺} 会自动填入，\n"
        "不知道时 [ ] 整段省略。\n<pre>抱歉 {商品}</pre>"
    )
    assert post.topic == "answers:zh:size:0123abcd:55"
    english = ask_post(None, "en", ReviewTopic.AUTHENTICITY, "new", 55, EN).text
    assert max(cells(line) for line in plain(english).split("\n")) <= 30
    assert kept_post(ReviewTopic.SIZE, EN).text == "✅ Kept: answers on size"
