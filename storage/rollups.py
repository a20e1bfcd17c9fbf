"""The roll-ups: advertising per day and report, and the store's day, rebuilt with the facts they add up."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, delete, func, insert, literal, or_, select, union
from sqlalchemy.orm import Session

from metrics.ads import ORDER, AdTotals, Cut, Purse, Report, believed, purse_of
from metrics.periods import DAY, Period
from metrics.sales import Origin, StoreDay
from storage.orders import given_back, rebuild_product_sales, sold
from storage.tables import ad_day, ad_name, ad_total, product_day, shop_day, store_day

FIGURES = ("visitors", "page_views", "paid_amount", "paid_buyers", "paid_items", "refund_amount")
AD_FIGURES = ("impressions", "clicks", "spend", "ad_revenue", "ad_orders")
MONEY = ("spend", "ad_revenue")
WXT = tuple(report for report in ORDER if purse_of(report) is Purse.WXT)


def rebuild(session: Session, store_id: int, days: Collection[date], *, ads: bool) -> None:
    """Add `days` up anew from their facts; `ads`: advertising among them."""
    for run in runs(days):
        if ads:
            _rebuild_ad_total(session, store_id, run)
        rebuild_product_sales(session, store_id, run)
        _rebuild_store_day(session, store_id, run)


def runs(days: Iterable[date]) -> list[Period]:
    """Days without gaps between them, as periods."""
    found: list[Period] = []
    for day in sorted(set(days)):
        if found and found[-1].end == day:
            found[-1] = Period(found[-1].start, day + DAY)
        else:
            found.append(Period(day, day + DAY))
    return found


def store_day_of(session: Session, store_id: int, day: date) -> StoreDay | None:
    """The rolled-up day."""
    names = ("day", "origin", *FIGURES, "ad_spend", "ad_revenue")
    columns = [store_day.c[name] for name in names]
    query = select(*columns).where(_of(store_day, store_id, Period(day, day + DAY)))
    row = session.execute(query).mappings().one_or_none()
    if row is None:
        return None
    return StoreDay(**{**row, "origin": None if row["origin"] is None else Origin(row["origin"])})


def ad_totals_of(session: Session, store_id: int, day: date, report: Report) -> AdTotals | None:
    """One report's sums of one day."""
    columns = [ad_total.c[name] for name in AD_FIGURES]
    query = select(*columns).where(
        _of(ad_total, store_id, Period(day, day + DAY)), ad_total.c.report == report
    )
    row = session.execute(query).mappings().one_or_none()
    return None if row is None else AdTotals(**row)


def _of(table: Any, store_id: int, period: Period) -> ColumnElement[bool]:
    return and_(table.c.store_id == store_id, table.c.day >= period.start, table.c.day < period.end)


def _rebuild_ad_total(session: Session, store_id: int, period: Period) -> None:
    figures = [func.sum(ad_day.c[name], type_=ad_day.c[name].type).label(name) for name in AD_FIGURES]
    sums = (
        select(ad_day.c.store_id, ad_day.c.day, ad_day.c.report, *figures)
        .where(_of(ad_day, store_id, period))
        .group_by(ad_day.c.store_id, ad_day.c.day, ad_day.c.report)
    )
    rows = [dict(row) for row in session.execute(sums).mappings()]
    by_day: dict[date, dict[Report, Decimal]] = defaultdict(dict)
    for row in rows:
        by_day[row["day"]][Report(row["report"])] = row["spend"]
    chosen = {(day, report) for day, spends in by_day.items() for report in believed(spends)}
    for row in rows:
        row["believed"] = (row["day"], Report(row["report"])) in chosen
    session.execute(delete(ad_total).where(_of(ad_total, store_id, period)))
    if rows:
        session.execute(insert(ad_total), rows)


def _rebuild_store_day(session: Session, store_id: int, period: Period) -> None:
    session.execute(delete(store_day).where(_of(store_day, store_id, period)))
    names = ["store_id", "day", "origin", *FIGURES, "ad_spend", "ad_revenue", "ad_report"]
    session.execute(insert(store_day).from_select(names, _store_days(store_id, period)))


