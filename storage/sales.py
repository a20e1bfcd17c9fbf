"""Questions about a store's days: the roll-up that every report starts from."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from metrics.ads import Report
from metrics.periods import Period
from metrics.sales import Origin, StoreDay
from storage.tables import product_day, shop_day, store_day


def store_days(session: Session, store_id: int, period: Period) -> tuple[StoreDay, ...]:
    """The known days of a period in order, its end excluded; one range of the key."""
    query = select(store_day).where(
        store_day.c.store_id == store_id, store_day.c.day >= period.start, store_day.c.day < period.end
    )
    return tuple(_store_day(row) for row in session.execute(query.order_by(store_day.c.day)))


def single_days(session: Session, store_id: int, days: Collection[date]) -> tuple[StoreDay, ...]:
    """The known ones of some days, in order."""
    if not days:
        return ()
    query = select(store_day).where(store_day.c.store_id == store_id, store_day.c.day.in_(days))
    return tuple(_store_day(row) for row in session.execute(query.order_by(store_day.c.day)))


def revenue(session: Session, store_id: int, *periods: Period) -> dict[date, Decimal]:
    """The known revenue of some periods by day, their ends excluded: less to load than whole days."""
    within = (
        (store_day.c.day >= period.start) & (store_day.c.day < period.end)
        for period in periods
        if len(period)
    )
    query = select(store_day.c.day, store_day.c.paid_amount).where(
        store_day.c.store_id == store_id, store_day.c.paid_amount.is_not(None), or_(*within)
    )
    # unpacked: hundreds of rows, and their names would be looked up for each
    return {day: amount for day, amount in session.execute(query.order_by(store_day.c.day))}  # noqa: C416


def summed_products(session: Session, store_id: int, days: Collection[date]) -> tuple[StoreDay, ...]:
    """Days as their products add up to, whatever the shop's own file says; those without any are left out."""
    names = ("paid_amount", "paid_buyers", "paid_items", "visitors", "page_views", "refund_amount")
    sums = [func.sum(product_day.c[name], type_=product_day.c[name].type).label(name) for name in names]
    query = (
        select(product_day.c.day, *sums)
        .where(product_day.c.store_id == store_id, product_day.c.day.in_(days))
        .group_by(product_day.c.day)
        .order_by(product_day.c.day)
    )
    rows = session.execute(query).mappings()
    return tuple(StoreDay(**{"origin": Origin.PRODUCTS, **row}) for row in rows)


def first_day(session: Session, store_id: int) -> date | None:
    """The first day of which anything is known."""
    query = select(store_day.c.day).where(store_day.c.store_id == store_id)
    first: date | None = session.scalar(query.order_by(store_day.c.day).limit(1))
    return first


def ever_sent_shop(session: Session, store_id: int) -> bool:
    query = select(shop_day.c.day).where(shop_day.c.store_id == store_id).limit(1)
    return session.scalar(query) is not None


def ever_sent_products(session: Session, store_id: int) -> bool:
    query = select(product_day.c.day).where(product_day.c.store_id == store_id).limit(1)
    return session.scalar(query) is not None


def _store_day(row: Row[Any]) -> StoreDay:
    return StoreDay(
        day=row.day,
        origin=Origin(row.origin) if row.origin else None,
        paid_amount=row.paid_amount,
        paid_buyers=row.paid_buyers,
        paid_items=row.paid_items,
        visitors=row.visitors,
        page_views=row.page_views,
        refund_amount=row.refund_amount,
        ad_spend=row.ad_spend,
        ad_revenue=row.ad_revenue,
        ad_report=Report(row.ad_report) if row.ad_report else None,
    )
