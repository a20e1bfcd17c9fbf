"""Who looks after what, in words."""

from datetime import date, time

from messages.owners import choice_post, hours_post, hours_question, owners_post
from messages.post import plain
from messages.texts import NARROW, Texts, cells
from metrics.absences import Absence
from metrics.owners import CARES, Owners
from metrics.quiet import Hours, Stretch
from tests.briefs import STORE

TODAY = date(2026, 11, 24)
LONG = (5, "<b>小王&小明</b>" * 5)
NONE = dict.fromkeys(CARES, None)
AWAY = Absence(1, 6, "Li", TODAY, TODAY, (5, "Wang"))


def test_the_list() -> None:
    owners = Owners(TODAY, NONE | {"ads": (5, "W<ang"), "sales": (6, "Li")}, (AWAY,), ("W<ang",))
    post = owners_post(owners, STORE, Texts("en"), may_change=True)
    assert post.text == (
        "<b>Who looks after what</b>\n"
        "Ads: W&lt;ang\nSales: ✈ Li → Wang\nReviews: –\nCompetitors: –\nStock: –\nFiles: –\n"
        "After 2 h: –\n\n"
        "30 min untaken: in private.\nNo name: the store's founder.\n\n"
        "Quiet 22:00 to 08:00\nWorking 09:00 to 18:00\n\n"
        "Please write to me in private:\nW&lt;ang"
    )
    assert [button.data for row in post.buttons for button in row] == [
        *(f"owners:7:show:{topic}" for topic in CARES),
        "owners:7:hours:quiet",
        "owners:7:hours:work",
    ]
    assert owners_post(owners, STORE, Texts("zh"), may_change=False).buttons == ()


def test_the_choice() -> None:
    owners = Owners(TODAY, NONE | {"ads": (5, "Wang")})
    post = choice_post("ads", owners, ((5, "Wang"), (6, "Li")), STORE, Texts("en"))
    assert [(button.label, button.data) for row in post.buttons for button in row] == [
        ("✓ Wang", "owners:7:set:ads:5"),
        ("Li", "owners:7:set:ads:6"),
        ("Nobody in particular", "owners:7:set:ads:0"),
        ("‹ Back", "owners:7:list"),
    ]


def test_hours() -> None:
    never = Owners(TODAY, NONE, hours=Hours(time(0), time(0), time(10), time(19)))
    assert hours_post(never, Texts("en")).text == "✅ Noted\nNo quiet hours\nWorking 10:00 to 19:00"
    assert hours_post(never, Texts("zh")).text == "✅ 已记下\n不设免打扰\n工作时间 10:00 至 19:00"
    question = hours_question(Stretch.QUIET, 12, Texts("en"))
    assert (question.topic, question.text.splitlines()[0]) == (
        "hours:quiet:12",
        "<b>When shall alerts wait?</b>",
    )
    assert hours_question(Stretch.WORK, 12, Texts("zh")).text == (
        "<b>团队几点到几点上班？</b>\n请回复，例如 09:00-18:00。"
    )


def test_no_line_is_too_wide() -> None:
    away = Absence(1, 5, LONG[1], TODAY, TODAY, (6, LONG[1]))
    for language in ("zh", "en"):
        for absences in ((), (away,)):
            owners = Owners(TODAY, dict.fromkeys(CARES, LONG), absences, (LONG[1],))
            for post in (
                owners_post(owners, STORE, Texts(language), may_change=True),
                choice_post("managers", owners, (LONG,), STORE, Texts(language)),
            ):
                assert [line for line in plain(post.text).splitlines() if cells(line) > NARROW] == []