def _store_days(store_id: int, period: Period) -> Select[Any]:
    """One row for every day that any file tells of."""
    shop = select(shop_day).where(_of(shop_day, store_id, period)).cte("shop")
    products = (
        select(product_day.c.day, *(func.sum(product_day.c[name]).label(name) for name in FIGURES))
        .where(_of(product_day, store_id, period))
        .group_by(product_day.c.day)
        .cte("products")
    )
    ads = _believed(store_id, period)
    orders, refunds = sold(store_id, period), given_back(store_id, period)
    sources = (shop, products, ads, orders, refunds)
    days = union(*(select(source.c.day) for source in sources)).cte("days")
    origin = _origin(shop, products, orders)
    known = [_figure(name, origin, shop, products, orders, refunds) for name in FIGURES]
    query = select(
        literal(store_id), days.c.day, origin, *known, ads.c.spend, ads.c.ad_revenue, ads.c.report
    ).select_from(days)
    for source in sources:
        query = query.outerjoin(source, source.c.day == days.c.day)
    return query


def _origin(shop: Any, products: Any, orders: Any) -> ColumnElement[Any]:
    """The shop's own file wins, unless it was exported without revenue and another tells it: the products'
    file, else the orders."""
    has_shop, has_products, has_orders = (source.c.day.is_not(None) for source in (shop, products, orders))
    return case(
        (shop.c.paid_amount.is_not(None), Origin.SHOP),
        (and_(has_products, or_(products.c.paid_amount.is_not(None), ~has_orders)), Origin.PRODUCTS),
        (has_orders, Origin.ORDERS),
        (has_shop, Origin.SHOP),
        else_=None,
    )


def _figure(
    name: str, origin: Any, shop: Any, products: Any, orders: Any, refunds: Any
) -> ColumnElement[Any]:
    """A figure of the day's origin. Orders know no visitors: the shop's own are taken, if they are known.
    Refunds come from their own file where the other files do not tell them."""
    of_orders = func.coalesce(orders.c[name], shop.c[name]) if name in orders.c else shop.c[name]
    figure = case(
        (origin == Origin.SHOP, shop.c[name]),
        (origin == Origin.PRODUCTS, products.c[name]),
        (origin == Origin.ORDERS, of_orders),
    )
    return func.coalesce(figure, refunds.c.refund_amount) if name == "refund_amount" else figure


def _believed(store_id: int, period: Period) -> Any:
    """What each day cost and brought, added up over the purses; the report named is 万相台's, if any."""
    money = [func.sum(ad_total.c[name], type_=ad_total.c[name].type).label(name) for name in MONEY]
    newest = func.max(case((ad_total.c.report.in_(WXT), ad_total.c.report)))
    report = func.coalesce(newest, func.min(ad_total.c.report)).label("report")
    query = select(ad_total.c.day, report, *money).where(_of(ad_total, store_id, period), ad_total.c.believed)
    return query.group_by(ad_total.c.day).cte("ads")


def spend_by_scene(session: Session, store_id: int, day: date, report: Report) -> dict[str, Decimal]:
    """One report's spend of one day by the scene's name; empty where it does not tell scenes apart."""
    return _spend_by(session, store_id, day, report, Cut.SCENE)


def spend_by_plan(session: Session, store_id: int, day: date, report: Report) -> dict[str, Decimal]:
    return _spend_by(session, store_id, day, report, Cut.PLAN)


def _spend_by(session: Session, store_id: int, day: date, report: Report, cut: Cut) -> dict[str, Decimal]:
    key = ad_day.c.scene_id if cut is Cut.SCENE else ad_day.c.plan_id
    named = and_(ad_name.c.store_id == store_id, ad_name.c.cut == cut, ad_name.c.key == key)
    name = func.coalesce(ad_name.c.name, key).label("name")
    query = (
        select(name, func.sum(ad_day.c.spend).label("spend"))
        .outerjoin_from(ad_day, ad_name, named)
        .where(_of(ad_day, store_id, Period(day, day + DAY)))
        .where(ad_day.c.report == report, key != "")
        .group_by(name)
    )
    return {row.name: row.spend for row in session.execute(query)}
