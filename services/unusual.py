"""The watch over sales: the newest whole day beside what is usual, main products, stock and scores."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

import services.budgets
import services.calendar
import services.readiness
import storage.ads
import storage.alerts
import storage.checks
import storage.pages
import storage.products
import storage.rules
import storage.sales
import storage.stock
import storage.targets
import storage.weeks
from metrics.alerts import Finding, Level, Rule
from metrics.brief import known_day
from metrics.calendar import ORDINARY_BACK
from metrics.exports import Part
from metrics.forecast import HISTORY
from metrics.periods import DAY, Period, before
from metrics.products import ItemDay
from metrics.readiness import WAITED_FOR, has_revenue
from metrics.rules import Rules
from metrics.sales import StoreDay
from metrics.sales_alerts import (
    MAIN_SHARE,
    MOST_PRODUCTS,
    OF_FIGURES,
    OF_PRODUCTS,
    MainProduct,
    figure_findings,
    product_findings,
    score_findings,
)
from metrics.stores import Store
from metrics.unusual import Figure, Judged, Known, Verdict, judge_day
from services.alerts import Found

CHECK = "unusual"  # its name among the checks that fall due
LATELY = 28  # days whose sales say which products are the main ones
NEWS_FOR = timedelta(days=3)  # how long an odd day stands open while none after it can be judged
STOCK_LASTS = 3  # days: an older stock file says nothing about now
ALWAYS = frozenset({Rule.SCORE_LOW})
OF_ADS = frozenset({Part.ADS, Part.AD_DETAILS})


# ------------------------------------------------------------------------------------------------- watching


def due(session: Session, now: datetime) -> tuple[Store, ...]:
    """The stores that have not been looked at this morning."""
    return storage.checks.due_stores(session, CHECK, now)


def look_due(session: Session, store: Store, now: datetime) -> Found | None:
    """Claims the morning's look and makes it; None where somebody else was faster."""
    today = store.today(now)
    this_morning = store.moment(today, store.brief_at)
    next_at = this_morning if now < this_morning else store.moment(today + DAY, store.brief_at)
    if not storage.checks.claim_check(session, store.id, CHECK, now, next_at):
        return None
    return look(session, store, now)


def look_with_ads(session: Session, store: Store, now: datetime) -> Found:
    """With the watch over ads: of what one file tells to both, what explains the rest has to be known."""
    day, ads = look(session, store, now), services.budgets.check(session, store, now)
    return Found({*day.rules, *ads.rules}, (*day.findings, *ads.findings), day.day)


def look(session: Session, store: Store, now: datetime) -> Found:
    """The newest whole day whose file has come, at most two days back; where none has, nothing is known."""
    rules = storage.rules.rules(session, store.id)
    scores = storage.pages.latest_scores(session, store.id, store.today(now) - DAY)
    found = list(score_findings(scores, rules))
    day = newest_day(session, store, now)
    if day is None:
        found += figure_findings(nothing_known(store.today(now) - DAY))
        return Found(ALWAYS | OF_FIGURES, found)
    lacking = services.readiness.lacking_parts(session, store, day, now)
    known = load(session, store, Period(day, day + DAY), rules)
    if lacking & OF_ADS:
        known = replace(known, days={**known.days, day: without_ads(known.days[day])})
    found += without_old(session, store, figure_findings(judge_day(known, day)), day)
    if Part.PRODUCTS in lacking or not has_products(session, store, day):
        return Found(ALWAYS | OF_FIGURES, found, day)
    found += product_findings(known, main_products(session, store, Period(day, day + DAY)), day)
    return Found(ALWAYS | OF_FIGURES | OF_PRODUCTS, found, day)


def without_old(session: Session, store: Store, found: Iterable[Finding], day: date) -> tuple[Finding, ...]:
    """An odd day is history after a few, also where those since cannot be judged: campaigns, holidays."""
    alerts = storage.alerts.last_alerts(session, store.id, OF_FIGURES)
    old = {
        cause
        for cause, alert in alerts.items()
        if alert.finding.of is not None and day - alert.finding.of > NEWS_FOR
    }
    return tuple(one for one in found if one.level is not Level.UNKNOWN or one.cause not in old)


def look_anew(session: Session, store: Store, now: datetime) -> Found:
    """After a file was taken back: an alert about a day of which nothing is left has no cause any more."""
    found = look(session, store, now)
    alerts = storage.alerts.last_alerts(session, store.id, OF_FIGURES)
    days = {alert.finding.of for alert in alerts.values() if alert.finding.of is not None}
    left = {one.day for one in storage.sales.single_days(session, store.id, days) if one.origin is not None}
    without = {cause for cause, alert in alerts.items() if alert.finding.of not in left}
    kept = (one for one in found.findings if one.level is not Level.UNKNOWN or one.cause not in without)
    return Found(found.rules, tuple(kept))


