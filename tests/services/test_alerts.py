"""Alerts from finding to end: opened, told on cards, pressed, muted, over, back again."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from metrics.alerts import Alert, Finding, Level, Mute, Notice, Reason, Rule, Status, mute_of
from metrics.mistakes import Mistake
from metrics.periods import Period
from metrics.stores import Store
from services import alerts
from services.alerts import Found, Judged, Press
from storage import absences
from storage import alerts as kept
from tests.uploading import NOW, make_store

RULES = (Rule.BUDGET_OVER, Rule.BUDGET_UNDER)
OVER = Finding(Rule.BUDGET_OVER, "a", {"spent": "320"})
UNDER = replace(OVER, rule=Rule.BUDGET_UNDER)
MINUTES, HOUR, DAY = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)
MONDAY = NOW + DAY  # working time runs
NIGHT = NOW.replace(hour=15)  # eleven at night in the shop, a Sunday
MORNING = NIGHT + 9 * HOUR


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def judge(session: Session, store: Store, *findings: Finding, at: datetime = NOW) -> Judged:
    """One look; what is to be told goes onto one card."""
    judged = alerts.judge(session, store, Found(RULES, findings), at)
    if judged.told:
        alerts.told(session, store, judged.told, at)
    return judged


def tick(session: Session, store: Store, at: datetime) -> Judged:
    """Time passes, and no watch looks; what is to be told goes onto one card."""
    judged = alerts.tick(session, store, at)
    if judged.told:
        alerts.told(session, store, judged.told, at, judged.went if judged.is_summary else None)
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
    assert len(alerts.card(session, store, card).alerts) == 3
    with pytest.raises(Mistake):
        alerts.card(session, other, card)


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
    newer = replace(OVER, facts={"spent": "999"})
    assert judge(session, store, newer, at=MORNING).told == ()  # the summary tells it, with all the rest
    morning = tick(session, store, MORNING)
    assert [(one.finding.facts, one.reason) for one in morning.told] == [(newer.facts, Reason.AFTER_QUIET)]
    assert not morning.is_summary  # alone, it is a card like others


def test_taken_it_is_somebodys_until_then(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    taken = alerts.take(session, store, press(session, store), None, NOW)
    assert (taken.state.status, taken.person, taken.person_id) == (Status.TAKEN, "小王", 7)
    assert taken.state.taken_until == NOW + 4 * HOUR
    judge(session, store, OVER, at=NOW + 3 * HOUR)
    assert last(session, store).state.status is Status.TAKEN
    past = judge(session, store, OVER, at=NOW + 4 * HOUR)
    assert [(alert.id, notice) for alert, notice in past.notices] == [(taken.id, Notice.OWNER)]
    now = last(session, store)
    assert (now.state.status, now.state.taken_until, now.state.noticed) == (Status.OPEN, None, 1)
    assert alerts.tick(session, store, MONDAY).notices == ()  # the manager is told after two hours more
    assert len(alerts.tick(session, store, MONDAY + HOUR).notices) == 1


def test_given_it_is_anothers_and_the_story_says_by_whom(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    given = alerts.give(session, store, press(session, store), (9, "小李"), NOW)
    assert (given.person, given.person_id) == ("小李", 9)
    story = alerts.story(session, given.id)
    assert [(event.reason, event.person, event.note) for event in story[1:]] == [
        ("give", "小王", "小李"),
        ("taken", "小李", ""),
    ]


def test_what_is_given_to_somebody_away_is_whose_who_stands_in(session: Session, store: Store) -> None:
    today = store.today(NOW)
    absences.add(session, store.id, (9, "小李"), Period(today, today + DAY), (8, "小赵"), NOW)
    judge(session, store, OVER)
    given = alerts.give(session, store, press(session, store), (9, "小李"), NOW)
    assert (given.person, given.person_id) == ("小赵", 8)
    assert alerts.story(session, given.id)[1].note == "小赵"


def test_solved_is_quiet_until_figures_of_a_later_day(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    alerts.close(session, store, press(session, store), Status.SOLVED, NOW)
    assert judge(session, store, OVER, at=NOW + HOUR) == Judged()
    assert len(judge(session, store, OVER, at=NOW + DAY).told) == 1


def test_the_day_on_which_it_was_solved_is_not_held_against_it(session: Session, store: Store) -> None:
    """Told in the morning, of yesterday, and solved by noon: today's figures are bad in part."""
    today = store.today(NOW)
    of_yesterday, of_today, of_tomorrow = (
        replace(OVER, facts={"day": str(day)}, of=day) for day in (today - DAY, today, today + DAY)
    )
    judge(session, store, of_yesterday)
    alerts.close(session, store, press(session, store), Status.SOLVED, NOW)
    assert judge(session, store, of_yesterday, at=NOW + HOUR) == Judged()
    assert judge(session, store, of_today, at=NOW + DAY) == Judged()
    assert len(judge(session, store, of_tomorrow, at=NOW + 2 * DAY).told) == 1


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


