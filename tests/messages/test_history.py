"""/history word for word in both languages, found by any of an alert's names, within a phone's width."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from messages.history import history_post
from messages.post import plain
from messages.texts import NARROW, Texts, cells
from metrics.aftermath import Measure, Reading, Trend
from metrics.alerts import Alert, AlertState, Event, Finding, Rule, Status
from metrics.history import Entry, History
from metrics.stores import Store

STORE = Store(3, 1, "店", "zh", "Asia/Shanghai", time(9), timedelta(hours=2), ())
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ROI = Finding(
    Rule.ROI_LOW,
    "",
    {"roi": "2.10", "day": "2026-11-22", "level": "3", "spend": "1200.00", "revenue": "2520.00"},
    of=date(2026, 11, 22),
)
OVER = Finding(
    Rule.BUDGET_OVER,
    "关键词推广",
    {
        "spent": "580.00",
        "budget": "500.00",
        "projected": "1047.27",
        "at": "11:00",
        "learned_days": "0",
        "cost": "80.00",
    },
)
READING = Reading(3, Measure.ROI, Decimal("2.85"), Decimal("3.60"), 2, Trend.BETTER)
SOLVED = Entry(
    Alert(12, ROI, NOW - 3 * HOUR, AlertState(Status.SOLVED, NOW), person="李雷"),
    (Event(NOW - HOUR, "solved", "李雷", ""),),
    (READING,),
)
ENDED = Entry(Alert(9, OVER, NOW - 40 * DAY, AlertState(Status.ENDED, NOW, ended_at=NOW - 39 * DAY)))
OPEN = Entry(Alert(13, OVER, NOW - HOUR, AlertState(Status.OPEN, NOW)))
HISTORY = History(STORE, (OPEN, SOLVED, ENDED), NOW)
EN = """Alerts of 12 months
3 alerts
1 solved, 0 no problem
Cost ¥160.00 in all
Nov 2 · Oct 1

1 🔴 关键…: over budget today
23 Nov · 1 hour · -¥80.0
2 ✅ ROI 2.10 on 22 Nov: und…
23 Nov · 2 hours · 李雷
better
3 ✅ 关键…: over budget today
14 Oct · 24 hours · -¥80.0"""
ZH = """近 12 个月的提醒
共 3 条
解决 1，不是问题 0
合计代价 ¥160.00
11月 2 · 10月 1

1 🔴 关键词推广：今天已超预算
11月23日 · 1 小时 · -¥80.0
2 ✅ 11月22日 ROI 2.10：低于…
11月23日 · 2 小时 · 李雷
好转
3 ✅ 关键词推广：今天已超预算
10月14日 · 24 小时 · -¥80.0"""


@pytest.mark.parametrize(("language", "words"), [("en", EN), ("zh", ZH)])
def test_the_last_alerts(language: str, words: str) -> None:
    post = history_post(HISTORY, "", 1, Texts(language))
    assert plain(post.text) == words
    assert [line for line in plain(post.text).splitlines() if cells(line) > NARROW] == []
    assert [button.data for button in post.buttons[0]] == [
        "history:3:1:13:",
        "history:3:1:12:",
        "history:3:1:9:",
    ]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("roi", [12]),
        ("roi_low", [12]),
        ("关键词推广", [13, 9]),
        ("日预算", [13, 9]),
        ("day's budget", [13, 9]),
        ("推广", [13, 12, 9]),  # the topic
        ("ads", [13, 12, 9]),
        ("ads roi", [12]),
        ("低于", [12]),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_any_name_finds_it_in_either_language(asked: str, numbers: list[int], language: str) -> None:
    post = history_post(HISTORY, asked, 1, Texts(language))
    found = [int(button.data.split(":")[3]) for button in post.buttons[0]]
    assert found == numbers
    assert all(button.data.endswith(f":{asked}") for button in post.buttons[0])


def test_nothing_found_says_what_can_be_asked() -> None:
    said = plain(history_post(HISTORY, "banana", 1, Texts("en")).text)
    assert said.startswith("No alert about “banana” in the last 12 months.\nTry a rule")
    assert (
        plain(history_post(History(STORE, (), NOW), "", 1, Texts("en")).text)
        == "No alert in the last 12 months."
    )


def test_pages_turn_and_buttons_have_room() -> None:
    many = History(STORE, (SOLVED,) * 25, NOW)
    first, second = (history_post(many, "低于", page, Texts("en")) for page in (1, 2))
    assert [button.label for button in first.buttons[-1]] == ["2/3 ›"]
    assert [button.label for button in second.buttons[-1]] == ["‹ 1/3", "3/3 ›"]
    assert second.buttons[-1][1].data == "history:3:3:0:低于"
    assert len(second.buttons[0]) == 5
    longest = History(
        Store(10**10, *(1, "店", "zh", "Asia/Shanghai", time(9), HOUR, ())), (SOLVED,) * 999, NOW
    )
    data = [button.data for row in history_post(longest, "低于", 99, Texts("en")).buttons for button in row]
    assert max(len(one.encode()) + 24 for one in data) <= 64
