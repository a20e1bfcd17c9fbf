"""Advertising as stored: days and lines of every cut, without counting money twice."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from metrics.ads import AdDay, AdLine, AdTotals, Cut, Report, believed
from metrics.periods import Period
from storage.tables import ad_day, ad_name, ad_total, product, store_day

OTHERS = (Report.ZTC, Report.ZUANZHAN, Report.OZON, Report.AMAZON)
CARRIERS = {  # which reports carry a cut
    Cut.SCENE: (Report.SCENE, Report.PLAN, Report.ITEM_FULL, Report.WORD, Report.CROWD, *OTHERS),
    Cut.PLAN: (Report.PLAN, Report.ITEM_FULL, Report.WORD, Report.CROWD, *OTHERS),
    Cut.ITEM: (Report.ITEM, Report.ITEM_FULL, Report.PROMOTED, Report.WORD, Report.CROWD, Report.OZON),
    Cut.WORD: (Report.WORD, Report.AMAZON),
    Cut.CROWD: (Report.CROWD,),
}
KEYS = {
    Cut.SCENE: ad_day.c.scene_id,
    Cut.PLAN: ad_day.c.plan_id,
    Cut.ITEM: ad_day.c.item_id,
    Cut.WORD: ad_day.c.word_id,
    Cut.CROWD: ad_day.c.word_id,
}


def ad_days(session: Session, store_id: int, period: Period) -> tuple[AdDay, ...]:
    """The days with an ad file, each from the reports that the roll-up trusts; other days are left out."""
    names = ("impressions", "clicks", "ad_orders")
    of_store = and_(
        ad_total.c.store_id == store_id, ad_total.c.day >= period.start, ad_total.c.day < period.end
    )
    counts = (
        select(ad_total.c.day, *(func.sum(ad_total.c[name]).label(name) for name in names))
        .where(of_store, ad_total.c.believed)
        .group_by(ad_total.c.day)
        .cte("counts")
    )
    question = (
        select(
            store_day.c.day,
            counts.c.impressions,
            counts.c.clicks,
            store_day.c.ad_spend,
            store_day.c.ad_revenue,
            counts.c.ad_orders,
        )
        .join_from(store_day, counts, counts.c.day == store_day.c.day, isouter=True)
        .where(
            store_day.c.store_id == store_id,
            store_day.c.day >= period.start,
            store_day.c.day < period.end,
            store_day.c.ad_spend.is_not(None),
        )
        .order_by(store_day.c.day)
    )
    return tuple(AdDay(row[0], _totals(*row[1:])) for row in session.execute(question))


def reports_told(session: Session, store_id: int, days: Collection[date]) -> frozenset[Report]:
    """The reports that these days' spend was added up from."""
    of_days = and_(ad_total.c.store_id == store_id, ad_total.c.day.in_(days), ad_total.c.believed)
    question = select(ad_total.c.report).where(of_days).distinct()
    return frozenset(Report(name) for name in session.scalars(question))


def ad_lines(
    session: Session, store_id: int, period: Period, cut: Cut, without_plans: Collection[str] = ()
) -> tuple[AdLine, ...]:
    """One line per scene, plan, item, word or crowd, biggest spend first; no money is counted twice."""
    sums: dict[str, AdTotals] = defaultdict(AdTotals)
    for report, days in _days_by_report(session, store_id, period, cut).items():
        for key, totals in _sums(session, store_id, report, days, cut, without_plans):
            sums[key] += totals
    names = _names(session, store_id, cut, sums)
    lines = (AdLine(key, names.get(key, key), totals) for key, totals in sums.items())
    return tuple(sorted(lines, key=lambda line: (-line.totals.spend, line.name, line.key)))


def scene_days(session: Session, store_id: int, period: Period) -> dict[tuple[date, str], Decimal]:
    """What each day cost by scene (its name), no money counted twice."""
    return _days_of(session, store_id, period, Cut.SCENE)


def plan_days(session: Session, store_id: int, period: Period) -> dict[tuple[date, str], Decimal]:
    """The same by plan; plans of the same name are one."""
    return _days_of(session, store_id, period, Cut.PLAN)


def _days_of(session: Session, store_id: int, period: Period, cut: Cut) -> dict[tuple[date, str], Decimal]:
    found: dict[tuple[date, str], Decimal] = defaultdict(Decimal)
    names, key = _all_names(session, store_id, cut), KEYS[cut]
    for report, days in _days_by_report(session, store_id, period, cut).items():
        question = (
            select(ad_day.c.day, key, func.sum(ad_day.c.spend, type_=ad_day.c.spend.type))
            .where(ad_day.c.store_id == store_id, ad_day.c.day.in_(days), ad_day.c.report == str(report))
            .group_by(ad_day.c.day, key)
        )
        for day, name, spend in session.execute(question):
            found[day, names.get(name, name)] += spend
    return dict(found)


