"""Alerts from finding to end: opened, sent once, pressed, ended, back again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from metrics.alerts import Alert, Finding, Rule, Status
from metrics.mistakes import Mistake
from metrics.stores import Store
from services import alerts
from storage import alerts as kept
from tests.uploading import NOW, make_store

RULES = (Rule.BUDGET_OVER, Rule.BUDGET_UNDER)
OVER = Finding(Rule.BUDGET_OVER, "a", {"spent": "320"})
MINUTES = timedelta(minutes=10)
DAY = timedelta(days=1)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def send(
    session: Session, store: Store, *findings: Finding, at: timedelta = timedelta(0)
) -> tuple[Alert, ...]:
    """One check whose cards all reach the outbox."""
    due = alerts.judge(session, store, RULES, findings, NOW + at)
    for alert in due:
        alerts.mark_sent(session, alert.id, store.today(NOW + at))
    return due


def now_kept(session: Session, store: Store) -> Alert:
    return kept.last_alerts(session, store.id, RULES)[OVER.cause]


def test_a_cause_is_sent_once_a_day_with_its_newest_figures(session: Session, store: Store) -> None:
    (first,) = send(session, store, OVER)
    assert first.finding == OVER
    newer = replace(OVER, facts={"spent": "400"})
    assert send(session, store, newer, at=MINUTES) == ()
    assert now_kept(session, store).finding == newer
    (again,) = send(session, store, newer, at=DAY)
    assert again.id == first.id
    assert send(session, store, newer, at=DAY + MINUTES) == ()


def test_causes_differ_by_rule_and_subject(session: Session, store: Store) -> None:
    findings = (OVER, replace(OVER, subject="b"), replace(OVER, rule=Rule.BUDGET_UNDER))
    due = send(session, store, *findings)
    assert {alert.finding.cause for alert in due} == {finding.cause for finding in findings}
    other = make_store(session, telegram_id=-200)
    assert len(send(session, other, OVER)) == 1


def test_what_did_not_reach_the_outbox_is_sent_by_the_next_check(session: Session, store: Store) -> None:
    (lost,) = alerts.judge(session, store, RULES, [OVER], NOW)
    (found_again,) = send(session, store, OVER, at=MINUTES)
    assert found_again.id == lost.id
    assert send(session, store, OVER, at=2 * MINUTES) == ()


def test_a_cause_that_is_gone_ends_and_is_news_when_it_comes_back(session: Session, store: Store) -> None:
    (first,) = send(session, store, OVER)
    assert send(session, store, at=MINUTES) == ()
    ended = now_kept(session, store)
    assert (ended.state.status, ended.state.ended_at) == (Status.ENDED, NOW + MINUTES)
    assert send(session, store, OVER, at=2 * MINUTES) == ()  # it only wavers: goes on, quietly
    assert now_kept(session, store).state.status is Status.OPEN
    send(session, store, at=3 * MINUTES)
    (second,) = send(session, store, OVER, at=3 * MINUTES + timedelta(hours=1))
    assert second.id > first.id


def test_rules_that_were_not_judged_stay_as_they_are(session: Session, store: Store) -> None:
    send(session, store, OVER)
    alerts.judge(session, store, [Rule.BUDGET_UNDER], [], NOW + MINUTES)
    assert now_kept(session, store).state.status is Status.OPEN


@pytest.mark.parametrize("status", [Status.TAKEN, Status.SOLVED])
def test_taken_or_solved_is_quiet_until_the_next_day(session: Session, store: Store, status: Status) -> None:
    (alert,) = send(session, store, OVER)
    pressed = alerts.press(session, store.id, alert.id, status, "小王", NOW)
    assert (pressed.state.status, pressed.person) == (status, "小王")
    assert now_kept(session, store) == replace(
        pressed, state=replace(pressed.state, last_sent_day=store.today(NOW))
    )
    assert send(session, store, OVER, at=MINUTES) == ()
    assert len(send(session, store, OVER, at=DAY)) == 1
    reopened = now_kept(session, store)
    assert (reopened.state.status, reopened.person) == (Status.OPEN, None)


def test_solved_and_gone_is_news_when_it_comes_back(session: Session, store: Store) -> None:
    (alert,) = send(session, store, OVER)
    alerts.press(session, store.id, alert.id, Status.SOLVED, "小王", NOW)
    send(session, store, at=MINUTES)
    assert len(send(session, store, OVER, at=MINUTES + timedelta(hours=1))) == 1


def test_muted_is_quiet_for_a_day_even_when_it_ends_and_comes_back(session: Session, store: Store) -> None:
    (alert,) = send(session, store, OVER)
    muted = alerts.press(session, store.id, alert.id, Status.MUTED, "小王", NOW)
    assert muted.state.muted_until == NOW + DAY
    send(session, store, at=MINUTES)
    assert send(session, store, OVER, at=timedelta(hours=20)) == ()
    assert now_kept(session, store).state.status is Status.MUTED
    assert send(session, store, OVER, at=DAY - MINUTES) == ()
    assert len(send(session, store, OVER, at=DAY)) == 1


def test_what_is_over_or_another_s_stays_so(session: Session, store: Store) -> None:
    (alert,) = send(session, store, OVER)
    alerts.press(session, store.id, alert.id, Status.TAKEN, "小王", NOW)
    assert alerts.press(session, store.id, alert.id, Status.TAKEN, "小李", NOW).person == "小王"
    alerts.press(session, store.id, alert.id, Status.SOLVED, "小李", NOW)
    late = alerts.press(session, store.id, alert.id, Status.MUTED, "小王", NOW)
    assert (late.state.status, late.person) == (Status.SOLVED, "小李")
    send(session, store, at=MINUTES)
    assert alerts.press(session, store.id, alert.id, Status.TAKEN, "小王", NOW).state.status is Status.ENDED


def test_only_one_s_own_alerts_can_be_pressed(session: Session, store: Store) -> None:
    (alert,) = send(session, store, OVER)
    other = make_store(session, telegram_id=-200)
    for store_id, number in ((other.id, alert.id), (store.id, alert.id + 1)):
        with pytest.raises(Mistake) as caught:
            alerts.press(session, store_id, number, Status.TAKEN, "小王", NOW)
        assert caught.value.reason == "unknown_alert"