def judged(session: Session, store: Store, day: date) -> tuple[Judged, ...]:
    """Every figure of a day, with the reason why it is told or not."""
    rules = storage.rules.rules(session, store.id)
    return judge_day(load(session, store, Period(day, day + DAY), rules), day)


def newest_day(session: Session, store: Store, now: datetime) -> date | None:
    """The newest day that is over and of which the sales file has told the whole."""
    today = store.today(now)
    for day in (today - back * DAY for back in range(1, WAITED_FOR + 1)):
        days = storage.sales.store_days(session, store.id, Period(day, day + DAY))
        if has_revenue(services.readiness.files_known(session, store, day, known_day(days, day))):
            return day
    return None


def nothing_known(day: date) -> tuple[Judged, ...]:
    return tuple(Judged(figure, day, Verdict.NO_FILE) for figure in Figure)


def without_ads(day: StoreDay) -> StoreDay:
    return replace(day, ad_spend=None, ad_revenue=None)


# -------------------------------------------------------------------------------------------------- loading


def load(session: Session, store: Store, judged: Period, rules: Rules) -> Known:
    """What the judgement of these days needs: months of days before them, told by the same kind of file."""
    calendar = services.calendar.calendar(session, store, Period(judged.start - ORDINARY_BACK, judged.end))
    period = Period(judged.start - ORDINARY_BACK - timedelta(days=7), judged.end)
    days = storage.sales.store_days(session, store.id, period)
    origin = next((one.origin for one in reversed(days) if one.origin is not None), None)
    alike = {one.day: one for one in days if one.origin in (origin, None)}
    known = Known(
        calendar=calendar,
        rules=rules,
        days=alike,
        clicks={one.day: one.totals.clicks for one in storage.ads.ad_days(session, store.id, period)},
    )
    return known if all(map(calendar.is_ordinary, judged.days())) else planned(session, store, judged, known)


def planned(session: Session, store: Store, judged: Period, known: Known) -> Known:
    """With the plans of days that are not ordinary, and last year's days that tell of them."""
    targets = storage.targets.target_days(session, store.id, Period(judged.start - DAY, judged.end))
    revenue = storage.sales.revenue(session, store.id, Period(judged.start - HISTORY, judged.end))
    whole = services.calendar.calendar(session, store, Period(judged.start - HISTORY, judged.end))
    return replace(known, calendar=whole, targets=targets, revenue=revenue)


def has_products(session: Session, store: Store, day: date) -> bool:
    return day in storage.products.days_with_products(session, store.id, [day])


def main_products(session: Session, store: Store, judged: Period) -> tuple[MainProduct, ...]:
    """The products that brought most before the last of these days, those first that brought more."""
    lately = before(judged.last - DAY, LATELY)
    sums = storage.weeks.product_sums(session, store.id, list(lately.days()))
    whole = sum((one.paid_amount or Decimal(0) for one in sums), Decimal(0))
    large = [one for one in sums if (one.paid_amount or 0) >= whole * MAIN_SHARE and one.paid_amount]
    main = sorted(large, key=lambda one: (-(one.paid_amount or 0), one.item_id))[:MOST_PRODUCTS]
    items = [one.item_id for one in main]
    period = Period(judged.start - ORDINARY_BACK, judged.end)
    by_item: dict[str, list[ItemDay]] = defaultdict(list)
    for one in storage.products.item_days(session, store.id, items, period):
        by_item[one.item_id].append(one)
    available = in_stock(session, store, items, judged.last)
    return tuple(
        main_product(
            one.item_id, one.title, by_item[one.item_id], judged, one.aov, available.get(one.item_id)
        )
        for one in main
    )


def main_product(
    item_id: str,
    title: str,
    days: Sequence[ItemDay],
    judged: Period,
    price: Decimal | None,
    available: int | None,
) -> MainProduct:
    """On a day whose file does not list it, nobody saw or bought it."""
    last = {judged.last: Decimal(0)}
    revenue = {one.day: one.paid_amount for one in days if one.paid_amount is not None}
    visitors = {one.day: one.visitors for one in days if one.visitors is not None}
    seen = {judged.last: 0} if visitors else {}
    return MainProduct(item_id, title, last | revenue, seen | visitors, price, available)


def in_stock(session: Session, store: Store, items: Sequence[str], day: date) -> dict[str, int]:
    """What is there of the products whose article number is that of a stock line; none of an old list."""
    newest = storage.stock.last_day(session, store.id)
    if newest is None or newest < day - STOCK_LASTS * DAY:
        return {}
    lines = {one.sku: one.available for one in storage.stock.stock_of(session, store.id, newest)}
    codes = storage.products.articles(session, store.id, items)
    found = {item: lines.get(code) for item, code in codes.items()}
    return {item: available for item, available in found.items() if available is not None}
