"""Plans and words that cost money and sell nothing: what the last known days say."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

import storage.ads
import storage.checks
import storage.rules
from metrics.ads import Cut
from metrics.alerts import Finding, Rule
from metrics.periods import DAY, Period
from metrics.rules import Rules
from metrics.stores import Store
from metrics.waste import RULES, judge_waste, largest
from services.alerts import Found

CHECK = "waste"  # its name among the checks that fall due
AT = time(10)  # on the store's clock: the morning's files have come, and nobody is in a hurry
LOOKED_BACK = 14  # days: for the last known ones
SEEN_WITHIN = timedelta(days=60)


def due(session: Session, now: datetime) -> tuple[Store, ...]:
    """The stores whose check of today is due."""
    due = storage.checks.due_stores(session, CHECK, now)
    return tuple(store for store in due if store.moment(store.today(now), AT) <= now)


def check_due(session: Session, store: Store, now: datetime) -> Found | None:
    """Claims today's check and makes it; None where somebody else was faster."""
    today = store.today(now)
    if not storage.checks.claim_check(session, store.id, CHECK, now, store.moment(today + DAY, AT)):
        return None
    return Found(RULES, look(session, store, today))


def look(session: Session, store: Store, today: date) -> tuple[Finding, ...]:
    """Words of plans that are told of as a whole are not told of again."""
    rules = storage.rules.rules(session, store.id)
    plans = _judged(session, store, today, Rule.PLAN_WASTE, rules)
    words = _judged(session, store, today, Rule.WORD_WASTE, rules, [one.subject for one in plans])
    return largest((*plans, *words))


def _judged(
    session: Session,
    store: Store,
    today: date,
    rule: Rule,
    rules: Rules,
    without_plans: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Only days that are over."""
    cut = Cut.PLAN if rule is Rule.PLAN_WASTE else Cut.WORD
    span = Period(today - timedelta(days=LOOKED_BACK), today)
    days = storage.ads.known_days(session, store.id, span, cut)[-rules.waste_days :]
    if not days:
        return ()
    lines = storage.ads.ad_lines(session, store.id, Period(days[0], days[-1] + DAY), cut, without_plans)
    large = [line for line in lines if line.totals.spend >= rules.waste_spend and line.key]
    last = storage.ads.ad_lines(session, store.id, Period(days[-1], days[-1] + DAY), cut, without_plans)
    before = Period(days[-1] - SEEN_WITHIN, days[-1] + 2 * DAY - timedelta(days=rules.waste_age))
    known = storage.ads.seen_keys(session, store.id, before, cut, [line.key for line in large])
    spent = {line.key: line.totals.spend for line in last}
    return judge_waste(rule, large, days, spent, known, rules)
