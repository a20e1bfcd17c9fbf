"""Why an alert was sent, and why none was: what each detector makes of today, and what holds alerts back."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time

from sqlalchemy.orm import Session

import metrics.ad_facts as ads
import metrics.rival_alerts as rivals
import services.alerts
import services.budgets
import services.review_alerts
import services.rival_alerts
import services.unusual
import storage.aftermath
import storage.alerts
import storage.rules
from metrics.ad_money import judge_spend
from metrics.alerts import Rule, Status, suppressor
from metrics.explain import AlertWhy, Look, Seen, Silence, held, looks_of
from metrics.quiet import MINUTE, quiet_ends
from metrics.sales_alerts import OF_FIGURES, figure_finding
from metrics.stores import Store
from metrics.unusual import RULE_OF, Figure, Way
from metrics.unusual import Verdict as DayVerdict

Explain = Callable[[Session, Store, datetime], Iterator[Look]]


# ---------------------------------------------------------------------------------------------- one alert


def why_alert(session: Session, store: Store, alert_id: int, now: datetime) -> AlertWhy:
    """Raises Mistake("unknown_alert")."""
    alert = services.alerts.known(session, store.id, alert_id)
    holds = services.alerts.circumstances(session, store, now)
    is_muted = alert.state.status is Status.MUTED
    is_suppressed = alert.state.status is Status.SUPPRESSED
    return AlertWhy(
        alert=alert,
        story=services.alerts.story(session, alert_id),
        readings=storage.aftermath.readings(session, [alert_id]).get(alert_id, ()),
        rules=storage.rules.rules(session, store.id),
        mute=next((one for one in holds.mutes if is_muted and one.covers(alert.finding, now)), None),
        cause=suppressor(alert.finding, holds.there) if is_suppressed else None,
    )


# ------------------------------------------------------------------------------------------------- nothing


def why_nothing(session: Session, store: Store, now: datetime) -> Silence:
    """What every detector makes of now, what is there, and what keeps it quiet."""
    holds = services.alerts.circumstances(session, store, now)
    looks = tuple(look for explain in EXPLAINERS for look in explain(session, store, now))
    midnight = store.moment(holds.today, time(0))
    there = {alert.id: alert for alert in storage.alerts.not_over(session, store.id)}
    there |= {alert.id: alert for alert in storage.alerts.between(session, store.id, midnight, now + MINUTE)}
    alerts = services.alerts.in_order(there.values())
    told_on = {one.id: store.today(one.state.told_at) for one in alerts if one.state.told_at is not None}
    wide = tuple(one for one in holds.mutes if one.subject is None)
    until = quiet_ends(store, holds.hours, holds.calendar, now) if holds.is_quiet else None
    return Silence(held(looks, alerts, holds.mutes, holds.today, now, told_on), looks, until, wide)


ADS: Mapping[ads.Verdict, Seen] = {
    ads.Verdict.FOUND: Seen.FOUND,
    ads.Verdict.BETWEEN: Seen.BETWEEN,
    ads.Verdict.FINE: Seen.FINE,
    ads.Verdict.NO_READING: Seen.NOT_TOLD,
    ads.Verdict.TOO_EARLY: Seen.TOO_EARLY,
    ads.Verdict.FEW_DAYS: Seen.FEW_DAYS,
    ads.Verdict.NO_BALANCE: Seen.NOT_TOLD,
    ads.Verdict.NO_DAY: Seen.NO_FIGURE,
    ads.Verdict.NO_SALES: Seen.NO_SALES,
}


def of_ads(session: Session, store: Store, now: datetime) -> Iterator[Look]:
    for one in judge_spend(services.budgets.load(session, store, now)):
        yield Look(one.rule, one.subject, ADS[one.verdict], one.finding)


FIGURES: Mapping[DayVerdict, Seen] = {
    DayVerdict.UNUSUAL: Seen.FOUND,
    DayVerdict.BETWEEN: Seen.BETWEEN,
    DayVerdict.USUAL: Seen.FINE,
    DayVerdict.SMALL: Seen.SMALL,
    DayVerdict.FLOOR: Seen.SMALL,
    DayVerdict.WELCOME: Seen.WELCOME,
    DayVerdict.BACK: Seen.FINE,
    DayVerdict.FEW_DAYS: Seen.FEW_DAYS,
    DayVerdict.FEW_PEOPLE: Seen.FEW_PEOPLE,
    DayVerdict.NO_FIGURE: Seen.NO_FIGURE,
    DayVerdict.NO_FILE: Seen.NO_FIGURE,
    DayVerdict.NO_PLAN: Seen.NO_PLAN,
    DayVerdict.HOLIDAY: Seen.HOLIDAY,
}


def of_figures(session: Session, store: Store, now: datetime) -> Iterator[Look]:
    """Figures that no file of the last months tells are not watched, and not spoken of."""
    day = services.unusual.newest_day(session, store, now)
    if day is None:
        yield from (Look(RULE_OF[Way.FELL], figure, Seen.NO_FIGURE) for figure in Figure)
        return
    judged = services.unusual.judged(session, store, day)
    for one in judged:
        finding = next(figure_finding(one, judged), None)
        rule = RULE_OF[Way.FELL] if finding is None else finding.rule
        yield Look(rule, one.figure, FIGURES[one.verdict], finding)


def of_products(session: Session, store: Store, now: datetime) -> Iterator[Look]:
    """Main products, their stock, and the scores."""
    found = services.unusual.look(session, store, now)
    rules = set(found.rules) - OF_FIGURES
    yield from looks_of(rules, (one for one in found.findings if one.rule in rules))
    missing = {Rule.PRODUCT_FELL, Rule.SOLD_OUT} - set(found.rules)
    yield from (Look(rule, "", Seen.NO_FIGURE) for rule in sorted(missing))


RIVALS: Mapping[rivals.RivalReason, Seen] = {
    rivals.RivalReason.FOUND: Seen.FOUND,
    rivals.RivalReason.WAITING_FOR_SECOND_LOOK: Seen.SECOND_LOOK,
    rivals.RivalReason.UNREADABLE: Seen.NO_FIGURE,
    rivals.RivalReason.SMALL: Seen.SMALL,
    rivals.RivalReason.BACK: Seen.FINE,
    rivals.RivalReason.LONG_AGO: Seen.FINE,
    rivals.RivalReason.USUAL: Seen.FINE,
    rivals.RivalReason.BETWEEN: Seen.BETWEEN,
    rivals.RivalReason.FEW_DAYS: Seen.FEW_DAYS,
    rivals.RivalReason.CAMPAIGN: Seen.NO_PLAN,
    rivals.RivalReason.OUT_OF_DATE: Seen.NOT_LOOKED,
    rivals.RivalReason.COVERED: Seen.COVERED,
    rivals.RivalReason.NO_OWN_PRICE: Seen.NO_FIGURE,
    rivals.RivalReason.DEARER: Seen.FINE,
}


def of_rivals(session: Session, store: Store, now: datetime) -> Iterator[Look]:
    for one in services.rival_alerts.judgements(session, store, now):
        yield Look(one.rule, one.subject, RIVALS[one.reason], one.finding)


def of_reviews(session: Session, store: Store, now: datetime) -> Iterator[Look]:
    found = services.review_alerts.look(session, store, now)
    if found is None:
        yield Look(Rule.REVIEW_TOPIC, "", Seen.NO_FIGURE)
    else:
        yield from looks_of(found.rules, found.findings)


EXPLAINERS: tuple[Explain, ...] = (of_ads, of_figures, of_products, of_rivals, of_reviews)
