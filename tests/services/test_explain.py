"""Why an alert was sent and why nothing was, from the database: each detector says what it made of today."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from metrics.alerts import NATURES, Alert, Mute, Rule, Status, Topic
from metrics.explain import Seen, Silence, Why
from metrics.mistakes import Mistake
from metrics.periods import DAY
from metrics.stores import Store
from services import alerts, budgets, explain, unusual
from services.alerts import Press
from storage import alerts as kept
from tests.shops import add_day, add_days
from tests.uploading import make_store

TODAY = date(2026, 8, 13)  # a Thursday, no season around
NOW = datetime(2026, 8, 13, 2, 0, tzinfo=UTC)  # ten in the morning in the shop
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def store(session: Session) -> Store:
    return make_store(session)


def silence(session: Session, store: Store, now: datetime = NOW) -> Silence:
    return explain.why_nothing(session, store, now)


def seen(session: Session, store: Store) -> dict[tuple[Rule, str], Seen]:
    return {(look.rule, look.subject): look.seen for look in silence(session, store).looks}


def judge(session: Session, store: Store, now: datetime = NOW) -> None:
    """Both watches look, and what they find is told."""
    for found in (budgets.check(session, store, now), unusual.look(session, store, now)):
        judged = alerts.judge(session, store, found, now)
        if judged.told:
            alerts.told(session, store, judged.told, now)


def low(session: Session, store: Store) -> Alert:
    """Months of good days; yesterday the ads sold half."""
    add_days(session, store, TODAY)
    add_day(session, store, TODAY - DAY, ad_revenue=10_000)
    judge(session, store)
    return kept.last_alerts(session, store.id, [Rule.ROI_LOW])[Rule.ROI_LOW, ""]


def press(alert: Alert) -> Press:
    return Press(alert.id, alert.version, "小王", 7)


def held(session: Session, store: Store, rule: Rule = Rule.ROI_LOW) -> list[Why]:
    return [one.why for one in silence(session, store, LATER).held if one.finding.rule is rule]


def test_an_empty_store_says_what_is_missing(session: Session, store: Store) -> None:
    found = seen(session, store)
    assert found[Rule.ROI_LOW, ""] is Seen.NO_FIGURE
    assert found[Rule.SPEND_SHARE, ""] is Seen.NO_FIGURE
    assert found[Rule.BALANCE_EMPTY, ""] is Seen.NOT_TOLD
    assert found[Rule.UNUSUAL_LOW, "revenue"] is Seen.NO_FIGURE
    assert found[Rule.PRODUCT_FELL, ""] is Seen.NO_FIGURE
    assert found[Rule.SCORE_LOW, "item"] is Seen.NO_FIGURE
    assert found[Rule.REVIEW_TOPIC, ""] is Seen.NO_FIGURE
    assert silence(session, store).held == ()


def test_a_good_day_was_judged_and_is_fine(session: Session, store: Store) -> None:
    add_days(session, store, TODAY)
    found = seen(session, store)
    assert found[Rule.ROI_LOW, ""] is Seen.FINE
    assert found[Rule.UNUSUAL_LOW, "revenue"] is Seen.FINE


def test_a_young_store_is_told_that_it_is_young(session: Session, store: Store) -> None:
    add_days(session, store, TODAY, count=10)
    assert seen(session, store)[Rule.UNUSUAL_LOW, "revenue"] is Seen.FEW_DAYS


def test_what_is_found_and_not_told_yet_comes_soon(session: Session, store: Store) -> None:
    add_days(session, store, TODAY)
    add_day(session, store, TODAY - DAY, ad_revenue=10_000)
    assert held(session, store) == [Why.SOON]


def test_what_was_sent_today_is_said(session: Session, store: Store) -> None:
    low(session, store)
    assert held(session, store) == [Why.SENT]
    assert silence(session, store).sent >= 1
    assert silence(session, store, NOW + DAY).sent == 0


@pytest.mark.parametrize(("status", "why"), [(Status.SOLVED, Why.SOLVED), (Status.DISMISSED, Why.DISMISSED)])
def test_who_closed_it(session: Session, store: Store, status: Status, why: Why) -> None:
    alerts.close(session, store, press(low(session, store)), status, NOW)
    (one,) = [one for one in silence(session, store, LATER).held if one.finding.rule is Rule.ROI_LOW]
    assert (one.why, one.person) == (why, "小王")


def test_who_muted_it_until_when_and_how_far(session: Session, store: Store) -> None:
    alert = low(session, store)
    until = NOW + 7 * DAY
    alerts.mute(session, store, press(alert), Mute(Rule.ROI_LOW, None, until, "小王"), NOW)
    found = silence(session, store, LATER)
    (one,) = [one for one in found.held if one.finding.rule is Rule.ROI_LOW]
    assert (one.why, one.person, one.until) == (Why.MUTED, "小王", until)
    assert [mute.rule for mute in found.mutes] == [Rule.ROI_LOW]
    why = explain.why_alert(session, store, alert.id, LATER)
    assert why.mute is not None
    assert why.mute.until == until


def test_the_larger_cause_is_named(session: Session, store: Store) -> None:
    """ROI under its threshold explains that it is unusual, too."""
    low(session, store)
    alert = kept.last_alerts(session, store.id, [Rule.UNUSUAL_LOW])[Rule.UNUSUAL_LOW, "roi"]
    why = explain.why_alert(session, store, alert.id, LATER)
    assert why.cause is not None
    assert why.cause.rule is Rule.ROI_LOW
    assert Why.SUPPRESSED in held(session, store, Rule.UNUSUAL_LOW)


def test_quiet_hours_hold_it_and_say_until_when(session: Session, store: Store) -> None:
    add_days(session, store, TODAY)
    add_day(session, store, TODAY - DAY, ad_revenue=10_000)
    night = store.moment(TODAY, datetime.min.time().replace(hour=6))
    judge(session, store, night)
    found = silence(session, store, night)
    assert found.quiet_until == store.moment(TODAY, datetime.min.time().replace(hour=8))
    assert [one.why for one in found.held if one.finding.rule is Rule.ROI_LOW] == [Why.QUIET]


def test_an_alert_is_explained_with_its_story_and_the_shops_rules(session: Session, store: Store) -> None:
    alert = alerts.take(session, store, press(low(session, store)), None, NOW)
    why = explain.why_alert(session, store, alert.id, LATER)
    assert [event.reason for event in why.story] == ["new", "taken"]
    assert (why.rules.roi_pass, why.mute, why.cause) == (3, None, None)
    with pytest.raises(Mistake, match="unknown_alert"):
        explain.why_alert(session, make_store(session, telegram_id=-200), alert.id, LATER)


def test_every_watch_says_what_it_made_of_today(session: Session, store: Store) -> None:
    add_days(session, store, TODAY)
    topics = {NATURES[look.rule].topic for look in silence(session, store).looks}
    assert topics == {Topic.ADS, Topic.SALES, Topic.STOCK, Topic.REVIEWS}  # rivals where any are followed
