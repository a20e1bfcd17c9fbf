"""The arrival board in words: the late files first, no line wider than a phone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from messages.arrivals import board_post, late_post
from messages.post import plain
from messages.texts import NARROW, Texts, cells
from metrics.arrivals import Arrival, Board, Coming, Habit, Standing

DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 0, 52, tzinfo=UTC)  # 08:52 in Shanghai


def habit(format: str, user_id: int = 42, name: str = "Wang <Fang> of the ads team") -> Habit:
    return Habit(format, frozenset({6}), time(8, 50), timedelta(), user_id, name)


def came(format: str | None, state: str = "stored") -> Coming:
    return Coming(format, AT, 42, "Li", "a very long file name of a strange export.xlsx", state)


EXPECTED = (
    Arrival(habit("sycm_shop"), Standing.CAME, AT, came("sycm_shop")),
    Arrival(habit("own_stock:1f"), Standing.HELD, AT, came("own_stock:1f", "held")),
    Arrival(habit("wxt_plans"), Standing.LATE, AT),
    Arrival(habit("reviews_plugin"), Standing.COMING, AT),
)
BOARDS = [
    Board(DAY, EXPECTED, (came("wxt_words"),), (came(None, "asked"), came(None, "locked"))),
    Board(DAY, EXPECTED[3:], (), ()),
    Board(DAY, EXPECTED[:1], (), ()),
]


def test_the_late_ones_come_first() -> None:
    assert plain(board_post(BOARDS[0], Texts("en")).text) == (
        "⏰ Sun 22 Nov: 1 file late\n\n"
        "⏰ Wanxiangtai: plans\nusually 08:50 · Wang <Fang>…\n\n"
        "✅ Sycm: shop by day\n08:52 · Li\n\n"
        "🤔 Own table: stock\n08:52 · Li\nwaits for your decision\n\n"
        "⏳ Reviews: browser plugin\nusually 08:50 · Wang <Fang>…\n\n"
        "✅ Wanxiangtai: keywords\n08:52 · Li\n\n"
        "🤔 a very long file name o…\n08:52 · Li\nwaits for your answer\n\n"
        "🤔 a very long file name o…\n08:52 · Li\nwaits for its password"
    )


@pytest.mark.parametrize(
    ("board", "english", "chinese"),
    [
        (BOARDS[1], "⏳ Sun 22 Nov: 1 file to come", "⏳ 11月22日 周日：还有 1 份文件"),
        (BOARDS[2], "✅ All files of Sun 22 Nov are here", "✅ 11月22日 周日 的文件到齐了"),
        (Board(DAY, (), (), ()), "Files on Sun 22 Nov", "11月22日 周日 的文件"),
    ],
)
def test_the_first_line_says_how_the_day_stands(board: Board, english: str, chinese: str) -> None:
    assert plain(board_post(board, Texts("en")).text).splitlines()[0] == english
    assert plain(board_post(board, Texts("zh")).text).splitlines()[0] == chinese


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_lines_fit_a_phone(language: str) -> None:
    body = plain(board_post(BOARDS[0], Texts(language)).text).splitlines()
    assert {line for line in body if cells(line) > NARROW} == set()


def test_who_stands_in_is_mentioned_instead() -> None:
    away = replace(habit("wxt_plans"), is_away=True, stand_in=(7, "Li"))
    text = late_post([Arrival(away, Standing.LATE, AT)], Texts("en")).text
    assert 'usually 08:50 · Wang… → <a href="tg://user?id=7">Li</a>' in text
    alone = replace(habit("wxt_plans"), is_away=True)
    assert "tg://" not in late_post([Arrival(alone, Standing.LATE, AT)], Texts("en")).text


def test_people_are_mentioned_and_folders_named() -> None:
    late = [Arrival(habit("wxt_plans"), Standing.LATE, AT)]
    assert '<a href="tg://user?id=42">Wang &lt;Fang&gt;…</a>' in late_post(late, Texts("zh")).text
    late = [Arrival(habit("wxt_plans", 0, "inbox"), Standing.LATE, AT), late[0]]
    text = late_post(late, Texts("en")).text
    assert text.startswith("<b>2 files are not here yet.</b>")
    assert "usually 08:50 · inbox" in text


@pytest.mark.parametrize(
    ("has_habits", "zh", "en"),
    [
        (True, "按习惯，今天没有要等的文件。", "None is expected today."),
        (
            False,
            "同一种文件在三天里发过，我就知道哪天该有它。",
            "I learn which files to expect from those you send on three days.",
        ),
    ],
)
def test_a_day_without_expected_files_says_why(has_habits: bool, zh: str, en: str) -> None:
    empty = Board(DAY, (), (), (), has_habits)
    assert [board_post(empty, texts).text.splitlines()[-1] for texts in (Texts("zh"), Texts("en"))] == [
        zh,
        en,
    ]
