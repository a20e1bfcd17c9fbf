"""Questions about single products, and about the days whose products are known."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from metrics.periods import Period
from metrics.products import ItemDay, Ways
from storage.tables import product, product_day, product_sale_day, store_day


def days_with_products(session: Session, store_id: int, days: Collection[date]) -> frozenset[date]:
    """Those of the days that a product file tells of; where it tells of none, those that orders do."""
    told = _told(session, store_id, days, product_day)
    return told or _told(session, store_id, days, product_sale_day)


def _told(session: Session, store_id: int, days: Collection[date], table: Table) -> frozenset[date]:
    """One look at the key for each day, however much the day holds."""
    found = select(table.c.day).where(table.c.store_id == store_id, table.c.day == store_day.c.day)
    query = select(store_day.c.day).where(
        store_day.c.store_id == store_id, store_day.c.day.in_(days), found.exists()
    )
    return frozenset(session.scalars(query))


def ways(session: Session, store_id: int, item_id: str, days: Collection[date]) -> Ways:
    """How one product's visitors came on these days together."""
    table = product_day.c
    sums = (func.sum(table.search_visitors), func.sum(table.recommended_visitors))
    query = select(*sums).where(table.store_id == store_id, table.day.in_(days), table.item_id == item_id)
    search, recommended = session.execute(query).one()
    return Ways(*(None if value is None else int(value) for value in (search, recommended)))


def item_days(session: Session, store_id: int, items: Collection[str], period: Period) -> tuple[ItemDay, ...]:
    """What the products' files tell of some products, by day, the period's end excluded."""
    table = product_day.c
    query = (
        select(table.day, table.item_id, table.visitors, table.paid_amount, table.paid_buyers)
        .where(table.store_id == store_id, table.day >= period.start, table.day < period.end)
        .where(table.item_id.in_(items))
        .order_by(table.day, table.item_id)
    )
    return tuple(ItemDay(**row) for row in session.execute(query).mappings())


def articles(session: Session, store_id: int, items: Collection[str]) -> dict[str, str]:
    """The article numbers of products, where they are known."""
    query = select(product.c.item_id, product.c.article).where(
        product.c.store_id == store_id, product.c.item_id.in_(items), product.c.article.is_not(None)
    )
    return {row.item_id: row.article for row in session.execute(query)}
