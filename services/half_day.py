"""The half-day check: today so far against its target, and what bears on it."""

from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy.orm import Session

import services.budgets
import services.calendar
import services.rivals
import storage.ads
import storage.reviews
import storage.rules
import storage.sales
import storage.sales_readings
import storage.settings
import storage.targets
from metrics.ads import Cut
from metrics.budgets import Span
from metrics.calendar import Calendar
from metrics.half_day import HalfDay, HalfDayFacts, begins, best_line, half_day
from metrics.pacing import month_per_day
from metrics.periods import DAY, Period, before
from metrics.rivals import Move, What
from metrics.sales import sum_roi
from metrics.settings import Regular
from metrics.sold import LOOK_BACK, SalesReading, SoFar, UsualShare, latest, usual_share
from metrics.spending import ALL, spent
from metrics.stores import Store

ADS_DAYS = 7


def check(session: Session, store: Store, day: date, now: datetime) -> HalfDay:
    calendar = services.calendar.calendar(session, store, Period(day - LOOK_BACK, day + 2 * DAY))
    half_at = storage.settings.settings(session, store.id).at(Regular.HALF_DAY)
    lately = before(day - DAY, ADS_DAYS)
    facts = HalfDayFacts(
        so_far=so_far(session, store, day, calendar),
        half_at=store.moment(day, half_at),
        end=store.moment(day + DAY, time()),
        now=now,
        rules=storage.rules.rules(session, store.id),
        roi=sum_roi(storage.sales.store_days(session, store.id, lately)),
        best=best_line(storage.ads.ad_lines(session, store.id, lately, Cut.PLAN)),
        budget_left=budget_left(session, store, now),
        overdue=storage.reviews.open_count(session, store.id, now).overdue,
        cheaper=cheaper(session, store, day),
        tomorrow=begins(calendar, day + DAY),
    )
    return half_day(facts)


def check_target(session: Session, store: Store, day: date, now: datetime) -> HalfDay | None:
    """None where the day has no target, or is not worked and nobody has said how much is sold: then nobody is
    there to be asked. That is soon known, as it is asked again and again.
    """
    of_day = Period(day, day + DAY)
    if day not in storage.targets.target_days(session, store.id, of_day):
        return None
    calendar = services.calendar.calendar(session, store, of_day)
    if not (calendar.is_working(day) or storage.sales_readings.readings(session, store.id, of_day)):
        return None
    return check(session, store, day, now)


def note(
    session: Session, store: Store, amount: Decimal, user_id: int, person: str, now: datetime
) -> HalfDay:
    """Somebody says how much has been sold of today; what that means."""
    today = store.today(now)
    storage.sales_readings.note(session, store.id, now, today, amount, user_id, person)
    return check(session, store, today, now)


def so_far(session: Session, store: Store, day: date, calendar: Calendar) -> SoFar:
    known = storage.sales_readings.readings(session, store.id, Period(day, day + DAY))
    target = storage.targets.target_days(session, store.id, Period(day, day + DAY)).get(day)
    reading = latest(known)
    usual = None if reading is None else usual_of(session, store, reading, calendar)
    return SoFar(day, target, reading, usual)


def usual_of(session: Session, store: Store, reading: SalesReading, calendar: Calendar) -> UsualShare | None:
    """Special days run otherwise: they neither tell nor are told of what is usual."""
    if calendar.is_special(reading.day):
        return None
    earlier = Period(reading.day - LOOK_BACK, reading.day)
    finals = {
        one.day: one.paid_amount
        for one in storage.sales.store_days(session, store.id, earlier)
        if one.paid_amount is not None and not calendar.is_special(one.day)
    }
    readings = storage.sales_readings.readings(session, store.id, earlier)
    return usual_share(readings, finals, store, reading.at)


def budget_left(session: Session, store: Store, now: datetime) -> Decimal | None:
    """Of what may be spent on all ads today; None where no budget is set, or nobody has said what is gone.

    A month's budget allows what is left of it, evenly over its days.
    """
    facts = services.budgets.load(session, store, now)
    gone = spent(facts.readings, ALL, store)
    allowed = {
        budget.span: budget.amount if budget.span is Span.DAY else month_per_day(facts, budget)
        for budget in facts.budgets
        if budget.channel == ALL
    }
    amount = allowed.get(Span.DAY, allowed.get(Span.MONTH))
    return None if gone is None or amount is None else amount - gone.amount


def cheaper(session: Session, store: Store, day: date) -> Move | None:
    """A followed shop that lowered a price today or yesterday."""
    moves = (move for one in (day, day - DAY) for move in services.rivals.moves(session, store, one))
    return next((move for move in moves if move.what is What.PRICE_DOWN), None)