def spend_by_day(session: Session, store_id: int, period: Period) -> dict[date, Decimal]:
    """What all ads cost on each day with an ad file."""
    question = select(store_day.c.day, store_day.c.ad_spend).where(
        store_day.c.store_id == store_id,
        store_day.c.day >= period.start,
        store_day.c.day < period.end,
        store_day.c.ad_spend.is_not(None),
    )
    return {row.day: row.ad_spend for row in session.execute(question.order_by(store_day.c.day))}


def known_days(session: Session, store_id: int, period: Period, cut: Cut) -> tuple[date, ...]:
    """The days of which a report tells that carries the cut, in order."""
    return tuple(
        sorted({day for days in _days_by_report(session, store_id, period, cut).values() for day in days})
    )


def seen_keys(
    session: Session, store_id: int, period: Period, cut: Cut, keys: Collection[str]
) -> frozenset[str]:
    """Which of some plans, words … any report of the period names."""
    key = KEYS[cut]
    question = select(key).where(
        ad_day.c.store_id == store_id, ad_day.c.day >= period.start, ad_day.c.day < period.end, key.in_(keys)
    )
    return frozenset(session.scalars(question.distinct()))


def scene_names(session: Session, store_id: int) -> dict[str, str]:
    """All scenes by the platform's id."""
    return _all_names(session, store_id, Cut.SCENE)


def plan_names(session: Session, store_id: int) -> dict[str, str]:
    return _all_names(session, store_id, Cut.PLAN)


def _all_names(session: Session, store_id: int, cut: Cut) -> dict[str, str]:
    question = select(ad_name.c.key, ad_name.c.name).where(
        ad_name.c.store_id == store_id, ad_name.c.cut == str(cut)
    )
    return {row.key: row.name for row in session.execute(question.order_by(ad_name.c.name))}


def _days_by_report(session: Session, store_id: int, period: Period, cut: Cut) -> dict[Report, list[date]]:
    carriers = CARRIERS[cut]
    question = select(ad_total.c.day, ad_total.c.report, ad_total.c.spend).where(
        ad_total.c.store_id == store_id,
        ad_total.c.day >= period.start,
        ad_total.c.day < period.end,
        ad_total.c.report.in_([str(report) for report in carriers]),
    )
    offered: dict[date, dict[Report, Decimal]] = defaultdict(dict)
    for day, report, spend in session.execute(question):
        offered[day][Report(report)] = spend
    chosen: dict[Report, list[date]] = defaultdict(list)
    for day, spends in offered.items():
        for report in believed(spends):
            chosen[report].append(day)
    return chosen


def _sums(
    session: Session,
    store_id: int,
    report: Report,
    days: Collection[date],
    cut: Cut,
    without_plans: Collection[str],
) -> list[tuple[str, AdTotals]]:
    key: ColumnElement[str] = KEYS[cut]
    figures = (ad_day.c.impressions, ad_day.c.clicks, ad_day.c.spend, ad_day.c.ad_revenue, ad_day.c.ad_orders)
    question = (
        select(key, *(func.sum(figure, type_=figure.type) for figure in figures))
        .where(ad_day.c.store_id == store_id, ad_day.c.day.in_(days), ad_day.c.report == str(report))
        .group_by(key)
    )
    if without_plans:
        question = question.where(ad_day.c.plan_id.not_in(without_plans))
    return [(row[0], _totals(*row[1:])) for row in session.execute(question)]


def _names(session: Session, store_id: int, cut: Cut, keys: Collection[str]) -> dict[str, str]:
    if cut is Cut.ITEM:
        question = select(product.c.item_id, product.c.title).where(product.c.store_id == store_id)
    else:
        question = select(ad_name.c.key, ad_name.c.name).where(
            ad_name.c.store_id == store_id, ad_name.c.cut == str(cut)
        )
    return {key: name for key, name in session.execute(question) if key in keys}


def _totals(
    impressions: int | None,
    clicks: int | None,
    spend: Decimal,
    ad_revenue: Decimal | None,
    orders: int | None,
) -> AdTotals:
    # PostgreSQL adds integers up to NUMERIC.
    return AdTotals(
        int(impressions or 0), int(clicks or 0), spend, ad_revenue or Decimal(0), int(orders or 0)
    )
