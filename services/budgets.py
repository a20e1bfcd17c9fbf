"""Budgets of advertising: set, shown, and watched together with balance, ROI and spend share."""

import calendar
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

import storage.ads
import storage.budgets
import storage.checks
import storage.rules
import storage.sales
import storage.stores
from metrics.budgets import (
    RULES,
    Budget,
    BudgetOff,
    BudgetsShown,
    MonthSpend,
    SpendFacts,
    SpendSaid,
    judge_spend,
    pace,
)
from metrics.mistakes import Mistake
from metrics.periods import DAY, Period, before
from metrics.spending import ALL, learn
from metrics.stores import Store
from services.alerts import Found

CHECK = "ads"  # its name among the checks that fall due
EVERY = timedelta(minutes=10)
LEARNED_FROM = 60  # days


def shown(session: Session, store: Store, now: datetime) -> BudgetsShown:
    facts = load(session, store, now)
    scenes = tuple(sorted(set(storage.ads.scene_names(session, store.id).values())))
    return BudgetsShown(tuple(pace(facts, budget) for budget in facts.budgets), facts.rules, scenes)


def change(
    session: Session, store: Store, wish: Budget | BudgetOff, user_id: int, now: datetime
) -> BudgetsShown:
    """Raises Mistake("no_such_budget")."""
    if isinstance(wish, Budget):
        storage.budgets.set_budget(session, store.id, wish, user_id, now)
    elif not storage.budgets.remove_budgets(session, store.id, wish.channel):
        raise Mistake("no_such_budget")
    return shown(session, store, now)


def note(session: Session, store: Store, said: SpendSaid, user_id: int, now: datetime) -> BudgetsShown:
    """Somebody says how much of today's money is gone."""
    storage.budgets.note_spend(
        session, store.id, said.channel, now, store.today(now), said.spend, said.balance, user_id
    )
    return shown(session, store, now)


# ------------------------------------------------------------------------------------------------- watching


def due(session: Session, now: datetime) -> tuple[Store, ...]:
    """The stores whose check is due."""
    planned = storage.checks.planned(session, CHECK)
    return tuple(store for store in storage.stores.all_stores(session) if planned.get(store.id, now) <= now)


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
    days = {one.day: one for one in storage.sales.store_days(session, store.id, past)}
    scenes = storage.ads.scene_days(session, store.id, past)
    finals = scenes | {(day, ALL): one.ad_spend for day, one in days.items() if one.ad_spend is not None}
    return SpendFacts(
        store=store,
        now=now,
        rules=rules,
        budgets=storage.budgets.budgets(session, store.id),
        readings=storage.budgets.spend_readings(session, store.id, Period(today, today + DAY)),
        profile=learn(
            storage.budgets.spend_readings(session, store.id, past), finals, store, rules.pace_known_days
        ),
        months=_months(finals, Period(today.replace(day=1), today)),
        days_in_month=calendar.monthrange(today.year, today.month)[1],
        statement=storage.budgets.last_balance(session, store.id),
        yesterday=days.get(today - DAY),
    )


def _months(finals: Mapping[tuple[date, str], Decimal], month: Period) -> dict[str, MonthSpend]:
    """By channel, what the month's whole days cost; known are the days with an ad file."""
    known_days = sum(1 for day, channel in finals if channel == ALL and day in month)
    spends: dict[str, Decimal] = defaultdict(Decimal)
    for (day, channel), spend in finals.items():
        if day in month:
            spends[channel] += spend
    return {channel: MonthSpend(spend, known_days) for channel, spend in spends.items()}
