"""Why nothing is said: every state of an alert has its reason, and what is asked is understood."""

from datetime import UTC, date, datetime, timedelta

import pytest

from metrics.alerts import Alert, AlertState, Finding, Level, Mute, Rule, Status
from metrics.explain import NOTHING, Held, Look, Seen, Silence, Why, asked_alert, held, looks_of

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ROI = Finding(Rule.ROI_LOW, "", {"roi": "2.10"})
FELL = Finding(Rule.UNUSUAL_LOW, "revenue")
PART = Finding(Rule.UNUSUAL_LOW, "visitors")
FOUND = Look(Rule.ROI_LOW, "", Seen.FOUND, ROI)


def alert(status: Status, *, told: bool = True, finding: Finding = ROI, ended: bool = False) -> Alert:
    state = AlertState(status, NOW if told else None, ended_at=NOW if ended else None)
    return Alert(7, finding, NOW, state, person="李雷", muted_until=NOW + timedelta(hours=3))


def why_of(one: Alert, *, told_on: date | None = None, mutes: tuple[Mute, ...] = ()) -> list[Why]:
    days = {one.id: told_on} if told_on else {}
    return [said.why for said in held([FOUND], [one], mutes, TODAY, NOW, days)]


@pytest.mark.parametrize(
    ("one", "told_on", "why"),
    [
        (alert(Status.OPEN), TODAY, Why.SENT),
        (alert(Status.TAKEN), TODAY, Why.SENT),
        (alert(Status.ENDED, ended=True), TODAY, Why.SENT),
        (alert(Status.OPEN), date(2026, 11, 22), Why.ON_CARD),
        (alert(Status.TAKEN), date(2026, 11, 22), Why.ON_CARD),
        (alert(Status.RECOVERING), date(2026, 11, 22), Why.ON_CARD),
        (alert(Status.OPEN, told=False), None, Why.QUIET),
        (alert(Status.SUPPRESSED, told=False), None, Why.SUPPRESSED),
        (alert(Status.MUTED), date(2026, 11, 22), Why.MUTED),
        (alert(Status.MUTED, told=False), None, Why.MUTED),
        (alert(Status.SOLVED), TODAY, Why.SOLVED),
        (alert(Status.DISMISSED), TODAY, Why.DISMISSED),
    ],
)
def test_what_keeps_an_alert_quiet(one: Alert, told_on: date | None, why: Why) -> None:
    assert why_of(one, told_on=told_on)[0] is why


def test_what_is_over_unheard_went_and_what_was_heard_before_is_no_matter() -> None:
    assert held([], [alert(Status.ENDED, told=False, ended=True)], (), TODAY, NOW, {})[0].why is Why.WENT
    assert held([], [alert(Status.ENDED, ended=True)], (), TODAY, NOW, {7: date(2026, 11, 22)}) == ()


def test_what_no_alert_knows_of_is_told_soon() -> None:
    (said,) = held([FOUND], [], (), TODAY, NOW, {})
    assert said == Held(ROI, Why.SOON)
    again = held([FOUND], [alert(Status.WITHDRAWN, told=False, ended=True)], (), TODAY, NOW, {})
    assert [one.why for one in again] == [Why.WENT, Why.SOON]


def test_a_mute_says_whose_it_is_and_until_when() -> None:
    mine = Mute(Rule.ROI_LOW, None, None, "韩梅梅")
    (said,) = held([], [alert(Status.MUTED)], (mine,), TODAY, NOW, {})
    assert (said.person, said.until) == ("韩梅梅", None)
    (own,) = held([], [alert(Status.MUTED)], (), TODAY, NOW, {})
    assert (own.person, own.until) == ("李雷", NOW + timedelta(hours=3))


def test_what_explains_it_is_named() -> None:
    larger = Look(Rule.UNUSUAL_LOW, "revenue", Seen.FOUND, FELL)
    said = held([larger], [alert(Status.SUPPRESSED, finding=PART)], (), TODAY, NOW, {})
    assert [(one.why, one.cause) for one in said] == [(Why.SUPPRESSED, FELL), (Why.SOON, None)]


def test_how_many_were_sent() -> None:
    said = Silence((Held(ROI, Why.SENT), Held(FELL, Why.QUIET), Held(PART, Why.SENT)), ())
    assert said.sent == 2


def test_a_plain_answer_tells_what_was_looked_at() -> None:
    findings = [
        ROI,
        Finding(Rule.SOLD_OUT, "1", level=Level.UNKNOWN),
        Finding(Rule.SOLD_OUT, "2", level=Level.BETWEEN),
    ]
    looks = looks_of({Rule.ROI_LOW, Rule.SOLD_OUT, Rule.SCORE_LOW}, findings)
    assert [(look.rule, look.subject, look.seen) for look in looks] == [
        (Rule.ROI_LOW, "", Seen.FOUND),
        (Rule.SOLD_OUT, "1", Seen.NO_FIGURE),
        (Rule.SOLD_OUT, "2", Seen.BETWEEN),
        (Rule.SCORE_LOW, "", Seen.FINE),
    ]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("#12", 12),
        ("# 12", 12),
        ("＃12", 12),
        ("12", 12),
        ("alert 12", 12),
        ("Alert #12?", 12),
        ("提醒12", 12),
        ("提醒 12", 12),
        ("预警 #3", 3),
        ("nothing", NOTHING),
        ("没有提醒", NOTHING),
        ("为什么没有提醒？", NOTHING),
        ("no alerts", NOTHING),
        ("", None),
        ("roi", None),
        ("20261118", None),
        ("2026-11-18", None),
        ("11-18", None),
        ("visitors week", None),
    ],
)
def test_what_is_asked(words: str, asked: int | None) -> None:
    assert asked_alert(words.split()) == asked
