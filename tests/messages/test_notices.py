"""What is said in private of alerts that nobody has taken, and below the card to whom that cannot be."""

from datetime import UTC, date, datetime

import pytest

from messages.notices import mention_post, notice_post
from messages.post import plain
from messages.texts import NARROW, Texts, cells
from metrics.alerts import Alert, AlertState, Finding, Reason, Rule, Status

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
FACTS = {"roi": "2", "level": "3", "day": "2026-11-23", "spend": "800", "revenue": "1600"}
LONG = "😀<b>王&小明</b>" * 6


def alert(reason: Reason, number: int = 7) -> Alert:
    found = Finding(Rule.ROI_LOW, "", FACTS, of=date(2026, 11, 23))
    return Alert(number, found, NOW, AlertState(Status.OPEN, told_at=NOW), reason=reason, version=5)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason.UNTAKEN, "Nobody has taken it for 30 minutes."),
        (Reason.UNTAKEN_LONG, "Nobody has taken it for 2 hours."),
        (Reason.PROMISE_PAST, "Time is up, and it is still there."),
        (Reason.WORSE, "It has become critical."),
    ],
)
def test_one_says_why_and_where_the_card_is(reason: Reason, words: str) -> None:
    post = notice_post([alert(reason)], "Shop <group>", Texts("en"))
    assert post.text.endswith(f"\n\n{words}\nIts card is in Shop &lt;group&gt;.")
    assert post.buttons[0][0].data == "alert:take:7:5"
    named = mention_post([alert(reason)], [(5, "小<王"), (6, "")], Texts("en"))
    assert named.text == (
        '<a href="tg://user?id=5">小&lt;王</a> <a href="tg://user?id=6">founder of this store</a> ' + words
    )
    assert named.silent


def test_several_are_said_together() -> None:
    both = [alert(Reason.UNTAKEN, 7), alert(Reason.UNTAKEN, 8)]
    post = notice_post(both, "Shop", Texts("zh"))
    assert plain(post.text) == (
        "2 条提醒等您处理\n\n1 🔴 11月23日 ROI 2.00：低于 3\n2 🔴 11月23日 ROI 2.00：低于 3\n\n"
        "卡片在“Shop”群里。"
    )
    assert [button.data for button in post.buttons[0]] == ["alert:show:7", "alert:show:8"]
    assert plain(mention_post(both, [(5, "Li")], Texts("en")).text) == "Li 2 alerts wait for somebody."


@pytest.mark.parametrize("language", ["zh", "en"])
def test_many_fit_a_phone(language: str) -> None:
    many = [alert(Reason.UNTAKEN, number) for number in range(20)]
    post = notice_post(many, LONG, Texts(language))
    head, *rest = plain(post.text).splitlines()
    assert "20" in head
    assert [line for line in rest if cells(line) > NARROW and "…" not in line] == []
    assert len(post.buttons) == 2
