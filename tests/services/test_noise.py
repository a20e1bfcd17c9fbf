"""The noise governor from the database: what people made of alerts, tried thresholds, and answers."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

import storage.budgets
import storage.rules
from metrics.alerts import Finding, Rule, Status
from metrics.budgets import Budget, Span
from metrics.mistakes import Mistake
from metrics.noise import Answer, Proposal, Proposed
from metrics.periods import DAY
from metrics.rules import Rules
from metrics.spending import ALL
from metrics.stores import Store
from services import alerts, budgets, noise, rules
from services.alerts import Found, Press
from services.noise import NoiseDue
from storage import alerts as kept
from storage import noise as kept_proposals
from storage import tables
from tests.shops import add_day
from tests.uploading import make_store

MONDAY = date(2026, 8, 17)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def store(session: Session) -> Store:
    store = make_store(session)
    session.execute(update(tables.store).values(created_at=LONG_AGO))
    return store


def at(store: Store, day: date, hour: int = 10, minute: int = 0) -> datetime:
    return store.moment(day, time(hour, minute))


def days(session: Session, store: Store, *roi: float) -> list[date]:
    """One day with that ROI after another, each between two good ones, up to last week. Their days."""
    found = []
    for place, value in enumerate(roi):
        day = MONDAY - timedelta(days=2 * (len(roi) - place) + 7)
        add_day(session, store, day, ad_revenue=round(5_000 * value))
        add_day(session, store, day + DAY, ad_revenue=20_000)
        found.append(day)
    return found


def told(session: Session, store: Store, day: date, status: Status | None = Status.DISMISSED) -> None:
    """The morning after, ROI is told; somebody says what it was; the day after it is over."""
    finding = Finding(Rule.ROI_LOW, "", {"day": str(day)})
    now = at(store, day + DAY)
    judged = alerts.judge(session, store, Found([Rule.ROI_LOW], [finding]), now)
    alerts.told(session, store, judged.told, now)
    alert = kept.last_alerts(session, store.id, [Rule.ROI_LOW])[finding.cause]
    if status is not None:
        alerts.close(session, store, Press(alert.id, alert.version, "小王", 7), status, now)
    alerts.judge(session, store, Found([Rule.ROI_LOW], []), now + DAY)


def proposal(session: Session, store: Store) -> Proposal | None:
    return noise.find(session, store, at(store, MONDAY))


def proposed(session: Session, store: Store) -> Proposed:
    """Six alerts that nobody needed, and what is proposed for them."""
    for day in days(session, store, *[2.95] * 6):
        told(session, store, day)
    due = NoiseDue(store, MONDAY)
    found = noise.claim(session, due, proposal(session, store), at(store, MONDAY))
    assert found is not None
    return found


def test_the_noisiest_rule_is_tried_with_a_milder_threshold(session: Session, store: Store) -> None:
    *noisy, real = days(session, store, 2.95, 2.95, 2.95, 2.75, 2.75, 1.5)
    for day in noisy:
        told(session, store, day)
    told(session, store, real, Status.SOLVED)
    found = proposal(session, store)
    assert found is not None
    assert (found.rule, found.precision.noise, found.precision.real) == (Rule.ROI_LOW, 5, 1)
    assert (found.name, found.old, found.new) == ("roi_pass", Decimal(3), Decimal("2.9"))
    assert (found.now, found.then, found.kept) == (6, 3, 1)


def test_nothing_is_proposed_that_loses_a_real_one(session: Session, store: Store) -> None:
    first, *noisy = days(session, store, 2.95, 2.95, 2.95, 2.95, 2.95, 2.95)
    told(session, store, first, Status.SOLVED)
    for day in noisy:
        told(session, store, day)
    assert proposal(session, store) is None


@pytest.mark.parametrize("status", [Status.SOLVED, None])
def test_a_rule_that_people_act_on_or_say_nothing_of_is_left_alone(
    session: Session, store: Store, status: Status | None
) -> None:
    for day in days(session, store, *[2.95] * 6):
        told(session, store, day, status)
    assert proposal(session, store) is None


def test_few_alerts_say_nothing_about_a_rule(session: Session, store: Store) -> None:
    for day in days(session, store, *[2.95] * 4):
        told(session, store, day)
    assert proposal(session, store) is None


def test_old_alerts_do_not_count(session: Session, store: Store) -> None:
    for day in days(session, store, *[2.95] * 6):
        told(session, store, day)
    assert noise.find(session, store, at(store, MONDAY + 60 * DAY)) is None


def test_it_is_claimed_once_a_week_and_not_repeated_for_four(session: Session, store: Store) -> None:
    now = at(store, MONDAY)
    assert noise.due(session, now) == (NoiseDue(store, MONDAY),)
    found = proposed(session, store)
    assert noise.due(session, now + timedelta(minutes=1)) == ()
    assert noise.claim(session, NoiseDue(store, MONDAY), found.proposal, now) is None
    assert noise.due(session, now + timedelta(days=7)) == (NoiseDue(store, MONDAY + 7 * DAY),)
    assert noise.find(session, store, now + timedelta(days=27)) is None
    later = noise.find(session, store, now + timedelta(days=29))
    assert later is not None
    assert later.rule is Rule.ROI_LOW


def test_accepted_it_holds_and_says_less(session: Session, store: Store) -> None:
    found = proposed(session, store)
    said = noise.accept(session, store, found.id, "老张", at(store, MONDAY))
    assert (said.answer, said.person, said.proposal) == (Answer.ACCEPTED, "老张", found.proposal)
    assert storage.rules.rules(session, store.id) == Rules(roi_pass=Decimal("2.9"))
    add_day(session, store, MONDAY - DAY, ad_revenue=14_750)
    findings = budgets.check(session, store, at(store, MONDAY)).findings
    assert all(one.rule is not Rule.ROI_LOW or one.level != "firing" for one in findings)
    last = kept_proposals.last_accepted(session, store.id, "roi_pass")
    assert last is not None
    assert (last[0].person, last[1]) == ("老张", at(store, MONDAY))
    assert rules.trial(session, store, "roi_pass", None, at(store, MONDAY)).accepted == ("老张", MONDAY)
    rules.save(session, store, "roi_pass", Decimal("2.8"))
    assert rules.trial(session, store, "roi_pass", None, at(store, MONDAY)).accepted is None
    with pytest.raises(Mistake, match="proposal_answered"):
        noise.leave(session, store, found.id, "小王", at(store, MONDAY))


def test_left_it_changes_nothing(session: Session, store: Store) -> None:
    found = proposed(session, store)
    assert noise.leave(session, store, found.id, "老张", at(store, MONDAY)).answer is Answer.LEFT
    assert storage.rules.rules(session, store.id) == Rules()
    assert kept_proposals.last_accepted(session, store.id, "roi_pass") is None


def test_an_old_proposal_never_overwrites_what_people_chose_since(session: Session, store: Store) -> None:
    found = proposed(session, store)
    storage.rules.change(session, store.id, "roi_pass", "2.7")
    with pytest.raises(Mistake, match="old_proposal"):
        noise.accept(session, store, found.id, "老张", at(store, MONDAY))
    other = make_store(session, telegram_id=-200)
    with pytest.raises(Mistake, match="unknown_proposal"):
        noise.accept(session, other, found.id, "老张", at(store, MONDAY))


def test_budgets_are_judged_again_at_each_reading(session: Session, store: Store) -> None:
    """At noon of an even day 66% of the budget is gone, by eight no more than should be."""
    storage.budgets.set_budget(session, store.id, Budget(ALL, Span.DAY, Decimal(1000)), 1, LONG_AGO)
    rule = Rule.BUDGET_OVER
    for week in range(1, 7):
        day = MONDAY - 7 * week * DAY
        now = at(store, day, 12)
        for hour, spend in ((12, 660), (20, 900)):
            storage.budgets.note_spend(
                session, store.id, ALL, at(store, day, hour), day, Decimal(spend), None, 1
            )
        finding = Finding(rule, ALL, {"spent": "660"})
        judged = alerts.judge(session, store, Found([rule], [finding]), now)
        alerts.told(session, store, judged.told, now)
        alert = kept.last_alerts(session, store.id, [rule])[finding.cause]
        alerts.close(session, store, Press(alert.id, alert.version, "小王", 7), Status.DISMISSED, now)
        alerts.judge(session, store, Found([rule], []), now + DAY)
    found = proposal(session, store)
    assert found is not None
    assert (found.rule, found.name, found.old) == (rule, "pace_high", Decimal("1.25"))
    assert found.new > found.old
    assert (found.now, found.then) == (6, 0)


def test_what_was_never_told_does_not_count(session: Session, store: Store) -> None:
    for day in days(session, store, *[2.95] * 6):
        told(session, store, day)
    session.execute(update(tables.alert).values(told_at=None))
    assert proposal(session, store) is None
