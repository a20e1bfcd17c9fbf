"""Templates of answers: what may stand in them, how they are filled in, which suit a review."""

from datetime import UTC, datetime

import pytest

from metrics.answers import (
    LONGEST,
    as_written,
    checked,
    choices,
    drafted,
    filled,
    language_for,
    mark_of,
)
from metrics.mistakes import Mistake
from metrics.reviews import Grade, Review, ReviewTopic

KNOWN = {"product": "Lamp", "variant": "red", "days": "12", "ordered": "10 Nov", "store": "Nova"}


def review(body: str) -> Review:
    return Review("a", datetime(2026, 11, 22, tzinfo=UTC), Grade.BAD, body=body)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Sorry for {product}.", "Sorry for {product}."),
        (" 抱歉，{商品}（{ 规格 }）{天数}天 ", "抱歉，{product}（{variant}）{days}天"),
        ("{宝贝} {下单日} {店铺} {STORE}", "{product} {ordered} {store} {store}"),
        ("no placeholder, [brackets] stay", "no placeholder, [brackets] stay"),
        ("a < b & c", "a < b & c"),
    ],
)
def test_placeholders_are_kept_under_our_names(given: str, kept: str) -> None:
    assert checked(given) == kept
    assert checked(as_written(kept, "zh")) == kept
    assert checked(as_written(kept, "en")) == kept


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("Dear {buyer}", "unknown_placeholder"),
        ("{}", "unknown_placeholder"),
        ("{买家昵称}您好", "unknown_placeholder"),
        ("{product", "broken_placeholder"),
        ("product}", "broken_placeholder"),
        ("{{product}}", "broken_placeholder"),
        ("   ", "no_answer_text"),
        ("好" * (LONGEST + 1), "answer_too_long"),
    ],
)
def test_what_cannot_be_filled_in_is_refused(given: str, reason: str) -> None:
    with pytest.raises(Mistake) as mistake:
        checked(given)
    assert mistake.value.reason == reason


@pytest.mark.parametrize(
    ("template", "facts", "answer"),
    [
        ("{product}[ ({variant})] of {ordered}", KNOWN, "Lamp (red) of 10 Nov"),
        ("{product}[ ({variant})].", {"product": "Lamp"}, "Lamp."),
        ("{product}[ ({variant}, {days} days)].", {"product": "Lamp", "days": "3"}, "Lamp."),
        ("{product} after {days} days", {"product": "Lamp"}, "Lamp after ___ days"),
        ("see [our page]", {}, "see [our page]"),
        ("{product}", {"product": "{store} [x]"}, "{store} [x]"),
    ],
)
def test_what_is_not_known_is_left_out_or_left_blank(
    template: str, facts: dict[str, str | None], answer: str
) -> None:
    assert filled(template, facts) == answer


def test_drafts_go_round() -> None:
    found = ("a {product}", "b")
    assert [drafted(found, number, KNOWN).text for number in (1, 2, 3)] == ["a Lamp", "b", "a Lamp"]
    assert (drafted(found, 3, KNOWN).number, drafted(found, 3, KNOWN).count) == (1, 2)


def test_the_templates_of_a_review_s_topics_come_first_then_the_general_ones() -> None:
    templates = {topic: (f"{topic} 1", f"{topic} 2") for topic in ReviewTopic}
    assert choices(review("少了两个螺丝"), templates) == (
        *("missing 1", "missing 2"),
        *("undecided 1", "undecided 2"),
    )
    both = choices(review("快递太慢，颜色也不对"), templates)
    assert set(both[:4]) == {"logistics 1", "logistics 2", "colour 1", "colour 2"}
    assert choices(review("垃圾"), templates) == ("undecided 1", "undecided 2")


def test_buyers_are_answered_in_their_language() -> None:
    assert language_for(review("质量差"), "en") == "zh"
    assert language_for(review("broke"), "zh") == "en"
    assert language_for(review(""), "zh") == "zh"


def test_a_changed_template_is_another() -> None:
    assert mark_of("a") != mark_of("a ")
