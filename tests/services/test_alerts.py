"""Alerts from finding to end: opened, told on cards, pressed, muted, over, back again."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from metrics.alerts import Alert, Finding, Level, Mute, Notice, Reason, Rule, Status, mute_of
from metrics.mistakes import Mistake
from metrics.stores import Person, Role, Store
from services import alerts
from services.alerts import Found, Judged, Press
from storage import alerts as kept
from storage import members, settings
from tests.uploading import NOW, make_store

RULES = (Rule.BUDGET_OVER, Rule.BUDGET_UNDER)
OVER = Finding(Rule.BUDGET_OVER, "a", {"spent": "320"})
UNDER = replace(OVER, rule=Rule.BUDGET_UNDER)
MINUTES, HOUR, DAY = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)
MONDAY = NOW + DAY  # working time runs
NIGHT = NOW.replace(hour=15)  # eleven at night in the shop


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def judge(session: Session, store: Store, *findings: Finding, at: datetime = NOW) -> Judged:
    """One look; what is to be told goes onto one card."""
    judged = alerts.judge(session, store, Found(RULES, findings), at)
    if judged.told:
        alerts.told(session, store, judged.told, at)
    return judged


def last(session: Session, store: Store, finding: Finding = OVER) -> Alert:
    return kept.last_alerts(session, store.id, RULES)[finding.cause]


def press(session: Session, store: Store, *, person: str = "小王", person_id: int = 7) -> Press:
    known = last(session, store)
    return Press(known.id, known.version, person, person_id)


def reasons(session: Session, store: Store) -> list[str]:
    return [event.reason for event in alerts.story(session, last(session, store).id)]


def test_a_cause_is_told_once_and_its_card_kept_up_to_date(session: Session, store: Store) -> None:
    first = judge(session, store, OVER)
    assert [alert.finding for alert in first.told] == [replace(OVER, of=store.today(NOW))]
    newer = replace(OVER, facts={"spent": "400"})
    again = judge(session, store, newer, at=NOW + MINUTES)
    assert (again.told, again.cards) == ((), {last(session, store).card_id})
    assert last(session, store).finding.facts == newer.facts
    same = judge(session, store, newer, at=NOW + 2 * MINUTES)
    assert (same.told, same.cards) == ((), frozenset())
    tomorrow = judge(session, store, newer, at=NOW + DAY)  # still there: no reason to say it again
    assert tomorrow.told == ()


def test_causes_differ_by_rule_and_subject_and_store(session: Session, store: Store) -> None:
    findings = (OVER, replace(OVER, subject="b"), UNDER)
    judged = judge(session, store, *findings)
    assert {alert.finding.cause for alert in judged.told} == {finding.cause for finding in findings}
    cards = {last(session, store, finding).card_id for finding in findings}
    assert len(cards) == 1  # found together, they share a card
    other = make_store(session, telegram_id=-200)
    assert len(judge(session, other, OVER).told) == 1
    (card,) = cards
    assert card is not None
    assert len(alerts.card(session, store.id, card)) == 3
    assert alerts.card(session, other.id, card) == ()


def test_it_recovers_and_is_over_after_an_hour(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    assert judge(session, store, at=NOW + MINUTES).cards
    assert last(session, store).state.status is Status.RECOVERING
    judge(session, store, at=NOW + MINUTES + HOUR)
    over = last(session, store)
    assert (over.state.status, over.state.ended_at) == (Status.ENDED, NOW + MINUTES + HOUR)
    judge(session, store, OVER, at=NOW + 3 * HOUR)
    assert last(session, store).id > over.id
    assert reasons(session, store) == ["recurred"]


def test_one_that_wavers_keeps_its_card(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    judge(session, store, at=NOW + MINUTES)
    back = judge(session, store, OVER, at=NOW + 2 * MINUTES)
    assert (back.told, len(back.cards)) == ((), 1)
    assert (last(session, store).state.status, last(session, store).state.fine_since) == (Status.OPEN, None)
    judge(session, store, at=NOW + 3 * MINUTES)
    judge(session, store, at=NOW + 3 * MINUTES + HOUR)
    judge(session, store, OVER, at=NOW + 4 * MINUTES + HOUR)
    assert (last(session, store).reason, last(session, store).state.ended_at) == (Reason.WAVERING, None)


def test_rules_that_were_not_judged_and_figures_nobody_has_change_nothing(
    session: Session, store: Store
) -> None:
    judge(session, store, OVER)
    alerts.judge(session, store, Found((Rule.BUDGET_UNDER,), ()), NOW + MINUTES)
    judge(session, store, replace(OVER, level=Level.UNKNOWN), at=NOW + 2 * MINUTES)
    judge(session, store, replace(OVER, level=Level.BETWEEN), at=NOW + 2 * MINUTES)
    assert last(session, store).state.status is Status.OPEN


def test_quiet_hours_hold_all_but_the_critical(session: Session, store: Store) -> None:
    assert (
        judge(session, store, OVER, replace(UNDER, is_critical=True), at=NIGHT).told[0].finding.rule
        is UNDER.rule
    )
    assert last(session, store).reason is Reason.QUIET
    morning = judge(session, store, OVER, at=NIGHT + 10 * HOUR)
    assert [alert.finding.rule for alert in morning.told] == [OVER.rule]


def test_taken_it_is_somebodys_until_then(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    taken = alerts.take(session, store, press(session, store), None, NOW)
    assert (taken.state.status, taken.person, taken.person_id) == (Status.TAKEN, "小王", 7)
    assert taken.state.taken_until == NOW + 4 * HOUR
    judge(session, store, OVER, at=NOW + 3 * HOUR)
    assert last(session, store).state.status is Status.TAKEN
    past = judge(session, store, OVER, at=NOW + 4 * HOUR)
    assert [(alert.id, notice) for alert, notice in past.notices] == [(taken.id, Notice.OWNER)]
    assert (last(session, store).state.status, last(session, store).person) == (Status.OPEN, None)


def test_given_it_is_anothers_and_the_story_says_by_whom(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    given = alerts.give(session, store, press(session, store), (9, "小李"), NOW)
    assert (given.person, given.person_id) == ("小李", 9)
    story = alerts.story(session, given.id)
    assert [(event.reason, event.person, event.note) for event in story[1:]] == [
        ("give", "小王", "小李"),
        ("taken", "小李", ""),
    ]


def test_solved_is_quiet_until_figures_of_a_later_day(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    alerts.close(session, store, press(session, store), Status.SOLVED, NOW)
    assert judge(session, store, OVER, at=NOW + HOUR) == Judged()
    assert len(judge(session, store, OVER, at=NOW + DAY).told) == 1


def test_no_problem_is_quiet_until_it_was_gone_once(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    alerts.close(session, store, press(session, store), Status.DISMISSED, NOW)
    assert judge(session, store, OVER, at=NOW + 5 * DAY) == Judged()
    assert judge(session, store, at=NOW + 6 * DAY) == Judged()
    assert len(judge(session, store, OVER, at=NOW + 7 * DAY).told) == 1


def test_muted_for_a_day_it_comes_back_on_its_card(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    said = mute_of("day", OVER, "小王", alerts.mute_ends(session, store, NOW))
    muted = alerts.mute(session, store, press(session, store), said, NOW)
    assert (muted.state.status, muted.muted_until) == (Status.MUTED, NOW + DAY)
    assert judge(session, store, OVER, at=NOW + HOUR) == Judged()
    after = judge(session, store, OVER, at=NOW + DAY)
    assert (after.told, len(after.cards)) == ((), 1)
    assert last(session, store).reason is Reason.MUTE_OVER


def test_muted_until_it_recovers_it_is_news_when_it_comes_again(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    alerts.mute(session, store, press(session, store), Mute(OVER.rule, "a", None, "小王"), NOW)
    judge(session, store, OVER, at=NOW + 9 * DAY)
    assert last(session, store).state.status is Status.MUTED
    judge(session, store, at=NOW + 9 * DAY + HOUR)
    judge(session, store, at=NOW + 9 * DAY + 2 * HOUR)
    assert kept.mutes(session, store.id, NOW + 9 * DAY + 2 * HOUR) == ()
    assert len(judge(session, store, OVER, at=NOW + 10 * DAY).told) == 1


def test_a_mute_of_the_kind_covers_what_comes_later(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    wide = mute_of("rule", OVER, "小王", alerts.mute_ends(session, store, NOW))
    alerts.mute(session, store, press(session, store), wide, NOW)
    assert judge(session, store, OVER, replace(OVER, subject="b"), at=NOW + DAY).told == ()
    assert len(judge(session, store, OVER, UNDER, at=NOW + DAY).told) == 1
    alerts.reopen(session, store, press(session, store), NOW + DAY)
    assert kept.mutes(session, store.id, NOW + DAY) == ()


def test_an_old_button_does_nothing(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    old = press(session, store)
    alerts.take(session, store, old, None, NOW)
    for again in (old, replace(old, person="小李")):
        with pytest.raises(Mistake) as caught:
            alerts.close(session, store, again, Status.SOLVED, NOW)
        assert caught.value.reason == "old_alert_card"
    assert last(session, store).person == "小王"


def test_only_ones_own_alerts_can_be_pressed(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    other = make_store(session, telegram_id=-200)
    said = press(session, store)
    for where, number in ((other, said.alert_id), (store, said.alert_id + 1)):
        with pytest.raises(Mistake) as caught:
            alerts.take(session, where, replace(said, alert_id=number), None, NOW)
        assert caught.value.reason == "unknown_alert"


def test_who_looks_after_it_is_told_and_later_the_managers(session: Session, store: Store) -> None:
    for user_id, role in ((5, Role.STAFF), (6, Role.MANAGER), (8, Role.VIEWER)):
        members.remember(session, store.id, Person(user_id, f"P{user_id}", role), 1, MONDAY)
    settings.change(session, store.id, "owner.ads", "5")
    judge(session, store, OVER, at=MONDAY)
    half = judge(session, store, OVER, at=MONDAY + timedelta(minutes=30))
    ((alert, notice),) = half.notices
    assert alerts.who_is_told(session, store, alert, notice, MONDAY) == (5,)
    assert judge(session, store, OVER, at=MONDAY + HOUR).notices == ()
    ((alert, notice),) = judge(session, store, OVER, at=MONDAY + 2 * HOUR).notices
    assert 6 in alerts.who_is_told(session, store, alert, notice, MONDAY)
    assert 8 not in alerts.who_is_told(session, store, alert, notice, MONDAY)
    assert judge(session, store, OVER, at=MONDAY + 5 * HOUR).notices == ()
    assert [name for _, name in alerts.people(session, store)] == ["P5", "P6"]


def test_what_was_withdrawn_is_news_when_it_comes_again(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    alerts.withdraw(session, store.id, [last(session, store)], NOW)
    assert last(session, store).state.status is Status.WITHDRAWN
    assert len(judge(session, store, OVER, at=NOW + MINUTES).told) == 1
