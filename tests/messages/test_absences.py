"""Absences in words."""

from datetime import date

import pytest

from messages.absences import away_list_post, away_post, back_post
from messages.post import plain
from messages.texts import NARROW, Texts, cells
from metrics.absences import Absence

FIRST, LAST = date(2026, 11, 26), date(2026, 11, 30)
WANG = Absence(4, 5, "W<ang", FIRST, LAST, (6, "Li"))
ALONE = Absence(4, 5, "W<ang", FIRST, FIRST, None)
LONG = "😀<b>王&小明</b>" * 6


def test_noted() -> None:
    post = away_post(WANG, (), Texts("en"))
    assert post.text == (
        "<b>✈ W&lt;ang is away</b>\n26 Nov to 30 Nov\nLi stands in.\nAlerts and files go to them."
    )
    assert [button.data for row in post.buttons for button in row] == ["away:whom:4", "away:off:4"]
    zh = away_post(ALONE, ((5, "W<ang"), (6, "Li")), Texts("zh"))
    assert zh.text == "<b>✈ W&lt;ang 请假</b>\n11月26日\n没有人代班。\n提醒转给店铺创建人。"
    assert [(button.label, button.data) for row in zh.buttons for button in row] == [
        ("Li", "away:by:4:6"),
        ("没有人", "away:by:4:0"),
    ]


def test_the_list() -> None:
    texts = Texts("en")
    assert away_list_post((), texts).text == (
        "<b>Nobody is noted as away.</b>\n\nAway: /away 11-26..11-30 @name\nBack again: /away off"
    )
    assert away_list_post((WANG,), texts).text == (
        "<b>✈ W&lt;ang is away</b>\n26 Nov to 30 Nov\nLi stands in.\n\n"
        "Away: /away 11-26..11-30 @name\nBack again: /away off"
    )
    assert back_post("W<ang", texts).text == "✅ W&lt;ang is back."


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_too_wide(language: str) -> None:
    texts, one = Texts(language), Absence(4, 5, LONG, FIRST, LAST, (6, LONG))
    for post in (away_post(one, (), texts), away_list_post((one,), texts), back_post(LONG, texts)):
        assert [line for line in plain(post.text).splitlines() if cells(line) > NARROW] == []
