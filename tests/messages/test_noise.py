"""What is proposed for a noisy rule, word for word in both languages, within a phone's width."""

from decimal import Decimal

import pytest

from messages.noise import answered_post, proposal_post
from messages.post import plain
from messages.texts import NARROW, Texts, cells
from metrics.alerts import Rule
from metrics.noise import KNOBS, Answer, Precision, Proposal, Proposed
from metrics.rules import Rules

FOUND = Proposal(Precision(Rule.ROI_LOW, 2, 8, 1), "roi_pass", Decimal(3), Decimal("2.5"), 11, 2, 2)
EN = """ROI: too many alerts
11 in 60 days
2 taken or solved
8 nobody needed

Proposed, and tried
ROI passes from 3 → 2.5
2 instead of 11 alerts
all 2 real ones are kept"""
ZH = """ROI：提醒太多
60 天里 11 条
2 条有人处理
8 条没人需要

建议，已试算
ROI 及格线 3 → 2.5
提醒 2 条，而不是 11 条
2 条真问题都还在"""


@pytest.mark.parametrize(("language", "words"), [("en", EN), ("zh", ZH)])
def test_what_is_proposed(language: str, words: str) -> None:
    post = proposal_post(Proposed(5, FOUND), 3, Texts(language))
    assert plain(post.text) == words
    assert post.silent
    assert [button.data for button in post.buttons[0]] == ["noise:3:5:accepted", "noise:3:5:left"]


@pytest.mark.parametrize(
    ("answer", "language", "end"),
    [
        (Answer.ACCEPTED, "en", "✅ Accepted by Li\nChange it again: /rules"),
        (Answer.LEFT, "en", "Left as it is by Li\nNot asked for 4 weeks."),
        (Answer.ACCEPTED, "zh", "✅ Li 已采用\n想再改：/rules"),
        (Answer.LEFT, "zh", "Li 决定不改\n4 周内不再问。"),
    ],
)
def test_what_was_answered(answer: Answer, language: str, end: str) -> None:
    post = answered_post(Proposed(5, FOUND, answer, "Li"), Texts(language))
    assert plain(post.text).endswith(f"\n\n{end}")
    assert post.buttons == ()


def test_without_a_real_one_it_says_so() -> None:
    none = Proposal(Precision(Rule.ROI_LOW, 0, 8, 1), "roi_pass", Decimal(3), Decimal("2.5"), 9, 2, 0)
    assert plain(proposal_post(Proposed(5, none), 3, Texts("en")).text).endswith("none of them was real")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rule", sorted(KNOBS))
def test_every_proposal_fits_a_phone(rule: Rule, language: str) -> None:
    knob = KNOBS[rule]
    old = knob.threshold.value(Rules())
    new = old + 10 * knob.threshold.step
    found = Proposal(Precision(rule, 100, 1000, 0), knob.name, old, new, 1000, 100, 100)
    person = "一个非常非常长的名字"
    for post in (
        proposal_post(Proposed(5, found), 3, Texts(language)),
        *(answered_post(Proposed(5, found, answer, person), Texts(language)) for answer in Answer),
    ):
        assert [line for line in plain(post.text).splitlines() if cells(line) > NARROW] == []
