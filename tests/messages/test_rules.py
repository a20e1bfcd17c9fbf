"""The thresholds as people see and change them, in both languages, on a narrow phone."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from messages.post import Post, plain
from messages.rules import (
    ABOUT_SENTENCES,
    THRESHOLD_NAMES,
    group_post,
    rules_post,
    threshold_post,
    tried_post,
    value_question,
)
from messages.texts import NARROW, Texts, cells
from metrics.rehearsal import Rehearsal, Trial
from metrics.rules import THRESHOLDS, Group, Rules, threshold_of

EN, ZH = Texts("en"), Texts("zh")
OWN = replace(Rules(), spend_share_limit=Decimal("0.12"), roi_pass=Decimal("2.5"))
DAYS = tuple(date(2026, 11, 10) + timedelta(days=n) for n in range(0, 10, 2))


def labels(post: Post) -> list[list[str]]:
    return [[button.label for button in row] for row in post.buttons]


def data(post: Post, label: str) -> str:
    return next(button.data for row in post.buttons for button in row if button.label == label)


def share(value: str = "0.10", kept: Rules | None = None, days: tuple[date, ...] = DAYS) -> Trial:
    tried = Rehearsal(days, 60)
    now = tried if value == "0.10" else Rehearsal((*DAYS, *DAYS), 60)
    return Trial(threshold_of("spend_share_limit"), kept or Rules(), Decimal(value), tried, now)


def test_the_groups_say_what_is_the_shops_own() -> None:
    assert plain(rules_post(Rules(), 7, EN).text) == "Rules of this shop\nAll as usual in the trade"
    post = rules_post(OWN, 7, EN)
    assert plain(post.text) == "Rules of this shop\n2 differ from the usual"
    assert labels(post)[:3] == [["Unusual days"], ["ROI and ad share · 2"], ["Ad budgets, balance"]]
    assert data(post, "Unusual days") == "rules:7:group:sales"
    assert plain(rules_post(OWN, 7, ZH).text) == "本店规则\n2 项与惯例不同"


def test_a_group_has_a_line_and_a_button_for_each() -> None:
    post = group_post(Group.ROI, OWN, 7, EN)
    assert plain(post.text).splitlines() == [
        "ROI and ad share",
        "1 ROI passes from: 2.5 ✎",
        "2 ROI good from: 4",
        "3 ROI excellent from: 5",
        "4 Ad share at most: 12% ✎",
        "5 Better by, to be over: 5%",
    ]
    assert labels(post) == [["1", "2", "3", "4", "5"], ["‹ All rules"]]
    assert data(post, "4") == "rules:7:show:spend_share_limit"


def test_a_threshold_as_it_is() -> None:
    post = threshold_post(share(), 7, EN, may_change=True)
    assert plain(post.text).splitlines() == [
        "Ad share at most",
        "Ad spend of a day, as a share of its sales.",
        "",
        "Now 10%",
        "",
        "60 days: fired 5 times",
        "10 Nov, 12 Nov, 14 Nov, 16 Nov",
        "18 Nov",
    ]
    assert labels(post) == [["▼ 9%", "▲ 11%"], ["Type a value …"], ["‹ ROI and ad share"]]
    assert data(post, "▲ 11%") == "rule:7:try:spend_share_limit:0.11"


def test_another_value_is_tried_before_it_is_saved() -> None:
    post = threshold_post(share("0.13", OWN, DAYS[:1]), 7, EN, may_change=True)
    assert plain(post.text).splitlines()[3:] == [
        "Now 12%",
        "New 13%, not saved yet",
        "Usual 10%",
        "",
        "60 days: fired 1 time",
        "10 Nov",
        "as it is now: 10 times",
    ]
    assert labels(post)[2] == ["Save", "Cancel"]
    assert data(post, "Save") == "rule:7:save:spend_share_limit:0.13"
    assert data(post, "Cancel") == "rules:7:show:spend_share_limit"


def test_the_usual_value_is_one_press_away() -> None:
    kept = Trial(
        threshold_of("spend_share_limit"), OWN, Decimal("0.12"), Rehearsal((), 60), Rehearsal((), 60)
    )
    post = threshold_post(kept, 7, EN, may_change=True, saved=True)
    assert "✅ Saved: 12%" in post.text
    assert "60 days: fired 0 times" in post.text
    assert data(post, "Back to 10%") == "rule:7:try:spend_share_limit:0.1"


@pytest.mark.parametrize(
    ("texts", "line"), [(EN, "Proposed; 一个非常…, 30 Nov"), (ZH, "按建议：一个非常…，11月30日")]
)
def test_who_took_it_from_a_proposal(texts: Texts, line: str) -> None:
    trial = replace(share(kept=OWN), accepted=("一个非常长的名字", date(2026, 11, 30)))
    said = plain(threshold_post(trial, 7, texts, may_change=True).text).splitlines()
    assert line in said
    assert cells(line) <= NARROW


def test_who_may_only_look_has_no_buttons_to_change() -> None:
    assert labels(threshold_post(share(), 7, EN, may_change=False)) == [["‹ ROI and ad share"]]


def test_steps_stop_at_the_next_level() -> None:
    rules = replace(Rules(), roi_pass=Decimal("3.95"))
    trial = Trial(threshold_of("roi_pass"), rules, Decimal("3.95"))
    assert labels(threshold_post(trial, 7, EN, may_change=True))[0] == ["▼ 3.85"]


def test_why_there_is_no_preview() -> None:
    trial = Trial(threshold_of("bounce_pass"), Rules(), Decimal("0.70"))
    assert plain(threshold_post(trial, 7, EN, may_change=False).text).splitlines()[-1] == (
        "No preview: no daily figure tells it."
    )
    none = replace(share(), then=Rehearsal((), 0), now=Rehearsal((), 0))
    assert "No preview: no days are known." in threshold_post(none, 7, EN, may_change=False).text


def test_in_chinese() -> None:
    post = threshold_post(share("0.13", OWN, DAYS[:1]), 7, ZH, may_change=True)
    assert plain(post.text).splitlines() == [
        "费比上限",
        "当天推广花费占销售额的比例。",
        "",
        "现在 12%",
        "新值 13%，还没保存",
        "惯例 10%",
        "",
        "60 天里会报 1 次",
        "11月10日",
        "按现在的值：10 次",
    ]
    assert labels(post) == [["▼ 12%", "▲ 14%"], ["输入数值…"], ["保存", "取消"], ["‹ ROI 与费比"]]


def test_a_value_by_reply() -> None:
    question = value_question(threshold_of("unusual_spend"), 55, EN)
    assert plain(question.text) == "Least ad spend: which value?\nReply with it, like 100."
    assert question.topic == "rule:unusual_spend:55"
    assert tried_post(share("0.13"), EN).text == "13% is on the card above, not saved yet."


def test_every_threshold_has_its_name_and_what_it_is_about() -> None:
    names = {one.name for one in THRESHOLDS}
    assert set(THRESHOLD_NAMES) == names
    assert set(ABOUT_SENTENCES) == names


@pytest.mark.parametrize("texts", [EN, ZH], ids=["en", "zh"])
def test_all_of_it_fits_a_phone(texts: Texts) -> None:
    groups = [group_post(group, OWN, 7, texts) for group in Group]
    pages = [
        threshold_post(Trial(one, Rules(), one.value(Rules())), 7, texts, may_change=True)
        for one in THRESHOLDS
    ]
    lines = [line for post in groups for line in plain(post.text).splitlines()]
    for page in pages:
        name, _about, *rest = plain(page.text).splitlines()
        lines += [name, *(line for line in rest if not line.startswith(("No preview", "没有预览")))]
    assert [line for line in lines if cells(line) > NARROW] == []
    buttons = [button.label for post in (*groups, *pages) for row in post.buttons for button in row]
    assert [label for label in buttons if cells(label) > NARROW] == []