def test_what_was_withdrawn_is_news_when_it_comes_again(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    alerts.withdraw(session, store.id, [last(session, store)], NOW)
    assert last(session, store).state.status is Status.WITHDRAWN
    assert len(judge(session, store, OVER, at=NOW + MINUTES).told) == 1


# ------------------------------------------------------------------------------------------- time alone


def test_what_nobody_takes_reaches_owner_and_manager_without_any_new_reading(
    session: Session, store: Store
) -> None:
    daily = Finding(Rule.ROI_LOW, "", {"roi": "2"}, of=store.today(MONDAY) - DAY)
    alerts.told(
        session, store, alerts.judge(session, store, Found((Rule.ROI_LOW,), (daily,)), MONDAY).told, MONDAY
    )
    assert alerts.stirring(session, MONDAY + 2 * MINUTES) == ()
    half = MONDAY + timedelta(minutes=30)
    assert alerts.stirring(session, half) == (store,)
    ((alert, notice),) = alerts.tick(session, store, half).notices
    assert (alert.finding, notice) == (daily, Notice.OWNER)
    assert alerts.stirring(session, half) == ()  # said once
    ((_, notice),) = alerts.tick(session, store, MONDAY + 2 * HOUR).notices
    assert notice is Notice.MANAGER
    assert alerts.tick(session, store, MONDAY + 3 * DAY) == Judged()
    assert kept.not_over(session, store.id)[0].state.status is Status.OPEN  # time does not end it


def test_given_back_it_is_waited_for_anew(session: Session, store: Store) -> None:
    judge(session, store, OVER, at=MONDAY)
    alerts.take(session, store, press(session, store), None, MONDAY)
    alerts.reopen(session, store, press(session, store), MONDAY + HOUR)
    assert alerts.tick(session, store, MONDAY + HOUR + 2 * MINUTES) == Judged()
    assert len(alerts.tick(session, store, MONDAY + HOUR + 3 * MINUTES).notices) == 1


def test_a_promise_and_a_mute_end_by_the_clock(session: Session, store: Store) -> None:
    judge(session, store, OVER, UNDER, at=MONDAY)
    alerts.take(session, store, press(session, store), None, MONDAY)
    under = last(session, store, UNDER)
    said = mute_of("day", UNDER, "小王", alerts.mute_ends(session, store, MONDAY))
    alerts.mute(session, store, Press(under.id, under.version, "小王", 7), said, MONDAY)
    past = tick(session, store, MONDAY + 4 * HOUR)
    assert ([one.reason for one, _ in past.notices], len(past.cards)) == ([Reason.PROMISE_PAST], 1)
    over = tick(session, store, MONDAY + DAY)
    assert (last(session, store, UNDER).reason, len(over.cards)) == (Reason.MUTE_OVER, 1)


def test_what_has_settled_is_over(session: Session, store: Store) -> None:
    judge(session, store, OVER)
    judge(session, store, at=NOW + MINUTES)
    assert alerts.tick(session, store, NOW + HOUR) == Judged()
    assert alerts.tick(session, store, NOW + HOUR + MINUTES).cards
    assert last(session, store).state.status is Status.ENDED


def test_a_mute_of_everything_reaches_the_cards_there_are(session: Session, store: Store) -> None:
    judge(session, store, OVER, UNDER)
    said = mute_of("all", OVER, "小王", alerts.mute_ends(session, store, NOW))
    alerts.mute(session, store, press(session, store), said, NOW)
    alerts.tick(session, store, NOW + MINUTES)
    assert last(session, store, UNDER).state.status is Status.MUTED


def test_the_night_is_summed_up_on_one_card(session: Session, store: Store) -> None:
    known = replace(OVER, subject="known")
    b, c = replace(OVER, subject="b"), replace(UNDER, subject="c")
    judge(session, store, known)
    judge(session, store, known, OVER, b, c, at=NIGHT)
    assert tick(session, store, NIGHT + 5 * HOUR) == Judged()
    judge(session, store, known, OVER, c, at=NIGHT + MINUTES)  # b is gone
    morning = tick(session, store, MORNING)
    assert morning.is_summary
    assert [one.finding.subject for one in morning.told] == ["a", "c"]
    card = alerts.card(session, store, last(session, store).card_id or 0)
    assert ([one.finding.subject for one, _ in card.alerts], card.known) == (["a", "c"], 1)
    assert [one.finding.subject for one in card.went] == ["b"]
    assert tick(session, store, MORNING + MINUTES) == Judged()
    judge(session, store, known, OVER, b, c, at=MORNING + 2 * MINUTES)  # b is back: a card of its own
    assert last(session, store, b).card_id not in (None, card.id)


def test_a_night_of_which_nothing_is_left_is_not_told(session: Session, store: Store) -> None:
    judge(session, store, OVER, at=NIGHT)
    judge(session, store, at=NIGHT + MINUTES)
    assert tick(session, store, MORNING) == Judged()


def test_one_that_turns_critical_does_not_wait_for_the_morning(session: Session, store: Store) -> None:
    judge(session, store, OVER, at=NIGHT)
    assert len(judge(session, store, replace(OVER, is_critical=True), at=NIGHT + MINUTES).told) == 1


def test_what_is_left_of_a_lost_card_goes_on_on_another(session: Session, store: Store) -> None:
    judge(session, store, OVER, UNDER)
    judge(session, store, OVER, at=NOW + MINUTES)
    judge(session, store, OVER, at=NOW + 2 * HOUR)
    old = alerts.card(session, store, last(session, store).card_id or 0)
    assert [one.state.status for one, _ in old.alerts] == [Status.OPEN, Status.ENDED]
    new = alerts.carried_over(session, store, old, NOW + 2 * HOUR)
    assert last(session, store).card_id == new
    assert last(session, store).state.told_at == NOW
    assert last(session, store, UNDER).card_id == old.id
    assert alerts.carried_over(session, store, alerts.card(session, store, old.id), NOW) is None
