"""The settings card and its questions, as they are read."""

from datetime import UTC, datetime, time, timedelta

import pytest

from messages.help import help_post
from messages.mistakes import MISTAKES, sentence
from messages.people import people_post, question_post
from messages.setup import brief_time_post, patience_post, settings_post, zone_post
from messages.texts import Texts, cells
from metrics.mistakes import Mistake
from metrics.settings import Settings
from metrics.stores import Person, Role, Store

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
TIMES = (time(9), time(13), time(20))
STORE = Store(1, 1, "茶 & 馆", "zh", "Asia/Shanghai", time(9), timedelta(hours=2), TIMES)


def test_the_card_in_chinese() -> None:
    post = settings_post(STORE, Settings({}), NOW, Texts("zh"))
    assert post.text == (
        "<b>茶 &amp; 馆</b> 的设置\n\n"
        "语言：中文\n"
        "时区：Asia/Shanghai\n"
        "店铺现在时间：10:00\n"
        "早报：09:00，最晚 11:00\n"
        "等文件：按平时\n"
        "查评价：09:00 13:00 20:00\n"
        "半日检查：14:00\n"
        "夕会表：17:30\n"
        "好评提醒：13:00 🔕\n"
        "周报，每周一：09:30\n"
        "月报，每月1日：09:45\n\n"
        "点按钮可修改设置。"
    )
    assert [[button.label for button in row] for row in post.buttons] == [
        ["名称", "English"],
        ["早报时间", "早报等多久"],
        ["查评价时间", "时区"],
        ["定时消息", "文件"],
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_figures_and_labels_fit_a_phone(language: str) -> None:
    texts = Texts(language)
    posts = (
        settings_post(STORE, Settings({}), NOW, texts),
        brief_time_post(STORE, texts),
        patience_post(STORE, texts),
        zone_post(STORE, texts),
    )
    for post in posts:
        for row in post.buttons:
            assert sum(cells(button.label) + 4 for button in row) <= 44
    for line in str(posts[0].text).splitlines()[2:12]:
        assert cells(line) <= 34, line


def test_many_people_are_shown_in_pages_with_their_own_buttons() -> None:
    people = [Person(10**12 + i, f"{i} 号员工 <b>", Role.STAFF) for i in range(20)]
    pages = [people_post(STORE, people, page, Texts("en")) for page in (0, 1, 2, 9)]
    assert [len(page.buttons) for page in pages] == [9, 9, 5, 5]
    assert pages[1].buttons[-1][0].data == "people:list:0"
    assert pages[1].buttons[-1][1].data == "people:list:2"
    assert pages[2].buttons[-1][0].label == "◀"
    assert "20 people have asked" in pages[0].text


def test_a_name_is_escaped_in_the_question() -> None:
    text = question_post(7, "<i>Li</i>", Texts("zh")).text
    assert text.startswith("<b>&lt;i&gt;Li&lt;/i&gt;</b> 想在这里使用掌柜")


def test_help_names_what_it_does_not_show() -> None:
    post = help_post(STORE, [("roi", "What I can do")], ["follow"], Texts("zh"), may_upload=False)
    assert post.text == "<b>掌柜</b>为 茶 &amp; 馆 看账。\n\n/roi 功能列表\n还有：/follow"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_mistake_can_be_said_with_its_facts(language: str) -> None:
    from string import Formatter

    for reason, words in MISTAKES.items():
        facts = {name: f"<{name}>" for _, name, _, _ in Formatter().parse(words) if name}
        said = sentence(Mistake(reason, **facts), Texts(language))
        for name in facts:
            assert f"&lt;{name}&gt;" in said, reason
        assert "{" not in said


def test_facts_are_written_as_the_reader_writes_them() -> None:
    known = Mistake("unknown_store", given="X", known=("甲", "乙"))
    assert sentence(known, Texts("zh")) == "没有店铺“X”。现有店铺：甲、乙"
    assert sentence(Mistake("period_too_long", days=1100), Texts("en")).endswith("I keep at most 1,100 days.")
