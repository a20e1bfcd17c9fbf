"""What reviews complain of and praise: words that say it, words denied, and what is left undecided."""

import pytest

from bench.topics import labelled, praise_score, score, share_decided
from metrics.reviews import ReviewTopic
from metrics.topics import DECIDED, opinion

T = ReviewTopic


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("拉链坏了，线头也多", {T.QUALITY}),
        ("味道太大，开窗三天还有", {T.QUALITY}),
        ("颜色发错了", {T.COLOUR, T.MISSING}),
        ("螺丝孔对不上", {T.SIZE}),
        ("第二天就掉下来了，东西摔了一地", {T.QUALITY}),
        ("免打孔？墙皮都给我撕下来了", {T.QUALITY}),
        ("快递太慢，客服还不理人", {T.LOGISTICS, T.SERVICE}),
        ("颜色跟图片差太多，尺码也偏小", {T.COLOUR, T.SIZE}),
        ("买完第二天就降价了", {T.PRICE}),
        ("假货！查不到防伪码", {T.AUTHENTICITY}),
        ("少了两个螺丝", {T.MISSING}),
        ("盒子压扁了，里面碎了", {T.PACKAGE}),
        ("The glue does not hold; crash at midnight.", {T.QUALITY}),
        ("Said to hold five kilos, gave way at two.", {T.QUALITY}),
        ("Holes do not match.", {T.SIZE}),
        ("Zipper broke and the seller never replied", {T.QUALITY, T.SERVICE}),
        ("It runs small and the colour is wrong", {T.SIZE, T.COLOUR}),
        ("Missing screws, no instructions", {T.MISSING}),
        ("Overpriced. Also a fake.", {T.PRICE, T.AUTHENTICITY}),
    ],
)
def test_a_review_may_complain_of_several_things(text: str, topics: set[ReviewTopic]) -> None:
    assert set(opinion(text).topics) == topics


@pytest.mark.parametrize(
    "text",
    [
        "没有色差，大小也合适",
        "不会起球，也没有异味",
        "没发现线头",
        "幸好没碎",
        "担心偏大",
        "not too small",
        "It does not hold much",
        "It doesn't leak",
        "No weird smell at all, not too tight",
        "I was worried it would be too big",
        "",
        "👍👍👍",
    ],
)
def test_what_is_denied_or_only_feared_is_no_complaint(text: str) -> None:
    assert opinion(text).topics == (T.UNDECIDED,)


@pytest.mark.parametrize("text", ["垃圾", "差评！", "别买", "Garbage.", "Worst purchase ever", "。", "贵"])
def test_what_cannot_be_told_is_undecided(text: str) -> None:
    assert opinion(text).topics == (T.UNDECIDED,)


@pytest.mark.parametrize(
    ("text", "complaint", "praise"),
    [
        ("质量很好，就是发货太慢", T.LOGISTICS, T.QUALITY),
        ("包装很严实，但是尺码偏大", T.SIZE, T.PACKAGE),
        ("Great quality but overpriced", T.PRICE, T.QUALITY),
        ("Fast shipping, though it broke on day one", T.QUALITY, T.LOGISTICS),
    ],
)
def test_good_words_and_complaints_in_one_review_are_told_apart(
    text: str, complaint: ReviewTopic, praise: ReviewTopic
) -> None:
    said = opinion(text)
    assert set(said.complaints) == {complaint}
    assert praise in said.praises
    assert complaint not in said.praises


def test_several_hints_make_it_surer_than_one() -> None:
    one, two = opinion("快递慢"), opinion("快递慢，等了八天才到")
    assert DECIDED <= one.complaints[T.LOGISTICS] < two.complaints[T.LOGISTICS] <= 1
    assert opinion("客服推来推去，质量差").topics[0] is T.SERVICE


def test_the_labelled_reviews_are_told_well_enough() -> None:
    """Measured: 0.95 right of what is said and 0.85 decided; 0.93 and 0.79 in the half never looked at."""
    reviews = labelled()
    assert len(reviews) >= 300
    assert score(reviews).precision >= 0.92
    assert share_decided(reviews) >= 0.80
    held_out = [one for one in reviews if one.half == "held_out"]
    assert score(held_out).precision >= 0.90
    assert share_decided(held_out) >= 0.75
    assert praise_score(reviews).precision >= 0.75


@pytest.mark.parametrize("topic", [one for one in T if one is not T.UNDECIDED])
def test_no_topic_is_told_carelessly(topic: ReviewTopic) -> None:
    assert score(labelled(), topic).precision >= 0.85
