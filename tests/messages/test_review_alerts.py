"""The card of complaints of one kind, in both languages."""

import pytest

from messages.post import plain
from messages.review_alerts import review_topic
from messages.review_topics import TODO_SENTENCES, TOPIC_NAMES
from messages.texts import Texts, cells, lines
from metrics.alerts import Finding, Rule
from metrics.reviews import ReviewTopic

ZH, EN = Texts("zh"), Texts("en")
FACTS = {
    "product": "北欧<四层>置物架🌙&厨房落地收纳架免打孔储物架子",
    "topic": "missing",
    "count": "3",
    "text1": "少了两颗<螺丝>，\n装到一半傻眼了，客服也不回",
    "text2": "漏发",
    "text3": "缺件",
}


def card(topic: str, texts: Texts) -> str:
    finding = Finding(Rule.REVIEW_TOPIC, f"7|{topic}", {**FACTS, "topic": topic})
    return lines(*review_topic(finding, texts))


def test_it_reads_from_what_to_what_to_do() -> None:
    assert card("missing", EN) == (
        "<b>3× missing parts: 北欧&lt;…</b>\n"
        "北欧&lt;四层&gt;置物架🌙&amp;厨房落地收…\n"
        "bad reviews of 7 days\n"
        "“少了两颗&lt;螺丝&gt;， 装到一半…”\n"
        "“漏发”\n"
        "“缺件”\n"
        "Check the packing list."
    )
    assert card("colour", ZH).startswith("<b>颜色差评 3 条：北欧&lt;四…</b>\n")
    assert card("colour", ZH).endswith("\n重拍主图。")


@pytest.mark.parametrize("texts", [EN, ZH])
@pytest.mark.parametrize("topic", list(ReviewTopic))
def test_it_fits_a_phone_whatever_is_complained_of(topic: ReviewTopic, texts: Texts) -> None:
    said = plain(card(str(topic), texts)).split("\n")
    assert max(map(cells, said)) <= 30
    assert cells(said[0]) <= 24  # in a list of alerts something stands in front of it


def test_every_topic_has_a_name_and_something_to_do() -> None:
    assert set(TOPIC_NAMES) == set(TODO_SENTENCES) == set(ReviewTopic)
