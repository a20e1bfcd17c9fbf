"""Questions about stock: what is there, how fast it sells, what it costs."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from metrics.costs import Cost
from metrics.periods import Period
from metrics.stock import Pace, StockItem
from storage.tables import item_cost, product, product_day, product_sale_day, stock_day


def last_day(session: Session, store_id: int) -> date | None:
    """The latest day whose stock is known."""
    query = select(func.max(stock_day.c.day)).where(stock_day.c.store_id == store_id)
    found: date | None = session.scalar(query)
    return found


def stock_of(session: Session, store_id: int, day: date) -> tuple[StockItem, ...]:
    """A day's stock by SKU, all warehouses together."""
    table = stock_day.c
    rest = table.on_hand - func.coalesce(table.reserved, 0)
    query = (
        select(
            table.sku,
            func.coalesce(func.max(table.title), "").label("title"),
            func.sum(func.coalesce(table.sellable, rest)).label("available"),
            func.sum(table.on_the_way).label("on_the_way"),
            func.sum(table.warning_low).label("warning_low"),
        )
        .where(table.store_id == store_id, table.day == day)
        .group_by(table.sku)
        .order_by(table.sku)
    )
    return tuple(
        StockItem(row.sku, row.title, whole(row.available), whole(row.on_the_way), whole(row.warning_low))
        for row in session.execute(query)
    )


def whole(value: int | Decimal | None) -> int | None:
    return None if value is None else int(value)


def paces(session: Session, store_id: int, period: Period) -> dict[str, Pace]:
    """How fast each SKU sells, the period's end excluded: by its orders; else by its item's sales, where the
    item has the SKU as its article number. SKUs that nobody bought are left out."""
    by_item = _paces_of_items(session, store_id, period)
    table = product_sale_day.c
    query = (
        select(table.sku, func.sum(table.paid_items).label("items"))
        .where(table.store_id == store_id, table.day >= period.start, table.day < period.end)
        .where(table.sku != "")
        .group_by(table.sku)
    )
    days = _days(session, store_id, period, product_sale_day)
    by_order = {row.sku: Pace(int(row.items or 0), days) for row in session.execute(query)}
    return {**by_item, **by_order}


def _paces_of_items(session: Session, store_id: int, period: Period) -> dict[str, Pace]:
    days = _days(session, store_id, period, product_day)
    query = (
        select(product.c.article, func.sum(product_day.c.paid_items).label("items"))
        .join(
            product_day,
            (product_day.c.store_id == product.c.store_id) & (product_day.c.item_id == product.c.item_id),
        )
        .where(product.c.store_id == store_id, product.c.article.is_not(None))
        .where(product_day.c.day >= period.start, product_day.c.day < period.end)
        .where(product_day.c.paid_items.is_not(None))
        .group_by(product.c.article)
    )
    return {row.article: Pace(int(row.items), days) for row in session.execute(query)}


def _days(session: Session, store_id: int, period: Period, table: object) -> int:
    """How many days of the period the table knows sales of."""
    columns = table.c  # type: ignore[attr-defined]
    query = select(func.count(columns.day.distinct())).where(
        columns.store_id == store_id,
        columns.day >= period.start,
        columns.day < period.end,
        columns.paid_items.is_not(None),
    )
    return int(session.scalar(query) or 0)


def costs_on(session: Session, store_id: int, day: date, keys: Collection[str] = ()) -> dict[str, Cost]:
    """What goods cost on a day, by item id or SKU: the latest cost of that day or before it; where the
    first one known is younger, that. `keys`: only these."""
    table = item_cost.c
    query = select(item_cost).where(table.store_id == store_id)
    if keys:
        query = query.where(or_(table.item_id.in_(keys), table.sku.in_(keys)))
    found: dict[str, Cost] = {}
    for row in session.execute(query.order_by(table.from_day)):
        cost = Cost(row.item_id, row.sku, row.from_day, row.goods_cost, row.shipping_cost, row.packaging_cost)
        key = row.sku or row.item_id
        if key not in found or row.from_day <= day:
            found[key] = cost
    return found
