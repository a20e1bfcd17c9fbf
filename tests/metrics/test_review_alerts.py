"""When several complaints of one kind are an alert, and when it is over."""

from datetime import UTC, datetime, timedelta

import pytest

from metrics.alerts import Level, Rule
from metrics.review_alerts import judge
from metrics.reviews import Grade, Review
from metrics.rules import Rules

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


def review(key: str, body: str, days: float = 1, item: str | None = "7", product: str = "Lamp") -> Review:
    return Review(key, NOW - timedelta(days=days), Grade.BAD, item_id=item, product=product, body=body)


THREE = [review("a", "少了两颗螺丝，垫子也没有"), review("b", "漏发一包", 2), review("c", "缺件", 6.9)]


def test_three_of_one_kind_and_product_within_a_week_fire() -> None:
    (found,) = judge(THREE, NOW, Rules())
    assert (found.rule, found.subject, found.level) == (Rule.REVIEW_TOPIC, "7|missing", Level.FIRING)
    assert found.facts == {
        "product": "Lamp",
        "topic": "missing",
        "count": "3",
        "text1": "少了两颗螺丝，垫子也没有",
        "text2": "漏发一包",
        "text3": "缺件",
    }


@pytest.mark.parametrize(
    ("reviews", "level"),
    [
        (THREE[:2], Level.BETWEEN),
        ([*THREE[:2], review("c", "缺件", 7.1)], Level.BETWEEN),  # too long ago
        ([*THREE[:2], review("c", "缺件", item="8")], Level.BETWEEN),  # of another product
        ([*THREE[:2], review("c", "颜色不对")], Level.BETWEEN),  # of another kind
        (THREE[:1], None),
        ([], None),
        ([review(key, "垃圾") for key in "abcd"], None),  # nobody knows what about
        ([review(key, "缺件", item=None, product="") for key in "abc"], None),
    ],
)
def test_it_recovers_with_fewer_than_two(reviews: list[Review], level: Level | None) -> None:
    found = judge(reviews, NOW, Rules())
    assert [one.level for one in found] == ([] if level is None else [level])


def test_the_store_s_own_number_counts_and_a_title_stands_for_a_product_without_an_id() -> None:
    titled = [review(str(i), "缺件", item=None, product=f"{'lamp' if i % 2 else 'Lamp'}") for i in range(4)]
    (found,) = judge(titled, NOW, Rules(review_topic_count=4))
    assert (found.subject, found.level, found.facts["count"]) == ("lamp|missing", Level.FIRING, "4")
    assert len([name for name in found.facts if name.startswith("text")]) == 3
    (between,) = judge(titled[:3], NOW, Rules(review_topic_count=4))
    assert between.level is Level.BETWEEN


def test_one_review_may_count_for_several_kinds() -> None:
    both = [review(key, "漏发了一包，快递太慢") for key in "abc"]
    assert {one.subject for one in judge(both, NOW, Rules())} == {"7|missing", "7|logistics"}
