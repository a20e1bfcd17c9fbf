"""Budgets of advertising: set, shown, and watched together with balance, ROI and spend share."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

import services.calendar
import services.readiness
import storage.ads
import storage.budgets
import storage.checks
import storage.rules
import storage.sales
from metrics.ad_facts import SpendFacts
from metrics.ad_money import RULES, judge_spend
from metrics.budgets import Budget, BudgetOff, SpendSaid, meant
from metrics.calendar import Calendar
from metrics.exports import Part
from metrics.habits import RECENT_WITHIN
from metrics.mistakes import Mistake
from metrics.pacing import BudgetsShown, pace
from metrics.periods import DAY, Period, before
from metrics.plan import uplifts
from metrics.readiness import DETAILS, WAITED_FOR
from metrics.spending import ALL, SpendReading, learn, plan_channel, plan_name
from metrics.stores import Store
from services.alerts import Found

CHECK = "ads"  # its name among the checks that fall due
EVERY = timedelta(minutes=10)
LEARNED_FROM = 90  # days
LIFTS_FROM = timedelta(days=560)  # last year's campaigns, and the days before them
BALANCES_FROM = timedelta(days=14)


def shown(session: Session, store: Store, now: datetime) -> BudgetsShown:
    facts = load(session, store, now)
    scenes, plans = _named(session, store)
    channels = (*scenes, *(plan_channel(name) for name in plans))
    return BudgetsShown(tuple(pace(facts, budget) for budget in facts.budgets), facts.rules, channels)


def change(
    session: Session, store: Store, wish: Budget | BudgetOff, user_id: int, now: datetime
) -> tuple[Budget | BudgetOff, BudgetsShown]:
    """What was meant, and all budgets as they are then. Raises Mistake("no_such_budget")."""
    known = replace(wish, channel=meant(wish.channel, *_named(session, store)))
    if isinstance(known, Budget):
        storage.budgets.set_budget(session, store.id, known, user_id, now)
    elif not _removed(session, store, known.channel, wish.channel):
        raise Mistake("no_such_budget")
    return known, shown(session, store, now)


def _removed(session: Session, store: Store, *channels: str) -> bool:
    """Also by the name as written: the budget may be older than the file that names a plan so."""
    gone = [storage.budgets.remove_budgets(session, store.id, one) for one in dict.fromkeys(channels)]
    return any(gone)


def note(
    session: Session, store: Store, said: SpendSaid, user_id: int, now: datetime
) -> tuple[SpendSaid, BudgetsShown]:
    """Somebody says how much of today's money is gone; what was meant, and what that means."""
    said = replace(said, channel=meant(said.channel, *_named(session, store)))
    storage.budgets.note_spend(
        session, store.id, said.channel, now, store.today(now), said.spend, said.balance, user_id
    )
    return said, shown(session, store, now)


def _named(session: Session, store: Store) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The scenes and the plans that files name."""
    scenes = storage.ads.scene_names(session, store.id).values()
    plans = storage.ads.plan_names(session, store.id).values()
    return tuple(sorted(set(scenes))), tuple(sorted(set(plans)))


# ------------------------------------------------------------------------------------------------- watching


def due(session: Session, now: datetime) -> tuple[Store, ...]:
    """The stores whose check is due."""
    return storage.checks.due_stores(session, CHECK, now)


def check_due(session: Session, store: Store, now: datetime) -> Found | None:
    """Claims the check and makes it; None where somebody else was faster."""
    if not storage.checks.claim_check(session, store.id, CHECK, now, now + EVERY):
        return None
    return check(session, store, now)


def check(session: Session, store: Store, now: datetime) -> Found:
    judgements = judge_spend(load(session, store, now))
    return Found(RULES, [one.finding for one in judgements if one.finding])


def load(session: Session, store: Store, now: datetime) -> SpendFacts:
    today = store.today(now)
    past = before(today - DAY, LEARNED_FROM)
    rules = storage.rules.rules(session, store.id)
    budgets = storage.budgets.budgets(session, store.id)
    partial = _partial_days(session, store, past, now)
    spends = _spends(session, store, past, any(plan_name(one.channel) for one in budgets), partial)
    readings = storage.budgets.spend_readings(session, store.id, Period(past.start, today + DAY))
    earlier = [one for one in readings if one.day < today]
    finals = {(day, channel): spend for channel, days in spends.items() for day, spend in days.items()}
    ahead = Period(past.start, _next_month(today))
    calendar = services.calendar.calendar(session, store, ahead)
    return SpendFacts(
        store=store,
        now=now,
        rules=rules,
        budgets=budgets,
        readings=tuple(one for one in readings if one.day == today),
        profile=learn(earlier, finals, store, rules.pace_known_days),
        spends=spends,
        lifts=_lifts(session, store, calendar, Period(today - RECENT_WITHIN, ahead.end)),
        calendar=calendar,
        balances=_balances(earlier, today),
        statement=storage.budgets.last_balance(session, store.id),
        yesterday=next(iter(storage.sales.single_days(session, store.id, {today - DAY} - partial)), None),
    )


def _partial_days(session: Session, store: Store, past: Period, now: datetime) -> frozenset[date]:
    """The days of whose ads only a part is known: a report of words has come, that of all has not."""
    days = [one for one in storage.sales.store_days(session, store.id, past) if one.ad_spend is not None]
    parts = {one.day for one in days if one.ad_report in DETAILS}
    last = [store.today(now) - back * DAY for back in range(1, WAITED_FOR + 1)]
    lacking = services.readiness.lacking_parts
    not_yet = {day for day in last if Part.ADS in lacking(session, store, day, now)}
    return frozenset(not_yet | (parts if len(parts) < len(days) else set()))


def _spends(
    session: Session, store: Store, past: Period, with_plans: bool, partial: Collection[date]
) -> Mapping[str, Mapping[date, Decimal]]:
    """By channel what each whole day cost; plans only where one has a budget."""
    found: dict[str, dict[date, Decimal]] = defaultdict(dict)
    found[ALL] = storage.ads.spend_by_day(session, store.id, past)
    for (day, name), spend in storage.ads.scene_days(session, store.id, past).items():
        found[name][day] = spend
    plans = storage.ads.plan_days(session, store.id, past) if with_plans else {}
    for (day, name), spend in plans.items():
        found[plan_channel(name)][day] = spend
    return {
        name: {day: spend for day, spend in days.items() if day not in partial}
        for name, days in found.items()
    }


def _lifts(session: Session, store: Store, calendar: Calendar, days: Period) -> dict[date, Decimal]:
    """How many times an ordinary day the special ones are planned to cost, or cost the last time."""
    if not any(calendar.is_special(day) or calendar.season_on(day) for day in days.days()):
        return {}
    history = storage.ads.spend_by_day(session, store.id, Period(days.start - LIFTS_FROM, days.end))
    return uplifts(days, calendar, history)


def _balances(readings: list[SpendReading], today: date) -> tuple[SpendReading, ...]:
    """The newest of each channel that tells one: of the last weeks, so that what is open stays open."""
    since = today - BALANCES_FROM
    return tuple(
        {one.channel: one for one in readings if one.balance is not None and one.day >= since}.values()
    )


def _next_month(day: date) -> date:
    return (day.replace(day=28) + 4 * DAY).replace(day=1)
