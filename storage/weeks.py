"""Questions about products over several days, added up by the database."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from metrics.products import ProductSum
from storage.tables import product, product_day, product_sale_day

COUNTS = ("visitors", "page_views", "paid_buyers", "paid_items")
MONEY = ("paid_amount", "refund_amount")


def product_sums(session: Session, store_id: int, days: Collection[date]) -> tuple[ProductSum, ...]:
    """Every product on these days together; as the orders tell where no file of products does."""
    return _from_files(session, store_id, days) or _from_orders(session, store_id, days)


def _from_files(session: Session, store_id: int, days: Collection[date]) -> tuple[ProductSum, ...]:
    table = product_day.c
    sums = [func.sum(table[name], type_=table[name].type).label(name) for name in (*COUNTS, *MONEY)]
    query = (
        select(table.item_id, func.max(product.c.title).label("title"), *sums)
        .outerjoin(product, and_(product.c.store_id == table.store_id, product.c.item_id == table.item_id))
        .where(table.store_id == store_id, table.day.in_(days))
        .group_by(table.item_id)
        .order_by(table.item_id)
    )
    return tuple(
        ProductSum(
            item_id=row["item_id"],
            title=row["title"] or row["item_id"],
            visitors=_count(row["visitors"]),
            page_views=_count(row["page_views"]),
            paid_amount=row["paid_amount"],
            paid_buyers=_count(row["paid_buyers"]),
            paid_items=_count(row["paid_items"]),
            refund_amount=row["refund_amount"],
        )
        for row in session.execute(query).mappings()
    )


def _count(total: int | Decimal | None) -> int | None:
    """PostgreSQL adds whole numbers up to a decimal."""
    return None if total is None else int(total)


def _from_orders(session: Session, store_id: int, days: Collection[date]) -> tuple[ProductSum, ...]:
    """Lines of orders that name no item are told by their SKU."""
    table = product_sale_day.c
    item = case((table.item_id != "", table.item_id), else_=table.sku).label("item")
    sold = (
        select(
            item,
            func.sum(table.paid_items).label("paid_items"),
            func.sum(table.paid_amount, type_=table.paid_amount.type).label("paid_amount"),
        )
        .where(table.store_id == store_id, table.day.in_(days))
        .group_by(item)
        .subquery()
    )
    named = and_(product.c.store_id == store_id, product.c.item_id == sold.c.item)
    query = select(sold, product.c.title).outerjoin(product, named).order_by(sold.c.item)
    return tuple(
        ProductSum(
            item_id=row.item,
            title=row.title or row.item,
            paid_amount=row.paid_amount,
            paid_items=_count(row.paid_items),
        )
        for row in session.execute(query)
    )
