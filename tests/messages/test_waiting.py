"""The files a brief waits for, asks for and is completed by, in words that fit a phone."""

from datetime import time, timedelta

import pytest

from chat.parts import plain
from messages.texts import NARROW, Texts, cells
from messages.waiting import ask_post, complete_post, missing_lines
from metrics.arrivals import Habit
from metrics.brief import BriefDue, MissingFile, State, compose
from metrics.readiness import Awaited
from tests.briefs import DAY, NOW, STORE, facts, moment

WAITING = BriefDue(STORE, DAY, State.WAITING, NOW, moment(NOW.date(), time(11)))
LONG = "小李<b>& 运营部 夜班 😀😀 全店负责人 请勿打扰"


def awaited(format: str, person: str | None = "小李<&", user_id: int | None = 42) -> Awaited:
    if user_id is None or person is None:
        return Awaited(format, None, NOW, person=person)
    habit = Habit(format, frozenset({6}), time(8, 50), timedelta(), user_id, person)
    return Awaited(format, habit, NOW, person=person)


def test_all_that_is_missing_is_asked_for_in_one_message() -> None:
    files = (awaited("sycm_shop"), awaited("wxt_plans", user_id=0), awaited("own_review:1f", user_id=None))
    assert plain(ask_post(WAITING, files, Texts("zh")).text) == (
        "11月21日的早报在等文件。\n\n"
        "生意参谋 店铺\n通常 08:50 · 小李<&\n\n"
        "万相台 计划报表\n通常 08:50 · 小李<&\n\n"
        "自有表：评价\n通常由小李<&发送\n\n"
        "请发到这里，到齐就出早报。\n最晚 11:00 发出，缺的会注明。"
    )
    assert plain(ask_post(WAITING, (awaited("sycm_shop", None),), Texts("en")).text) == (
        "The brief of 21 Nov waits.\n\nSycm: shop by day\n\n"
        "Please drop it here.\nAt 11:00 it goes out without."
    )


def test_whoever_can_be_told_is_mentioned() -> None:
    text = ask_post(WAITING, (awaited("sycm_shop"), awaited("wxt_plans", user_id=0)), Texts("en")).text
    assert text.count("tg://user?id=42") == 1
    assert "小李&lt;&amp;" in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_lines_fit_a_phone(language: str) -> None:
    formats = ("sycm_products", "reviews_plugin", "own_product_day:1f2e", "rivals_simple", "amazon_products")
    files = [awaited(format, LONG, user_id) for format in formats for user_id in (42, None)]
    texts = Texts(language)
    missing = tuple(MissingFile(format, LONG, held) for format in formats for held in (False, True))
    said = plain(ask_post(WAITING, files, texts).text).splitlines()
    said += [plain(line) for line in missing_lines(compose(facts(missing=missing)), texts)]
    assert [line for line in said if cells(line) > NARROW] == []


def test_a_file_that_waits_for_a_decision_says_so() -> None:
    brief = compose(facts(missing=(MissingFile("wxt_plans", "Li", held=True),)))
    assert [str(line) for line in missing_lines(brief, Texts("en"))] == [
        "⚠️ Still missing:",
        "• the ad report by plan",
        "waits for your decision",
    ]


@pytest.mark.parametrize(
    ("came", "english", "chinese"),
    [
        (
            ["wxt_plans"],
            "✅ The ad report by plan has come: the brief above is complete.",
            "✅ 万相台计划报表到了：上面的早报已补全。",
        ),
        (
            ["wxt_plans", "sycm_shop"],
            "✅ All files have come: the brief above is complete.",
            "✅ 文件到齐了：上面的早报已补全。",
        ),
    ],
)
def test_a_line_says_that_the_brief_is_complete(came: list[str], english: str, chinese: str) -> None:
    assert complete_post(came, Texts("en")).text == english
    assert complete_post(came, Texts("zh")).text == chinese
    assert complete_post(came, Texts("zh")).silent
