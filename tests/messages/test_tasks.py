"""Tasks as people read them, and the buttons that approve and end them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from messages.tasks import approve_rows, approved_post, open_lines, tasks_post, what
from messages.texts import NARROW, Texts, cells, lines
from metrics.alerts import Alert, AlertState, Event, Finding, Rule, Status
from metrics.tasks import APPROVED, Task, TaskKind

ZH, EN = Texts("zh"), Texts("en")
AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
TODAY = date(2026, 11, 22)
DAILY = Task(
    1,
    TaskKind.DAILY,
    7,
    {"channel": "关键词推广", "amount": "412", "from": "2026-11-23"},
    "Li",
    AT,
    (5, "Wang"),
    date(2026, 11, 23),
)
PAUSE = Task(2, TaskKind.PAUSE_PLAN, 8, {"name": "夏季新品"}, "Li", AT, None, date(2026, 11, 20))
TOP_UP = Task(3, TaskKind.TOP_UP, 9, {"channel": "", "amount": "3100"}, "Li", AT, (5, "Wang"), TODAY)


@pytest.mark.parametrize(
    ("kind", "facts", "zh", "en"),
    [
        (TaskKind.CAP, {"amount": "500"}, "今天限额 ¥500.00", "Cap it at ¥500.00 today"),
        (TaskKind.HALT, {}, "今天先暂停", "Pause it until midnight"),
        (TaskKind.DAILY, DAILY.facts, "11月23日起每天 ¥412.00", "¥412.00 a day from 23 Nov"),
        (TaskKind.TOP_UP, {"amount": "3100"}, "充值 ¥3,100.00", "Top up ¥3,100.00"),
        (TaskKind.PAUSE_PLAN, {}, "暂停这个计划", "Pause the plan"),
        (TaskKind.PAUSE_WORD, {}, "暂停这个词", "Pause the word"),
    ],
)
def test_what_is_to_be_done(kind: TaskKind, facts: dict[str, str], zh: str, en: str) -> None:
    assert (what(kind, facts, ZH), what(kind, facts, EN)) == (zh, en)


def test_an_approval_is_answered_with_what_to_do_and_by_whom() -> None:
    assert approved_post(DAILY, EN).text == (
        "<b>¥412.00 a day from 23 Nov</b>\n关键词推广\n✋ Wang\nApproved by Li\n"
        "I cannot set it myself: please\nset it on the ad platform."
    )
    assert approved_post(PAUSE, ZH).text == (
        "<b>暂停这个计划</b>\n夏季新品\nLi 已批准\n我不能直接改平台，\n请到推广平台上设置。"
    )
    assert [row[0].data for row in approved_post(DAILY, EN).buttons] == ["task:done:1"]
    done = replace(DAILY, done_at=AT, done_by="Wang")
    assert approved_post(done, EN).text.endswith("关键词推广\n✅ done by Wang")
    assert approved_post(done, EN).buttons == ()


def test_open_tasks_by_whose_they_are() -> None:
    post = tasks_post([PAUSE, DAILY, TOP_UP], TODAY, EN)
    assert post.text == (
        "<b>3 open tasks</b>\n\n✋ Wang\n1 关键词推广\n   ¥412.00 a day from 23 Nov\n"
        "2 All ads\n   Top up ¥3,100.00\n\nnobody's yet\n3 夏季新品\n   Pause the plan\n   ⏰ since 20 Nov"
    )
    assert [(button.label, button.data) for row in post.buttons for button in row] == [
        ("✅ 1", "task:done:1:list"),
        ("✅ 2", "task:done:3:list"),
        ("✅ 3", "task:done:2:list"),
    ]
    assert tasks_post([], TODAY, ZH).text == "<b>没有待办任务</b>"


def test_many_tasks_are_cut() -> None:
    post = tasks_post([replace(TOP_UP, id=n) for n in range(20)], TODAY, EN)
    assert post.text.endswith("… and 8 more")
    assert sum(len(row) for row in post.buttons) == 12


def test_other_posts_tell_the_first_of_them() -> None:
    assert open_lines((), 3, EN) == ()
    assert lines(*open_lines([DAILY, PAUSE], 1, EN)) == (
        "<b>2 open tasks</b>\n• ¥412.00 a day from 23 Nov\n关键词推广 ✋ Wang\n… and 1 more\n"
        "/tasks to see to them"
    )


UGLY = "🍵秋冬<b>加厚&保暖</b>主推款计划A很长很长的名字测试一二三四五六"


@pytest.mark.parametrize("texts", [ZH, EN])
@pytest.mark.parametrize("task", [DAILY, PAUSE, TOP_UP])
def test_lines_fit_a_phone(task: Task, texts: Texts) -> None:
    facts = {name: UGLY if name in ("channel", "name") else value for name, value in task.facts.items()}
    if "amount" in facts:
        facts["amount"] = "123456.00"
    ugly = replace(task, facts=facts, owner=(5, UGLY), made_by=UGLY)
    told = (approved_post(ugly, texts).text, tasks_post([ugly], TODAY, texts).text)
    told = (*told, lines(*open_lines([ugly], 3, texts)))
    rows = [row for one in told for row in one.split("\n")]
    assert [row for row in rows if cells(Markup(row).striptags()) > NARROW] == []


OVER = Finding(Rule.BUDGET_OVER, "a", {"spent": "480", "budget": "500"})


@pytest.mark.parametrize(
    ("status", "story", "labels"),
    [
        (Status.OPEN, (), ["👌 Cap it at ¥500.00 today"]),
        (Status.TAKEN, (), ["👌 Cap it at ¥500.00 today"]),
        (Status.TAKEN, (Event(AT, APPROVED, "Li", ""),), []),
        (Status.MUTED, (), []),
        (Status.ENDED, (), []),
    ],
)
def test_what_can_be_approved(status: Status, story: tuple[Event, ...], labels: list[str]) -> None:
    alert = Alert(4, OVER, AT, AlertState(status), version=2)
    rows = approve_rows(alert, story, EN)
    assert [button.label for row in rows for button in row] == labels
    assert all(button.data == "task:approve:4:2" for row in rows for button in row)
    assert approve_rows(replace(alert, finding=Finding(Rule.ROI_LOW, "")), (), EN) == ()
