"""Alert cards: how they stand, what happened, and which buttons still mean something."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from messages.alerts import (
    CARDS,
    EVENT_SENTENCES,
    REASON_SENTENCES,
    card_post,
    mutes_post,
    whom_post,
)
from messages.post import MAX_TEXT, Post, length, plain
from messages.texts import NARROW, Texts, cells
from metrics.alerts import NIGHT, Alert, AlertState, Card, Event, Finding, Reason, Rule, Status

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)  # noon in the shop
FOUND = Finding(Rule.BALANCE_EMPTY, "关键词推广", {"balance": "0"}, of=date(2026, 11, 24))
LONG = "😀<b>王&小明</b>" * 6
NEW = Event(NOW - timedelta(hours=2), "new", None, "")


def alert(status: Status = Status.OPEN, number: int = 7, **more: object) -> Alert:
    told = {"told_at": NOW, "taken_until": NOW + timedelta(hours=4) if status is Status.TAKEN else None}
    ended = NOW if status in (Status.ENDED, Status.WITHDRAWN) else None
    values: dict[str, object] = {"person": "小<王", "card_id": 3, "version": 5} | more
    state = AlertState(status, ended_at=ended, **told)  # type: ignore[arg-type]
    return Alert(number, FOUND, NOW - timedelta(hours=2), state, **values)  # type: ignore[arg-type]


def card(*alerts: tuple[Alert, tuple[Event, ...]], topic: str = "ads", **more: object) -> Card:
    return Card(3, topic, alerts, **more)  # type: ignore[arg-type]


def labels(post: Post) -> list[str]:
    return [button.label for row in post.buttons for button in row]


def test_what_is_over_says_what_it_cost() -> None:
    over = Finding(
        Rule.BUDGET_OVER, "a", {"spent": "820", "budget": "500", "at": "20:00", "learned_days": "9"}
    )
    for finding, status, is_told in (
        (replace(over, facts={**over.facts, "cost": "320"}), Status.ENDED, True),
        (replace(over, facts={**over.facts, "cost": "320"}), Status.SOLVED, True),
        (replace(over, facts={**over.facts, "cost": "320"}), Status.OPEN, False),
        (over, Status.ENDED, False),
    ):
        text = card_post(card((replace(alert(status), finding=finding), (NEW,))), Texts("en")).text
        assert ("\nIt cost ¥320.00" in text) is is_told


@pytest.mark.parametrize(
    ("status", "zh", "buttons"),
    [
        (
            Status.OPEN,
            "🔴 从 11月24日 10:00 起未处理",
            ["I take it", "Give to …", "Solved", "Mute …", "No problem", "Why"],
        ),
        (
            Status.TAKEN,
            "✋ 小&lt;王 在处理，至 16:00",
            ["Solved", "Give to …", "Mute …", "Not mine any more", "Why"],
        ),
        (Status.MUTED, "🔕 已静音，直到恢复", ["Unmute", "Solved", "Why"]),
        (
            Status.RECOVERING,
            "🟡 正在恢复",
            ["I take it", "Give to …", "Solved", "Mute …", "No problem", "Why"],
        ),
        (Status.SOLVED, "✅ 小&lt;王 已解决", ["Open again", "Why"]),
        (Status.DISMISSED, "☑️ 小&lt;王：不是问题", ["Open again", "Why"]),
        (Status.ENDED, "✅ 2 小时后自行恢复", ["Why"]),
        (Status.WITHDRAWN, "↩️ 已撤回：所依据的文件被撤回了。", ["Why"]),
    ],
)
def test_how_an_alert_stands(status: Status, zh: str, buttons: list[str]) -> None:
    one = card_post(card((alert(status), (NEW,))), Texts("zh"))
    assert one.text.endswith(f"\n\n{zh}")
    assert labels(card_post(card((alert(status), (NEW,))), Texts("en"))) == buttons
    assert "<blockquote" not in one.text  # nothing has happened yet


def test_buttons_carry_how_old_the_card_is() -> None:
    post = card_post(card((alert(), (NEW,))), Texts("en"))
    assert {button.data.split(":", 1)[1] for row in post.buttons for button in row} == {
        f"{action}:7:5" for action in ("take", "whom", "solve", "mutes", "dismiss", "why")
    }


def test_the_story_is_folded_away() -> None:
    story = (
        NEW,
        Event(NOW - timedelta(hours=1), "untaken", None, ""),
        Event(NOW - timedelta(minutes=50), "give", "Li", "小<王"),
        Event(NOW - timedelta(minutes=50), "taken", "小<王", ""),
    )
    text = card_post(card((alert(Status.TAKEN), story)), Texts("en")).text
    assert text.endswith(
        "✋ 小&lt;王 has it until 16:00\n"
        "<blockquote expandable>10:00 found\n"
        "11:00 its owner was told\n"
        "11:10 Li → 小&lt;王\n"
        "11:10 taken by 小&lt;王</blockquote>"
    )


def test_several_share_a_card_with_a_line_and_a_number_each() -> None:
    alerts = [(alert(Status.OPEN, 7), (NEW,)), (alert(Status.TAKEN, 8), (NEW,))]
    post = card_post(card(*alerts), Texts("en"))
    assert post.text == (
        "<b>Ads: 1 alert is open</b>\n\n1 🔴 关键词…: balance used up\n2 ✋ 关键词推…: balance used up"
    )
    assert [(button.label, button.data) for button in post.buttons[0]] == [
        ("1", "alert:show:7"),
        ("2", "alert:show:8"),
    ]
    shown = card_post(card(*alerts), Texts("en"), shown=8)
    assert "✋ 小&lt;王 has it" in shown.text
    assert labels(shown)[-1] == "‹ All of them"
    done = card_post(card(*((alert(Status.TAKEN, n), (NEW,)) for n in (7, 8))), Texts("zh"))
    assert done.text.startswith("<b>推广：都有人在处理</b>\n")
    over = [(alert(status), (NEW,)) for status in (Status.ENDED, Status.SOLVED)]
    assert card_post(card(*over), Texts("zh")).text.startswith("<b>推广：都已结束</b>\n")
    assert card_post(card(*over, topic=NIGHT), Texts("en")).text.startswith(
        "<b>Quiet hours: all are over</b>"
    )


def test_questions_name_all_choices() -> None:
    texts = Texts("en")
    mutes = mutes_post(alert(), (NEW,), NOW, texts)
    assert [button.data for row in mutes.buttons for button in row] == [
        "alert:mute:7:5:day",
        "alert:mute:7:5:gone",
        "alert:mute:7:5:campaign",
        "alert:mute:7:5:rule",
        "alert:mute:7:5:all",
        "alert:show:7",
    ]
    assert "alert:mute:7:5:campaign" not in str(mutes_post(alert(), (NEW,), None, texts).buttons)
    whom = whom_post(alert(), (NEW,), [(1087968824, LONG)], texts)
    assert [button.data for row in whom.buttons for button in row] == [
        "alert:give:7:5:1087968824",
        "alert:show:7",
    ]
    assert cells(whom.buttons[0][0].label) <= 24


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("status", Status)
def test_no_line_about_an_alert_is_too_wide(status: Status, language: str) -> None:
    story = tuple(
        Event(NOW, str(reason), LONG, LONG)
        for reason in (*list(EVENT_SENTENCES)[:4], *list(EVENT_SENTENCES)[-9:])
    )
    one = alert(status, person=LONG, muted_until=NOW)
    for post in (
        card_post(card((one, story)), Texts(language)),
        card_post(card((one, story), (one, story)), Texts(language)),
    ):
        shown = plain(re.sub(r"<s>.*?</s>", "", post.text, flags=re.DOTALL)).splitlines()
        status_lines = [line for line in shown if not line.startswith(("Top up now", "请马上充值", "↩️"))]
        assert [line for line in status_lines if cells(line) > NARROW] == []


def test_every_reason_is_told_in_words() -> None:
    assert set(REASON_SENTENCES) == set(Reason)


WENT = (alert(Status.ENDED, 9), alert(Status.RECOVERING, 10))


def test_quiet_hours_are_summed_up() -> None:
    alerts = [(alert(Status.OPEN, 7), (NEW,)), (alert(Status.OPEN, 8), (NEW,))]
    night = card_post(card(*alerts, topic=NIGHT, went=WENT, known=3), Texts("en"))
    assert night.text == (
        "<b>Quiet hours: 2 new, open</b>\n\n"
        "1 🔴 关键词…: balance used up\n2 🔴 关键词…: balance used up\n\n"
        "3 known from before\n"
        "<blockquote expandable>2 came and went\n"
        "10:00 关键词…: balance used up\n10:00 关键词…: balance used up</blockquote>"
    )
    assert [button.data for button in night.buttons[0]] == ["alert:show:7", "alert:show:8"]
    zh = card_post(card(*alerts, topic=NIGHT, known=1), Texts("zh")).text
    assert zh.startswith("<b>免打扰时段：2 条新问题</b>\n")
    assert zh.endswith("\n\n之前未处理：1 条")
    one = card_post(card((alert(Status.TAKEN), (NEW,)), topic=NIGHT, went=WENT), Texts("zh")).text
    assert one.startswith("<b>免打扰时段：都有人在处理</b>\n\n1 ✋")
    shown = card_post(card(*alerts, topic=NIGHT, went=WENT), Texts("en"), shown=8)
    assert labels(shown)[-1] == "‹ All of them"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_night_of_many_fits_on_a_phone(language: str) -> None:
    many = [(alert(Status.OPEN, number), (NEW,)) for number in range(20)]
    post = card_post(card(*many, topic=NIGHT, went=WENT * 20, known=12), Texts(language))
    assert length(post.text) <= MAX_TEXT
    assert [line for line in plain(post.text).splitlines() if cells(line) > NARROW] == []
    assert len(post.buttons) == 2


def test_every_rule_has_its_card() -> None:
    assert set(CARDS) == set(Rule)


def test_what_recovers_in_somebodys_hands_stays_theirs() -> None:
    one = alert(Status.RECOVERING)
    had = replace(one, state=replace(one.state, taken_until=NOW + timedelta(hours=1)))
    post = card_post(card((had, (NEW,))), Texts("zh"))
    assert "🟡 正在恢复 · ✋ 小&lt;王" in post.text
    assert labels(post)[0] == "已解决"
